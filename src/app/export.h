// SPDX-License-Identifier: MIT
#pragma once
// What goes out: pictures and tables.

#include "base/pool.h"
#include "draw/font.h"
#include "field/descent.h"
#include "plot/render.h"
#include "scene/run.h"
#include "scene/scene_file.h"

enum { EXPORT_SLUG = 41, EXPORT_PATH = 96 };

// A name for files about a scene, from its title or its formula: "x2+2y2".
void export_slug(char out[EXPORT_SLUG], const struct scene *scene);

// The first name in the working folder that nothing has: nablascope_x2+y2_0007.png, then
// nablascope_x2+y2_0007-2.png.
bool export_name(char path[EXPORT_PATH], const struct scene *scene, const char *what,
                 const char *kind, struct fault *fault);

struct export_request {
    const struct scene *scene;
    const struct scene_extra *extra;
    double shown;               // steps of the runs that are seen
    bool covered;               // without numbers
    bool large;                 // 3840×2160, else 1920×1080
    const struct font *font;
    struct pool *pool;
};

// A PNG in the working folder that carries its scene; never over another
// file.  It is made in slices, so that the window stays at hand.
struct export_job {
    struct renderer *renderer;  // NULL: nothing is on its way
    struct export_request request;
    struct scene scene;         // its own
    struct text json;
    double done;                // 0 to 1
};                              // zeroed is valid: nothing

// False when memory runs out.
bool export_begin(struct export_job *job, const struct export_request *request,
                  struct fault *fault);

// Ends with the job, unless there is more to do.  `path` gets the file's name.
enum export_state { EXPORT_MORE, EXPORT_SAVED, EXPORT_FAILED };
enum export_state export_go_on(struct export_job *job, char path[EXPORT_PATH],
                               struct fault *fault);
void export_stop(struct export_job *job);               // without a file

// The steps of a run, as `descend` prints them.  The table is of those, in a file: never
// over another one; `name` gets its name.
void export_table(struct text *out, const struct path *run);
bool export_table_file(const struct scene *scene, int run, const struct text *table,
                       char name[EXPORT_PATH], struct fault *fault);
