// SPDX-License-Identifier: MIT
#include "plot/probe_layer.h"

#include "base/number.h"
#include "plot/arrow.h"
#include "plot/kink.h"
#include "plot/steepness.h"

#include <stdio.h>

static const double least_angle = 0.35;         // radians: less hides behind the arrows

struct marker {                 // what every part of it needs
    struct picture *p;
    const struct probe *probe;
    struct probe_place at;
    const struct theme *theme;
    const struct sizes *sizes;
    struct beside *words;       // they keep off what is drawn
    rgba ground;
    bool projector;
};

static void draw_line(const struct marker *k, pt from, pt to, float width, rgba color,
                      bool dashed)
{
    float dash = dashed ? 1.1f * k->sizes->u : 0;
    struct pen pen = {.width = width, .color = color, .dash = dash, .gap = 0.8f * dash,
                      .cap = CAP_BUTT};
    picture_line(k->p, from, to, pen);
    beside_keep_off(k->words, from, to);
}

static void draw_arrow(const struct marker *k, pt from, pt to, float width, float head,
                       rgba color)
{
    float x = to.x - from.x, y = to.y - from.y, length = hypotf(x, y);
    struct arrow_style style = {.shaft = width, .head_length = head,
                                .head_width = 0.8f * head, .dot = width, .color = color,
                                .halo = 0.7f * k->sizes->halo, .halo_color = k->ground};
    if (length > 0)
        arrow_draw(k->p, from, (pt){x / length, y / length}, length, &style);
    beside_keep_off(k->words, from, to);
}

// A circle through the point, ∇f its diameter: u's ray meets it at D_u f (Thales).
static void draw_rose(const struct marker *k)
{
    pt at = k->at.at, tip = k->at.tip;
    pt up = {(at.x + tip.x) / 2, (at.y + tip.y) / 2};
    pt down = {2 * at.x - up.x, 2 * at.y - up.y};
    float radius = hypotf(up.x - at.x, up.y - at.y), u = k->sizes->u;
    struct pen pen = {.width = fmaxf(0.2f * u, 1.5f), .color = k->theme->blue};
    if (radius < u)
        return;
    picture_disc(k->p, up, radius, rgba_faded(k->theme->blue, 0.18f));
    picture_ring(k->p, up, radius, pen);
    pen.dash = 0.9f * u;
    pen.gap = 0.6f * u;
    picture_ring(k->p, down, radius, pen);
    beside_keep_off_circle(k->words, up, radius);
    beside_keep_off_circle(k->words, down, radius);
}

static void draw_tangent(const struct marker *k)
{
    float u = k->sizes->u, width = fmaxf(0.26f * u, 1.5f), side = 1.6f * u;
    vec2 g = vec2_scale(k->probe->gradient, 1 / k->probe->norm), t = {-g.y, g.x};
    pt at = k->at.at, a = probe_along(at, t, side), b = probe_along(a, g, side);
    draw_line(k, probe_along(at, t, -PROBE_TANGENT * u), probe_along(at, t, PROBE_TANGENT * u),
              width, k->theme->ink, true);
    const pt corner[] = {a, b, probe_along(at, g, side)};
    picture_stroke(k->p, corner, 3, (struct pen){.width = width, .color = k->theme->ink},
                   false);
}

// ∂f/∂x and ∂f/∂y tip to tail, where neither is too short to be seen.
static void draw_components(const struct marker *k)
{
    float u = k->sizes->u, width = fmaxf(0.2f * u, 1.5f), head = 1.3f * u;
    pt at = k->at.at, tip = k->at.tip, corner = {tip.x, at.y};
    if (fabsf(tip.x - at.x) < 2 * head || fabsf(tip.y - at.y) < 2 * head)
        return;
    draw_arrow(k, at, corner, width, head, k->theme->text2);
    draw_arrow(k, corner, tip, width, head, k->theme->text2);
}

