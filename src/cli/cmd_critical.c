// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "calc/build.h"
#include "cli/output.h"
#include "cli/subject.h"
#include "field/critical.h"
#include "scene/json_text.h"

static void add_csv_row(struct text *out, const struct critical_point *p)
{
    text_add_number(out, p->at.x);
    text_add(out, ",");
    text_add_number(out, p->at.y);
    text_add(out, ",");
    text_add_number(out, p->f);
    text_addf(out, ",%s,", critical_word(p->kind));
    text_add_number(out, p->eigen.low);
    text_add(out, ",");
    text_add_number(out, p->eigen.high);
    text_add(out, "\n");
}

static void write_csv(struct text *out, const struct subject *s,
                      const struct critical *c)
{
    (void)s;
    text_add(out, "x,y,f,kind,lambda1,lambda2\n");
    for (size_t i = 0; i < c->points.count; i++)
        add_csv_row(out, &c->points.at[i]);
}

static void add_list(struct text *out, const char *name, const double *number,
                     int count)
{
    text_addf(out, "%s[", name);
    for (int i = 0; i < count; i++) {
        text_add(out, i ? "," : "");
        json_text_number(out, number[i]);
    }
    text_add(out, "]");
}

static void add_two(struct text *out, const char *name, double a, double b)
{
    add_list(out, name, (double[]){a, b}, 2);
}

static void add_member(struct text *out, const char *name, double value)
{
    text_add(out, name);
    json_text_number(out, value);
}

static void add_rates(struct text *out, const struct rates *r)
{
    add_member(out, ",\"condition\":", r->condition);
    add_member(out, ",\"rates\":{\"limit\":", r->limit);
    add_member(out, ",\"safe\":", r->safe);
    add_member(out, ",\"best\":", r->best);
    add_member(out, ",\"tuned_rate\":", r->tuned_rate);
    add_member(out, ",\"tuned_momentum\":", r->tuned_momentum);
    text_add(out, "}");
}

static void add_point(struct text *out, const struct critical_point *p)
{
    const struct eigen *e = &p->eigen;
    struct rates rates = rates_of(*e);
    add_two(out, "{\"point\":", p->at.x, p->at.y);
    add_member(out, ",\"f\":", p->f);
    text_addf(out, ",\"kind\":\"%s\",\"proved\":%s", critical_word(p->kind),
              p->proved ? "true" : "false");
    add_two(out, ",\"hessian\":[", p->hessian.xx, p->hessian.xy);
    add_two(out, ",", p->hessian.xy, p->hessian.yy);
    add_two(out, "],\"eigenvalues\":", e->low, e->high);
    add_two(out, ",\"eigenvectors\":[", e->low_way.x, e->low_way.y);
    add_two(out, ",", e->high_way.x, e->high_way.y);
    text_add(out, "]");
    add_rates(out, &rates);
    text_add(out, "}");
}

static void add_curve(struct text *out, const struct critical *c,
                      const struct critical_curve *curve)
{
    text_addf(out, "{\"closed\":%s,\"points\":[", curve->closed ? "true" : "false");
    for (size_t i = 0; i < curve->count; i++) {
        vec2 at = c->vertices.at[curve->first + i];
        add_two(out, i ? "," : "", at.x, at.y);
    }
    text_add(out, "]}");
}

static void write_json(struct text *out, const struct subject *s,
                       const struct critical *c)
{
    struct text formula = {0};
    box b = s->scene.view;
    formula_print(&formula, s->formula, s->formula->as_typed);
    text_add(out, "{\"formula\":");
    json_text_string(out, text_or_empty(&formula));
    add_list(out, ",\"view\":", (double[]){b.x0, b.x1, b.y0, b.y1}, 4);
    text_addf(out, ",\"finished\":%s,\"proved\":%s,\"points\":[",
              c->finished ? "true" : "false", c->proved ? "true" : "false");
    for (size_t i = 0; i < c->points.count; i++) {
        text_add(out, i ? "," : "");
        add_point(out, &c->points.at[i]);
    }
    text_add(out, "],\"curves\":[");
    for (size_t i = 0; i < c->curves.count; i++) {
        text_add(out, i ? "," : "");
        add_curve(out, c, &c->curves.at[i]);
    }
    text_add(out, "]}\n");
    out->failed |= formula.failed;
    text_free(&formula);
}

// What the list does not say by itself.
static void say_more(const struct subject *s, const struct critical *c)
{
    const struct formula *f = s->formula;
    struct fault more = {0};
    double fx, fy;
    if (!c->finished)
        fault_at(&more, 0, "the search did not come to its end; there may be more "
                           "points");
    else if (expr_is_number(&f->graph, f->part[PART_FX], &fx) && fx == 0
             && expr_is_number(&f->graph, f->part[PART_FY], &fy) && fy == 0)
        fault_at(&more, 0, "the gradient is (0, 0) everywhere: f has no direction");
    else if (c->flat)
        fault_at(&more, 0, "f is flat in a whole region, as far as numbers tell: every "
                           "point there is critical");
    if (more.text[0])
        output_message(&more);
}

static bool write(const struct subject *s, const struct critical *c,
                  struct fault *fault)
{
    struct text out = {0};
    (s->json ? write_json : write_csv)(&out, s, c);
    bool done = output_flush(&out, fault);
    text_free(&out);
    if (done)
        say_more(s, c);
    return done;
}

static bool find(const struct subject *s, const struct evaluator *all,
                 struct fault *fault)
{
    struct critical found = {0};
    struct pool *pool = pool_open(0);
    bool done = critical_find(&found, s->formula, s->parameters, all, s->scene.view,
                              pool)
                || fault_memory(fault);
    pool_close(pool);
    done = done && write(s, &found, fault);
    critical_free(&found);
    return done;
}

static bool answer(struct subject *s, struct fault *fault)
{
    if (!subject_open(s, fault) || !formula_derive(s->formula, true, fault))
        return false;
    struct evaluator *all = evaluator_open(s->formula, s->parameters, NEED_ALL);
    bool done = all ? find(s, all, fault) : fault_memory(fault);
    evaluator_close(all);
    return done;
}

static bool run(const struct command *self, int count, char **arguments,
                const struct font *font, struct fault *fault)
{
    (void)font;
    struct subject s = {0};
    bool done = args_read(self, count, arguments, &s, subject_take, fault)
                && answer(&s, fault);
    subject_free(&s);
    return done;
}

static const struct option options[] = {
    {"view", 0, "X0,X1,Y0,Y1", subject_take_view, "where to look (-3,3,-3,3)"},
    {"param", 0, "NAME=VALUE", subject_take_param, "a letter of the formula"},
    {"json", 0, NULL, subject_take_json, "more: eigenvectors, learning rates, curves"},
    {0},
};

const struct command command_critical = {
    "critical", "Minima, maxima and saddles as CSV: x,y,f,kind,lambda1,lambda2.",
    "  nablascope critical 'x^2*y + sin(y)' --view -3,3,-3,3\n"
    "  nablascope critical himmelblau.scene --json\n",
    "(FORMULA | FILE.scene) [--view X0,X1,Y0,Y1] [OPTION]…", options, run,
};
