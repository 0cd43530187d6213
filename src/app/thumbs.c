// SPDX-License-Identifier: MIT
#include "app/thumbs.h"

#include "draw/image.h"
#include "plot/render.h"
#include "scene/gallery.h"
#include "scene/scene_file.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 400, HEIGHT = 300 };

struct thumbs {
    const struct font *font;
    enum theme_name theme;
    struct image image[GALLERY_CARDS];
    bool tried[GALLERY_CARDS];
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
        t->tried[i] = false;
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
}

bool thumbs_paint(struct thumbs *t, enum theme_name theme, struct pool *pool)
{
    int card = 0;
    if (theme != t->theme)
        forget(t);
    t->theme = theme;
    while (card < GALLERY_CARDS && t->tried[card])
        card++;
    if (card == GALLERY_CARDS)
        return false;
    struct scene scene;
    const char *json = gallery[card].scene;
    t->tried[card] = true;
    if (!scene_read(&scene, NULL, json, strlen(json), NULL))
        return true;
    simplify(&scene, theme);
    struct render_request request = {.scene = &scene, .width = WIDTH, .height = HEIGHT,
                                     .clean = true, .font = t->font, .pool = pool};
    render_image(&t->image[card], &request, NULL);
    return true;
}

const struct image *thumbs_image(const struct thumbs *t, int card, enum theme_name theme)
{
    return t && t->theme == theme ? &t->image[card] : NULL;
}
