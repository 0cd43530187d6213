// SPDX-License-Identifier: MIT
#include "plot/flat.h"

static const float shortest = 0.45f, longest = 1.5f;    // of the mark: a tick

const struct critical_point *flat_nearest(const struct model *m, const struct scene *s,
                                          vec2 at)
{
    const struct critical_point *found = NULL;
    double nearest = INFINITY;
    for (size_t i = 0; s->flat_points && i < m->critical.points.count; i++) {
        double far = vec2_length(vec2_sub(m->critical.points.at[i].at, at));
        if (far < nearest) {
            nearest = far;
            found = &m->critical.points.at[i];
        }
    }
    return found;
}

const struct critical_point *flat_under(const struct model *m, const struct scene *s,
                                        pt pointer, float size)
{
    const struct critical_point *c =
        flat_nearest(m, s, camera_to_world(&m->camera, pointer));
    if (!c || c->kind == CRITICAL_CURVE)
        return NULL;
    pt at = camera_to_screen(&m->camera, c->at);
    return hypotf(at.x - pointer.x, at.y - pointer.y) <= size / 2 ? c : NULL;
}

const char *flat_words(enum critical_kind kind, enum flat_points shown)
{
    static const char *const words[] = {"▼ minimum", "▲ maximum", "✕ saddle",
                                        "◇ degenerate", "╌ flat curve"};
    bool star = kind == CRITICAL_MINIMUM && shown == FLAT_STAR;
    return star ? "★ minimum" : words[kind];
}

static double steepest_bend(const struct model *m)
{
    double most = 0;
    for (size_t i = 0; i < m->critical.points.count; i++) {
        const struct eigen *e = &m->critical.points.at[i].eigen;
        most = fmax(most, fmax(fabs(e->low), fabs(e->high)));
    }
    return most;
}

static struct flat_tick tick_of(pt at, vec2 way, float clear, float length, bool down)
{
    struct flat_tick tick = {.down = down};
    for (int side = 0; side < 2; side++) {
        float x = (float)(side ? way.x : -way.x), y = (float)(side ? -way.y : way.y);
        tick.from[side] = (pt){at.x + clear * x, at.y + clear * y};
        tick.to[side] = (pt){at.x + (clear + length) * x, at.y + (clear + length) * y};
    }
    return tick;
}

int flat_ticks(const struct model *m, const struct scene *s,
               const struct critical_point *c, float size, struct flat_tick out[2])
{
    double most = steepest_bend(m), least = HESSIAN_SINGULAR * most;
    pt at = camera_to_screen(&m->camera, c->at);
    const double bend[] = {c->eigen.low, c->eigen.high};
    const vec2 way[] = {c->eigen.low_way, c->eigen.high_way};
    int count = 0;
    bool some = s->flat_points == FLAT_MARKS && c->kind != CRITICAL_CURVE;
    for (int i = 0; i < 2 && some; i++) {
        float share = (float)sqrt(fabs(bend[i]) / most);
        if (fabs(bend[i]) > least)
            out[count++] = tick_of(at, way[i], 0.8f * size,
                                   (shortest + (longest - shortest) * share) * size,
                                   bend[i] < 0);
    }
    return count;
}

double flat_value(const struct model *m, const struct critical_point *c)
{
    double size = 0;
    for (int i = 0; i < m->levels.count; i++)
        size = fmax(size, fabs(m->levels.value[i]));
    return fabs(c->f) < 1e-13 * size ? 0 : c->f;
}
