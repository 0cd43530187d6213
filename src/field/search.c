// SPDX-License-Identifier: MIT
#include "field/search.h"

#include "base/number.h"

#include <stdio.h>

#define LOWEST 1e-4
#define HIGHEST 10

_Static_assert(SEARCH_RATES + SEARCH_FINER <= TRIALS_MOST, "they have room");

static void write_rates(struct trials *t)
{
    double rates[SEARCH_RATES];
    rates_spread(rates, SEARCH_RATES, LOWEST, HIGHEST);
    for (int i = 0; i < SEARCH_RATES; i++)
        t->at[i].lr = rates[i];
}

static void write_finer(struct trials *t)
{
    int from = t->best > 0 ? t->best - 1 : 0;
    int to = t->best < SEARCH_RATES - 1 ? t->best + 1 : t->best;
    double rates[SEARCH_FINER + 2];
    rates_spread(rates, SEARCH_FINER + 2, t->at[from].lr, t->at[to].lr);
    for (int i = 0; i < SEARCH_FINER; i++)
        t->at[SEARCH_RATES + i].lr = rates[i + 1];
}

void search_begin(struct trials *t)
{
    t->count = 0;
    t->best = -1;
    t->stay = true;
    write_rates(t);
}

bool search_done(const struct trials *t)
{
    return t->count >= SEARCH_RATES + SEARCH_FINER
           || (t->count == SEARCH_RATES && t->best < 0);
}

bool search_go_on(struct trials *t, const struct contest *c, int most, struct pool *pool)
{
    struct contest own = *c;
    own.d.steps = SEARCH_STEPS;
    for (int tried = 0; !search_done(t) && (tried < most || !most);) {
        int end = t->count < SEARCH_RATES ? SEARCH_RATES : SEARCH_RATES + SEARCH_FINER;
        int count = end - t->count;
        if (most && count > most - tried)
            count = most - tried;
        if (!trials_go_on(t, &own, count, pool))
            return false;
        tried += count;
        if (t->count == SEARCH_RATES && !search_done(t))
            write_finer(t);
    }
    return true;
}

double search_good(const struct trials *t)
{
    return t->best < 0 ? NAN : t->at[t->best].lr;
}

void search_words(char out[SEARCH_WORDS], struct goal goal, bool ascend)
{
    char from[NUMBER_TEXT], to[NUMBER_TEXT], target[GOAL_WORDS], aim[2 * GOAL_WORDS];
    goal_words(target, goal, ascend);
    snprintf(aim, sizeof aim, "fewest to %s and stay there, else %s f", target,
             ascend ? "highest" : "lowest");
    if (goal.kind == GOAL_ENDLESS)
        snprintf(out, SEARCH_WORDS, "none, f %s for ever", ascend ? "rises" : "falls");
    else
        snprintf(out, SEARCH_WORDS, "best of %d rates from %s to %s, then of %d beside "
                 "it, %d evaluations each: %s", SEARCH_RATES, number_shortest(from, LOWEST),
                 number_shortest(to, HIGHEST), SEARCH_FINER, SEARCH_STEPS,
                 goal.kind == GOAL_LOWEST ? target : aim);
}

void search_brief(char out[SEARCH_WORDS], struct goal goal, bool ascend)
{
    char target[GOAL_WORDS];
    goal_words(target, goal, ascend);
    if (goal.kind == GOAL_ENDLESS)
        search_words(out, goal, ascend);
    else
        snprintf(out, SEARCH_WORDS, "of %d rates, %d evaluations each, %s%s",
                 SEARCH_RATES + SEARCH_FINER, SEARCH_STEPS,
                 goal.kind == GOAL_LOWEST ? "" : "the fewest to ", target);
}
