// SPDX-License-Identifier: MIT
#include "agree.h"

#include "noise.h"

#include "eval/program.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct table { double *part[PARTS]; size_t columns; };

static bool table_open(struct table *t, struct places at)
{
    double *memory = malloc((PARTS * at.columns * at.rows + 1) * sizeof *memory);
    for (size_t p = 0; p < PARTS; p++)
        t->part[p] = memory + p * at.columns * at.rows;
    t->columns = at.columns;
    return memory;
}

static void take(void *context, const struct block *b)
{
    const struct table *t = context;
    for (int p = 0; p < PARTS; p++)
        if (b->values[p])
            memcpy(t->part[p] + b->row * t->columns + b->column, b->values[p],
                   b->count * sizeof *b->values[p]);
}

// What the tree walk says, a derivative having no value where f has none (at
// infinity and NaN it may).
static struct noise wanted(const struct formula *f, int part, double x, double y,
                           double *values)
{
    unsigned seed = 1;
    double ones[FORMULA_MOST_PARAMETERS] = {1, 1, 1, 1, 1, 1, 1, 1};
    struct noise n = noise_eval(&f->graph, f->part[part], x, y, ones, values, &seed);
    if (part == PART_F)
        return n;
    struct noise whole = noise_eval(&f->graph, f->part[PART_F], x, y, ones, values,
                                    &seed);
    if (isnan(whole.value)) {
        n.value = NAN;
        n.spread = isfinite(x) && isfinite(y) ? whole.spread : INFINITY;
    } else if (whole.spread == INFINITY) {
        n.spread = INFINITY;
    }
    return n;
}

struct trial {
    const struct formula *f;
    const struct evaluator *e;
    const char *text, *machine;
    unsigned need;
    struct places at;
    const struct table *lattice;
    const struct noise *wanted; // of each part, row and column
};

static struct noise wanted_at(const struct trial *t, int part, size_t point)
{
    return t->wanted[(size_t)part * t->at.columns * t->at.rows + point];
}

static bool check_point(const struct trial *t, size_t column, size_t row)
{
    double x = t->at.x[column], y = t->at.y[row], alone[PARTS] = {0};
    evaluator_at(t->e, x, y, alone);
    bool good = true;
    for (int p = 0; p < PARTS; p++) {
        struct noise n = wanted_at(t, p, row * t->at.columns + column);
        double found = t->lattice->part[p][row * t->at.columns + column];
        if (!(t->need >> p & 1)
            || (noise_agrees(n, found) && noise_agrees(n, alone[p])))
            continue;
        printf("# %s: %s, part %d at (%.17g, %.17g): wanted %.17g ± %g, lattice %.17g, "
               "alone %.17g\n", t->text, t->machine, p, x, y, n.value, n.spread, found,
               alone[p]);
        good = false;
    }
    return good;
}

// Together as alone: to the last bit but for what the library makes of neighbours.
static bool check_together(const struct trial *t)
{
    enum { MOST = 1024 };
    double x[MOST] = {0}, y[MOST] = {0}, store[PARTS][MOST], *out[PARTS];
    size_t count = 0;
    for (size_t j = 0; j < t->at.rows; j++)
        for (size_t i = 0; i < t->at.columns && count < MOST; i++, count++) {
            x[count] = t->at.x[i];
            y[count] = t->at.y[j];
        }
    for (int p = 0; p < PARTS; p++)
        out[p] = store[p];
    evaluator_points(t->e, count, x, y, out);
    bool good = true;
    for (size_t i = 0; i < count; i++)
        for (int p = 0; p < PARTS; p++)
            good &= !(t->need >> p & 1) || noise_agrees(wanted_at(t, p, i), out[p][i]);
    if (!good)
        printf("# %s: %s, scattered points differ\n", t->text, t->machine);
    return good;
}

static bool check_machine(struct trial *t, enum isa isa)
{
    struct table table;
    double ones[FORMULA_MOST_PARAMETERS] = {1, 1, 1, 1, 1, 1, 1, 1};
    struct evaluator *e = program_open(t->f, ones, t->need, isa);
    struct lattice *l = e ? lattice_open(e, t->at.x, t->at.columns, t->at.y, t->at.rows)
                          : NULL;
    bool good = l && table_open(&table, t->at);
    if (good) {
        lattice_run(l, 0, t->at.rows, 0, t->at.columns, take, &table);
        t->e = e;
        t->machine = isa_name(isa);
        t->lattice = &table;
        for (size_t j = 0; j < t->at.rows; j++)
            for (size_t i = 0; i < t->at.columns; i++)
                good = check_point(t, i, j) && good;
        good = check_together(t) && good;
        free(table.part[0]);
    }
    lattice_close(l);
    evaluator_close(e);
    return good;
}

static struct noise *wanted_everywhere(const struct formula *f, struct places at)
{
    size_t points = at.columns * at.rows;
    struct noise *all = malloc(PARTS * points * sizeof *all);
    double *values = malloc((f->graph.count + 1) * sizeof *values);
    for (size_t i = 0; all && values && i < PARTS * points; i++)
        all[i] = wanted(f, (int)(i / points), at.x[i % points % at.columns],
                        at.y[i % points / at.columns], values);
    if (!values) {
        free(all);
        all = NULL;
    }
    free(values);
    return all;
}

bool agree_text(const char *text, struct places at)
{
    static const unsigned needs[] = {NEED_ALL, NEED_F_GRADIENT, NEED_FX};
    struct fault fault = {0};
    struct formula *f = formula_read(text, strlen(text), &fault);
    if (!f || !formula_derive(f, true, &fault)) {
        printf("# %s: %s\n", text, fault.text);
        formula_free(f);
        return false;
    }
    struct noise *noise = wanted_everywhere(f, at);
    struct trial t = {.f = f, .text = text, .at = at, .wanted = noise};
    bool good = noise;
    for (int isa = 0; noise && isa < ISAS; isa++)
        for (size_t i = 0; isa_here((enum isa)isa) && i < 3; i++) {
            t.need = needs[i];
            good = check_machine(&t, (enum isa)isa) && good;
        }
    free(noise);
    formula_free(f);
    return good;
}
