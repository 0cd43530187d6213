// SPDX-License-Identifier: MIT
#include "plot/tuning.h"

#include "base/stamp.h"
#include "scene/run.h"

static struct descent rateless(const struct scene *s, int run)
{
    struct descent d = s->run[run];
    d.lr = 1;
    return d;
}

static void begin_anew(struct tuning *t, const struct scene *s, uint64_t stamp)
{
    for (int i = 0; i < s->runs; i++) {
        struct descent d = rateless(s, i);
        struct tuning_lane *lane = &t->lane[i];
        uint64_t of = stamp_number(stamp_number(run_stamp(stamp, &d), t->goal.kind),
                                   t->goal.below);
        if (lane->stamp == of)
            continue;
        lane->stamp = of;
        lane->count = 0;
        lane->done = !scene_has_run(s, i);
    }
}

static bool try_more(struct tuning *t, const struct scene *s, int run,
                     const struct terrain *land, struct pool *pool)
{
    struct tuning_lane *lane = &t->lane[run];
    struct contest contest = {rateless(s, run), land, t->goal};
    if (t->stamp != lane->stamp || lane->count == 0)
        search_begin(&t->trials);
    t->stamp = lane->stamp;
    if (!search_go_on(&t->trials, &contest, t->pace, pool))
        return false;
    lane->count = t->trials.count;
    for (int i = 0; i < lane->count; i++) {
        lane->tried[i].lr = t->trials.at[i].lr;
        lane->tried[i].reached = t->trials.at[i].reached;
    }
    lane->done = search_done(&t->trials);
    if (lane->done)
        lane->good = search_good(&t->trials);
    return true;
}

bool tuning_go_on(struct tuning *t, const struct scene *s, const struct terrain *land,
                 uint64_t stamp, struct pool *pool)
{
    begin_anew(t, s, stamp);
    for (int run; (run = tuning_current(t, s)) >= 0;) {
        if (!try_more(t, s, run, land, pool))
            return false;
        if (t->pace)
            break;
    }
    t->more = tuning_current(t, s) >= 0;
    return true;
}

int tuning_current(const struct tuning *t, const struct scene *s)
{
    for (int i = 0; i < s->runs; i++)
        if (!t->lane[i].done)
            return i;
    return -1;
}

void tuning_free(struct tuning *t)
{
    trials_free(&t->trials);
    *t = (struct tuning){0};
}
