// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "cli/output.h"
#include "cli/subject.h"
#include "scene/json_text.h"

struct request {
    struct subject subject;
};

static void write_json(struct text *out, enum part part, const char *formula)
{
    static const char *const keys[] = {"f", "fx", "fy", "fxx", "fxy", "fyy"};
    text_addf(out, "%s\"%s\":", part == PART_F ? "{" : ",", keys[part]);
    json_text_string(out, formula);
    text_add(out, part == PART_FYY ? "}\n" : "");
}

static void write_text(struct text *out, enum part part, const char *formula)
{
    static const char *const names[] = {"f       ", "∂f/∂x   ", "∂f/∂y   ",
                                        "∂²f/∂x² ", "∂²f/∂x∂y", "∂²f/∂y² "};
    text_addf(out, "%s = %s\n", names[part], formula);
}

static bool answer(struct request *r, struct fault *fault)
{
    struct text out = {0}, formula = {0};
    if (!subject_open(&r->subject, fault))
        return false;
    struct formula *f = r->subject.formula;
    if (!formula_derive(f, true, fault))
        return false;
    for (enum part part = PART_F; part < PARTS; part++) {
        text_clear(&formula);
        formula_print(&formula, f, part == PART_F ? f->as_typed : f->part[part]);
        out.failed |= formula.failed;
        (r->subject.json ? write_json : write_text)(&out, part, text_or_empty(&formula));
    }
    bool done = output_flush(&out, fault);
    text_free(&formula);
    text_free(&out);
    return done;
}

static bool run(const struct command *self, int count, char **arguments,
                const struct font *font, struct fault *fault)
{
    (void)font;
    struct request r = {0};
    bool done = args_read(self, count, arguments, &r, subject_take, fault)
                && answer(&r, fault);
    subject_free(&r.subject);
    return done;
}

static const struct option options[] = {
    {"json", 0, NULL, subject_take_json, "one JSON object"},
    {0},
};

const struct command command_derive = {
    "derive", "First and second derivatives of a formula, as formulas.",
    "  nablascope derive 'x^2*y + sin(y)'\n"
    "  nablascope derive 'exp(-x^2 - y^2)' --json\n",
    "FORMULA [OPTION]…", options, run,
};
