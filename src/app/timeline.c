// SPDX-License-Identifier: MIT
// The timeline under the map: steps of all runs along one line, and what happens at
// them.  A drag reveals.
#include "app/runs.h"

#include "base/number.h"
#include "draw/writing.h"
#include "plot/mark.h"

#include <stdio.h>
#include <string.h>

enum { MARKS = 96, WORDS = 160 };

struct line {
    struct desk *d;
    rect where, track;          // all of it; from the first to the last step
    struct range range;
    int arrival[SCENE_RUNS], divergence[SCENE_RUNS];    // steps, −1: none
    char target[NUMBER_TEXT];
    float mark[MARKS];          // where there are some
    int marks;
};

// How many steps are played in a second.
static void choose_speed(struct desk *d, rect where, const struct button_look names[4])
{
    static const double speeds[] = {0, 2, 8, 30};
    int now = 0;
    for (int i = 0; i < 4; i++)
        now = d->mind->speed == speeds[i] ? i : now;
    picture_box(d->ui->out, where, d->ui->theme->panel);
    where = rect_grown(where, -0.15f * d->ui->sizes->u);
    if (ui_button(d->ui, ID_SPEED, where, &names[now]))
        d->mind->speed = speeds[(now + 1) % 4];
}

// Takes its place off the strip.
static void speed(struct desk *d, rect *strip)
{
    float em = d->ui->sizes->t3;
    const struct button_look names[] = {{.label = "auto speed", .brief = "auto", .size = em},
                                        {.label = "2 steps/s", .brief = "2/s", .size = em},
                                        {.label = "8 steps/s", .brief = "8/s", .size = em},
                                        {.label = "30 steps/s", .brief = "30/s", .size = em}};
    rect badge = *strip;
    float wide = ui_button_width(d->ui, &names[0], false);
    bool roomy = strip->x1 - strip->x0 > 6 * wide;
    strip->x1 = badge.x0 = badge.x1 - (roomy ? wide : 4.4f * em);
    choose_speed(d, badge, names);
}

static int divergence_of(const struct path *path)
{
    int last = (int)path->rows.count - 1;
    bool diverges = path->end == PATH_DIVERGED || path->end == PATH_LEFT;
    return !diverges ? -1 : path->end_step < last ? path->end_step : last;
}

static struct line line_of(struct desk *d, rect strip)
{
    float u = d->ui->sizes->u;
    double longest = runs_longest(d);
    struct line l = {.d = d, .where = strip,
                     .track = {strip.x0 + 2 * u, strip.y0, strip.x1 - 2 * u, strip.y1},
                     .range = {0, longest, longest, false, .limit = NAN}};
    struct chart_scale scale = chart_scale_for(d->model, d->scene);
    chart_scale_name_target(&scale, d->scene->target, l.target);
    for (int run = 0; run < d->scene->runs; run++) {
        const struct path *path = &d->model->path[run];
        l.arrival[run] = chart_scale_arrival(&scale, path, d->scene->target);
        l.divergence[run] = divergence_of(path);
    }
    return l;
}

// What stands too close to a mark that came before is left out.
static void draw_event(struct line *l, int run, int step, enum mark what)
{
    const struct ui *ui = l->d->ui;
    float u = ui->sizes->u, x = ui_slider_at(l->track, &l->range, step);
    pt at = {x, l->where.y0 + 0.85f * u};
    struct mark_style style = {1.2f * u, ui->theme->run[run], 0, ui->theme->panel};
    if (step < 0 || l->marks == MARKS)
        return;
    for (int i = 0; i < l->marks; i++)
        if (fabsf(l->mark[i] - x) < 2 * u)
            return;
    l->mark[l->marks++] = x;
    style.size *= what == MARK_WARNING ? 1.6f
                  : what == MARK_CHECK || what == MARK_FORK ? 1.2f : 1;
    mark_draw(ui->out, what, at, &style);
}

static void draw_events(struct line *l)
{
    const struct scene *s = l->d->scene;
    for (int run = 0; run < s->runs; run++)
        draw_event(l, run, l->divergence[run], MARK_WARNING);
    for (int i = 0; i < s->forks; i++)
        if (scene_fork_at(s, s->fork[i].run, s->fork[i].at) == i)
            draw_event(l, s->fork[i].run, s->fork[i].at, MARK_FORK);
    for (int run = 0; run < s->runs; run++)
        draw_event(l, run, l->arrival[run], MARK_CHECK);
    for (int run = 0; run < s->runs; run++) {
        const struct path *path = &l->d->model->path[run];
        for (int k = 1; k < (int)path->rows.count && l->marks < MARKS; k++) {
            bool climbs = scene_settings(s, run, k - 1)->ascend;
            if (path_worsens(path, k, climbs))
                draw_event(l, run, k, climbs ? MARK_DOWN : MARK_UP);
        }
    }
}

