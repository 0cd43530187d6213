// SPDX-License-Identifier: MIT
#pragma once
// Names of files with a number in them: "frames/f_%04d.png".

#include "base/fault.h"
#include "base/text.h"

// A pattern with exactly one %d or %0Nd, N from 1 to 9; %% is a percent sign.  It
// is never given to printf.  A frame alone may go without.
struct frame_name {
    const char *pattern;        // must live as long
    size_t at, end;             // of it, where the number stands; end 0: nowhere
    int digits;                 // at least
};

bool frame_name_read(struct frame_name *out, const char *pattern, bool alone,
                     struct fault *fault);

// The name of frame k instead of what was in `out`; look at out->failed.
void frame_name_make(const struct frame_name *name, size_t k, struct text *out);

// Is the folder of the files there?  True as well where it has the number in its name.
bool frame_name_has_folder(const struct frame_name *name, struct fault *fault);
