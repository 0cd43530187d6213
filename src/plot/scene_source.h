// SPDX-License-Identifier: MIT
#pragma once
// A scene out of a file, be it a scene file or a picture, PNG, SVG, PDF or WebP, that carries one.

#include "scene/scene_file.h"

struct scene_source {
    struct scene *scene;
    struct scene_extra *extra;
    bool picture;               // out: it stood in one, which is no place to save it to
};

// On failure the fault says why, with line and column where there are any, and the scene
// is as it was.
bool scene_source_read(struct scene_source *s, const char *path, struct fault *fault);

// The same from bytes that are at hand, "" is no scene.
bool scene_source_take(struct scene_source *s, const char *bytes, size_t count,
                       struct fault *fault);

// Does a text look like an SVG?
bool scene_source_is_svg(const char *bytes, size_t count);
