// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "base/vec.h"
#include "cli/output.h"
#include "cli/subject.h"
#include "cli/values.h"
#include "eval/evaluator.h"
#include "scene/json_text.h"

struct request {
    struct subject subject;
    bool has_at, has_along;
    vec2 at, along;             // along: of length 1
};

struct answer {
    double part[PARTS], norm, slope;
};

static bool take_at(void *request, const char *value, struct fault *fault)
{
    struct request *r = request;
    double at[2];
    if (!values_read("--at", "X,Y", value, at, 2, fault))
        return false;
    r->at = (vec2){at[0], at[1]};
    r->has_at = true;
    return true;
}

static bool take_along(void *request, const char *value, struct fault *fault)
{
    struct request *r = request;
    double along[2];
    if (!values_read("--along", "U,V", value, along, 2, fault))
        return false;
    double most = fmax(fabs(along[0]), fabs(along[1]));
    if (most == 0)
        return fault_at(fault, 0, "--along 0,0 is no direction");
    vec2 u = {along[0] / most, along[1] / most};
    double length = vec2_length(u);
    r->along = (vec2){u.x / length, u.y / length};
    r->has_along = true;
    return true;
}

static void add_pair(struct text *out, double a, double b)
{
    text_add(out, "[");
    json_text_number(out, a);
    text_add(out, ",");
    json_text_number(out, b);
    text_add(out, "]");
}

static void write_json(struct text *out, const struct request *r, const char *formula,
                       const struct answer *a)
{
    text_add(out, "{\"formula\":");
    json_text_string(out, formula);
    text_add(out, ",\"point\":");
    add_pair(out, r->at.x, r->at.y);
    text_add(out, ",\"f\":");
    json_text_number(out, a->part[PART_F]);
    text_add(out, ",\"gradient\":");
    add_pair(out, a->part[PART_FX], a->part[PART_FY]);
    text_add(out, ",\"norm\":");
    json_text_number(out, a->norm);
    text_add(out, ",\"hessian\":[");
    add_pair(out, a->part[PART_FXX], a->part[PART_FXY]);
    text_add(out, ",");
    add_pair(out, a->part[PART_FXY], a->part[PART_FYY]);
    text_add(out, "],\"along\":");
    if (r->has_along) {
        text_add(out, "{\"u\":");
        add_pair(out, r->along.x, r->along.y);
        text_add(out, ",\"derivative\":");
        json_text_number(out, a->slope);
        text_add(out, "}");
    } else {
        text_add(out, "null");
    }
    text_add(out, "}\n");
}

static void add_value(struct text *out, double value)
{
    if (isnan(value))
        text_add(out, "undefined");
    else
        text_add_number(out, value);
}

static void add_point(struct text *out, const char *name, double a, double b)
{
    text_addf(out, "%s(", name);
    add_value(out, a);
    text_add(out, ", ");
    add_value(out, b);
    text_add(out, ")\n");
}

static void add_line(struct text *out, const char *name, double value)
{
    text_add(out, name);
    add_value(out, value);
    text_add(out, "\n");
}

static void write_text(struct text *out, const struct request *r, const char *formula,
                       const struct answer *a)
{
    text_addf(out, "f(x, y) = %s\n", formula);
    add_point(out, "at         ", r->at.x, r->at.y);
    add_line(out, "f          ", a->part[PART_F]);
    add_point(out, "gradient   ", a->part[PART_FX], a->part[PART_FY]);
    add_line(out, "norm       ", a->norm);
    add_point(out, "Hessian    ", a->part[PART_FXX], a->part[PART_FXY]);
    add_point(out, "           ", a->part[PART_FXY], a->part[PART_FYY]);
    if (!r->has_along)
        return;
    add_point(out, "along      ", r->along.x, r->along.y);
    add_line(out, "derivative ", a->slope);
}

static bool compute(const struct request *r, struct answer *a, struct fault *fault)
{
    struct formula *f = r->subject.formula;
    if (!formula_derive(f, true, fault))
        return false;
    struct evaluator *e = evaluator_open(f, r->subject.parameters, NEED_ALL);
    if (!e)
        return fault_memory(fault);
    evaluator_at(e, r->at.x, r->at.y, a->part);
    evaluator_close(e);
    vec2 gradient = {a->part[PART_FX], a->part[PART_FY]};
    bool known = !isnan(gradient.x) && !isnan(gradient.y);
    a->norm = known ? vec2_length(gradient) : NAN;
    a->slope = vec2_dot(gradient, r->along);
    return true;
}

static bool answer(struct request *r, struct fault *fault)
{
    struct answer a;
    struct text formula = {0}, out = {0};
    if (!subject_open(&r->subject, fault))
        return false;
    if (!r->has_at)
        return fault_at(fault, 0, "eval needs a point: --at X,Y");
    if (!compute(r, &a, fault))
        return false;
    formula_print(&formula, r->subject.formula, r->subject.formula->as_typed);
    (r->subject.json ? write_json : write_text)(&out, r, text_or_empty(&formula), &a);
    out.failed |= formula.failed;
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
    {"at", 0, "X,Y", take_at, "the point, as numbers or expressions: pi/2,-1"},
    {"along", 0, "U,V", take_along, "the derivative in this direction too"},
    {"param", 0, "NAME=VALUE", subject_take_param, "a letter of the formula"},
    {"json", 0, NULL, subject_take_json, "one JSON object"},
    {0},
};

const struct command command_eval = {
    "eval", "Value, gradient and Hessian of a formula at a point.",
    "  nablascope eval 'x^2*y + sin(y)' --at 1,0 --along 3,4\n"
    "  nablascope eval 'a*x^2' --at pi/2,-1 --param a=2 --json\n",
    "FORMULA --at X,Y [OPTION]…", options, run,
};
