// SPDX-License-Identifier: MIT
#pragma once
// Every setting of a run, described once: scene files, --set, the options of `descend`,
// the JSON Schema and the panels all read this table.  To add a setting, add a field to
// struct descent and a row to run.c.  What numbers and knobs may be comes from the
// tables of field/.

#include "base/fault.h"
#include "base/stamp.h"
#include "base/text.h"
#include "field/descent.h"

enum run_kind {
    RUN_POINT,                  // vec2
    RUN_METHOD, RUN_SCHEDULE,   // int, an index; a word for people
    RUN_NUMBER,                 // double
    RUN_STEPS,                  // int
    RUN_SWITCH                  // bool
};

struct run_row {
    enum run_kind kind;
    size_t offset;              // of the field in struct descent; a NUMBER's place is
                                // known to descent_number
    struct knob knob;           // name, range and help; of a NUMBER the name alone
};

enum { RUN_ROWS = 12 };        // the start is the first
extern const struct run_row run_rows[RUN_ROWS];

// One setting of one run: a row, or a knob of its method or schedule.
struct run_field {
    struct run_row row;
    void *at;                   // in the run
};

// The i-th setting of a run, from 0; false after the last.
bool run_field_at(struct descent *d, int i, struct run_field *out);

// By name.  The fault names what there is: "gd has no beta1; its knobs are …".
bool run_field_find(struct descent *d, const char *key, struct run_field *out,
                    struct fault *fault);

// The n-th list of knobs: of each method, then of each schedule.
enum { RUN_KNOB_LISTS = METHODS + SCHEDULES };
const struct knob *run_knobs(int n);

// Does any run, of any method, have a setting of that name?
bool run_knows(const char *key);

// A likely name of one, or `best` where that is as near (spelling.h).
const char *run_nearest(const char *key, const char *best);

bool run_field_toggles(const struct run_field *f);      // on or off
double run_value(const struct run_field *f);            // all but RUN_POINT
void run_value_set(const struct run_field *f, double value);
const char *run_word(enum run_kind kind, int i);        // "gd"; NULL after the last
bool run_word_find(enum run_kind kind, const char *word, int *i, struct fault *fault);

// Is the value, or the point, in range?  The fault says what is.
bool run_field_check_point(const struct run_field *f, struct fault *fault);
bool run_field_check(const struct run_field *f, double value, struct fault *fault);
bool run_check(const struct descent *d, struct fault *fault);

bool run_equal(const struct descent *a, const struct descent *b);
uint64_t run_stamp(uint64_t stamp, const struct descent *d);
uint64_t run_stamp_legs(uint64_t stamp, const struct leg *legs, int count);
