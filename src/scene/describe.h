// SPDX-License-Identifier: MIT
#pragma once
// Settings and their values as text: for lists, for files, for editors.

#include "scene/run.h"
#include "scene/schema.h"

const char *setting_kind_name(const struct setting *row);       // "choice"
void setting_range(struct text *out, const struct setting *row);        // "0 to 1"
void setting_text(struct text *out, const struct setting *row,  // as --set takes it
                  const struct scene *scene);
// The same for a setting of a run.
void run_field_text(struct text *out, const struct run_field *f);
void setting_json(struct text *out, const struct setting *row,
                  const struct scene *scene);

// A JSON Schema (draft 2020-12) of scene files.
void scene_json_schema(struct text *out);
