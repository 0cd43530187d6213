// SPDX-License-Identifier: MIT
// The learning rate: its slider, the rate above which the method diverges, in words.
#include "app/rate.h"

#include "app/runs.h"
#include "base/number.h"
#include "field/limit.h"

#include <stdio.h>
#include <string.h>

// The curvature where the chosen run is now.
static struct eigen curvature_here(const struct desk *d)
{
    const struct model *m = d->model;
    const struct path *path = &m->path[d->mind->run];
    double last = (double)path->rows.count - 1, part[PARTS];
    if (last < 0 || !m->curvature)
        return (struct eigen){NAN, NAN, {1, 0}, {0, 1}};
    vec2 at = path->rows.at[(size_t)fmin(fmax(d->mind->shown, 0), last)].at;
    evaluator_at(m->curvature, at.x, at.y, part);
    return hessian_eigen((struct hessian){part[PART_FXX], part[PART_FXY],
                                          part[PART_FYY]});
}

static struct limit find_limit(const struct desk *d, const struct descent *run)
{
    struct eigen here = curvature_here(d);
    bool known = isfinite(here.high) || methods[run->method].adaptive;
    if (d->scene->runs == 0 || !known)
        return (struct limit){NAN, NAN, NAN, NAN, NULL, NULL};
    return limit_of(run, here);
}

static void name_zone(struct desk *d, float from, float to, const char *name,
                      rgba color)
{
    float u = d->ui->sizes->u, size = d->ui->sizes->t3;
    rect track = d->screen->slider;
    float top = (track.y0 + track.y1) / 2 + 1.3f * u;
    float width = d->ui->font->measure(d->ui->font->self, FACE_CONDENSED, size,
                                       name).width;
    if (to - from > width + 0.4f * size && top + 1.2f * size <= d->ui->in->size.y)
        ui_label(d->ui, (rect){from, top, to, top + 1.2f * size}, FACE_CONDENSED, size,
                 color, CENTER, name);
}

// What a rate does to a bowl of the curvature here, in words under the track.
static void name_zones(struct desk *d, const struct range *range,
                       const struct limit *limit)
{
    static const char *const names[] = {"slow", "fast", "zig-zag", "diverges"};
    const double ends[] = {range->low, limit->slow, limit->zigzag, limit->rate,
                           range->high};
    const struct theme *theme = d->ui->theme;
    rect track = d->screen->slider;
    if (limit->missing)
        name_zone(d, track.x0, track.x1, limit->missing, theme->text2);
    for (int i = 0; i < 4 && isfinite(limit->rate); i++)
        name_zone(d, ui_slider_at(track, range, ends[i]),
                  ui_slider_at(track, range, ends[i + 1]), names[i],
                  i == 3 ? theme->error : theme->text2);
}

void rate_choose(struct desk *d)
{
    struct descent *run = runs_chosen(d);
    char words[40], number[NUMBER_TEXT];
    struct limit limit = find_limit(d, run);
    double before = run->lr;
    struct range range = {1e-4, 10, methods[run->method].lr, true, .limit = limit.rate};
    if (limit.formula) {
        snprintf(words, sizeof words, "%s %s",
                 run->method == method_find("gd") ? limit.formula : "limit",
                 number_shown(number, limit.rate, 3));
        if (!limit_everywhere(d->model->curvature, d->model->camera.world))
            strcat(words, " here");
        range.danger = words;
    }
    ui_label(d->ui, d->screen->lead, FACE_CONDENSED, d->ui->sizes->t2,
             d->ui->theme->text2, LEFT, "η");
    ui_slider(d->ui, ID_SLIDER, d->screen->slider, &run->lr, &range);
    name_zones(d, &range, &limit);
    ui_number(d->ui, ID_RATE, d->screen->rate, &run->lr, desk_read_number,
              &(struct range){-1e300, 1e300, range.standard, false, .limit = NAN});
    if (run->lr == before)
        return;
    if (!(run->lr > 0)) {
        run->lr = before;
        desk_say(d, "η must be above 0");
        return;
    }
    runs_keep_tool(d);
}
