// SPDX-License-Identifier: MIT
// The learning rate: its slider, the rate above which the method diverges, in words.
#include "app/rate.h"

#include "app/runs.h"
#include "base/number.h"
#include "draw/writing.h"
#include "field/limit.h"

#include <stdio.h>

// The curvature where the chosen run is now.
static struct eigen curvature_here(const struct desk *d)
{
    const struct model *m = d->model;
    const struct path *path = &m->path[d->scene->chosen];
    double last = (double)path->rows.count - 1, part[PARTS];
    if (d->scene->runs == 0 || last < 0 || !m->curvature)
        return (struct eigen){NAN, NAN, {1, 0}, {0, 1}};
    vec2 at = path->rows.at[(size_t)fmin(fmax(d->mind->shown, 0), last)].at;
    evaluator_at(m->curvature, at.x, at.y, part);
    return hessian_eigen((struct hessian){part[PART_FXX], part[PART_FXY],
                                          part[PART_FYY]});
}

static struct limit limit_here(const struct desk *d, const struct descent *run)
{
    struct limit limit = limit_of(run, curvature_here(d));
    if (d->scene->runs == 0 && !methods[run->method].adaptive)
        limit.missing = NULL;
    if (d->mind->covered)
        limit = (struct limit){.rate = NAN};
    return limit;
}

struct zones {
    const struct range *range;
    double end[5];
    rect track;
    float y, size;              // of the words' top; em
};

static float zone_width(const struct desk *d, const struct zones *z, const char *name)
{
    return writing_width(d->ui->font, FACE_CONDENSED_BOLD, z->size, name) + 0.5f * z->size;
}

// Where the name of a zone stands: in its middle, or, where that is too short for it,
// at `x`; NaN: nowhere.
static rect zone_place(const struct desk *d, const struct zones *z, int i,
                       const char *name, float x)
{
    float from = ui_slider_at(z->track, z->range, z->end[i]);
    float to = ui_slider_at(z->track, z->range, z->end[i + 1]);
    float half = zone_width(d, z, name) / 2;
    x = to - from >= 2 * half ? (from + to) / 2 : x;
    if (isnan(x))
        return (rect){0};
    x = fminf(fmaxf(x, z->track.x0 + half), z->track.x1 - half);
    return (rect){x - half, z->y, x + half, z->y + z->size};
}

// What a rate does to a bowl of the curvature here.  The zone that the rate is in has
// its name in any case, the others as far as there is room.
static void name_zones(struct desk *d, const struct zones *z, double rate)
{
    static const char *const names[] = {"slow", "fast", "zig-zag", "diverges"};
    rect here = {0};
    int in = 0;
    while (in < 3 && rate >= z->end[in + 1])
        in++;
    here = zone_place(d, z, in, names[in], ui_slider_at(z->track, z->range, rate));
    for (int i = 0; i < 4; i++) {
        rect place = i == in ? here : zone_place(d, z, i, names[i], NAN);
        rgba color = i == 3 ? d->ui->theme->error : d->ui->theme->text2;
        if (place.x1 > place.x0 && (i == in || !rect_overlaps(place, here)))
            ui_label(d->ui, place, i == in ? FACE_CONDENSED_BOLD : FACE_CONDENSED,
                     z->size, color, CENTER, names[i]);
    }
}

// Under the track: the zones, or why there are none.
static void tell_limit(struct desk *d, const struct range *range,
                       const struct limit *limit, double rate)
{
    const struct sizes *s = d->ui->sizes;
    struct zones z = {range, {range->low, limit->slow, limit->zigzag, limit->rate,
                              range->high}, d->screen->slider, 0, s->t3};
    z.y = (z.track.y0 + z.track.y1) / 2 + s->knob / 2 + 0.3f * s->u;
    if (z.y + z.size > d->ui->in->size.y || !(z.track.x1 > z.track.x0))
        return;
    if (isfinite(limit->rate))
        name_zones(d, &z, rate);
    else if (limit->missing)
        ui_label(d->ui, (rect){z.track.x0, z.y, z.track.x1, z.y + z.size},
                 FACE_CONDENSED, z.size, d->ui->theme->text2, CENTER, limit->missing);
}

void rate_choose(struct desk *d)
{
    struct descent *run = runs_chosen(d);
    char words[80], number[NUMBER_TEXT];
    double before = run->lr;
    struct limit limit = limit_here(d, run);
    struct range range = {1e-4, 10, methods[run->method].lr, true, .limit = limit.rate};
    if (isfinite(limit.rate)) {
        snprintf(words, sizeof words, "%s %s%s", limit.formula,
                 number_shown(number, limit.rate, 3),
                 limit_everywhere(d->model->curvature, d->model->camera.world) ? "" : " here");
        range.danger = words;
    }
    ui_label(d->ui, d->screen->lead, FACE_CONDENSED, d->ui->sizes->t2,
             d->ui->theme->text2, LEFT, "η");
    ui_slider(d->ui, ID_SLIDER, d->screen->slider, &run->lr, &range);
    tell_limit(d, &range, &limit, run->lr);
    ui_number(d->ui, ID_RATE, d->screen->rate, &run->lr, desk_read_number,
              &(struct range){-1e300, 1e300, range.standard, false, .limit = NAN,
                              .brief = run->lr >= 10 && run->lr == round(run->lr)});
    if (run->lr == before)
        return;
    if (!(run->lr > 0)) {
        run->lr = before;
        desk_say(d, "η must be above 0");
        return;
    }
    runs_keep_tool(d);
}
