// SPDX-License-Identifier: MIT
#include "plot/probe_place.h"

static const float most_length = 18, ray_length = 20;   // u

pt probe_along(pt from, vec2 way, double length)
{
    return (pt){from.x + (float)(way.x * length), from.y - (float)(way.y * length)};
}

struct probe_place probe_place(const struct model *m, const struct sizes *sizes)
{
    const struct probe *probe = &m->probe;
    float u = sizes->u;
    double whole = probe->norm + m->usual / 2;
    double scale = whole > 0 ? most_length * u / whole : 0;
    struct probe_place at = {.at = camera_to_screen(&m->camera, probe->at),
                             .scale = scale};
    at.tip = probe_along(at.at, probe->gradient, scale);
    at.chord = probe_along(at.at, probe->u, probe->along * scale);
    at.ray = probe_along(at.at, probe->u, ray_length * u);
    return at;
}

enum { SIDES = 12 };

static int add_circle(struct stroke *out, pt centre, float radius)
{
    for (int i = 0; i < SIDES; i++) {
        double a = i * 2 * M_PI / SIDES, b = a + 2 * M_PI / SIDES;
        out[i] = (struct stroke){probe_along(centre, (vec2){cos(a), sin(a)}, radius),
                                 probe_along(centre, (vec2){cos(b), sin(b)}, radius)};
    }
    return SIDES;
}

int probe_strokes(const struct model *m, const struct scene *s, const struct sizes *sizes,
                  struct stroke out[PROBE_STROKES])
{
    const struct probe *probe = &m->probe;
    struct probe_place k = probe_place(m, sizes);
    int count = 0;
    if (!probe->defined || !(probe->norm > 0))
        return 0;
    vec2 g = vec2_scale(probe->gradient, 1 / probe->norm), t = {-g.y, g.x};
    double tangent = PROBE_TANGENT * sizes->u;
    out[count++] = (struct stroke){k.at, k.tip};
    out[count++] = (struct stroke){k.at, k.ray};
    out[count++] = (struct stroke){k.at, k.chord};
    if (s->tangent)
        out[count++] = (struct stroke){probe_along(k.at, t, -tangent),
                                       probe_along(k.at, t, tangent)};
    if (!s->rose || !probe->smooth)
        return count;
    double half = hypot(k.tip.x - k.at.x, k.tip.y - k.at.y) / 2;
    count += add_circle(out + count, probe_along(k.at, g, half), (float)half);
    count += add_circle(out + count, probe_along(k.at, g, -half), (float)half);
    return count;
}
