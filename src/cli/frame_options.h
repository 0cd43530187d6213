// SPDX-License-Identifier: MIT
#pragma once
// What `render` is told about a sequence of frames.

#include "plot/frames.h"

struct frame_options {
    bool some;                  // a sequence is wanted at all
    bool ranged;                // not all of it:
    size_t first, last;         // these alone
    bool skip_existing;
    struct sweep sweep[FRAMES_SWEEPS];
    int sweeps;
    struct frames_pace pace;
};                              // zeroed: no sequence

// Each takes the value of one option; flags have none.
bool frame_options_range(struct frame_options *o, const char *value, struct fault *fault);
bool frame_options_sweep(struct frame_options *o, const char *value, struct fault *fault);
bool frame_options_count(struct frame_options *o, const char *value, struct fault *fault);
bool frame_options_fps(struct frame_options *o, const char *value, struct fault *fault);
bool frame_options_duration(struct frame_options *o, const char *value,
                            struct fault *fault);

// The sequence of a scene, and which of its frames are wanted.
bool frame_options_plan(struct frame_options *o, const struct scene *scene,
                        struct frames *out, struct fault *fault);