// φ, from u to ∇f.  Returns the middle of the arc.
static pt draw_angle(const struct marker *k)
{
    enum { PIECES = 24 };
    const struct probe *probe = k->probe;
    double from = atan2(probe->u.y, probe->u.x), turn = probe->angle - from;
    float u = k->sizes->u, radius = 4.2f * u;
    pt arc[PIECES + 1];
    turn -= 2 * M_PI * round(turn / (2 * M_PI));
    for (int i = 0; i <= PIECES; i++) {
        double angle = from + turn * i / PIECES;
        arc[i] = probe_along(k->at.at, (vec2){cos(angle), sin(angle)}, radius);
    }
    picture_stroke(k->p, arc, PIECES + 1,
                   (struct pen){.width = fmaxf(0.24f * u, 1.5f), .color = k->theme->ink},
                   false);
    return arc[PIECES / 2];
}

// The chord of D_u f; downhill it points back and is dashed.
static void draw_chord(const struct marker *k)
{
    float u = k->sizes->u, wide = (k->projector ? 1.28f : 0.95f) * u;
    const struct probe_place *at = &k->at;
    if (k->probe->linear)
        draw_line(k, at->tip, at->chord, fmaxf(0.18f * u, 1.5f), k->theme->ink, true);
    draw_arrow(k, at->at, at->ray, fmaxf((k->projector ? 0.48f : 0.36f) * u, 1.5f),
               1.9f * u, k->theme->blue);
    draw_line(k, at->at, at->chord, wide, k->theme->blue, k->probe->along < 0);
    picture_disc(k->p, at->chord, 0.9f * u, k->theme->blue);
    picture_disc(k->p, at->chord, 0.6f * u, k->ground);
}

// All that may be called the gradient at a crease, and the slope backwards, which is not
// the negative of that ahead.
static void draw_kink(const struct marker *k, const struct model *m)
{
    vec2 set[KINK_MOST];
    pt corner[KINK_MOST];
    float u = k->sizes->u;
    double pixel = 1 / camera_scale(&m->camera);
    size_t corners = kink_subgradients(m->gradient, k->probe->at, 1e-6 * pixel, set);
    for (size_t i = 0; i < corners; i++)
        corner[i] = probe_along(k->at.at, set[i], k->at.scale);
    if (corners > 2)
        picture_fill(k->p, corner, corners, rgba_faded(k->theme->ink, 0.18f));
    picture_stroke(k->p, corner, corners,
                   (struct pen){.width = 0.5f * u, .color = rgba_faded(k->theme->ink, 0.6f)},
                   corners > 2);
    for (size_t i = 0; i < corners; i++)
        beside_keep_off(k->words, corner[i], corner[(i + 1) % corners]);
    pt back = probe_along(k->at.at, k->probe->u, -k->probe->back * k->at.scale);
    draw_line(k, k->at.at, back, 0.5f * u, k->theme->blue, k->probe->back < 0);
    picture_disc(k->p, back, 0.6f * u, k->theme->blue);
}

static pt away(pt from, pt to)
{
    return (pt){to.x - from.x, to.y - from.y};
}

static void write_slope(struct marker *k)
{
    char number[NUMBER_TEXT], words[64];
    const struct probe *probe = k->probe;
    pt g = away(k->at.at, k->at.tip), u = away(k->at.at, k->at.ray);
    bool left = g.x * u.y - g.y * u.x < 0;      // of u: where the rose is not
    bool partial = probe->u.x == 1 || probe->u.y == 1;
    snprintf(words, sizeof words, "%s%s%s%s", partial ? probe_slope_name(probe) : "",
             partial ? " " : "", number_shown(number, probe->along, 2),
             probe_is_level(probe) ? " ●" : probe->along > 0 ? " ▲" : " ▼");
    beside_write(k->words, k->at.chord, left ? (pt){u.y, -u.x} : (pt){-u.y, u.x},
                 k->sizes->t2, FACE_CONDENSED_BOLD, words);
}

static void write_slope_back(struct marker *k)
{
    char number[NUMBER_TEXT], words[64];
    double back = k->probe->back;
    pt tail = probe_along(k->at.at, k->probe->u, -back * k->at.scale), u = away(k->at.ray, k->at.at);
    snprintf(words, sizeof words, "back %s%s", number_shown(number, back, 2),
             back > 0 ? " ▲" : " ▼");
    beside_write(k->words, tail, u, k->sizes->t2, FACE_CONDENSED_BOLD, words);
}

