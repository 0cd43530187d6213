// SPDX-License-Identifier: MIT
#pragma once
// The commands of a script that are hands.

#include "app/script_player.h"

enum script_kind {
    SCRIPT_FRAME,               // changes a frame, which then is sent
    SCRIPT_TYPED,               // sends, or changes a frame of a recording
    SCRIPT_OWN                  // ends a frame of a recording first
};

struct script_command {
    const char *word;
    enum script_kind kind;
    bool (*play)(struct player *p);
};

enum { SCRIPT_HANDS = 23 };
extern const struct script_command script_hands[SCRIPT_HANDS];
