// SPDX-License-Identifier: MIT
#include "field/descent.h"

#include "base/array.h"
#include "base/number.h"

void path_free(struct path *p)
{
    array_free(&p->rows);
    memset(p, 0, sizeof *p);
}

const struct descent *leg_of_step(const struct leg *legs, int count, int k)
{
    int last = 0;
    while (last + 1 < count && legs[last + 1].from < k)
        last++;
    return &legs[last].d;
}

vec2 path_step(const struct path *p, int k)
{
    return vec2_sub(p->rows.at[k].at, p->rows.at[k - 1].at);
}

double path_promised(const struct path *p, int k)
{
    return vec2_dot(p->rows.at[k - 1].gradient, path_step(p, k));
}

double path_actual(const struct path *p, int k)
{
    return p->rows.at[k].f - p->rows.at[k - 1].f;
}

bool path_worsens(const struct path *p, int k, bool ascend)
{
    return (ascend ? -1 : 1) * path_actual(p, k) > 0;
}

const char *path_word(enum path_end end)
{
    switch (end) {
    case PATH_CONVERGED: return "converged";
    case PATH_FLAT: return "flat";
    case PATH_DIVERGED:
    case PATH_LEFT: return "diverged";
    default: return "limit";
    }
}

static bool rises_on(const struct path *p, bool ascend)
{
    int last = (int)p->rows.count - 1, k = last;
    while (k > 0 && path_worsens(p, k, ascend))
        k--;
    return last - k >= DESCENT_RISES;
}

static const char *divergence(const struct path *p, const struct descent *d)
{
    const struct path_row *row = &p->rows.at[p->rows.count - 1];
    if (!isfinite(row->at.x) || !isfinite(row->at.y))
        return "the step is not finite";
    if (!isfinite(row->f))
        return "f is not finite";
    if (!isfinite(row->gradient.x) || !isfinite(row->gradient.y))
        return "the gradient is not finite";
    if (rises_on(p, d->ascend))
        return d->ascend ? "f falls step after step" : "f rises step after step";
    return "too far away";
}

static void converged_reason(struct text *out, int step, double tol)
{
    char number[NUMBER_TEXT];
    if (tol > 0)
        text_addf(out, "converged at step %d: ‖∇f‖ ≤ %s", step,
                  number_round(number, tol));
    else
        text_addf(out, "converged at step %d: ∇f = 0", step);
}

static void no_start_reason(struct text *out, const struct path_row *start)
{
    text_addf(out, "f has no %s at the start",
              isnan(start->f) ? "value" : isfinite(start->f) ? "gradient" : "finite value");
}

void path_reason(struct text *out, const struct path *p, const struct descent *d)
{
    int step = p->end_step;
    const struct path_row *row = &p->rows.at[p->rows.count - 1];
    switch (p->end) {
    case PATH_CONVERGED:
        converged_reason(out, step, d->tol);
        return;
    case PATH_FLAT:
        text_addf(out, "flat here, not shown to be a %s",
                  d->ascend ? "maximum" : "minimum");
        return;
    case PATH_DIVERGED:
    case PATH_LEFT:
        if (step == 0)
            no_start_reason(out, row);
        else if (p->end == PATH_LEFT)
            text_addf(out, "left the domain at step %d: f has no %s there", step,
                      isnan(row->f) ? "value" : "gradient");
        else
            text_addf(out, "diverged at step %d: %s", step, divergence(p, d));
        return;
    case PATH_CYCLING:
        text_addf(out, "goes round in circles of %d steps", p->cycle);
        return;
    case PATH_LIMIT:
        text_addf(out, "stopped after %d step%s", step, step == 1 ? "" : "s");
        if (p->flat_from >= 0)
            text_addf(out, ", flat here, not shown to be a %s",
                      d->ascend ? "maximum" : "minimum");
        return;
    }
}
