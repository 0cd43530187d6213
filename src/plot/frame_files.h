// SPDX-License-Identifier: MIT
#pragma once
// Frames of a sequence become files, a picture each: PNG, SVG or PDF by their ending.

#include "plot/frame_name.h"
#include "plot/sequence.h"
#include "scene/scene_file.h"

struct frame_files {
    struct frame_name name;
    const struct scene_extra *extra;    // what the scenes in them carry on
    bool skip_existing;         // those that are there are left as they are
};                              // must outlive the sequence

struct sequence_sink frame_files_sink(struct frame_files *files);
