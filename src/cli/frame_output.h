// SPDX-License-Identifier: MIT
#pragma once
// A sequence of frames becomes files or a film.

#include "cli/frame_options.h"
#include "plot/render.h"
#include "scene/scene_file.h"

struct frame_output {
    const char *path;           // of a film, or the pattern of the names of files
    struct frame_options *options;
    struct render_request render;       // its scene is what the frames begin with
    const struct scene_extra *extra;    // what the scenes in them carry on
    int threads;                // 0: as many as the machine has
    bool verbose;
};

// Writes the frames; how far it is goes to standard error where that is a terminal.  When
// interrupted it finishes the frames in hand, says how far it came, and ends the program
// as the signal would.
bool frame_output_write(const struct frame_output *output, struct fault *fault);
