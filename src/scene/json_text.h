// SPDX-License-Identifier: MIT
#pragma once
// JSON as text: writing its small parts, and finding the places of members in a text
// that a JSON reader has already accepted, so that a fault can name line and column.

#include "base/text.h"

void json_text_string(struct text *out, const char *text);      // quoted, escaped
void json_text_number(struct text *out, double value);          // not finite: null

struct slice { const char *at, *end; };

// Steps through the members of an object: the first call is given the object's own
// slice (from { to }), later ones what is left of it.  `key` has its quotes.  False
// after the last member.
bool slice_member(struct slice *rest, struct slice *key, struct slice *value);

// The same with the items of an array.
bool slice_item(struct slice *rest, struct slice *value);

// Line from 1 and column in characters from 1 of a place in a UTF-8 text.
void text_place(const char *text, const char *place, int *line, int *column);
