// SPDX-License-Identifier: MIT
#pragma once
// What every walk of a descent obeys, whether it is one run or one of a million: the
// gradient that its method gets, when it is over, and what is where it ends.

#include "field/descent.h"
#include "field/noise.h"

// What all walks of one descent share.  The descent and the terrain are the caller's.
struct course {
    const struct descent *d;
    const struct terrain *land;
    const struct method *method;
    double sign;                // the objective is sign·f: −1 when climbing
    vec2 middle;                // of the view
    double width, size;         // of the view: its width, half its diagonal
};

struct course course_open(const struct descent *d, const struct terrain *land);

// The learning rate of step t, 0 for the first.
double course_rate(const struct descent *d, int t);

// The noise of a step, which all walks share: they have one seed.  (0, 0): none.
vec2 course_noise(const struct course *c, struct noise *noise);

// The gradient as the method gets it: of the objective, with noise, clipped.
vec2 course_aim(const struct course *c, vec2 gradient, vec2 noise);

// What one walk remembers of its way.
struct watch {
    double far, away;           // from its start: too far, and where rising counts
    double before, highest;     // objective until now
    int rises;                  // steps in a row until now
};

struct watch course_watch(const struct course *c, vec2 start);

// What is found where a walk stands.
struct sight {
    bool broken;                // a value is missing: it cannot go on
    bool calm;                  // ‖∇f‖ ≤ tol
    bool wild;                  // too far, or rising without end
};

struct sight course_look(const struct course *c, struct watch *w, vec2 at, double f,
                         vec2 gradient);

// PATH_LEFT or PATH_DIVERGED, where it broke.
enum path_end course_break(vec2 at, double f, vec2 gradient);

// PATH_CONVERGED or PATH_FLAT, where it is calm and has these curvatures.
enum path_end course_rest(const struct course *c, vec2 at, vec2 gradient,
                          struct eigen here);

// Curvatures of f at a point, and whether the objective curves upwards every way.
struct eigen course_curvature(const struct course *c, vec2 at);
bool course_is_bowl(const struct course *c, struct eigen e);

bool course_within(vec2 a, double distance);    // ‖a‖ ≤ distance
