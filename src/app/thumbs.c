// SPDX-License-Identifier: MIT
#include "app/thumbs.h"

#include "draw/image.h"
#include "plot/render.h"
#include "scene/gallery.h"
#include "scene/scene_file.h"

#include <stdlib.h>
#include <string.h>

static const float points_high = 220;   // larger ones are not finer, but larger

enum stage { UNSEEN, WISHED, TRIED };

struct thumbs {
    const struct font *font;
    enum theme_name theme;
    int width, height;
    struct image image[GALLERY_CARDS];
    enum stage stage[GALLERY_CARDS];
    bool news;                  // nobody has seen the last one
};

struct thumbs *thumbs_open(const struct font *font)
{
    struct thumbs *t = calloc(1, sizeof *t);
    if (t)
        t->font = font;
    return t;
}

static void forget(struct thumbs *t)
{
    for (int i = 0; i < GALLERY_CARDS; i++) {
        image_free(&t->image[i]);
        t->stage[i] = UNSEEN;
    }
}

void thumbs_close(struct thumbs *t)
{
    if (t)
        forget(t);
    free(t);
}

// Lines, arrows and runs alone: letters would be too small to read.
static void simplify(struct scene *s, enum theme_name theme)
{
    s->theme = theme;
    s->projector = false;
    s->axes = s->key = s->caption = s->labels = s->cards = s->frame = false;
    s->flat_points = FLAT_OFF;
    s->basins = false;
}

static int next_wish(const struct thumbs *t)
{
    int card = 0;
    while (card < GALLERY_CARDS && t->stage[card] != WISHED)
        card++;
    return card;
}

bool thumbs_paint(struct thumbs *t, struct pool *pool)
{
    int card = next_wish(t);
    struct scene scene;
    if (card == GALLERY_CARDS)
        return false;
    const char *json = gallery[card].scene;
    t->stage[card] = TRIED;
    t->news = true;
    if (!scene_read(&scene, NULL, json, strlen(json), NULL))
        return true;
    simplify(&scene, t->theme);
    struct render_request request = {.scene = &scene, .width = t->width,
                                     .height = t->height, .clean = true, .thumb = true,
                                     .scale = fmaxf((float)t->height / points_high, 1),
                                     .font = t->font, .pool = pool};
    render_image(&t->image[card], &request, NULL);
    return true;
}

bool thumbs_wished(const struct thumbs *t)
{
    return t->news || next_wish(t) < GALLERY_CARDS;
}

const struct image *thumbs_image(struct thumbs *t, int card, enum theme_name theme,
                                 int width, int height)
{
    if (width < 8 || height < 8)
        return NULL;
    if (theme != t->theme || width != t->width || height != t->height)
        forget(t);
    t->theme = theme;
    t->width = width;
    t->height = height;
    t->news = false;
    if (t->stage[card] == UNSEEN)
        t->stage[card] = WISHED;
    return t->image[card].pixels ? &t->image[card] : NULL;
}
