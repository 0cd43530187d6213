// SPDX-License-Identifier: MIT
#pragma once
// Scenes as JSON: one flat object, "version" first, then the keys of the schema.  A key
// that is absent has its default.  Numbers are the shortest that read back the same,
// keys stand in the schema's order: writing what was read from a written scene gives
// the same bytes.

#include "scene/scene.h"
#include "base/fault.h"
#include "base/text.h"

enum { SCENE_FILE_MOST = 8 << 20, SCENE_EXTRA_MOST = 64 << 10 };        // bytes

// Members that this version does not know, as they stood in the file.
struct scene_extra {
    struct text members;        // "key": value, parted by commas
    struct fault note;          // about the first of them; note.text "" : there is none
};                              // zeroed is valid and empty

void scene_extra_free(struct scene_extra *extra);       // leaves it empty

// Reads a scene.  On failure the fault has line and column, and `scene` is as it was.
// `extra` is replaced; NULL forgets what is unknown.
bool scene_read(struct scene *scene, struct scene_extra *extra, const char *text,
                size_t length, struct fault *fault);

// Appends the scene to `out`; look at out->failed.  `extra` may be NULL.
void scene_write(struct text *out, const struct scene *scene,
                 const struct scene_extra *extra);

// The same with a file: read within SCENE_FILE_MOST, written whole or not at all.
bool scene_load(const char *path, struct scene *scene, struct scene_extra *extra,
                struct fault *fault);
bool scene_save(const char *path, const struct scene *scene,
                const struct scene_extra *extra, struct fault *fault);
