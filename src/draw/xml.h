// SPDX-License-Identifier: MIT
#pragma once
// Pieces of XML and SVG: escaped text, numbers as fixed point, bytes as base64.

#include "base/text.h"
#include "draw/color.h"

#include <stdint.h>

// Any bytes as character data or the inside of a quoted attribute: what is not UTF-8
// becomes U+FFFD, what XML 1.0 cannot hold is left out.
void xml_text(struct text *out, const char *text);

// Hundredths as the shortest decimal: 150 is "1.5", -5 is "-.05".
void xml_hundredths(struct text *out, int64_t value);
int64_t xml_to_hundredths(double value);                // kept within ±1e15

// The same with a blank before it, unless its sign parts it from what stands there.
void xml_next_hundredths(struct text *out, int64_t value);

// ` NAME="VALUE"`.
void xml_attribute(struct text *out, const char *name, double value);

// ` NAME="#rrggbb"`, and ` NAME-opacity` where it is not opaque.
void xml_color(struct text *out, const char *name, rgba color);

void xml_base64(struct text *out, const void *bytes, size_t count);
