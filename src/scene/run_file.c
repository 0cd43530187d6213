// SPDX-License-Identifier: MIT
#include "scene/run_file.h"

#include <jansson.h>
#include <math.h>

struct reading {
    struct descent *run;
    struct slice object;
    const char *place;
    struct fault *fault;
};

static bool wrong_type(struct reading *r, const char *key, const char *wanted)
{
    return fault_at(r->fault, 0, "%s must be %s", key, wanted);
}

static bool read_point(struct reading *r, const struct run_field *f,
                       const json_t *value)
{
    const json_t *x = json_array_get(value, 0), *y = json_array_get(value, 1);
    if (json_array_size(value) != 2 || !json_is_number(x) || !json_is_number(y))
        return wrong_type(r, f->row.knob.name, "a list of 2 numbers");
    *(vec2 *)f->at = (vec2){json_number_value(x), json_number_value(y)};
    return run_field_check_point(f, r->fault);
}

static bool read_toggle(struct reading *r, const struct run_field *f,
                        const json_t *value)
{
    if (!json_is_boolean(value))
        return wrong_type(r, f->row.knob.name, "true or false");
    run_value_set(f, json_is_true(value));
    return true;
}

static bool read_number(struct reading *r, const struct run_field *f,
                        const json_t *value)
{
    if (!json_is_number(value))
        return wrong_type(r, f->row.knob.name, "a number");
    if (!run_field_check(f, json_number_value(value), r->fault))
        return false;
    run_value_set(f, json_number_value(value));
    return true;
}

static bool read_field(struct reading *r, const struct run_field *f,
                       const json_t *value)
{
    if (f->row.kind == RUN_METHOD || f->row.kind == RUN_SCHEDULE)
        return true;                            // read before all others
    if (f->row.kind == RUN_POINT)
        return read_point(r, f, value);
    return (run_field_toggles(f) ? read_toggle : read_number)(r, f, value);
}

// The index of the word, 0 without one.
static bool read_word(struct reading *r, enum run_kind kind, const json_t *value,
                      int *i)
{
    *i = 0;
    if (!value)
        return true;
    if (json_is_string(value))
        return run_word_find(kind, json_string_value(value), i, r->fault);
    return wrong_type(r, kind == RUN_METHOD ? "method" : "schedule",
                      "a word in quotes");
}

static const char *value_place(struct slice object, json_t *all, const char *key)
{
    struct slice name, value;
    for (void *at = json_object_iter(all); at; at = json_object_iter_next(all, at))
        if (slice_member(&object, &name, &value)
            && strcmp(json_object_iter_key(at), key) == 0)
            return value.at;
    return object.at;
}

static bool read_words(struct reading *r, json_t *all)
{
    int method, schedule;
    r->place = value_place(r->object, all, "method");
    if (!read_word(r, RUN_METHOD, json_object_get(all, "method"), &method))
        return false;
    r->place = value_place(r->object, all, "schedule");
    if (!read_word(r, RUN_SCHEDULE, json_object_get(all, "schedule"), &schedule))
        return false;
    *r->run = descent_default(method);
    descent_set_schedule(r->run, schedule);
    return true;
}

static bool read_object(struct reading *r, json_t *all)
{
    struct slice rest = r->object, name = rest, at = rest;
    const char *key;
    json_t *value;
    if (!json_is_object(all))
        return fault_at(r->fault, 0, "a run is an object such as {\"start\": [2, 1], "
                                     "\"method\": \"gd\", \"lr\": 0.1}");
    if (!json_object_get(all, "start"))
        return fault_at(r->fault, 0, "a run needs a start, as in \"start\": [2, 1]");
    if (!read_words(r, all))
        return false;
    json_object_foreach(all, key, value) {
        struct run_field f;
        slice_member(&rest, &name, &at);
        r->place = name.at;
        if (!run_field_find(r->run, key, &f, r->fault))
            return false;
        r->place = at.at;
        if (!read_field(r, &f, value))
            return false;
    }
    r->place = r->object.at;
    return descent_check(r->run, r->fault);
}

bool run_read(struct descent *out, json_t *value, struct slice object,
              const char **place, struct fault *fault)
{
    struct reading r = {out, object, object.at, fault};
    bool done = read_object(&r, value);
    *place = r.place;
    return done;
}

const char *run_kind_name(const struct run_field *f)
{
    static const char *const names[] = {"point", "choice", "choice", "number", "number",
                                        "switch"};
    return names[f->row.kind];
}

static void add_words(struct text *out, enum run_kind kind)
{
    for (int i = 0; run_word(kind, i); i++) {
        text_add(out, i == 0 ? "" : run_word(kind, i + 1) ? ", " : " or ");
        text_add(out, run_word(kind, i));
    }
}

static void add_bounds(struct text *out, const struct knob *knob)
{
    bool above = knob->low == KNOB_ABOVE_0, below = knob->high == KNOB_BELOW_1;
    if (knob->low <= -KNOB_MOST) {
        text_add(out, "any");
        return;
    }
    text_add(out, above ? "above " : knob->high >= KNOB_MOST ? "at least " : "");
    text_add_number(out, above ? 0 : knob->low);
    if (knob->high >= KNOB_MOST)
        return;
    text_add(out, below ? " to below " : " to ");
    text_add_number(out, below ? 1 : knob->high);
}

