// SPDX-License-Identifier: MIT
#pragma once
// Fingers on the glass become a pointer.  On the map a tap is a click, a drag leads the
// probe above the finger, a finger that rests for half a second pins it and then aims u;
// two fingers move, zoom and turn.  Anywhere else the first finger is a left button.

#include "ui/input.h"

enum finger_mode {
    FINGERS_NONE, FINGERS_LANDED,       // what is under them is not known yet
    FINGERS_PRESS,                      // a button, a slider, a handle
    FINGERS_REST, FINGERS_TAP,          // on the map
    FINGERS_LEAD, FINGERS_PIN, FINGERS_PINCH,
    FINGERS_SPENT                       // until all are lifted
};

struct fingers {
    enum finger_mode mode;
    struct finger was[FINGERS];         // in a pinch
    double twist;                       // radians since it began
    bool turning;                       // it was meant
    pt from;                            // where the first one landed
    double since;                       // and when
    pt tapped;                          // the last tap, for a double one
    double tapped_at;
    int taps;
    pt at, mouse;                       // where they left the pointer, and the mouse
    bool stays;                         // while the mouse stays where it is
};                                      // zeroed is valid

// Makes the next plain frame of one with fingers; `map`: the map is under the pointer as
// the frame before was handled; u: pixels.  True: this input makes one more.
bool fingers_next(struct fingers *f, const struct input *in, bool map, float u,
                  struct input *out);

// Seconds until something happens though no finger moves, INFINITY: nothing will.
double fingers_wait(const struct fingers *f, double now);
