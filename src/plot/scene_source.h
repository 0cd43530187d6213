// SPDX-License-Identifier: MIT
#pragma once
// A scene out of a file, be it a scene file or a PNG that carries one.

#include "scene/scene_file.h"

// On failure the fault says why, with line and column where there are any, and the scene
// is as it was.
bool scene_source_read(const char *path, struct scene *scene, struct scene_extra *extra,
                       struct fault *fault);
