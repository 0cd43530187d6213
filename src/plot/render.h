// SPDX-License-Identifier: MIT
#pragma once
// A scene becomes a whole picture at any size: what `render` and Ctrl+E make.

#include "base/fault.h"
#include "base/pool.h"
#include "base/text.h"
#include "draw/font.h"
#include "draw/picture.h"
#include "scene/scene.h"

enum { RENDER_LEAST_WIDTH = 320, RENDER_LEAST_HEIGHT = 240,
       RENDER_MOST_WIDTH = 7680, RENDER_MOST_HEIGHT = 4320 };

struct render_request {
    const struct scene *scene;
    int width, height;          // pixels
    bool clean;                 // map, caption strip and key only
    bool transparent;           // nothing behind them: no panels, no bands
    bool grey;                  // every colour as its grey
    double dpi;                 // pixels or points an inch has on paper; 0: 96
    const struct font *font;
    struct pool *pool;          // NULL: one thread
    bool partly;                // of the runs only so many steps are seen, a part of a
    double shown;               // step too; what stands still is where it is with all
    bool thumb;                 // without notes; may be smaller than the least size
    float scale;                // pixels to a point of an image; 0: one
    bool covered;               // without the numbers that follow from the scene
    void (*progress)(void *self, double done);  // told now and then from 0 to 1 where it
    void *self;                                 // takes long; NULL: nobody listens
};

// Draws pictures one after the other and keeps what they have in common: the formula,
// lines, fill, and where nothing but the steps moves, the pixels below the runs.  Each
// picture is the same as if it were the first.
struct renderer;
struct renderer *renderer_open(void);                   // NULL: out of memory
void renderer_close(struct renderer *renderer);         // NULL is fine

// Goes on for a little with what takes long, basins.  How much of it is done: at 1 the
// picture of this request is quick; NaN: a fault.
double renderer_prepare(struct renderer *renderer, const struct render_request *request,
                        struct fault *fault);

// The picture, valid until the next one.  NULL: a formula that does not parse, a size out
// of range, no memory.
const struct image *renderer_image(struct renderer *renderer,
                                   const struct render_request *request,
                                   struct fault *fault);

// The same as PNG, SVG or PDF, added to `out`; `scene`: JSON that travels in it, NULL:
// none.
bool renderer_png(struct renderer *renderer, const struct render_request *request,
                  const char *scene, struct text *out, struct fault *fault);
bool renderer_svg(struct renderer *renderer, const struct render_request *request,
                  const char *scene, struct text *out, struct fault *fault);
bool renderer_pdf(struct renderer *renderer, const struct render_request *request,
                  const char *scene, struct text *out, struct fault *fault);

// One picture.  Draws the scene into a new image.  False: a formula that does not parse, a size out
// of range, no memory; `out` is then empty.
bool render_image(struct image *out, const struct render_request *request,
                  struct fault *fault);

// The same picture as PNG and as SVG, with the scene in it.
bool render_png(struct text *out, const struct render_request *request,
                const char *scene, struct fault *fault);
bool render_svg(struct text *out, const struct render_request *request,
                const char *scene, struct fault *fault);

// The same picture as PDF.
bool render_pdf(struct text *out, const struct render_request *request,
                const char *scene, struct fault *fault);
