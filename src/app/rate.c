// SPDX-License-Identifier: MIT
// The learning rate: its slider, the rate above which the method diverges, in words.
#include "app/rate.h"

#include "app/runs.h"
#include "base/number.h"

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

// The curvature is the same all over: what holds here holds everywhere.
static bool is_quadratic(const struct desk *d)
{
    static const double places[] = {0.11, 0.37, 0.83};
    const struct model *m = d->model;
    box v = m->camera.world;
    double first[PARTS], part[PARTS];
    for (int i = 0; i < 3 && m->curvature; i++) {
        evaluator_at(m->curvature, v.x0 + places[i] * (v.x1 - v.x0),
                     v.y0 + places[2 - i] * (v.y1 - v.y0), i ? part : first);
        for (int k = PART_FXX; k <= PART_FYY && i; k++)
            if (!(fabs(part[k] - first[k]) <= 1e-9 * fabs(first[k])))
                return false;
    }
    return m->curvature != NULL;
}

// The rate above which the method would not stay where it is; NaN: there is none.
static double find_limit(const struct desk *d, const struct descent *run)
{
    if (d->scene->runs == 0 || methods[run->method].adaptive || run->ascend)
        return NAN;
    struct eigen e = curvature_here(d);
    const double *knob = run->knob;
    if (strcmp(methods[run->method].name, "momentum") == 0)
        return rate_limit_momentum(e.high, knob[0], knob[1]);
    if (strcmp(methods[run->method].name, "nesterov") == 0)
        return rate_limit_nesterov(e.high, knob[0]);
    return strcmp(methods[run->method].name, "gd") == 0 ? rates_of(e).limit : NAN;
}

// What a rate does to a bowl of the curvature here, in words under the track.
static void name_zones(struct desk *d, const struct range *range)
{
    static const char *const names[] = {"slow", "fast", "zig-zag", "diverges"};
    const double ends[] = {range->low, 0.15 * range->limit, 0.5 * range->limit,
                           range->limit, range->high};
    rect track = d->screen->slider;
    float size = d->ui->sizes->t3, middle = (track.y0 + track.y1) / 2;
    if (!isfinite(range->limit))
        return;
    for (int i = 0; i < 4; i++) {
        float from = ui_slider_at(track, range, ends[i]);
        float to = ui_slider_at(track, range, ends[i + 1]);
        float width = d->ui->font->measure(d->ui->font->self, FACE_CONDENSED, size,
                                           names[i]).width;
        rect place = {from, middle + 1.3f * d->ui->sizes->u, to,
                      middle + 1.3f * d->ui->sizes->u + 1.2f * size};
        if (to - from > width + 0.4f * size && place.y1 <= d->ui->in->size.y)
            ui_label(d->ui, place, FACE_CONDENSED, size,
                     i == 3 ? d->ui->theme->error : d->ui->theme->text2, CENTER, names[i]);
    }
}

void rate_choose(struct desk *d)
{
    struct descent *run = runs_chosen(d);
    char words[40], number[NUMBER_TEXT];
    double limit = find_limit(d, run), before = run->lr;
    struct range range = {1e-4, 10, methods[run->method].lr, true, .limit = limit};
    if (isfinite(limit)) {
        snprintf(words, sizeof words, "%s %s",
                 run->method == method_find("gd") ? "2/λ" : "limit",
                 number_shown(number, limit, 3));
        if (!is_quadratic(d))
            strcat(words, " here");
        range.danger = words;
    }
    ui_label(d->ui, d->screen->lead, FACE_CONDENSED, d->ui->sizes->t2,
             d->ui->theme->text2, LEFT, "η");
    ui_slider(d->ui, ID_SLIDER, d->screen->slider, &run->lr, &range);
    name_zones(d, &range);
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
