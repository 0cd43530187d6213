// SPDX-License-Identifier: MIT
#pragma once
// A sequence of frames becomes files, a picture each.

#include "cli/frame_name.h"
#include "cli/frame_options.h"
#include "plot/sequence.h"
#include "scene/scene_file.h"

struct frame_files {
    const struct frame_options *options;
    const struct frames *frames;
    struct frame_name name;     // of a .png, .svg or .pdf
    struct render_request render;
    const struct scene_extra *extra;    // what the scenes in them carry on
    int threads;                // 0: as many as the machine has
    bool verbose;
};

// Writes the frames; how far it is goes to standard error where that is a terminal.  When
// interrupted it finishes the frames in hand, says how far it came, and ends the program
// as the signal would.
bool frame_files_write(const struct frame_files *files, struct fault *fault);
