// SPDX-License-Identifier: MIT
#pragma once
// Every setting of a scene, described once: the file, --set, `list settings`, the JSON
// Schema and the panels all read this table.  To add a setting, add a field to struct
// scene and a row here.

#include "base/fault.h"
#include "base/stamp.h"
#include "base/text.h"
#include "scene/scene.h"

enum setting_kind {
    SETTING_BOOL,               // bool
    SETTING_NUMBER,             // double
    SETTING_CHOICE,             // an enum; words in its order
    SETTING_TEXT,               // char[most], UTF-8, one line
    SETTING_BOX,                // box
    SETTING_POINT,              // vec2
    SETTING_NUMBERS,            // double[most] and an int that counts them
    SETTING_PARAMETERS,         // struct scene_parameter[most] and its int
    SETTING_RUNS,               // struct descent[most] and its int
    SETTING_RUN,                // struct descent
    SETTING_FORKS               // struct scene_fork[most] and its int
};

struct setting {
    const char *key;            // kebab-case
    enum setting_kind kind;
    size_t offset;              // of the field in struct scene
    size_t most;                // TEXT: bytes, zero byte included; lists: items
    size_t count_offset;        // lists: of the int
    double low, high;           // what a number may be
    double least;               // NUMBER: the least but 0, which then stands for a rule
    bool whole;                 // NUMBER: no fractions
    const char *unit;           // NULL: none
    const char *const *words;   // CHOICE: NULL-ended
    const char *help;           // one line, no full stop
};

enum { SCHEMA_ROWS = 44 };
extern const struct setting schema[SCHEMA_ROWS];        // in the order of the file

const struct setting *schema_find(const char *key);     // NULL: no such setting
const char *schema_nearest(const char *key);            // a likely key, or NULL

// The field itself.
static inline const void *setting_field(const struct setting *row,
                                        const struct scene *scene)
{
    return (const char *)scene + row->offset;
}

static inline void *setting_place(const struct setting *row, struct scene *scene)
{
    return (char *)scene + row->offset;
}

int setting_count(const struct setting *row, const struct scene *scene);    // of a list

// Is the value in range?  The fault says what is.
bool setting_check(const struct setting *row, const struct scene *scene,
                   struct fault *fault);

// Every setting in range, and all of them together make sense.
bool scene_check(const struct scene *scene, struct fault *fault);

// What follows from a setting when a person sets it: levels given one by one are used.
void setting_follow(const struct setting *row, struct scene *scene);

// Field by field: what lies behind the end of a text or a list does not count.
bool setting_equal(const struct setting *row, const struct scene *a,
                   const struct scene *b);
bool scene_equal(const struct scene *a, const struct scene *b);
uint64_t setting_stamp(uint64_t stamp, const struct setting *row,
                       const struct scene *scene);
uint64_t scene_stamp(uint64_t stamp, const struct scene *scene);
