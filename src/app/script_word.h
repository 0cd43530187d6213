// SPDX-License-Identifier: MIT
#pragma once
// The words of scripts, read and written: keys, modifiers, buttons and texts.

#include "base/text.h"
#include "ui/input.h"

// "z", "ctrl+shift+z", "left", "f9", "code233".  `mods` gets what stands before it.
bool script_key_read(const char *word, unsigned *mods, int *key);
void script_key_write(struct text *out, int key);       // without modifiers

// "ctrl+shift", or "none".
bool script_mods_read(const char *word, unsigned *mods);
void script_mods_write(struct text *out, unsigned mods);

// "left", "middle", "right".
const char *script_button(enum button button);
bool script_button_read(const char *word, enum button *button);

// A text on one line: \n, \t, \r, \\ and \xFF stand for a byte.  Appends; returns how
// many bytes of `from` were understood, `length` unless there is a slip.
size_t script_text_read(struct text *out, const char *from, size_t length);
void script_text_write(struct text *out, const char *text);
