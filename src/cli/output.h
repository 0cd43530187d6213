// SPDX-License-Identifier: MIT
#pragma once
// The two streams of the command line: data goes to standard output whole, messages
// go to standard error, one line each.

#include "base/fault.h"
#include "base/text.h"

// Writes and clears the text.  False when memory had run out for it or when standard
// output takes no more; a reader that has gone is no failure.
bool output_flush(struct text *text, struct fault *fault);

// "nablascope: … — column 9".  Control characters and bytes that are no UTF-8 become
// U+FFFD, so that a message stays one line whatever it quotes.
void output_message(const struct fault *fault);

// How far something long is, 0 to 1, in one line of a terminal; at 1 the line is gone.
struct progress { const char *what; double since, said; };      // zeroed but for `what`
void output_progress(void *progress, double done);
