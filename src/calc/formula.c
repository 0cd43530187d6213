// SPDX-License-Identifier: MIT
#include "calc/formula.h"

#include "base/utf8.h"
#include "calc/derive.h"
#include "calc/parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_word(const struct token *t, const char *word)
{
    return t->length == strlen(word) && memcmp(t->at, word, t->length) == 0;
}

// Skips "f(x, y) =", "f =" and "z =".
static const struct token *after_prefix(const struct token *t)
{
    static const char *const whole[] = {"f", "(", "x", ",", "y", ")", "="};
    int n = 0;
    while (n < 7 && is_word(&t[n], whole[n]))
        n++;
    if (n == 7)
        return t + 7;
    bool named = is_word(t, "f") || is_word(t, "z");
    return named && is_word(&t[1], "=") ? t + 2 : t;
}

static bool read_tokens(struct formula *f, struct token *tokens, size_t most,
                        const char *text, size_t length, struct own_names own,
                        struct fault *fault)
{
    if (!token_split(tokens, most, text, length, own, fault))
        return false;
    f->as_typed = parse_tokens(&f->graph,
                               (struct letters){&f->parameters, f->parameter},
                               after_prefix(tokens), fault);
    f->part[PART_F] = f->as_typed;
    return f->as_typed != EXPR_NONE;
}

struct formula *formula_read_with(const char *text, size_t length,
                                  const char *const *names, int count,
                                  struct fault *fault)
{
    if (length > FORMULA_MOST_BYTES) {
        fault_at(fault, FORMULA_MOST_BYTES + 1, "A formula has at most 4096 bytes");
        return NULL;
    }
    struct formula *f = calloc(1, sizeof *f);
    struct token *tokens = malloc(sizeof *tokens * (length + 1));
    bool read = f && tokens
                    ? read_tokens(f, tokens, length + 1, text, length,
                                  (struct own_names){names, count}, fault)
                    : fault_memory(fault);
    free(tokens);
    if (read)
        return f;
    formula_free(f);
    return NULL;
}

struct formula *formula_read(const char *text, size_t length, struct fault *fault)
{
    return formula_read_with(text, length, NULL, 0, fault);
}

// Nothing but letters from that column to the end: a name that is being written.
static bool is_word_at_end(const char *text, size_t length, int column)
{
    const char *at = text, *end = text + length;
    for (int i = 1; i < column && at < end; i++)
        utf8_next(&at, end);
    if (column < 1 || at == end)
        return false;
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        if (!((c | 32) >= 'a' && (c | 32) <= 'z') && c < 0x80)
            return false;
    }
    return true;
}

// A comparison may become a choice, and what looks like a product the left side of "=".
static bool is_saved_by_more(const char *text, size_t length)
{
    static const char *const more[] = {"?1:0", "y)=x", ")=x", "=x"};
    char *longer = malloc(length + 5);
    bool saved = false;
    for (size_t i = 0; longer && !saved && i < sizeof more / sizeof *more; i++) {
        memcpy(longer, text, length);
        strcpy(longer + length, more[i]);
        struct formula *f = formula_read(longer, strlen(longer), NULL);
        saved = f != NULL;
        formula_free(f);
    }
    free(longer);
    return saved;
}

bool formula_is_unfinished(const char *text, size_t length, const struct fault *fault)
{
    return length <= FORMULA_MOST_BYTES && !fault->machine
           && (fault->column > utf8_count(text, length)
               || is_word_at_end(text, length, fault->column)
               || is_saved_by_more(text, length));
}

bool formula_derive(struct formula *f, bool hessian, struct fault *fault)
{
    struct graph *g = &f->graph;
    f->part[PART_FX] = derive(g, f->part[PART_F], OP_X);
    f->part[PART_FY] = derive(g, f->part[PART_F], OP_Y);
    if (hessian && !g->failed) {
        f->part[PART_FXX] = derive(g, f->part[PART_FX], OP_X);
        f->part[PART_FXY] = derive(g, f->part[PART_FX], OP_Y);
        f->part[PART_FYY] = derive(g, f->part[PART_FY], OP_Y);
    }
    if (!g->failed)
        return true;
    if (g->count >= EXPR_MOST_NODES)
        return fault_at(fault, 1, "The derivatives of this formula are too large");
    return fault_memory(fault);
}

void formula_free(struct formula *f)
{
    if (!f)
        return;
    graph_free(&f->graph);
    free(f);
}

int formula_parameter(const struct formula *f, const char *name)
{
    for (int i = 0; i < f->parameters; i++)
        if (strcmp(f->parameter[i], name) == 0)
            return i;
    return -1;
}

bool formula_constant(const char *text, size_t length, double *value,
                      struct fault *fault)
{
    struct formula *f = formula_read(text, length, fault);
    if (!f)
        return false;
    bool fixed = graph_at(&f->graph, f->as_typed)->deps == 0;
    double *values = malloc(sizeof *values * f->graph.count);
    if (fixed && values)
        *value = graph_eval(&f->graph, f->as_typed, 0, 0, NULL, values);
    bool done = fixed ? values || fault_memory(fault)
                      : fault_at(fault, 1, "I need a number here, without letters");
    free(values);
    formula_free(f);
    return done;
}

bool formula_eval(const struct formula *f, const double *parameters, double x, double y,
                  double out[PARTS])
{
    double *values = malloc(sizeof *values * f->graph.count);
    if (!values)
        return false;
    expr last = 0;
    for (int i = 0; i < PARTS; i++)
        last = f->part[i] > last ? f->part[i] : last;
    graph_eval(&f->graph, last, x, y, parameters, values);
    for (int i = 0; i < PARTS; i++)
        out[i] = isnan(values[f->part[PART_F]]) ? NAN : values[f->part[i]];
    free(values);
    return true;
}
