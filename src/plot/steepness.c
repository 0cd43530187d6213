// SPDX-License-Identifier: MIT
#include "plot/steepness.h"

#include "base/number.h"

#include <stdio.h>

static const float off = 2.6f;                  // u: from ∇f to the bar

enum { STEPS = 200, HALVINGS = 50 };

static double f_at(const struct model *m, vec2 at, vec2 way, double t)
{
    double part[PARTS];
    evaluator_at(m->value, at.x + t * way.x, at.y + t * way.y, part);
    return part[PART_F];
}

// How far along `way` f first is at the level, at most `far`; NaN: it is not.
static double reach(const struct model *m, vec2 way, double level, double far)
{
    double low = 0, before = m->probe.f - level;
    if (before == 0)
        return 0;
    for (int i = 1; i <= STEPS; i++) {
        double high = far * i / STEPS, now = f_at(m, m->probe.at, way, high) - level;
        if (!isfinite(now))
            break;
        if ((now > 0) == (before > 0) && now != 0) {
            low = high;
            continue;
        }
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            double there = f_at(m, m->probe.at, way, middle) - level;
            *((there > 0) == (before > 0) && there != 0 ? &low : &high) = middle;
        }
        return high;
    }
    return NAN;
}

struct steepness steepness_at(const struct model *m)
{
    const struct probe *p = &m->probe;
    const struct levels *l = &m->levels;
    struct steepness s = {0};
    int above = 0;
    if (!p->defined || !(p->norm > 0))
        return s;
    while (above < l->count && l->value[above] <= p->f)
        above++;
    int below = above - 1;
    if (below < 0 || above == l->count)
        return s;
    box world = m->camera.world;
    vec2 up = vec2_scale(p->gradient, 1 / p->norm), down = vec2_scale(up, -1);
    double far = hypot(world.x1 - world.x0, world.y1 - world.y0) / 4;
    double ahead = reach(m, up, l->value[above], far);
    double behind = reach(m, down, l->value[below], far);
    s.from = vec2_add(p->at, vec2_scale(down, behind));
    s.to = vec2_add(p->at, vec2_scale(up, ahead));
    s.apart = l->value[above] - l->value[below];
    s.distance = ahead + behind;
    s.slope = s.apart / s.distance;
    s.some = isfinite(s.slope);
    return s;
}

static void write_words(const struct steepness *s, struct beside *words, pt middle,
                        pt outward, float size)
{
    char apart[NUMBER_TEXT], distance[NUMBER_TEXT], slope[NUMBER_TEXT], text[128];
    snprintf(text, sizeof text,
             "contours %s apart;\nhere %s units apart,\nso slope ≈ %s",
             number_round(apart, s->apart), number_shown(distance, s->distance, 2),
             number_shown(slope, s->slope, 1));
    beside_write(words, middle, outward, size, FACE_CONDENSED_BOLD, text);
}

static pt moved(pt at, pt way, float by)
{
    return (pt){at.x + way.x * by, at.y + way.y * by};
}

void steepness_draw(const struct steepness *s, const struct camera *camera, pt aside,
                    const struct theme *theme, const struct sizes *sizes,
                    struct picture *p, struct beside *words, bool covered)
{
    pt from = camera_to_screen(camera, s->from), to = camera_to_screen(camera, s->to);
    float x = to.x - from.x, y = to.y - from.y, length = hypotf(x, y), u = sizes->u;
    if (!s->some || !(length > 0))
        return;
    pt side = {-y / length, x / length};
    if (side.x * aside.x + side.y * aside.y < 0)
        side = (pt){-side.x, -side.y};
    pt low = moved(from, side, off * u), high = moved(to, side, off * u);
    const pt bar[][2] = {{low, high}, {from, moved(low, side, u)},
                         {to, moved(high, side, u)}};
    for (int i = 0; i < 6; i++) {               // halos first
        float width = fmaxf((i % 3 ? 0.24f : 0.5f) * u, 1.5f);
        struct pen pen = {.width = width, .color = theme->ink, .cap = CAP_BUTT};
        if (i < 3)
            pen.width += 2 * sizes->halo, pen.color = theme_ground(theme);
        picture_line(p, bar[i % 3][0], bar[i % 3][1], pen);
        beside_keep_off(words, bar[i % 3][0], bar[i % 3][1]);
    }
    if (!covered)
        write_words(s, words, (pt){(low.x + high.x) / 2, (low.y + high.y) / 2}, side,
                    sizes->t3);
}
