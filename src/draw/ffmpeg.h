// SPDX-License-Identifier: MIT
#pragma once
// Films that ffmpeg makes of raw frames: .mp4, .webm, .gif and .apng, where it is
// installed.  A film takes its place only when ffmpeg ended well.

#include "base/fault.h"
#include "draw/picture.h"

struct ffmpeg_kind;
const struct ffmpeg_kind *ffmpeg_kind_of(const char *path);     // NULL: by its ending, none

// False says so in a sentence with the name of its package.
bool ffmpeg_is_there(const struct ffmpeg_kind *kind, struct fault *fault);

struct ffmpeg_options {
    const struct ffmpeg_kind *kind;
    int width, height;
    double fps;
    const char *title, *scene;  // travel in the film where it can hold them; or NULL
};

struct ffmpeg;
struct ffmpeg *ffmpeg_open(const char *path, const struct ffmpeg_options *options,
                           struct fault *fault);

// Does it want a frame before the first, for its colours alone?
bool ffmpeg_wants_sample(const struct ffmpeg *ffmpeg);

// The bytes of a frame, added to `out`; of any thread.
bool ffmpeg_frame(const struct ffmpeg *ffmpeg, struct text *out,
                  const struct image *image);

// The next frame.  The fault quotes ffmpeg.
bool ffmpeg_put(struct ffmpeg *ffmpeg, const struct text *frame, struct fault *fault);

// Ends it: with the film, or where that is not whole without a trace.
bool ffmpeg_close(struct ffmpeg *ffmpeg, bool whole, struct fault *fault);
