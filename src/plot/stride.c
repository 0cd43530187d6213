// SPDX-License-Identifier: MIT
#include "plot/stride.h"

#include "plot/arrow.h"

static const float longest = 18;                // u, as of the probe

double stride_shown(double played)
{
    double step = floor(played), part = 3 * (played - step);
    return step + fmax(part - 2, 0);
}

// On the screen y points down.
static void draw_way(struct picture *p, pt at, vec2 way, float length, const char *name,
                     const struct layout *layout, const struct theme *theme)
{
    const struct sizes *s = &layout->sizes;
    rect map = rect_grown(layout->map, -1.6f * s->t3);
    float head = 5.6f * s->path;                // both as the probe's ∇f
    struct arrow_style style = {.shaft = 1.33f * s->path, .head_length = head,
                                .head_width = 0.75f * head, .dot = 0.5f * s->u,
                                .color = theme->ink, .halo = s->halo,
                                .halo_color = theme_ground(theme)};
    double size = vec2_length(way);
    pt to = {(float)(way.x / size), (float)(-way.y / size)};
    if (!(size > 0) || !isfinite(size))
        return;
    arrow_draw(p, at, to, length, &style);
    pt there = {at.x + to.x * (length + 1.6f * s->t3),
                at.y + to.y * (length + 1.0f * s->t3)};
    picture_text(p, (pt){fmaxf(fminf(there.x, map.x1), map.x0),
                         fmaxf(fminf(there.y, map.y1), map.y0)},
                 (struct type){.face = FACE_CONDENSED_BOLD, .size = s->t3,
                               .color = theme->text, .x = CENTER, .y = MIDDLE,
                               .halo = fmaxf(1.2f * s->halo, 2),
                               .halo_color = theme_ground(theme)}, name);
}

static void draw_run(struct picture *p, const struct model *m, const struct scene *s,
                     int run, double played, const struct layout *layout,
                     const struct theme *theme)
{
    const struct path *path = &m->path[run];
    size_t k = (size_t)played;
    double part = 3 * (played - floor(played));
    if (k + 1 >= path->rows.count || part >= 2)
        return;
    const struct path_row *row = &path->rows.at[k];
    pt at = camera_to_screen(&m->camera, row->at);
    float u = layout->sizes.u;
    const struct descent *d = scene_settings(s, run, (int)k);
    bool plain = d->method == method_find("gd");
    if (!rect_overlaps(layout->map, (rect){at.x, at.y, at.x + 1, at.y + 1}))
        return;
    double steep = vec2_length(row->gradient);
    if (part < 1) {
        draw_way(p, at, row->gradient, (float)(longest * u * steep / (steep + m->usual / 2)),
                 "∇f", layout, theme);
        return;
    }
    vec2 step = path_step(path, (int)k + 1);
    double length = vec2_length(step) * camera_scale(&m->camera);
    draw_way(p, at, step, (float)fmin(length, 2 * longest * u),
             !plain ? "step" : d->ascend ? "η∇f" : "−η∇f", layout, theme);
}

void stride_draw(struct picture *p, const struct model *m, const struct scene *s,
                 double played, const struct layout *layout, const struct theme *theme)
{
    for (int run = 0; run < s->runs; run++)
        draw_run(p, m, s, run, played, layout, theme);
}
