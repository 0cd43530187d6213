// SPDX-License-Identifier: MIT
#include "plot/arrow.h"

#include <math.h>

struct arrow_style arrow_field_style(const struct sizes *sizes, rgba color)
{
    return (struct arrow_style){.shaft = sizes->shaft,
                                .head_length = sizes->head_length,
                                .head_width = sizes->head_width,
                                .dot = fmaxf(0.35f * sizes->u, 2),
                                .color = color};
}

struct arrow_place arrow_place(const struct camera *c, const struct arrow *a,
                               bool downhill)
{
    double g = vec2_length(a->gradient), sign = downhill ? -1 : 1;
    pt tail = camera_to_screen(c, a->tail), way = {0, 0};
    if (g > 0)
        way = (pt){(float)(sign * a->gradient.x / g), (float)(-sign * a->gradient.y / g)};
    return (struct arrow_place){tail, way, {tail.x + way.x * a->length,
                                            tail.y + way.y * a->length}};
}

static pt along(pt from, pt way, float forward, float left)
{
    return (pt){from.x + way.x * forward + way.y * left,
                from.y + way.y * forward - way.x * left};
}

static void draw_shape(struct picture *p, pt tail, pt way, float length,
                       const struct arrow_style *s, float grow, rgba color)
{
    float head = fminf(s->head_length, length < 2.5f * s->dot ? length : 0.6f * length);
    float half = head * s->head_width / s->head_length / 2 + grow;
    float neck = length - head;
    pt point[] = {along(tail, way, length + 1.5f * grow, 0),
                  along(tail, way, neck - grow, half),
                  along(tail, way, neck - grow, -half)};
    if (neck > 0) {
        struct pen pen = {.width = s->shaft + 2 * grow, .color = color,
                          .cap = CAP_BUTT};
        picture_line(p, along(tail, way, -grow, 0), along(tail, way, neck + 0.5f, 0),
                     pen);
    }
    picture_fill(p, point, 3, color);
}

void arrow_draw(struct picture *p, pt tail, pt way, float length,
                const struct arrow_style *style)
{
    if (length < style->dot) {
        if (style->halo > 0)
            picture_disc(p, tail, style->dot / 2 + style->halo, style->halo_color);
        picture_disc(p, tail, style->dot / 2, style->color);
        return;
    }
    if (style->halo > 0)
        draw_shape(p, tail, way, length, style, style->halo, style->halo_color);
    draw_shape(p, tail, way, length, style, 0, style->color);
}
