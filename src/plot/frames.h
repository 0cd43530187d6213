// SPDX-License-Identifier: MIT
#pragma once
// Which frames a sequence has and the scene of each.  A sequence is a scene and what
// moves in it: settings that go from one value to another, by steps of the runs or by
// anything a scene can be set to.  Frame k of `count` stands at k / (count − 1) of the
// way, whichever of them are made.

#include "scene/scene.h"
#include "base/fault.h"

enum { FRAMES_SWEEPS = 8, FRAMES_MOST = 100000000, SWEEP_KEY = 40, SWEEP_NUMBERS = 8 };

struct sweep {
    char key[SWEEP_KEY];        // of a setting, a parameter, of runs ("lr", "B.start");
                                // "step": so many steps of the runs are seen
    int numbers;
    double from[SWEEP_NUMBERS], to[SWEEP_NUMBERS];
    bool logarithmic;           // by equal factors
};

struct frames {
    struct scene scene;         // they all begin with
    struct sweep sweep[FRAMES_SWEEPS];
    int sweeps;
    size_t count;               // of the whole sequence
    double longest;             // steps of its longest run
    double fps;                 // how fast it is meant to be shown
};

// How long a sequence is.  Zeroed: a frame for each step of the runs; where other things
// move, FRAMES_SECONDS.  A speed alone plays runs as fast as the window does.
struct frames_pace {
    size_t count;               // frames, or 0
    double fps, duration;       // frames a second, seconds; 0: as usual
};

enum { FRAMES_FPS = 25, FRAMES_SECONDS = 4 };           // as usual

// Takes "a=0..2", "lr=0.01..0.6:log", "start=1,2..2,1", "view=-3,3,-3,3..-1,1,-1,1": a
// view is zoomed by equal factors about the point that stays where it is.
bool sweep_read(struct sweep *out, const char *text, struct fault *fault);

// The sequence of a scene; with no sweeps its runs are played.  `longest`: steps of the
// longest run.  False: nothing moves, a sweep leads to what a scene cannot be.
bool frames_make(struct frames *out, const struct scene *scene,
                 const struct sweep *sweeps, int count, struct frames_pace pace,
                 double longest, struct fault *fault);

// Steps of the longest run of a scene; −1: no memory.
double frames_longest(const struct scene *scene);

// Frame k, below `count`: its scene and how many steps of the runs are seen, INFINITY
// for all.
struct frame { struct scene scene; double shown; };
bool frames_at(const struct frames *frames, size_t k, struct frame *out,
               struct fault *fault);
