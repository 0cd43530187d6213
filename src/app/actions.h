// SPDX-License-Identifier: MIT
#pragma once
// What keys do: one table for the keyboard, the help page and the tests.

#include "app/desk.h"

struct action {
    const char *keys;           // for people: "Ctrl+Z Y", with those of the rows below
                                // that are not on the page; NULL: `does` is a heading
    const char *does;           // one line of help; NULL: not on the page
    int key;
    unsigned mods;
    void (*run)(struct desk *d);        // NULL: a heading
};

enum { ACTIONS = 128 };                                 // no more than these
extern const struct action actions_table[ACTIONS];      // ends with key 0

void actions_play(struct desk *d);                      // or pause; starts a run if none
