// SPDX-License-Identifier: MIT
#include "scene/run.h"

#include "base/number.h"
#include "scene/spelling.h"

#include <math.h>

#define ROW(what, field, of_kind, from, to, text)                                     \
    {.kind = RUN_##what, .offset = offsetof(struct descent, field),                   \
     .knob = {.name = #field, .low = from, .high = to, .kind = of_kind, .help = text}}
#define NUMBER(word) {.kind = RUN_NUMBER, .knob = {.name = #word}}

const struct run_row run_rows[RUN_ROWS] = {
    ROW(POINT, start, KNOB_REAL, -KNOB_MOST, KNOB_MOST, "where the run begins, X,Y"),
    ROW(METHOD, method, KNOB_REAL, 0, METHODS - 1, "how a step is made"),
    NUMBER(lr),
    ROW(STEPS, steps, KNOB_WHOLE, 1, DESCENT_STEPS, "how many steps at most"),
    ROW(SCHEDULE, schedule, KNOB_REAL, 0, SCHEDULES - 1,
        "how the rate changes, step by step"),
    ROW(SWITCH, ascend, KNOB_TOGGLE, 0, 1, "climb instead"),
    ROW(SWITCH, exact, KNOB_TOGGLE, 0, 1, "all the steps, even past convergence"),
    NUMBER(tol),
    NUMBER(clip_norm),
    NUMBER(clip_value),
    NUMBER(noise),
    NUMBER(seed),
};

static struct run_field knob_field(const struct knob *knob, double *at)
{
    return (struct run_field){{.kind = RUN_NUMBER, .knob = *knob}, at};
}

static int knobs_in(const struct knob *knobs)
{
    int count = 0;
    while (knobs[count].name)
        count++;
    return count;
}

bool run_field_at(struct descent *d, int i, struct run_field *out)
{
    const struct knob *own = methods[d->method].knob;
    const struct knob *rate = schedules[d->schedule].knob;
    if (i < RUN_ROWS) {
        *out = (struct run_field){run_rows[i], (char *)d + run_rows[i].offset};
        if (out->row.kind == RUN_NUMBER)
            out->at = descent_number(d, out->row.knob.name, &out->row.knob);
        return true;
    }
    int at = i - RUN_ROWS, owned = knobs_in(own);
    if (at < owned)
        *out = knob_field(&own[at], &d->knob[at]);
    else if (at < owned + knobs_in(rate))
        *out = knob_field(&rate[at - owned], &d->schedule_knob[at - owned]);
    else
        return false;
    return true;
}

bool run_field_toggles(const struct run_field *f)
{
    return f->row.knob.kind == KNOB_TOGGLE;
}

const char *run_word(enum run_kind kind, int i)
{
    if (kind == RUN_METHOD)
        return i < METHODS ? methods[i].name : NULL;
    return i < SCHEDULES ? schedules[i].name : NULL;
}

bool run_word_find(enum run_kind kind, const char *word, int *i, struct fault *fault)
{
    const char *near = NULL, *one, *what = kind == RUN_METHOD ? "method" : "schedule";
    if (!*word)
        return fault_at(fault, 0, "%s needs a word; nablascope list %ss shows those I "
                        "know", what, what);
    for (*i = 0; (one = run_word(kind, *i)); ++*i) {
        if (strcmp(word, one) == 0)
            return true;
        near = spelling_nearer(word, near, one);
    }
    if (near)
        return fault_at(fault, 0, "I don't know the %s %.40s, did you mean %s?", what,
                        word, near);
    return fault_at(fault, 0, "I don't know the %s %.40s; nablascope list %ss shows "
                    "those I know", what, word, what);
}

double run_value(const struct run_field *f)
{
    switch (f->row.kind) {
    case RUN_METHOD:
    case RUN_SCHEDULE:
    case RUN_STEPS: return *(const int *)f->at;
    case RUN_SWITCH: return *(const bool *)f->at;
    default: return *(const double *)f->at;
    }
}

void run_value_set(const struct run_field *f, double value)
{
    switch (f->row.kind) {
    case RUN_METHOD:
    case RUN_SCHEDULE:
    case RUN_STEPS: *(int *)f->at = (int)value; return;
    case RUN_SWITCH: *(bool *)f->at = value != 0; return;
    default: *(double *)f->at = value; return;
    }
}

static bool has_knob(const struct knob *knobs, const char *key)
{
    return knob_find(knobs, key) >= 0;
}

const struct knob *run_knobs(int n)
{
    return n < METHODS ? methods[n].knob : schedules[n - METHODS].knob;
}

bool run_knows(const char *key)
{
    bool known = false;
    for (int i = 0; i < RUN_ROWS; i++)
        known |= strcmp(run_rows[i].knob.name, key) == 0;
    for (int n = 0; n < RUN_KNOB_LISTS; n++)
        known |= has_knob(run_knobs(n), key);
    return known;
}

const char *run_nearest(const char *key, const char *best)
{
    for (int i = 0; i < RUN_ROWS; i++)
        best = spelling_nearer(key, best, run_rows[i].knob.name);
    for (int n = 0; n < RUN_KNOB_LISTS; n++)
        for (const struct knob *knob = run_knobs(n); knob->name; knob++)
            best = spelling_nearer(key, best, knob->name);
    return best;
}

static const char *near_field(const struct descent *d, const char *key)
{
    struct descent copy = *d;
    struct run_field f;
    const char *near = NULL;
    for (int i = 0; run_field_at(&copy, i, &f); i++)
        near = spelling_nearer(key, near, f.row.knob.name);
    return near;
}

static bool fault_no_knob(const char *owner, const struct knob *knobs, const char *key,
                          struct fault *fault)
{
    struct text names = {0};
    for (int i = 0; knobs[i].name; i++)
        text_addf(&names, "%s%s", i ? ", " : "", knobs[i].name);
    fault_at(fault, 0, "%s has no %s; %s%s", owner, key,
             names.count ? "its knobs are " : "it has no knobs", text_or_empty(&names));
    text_free(&names);
    return false;
}

static bool fault_no_field(const struct descent *d, const char *key,
                           struct fault *fault)
{
    const char *near = near_field(d, key);
    for (int i = 0; i < METHODS; i++)
        if (has_knob(methods[i].knob, key))
            return fault_no_knob(methods[d->method].name, methods[d->method].knob, key,
                                 fault);
    for (int i = 0; i < SCHEDULES; i++)
        if (has_knob(schedules[i].knob, key))
            return fault_no_knob(schedules[d->schedule].name,
                                 schedules[d->schedule].knob, key, fault);
    return fault_at(fault, 0, "a run has no setting %.40s%s%s%s", key,
                    near ? ", did you mean " : "", near ? near : "", near ? "?" : "");
}

bool run_field_find(struct descent *d, const char *key, struct run_field *out,
                    struct fault *fault)
{
    for (int i = 0; run_field_at(d, i, out); i++)
        if (strcmp(out->row.knob.name, key) == 0)
            return true;
    return fault_no_field(d, key, fault);
}

bool run_field_check(const struct run_field *f, double value, struct fault *fault)
{
    return knob_check(&f->row.knob, value, fault);
}

bool run_field_check_point(const struct run_field *f, struct fault *fault)
{
    const vec2 *at = f->at;
    if (fabs(at->x) <= KNOB_MOST && fabs(at->y) <= KNOB_MOST)
        return true;
    return fault_at(fault, 0, "%s must be two numbers from -1e+300 to 1e+300",
                    f->row.knob.name);
}

bool run_check(const struct descent *d, struct fault *fault)
{
    struct descent copy = *d;
    struct run_field start;
    run_field_at(&copy, 0, &start);
    return run_field_check_point(&start, fault) && descent_check(d, fault);
}

static bool field_equal(const struct run_field *a, const struct run_field *b)
{
    if (a->row.kind != RUN_POINT)
        return run_value(a) == run_value(b);
    const vec2 *in_a = a->at, *in_b = b->at;
    return in_a->x == in_b->x && in_a->y == in_b->y;
}

bool run_equal(const struct descent *a, const struct descent *b)
{
    struct descent copy_a = *a, copy_b = *b;
    struct run_field in_a, in_b;
    bool same = a->method == b->method && a->schedule == b->schedule;
    for (int i = 0; same && run_field_at(&copy_a, i, &in_a); i++)
        same = run_field_at(&copy_b, i, &in_b) && field_equal(&in_a, &in_b);
    return same;
}

uint64_t run_stamp(uint64_t stamp, const struct descent *d)
{
    struct descent copy = *d;
    struct run_field f;
    for (int i = 0; run_field_at(&copy, i, &f); i++) {
        const vec2 *at = f.at;
        if (f.row.kind == RUN_POINT)
            stamp = stamp_number(stamp_number(stamp, at->x + 0.0), at->y + 0.0);
        else
            stamp = stamp_number(stamp, run_value(&f) + 0.0);
    }
    return stamp;
}

uint64_t run_stamp_legs(uint64_t stamp, const struct leg *legs, int count)
{
    for (int i = 0; i < count; i++)
        stamp = run_stamp(stamp_number(stamp, legs[i].from), &legs[i].d);
    return stamp;
}
