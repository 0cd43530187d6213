// SPDX-License-Identifier: MIT
#include "plot/grid.h"

#include "base/number.h"

#include <stdio.h>

static bool is_near(pt a, pt b)
{
    return fabsf(a.x - b.x) < 0.25f && fabsf(a.y - b.y) < 0.25f;
}

// Steps to and fro between the same two places are one line.
static void drop_repeats(struct trail *t)
{
    pt *at = t->points.at;
    size_t kept = 0, from = 0;
    for (size_t i = 0; i < t->ends.count; i++) {
        size_t first = kept, end = t->ends.at[i];
        for (size_t k = from; k < end; k++) {
            size_t n = kept - first;
            bool again = n >= 3 && is_near(at[k], at[kept - 2])
                         && is_near(at[kept - 1], at[kept - 3]);
            if (again)
                kept--;
            else
                at[kept++] = at[k];
        }
        from = end;
        t->ends.at[i] = kept;
    }
    t->points.count = kept;
}

static bool trace_cell(struct trail *t, const struct model *m, int cell,
                       const struct layout *layout, bool large, double shown)
{
    struct camera camera = {layout_cell_map(layout, cell, large), m->camera.world};
    if (!trail_make(t, &m->study.trials.at[cell].path, 0, shown, &camera,
                    large ? layout->sizes.dot : 0.7f * layout->sizes.dot))
        return false;
    drop_repeats(t);
    return true;
}

bool grid_trace(struct grid *g, const struct model *m, const struct layout *layout,
                double shown)
{
    bool done = true;
    if (!layout_has_grid(layout) || m->study.trials.count != GRID_RATES)
        return true;
    for (int i = 0; i < GRID_RATES && done; i++)
        done = trace_cell(&g->trail[i], m, i, layout, false, shown);
    return done && (!layout->large || trace_cell(&g->large, m, layout->large - 1, layout,
                                                 true, shown));
}

void grid_free(struct grid *g)
{
    for (int i = 0; i < GRID_RATES; i++)
        trail_free(&g->trail[i]);
    trail_free(&g->large);
}

size_t grid_step(const struct trial *t, double shown)
{
    double last = (double)t->path.rows.count - 1;
    return last < 0 ? 0 : (size_t)fmin(fmax(shown, 0), last);
}

void grid_rate(char out[GRID_WORDS], double rate)
{
    char number[NUMBER_TEXT];
    double unit = pow(10, floor(log10(rate)) - 2);
    snprintf(out, GRID_WORDS, "η %s", number_round(number, round(rate / unit) * unit));
}

void grid_multiple(char out[GRID_WORDS], const struct study *study, int cell, bool brief)
{
    char number[NUMBER_TEXT];
    bool limited = isfinite(study->limit.rate);
    double times = limited ? grid_multiples[cell] : exp2(cell - GRID_RATES / 2);
    const char *whole = limited ? "the limit" : "its own";
    if (fabs(times - 2.0 / 3) < 1e-9)
        snprintf(number, sizeof number, "⅔");
    else if (!limited && times < 1)
        snprintf(number, sizeof number, "1/%g", 1 / times);
    else
        number_round(number, times);
    snprintf(out, GRID_WORDS, brief ? "×%s" : "%s of %s", number, whole);
}

void grid_verdict(char out[GRID_WORDS], enum verdict verdict)
{
    static const char *const signs[] = {
        [VERDICT_DIVERGES] = "⚠", [VERDICT_NEVER] = "↔", [VERDICT_ON] = "→",
        [VERDICT_STILL] = "▬", [VERDICT_BEST] = "★",
        [VERDICT_ZIGZAG] = "⇄", [VERDICT_FAST] = "»", [VERDICT_OK] = "✓",
        [VERDICT_SLOW] = "…"};
    snprintf(out, GRID_WORDS, "%s %s", signs[verdict], verdict_word(verdict));
}
