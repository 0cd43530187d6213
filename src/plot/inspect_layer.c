// SPDX-License-Identifier: MIT
#include "plot/inspect_layer.h"

#include "plot/arrow.h"

#include <stdio.h>

static struct arrow_style style_of(const struct quill *q, const struct dart *dart)
{
    const struct sizes *s = q->words->sizes;
    rgba ground = theme_ground(q->theme);
    float shaft = (dart->thin ? 0.8f : 1.33f) * s->path, head = 4.2f * shaft;
    struct arrow_style style = {.shaft = shaft, .head_length = head,
                                .head_width = 0.75f * head, .dot = shaft,
                                .color = dart->color, .halo = 0.7f * s->halo,
                                .halo_color = ground};
    if (!dart->hollow)
        return style;
    style.color = ground;
    style.halo = fmaxf(0.22f * s->u, 1.5f);
    style.halo_color = dart->color;
    return style;
}

static void draw(const struct quill *q, const struct dart *dart)
{
    struct arrow_style style = style_of(q, dart);
    pt from, to;
    if (!dart_ends(dart, q->camera, &from, &to))
        return;
    float x = to.x - from.x, y = to.y - from.y, length = hypotf(x, y);
    if (length > 0)
        arrow_draw(q->words->picture, from, (pt){x / length, y / length}, length, &style);
    beside_keep_off(q->words, from, to);
}

// At the tip or, where that is out of sight, nearer to the tail.
static void name(const struct quill *q, const struct dart *dart)
{
    rect map = rect_grown(q->camera->map, -2 * q->words->sizes->t3);
    pt from, to, way;
    if (!dart->name[0] || !dart_ends(dart, q->camera, &from, &to))
        return;
    way = (pt){to.x - from.x, to.y - from.y};
    for (int i = 0; i < 24 && !rect_overlaps(map, (rect){to.x, to.y, to.x + 1, to.y + 1});
         i++)
        to = (pt){from.x + 0.8f * (to.x - from.x), from.y + 0.8f * (to.y - from.y)};
    beside_write(q->words, to, way, q->words->sizes->t3, FACE_CONDENSED_BOLD, dart->name);
}

void quill_draw(const struct quill *q, const struct dart *dart, int count)
{
    for (int i = 0; i < count; i++)
        draw(q, &dart[i]);
    for (int i = 0; i < count; i++)
        name(q, &dart[i]);
}

static void draw_box(const struct quill *q, rect where)
{
    float u = q->words->sizes->u;
    const pt corner[] = {{where.x0, where.y0}, {where.x1, where.y0}, {where.x1, where.y1},
                         {where.x0, where.y1}};
    struct pen pen = {.width = fmaxf(0.26f * u, 1.5f), .color = q->theme->warn,
                      .dash = 0.9f * u, .gap = 0.5f * u, .cap = CAP_BUTT};
    if (!(where.x1 > where.x0))
        return;
    picture_stroke(q->words->picture, corner, 4, pen, true);
    for (int i = 0; i < 4; i++)
        beside_keep_off(q->words, corner[i], corner[(i + 1) % 4]);
}

static void name_box(const struct quill *q, const struct inspection *of, rect where)
{
    char words[UPDATE_TEXT + 8];
    if (!(where.x1 > where.x0))
        return;
    snprintf(words, sizeof words, "η/√%s", inspection_name(of, TERM_SQUARES));
    beside_write(q->words, (pt){where.x1, where.y1}, (pt){1, 1}, q->words->sizes->t3,
                 FACE_CONDENSED_BOLD, words);
}

static void draw_place(const struct quill *q, const struct inspection *of)
{
    const struct sizes *s = q->words->sizes;
    pt at = camera_to_screen(q->camera, of->before->at);
    picture_disc(q->words->picture, at, 0.6f * s->dot + 0.7f * s->halo,
                 theme_ground(q->theme));
    picture_disc(q->words->picture, at, 0.6f * s->dot, q->theme->ink);
}

void inspect_layer_draw(const struct quill *q, const struct model *m,
                        const struct scene *s)
{
    struct inspection of;
    struct dart dart[DARTS_MOST];
    if (!(s->inspect > 0))
        return;
    inspection_make(&of, m, s);
    if (!of.there)
        return;
    int count = darts_of(dart, &of, m, q->theme, q->words->sizes);
    rect where = dart_box(&of, q->camera, q->words->sizes);
    picture_group(q->words->picture, "step");
    draw_box(q, where);
    beside_keep_off_circle(q->words, camera_to_screen(q->camera, of.before->at),
                           0.6f * q->words->sizes->dot);
    quill_draw(q, dart, count);
    name_box(q, &of, where);
    draw_place(q, &of);
    picture_ungroup(q->words->picture);
}
