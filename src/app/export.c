// SPDX-License-Identifier: MIT
#include "app/export.h"

#include "draw/image.h"
#include "draw/png.h"
#include "plot/render.h"
#include "plot/scene_source.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PNG_LEVEL = 2, NUMBERED = 10000 };

bool export_load(const char *path, struct scene *scene, struct scene_extra *extra,
                 struct fault *fault)
{
    return scene_source_read(path, scene, extra, fault);
}

// The first of nablascope-0001.png … that is free.
static bool name_picture(char *path, size_t size, struct fault *fault)
{
    for (int i = 1; i < NUMBERED; i++) {
        snprintf(path, size, "nablascope-%04d.png", i);
        if (access(path, F_OK) != 0)
            return true;
    }
    return fault_machine(fault, "there are pictures nablascope-0001 to 9999 already");
}

bool export_picture(const struct scene *scene, bool covered, const struct font *font,
                    struct pool *pool, char *path, size_t size, struct fault *fault)
{
    struct image image = {0};
    struct text json = {0};
    struct render_request request = {.scene = scene, .width = 1920, .height = 1080,
                                     .covered = covered, .font = font, .pool = pool};
    scene_write(&json, scene, NULL);
    bool done = (!json.failed || fault_memory(fault)) && name_picture(path, size, fault)
                && render_image(&image, &request, fault)
                && png_save(path, &image,
                            &(struct png_options){PNG_LEVEL, 96, "nablascope:scene",
                                                  json.at}, fault);
    image_free(&image);
    text_free(&json);
    return done;
}
