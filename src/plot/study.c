// SPDX-License-Identifier: MIT
#include "plot/study.h"

#include "base/stamp.h"
#include "scene/run.h"

#include <string.h>

static bool find_bottom(struct study *t, const struct descent *of,
                        const struct terrain *land, uint64_t stamp)
{
    struct descent way = descent_default(0);
    way.start = of->start;
    way.ascend = of->ascend;
    return !stamp_renew(&t->stamp_bottom, run_stamp(stamp, &way))
           || bottom_find(&t->bottom, &t->scout, of, land);
}

// As the plot of f has it.
static struct goal goal_of(const struct scene *s, const struct bottom *b)
{
    struct aim aim = bottom_aim(b);
    enum goal_kind kind = b->kind == BOTTOM_ENDLESS  ? GOAL_ENDLESS
                          : aim.kind == AIM_NONE ? GOAL_LOWEST
                                                 : GOAL_F;
    return (struct goal){kind, kind == GOAL_F ? aim_value(&aim, s->target) : 0};
}

void study_give_rates(const struct study *t, struct scene *s)
{
    scene_line_up(s);
    for (int i = 0; i < s->runs && s->race == RACE_GOOD; i++)
        if (scene_has_run(s, i) && t->tuning.lane[i].good > 0)      // no: NaN
            scene_last(s, i)->lr = t->tuning.lane[i].good;
}

bool study_line_up(struct study *t, struct scene *s, const struct terrain *land,
                   uint64_t stamp, struct pool *pool)
{
    scene_line_up(s);
    if (s->race != RACE_GOOD || !scene_has_run(s, 0))
        return true;
    if (!find_bottom(t, &s->run[0], land, stamp))
        return false;
    t->tuning.goal = goal_of(s, &t->bottom);
    if (!tuning_go_on(&t->tuning, s, land, stamp, pool))
        return false;
    study_give_rates(t, s);
    return true;
}

static bool update_left(struct study *t, const struct scene *s,
                        const struct terrain *land, uint64_t stamp)
{
    struct leg legs[SCENE_LEGS];
    for (int i = 0; i < s->forks; i++) {
        int count = scene_legs(s, s->fork[i].run, scene_fork_before(s, i), legs);
        if (stamp_renew(&t->stamp_left[i], run_stamp_legs(stamp, legs, count))
            && !descent_run_legs(&t->left[i], legs, count, land))
            return false;
    }
    return true;
}

static bool update_ghosts(struct study *t, const struct scene *s,
                          const struct terrain *land, uint64_t stamp)
{
    static const double times[GHOSTS] = {0.5, 2};
    struct leg legs[SCENE_LEGS];
    int count = scene_legs(s, s->chosen, scene_last_fork(s, s->chosen), legs);
    double rate = legs[count - 1].d.lr;
    if (t->stamp_ghost == run_stamp_legs(stamp, legs, count))
        return true;
    if (t->moving && count == 1 && legs[0].d.steps > STUDY_STEPS)
        legs[0].d.steps = STUDY_STEPS;
    if (!stamp_renew(&t->stamp_ghost, run_stamp_legs(stamp, legs, count)))
        return true;
    for (int i = 0; i < GHOSTS; i++) {
        legs[count - 1].d.lr = fmin(rate * times[i], KNOB_MOST);
        if (!descent_run_legs(&t->ghost[i], legs, count, land))
            return false;
    }
    return true;
}

// Where there is no bottom, neither is a limit there.
static void find_limit(struct study *t, const struct descent *d)
{
    struct eigen none = {NAN, NAN, {1, 0}, {0, 1}};
    bool found = t->bottom.kind == BOTTOM_FOUND;
    t->limit = limit_of(d, found ? t->bottom.eigen : none);
    if (!methods[d->method].adaptive && bottom_missing(&t->bottom))
        t->limit.missing = d->ascend ? "no top, no limit" : "no bottom, no limit";
    t->goal = bottom_missing(&t->bottom) ? (struct goal){GOAL_ENDLESS, 0} : goal_usual;
}

static bool update_trials(struct study *t, const struct scene *s,
                          const struct terrain *land, uint64_t stamp, struct pool *pool)
{
    struct leg legs[SCENE_LEGS];
    int last = scene_legs(s, s->chosen, scene_last_fork(s, s->chosen), legs) - 1;
    struct contest contest = {.d = legs[last].d, .land = land};
    double rates[TRIALS_MOST];
    bool fan = s->rates == RATES_FAN;
    contest.d.start = legs[0].d.start;
    contest.d.steps = contest.d.steps < STUDY_STEPS ? contest.d.steps : STUDY_STEPS;
    find_limit(t, &contest.d);
    contest.goal = t->goal;
    if (isfinite(t->limit.rate))
        contest.d.lr = t->limit.rate;
    if (s->rates == RATES_OFF
        || !stamp_renew(&t->stamp_trials, run_stamp(stamp_number(stamp, fan), &contest.d)))
        return true;
    (fan ? fan_rates : grid_rates)(rates, t->limit.rate, contest.d.lr);
    return trials_run(&t->trials, &contest, rates, fan ? FAN_RATES : GRID_RATES, pool)
           && (!fan || fan_thresholds(&t->thresholds, &t->trials, &contest));
}

static void lay_ghosts(struct study *t)
{
    for (int i = 0; i < GHOSTS; i++)
        t->ghost[i].rows.count = 0;
    t->stamp_ghost = 0;
}

bool study_update(struct study *t, const struct scene *s, const struct terrain *land,
                  uint64_t stamp, struct pool *pool)
{
    bool runs = scene_has_run(s, s->chosen);
    bool ghosts = s->ghosts && runs && s->rates != RATES_FAN;
    if (!ghosts)
        lay_ghosts(t);
    if (!update_left(t, s, land, stamp))
        return false;
    return !runs
           || (find_bottom(t, &s->run[s->race ? 0 : s->chosen], land, stamp)
               && (!ghosts || update_ghosts(t, s, land, stamp))
               && update_trials(t, s, land, stamp, pool));
}

void study_free(struct study *t)
{
    for (int i = 0; i < SCENE_FORKS; i++)
        path_free(&t->left[i]);
    for (int i = 0; i < GHOSTS; i++)
        path_free(&t->ghost[i]);
    trials_free(&t->trials);
    tuning_free(&t->tuning);
    path_free(&t->scout);
    *t = (struct study){0};
}
