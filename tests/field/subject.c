// SPDX-License-Identifier: MIT
#include "subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct subject subject_open(const char *text, unsigned need)
{
    struct fault fault = {0};
    struct subject s = {formula_read(text, strlen(text), &fault), NULL};
    if (!s.formula || !formula_derive(s.formula, false, &fault))
        fail_msg("%s: %s", text, fault.text);
    s.e = evaluator_open(s.formula, NULL, need);
    assert_non_null(s.e);
    return s;
}

void subject_close(struct subject *s)
{
    evaluator_close(s->e);
    formula_free(s->formula);
}

double subject_value(const struct subject *s, double x, double y)
{
    double out[PARTS] = {0};
    evaluator_at(s->e, x, y, out);
    return out[PART_F];
}

struct view subject_view(double x, double y, double half)
{
    double wide = half * 16 / 9;
    return (struct view){{x - wide, x + wide, y - half, y + half}, 1920, 1080};
}
