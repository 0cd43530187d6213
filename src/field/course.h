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
    bool plain;                 // nothing is done to a gradient but to turn it
};

struct course course_open(const struct descent *d, const struct terrain *land);

// The learning rate of step t, 0 for the first.
double course_rate(const struct descent *d, int t);

// The noise of a step, which all walks share: they have one seed.  (0, 0): none.
vec2 course_noise(const struct course *c, struct noise *noise);

// What follows is for every step of a million walks: as calls it would take most of
// the time.

// hypot is slow, and needed only where squares are out of range.
static inline double course_norm(vec2 a)
{
    double square = vec2_dot(a, a);
    return square > 1e-280 && square < 1e280 ? sqrt(square) : vec2_length(a);
}

// A gradient of the objective with noise, clipped.
static inline vec2 course_trim(const struct course *c, vec2 g, vec2 noise)
{
    const struct descent *d = c->d;
    if (d->noise > 0)
        g = vec2_add(g, noise);
    if (d->clip_norm > 0) {
        double keep = d->clip_norm / (course_norm(g) + 1e-6);
        g = keep < 1 ? vec2_scale(g, keep) : g;
    }
    if (d->clip_value > 0)
        g = (vec2){fmax(-d->clip_value, fmin(d->clip_value, g.x)),
                   fmax(-d->clip_value, fmin(d->clip_value, g.y))};
    return g;
}

// The gradient as the method gets it.
static inline vec2 course_aim(const struct course *c, vec2 gradient, vec2 noise)
{
    vec2 g = vec2_scale(gradient, c->sign);
    return c->plain ? g : course_trim(c, g, noise);
}

static inline bool course_within(vec2 a, double distance)       // ‖a‖ ≤ distance
{
    return fabs(a.x) <= distance && fabs(a.y) <= distance
           && vec2_dot(a, a) <= distance * distance;
}

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

// Is it higher than ever, step after step, and away from the view?
static inline bool watch_rises(struct watch *w, const struct course *c, vec2 at,
                               double height)
{
    bool record = height > w->highest;
    w->rises = (w->rises + 1) * (height > w->before);   // no branch: it may be chance
    w->highest = record ? height : w->highest;
    w->before = height;
    return (record & (w->rises >= DESCENT_RISES))
           && !course_within(vec2_sub(at, c->middle), w->away);
}

static inline struct sight course_look(const struct course *c, struct watch *w, vec2 at,
                                       double f, vec2 gradient)
{
    if (!isfinite(at.x) || !isfinite(at.y) || !isfinite(f) || !isfinite(gradient.x)
        || !isfinite(gradient.y))
        return (struct sight){.broken = true};
    bool rising = watch_rises(w, c, at, c->sign * f);
    return (struct sight){.calm = course_within(gradient, c->d->tol),
                          .wild = rising || !course_within(at, w->far)};
}

// PATH_LEFT or PATH_DIVERGED, where it broke.
enum path_end course_break(vec2 at, double f, vec2 gradient);

// PATH_CONVERGED or PATH_FLAT, where it is calm and has these curvatures.
enum path_end course_rest(const struct course *c, vec2 at, vec2 gradient,
                          struct eigen here);

// Curvatures of f at a point, and whether the objective curves upwards every way.
struct eigen course_curvature(const struct course *c, vec2 at);
bool course_is_bowl(const struct course *c, struct eigen e);
