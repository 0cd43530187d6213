// SPDX-License-Identifier: MIT
#include "calc/source.h"

#include "calc/build.h"
#include "calc/sure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAVY = 20,              // operations and letters in one expression
       LIGHT = 3,               // worth writing twice
       LINE = 72 };             // letters in several parts, else they are locals

// What is to be done about a node.
struct mark {
    struct sure sure;
    int uses, weight;
    int local;                  // its number, 0: it stands where it is used
    bool wanted;                // as a local
};

struct writer {
    const struct language *l;
    const struct formula *f;
    struct mark *mark;
    int locals;
    bool failed;
};

static const struct node *node(const struct writer *w, expr e)
{
    return graph_at(&w->f->graph, e);
}

static expr child(const struct node *n, int i)
{
    return i == 0 ? n->a : i == 1 ? n->b : n->c;
}

static bool is_leaf(const struct node *n) { return n->op < OP_ADD; }
static bool is_truth(const struct node *n) { return op_table[n->op].truth; }

// The letter or number of a condition that may be none: it is looked at twice.
static void want_doubts(struct writer *w, expr e)
{
    const struct node *n = node(w, e);
    for (int i = 0; i < op_table[n->op].arity; i++) {
        expr c = child(n, i);
        if (is_truth(node(w, c)))
            want_doubts(w, c);
        else
            w->mark[c].wanted |= !w->mark[c].sure.value && !is_leaf(node(w, c));
    }
}

static int seen_weight(const struct writer *w, expr e)
{
    return w->mark[e].wanted ? 1 : w->mark[e].weight;
}

static void weigh(struct writer *w, expr e)
{
    const struct node *n = node(w, e);
    struct mark *m = &w->mark[e];
    for (;;) {
        expr heaviest = EXPR_NONE;
        m->weight = 1;
        for (int i = 0; i < op_table[n->op].arity; i++) {
            expr c = child(n, i);
            m->weight += seen_weight(w, c);
            if (!is_truth(node(w, c)) && seen_weight(w, c) > LIGHT
                && (heaviest == EXPR_NONE || seen_weight(w, c) > seen_weight(w, heaviest)))
                heaviest = c;
        }
        if (m->weight <= HEAVY || heaviest == EXPR_NONE)
            break;
        w->mark[heaviest].wanted = true;
    }
    bool bulky = m->weight > LIGHT || (n->op >= OP_SIN && !is_truth(n));
    m->wanted |= m->uses > 1 && bulky && !is_truth(n);
}

// Marks what the roots need, from them down; then decides from the leaves up.
static void plan(struct writer *w, const expr *root, int count, expr last)
{
    for (int i = 0; i < count; i++)
        w->mark[root[i]].uses++;
    for (expr e = last + 1; e-- > 0;) {
        const struct node *n = node(w, e);
        for (int i = 0; w->mark[e].uses && i < op_table[n->op].arity; i++)
            w->mark[child(n, i)].uses++;
        if (w->mark[e].uses && n->op == OP_IF && !w->mark[n->a].sure.value)
            want_doubts(w, n->a);
    }
    for (expr e = 0; e <= last; e++)
        if (w->mark[e].uses)
            weigh(w, e);
}

// `alone`: no variable stands beside it that would give it its type; `tight`: it stands
// where it must hold tight.
static struct text number_code(const struct language *l, double value, bool alone,
                               bool tight)
{
    struct text out = {0};
    language_add_number(&out, l, value);
    if (alone && isfinite(value) && !strpbrk(text_or_empty(&out), ".e"))
        text_add(&out, ".0");
    if ((alone || tight) && isfinite(value))
        text_add(&out, l->typed);
    return out;
}

static struct text leaf_code(const struct writer *w, const struct node *n, bool alone,
                             bool tight)
{
    struct text out = {0};
    switch (n->op) {
    case OP_CONST: return number_code(w->l, n->value, alone, tight);
    case OP_X: text_add(&out, "x"); break;
    case OP_Y: text_add(&out, "y"); break;
    case OP_PARAM: language_add_name(&out, w->l, w->f->parameter[n->a]); break;
    default: text_add(&out, w->l->form[n->op].text);
    }
    return out;
}

// Is it a power that is written as a whole number?
static bool is_whole(const struct writer *w, const struct node *n, double *power)
{
    return n->op == OP_POW && expr_is_number(&w->f->graph, n->b, power)
           && *power == rint(*power) && fabs(*power) < 1000
           && (*power > 0 || w->l->below_0);
}

