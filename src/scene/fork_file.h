// SPDX-License-Identifier: MIT
#pragma once
// A fork as a JSON object: {"run": "A", "at": 12, "then": {…}}, then being a run.

#include "scene/run_file.h"
#include "scene/scene.h"

// `object` is the text that `value` was read from.  On failure `place` gets where.
bool fork_read(struct scene_fork *out, struct json_t *value, struct slice object,
               const char **place, struct fault *fault);
void fork_write(struct text *out, const struct scene_fork *fork);

// Its JSON Schema.
void fork_json_schema(struct text *out);
