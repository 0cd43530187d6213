// SPDX-License-Identifier: MIT
// The learning rate: its slider, the rates that it snaps to, its zones in words.
#include "app/rate.h"

#include "app/runs.h"
#include "base/number.h"
#include "draw/writing.h"
#include "field/limit.h"

#include <stdio.h>

#define ON_THE_END 1e-6         // of a rate: what is still that rate

static struct eigen curvature_at(const struct model *m, vec2 at)
{
    double part[PARTS];
    evaluator_at(m->curvature, at.x, at.y, part);
    return hessian_eigen((struct hessian){part[PART_FXX], part[PART_FXY],
                                          part[PART_FYY]});
}

// The probe is pinned so close to a minimum (climbing: a maximum) that nobody sees how far.
static bool pins_bottom(const struct desk *d, bool ascend, struct eigen *e)
{
    const struct probe *p = &d->model->probe;
    box v = d->scene->view;
    if (!d->scene->probe || !p->defined || !d->model->curvature)
        return false;
    *e = curvature_at(d->model, p->at);
    double least = ascend ? -e->high : e->low;
    return p->norm < 1e-3 * least * hypot(v.x1 - v.x0, v.y1 - v.y0);
}

static bool is_on_map(const struct desk *d, vec2 at)
{
    box v = d->model->camera.world;
    return at.x >= v.x0 && at.x <= v.x1 && at.y >= v.y0 && at.y <= v.y1;
}

// Where the chosen run is now, or where it began if it has left the map; it is not empty.
static const struct path_row *row_here(const struct desk *d, bool *gone)
{
    const struct path *path = &d->model->path[d->scene->chosen];
    double last = (double)path->rows.count - 1;
    const struct path_row *row =
        &path->rows.at[(size_t)fmin(fmax(d->mind->shown, 0), last)];
    *gone = path->end == PATH_DIVERGED && !is_on_map(d, row->at);
    return *gone ? path->rows.at : row;
}

// The curvature at the pinned minimum, else where the chosen run is.
static struct eigen curvature_here(const struct desk *d, bool ascend, bool *gone)
{
    struct eigen pinned;
    *gone = false;
    if (pins_bottom(d, ascend, &pinned))
        return pinned;
    if (d->scene->runs == 0 || d->model->path[d->scene->chosen].rows.count == 0
        || !d->model->curvature)
        return (struct eigen){NAN, NAN, {1, 0}, {0, 1}};
    return curvature_at(d->model, row_here(d, gone)->at);
}

