// SPDX-License-Identifier: MIT
#pragma once
// All steps of the scene as numbered pictures in a folder of their own, or as a film: made
// of a copy of the scene by threads of their own, while the window goes on.

#include "app/export.h"

enum shoot_kind { SHOOT_PICTURES, SHOOT_WEBP, SHOOT_MP4, SHOOT_KINDS };

struct shoot_request {
    enum shoot_kind kind;
    struct export_request picture;      // of each frame
    int sweep;                  // the parameter that moves where there is no run; −1: none
};

// NULL: nothing moves, a name or a program is missing, no memory.
struct shoot;
struct shoot *shoot_open(const struct shoot_request *request, struct fault *fault);

struct shoot_state { size_t done, frames; bool over; };
struct shoot_state shoot_look(const struct shoot *shoot);

// Pictures that are whole stay, half a film does not.
void shoot_stop(struct shoot *shoot);

// Where it is made, and where it stays: "nablascope_x2+y2".
const char *shoot_path(const struct shoot *shoot);

// Waits for the end.  True: all of it is there.  NULL is fine.
bool shoot_close(struct shoot *shoot, struct fault *fault);
