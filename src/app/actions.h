// SPDX-License-Identifier: MIT
#pragma once
// What keys do: one table for the keyboard, the help page and the tests.

#include "app/desk.h"

struct action {
    const char *keys;           // for people: "Ctrl+Z"
    const char *does;           // one line of help; NULL: not on the page
    int key;
    unsigned mods;
    void (*run)(struct desk *d);
};

enum { ACTIONS = 81 };
extern const struct action actions_table[ACTIONS];      // ends with key 0

void actions_play(struct desk *d);                      // or pause; starts a run if none