static void write_values(struct marker *k, bool covered)
{
    char number[NUMBER_TEXT], words[64];
    const struct probe_place *at = &k->at;
    float size = k->sizes->t2;
    pt g = away(at->at, at->tip), u = away(at->at, at->ray);
    snprintf(words, sizeof words, "∇f%s%s", covered ? "" : " ",
             covered ? "" : number_shown(number, k->probe->norm, 2));
    if (!covered && (k->probe->norm > 0 || !k->probe->smooth))
        write_slope(k);
    if (!covered && !k->probe->smooth)
        write_slope_back(k);
    beside_write(k->words, at->tip, g, size, FACE_CONDENSED_BOLD, words);
    if (k->probe->norm > 0 || !k->probe->smooth)
        beside_write(k->words, at->ray, u, size, FACE_CONDENSED_BOLD, "u");
    snprintf(words, sizeof words, "f %s", number_shown(number, k->probe->f, 3));
    if (!covered)
        beside_write(k->words, at->at, (pt){-g.x, -g.y}, size, FACE_CONDENSED, words);
}

static void write_undefined(struct marker *k)
{
    beside_write(k->words, k->at.at, (pt){0, -1}, k->sizes->t2, FACE_CONDENSED_BOLD, "f —");
    beside_write(k->words, k->at.at, (pt){0, 1}, k->sizes->t2, FACE_CONDENSED,
                 "f is undefined here");
}

static void write_angle(struct marker *k, pt at)
{
    char number[NUMBER_TEXT], words[NUMBER_TEXT + 8];
    snprintf(words, sizeof words, "φ %s°",
             number_shown(number, k->probe->between * 180 / M_PI, 1));
    beside_write(k->words, at, away(k->at.at, at), k->sizes->t3, FACE_CONDENSED, words);
}

// (f(at + h·u) − f(at))/h for a small h, all around: where f is differentiable the dots
// lie on the rose.
static void draw_measured(const struct marker *k, const struct model *m)
{
    enum { DIRECTIONS = 24 };
    const struct probe *p = k->probe;
    double h = 1e-7 * (m->camera.world.x1 - m->camera.world.x0), part[PARTS];
    double scale = k->at.scale;
    for (int i = 0; i < DIRECTIONS; i++) {
        double angle = i * 2 * M_PI / DIRECTIONS;
        vec2 u = {cos(angle), sin(angle)};
        evaluator_at(m->value, p->at.x + h * u.x, p->at.y + h * u.y, part);
        double slope = (part[PART_F] - p->f) / h;
        if (!isfinite(slope))
            continue;
        pt at = probe_along(k->at.at, u, slope * scale);
        picture_disc(k->p, at, 0.7f * k->sizes->u, k->ground);
        picture_disc(k->p, at, 0.5f * k->sizes->u, k->theme->blue);
    }
}

// Where u leads to a marked flat point: the way there (M57).
static void draw_way(const struct marker *k, const struct model *m)
{
    for (size_t i = 0; i < m->critical.points.count; i++) {
        vec2 to = m->critical.points.at[i].at, way = vec2_sub(to, k->probe->at);
        vec2 u = k->probe->u;
        double far = vec2_length(way);
        if (vec2_dot(way, u) > 0 && fabs(way.x * u.y - way.y * u.x) < 1e-6 * far)
            draw_line(k, k->at.at, camera_to_screen(&m->camera, to),
                      fmaxf(0.24f * k->sizes->u, 1.5f), k->theme->blue, true);
    }
}

// While it moves along one axis: the line that it moves on.
static void draw_lock(const struct marker *k, rect map)
{
    vec2 u = k->probe->u;
    double far = hypotf(map.x1 - map.x0, map.y1 - map.y0);
    draw_line(k, probe_along(k->at.at, u, -far), probe_along(k->at.at, u, far),
              fmaxf(0.24f * k->sizes->u, 1.5f), k->theme->blue, true);
}

static void draw_steepness(const struct marker *k, const struct model *m, bool covered)
{
    struct steepness s = steepness_at(m);
    pt aside = {k->at.at.x - k->at.chord.x, k->at.at.y - k->at.chord.y};
    steepness_draw(&s, &m->camera, aside, k->theme, k->sizes, k->p, k->words, covered);
}

