// SPDX-License-Identifier: MIT
#include "plot/stride.h"

#include <string.h>

double stride_shown(double played)
{
    double step = floor(played), part = 3 * (played - step);
    return step + fmax(part - 2, 0);
}

static void draw_run(const struct quill *q, const struct model *m, const struct scene *s,
                     int run, double played)
{
    const struct path *path = &m->path[run];
    size_t k = (size_t)played;
    double part = 3 * (played - floor(played));
    if (k + 1 >= path->rows.count || part >= 2)
        return;
    const struct path_row *row = &path->rows.at[k];
    const struct descent *d = scene_settings(s, run, (int)k);
    bool plain = d->method == method_find("gd");
    pt at = camera_to_screen(q->camera, row->at);
    struct dart dart = {.from = row->at, .color = q->theme->ink};
    if (!rect_overlaps(q->camera->map, (rect){at.x, at.y, at.x + 1, at.y + 1}))
        return;
    if (part < 1) {
        strcpy(dart.name, "∇f");
        dart.by = row->gradient;
        dart.scale = dart_slope_scale(m, q->words->sizes, vec2_length(row->gradient));
    } else {
        strcpy(dart.name, !plain ? "step" : d->ascend ? "η∇f" : "−η∇f");
        dart.by = path_step(path, (int)k + 1);
        dart.scale = camera_scale(q->camera);
    }
    quill_draw(q, &dart, 1);
}

void stride_draw(const struct quill *q, const struct model *m, const struct scene *s,
                 double played)
{
    for (int run = 0; run < s->runs; run++)
        draw_run(q, m, s, run, played);
}