static const struct form *power_form(const struct writer *w, const struct node *n)
{
    const struct language *l = w->l;
    double power;
    bool whole = is_whole(w, n, &power);
    if (whole && power == 2 && l->square.text && is_leaf(node(w, n->a)))
        return &l->square;
    if (whole)
        return &l->whole;
    return l->growth.text && w->mark[n->a].sure.clear ? &l->growth : &l->form[OP_POW];
}

// Are the operands such that the plain form will do?
static bool is_fine(const struct writer *w, const struct node *n)
{
    const struct sure *a = &w->mark[n->a].sure;
    switch (n->op) {
    case OP_POW: return a->tame;
    case OP_DIV: return w->mark[n->b].sure.not_zero;
    case OP_SIN: case OP_COS: case OP_TAN: case OP_SEC: case OP_CSC: case OP_COT:
        return a->tame && a->value;                     // ∞ has none
    case OP_SQRT: return a->not_negative;
    case OP_MIN: case OP_MAX: return a->value && w->mark[n->b].sure.value;
    default: return a->clear;
    }
}

static struct form form_of(const struct writer *w, const struct node *n)
{
    struct form form = n->op == OP_POW ? *power_form(w, n) : w->l->form[n->op];
    if (form.checked && !is_fine(w, n))
        form = (struct form){form.checked, LOOSE_ATOM, NULL};
    return form;
}

static struct text code(struct writer *w, expr e, int most, bool alone);

// A row of one kind of join leans to the left without brackets.
static int most_of(const struct writer *w, const struct node *n, const char *form, int i)
{
    bool join = n->op == OP_AND || n->op == OP_OR;
    if (i == 0 && join && node(w, n->a)->op == n->op)
        return LOOSE_ANY;
    return language_most(form, (char)('a' + i));
}

// Frees what it is filled with.
static struct text filled(struct writer *w, const char *form, struct text part[3])
{
    struct text out = {0};
    language_fill(&out, form, text_or_empty(&part[0]), text_or_empty(&part[1]),
                  text_or_empty(&part[2]));
    for (int i = 0; i < 3; i++) {
        w->failed |= part[i].failed;
        text_free(&part[i]);
    }
    return out;
}

static struct text operation_code(struct writer *w, const struct node *n,
                                  const struct form *form)
{
    struct text part[3] = {{0}};
    for (int i = 0; i < op_table[n->op].arity; i++)
        part[i] = code(w, child(n, i), most_of(w, n, form->text, i), n->deps == 0);
    double power;
    if (is_whole(w, n, &power)) {
        text_free(&part[1]);
        text_addf(&part[1], power < 0 ? "(%d)" : "%d", (int)power);
    }
    return filled(w, form->text, part);
}

// "isnan(t1) || isnan(t2)", of what a condition compares.
static void add_doubts(struct writer *w, expr condition, struct text *out)
{
    const struct node *n = node(w, condition);
    for (int i = 0; i < op_table[n->op].arity; i++) {
        expr c = child(n, i);
        if (is_truth(node(w, c)))
            add_doubts(w, c, out);
        if (is_truth(node(w, c)) || w->mark[c].sure.value)
            continue;
        struct text operand[3] = {code(w, c, LOOSE_ATOM, false)};
        struct text both[3] = {*out, filled(w, w->l->is_undefined, operand)};
        *out = both[0].count ? filled(w, w->l->form[OP_OR].text, both) : both[1];
    }
}

// Where a condition has no value the choice has none.
static struct text choice_code(struct writer *w, const struct node *n)
{
    const struct form *form = &w->l->form[OP_IF];
    struct text doubts = {0}, choice = operation_code(w, n, form);
    if (!w->mark[n->a].sure.value)
        add_doubts(w, n->a, &doubts);
    if (doubts.count == 0)
        return choice;
    struct text part[3] = {doubts, {0}, choice};
    text_add(&part[1], w->l->form[OP_UNDEFINED].text);
    return filled(w, form->text, part);
}

static struct text in_brackets(struct writer *w, struct text inside)
{
    struct text part[3] = {inside};
    return filled(w, "(%a)", part);
}

static struct text code(struct writer *w, expr e, int most, bool alone)
{
    const struct node *n = node(w, e);
    struct text out = {0};
    if (w->mark[e].local) {
        text_addf(&out, "t%d", w->mark[e].local);
        return out;
    }
    struct form form = is_leaf(n) ? (struct form){0} : form_of(w, n);
    out = is_leaf(n)         ? leaf_code(w, n, alone, most == LOOSE_ATOM)
          : n->op == OP_IF ? choice_code(w, n)
                             : operation_code(w, n, &form);
    int loose = is_leaf(n) ? w->l->form[n->op].loose : form.loose;
    if (text_or_empty(&out)[0] == '-' && loose < LOOSE_SIGN)
        loose = LOOSE_SIGN;
    w->failed |= out.failed;
    return loose > most ? in_brackets(w, out) : out;
}

