// SPDX-License-Identifier: MIT
#include "plot/probe_layer.h"

#include "base/number.h"
#include "plot/arrow.h"

#include <stdio.h>

static const float most_length = 18, ray_length = 20;   // u
static const float tangent_length = 14;

struct marker {                 // what every part of it needs
    struct picture *p;
    const struct probe *probe;
    struct probe_place at;
    const struct theme *theme;
    const struct sizes *sizes;
    const struct font *font;
    const struct notes *notes;
    rgba ground;
    rect map;
    rect box[4];                // of what is written
    int written;
};

static pt along(pt from, vec2 way, double length)
{
    return (pt){from.x + (float)(way.x * length), from.y - (float)(way.y * length)};
}

struct probe_place probe_place(const struct model *m, const struct sizes *sizes)
{
    const struct probe *probe = &m->probe;
    float u = sizes->u;
    double scale = most_length * u / (probe->norm + m->usual / 2);
    struct probe_place at = {.at = camera_to_screen(&m->camera, probe->at)};
    at.tip = along(at.at, probe->gradient, scale);
    at.chord = along(at.at, probe->u, probe->along * scale);
    at.ray = along(at.at, probe->u, ray_length * u);
    return at;
}

static void draw_line(const struct marker *k, pt from, pt to, float width, rgba color,
                      bool dashed)
{
    float dash = dashed ? 1.1f * k->sizes->u : 0;
    struct pen pen = {.width = width, .color = color, .dash = dash, .gap = 0.8f * dash,
                      .cap = CAP_BUTT};
    picture_line(k->p, from, to, pen);
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
}

static void draw_tangent(const struct marker *k)
{
    float u = k->sizes->u, width = fmaxf(0.26f * u, 1.5f), side = 1.6f * u;
    vec2 g = vec2_scale(k->probe->gradient, 1 / k->probe->norm), t = {-g.y, g.x};
    pt at = k->at.at, a = along(at, t, side), b = along(a, g, side);
    draw_line(k, along(at, t, -tangent_length * u), along(at, t, tangent_length * u),
              width, k->theme->ink, true);
    const pt corner[] = {a, b, along(at, g, side)};
    picture_stroke(k->p, corner, 3, (struct pen){.width = width, .color = k->theme->ink},
                   false);
}

// The chord of D_u f; downhill it points back and is dashed.
static void draw_chord(const struct marker *k, bool projector)
{
    float u = k->sizes->u, wide = (projector ? 1.28f : 0.95f) * u;
    const struct probe_place *at = &k->at;
    draw_line(k, at->tip, at->chord, fmaxf(0.18f * u, 1.5f), k->theme->ink, true);
    draw_arrow(k, at->at, at->ray, fmaxf((projector ? 0.48f : 0.36f) * u, 1.5f),
               1.9f * u, k->theme->blue);
    draw_line(k, at->at, at->chord, wide, k->theme->blue, k->probe->along < 0);
    picture_disc(k->p, at->chord, 0.9f * u, k->theme->blue);
    picture_disc(k->p, at->chord, 0.6f * u, k->ground);
}

static bool is_free(const struct marker *k, rect r)
{
    if (r.x0 < k->map.x0 || r.x1 > k->map.x1 || r.y0 < k->map.y0 || r.y1 > k->map.y1)
        return false;
    for (int i = 0; i < k->written; i++)
        if (rect_overlaps(k->box[i], r))
            return false;
    for (int i = 0; i < k->notes->count; i++)
        if (rect_overlaps(k->notes->note[i].box, r))
            return false;
    return true;
}