// One a step, or every second, fifth, tenth … where they would run together.
static void draw_ticks(const struct line *l, float y)
{
    const struct ui *ui = l->d->ui;
    float u = ui->sizes->u, thin = fmaxf(0.12f * u, 1);
    double each = 1, most = (l->track.x1 - l->track.x0) / (1.1f * u);
    if (!(most >= 1))
        return;
    for (int i = 0; l->range.high / each > most; i++)
        each *= i % 3 == 1 ? 2.5 : 2;
    for (double k = 0; k <= l->range.high; k += each) {
        float x = ui_slider_at(l->track, &l->range, k);
        picture_box(ui->out, (rect){x - thin / 2, y + 0.3f * u, x + thin / 2,
                                    y + 0.85f * u}, ui->theme->track);
    }
}

static void draw_line(struct line *l)
{
    const struct ui *ui = l->d->ui;
    const struct theme *t = ui->theme;
    float u = ui->sizes->u, y = l->where.y0 + 1.95f * u;
    float x = ui_slider_at(l->track, &l->range, fmin(l->d->mind->shown, l->range.high));
    picture_box(ui->out, l->where, t->panel);
    draw_ticks(l, y);
    picture_box(ui->out, (rect){l->track.x0, y - 0.15f * u, l->track.x1, y + 0.15f * u},
                t->track);
    picture_box(ui->out, (rect){l->track.x0, y - 0.25f * u, x, y + 0.25f * u}, t->focus);
    picture_disc(ui->out, (pt){x, y}, 0.85f * u, t->focus);
    if (!l->d->mind->covered)
        draw_events(l);
}

static void add(char out[WORDS], int run, const char *what)
{
    size_t length = strlen(out);
    snprintf(out + length, WORDS - length, "   %c %s", 'A' + run, what);
}

// "step 20 of 70   A reaches 0.001   B rises"
static void tell(const struct line *l, int step, char out[WORDS])
{
    char reaches[NUMBER_TEXT + 8];
    snprintf(out, WORDS, "step %d of %d", step, (int)l->range.high);
    snprintf(reaches, sizeof reaches, "reaches %s", l->target);
    for (int run = 0; run < l->d->scene->runs && !l->d->mind->covered; run++) {
        const struct path *path = &l->d->model->path[run];
        int fork = scene_fork_at(l->d->scene, run, step);
        if (fork >= 0 && l->d->scene->fork[fork].at == step)
            add(out, run, "forks");
        bool climbs = scene_settings(l->d->scene, run, step - 1)->ascend;
        if (step == l->arrival[run])
            add(out, run, reaches);
        if (step == l->divergence[run])
            add(out, run, path->end == PATH_LEFT ? "is undefined" : "diverges");
        else if (step > 0 && step < (int)path->rows.count
                 && path_worsens(path, step, climbs))
            add(out, run, climbs ? "falls" : "rises");
    }
}

// A word about the step under the pointer, over the map.
static void name_step(const struct line *l, float x)
{
    const struct ui *ui = l->d->ui;
    char words[WORDS];
    float em = ui->sizes->t3;
    tell(l, (int)round(ui_slider_value(l->track, &l->range, x)), words);
    float wide = fminf(writing_width(ui->font, FACE_CONDENSED, em, words) + em,
                       l->where.x1 - l->where.x0);
    float left = fminf(fmaxf(x - wide / 2, l->where.x0), l->where.x1 - wide);
    rect chip = {left, l->where.y0 - 1.7f * em, left + wide, l->where.y0 - 0.2f * em};
    picture_round_box(ui->out, chip, 0.4f * em, ui->theme->card);
    ui_label(l->d->ui, rect_grown(chip, -0.1f * em), FACE_CONDENSED, em, ui->theme->text,
             CENTER, words);
}

void timeline(struct desk *d)
{
    rect strip = d->screen->timeline;
    if (!(strip.y1 > strip.y0) || runs_longest(d) < 1)
        return;
    speed(d, &strip);
    struct line l = line_of(d, strip);
    struct touch touch = ui_touch(d->ui, ID_TIMELINE, strip);
    float x = d->ui->in->pointer.x;
    if (touch.active) {
        d->mind->shown = round(ui_slider_value(l.track, &l.range, x));
        d->mind->playing = false;
        if (d->scene->inspect > 0)
            runs_inspect(d, d->scene->chosen, fmax(d->mind->shown, 1));
    }
    draw_line(&l);
    ui_stop(d->ui, ID_TIMELINE, rect_grown(strip, -0.5f * d->ui->sizes->u));
    if (touch.hot || touch.active)
        name_step(&l, x);
}
