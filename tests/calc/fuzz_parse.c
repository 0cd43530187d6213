// SPDX-License-Identifier: MIT
// Any bytes either are a formula, whose printed text reads back as the same formula and
// whose derivatives print and read back too, or have a fault with a place inside them.

#include "base/utf8.h"
#include "calc/formula.h"
#include "same_expr.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void must(bool holds, const char *what, const char *text)
{
    if (holds)
        return;
    fprintf(stderr, "%s: %s\n", what, text);
    abort();
}

static void check_fault(const struct fault *fault, const char *text, size_t count)
{
    size_t length = strlen(fault->text);
    must(!fault->machine, "not enough memory", fault->text);
    must(length > 0 && utf8_valid(fault->text, length), "no sentence", fault->text);
    must(utf8_count(fault->text, length) <= 60, "a long sentence", fault->text);
    int most = count > FORMULA_MOST_BYTES ? FORMULA_MOST_BYTES : utf8_count(text, count);
    must(fault->column >= 1 && fault->column <= most + 1, "outside", fault->text);
}

static void check_back(const struct formula *f, expr e)
{
    struct text text = {0}, again = {0};
    struct fault fault = {0};
    formula_print(&text, f, e);
    must(text.count > 0 && utf8_valid(text.at, text.count), "no text", "");
    if (text.count <= FORMULA_MOST_BYTES) {
        struct formula *back = formula_read(text.at, text.count, &fault);
        if (!back && strstr(fault.text, "deeper"))
            goto deep;                                  // what is derived may be deep
        must(back, fault.text, text.at);
        formula_print(&again, back, back->as_typed);
        must(strcmp(text.at, again.at) == 0, again.at, text.at);
        must(same_expr(f, e, back, back->as_typed), "another formula", text.at);
        formula_free(back);
    }
deep:
    text_free(&text);
    text_free(&again);
}

static void check_points(const struct formula *f, const char *text)
{
    static const double parameters[FORMULA_MOST_PARAMETERS] = {1, 2, 0.5, -1, 3, 1, 1, 1};
    static const double at[] = {0, 1, -0.7, 2.5, 1e300};
    double out[PARTS];
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        must(formula_eval(f, parameters, at[i], 1.3 - at[i], out), "no value", text);
        for (int k = 1; k < PARTS && isnan(out[PART_F]); k++)
            must(isnan(out[k]), "a slope where nothing is", text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct fault fault = {0};
    struct formula *f = formula_read((const char *)bytes, count, &fault);
    if (!f) {
        check_fault(&fault, (const char *)bytes, count);
        return 0;
    }
    check_back(f, f->as_typed);
    if (formula_derive(f, true, &fault)) {
        for (int i = PART_FX; i < PARTS; i++)
            check_back(f, f->part[i]);
        check_points(f, "");
    } else {
        check_fault(&fault, (const char *)bytes, count);
    }
    must(f->graph.count <= EXPR_MOST_NODES, "too many nodes", "");
    formula_free(f);
    return 0;
}
