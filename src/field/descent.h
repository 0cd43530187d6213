// SPDX-License-Identifier: MIT
#pragma once
// A descent: a plain value that says what to run, and the path it makes, computed
// whole.  Playing it back only reveals it.  The same descent gives the same path.

#include "base/fault.h"
#include "base/text.h"
#include "eval/evaluator.h"
#include "field/method.h"
#include "field/schedule.h"

enum {
    DESCENT_STEPS = 20000,
    DESCENT_RISES = 10          // so many in a row, away from the view and to where it
                                // never was so high, are divergence
};

struct descent {
    vec2 start;
    int method;                 // index in methods
    double lr;                  // > 0
    double knob[METHOD_KNOBS];  // of the method
    int schedule;               // index in schedules
    double schedule_knob[SCHEDULE_KNOBS];
    double clip_norm, clip_value;       // 0: none; at most one of them
    double noise;               // σ of the normal noise on each component, ≥ 0
    double seed;                // a whole number from 0 to 2⁵³ − 1
    bool ascend;                // climb: the objective is −f
    int steps;                  // at most, 1 to DESCENT_STEPS
    double tol;                 // stops where ‖∇f‖ ≤ tol; 0: never
    bool exact;                 // all the steps, past tol and divergence, as long as
                                // numbers are finite
};

// With that method's defaults: 100 steps, tol 1e-6, seed 1.
struct descent descent_default(int method);

// The method with its own learning rate and knobs; the rest stays.
void descent_set_method(struct descent *d, int method);
void descent_set_schedule(struct descent *d, int schedule);

// The number of that name: "lr", "tol", "clip_norm", "clip_value", "noise",
// "seed", or a knob of the method or the schedule.  NULL: there is none (steps are an
// int).  `row` gets what it may be.
double *descent_number(struct descent *d, const char *name, struct knob *row);

// Everything in range?  The fault says what is not.
bool descent_check(const struct descent *d, struct fault *fault);

// Where it happens.
struct terrain {
    const struct evaluator *slope;      // NEED_F_GRADIENT
    const struct evaluator *curvature;  // NEED_ALL
    box view;                   // how far is far, how small a move is small
};

// Has f a value and a gradient at the start?  The fault says what is missing.
bool descent_starts(const struct descent *d, const struct terrain *land,
                    struct fault *fault);

enum path_end {
    PATH_CONVERGED,             // ‖∇f‖ ≤ tol and curved the right way both ways
    PATH_FLAT,                  // ‖∇f‖ ≤ tol, or hardly moving where f is nearly flat,
                                // not shown to be one
    PATH_DIVERGED,              // not finite, farther than 1e6(1 + ‖start‖) or 1e6
                                // times a wide view, or rising without end
    PATH_LEFT,                  // f or its gradient has no value there
    PATH_CYCLING,               // the steps are done, the last of them in a circle
    PATH_LIMIT                  // the steps are done
};

// Row k is θ_k with what led to it; row 0 is the start, its step-like members zero.
struct path_row {
    vec2 at;
    double f;
    vec2 gradient;              // ∇f, exact
    double walked;              // the length of the way from the start
    double lr;                  // of the step that led here; row 0: of the first
    vec2 used;                  // the gradient that step was made with: of the
                                // objective, with noise, clipped
    vec2 scale;                 // its size along each axis
    vec2 memory[METHOD_MEMORY]; // the method's internals after it
    int tried;                  // points where f was looked at before it
    int t;                      // the method's own count of steps, 1 for its first
};

struct path {
    struct { struct path_row *at; size_t count, capacity; bool failed; } rows;
    enum path_end end;
    int end_step;               // since which it holds: "diverged at step 17"
    int flat_from;              // step from which it hardly moves where f is nearly
                                // flat and a curvature not the right way; -1: never
    int cycle;                  // period of its last steps, 0: none
    struct eigen eigen;         // at the last row
};                              // zeroed is valid and empty

// False when memory runs out.  `out` keeps its memory from run to run.
bool descent_run(struct path *out, const struct descent *d, const struct terrain *land);
void path_free(struct path *p);                         // leaves it empty

// A run that changes its settings on its way: from row `from` on it goes on with d,
// whose start and seed do not matter.  What the method remembers, the noise and the
// clock of the schedule go on; another method begins with nothing remembered.  `steps`
// is of the whole run, by the settings then in force.
struct leg { int from; struct descent d; };

// `count` legs, at least 1, in rising order; the first one is from 0.  A leg that the
// run does not reach is left out.  False when memory runs out.
bool descent_run_legs(struct path *out, const struct leg *legs, int count,
                      const struct terrain *land);

// What step k, from 1, was made with.
const struct descent *leg_of_step(const struct leg *legs, int count, int k);

// Of step k from 1, to row k: the vector, and what f was promised to change along it
// and what it did.
vec2 path_step(const struct path *p, int k);
double path_promised(const struct path *p, int k);      // ∇f·step
double path_actual(const struct path *p, int k);
bool path_worsens(const struct path *p, int k, bool ascend);    // f goes the wrong way

// "converged", "flat", "diverged" or "limit", as `descend` prints it.
const char *path_word(enum path_end end);

// Why it ended, in words for the person: "diverged at step 17: f is not finite".
void path_reason(struct text *out, const struct path *p, const struct descent *d);