static void draw_all(struct marker *k, const struct model *m, const struct scene *s,
                     struct probe_view view)
{
    float u = k->sizes->u, ink = (s->projector ? 0.80f : 0.60f) * u;
    bool explained = !view.passing && k->probe->smooth;
    bool angled = explained && k->probe->between > least_angle;
    pt arc = {0, 0};
    if (view.locked)
        draw_lock(k, m->camera.map);
    if (s->flat_points && explained)
        draw_way(k, m);
    if (s->rose && k->probe->smooth)
        draw_rose(k);
    if (s->tangent && k->probe->smooth)
        draw_tangent(k);
    if (explained) {
        draw_components(k);
        arc = angled ? draw_angle(k) : arc;
    }
    if (!k->probe->smooth)
        draw_kink(k, m);
    draw_chord(k);
    draw_arrow(k, k->at.at, k->at.tip, ink, (s->projector ? 3.4f : 2.5f) * u,
               k->theme->ink);
    if (view.measured)
        draw_measured(k, m);
    if (s->steepness)
        draw_steepness(k, m, view.covered);
    write_values(k, view.covered);
    if (angled && !view.covered)
        write_angle(k, arc);
}

// The level curve, coarsely: the words keep off it.
static void keep_off_curve(struct beside *b, const struct level_curve *c,
                           const struct camera *camera, float coarse)
{
    if (!c->some)
        return;
    const struct contour_line *line = &c->contours.lines.at[c->line];
    const vec2 *points = c->contours.points.at + line->first;
    pt from = camera_to_screen(camera, points[0]);
    for (uint32_t i = 1; i < line->count; i++) {
        pt to = camera_to_screen(camera, points[i]);
        if (hypotf(to.x - from.x, to.y - from.y) < coarse)
            continue;
        beside_keep_off(b, from, to);
        from = to;
    }
}

// Its value, as far from the probe as there is room.
static void write_level(struct marker *k, const struct model *m)
{
    enum { PLACES = 24 };
    char number[NUMBER_TEXT], words[NUMBER_TEXT + 8];
    const struct level_curve *c = &m->curve;
    if (!c->some)
        return;
    const struct contour_line *line = &c->contours.lines.at[c->line];
    const vec2 *points = c->contours.points.at + line->first;
    pt far = k->at.at;
    for (int i = 0; i < PLACES; i++) {
        uint32_t n = (uint32_t)((double)(line->count - 1) * (i + 0.5) / PLACES);
        pt at = camera_to_screen(&m->camera, points[n]);
        rect here = rect_grown((rect){at.x, at.y, at.x, at.y}, 3 * k->sizes->t3);
        bool shown = here.x0 > m->camera.map.x0 && here.x1 < m->camera.map.x1
                     && here.y0 > m->camera.map.y0 && here.y1 < m->camera.map.y1;
        if (shown && hypotf(at.x - k->at.at.x, at.y - k->at.at.y)
                         > hypotf(far.x - k->at.at.x, far.y - k->at.at.y))
            far = at;
    }
    snprintf(words, sizeof words, "f = %s", number_shown(number, k->probe->f, 3));
    if (hypotf(far.x - k->at.at.x, far.y - k->at.at.y) > 8 * k->sizes->u)
        beside_write(k->words, far, away(k->at.at, far), k->sizes->t3,
                     FACE_CONDENSED_BOLD, words);
}

void probe_layer_draw(struct beside *words, const struct model *m, const struct scene *s,
                      const struct theme *theme, struct probe_view view)
{
    const struct probe *probe = &m->probe;
    const struct sizes *sizes = words->sizes;
    struct picture *p = words->picture;
    struct marker k = {.p = p, .probe = probe, .at = probe_place(m, sizes),
                       .theme = theme, .sizes = sizes, .words = words,
                       .ground = theme_ground(theme), .projector = s->projector};
    if (s->tangent)
        keep_off_curve(words, &m->curve, &m->camera, sizes->u);
    picture_group(p, "probe");
    if (probe->defined && (probe->norm > 0 || !probe->smooth))
        draw_all(&k, m, s, view);
    else if (probe->defined)
        write_values(&k, view.covered);
    else
        write_undefined(&k);
    if (probe->defined && s->tangent && !view.covered)
        write_level(&k, m);
    picture_disc(p, k.at.at, 0.9f * sizes->u + 0.7f * sizes->halo, k.ground);
    picture_disc(p, k.at.at, 0.9f * sizes->u, theme->ink);
    picture_ungroup(p);
}
