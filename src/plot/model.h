// SPDX-License-Identifier: MIT
#pragma once
// Everything that follows from a scene before anything is drawn.  Each stage keeps the
// stamp of what it was made from and is made again only when that changed.

#include "base/fault.h"
#include "base/pool.h"
#include "base/text.h"
#include "field/contour.h"
#include "field/crease.h"
#include "field/critical.h"
#include "field/descent.h"
#include "field/quiver.h"
#include "plot/bands.h"
#include "plot/basin_map.h"
#include "plot/camera.h"
#include "plot/layout.h"
#include "plot/level_curve.h"
#include "plot/probe.h"
#include "plot/study.h"
#include "scene/scene.h"

enum { MODEL_REASON = 100, MODEL_REGIME = SHRINK_WORDS + 24, MODEL_MOVING = 500 };

struct model {
    struct formula *formula;    // the last that could be read
    bool curved;                // it has its Hessian
    struct text partial[2];     // ∂f/∂x and ∂f/∂y in words
    double parameters[FORMULA_MOST_PARAMETERS];
    struct evaluator *value;    // NEED_F
    struct evaluator *gradient; // NEED_F_GRADIENT
    struct evaluator *curvature;        // NEED_ALL; NULL when nothing asks for it
    struct camera camera;
    struct levels levels;
    bool keep_levels;           // wished: they stay though the function changes, so that
                                // one sees how it does
    bool moving;                // wished: of runs that change at most MODEL_MOVING steps
    struct contours contours;
    struct { double *at; size_t count, capacity; bool failed; } steepness;
                                // at each contour point: how much f changes in a pixel
    struct quiver quiver;
    struct creases creases;     // where f is not smooth
    double usual;               // the median ‖∇f‖ in the part of the map that the view is
                                // fitted to; 0: there is none
    struct bands bands;
    struct basin_map basins;    // when the scene shows them; not finished where it is
    bool clear;                 // wished: nothing behind what is drawn
    long basin_steps;           // wished: to go on by so many steps at each update,
                                // 0: to the end
    struct scene scene;         // as it is drawn: with the runs of a race in their lanes
    struct path path[SCENE_RUNS];       // of each run of that; may be empty
    struct study study;
    char reason[SCENE_RUNS][MODEL_REASON];      // why it ended
    char regime[SCENE_RUNS][MODEL_REGIME];      // what a step does to it: "shrinks ×0.80
                                // per step along x, …"; "": nothing short to say
    struct critical critical;   // those in the map, when the scene shows them
    struct probe probe;         // the scene's, when it has one
    struct level_curve curve;   // through it
    struct {
        uint64_t formula, evaluators, usual, levels, contours, quiver, creases, bands, basins,
                 critical, curve;
        uint64_t path[SCENE_RUNS];
    } stamps;                   // 0: never made
};                              // zeroed is valid and empty

// Brings the model up to the scene.  False: the formula does not parse (the model then
// still shows the last one that did) or no memory.
bool model_update(struct model *m, const struct scene *s, const struct layout *layout,
                  struct pool *pool, struct fault *fault);
// Only what has to follow hands at once: the camera, runs, the probe.  What takes long
// (levels, lines, arrows, fill, critical points) stays as it was until model_update.
// False: as there; nothing can be drawn before the first model_update.
bool model_follow(struct model *m, const struct scene *s, const struct layout *layout,
                  struct pool *pool);

// Where the model's runs go.
struct terrain model_terrain(const struct model *m, const struct scene *s);

// How many steps the longest of its paths has: of runs, ghosts and trials.
double model_longest(const struct model *m);

// f has one value in all of the view: no lines, no arrows, but a sentence.
bool model_is_constant(const struct model *m);

void model_free(struct model *m);                       // leaves it empty
