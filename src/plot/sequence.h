// SPDX-License-Identifier: MIT
#pragma once
// The frames of a sequence, drawn by several threads beside whoever asked for them and
// handed on one by one.  Frame k is the same whatever is drawn before it, in which range
// and by how many.

#include "plot/frames.h"
#include "plot/render.h"

// What becomes of the frames.  All of it is called on the sequence's own threads.
struct sequence_sink {
    void *self;

    // Should frame k be left out, because it is there already?  NULL: none.
    bool (*skips)(void *self, size_t k);

    // Turns a frame into bytes, added to `out`: calls renderer_image, renderer_svg or
    // renderer_pdf with this request, and encodes.  Several frames at once.
    bool (*draw)(void *self, size_t k, struct renderer *renderer,
                 const struct render_request *request, struct text *out,
                 struct fault *fault);

    // Takes the bytes of frame k: several frames at once in any order, or where
    // `ordered` one after the other from the first to the last.
    bool (*put)(void *self, size_t k, const struct text *bytes, struct fault *fault);
    bool ordered;

    // Comes last, on one thread: what was put is whole, or it is not and nobody wants it.
    // NULL: nothing is to be done then.
    bool (*finish)(void *self, bool whole, struct fault *fault);
};

struct sequence_request {
    const struct frames *frames;        // must outlive the sequence, and so must what
    size_t first, last;                 // `render` points to; both frames included
    struct render_request render;       // of each frame; its scene, steps and pool are
                                        // the sequence's to fill in
    int threads;                        // 0: as many as the machine has
    struct sequence_sink sink;
};

struct sequence;
struct sequence *sequence_open(const struct sequence_request *request,
                               struct fault *fault);    // NULL: no memory, no thread

// How far it is; may be asked at any time.
struct sequence_state {
    size_t done, skipped;       // frames handed on; left out
    bool over;                  // nothing more will come
};
struct sequence_state sequence_look(const struct sequence *sequence);

// No frame is begun any more; those in hand are still handed on, without a gap before
// them.
void sequence_stop(struct sequence *sequence);

// Waits for the end.  True when all frames were handed on or left out; else, unless it was
// stopped, the fault is that of the first frame that failed.  `sequence` may be NULL.
bool sequence_close(struct sequence *sequence, struct fault *fault);
