// SPDX-License-Identifier: MIT
#include "hands.h"

#include "base/stamp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void hands_open(struct hands *h, struct app_start *start, pt size,
                const struct font *font, struct pool *pool)
{
    *h = (struct hands){.in = {.size = size, .focused = true}, .font = font};
    h->app = app_open(start, font, pool);
    assert_non_null(h->app);
    hands_frame(h);
}

void hands_close(struct hands *h)
{
    app_close(h->app);
    image_free(&h->frame);
}

void hands_frame(struct hands *h)
{
    struct input *in = &h->in;
    in->time += 1.0 / 60;
    app_handle(h->app, in);
    h->drawn = app_draw(h->app, &h->frame);
    in->pressed = in->released = false;
    in->clicks = in->key = 0;
    in->wheel = 0;
    in->text[0] = 0;
    in->pasted = in->dropped = NULL;
}

void hands_wait(struct hands *h, double seconds)
{
    for (double end = h->in.time + seconds; h->in.time < end;)
        hands_frame(h);
}

void hands_key(struct hands *h, int key, unsigned mods)
{
    h->in.key = key;
    h->in.mods = mods;
    hands_frame(h);
    h->in.mods = 0;
}

void hands_type(struct hands *h, const char *text)
{
    snprintf(h->in.text, sizeof h->in.text, "%s", text);
    hands_frame(h);
}

void hands_paste(struct hands *h, const char *text)
{
    h->in.pasted = text;
    hands_frame(h);
}

void hands_move(struct hands *h, pt to)
{
    h->in.pointer = to;
    h->in.inside = true;
    hands_frame(h);
}

void hands_down(struct hands *h, enum button button, int clicks)
{
    h->in.pressed = h->in.held[button] = true;
    h->in.button = button;
    h->in.clicks = clicks;
    hands_frame(h);
}

void hands_up(struct hands *h)
{
    h->in.released = true;
    h->in.held[h->in.button] = false;
    hands_frame(h);
}

void hands_click(struct hands *h, pt at, enum button button)
{
    hands_move(h, at);
    hands_down(h, button, 1);
    hands_up(h);
}

void hands_drag(struct hands *h, pt from, pt to, enum button button)
{
    hands_move(h, from);
    hands_down(h, button, 1);
    for (int i = 1; i <= 8; i++)
        hands_move(h, (pt){from.x + (to.x - from.x) * (float)i / 8,
                           from.y + (to.y - from.y) * (float)i / 8});
    hands_up(h);
}

void hands_formula(struct hands *h, const char *formula)
{
    hands_key(h, '/', 0);
    hands_key(h, 'a', MOD_CTRL);
    hands_type(h, formula);
    hands_key(h, KEY_ESCAPE, 0);
    hands_frame(h);
}

uint64_t hands_picture(const struct hands *h)
{
    size_t count = (size_t)h->frame.width * (size_t)h->frame.height;
    return stamp_bytes(0, h->frame.pixels, count * sizeof *h->frame.pixels);
}

static float left_of(const struct type *t, float width)
{
    return t->x == LEFT ? 0 : t->x == RIGHT ? -width : -width / 2;
}

// From the point of the text to the middle of its digits, downwards.
static float middle_of(const struct type *t)
{
    float digits = 0.74f * t->size;
    return t->y == BASELINE || t->y == BOTTOM ? -digits / 2
           : t->y == TOP                      ? digits / 2
                                              : 0;
}

// Blanks at the end are not seen.
static float ink_width(const struct font *font, const struct type *t, const char *text)
{
    float all = font->measure(font->self, t->face, t->size, text).width;
    size_t end = strlen(text);
    while (t->x == LEFT && end > 0 && text[end - 1] == ' ')
        end--;
    return all - (text[end] ? font->measure(font->self, t->face, t->size,
                                            text + end).width : 0);
}

static struct written written_of(const struct hands *h, const struct picture *p,
                                 const struct item *item)
{
    const struct type *t = &item->text.type;
    struct written w = {.text = p->chars.at + item->text.at, .size = t->size,
                        .color = t->color};
    pt at = p->points.at[item->first];
    float width = ink_width(h->font, t, w.text);
    float x0 = left_of(t, width), y = middle_of(t), half = 0.36f * t->size;
    float c = cosf(t->angle), s = sinf(t->angle);
    const pt ink[] = {{x0, y - half}, {x0 + width, y - half}, {x0 + width, y + half},
                      {x0, y + half}};
    w.box = (rect){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        pt *to = &w.corner[i];
        *to = (pt){at.x + c * ink[i].x + s * ink[i].y, at.y - s * ink[i].x + c * ink[i].y};
        w.box = (rect){fminf(w.box.x0, to->x), fminf(w.box.y0, to->y),
                       fmaxf(w.box.x1, to->x), fmaxf(w.box.y1, to->y)};
    }
    return w;
}

int hands_written(const struct hands *h, struct written out[WRITTEN])
{
    enum { MARKS = 1 };         // these are painted within the map only
    const rect all = {0, 0, h->in.size.x, h->in.size.y};
    const struct picture *p;
    int count = 0;
    for (int i = 0; (p = app_picture(h->app, i)); i++) {
        rect clip = i == MARKS ? app_screen(h->app)->layout.map : all;
        for (size_t k = 0; k < p->items.count && count < WRITTEN; k++) {
            const struct item *item = &p->items.at[k];
            if (item->kind == ITEM_CLIP)
                clip = item->bounds;
            if (item->kind != ITEM_TEXT || !p->chars.at[item->text.at])
                continue;
            out[count] = written_of(h, p, item);
            out[count].clip = clip;
            out[count].item = k;
            out[count++].picture = i;
        }
    }
    return count;
}

bool rects_meet(rect a, rect b, float by)
{
    return a.x0 + by < b.x1 && b.x0 + by < a.x1 && a.y0 + by < b.y1 && b.y0 + by < a.y1;
}

// Is there an axis of `a` on which the two do not meet?
static bool apart(const struct written *a, const struct written *b)
{
    for (int axis = 0; axis < 2; axis++) {
        pt from = a->corner[axis], to = a->corner[axis + 1];
        float x = to.x - from.x, y = to.y - from.y, length = x * x + y * y;
        float low = INFINITY, high = -INFINITY, slack = 0.5f * sqrtf(length);
        for (int i = 0; i < 4; i++) {
            float at = (b->corner[i].x - from.x) * x + (b->corner[i].y - from.y) * y;
            low = fminf(low, at), high = fmaxf(high, at);
        }
        if (low >= length - slack || high <= slack)
            return true;
    }
    return false;
}

bool written_meet(const struct written *a, const struct written *b)
{
    return rects_meet(a->box, b->box, 0.5f) && !apart(a, b) && !apart(b, a);
}