// No rate is the best one for the place where a run began that is gone.
static struct limit limit_here(const struct desk *d, const struct descent *run,
                               const char **place)
{
    bool gone;
    struct limit limit = limit_of(run, curvature_here(d, run->ascend, &gone));
    bool everywhere = !gone || limit_everywhere(d->model->curvature, d->scene->view);
    *place = gone ? " at the start" : " here";
    limit.best = everywhere ? limit.best : NAN;
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
    while (in < 3 && rate > z->end[in + 1] * (1 + ON_THE_END))
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

enum snap { SNAP_LIMIT, SNAP_BEST, SNAP_UNIT, SNAPS };  // from the right to the left

struct snaps {
    const struct range *range;
    rect track;
    double rate[SNAPS];         // NaN: there is none
    char words[SNAPS][80];
    rect where[SNAPS];          // empty: it has no room
};

// Briefly: without the numbers that the knob shows where it snaps.
static struct snaps find_snaps(const struct desk *d, const struct limit *limit,
                               const char *place, bool brief)
{
    const struct model *m = d->model;
    char number[NUMBER_TEXT];
    bool plain = limit->rate == 2 * limit->zigzag, told = d->mind->searched == m->stamps.formula;
    struct snaps k = {.track = d->screen->slider,
                      .rate = {limit->rate, told ? limit->best : NAN,
                               plain ? limit->zigzag : NAN}};
    if (!isfinite(limit->rate))
        return k;
    number_shown(number, limit->rate, 3);
    snprintf(k.words[SNAP_LIMIT], sizeof k.words[0], "%s%s%s%s", limit->formula,
             brief ? "" : " ", brief ? "" : number,
             limit_everywhere(m->curvature, m->camera.world) ? "" : place);
    number_shown(number, limit->best, 3);
    snprintf(k.words[SNAP_BEST], sizeof k.words[0], "best%s%s", brief ? "" : " ",
             brief ? "" : number);
    snprintf(k.words[SNAP_UNIT], sizeof k.words[0], "1/λ");
    return k;
}

// The limit's words stand beside its mark, the others next to theirs, to the left of it.
// Returns how many have room.
static int place_snaps(const struct desk *d, struct snaps *k)
{
    int placed = 0;
    const struct sizes *s = d->ui->sizes;
    float em = s->t3, right = INFINITY, left = k->track.x0 - s->knob / 2;
    float y = (k->track.y0 + k->track.y1) / 2 - s->knob / 2 - 0.5f * em;
    for (int i = 0; i < SNAPS && k->track.y1 - k->track.y0 > 1.8f * em; i++) {
        float x = ui_slider_at(k->track, k->range, k->rate[i]), half = 0.5f * em;
        float wide = writing_width(d->ui->font, FACE_CONDENSED_BOLD, em, k->words[i]) + em;
        float x1 = fminf(x + wide / 2, right);
        if (!(k->rate[i] < k->range->high && (i == 0 || k->rate[i] > k->range->low)))
            continue;
        if (i == SNAP_LIMIT) {
            bool after = x + half + wide <= k->track.x1 + s->knob;
            x1 = after ? x + half + wide : x - half;
            right = after ? x - half : x1 - wide - 0.3f * em;
        }
        if (x1 - wide < left)
            continue;
        k->where[i] = (rect){x1 - wide, y - 0.58f * em, x1, y + 0.58f * em};
        right = fminf(right, x1 - wide - 0.3f * em);
        placed++;
    }
    return placed;
}

// With their numbers, unless without them more have room.
static struct snaps choose_snaps(const struct desk *d, const struct limit *limit,
                                 const char *place, const struct range *range)
{
    struct snaps k[2];
    int placed[2];
    for (int brief = 0; brief < 2; brief++) {
        k[brief] = find_snaps(d, limit, place, brief);
        k[brief].range = range;
        placed[brief] = place_snaps(d, &k[brief]);
    }
    return k[placed[1] > placed[0]];
}

static bool snap_button(struct desk *d, unsigned id, rect where, rgba color,
                        const char *words)
{
    const struct theme *t = d->ui->theme;
    if (!(where.x1 > where.x0))
        return false;
    struct touch touch = ui_touch(d->ui, id, where);
    if (touch.hot)
        d->ui->cursor = CURSOR_HAND;
    picture_round_box(d->ui->out, where, d->ui->sizes->radius,
                      touch.hot ? rgba_mix(t->button, t->text, 0.1f) : t->button);
    ui_label(d->ui, where, FACE_CONDENSED_BOLD, d->ui->sizes->t3, color, CENTER, words);
    bool focused = ui_stop(d->ui, id, where);
    bool keyed = focused && (ui_key(d->ui, KEY_ENTER, 0) || ui_key(d->ui, ' ', 0));
    if (keyed)
        ui_burst(d->ui, id);
    return keyed || (touch.clicked && touch.button == BUTTON_LEFT);
}

static void snap_buttons(struct desk *d, const struct snaps *k, double *rate)
{
    const struct theme *t = d->ui->theme;
    for (unsigned i = 0; i < SNAPS; i++)
        if (snap_button(d, ID_SNAP + i, k->where[i], i ? t->text : t->error, k->words[i]))
            *rate = k->rate[i];
}

// Under the hand the knob stays at those rates for a bit.
static void snap_knob(const struct desk *d, const struct snaps *k, double *rate)
{
    static const double near = 0.015;
    for (int i = 0; i < SNAPS && d->ui->active == ID_SLIDER; i++)
        if (fabs(*rate - k->rate[i]) < near * k->rate[i])
            *rate = k->rate[i];
}

static void rate_slider(struct desk *d, struct descent *run)
{
    const char *place;
    struct limit limit = limit_here(d, run, &place);
    struct range range = {1e-4, 10, methods[run->method].lr, true, .limit = limit.rate,
                          .danger = isfinite(limit.rate) ? "" : NULL};
    struct snaps snaps = choose_snaps(d, &limit, place, &range);
    snap_buttons(d, &snaps, &run->lr);
    if (ui_slider(d->ui, ID_SLIDER, d->screen->slider, &run->lr, &range))
        snap_knob(d, &snaps, &run->lr);
    tell_limit(d, &range, &limit, run->lr);
}

void rate_choose(struct desk *d)
{
    struct descent run = *runs_chosen(d);
    if (d->scene->rates)
        d->mind->searched = d->model->stamps.formula;
    ui_label(d->ui, d->screen->lead, FACE_CONDENSED, d->ui->sizes->t2,
             d->ui->theme->text2, LEFT, "η");
    rate_slider(d, &run);
    ui_number(d->ui, ID_RATE, d->screen->rate, &run.lr, desk_read_number,
              &(struct range){-1e300, 1e300, methods[run.method].lr, false, .limit = NAN,
                              .brief = run.lr >= 10 && run.lr == round(run.lr)});
    if (run.lr > 0)
        runs_set(d, &run);
    else
        desk_say(d, "η must be above 0");
}
