// SPDX-License-Identifier: MIT
#pragma once
// What `nablascope list` can list: each as a table and as JSON.

#include "base/text.h"

void list_settings(struct text *out);
void list_settings_json(struct text *out);
void list_runs(struct text *out);                       // what a run may have
void list_runs_json(struct text *out);
void list_methods(struct text *out);
void list_methods_json(struct text *out);
void list_schedules(struct text *out);
void list_schedules_json(struct text *out);
void list_gallery(struct text *out);
void list_gallery_json(struct text *out);

// "key": "value", with a comma behind it.
void list_member(struct text *out, const char *key, const char *value);