// Beside a point, outward if there is room, else as near to that as there is.
static void write_beside(struct marker *k, pt at, pt outward, float size, enum face face,
                         const char *words)
{
    float width = k->font->measure(k->font->self, face, size, words).width;
    float half = 0.55f * size, clear = 1.2f * k->sizes->u + 0.2f * size;
    float turn = atan2f(outward.y, outward.x);
    rect r = {0};
    bool found = false;
    for (int i = 0; i < 8 && !found; i++) {
        float angle = turn + (float)(i % 2 ? -(i + 1) / 2 : i / 2) * 0.785f;
        float x = at.x + cosf(angle) * (clear + width / 2);
        float y = at.y + sinf(angle) * (clear + half);
        r = (rect){x - width / 2, y - half, x + width / 2, y + half};
        found = is_free(k, r);
    }
    if (!found)
        return;
    k->box[k->written++] = r;
    picture_text(k->p, (pt){(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2},
                 (struct type){.face = face, .size = size, .color = k->theme->text,
                               .x = CENTER, .y = MIDDLE,
                               .halo = fmaxf(1.2f * k->sizes->halo, 2),
                               .halo_color = k->ground}, words);
}

static pt away(pt from, pt to)
{
    return (pt){to.x - from.x, to.y - from.y};
}

static void write_values(struct marker *k)
{
    char number[NUMBER_TEXT], words[64];
    const struct probe *probe = k->probe;
    const struct probe_place *at = &k->at;
    float size = k->sizes->t2;
    pt g = away(at->at, at->tip), u = away(at->at, at->ray);
    bool left = g.x * u.y - g.y * u.x < 0;      // of u: where the rose is not
    snprintf(words, sizeof words, "%s%s", number_shown(number, probe->along, 2),
             probe_is_level(probe) ? "" : probe->along > 0 ? " ▲" : " ▼");
    write_beside(k, at->chord, left ? (pt){u.y, -u.x} : (pt){-u.y, u.x}, size,
                 FACE_CONDENSED_BOLD, words);
    snprintf(words, sizeof words, "∇f %s", number_shown(number, probe->norm, 2));
    write_beside(k, at->tip, g, size, FACE_CONDENSED_BOLD, words);
    write_beside(k, at->ray, u, size, FACE_CONDENSED_BOLD, "u");
    snprintf(words, sizeof words, "f %s", number_shown(number, probe->f, 3));
    write_beside(k, at->at, (pt){-g.x, -g.y}, k->sizes->t3, FACE_CONDENSED, words);
}

// (f(at + h·u) − f(at))/h for a small h, all around: where f is differentiable the dots
// lie on the rose.
static void draw_measured(const struct marker *k, const struct model *m)
{
    enum { DIRECTIONS = 24 };
    const struct probe *p = k->probe;
    double h = 1e-7 * (m->camera.world.x1 - m->camera.world.x0), part[PARTS];
    double scale = most_length * k->sizes->u / (p->norm + m->usual / 2);
    for (int i = 0; i < DIRECTIONS; i++) {
        double angle = i * 2 * M_PI / DIRECTIONS;
        vec2 u = {cos(angle), sin(angle)};
        evaluator_at(m->value, p->at.x + h * u.x, p->at.y + h * u.y, part);
        double slope = (part[PART_F] - p->f) / h;
        if (!isfinite(slope))
            continue;
        pt at = along(k->at.at, u, slope * scale);
        picture_disc(k->p, at, 0.7f * k->sizes->u, k->ground);
        picture_disc(k->p, at, 0.5f * k->sizes->u, k->theme->blue);
    }
}

static void draw_all(struct marker *k, const struct model *m, const struct scene *s,
                     struct probe_view view)
{
    float u = k->sizes->u, ink = (s->projector ? 0.80f : 0.60f) * u;
    if (s->rose && k->probe->smooth)
        draw_rose(k);
    if (s->tangent && k->probe->smooth)
        draw_tangent(k);
    draw_chord(k, s->projector);
    draw_arrow(k, k->at.at, k->at.tip, ink, (s->projector ? 3.4f : 2.5f) * u,
               k->theme->ink);
    if (view.measured)
        draw_measured(k, m);
}

void probe_layer_draw(struct picture *p, const struct model *m, const struct notes *n,
                      const struct scene *s, const struct theme *theme,
                      const struct sizes *sizes, const struct font *font,
                      struct probe_view view)
{
    const struct probe *probe = &m->probe;
    struct marker k = {.p = p, .probe = probe, .at = probe_place(m, sizes),
                       .theme = theme, .sizes = sizes, .font = font, .notes = n,
                       .ground = theme_ground(theme), .map = m->camera.map};
    picture_group(p, "probe");
    if (probe->defined && probe->norm > 0)
        draw_all(&k, m, s, view);
    picture_disc(p, k.at.at, 0.9f * sizes->u + 0.7f * sizes->halo, k.ground);
    picture_disc(p, k.at.at, 0.9f * sizes->u, theme->ink);
    if (probe->defined && !view.covered)
        write_values(&k);
    picture_ungroup(p);
}
