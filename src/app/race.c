// SPDX-License-Identifier: MIT
#include "app/race.h"

#include "app/runs.h"
#include "plot/race_card.h"
#include "scene/schema.h"

// Run A, where there is none: gradient descent, from where there is a run already.
static void add_first(struct scene *s, vec2 start)
{
    struct descent first = s->next_run;
    first.start = start;
    first.steps = RUNS_STEPS;
    for (int i = s->runs - 1; i >= 0; i--)
        if (scene_has_run(s, i))
            first.start = s->run[i].start;
    descent_set_method(&first, method_find("gd"));
    s->run[0] = first;
    s->runs = s->runs ? s->runs : 1;
}

void race_toggle(struct desk *d)
{
    struct scene *s = d->scene;
    if (s->race != RACE_OFF) {
        s->race = RACE_OFF;
        return;
    }
    if (!scene_has_run(s, 0))
        add_first(s, s->probe ? s->probe_at : d->mind->hint_at);
    s->race = RACE_OWN;
    scene_line_up(s);
    d->mind->shown = 0;
    d->mind->playing = d->mind->rail = true;
    d->mind->hint = false;
}

void race_open(const struct desk *d)
{
    study_give_rates(&d->model->study, d->scene);
}

static bool same_start(const struct scene *a, const struct scene *b, int run)
{
    return a->run[run].start.x == b->run[run].start.x
           && a->run[run].start.y == b->run[run].start.y;
}

static void move_together(struct scene *draft, const struct scene *lined)
{
    for (int i = 0; i < draft->runs; i++) {
        if (same_start(draft, lined, i))
            continue;
        for (int k = 0; k < draft->runs; k++)
            draft->run[k].start = draft->run[i].start;
        return;
    }
}

// The run whose rate was changed by hand, −1: none.
static int find_changed(struct scene *draft, struct scene *lined)
{
    for (int i = 0; i < draft->runs; i++) {
        const struct descent *now = scene_last(draft, i), *was = scene_last(lined, i);
        if (now->lr != was->lr && now->method == was->method)
            return i;
    }
    return -1;
}

// All but that one get back the rates of their own.
static void put_back(struct scene *draft, const struct scene *before, int but)
{
    struct scene own = *before;
    for (int i = 0; i < draft->runs; i++)
        if (i != but && scene_has_run(before, i)
            && scene_last(draft, i)->method == scene_last(&own, i)->method)
            scene_last(draft, i)->lr = scene_last(&own, i)->lr;
}

void race_close(struct scene *draft, const struct scene *lined,
                const struct scene *before)
{
    struct scene was = *lined;
    if (lined->race == RACE_OFF || draft->race == RACE_OFF)
        return;
    if (scene_equal(draft, lined)) {
        *draft = *before;
        return;
    }
    if (scene_count_runs(draft) < scene_count_runs(lined)) {
        draft->race = RACE_OFF;
        return;
    }
    move_together(draft, lined);
    int changed = find_changed(draft, &was);
    bool ruled = draft->race == lined->race && draft->forks == lined->forks
                 && (changed < 0 || (draft->race == RACE_SAME && changed == 0));
    if (ruled || draft->race != lined->race)
        put_back(draft, before, changed);
    else
        draft->race = RACE_OWN;
}

enum { RULES = 3 };
static const char *const rule_names[][RULES] = {{"own η", "same η", "good η for each"},
                                                {"own η", "same η", "good η"},
                                                {"own", "same", "good"}};

// The longest that all fit.
static const char *const *choose_names(const struct desk *d, const struct card *c)
{
    int length = 0;
    for (int i = 0; i < RULES && length < 2; i++) {
        struct button_look look = {.label = rule_names[length][i], .size = c->sizes->t3};
        rect where = race_card_button(c, i);
        if (ui_button_width(d->ui, &look, false) > where.x1 - where.x0)
            length++, i = -1;
    }
    return rule_names[length];
}

void race_buttons(struct desk *d, const struct card *c)
{
    static const enum race_rule rules[] = {RACE_OWN, RACE_SAME, RACE_GOOD, RACE_OFF};
    const char *const *names = choose_names(d, c);
    for (int i = 0; i <= RULES; i++) {
        rect where = race_card_button(c, i);
        struct button_look look = {.label = i < RULES ? names[i] : NULL,
                                   .icon = i < RULES ? ICON_NONE : ICON_CLOSE,
                                   .size = c->sizes->t3, .on = d->scene->race == rules[i]};
        if (where.x1 > where.x0 && ui_button(d->ui, ID_RACE + (unsigned)i, where, &look))
            d->scene->race = rules[i];
    }
}
