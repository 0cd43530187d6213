// SPDX-License-Identifier: MIT
#include "field/race.h"

#include <string.h>

static const char *const entrants[RACE_LANES] = {"gd", "momentum", "rmsprop", "adagrad",
                                                 "adam"};

void race_line_up(struct race *r, const struct descent *like, struct goal goal)
{
    struct knob row;
    r->goal = goal;
    for (int i = 0; i < RACE_LANES; i++) {
        struct descent *d = &r->lane[i].d;
        *d = *like;
        descent_set_method(d, method_find(entrants[i]));
        double *alpha = descent_number(d, "alpha", &row);
        if (alpha)
            *alpha = 0.9;
    }
}

void race_same_rate(struct race *r, double rate)
{
    for (int i = 0; i < RACE_LANES; i++)
        r->lane[i].d.lr = rate;
}

bool race_good_rates(struct race *r, const struct terrain *land, struct trials *work,
                     struct pool *pool)
{
    for (int i = 0; i < RACE_LANES; i++) {
        struct contest c = {r->lane[i].d, land, r->goal};
        double good;
        if (!trials_search(work, &c, &good, pool))
            return false;
        if (isfinite(good))
            r->lane[i].d.lr = good;
    }
    return true;
}

struct work { struct race *race; const struct terrain *land; };

static void run_lane(void *context, size_t piece, int worker)
{
    const struct work *w = context;
    struct lane *lane = &w->race->lane[piece];
    (void)worker;
    lane->reached = -1;
    if (descent_run(&lane->path, &lane->d, w->land))
        lane->reached = goal_reached(w->race->goal, &lane->path, lane->d.ascend);
}

bool race_run(struct race *r, const struct terrain *land, struct pool *pool)
{
    struct work work = {r, land};
    pool_run(pool, RACE_LANES, run_lane, &work);
    for (int i = 0; i < RACE_LANES; i++)
        if (r->lane[i].path.rows.failed)
            return false;
    return true;
}

void race_free(struct race *r)
{
    for (int i = 0; i < RACE_LANES; i++)
        path_free(&r->lane[i].path);
    memset(r, 0, sizeof *r);
}

static bool arrived(const struct lane *lane, int step)
{
    return lane->reached >= 0 && lane->reached <= step;
}

// NaN is the worst.
static double height(const struct lane *lane, int step)
{
    int last = (int)lane->path.rows.count - 1;
    double f = lane->path.rows.at[step < last ? step : last].f;
    return isnan(f) ? INFINITY : lane->d.ascend ? -f : f;
}

static bool ahead(const struct lane *a, const struct lane *b, int step)
{
    if (arrived(a, step) && arrived(b, step))
        return a->reached < b->reached;
    if (arrived(a, step) != arrived(b, step))
        return arrived(a, step);
    return height(a, step) < height(b, step);
}

void race_places(const struct race *r, int step, int lanes[RACE_LANES])
{
    for (int i = 0; i < RACE_LANES; i++) {
        int place = i;
        const struct lane *lane = &r->lane[i];
        for (; place > 0 && ahead(lane, &r->lane[lanes[place - 1]], step); place--)
            lanes[place] = lanes[place - 1];
        lanes[place] = i;
    }
}

void race_words(struct text *out, const struct race *r)
{
    int lanes[RACE_LANES], count = 0;
    race_places(r, DESCENT_STEPS, lanes);
    text_add(out, "On this function from this start: ");
    for (; count < RACE_LANES && r->lane[lanes[count]].reached >= 0; count++) {
        const struct lane *lane = &r->lane[lanes[count]];
        text_addf(out, "%s%s %d%s", count ? ", " : "", methods[lane->d.method].brief,
                  lane->reached, count ? "" : lane->reached == 1 ? " step" : " steps");
    }
    if (count == 0) {
        text_add(out, "none of them reaches ");
        goal_words(out, r->goal, r->lane[0].d.ascend);
    }
    if (count > 0 && count < RACE_LANES)
        text_addf(out, "; not within %d", r->lane[0].d.steps);
    for (int i = count; i < RACE_LANES && count > 0; i++)
        text_addf(out, "%s %s", i == count ? ":" : ",",
                  methods[r->lane[lanes[i]].d.method].brief);
    text_add(out, ".");
}
