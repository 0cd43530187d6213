// SPDX-License-Identifier: MIT
#pragma once
// The scene as something that is opened, saved, copied and pasted.

#include "app/commands.h"
#include "app/desk.h"
#include "app/export.h"
#include "app/shoot.h"
#include "base/pool.h"

struct document {
    struct scene kept;          // as it was opened or saved; defaults: in no file
    struct scene_extra extra;
    struct commands commands;
    bool opened;                // another scene, this frame
    struct text copy;           // for the clipboard
    struct export_job picture;  // on its way; Esc stops it
    struct shoot *shoot;        // all steps are on their way, else NULL
    const struct font *font;    // of pictures
    struct pool *pool;
};

// What cannot be opened or saved is told and changes nothing.
void document_load(struct document *doc, struct desk *d, const char *path);

// Takes what is pasted unless it is for a text field: a whole scene opens even where a
// formula is written.  True: it has been seen to.
bool document_paste(struct document *doc, struct desk *d, const char *text);

// Fulfils what the frame wished for.
void document_serve(struct document *doc, struct desk *d);
void document_free(struct document *doc);
