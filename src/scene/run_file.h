// SPDX-License-Identifier: MIT
#pragma once
// A run as a JSON object: {"start": [2.6, 2.2], "method": "gd", "lr": 0.2}.  What is
// absent is as the method has it.  What is unknown is a fault: a run whose knob was
// overlooked would lie about what it shows.

#include "scene/json_text.h"
#include "scene/run.h"

struct json_t;

// `object` is the text that `value` was read from.  On failure `place` gets where.
bool run_read(struct descent *out, struct json_t *value, struct slice object,
              const char **place, struct fault *fault);

// Start and method, and what differs from the method's defaults.
void run_write(struct text *out, const struct descent *d);

// For lists: "number", "0 to 1", and the value as --set takes it.
const char *run_kind_name(const struct run_field *f);
void run_range(struct text *out, const struct run_field *f);
void run_text(struct text *out, const struct run_field *f);

// The members of its JSON Schema; `type`: "object" in its quotes, or a list of types.
void run_json_schema(struct text *out, const char *type);
