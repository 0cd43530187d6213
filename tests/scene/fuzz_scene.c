// SPDX-License-Identifier: MIT
// Any bytes either are a scene, which then is written and read back the same, or have
// a fault with a place inside them.

#include "base/file.h"
#include "scene/scene_file.h"
#include "scene/schema.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct scene scene, back;
    struct scene_extra extra = {0}, again = {0};
    struct fault fault = {0};
    struct text first = {0}, second = {0};
    if (!scene_read(&scene, &extra, (const char *)bytes, count, &fault)) {
        must(fault.machine || (fault.text[0] && fault.line > 0 && fault.column > 0),
             "a fault without a place");
        return 0;
    }
    must(scene_check(&scene, NULL), "read, but out of range");
    scene_write(&first, &scene, &extra);
    must(scene_read(&back, &again, first.at, first.count, &fault), "not read back");
    must(scene_equal(&scene, &back), "read back as another scene");
    scene_write(&second, &back, &again);
    must(strcmp(first.at, second.at) == 0, "written in another way");
    text_free(&first);
    text_free(&second);
    scene_extra_free(&extra);
    scene_extra_free(&again);
    return 0;
}

#ifndef FUZZING
int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct text text = {0};
        must(file_read(argv[i], SCENE_FILE_MOST, &text, NULL), argv[i]);
        LLVMFuzzerTestOneInput((const uint8_t *)text_or_empty(&text), text.count);
        text_free(&text);
    }
    return 0;
}
#endif
