// SPDX-License-Identifier: MIT
#pragma once
// The document: everything a person decides about a picture, as one plain value
// without pointers.  Copy it by assignment.

#include "base/vec.h"
#include "field/descent.h"
#include "field/levels.h"
#include "field/quiver.h"

enum {
    SCENE_VERSION = 1,
    SCENE_FORMULA = 4097,       // bytes, zero byte included
    SCENE_TITLE = 201,
    SCENE_PARAMETERS = 8,
    SCENE_NAME = 24,
    SCENE_LEVELS = 64,
    SCENE_RUNS = 5,             // A to E
    SCENE_FORKS = 8
};

enum theme_name { THEME_LIGHT, THEME_DARK };
enum fill { FILL_BANDS, FILL_CIVIDIS, FILL_VIRIDIS, FILL_NONE };
enum flat_points { FLAT_OFF, FLAT_MARKS, FLAT_STAR };    // STAR: a minimum is a star

// What the chosen run does at other rates: nine multiples of the limit side by side,
// or seven rates from its one start.
enum rates_view { RATES_OFF, RATES_GRID, RATES_FAN };

// All runs from A's start, against each other: with the rates they have, all with A's,
// or each with the best of a sweep.
enum race_rule { RACE_OFF, RACE_OWN, RACE_SAME, RACE_GOOD };

struct scene_parameter {
    char name[SCENE_NAME];      // "a", "β", "w_1"
    double value, low, high;    // low < high: the ends of its slider
};

// From a step on, a run goes on otherwise.  It leaves the last fork of that run before
// it in the list that was made at an earlier step, or else the run as it began.
struct scene_fork {
    int run;                    // its place
    int at;                     // 1 or more
    struct descent then;        // its start is none, its seed that of the run
};

struct scene {
    char formula[SCENE_FORMULA];
    char title[SCENE_TITLE];    // "" : the formula is the title
    int parameters;
    struct scene_parameter parameter[SCENE_PARAMETERS];
    box view;                   // shown whole at equal aspect

    enum theme_name theme;
    bool projector;             // larger type and thicker lines

    enum fill fill;
    bool contours, minor, labels;
    enum level_family levels;   // GIVEN: the values below
    int level_count;
    double level[SCENE_LEVELS];

    enum arrow_law arrows;
    bool downhill;              // −∇f
    bool on_contours;           // arrows stand on contour lines, not on a lattice
    double arrow_step;          // world distance, 0: by rule
    double arrow_count;         // so many across the view, corner to corner, and as
                                // far apart upwards; 0: by arrow_step
    double arrow_scale;         // true length: units of x for ‖∇f‖ = 1, 0: by rule

    int runs;                   // up to the last there is; some before it may be empty
    struct descent run[SCENE_RUNS];     // its place is its letter; empty: no steps
    struct descent next_run;    // what the next one will be; its start is none
    int forks;
    struct scene_fork fork[SCENE_FORKS];        // as they were made
    int chosen;                 // the run that ghosts, rates, steps and basins are of
    bool ghosts;                // it at η/2 and at 2η
    enum rates_view rates;
    enum race_rule race;
    double inspect;             // its step that is told in full, 0: none
    bool basins;                // where it would end, from each point of the view
    double target;              // of f (less what its plot takes off): a run has arrived
    enum flat_points flat_points;
    bool probe;                 // ∇f and a directional derivative at a point
    vec2 probe_at, direction;   // the direction has any length but 0
    bool steepness;             // contour lines' distance at the probe, and the slope
    bool rose, tangent, slice;  // what is shown of it: D_u f for every u; the tangent
                                // and the level curve; f along the direction
    bool inside;                // ∂f/∂x and ∂f/∂y as formulas
    bool cards;                 // numbers and f at each step of the runs
    bool walked;                // that is f along the way they walk
    bool frame;                 // the view alone, framed, with its axes outside

    bool axes, grid, key, caption;
};

struct scene scene_defaults(void);                      // the bowl x^2 + 2y^2

static inline bool scene_has_run(const struct scene *scene, int run)
{
    return run >= 0 && run < scene->runs && scene->run[run].steps > 0;
}
int scene_count_runs(const struct scene *scene);
void scene_remove_run(struct scene *scene, int run);    // the others keep their letters
// Its place, the first that is free; −1: there is none.
int scene_add_run(struct scene *scene, const struct descent *run);

// The race: five runs from A's start, of as many steps.  A letter that is free gets the
// usual method of its lane (gd, momentum, rmsprop with α 0.9, adagrad, adam), or one that
// does not race yet, and else is as A is; RACE_SAME gives all A's rate.  Nothing where
// there is no race or no run A.
void scene_line_up(struct scene *scene);

// The legs of a branch, from its start on: a fork, or −1 for the run as it began.
// Returns how many, at most SCENE_LEGS.
enum { SCENE_LEGS = SCENE_FORKS + 1 };
int scene_legs(const struct scene *scene, int run, int fork, struct leg out[SCENE_LEGS]);

// The fork that was made last, or the one before `fork`; −1: the run as it began.
int scene_last_fork(const struct scene *scene, int run);
int scene_fork_before(const struct scene *scene, int fork);

// The settings a run has in the end: of its last fork, or its own.
struct descent *scene_last(struct scene *scene, int run);

// The fork that is in force at a step; −1: the run as it began.
int scene_fork_at(const struct scene *scene, int run, int step);

// The settings it goes on with at a step, 0 for those it begins with.  What a fork goes
// on with has no start.
const struct descent *scene_settings(const struct scene *scene, int run, int step);

// The seed is of the whole run, its forks included.
void scene_set_seed(struct scene *scene, int run, double seed);

// From that step on the run goes on by settings of its own, which begin as scene_last;
// nothing happens where its last fork was made at that step.  False: there are
// SCENE_FORKS already.
bool scene_fork_run(struct scene *scene, int run, int step);

// The fork that a fork leaves; −1: the run as it began.
int scene_fork_leaves(const struct scene *scene, int fork);

// The parameter of that name, or NULL.
struct scene_parameter *scene_parameter(struct scene *scene, const char *name);

// Has f a value and a gradient where that run starts?  The fault says what is missing,
// and of which run where there are several.
bool scene_run_starts(const struct scene *scene, int run, const struct terrain *land,
                      struct fault *fault);

// A new value; the slider grows to hold it.
void scene_parameter_set(struct scene_parameter *p, double value);

// Makes the parameters those a formula has, in its order (`count` ≤ SCENE_PARAMETERS):
// what is known by name stays, what is new starts at 1 on a slider from −5 to 5.
void scene_sync(struct scene *scene, const char (*names)[SCENE_NAME], int count);
