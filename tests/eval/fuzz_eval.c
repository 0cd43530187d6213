// SPDX-License-Identifier: MIT
// Any formula that can be read: tree walk, compiled program on every machine, and
// differences of f must agree.  A libFuzzer target; tests/replay.c runs it over files.
#include "agree.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 512, MOST_NODES = 2000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static const double xs[] = {-2.3, -0.4, 0.3, 1.7}, ys[] = {-1.1, 0.6};

static double at(const struct evaluator *e, double x, double y)
{
    double values[PARTS];
    evaluator_at(e, x, y, values);
    return values[PART_F];
}

// Central differences of three widths; where they agree with each other the derivative
// must agree with them, unless it overflows on the way.
static bool slope_agrees(const struct evaluator *e, double x, double y, double slope)
{
    double h = 1e-3, wide = (at(e, x + h, y) - at(e, x - h, y)) / (2 * h);
    double narrow = (at(e, x + h / 2, y) - at(e, x - h / 2, y)) / h;
    double tiny = (at(e, x + h / 8, y) - at(e, x - h / 8, y)) / (h / 4);
    double scale = fmax(1, fabs(narrow));
    if (!isfinite(slope) || !(fabs(wide - narrow) < 1e-6 * scale)
        || !(fabs(tiny - narrow) < 1e-6 * scale))
        return true;
    return fabs(slope - (4 * narrow - wide) / 3) < 1e-4 * scale;
}

static bool differences_agree(const struct formula *f)
{
    double ones[FORMULA_MOST_PARAMETERS] = {1, 1, 1, 1, 1, 1, 1, 1}, values[PARTS];
    struct evaluator *e = evaluator_open(f, ones, NEED_F | NEED_FX);
    bool good = e;
    for (int i = 0; good && i < 8; i++) {
        evaluator_at(e, xs[i % 4], ys[i / 4], values);
        good = slope_agrees(e, xs[i % 4], ys[i / 4], values[PART_FX]);
    }
    evaluator_close(e);
    return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (count > MOST_BYTES)
        return 0;
    char text[MOST_BYTES + 1];
    memcpy(text, bytes, count);
    text[count] = 0;
    struct formula *f = formula_read(text, strlen(text), NULL);
    bool good = true;
    if (f && formula_derive(f, true, NULL) && f->graph.count < MOST_NODES)
        good = agree_text(text, (struct places){xs, 4, ys, 2}) && differences_agree(f);
    formula_free(f);
    if (!good) {
        fprintf(stderr, "fuzz_eval: disagreement on %s\n", text);
        abort();
    }
    return 0;
}
