// SPDX-License-Identifier: MIT
#pragma once
// What the command line asks of the window, for whoever can open one.

#include "scene/scene_file.h"

struct window_request {
    struct scene scene;
    struct scene_extra extra;   // owned by the caller of window_run
    const char *path;           // of the scene's file, NULL: none
    bool blank;                 // neither formula nor file was given
    const char *play, *record;  // scripts of hands, NULL: none
    const char *present;        // "surface", "texture" or "auto"
    bool fullscreen;
};

typedef bool window_run(void *self, struct window_request *request, struct fault *fault);