void run_range(struct text *out, const struct run_field *f)
{
    if (f->row.kind == RUN_METHOD || f->row.kind == RUN_SCHEDULE)
        add_words(out, f->row.kind);
    else if (run_field_toggles(f))
        text_add(out, "on or off");
    else
        add_bounds(out, &f->row.knob);
    text_add(out, f->row.knob.kind == KNOB_WHOLE ? ", whole" : "");
}

void run_text(struct text *out, const struct run_field *f)
{
    const vec2 *at = f->at;
    if (f->row.kind == RUN_METHOD || f->row.kind == RUN_SCHEDULE) {
        text_add(out, run_word(f->row.kind, (int)run_value(f)));
    } else if (run_field_toggles(f)) {
        text_add(out, run_value(f) ? "on" : "off");
    } else if (f->row.kind == RUN_POINT) {
        text_add_number(out, at->x);
        text_add(out, ",");
        text_add_number(out, at->y);
    } else {
        text_add_number(out, run_value(f));
    }
}

static void write_value(struct text *out, const struct run_field *f)
{
    const vec2 *at = f->at;
    if (f->row.kind == RUN_POINT) {
        text_add(out, "[");
        text_add_number(out, at->x);
        text_add(out, ", ");
        text_add_number(out, at->y);
        text_add(out, "]");
    } else if (f->row.kind == RUN_METHOD || f->row.kind == RUN_SCHEDULE) {
        json_text_string(out, run_word(f->row.kind, (int)run_value(f)));
    } else if (run_field_toggles(f)) {
        text_add(out, run_value(f) ? "true" : "false");
    } else {
        text_add_number(out, run_value(f));
    }
}

// Does it go without saying?
static bool is_usual(const struct run_field *f, const struct run_field *usual)
{
    if (f->row.kind == RUN_POINT || f->row.kind == RUN_METHOD)
        return false;
    return run_value(f) == (f->row.kind == RUN_SCHEDULE ? 0 : run_value(usual));
}

void run_write(struct text *out, const struct descent *d)
{
    struct descent copy = *d, standard = descent_default(d->method);
    struct run_field f, usual;
    const char *between = "{";
    descent_set_schedule(&standard, d->schedule);
    for (int i = 0; run_field_at(&copy, i, &f) && run_field_at(&standard, i, &usual);
         i++) {
        if (is_usual(&f, &usual))
            continue;
        text_addf(out, "%s\"%s\": ", between, f.row.knob.name);
        write_value(out, &f);
        between = ", ";
    }
    text_add(out, "}");
}

static void schema_range(struct text *out, const struct run_row *row)
{
    double low = row->knob.low, high = row->knob.high;
    text_addf(out, "\"type\": \"%s\"",
              row->knob.kind == KNOB_WHOLE ? "integer" : "number");
    bool above = low == KNOB_ABOVE_0, below = high == KNOB_BELOW_1;
    text_addf(out, ", \"%s\": ", above ? "exclusiveMinimum" : "minimum");
    text_add_number(out, above ? 0 : low);
    text_addf(out, ", \"%s\": ", below ? "exclusiveMaximum" : "maximum");
    text_add_number(out, below ? 1 : high);
}

static void schema_words(struct text *out, enum run_kind kind)
{
    const char *word;
    text_add(out, "\"enum\": [");
    for (int i = 0; (word = run_word(kind, i)); i++)
        text_addf(out, "%s\"%s\"", i ? ", " : "", word);
    text_add(out, "]");
}

static void schema_member(struct text *out, const struct run_row *row, bool first)
{
    text_addf(out, "%s\"%s\": {\"description\": ", first ? "" : ", ",
              row->knob.name);
    json_text_string(out, row->knob.help);
    text_add(out, ", ");
    if (row->kind == RUN_POINT)
        text_add(out, "\"type\": \"array\", \"items\": {\"type\": \"number\"}, "
                      "\"minItems\": 2, \"maxItems\": 2");
    else if (row->kind == RUN_METHOD || row->kind == RUN_SCHEDULE)
        schema_words(out, row->kind);
    else if (row->knob.kind == KNOB_TOGGLE)
        text_add(out, "\"type\": \"boolean\"");
    else
        schema_range(out, row);
    text_add(out, "}");
}

// A knob of several lists is told once, in the widest of its ranges.
static void schema_knob(struct text *out, const struct knob *knob, int list)
{
    struct run_row row = {.kind = RUN_NUMBER, .knob = *knob};
    for (int n = 0; n < RUN_KNOB_LISTS; n++) {
        int same = knob_find(run_knobs(n), knob->name);
        if (same >= 0 && n < list)
            return;
        if (same < 0)
            continue;
        row.knob.low = fmin(row.knob.low, run_knobs(n)[same].low);
        row.knob.high = fmax(row.knob.high, run_knobs(n)[same].high);
    }
    schema_member(out, &row, false);
}

void run_json_schema(struct text *out, const char *type)
{
    struct descent usual = descent_default(0);
    struct run_field f;
    text_addf(out, "\"type\": %s, \"required\": [\"start\"], "
                   "\"additionalProperties\": false, \"properties\": {", type);
    for (int i = 0; i < RUN_ROWS && run_field_at(&usual, i, &f); i++)
        schema_member(out, &f.row, i == 0);
    for (int n = 0; n < RUN_KNOB_LISTS; n++)
        for (const struct knob *knob = run_knobs(n); knob->name; knob++)
            schema_knob(out, knob, n);
    text_add(out, "}");
}
