// SPDX-License-Identifier: MIT
#pragma once
// Scenes in and out: files and pictures.

#include "base/pool.h"
#include "draw/font.h"
#include "scene/run.h"
#include "scene/scene_file.h"

bool export_load(const char *path, struct scene *scene, struct scene_extra *extra,
                 struct fault *fault);

// A PNG of 1920×1080 in the working folder; `path` gets its name.
bool export_picture(const struct scene *scene, bool covered, const struct font *font,
                    struct pool *pool, char *path, size_t size, struct fault *fault);
