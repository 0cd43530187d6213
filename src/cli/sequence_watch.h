// SPDX-License-Identifier: MIT
#pragma once
// A sequence on the command line: how far it is, and what becomes of it when somebody
// interrupts it.

#include "plot/sequence.h"

// Draws it to the end.  On a terminal one line says how many frames are done, how fast
// and how long it still takes.  SIGINT, SIGTERM and SIGHUP stop it after the frames in
// hand; then it says how far it came and the program ends as the signal would have it.
// A second one ends it at once.  `name` is what is written, for `verbose`.
bool sequence_watch(const struct sequence_request *request, const char *name, bool verbose,
                    struct fault *fault);
