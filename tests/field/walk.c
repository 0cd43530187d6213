// SPDX-License-Identifier: MIT
#include "walk.h"

#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void set_word(struct descent *d, const char *name, const char *word)
{
    int method = method_find(word), schedule = schedule_find(word);
    if (strcmp(name, "method") == 0 && method >= 0)
        descent_set_method(d, method);
    else if (strcmp(name, "schedule") == 0 && schedule >= 0)
        descent_set_schedule(d, schedule);
    else
        fail_msg("%s=%s", name, word);
}

static void set_one(struct descent *d, const char *name, const char *word)
{
    struct knob row;
    double value, *number = descent_number(d, name, &row);
    if (strcmp(name, "exact") == 0)
        d->exact = true;
    else if (strcmp(name, "ascend") == 0)
        d->ascend = true;
    else if (!number_read(word, &value))
        set_word(d, name, word);
    else if (strcmp(name, "steps") == 0)
        d->steps = (int)value;
    else if (number)
        *number = value;
    else
        fail_msg("%s", name);
}

static void set_all(struct descent *d, const char *settings)
{
    char name[40], word[40];
    int used = 0;
    while (sscanf(settings, " %39[^ =]%n", name, &used) == 1) {
        settings += used;
        *word = 0;
        if (*settings == '=' && sscanf(settings, "=%39s%n", word, &used) == 1)
            settings += used;
        set_one(d, name, word);
    }
}

struct walk walk_open(const char *formula, vec2 start, const char *settings)
{
    struct fault fault = {0};
    struct walk w = {.formula = formula_read(formula, strlen(formula), &fault),
                     .d = descent_default(0)};
    if (!w.formula || !formula_derive(w.formula, true, &fault))
        fail_msg("%s: %s", formula, fault.text);
    w.land = (struct terrain){evaluator_open(w.formula, NULL, NEED_F_GRADIENT),
                              evaluator_open(w.formula, NULL, NEED_ALL),
                              {-3, 3, -3, 3}};
    assert_non_null(w.land.slope);
    assert_non_null(w.land.curvature);
    w.d.start = start;
    set_all(&w.d, settings);
    if (!descent_check(&w.d, &fault))
        fail_msg("%s: %s", settings, fault.text);
    return w;
}

struct walk walk_run(const char *formula, vec2 start, const char *settings)
{
    struct walk w = walk_open(formula, start, settings);
    assert_true(descent_run(&w.path, &w.d, &w.land));
    return w;
}

void walk_close(struct walk *w)
{
    path_free(&w->path);
    evaluator_close((struct evaluator *)w->land.slope);
    evaluator_close((struct evaluator *)w->land.curvature);
    formula_free(w->formula);
}

bool reads_like(const char *text, double value)
{
    double wanted;
    assert_true(number_read(text, &wanted));
    const char *point = strchr(text, '.'), *e = strchr(text, 'e');
    const char *end = e ? e : text + strlen(text);
    int places = (point ? (int)(end - point) - 1 : 0) - (e ? atoi(e + 1) : 0);
    return fabs(value - wanted) <= 0.5000001 * pow(10, -places);
}
