// SPDX-License-Identifier: MIT
#pragma once
// One descent at several learning rates, side by side: the grid of multiples of the
// limit, the fan, and what the search for a good rate is made of.  Same start, method, knobs and steps;
// each rate has its whole path, and a verdict against the others.

#include "base/pool.h"
#include "field/descent.h"

enum { TRIALS_MOST = 67, GRID_RATES = 9, FAN_RATES = 7 };

// When a run has arrived.
enum goal_kind {
    GOAL_FALL,                  // all but `below` of the fall is done, down to the
                                // lowest f that any of them finds; who then jumps to
                                // and fro or leaves has not arrived
    GOAL_F,                     // f < below; climbing: f > below
    GOAL_SLOPE,                 // ‖∇f‖ < below
    GOAL_LOWEST,                // never: nobody knows the bottom, the lowest is the best
    GOAL_ENDLESS                // never: there is no bottom, or nobody knows one, and
                                // none is the best
};

struct goal { enum goal_kind kind; double below; };

extern const struct goal goal_usual;    // GOAL_FALL, 0.001

// In the order in which they are asked.
enum verdict {
    VERDICT_DIVERGES,           // diverged, left the domain, ends higher than at first
    VERDICT_NEVER,              // jumps to and fro, where it is as steep in the last
                                // third of the steps as in the second
    VERDICT_ON,                 // falls on and on, where there is no bottom
    VERDICT_STILL,              // its start is flat
    VERDICT_BEST,               // arrives with the fewest evaluations; where none does,
                                // is the lowest
    VERDICT_ZIGZAG,             // more than half of its steps overshoot
    VERDICT_FAST,               // at most twice the best one's evaluations, where one
    VERDICT_OK,                 // that does not arrive would at its pace; six times
    VERDICT_SLOW
};

struct trial {
    double lr;
    struct path path;
    double f;                   // in the end
    int reached;                // the step at which it arrives; −1: it does not
    int evaluations;            // of the gradient, or of f, until then; all, where −1
    double score;               // evaluations, between two steps by proportion; where
                                // −1, what it would need at its pace; less is better
    enum verdict verdict;
};

struct trials {
    struct trial at[TRIALS_MOST];
    int count;
    int best;                   // −1: all of them diverge, never arrive or fall on
    double lowest;              // f of all that do not diverge (climbing: the highest)
    bool stay;                  // wished: it arrives where the goal holds from then on
                                // as long as evaluations are counted, else where it
                                // holds first
};                              // zeroed is valid and empty

// What is tried; d.lr is not used.  At most d.steps evaluations are counted.
struct contest {
    struct descent d;
    const struct terrain *land;
    struct goal goal;
};

// `count` rates, 1 to TRIALS_MOST.  False when memory runs out.  `out` keeps its own.
bool trials_run(struct trials *out, const struct contest *c, const double *rates,
                int count, struct pool *pool);
// The next `count` of them, whose rates stand in `at` already; all are judged anew.
bool trials_go_on(struct trials *out, const struct contest *c, int count,
                  struct pool *pool);
void trials_free(struct trials *t);                     // leaves it empty

const char *verdict_word(enum verdict v);               // "slow", "zig-zag", "never" …
enum { GOAL_WORDS = 48 };
void goal_words(char out[GOAL_WORDS], struct goal goal, bool ascend);   // "f < 0.001";
                                                        // "the lowest f" without one

// Rates to try.  The grid: 0.02 0.1 0.2 0.5 ⅔ 0.9 0.98 1 1.04 of the limit; the fan:
// from 1/32 of it to twice, each the double of the last.  Where there is no limit
// (NaN), doubles about the rate the run has.
extern const double grid_multiples[GRID_RATES];
void grid_rates(double rates[GRID_RATES], double limit, double lr);
void fan_rates(double rates[FAN_RATES], double limit, double lr);
void rates_spread(double *rates, int count, double from, double to);    // even in log η
