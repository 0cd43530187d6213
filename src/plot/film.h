// SPDX-License-Identifier: MIT
#pragma once
// A sequence becomes one file, a film: .webp by ourselves, .mp4, .webm, .gif and .apng
// through ffmpeg.  It is there in the end or not at all.

#include "plot/sequence.h"

enum { FILM_FPS = 30, FILM_MOST = 20000 };      // as usual; frames

bool film_is(const char *path);                         // by its ending
bool film_can(const char *path, struct fault *fault);   // is what it needs there?

struct film_request {
    const char *path;           // all of it must outlive the film
    const struct frames *frames;
    size_t first, last;         // of them
    struct render_request render;       // their size, and how they are drawn
    const char *scene;          // JSON that travels in it
};

struct film;
struct film *film_open(const struct film_request *request, struct fault *fault);
struct sequence_sink film_sink(struct film *film);      // ends the film with the sequence
void film_close(struct film *film);                     // after it; NULL is fine
