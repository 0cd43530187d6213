// SPDX-License-Identifier: MIT
#pragma once
// How command lines are read, which the app does not know itself.

#include "scene/scene_file.h"

struct commands {
    bool (*stand_in)(const char *text);         // NULL: nobody reads any
    // On failure scene and extra are as they were.
    bool (*read)(const char *text, struct scene *scene, struct scene_extra *extra,
                 struct fault *fault);
};
