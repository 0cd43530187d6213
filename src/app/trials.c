// SPDX-License-Identifier: MIT
#include "app/trials.h"

#include "app/runs.h"
#include "plot/rates_card.h"

static const double enlarges_after = 0.4;       // seconds of rest in a cell

void trials_show(struct desk *d, enum rates_view view)
{
    struct scene *s = d->scene;
    d->mind->trial = 0;
    if (s->rates == view) {
        s->rates = RATES_OFF;
        return;
    }
    if (s->runs == 0)
        runs_add(d, s->probe ? s->probe_at : d->mind->hint_at);
    s->rates = view;
    d->mind->rail = true;
    d->mind->probe_first = false;
}

// From its start on, also where it is paused on its way.
static void adopt(struct desk *d, int trial)
{
    const struct trials *t = &d->model->study.trials;
    struct descent settings = *runs_chosen(d);
    double shown = d->mind->shown;
    if (trial < 1 || trial > t->count)
        return;
    settings.lr = t->at[trial - 1].lr;
    d->mind->shown = INFINITY;
    runs_set(d, &settings);
    d->mind->shown = shown;
    if (d->scene->rates == RATES_GRID)
        trials_show(d, RATES_GRID);
}

static bool chooses(struct desk *d, int i, rect where)
{
    struct touch touch = ui_touch(d->ui, ID_TRIAL + (unsigned)i, where);
    if (touch.hot)
        d->ui->cursor = CURSOR_HAND;
    return touch.clicked && touch.button == BUTTON_LEFT;
}

// Where Tab went to it.
static bool keys_choose(struct desk *d, int i, rect where)
{
    unsigned id = ID_TRIAL + (unsigned)i;
    if (!(where.x1 > where.x0) || !ui_stop(d->ui, id, where)
        || !(ui_key(d->ui, KEY_ENTER, 0) || ui_key(d->ui, ' ', 0)))
        return false;
    ui_burst(d->ui, id);
    return true;
}

void trials_in_card(struct desk *d, const struct card *c)
{
    struct button_look close = {.icon = ICON_CLOSE, .size = c->sizes->t3};
    if (ui_button(d->ui, ID_TRIALS_CLOSE, rates_card_close(c), &close))
        trials_show(d, d->scene->rates);
    for (int i = 0; i < d->model->study.trials.count && d->scene->rates; i++)
        if (chooses(d, i, rates_card_row(c, i)) || keys_choose(d, i, rates_card_row(c, i)))
            adopt(d, i + 1);
}

static void point_at(struct desk *d, int trial)
{
    if (trial != d->mind->trial)
        d->mind->trial_since = d->mind->time;
    d->mind->trial = trial;
}

static void move_pointer(struct desk *d)
{
    struct attention *mind = d->mind;
    pt at = d->ui->in->pointer;
    unsigned hot = d->ui->hot - ID_TRIAL;
    if (at.x == mind->pointed.x && at.y == mind->pointed.y)
        return;
    mind->pointed = at;
    point_at(d, hot < GRID_RATES ? (int)hot + 1 : 0);
}

// From cell to cell, or along the fan.
static void move_by_keys(struct desk *d)
{
    int count = d->model->study.trials.count, row = d->scene->rates == RATES_GRID ? 3 : 0;
    int by = ui_key(d->ui, KEY_RIGHT, 0) - ui_key(d->ui, KEY_LEFT, 0)
             + row * (ui_key(d->ui, KEY_DOWN, 0) - ui_key(d->ui, KEY_UP, 0));
    int to = d->mind->trial ? d->mind->trial + by : 1;
    if (by && to >= 1 && to <= count)
        point_at(d, to);
    if (d->mind->trial && ui_key(d->ui, KEY_ENTER, 0)) {
        adopt(d, d->mind->trial);
        ui_burst(d->ui, ID_TRIAL);
    }
}

static void cells(struct desk *d)
{
    const struct layout *l = &d->screen->layout;
    int hot = layout_cell_at(l, d->ui->in->pointer);
    for (int i = 0; i < GRID_RATES && d->scene->rates; i++)
        if (chooses(d, i, i == hot ? layout_cell(l, i, l->large == i + 1) : (rect){0}))
            adopt(d, i + 1);
}

// Only by the pointer, and not while it holds something else.
static bool rests_in_cell(const struct desk *d)
{
    int cell = layout_cell_at(&d->screen->layout, d->ui->in->pointer);
    return cell >= 0 && cell + 1 == d->mind->trial
           && (d->ui->hot == ID_TRIAL + (unsigned)cell || d->mind->enlarged);
}

void trials_on_map(struct desk *d)
{
    if (!d->scene->rates) {
        d->mind->trial = 0;
        d->mind->enlarged = false;
        return;
    }
    if (layout_has_grid(&d->screen->layout)) {
        cells(d);
        move_by_keys(d);
    }
    move_pointer(d);
    d->mind->enlarged = rests_in_cell(d);
}

int trials_large(const struct attention *mind)
{
    return mind->enlarged && !(trials_wait(mind) > 0) ? mind->trial : 0;
}

double trials_wait(const struct attention *mind)
{
    return mind->trial_since + enlarges_after - mind->time;
}