// What is known of each node's value.
static bool know(struct writer *w, size_t nodes)
{
    struct sure *sure = malloc(nodes * sizeof *sure);
    if (!sure)
        return false;
    sure_of(&w->f->graph, (expr)(nodes - 1), sure);
    for (size_t i = 0; i < nodes; i++)
        w->mark[i].sure = sure[i];
    free(sure);
    return true;
}

void source_lines(struct text *out, int depth, const char *lines)
{
    for (const char *end; *lines; lines = end + (*end != 0)) {
        end = lines + strcspn(lines, "\n");
        text_addf(out, "%*s%.*s\n", 4 * depth, "", (int)(end - lines), lines);
    }
}

static void add_local(struct writer *w, struct text *out, expr e)
{
    char name[16];
    struct text value = code(w, e, LOOSE_ANY, false), line = {0};
    w->mark[e].local = ++w->locals;
    snprintf(name, sizeof name, "t%d", w->locals);
    language_fill(&line, w->l->grammar.local, name, text_or_empty(&value), NULL);
    source_lines(out, 1, text_or_empty(&line));
    w->failed |= value.failed | line.failed;
    text_free(&value);
    text_free(&line);
}

// Where they would make a long line, the parts are locals.
static void add_result(struct writer *w, struct text *out, const expr *root, int count)
{
    struct text part[3] = {{0}};
    size_t length = 0;
    for (int i = 0; i < count; i++) {
        part[i] = code(w, root[i], LOOSE_ANY, false);
        length += part[i].count;
    }
    for (int i = 0; count > 1 && length > LINE && i < count; i++) {
        if (!is_leaf(node(w, root[i])) && !w->mark[root[i]].local)
            add_local(w, out, root[i]);
        text_free(&part[i]);
        part[i] = code(w, root[i], LOOSE_ANY, false);
    }
    struct text line = filled(w, w->l->grammar.result[count], part);
    source_lines(out, 1, text_or_empty(&line));
    w->failed |= line.failed;
    text_free(&line);
}

static void add_body(struct writer *w, struct text *out, const expr *root, int count)
{
    expr last = 0;
    for (int i = 0; i < count; i++)
        last = root[i] > last ? root[i] : last;
    plan(w, root, count, last);
    size_t most = out->count + FORMULA_MOST_TEXT;
    for (expr e = 0; e <= last && out->count <= most; e++)
        if (w->mark[e].uses && w->mark[e].wanted)
            add_local(w, out, e);
    w->failed |= out->count > most;
    add_result(w, out, root, count);
}

// What does without x or y says so, where compilers would wonder.
static void add_unused(struct text *out, const struct writer *w, const expr *root,
                       int count)
{
    static const struct { const char *name; unsigned flag; } letter[] = {
        {"x", DEPENDS_X}, {"y", DEPENDS_Y}};
    unsigned deps = 0;
    for (int i = 0; i < count; i++)
        deps |= node(w, root[i])->deps;
    for (int i = 0; i < 2; i++) {
        struct text line = {0};
        if (!(deps & letter[i].flag))
            language_fill(&line, w->l->grammar.unused, letter[i].name, NULL, NULL);
        source_lines(out, 1, text_or_empty(&line));
        out->failed |= line.failed;
        text_free(&line);
    }
}

bool source_function(struct text *out, const struct language *l,
                     const struct formula *f, const char *name, enum part first,
                     int count)
{
    struct text line = {0};
    size_t nodes = f->graph.count;
    struct writer w = {.l = l, .f = f, .mark = calloc(nodes, sizeof *w.mark)};
    if (!w.mark || !know(&w, nodes)) {
        free(w.mark);
        return false;
    }
    language_fill(&line, l->grammar.function[count], name, NULL, NULL);
    source_lines(out, 0, text_or_empty(&line));
    if (first != PART_F && !w.mark[f->part[PART_F]].sure.value)
        source_lines(out, 1, l->grammar.no_result[count]);
    else if (l->grammar.unused)
        add_unused(out, &w, f->part + first, count);
    add_body(&w, out, f->part + first, count);
    source_lines(out, 0, l->grammar.end);
    text_free(&line);
    free(w.mark);
    return !w.failed && !out->failed;
}
