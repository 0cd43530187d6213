// SPDX-License-Identifier: MIT
#include "plot/scene_source.h"

#include "base/file.h"
#include "draw/png.h"

#include <string.h>

enum { PICTURE_MOST = 256 << 20 };                      // bytes of a PNG

static bool read_both(const char *path, struct text *bytes, struct text *json,
                      struct fault *fault)
{
    if (!file_read(path, PICTURE_MOST, bytes, fault))
        return false;
    if (bytes->count >= 4 && memcmp(bytes->at, "\x89PNG", 4) == 0)
        return png_text(bytes->at, bytes->count, "nablascope:scene", json, fault);
    return bytes->count <= SCENE_FILE_MOST
           || fault_at(fault, 0, "a scene has at most %d bytes", SCENE_FILE_MOST);
}

bool scene_source_read(const char *path, struct scene *scene, struct scene_extra *extra,
                       struct fault *fault)
{
    struct text bytes = {0}, json = {0};
    bool done = read_both(path, &bytes, &json, fault);
    const struct text *text = json.count ? &json : &bytes;
    done = done && scene_read(scene, extra, text_or_empty(text), text->count, fault);
    text_free(&bytes);
    text_free(&json);
    return done;
}
