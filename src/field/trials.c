// SPDX-License-Identifier: MIT
#include "field/trials.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FLAT 1e-9               // of the first slope: no slope any more
#define EQUAL 1e-4              // of a slope: no smaller
#define FAST 2                  // times the best
#define OK 6

const struct goal goal_usual = {GOAL_FALL, 1e-3};
const double grid_multiples[GRID_RATES] = {0.02, 0.1, 0.2, 0.5, 2.0 / 3, 0.9, 0.98, 1,
                                           1.04};

struct work { struct trials *trials; const struct contest *contest; int first; };

static void run_one(void *context, size_t piece, int worker)
{
    const struct work *w = context;
    struct descent d = w->contest->d;
    struct trial *t = &w->trials->at[w->first + (int)piece];
    (void)worker;
    d.lr = t->lr;
    descent_run(&t->path, &d, w->contest->land);
}

// The objective: less is better.
static double height(const struct contest *c, const struct path_row *row)
{
    return c->d.ascend ? -row->f : row->f;
}

static bool lost(const struct trial *t)
{
    return t->path.end == PATH_DIVERGED || t->path.end == PATH_LEFT;
}

// The lowest of one path.
static double depth(const struct contest *c, const struct path *p)
{
    double least = INFINITY;
    for (size_t k = 0; k < p->rows.count; k++)
        least = fmin(least, height(c, &p->rows.at[k]));
    return least;
}

static double lowest(const struct trials *t, const struct contest *c)
{
    double least = INFINITY;
    for (int i = 0; i < t->count; i++)
        if (!lost(&t->at[i]))
            least = fmin(least, depth(c, &t->at[i].path));
    return least;
}

// What must fall below `below`, and how far it is from there.
struct measure { const struct contest *c; double below; };

static double measured(const struct measure *m, const struct path_row *row)
{
    double value = m->c->goal.kind == GOAL_SLOPE ? vec2_length(row->gradient)
                                                 : height(m->c, row);
    return value - m->below;
}

static struct measure measure_of(const struct contest *c, const struct path *p,
                                 double low)
{
    double first = height(c, &p->rows.at[0]), below = c->goal.below;
    const struct path_row *last = &p->rows.at[p->rows.count - 1];
    if (p->end == PATH_CONVERGED)
        low = height(c, last);
    if (c->goal.kind == GOAL_F && c->d.ascend)
        below = -below;
    if (c->goal.kind == GOAL_FALL)
        below = low + below * (first - low);
    if (c->goal.kind >= GOAL_LOWEST)
        below = -INFINITY;
    return (struct measure){c, below};
}

// Of the evaluations spent when it arrives, or of all.
static void count_steps(struct trial *t, const struct contest *c, double low, bool stay)
{
    const struct path_row *row = t->path.rows.at;
    struct measure m = measure_of(c, &t->path, low);
    double before = INFINITY;
    int spent = 0;
    t->reached = -1;
    for (int k = 0; k < (int)t->path.rows.count && (stay || t->reached < 0); k++) {
        double now = measured(&m, &row[k]);
        int price = k ? 1 + row[k].tried : 0;
        if (spent + price > c->d.steps)
            break;
        t->f = row[k].f;
        spent += price;
        if (now < 0 && t->reached < 0) {
            t->reached = k;
            t->evaluations = spent;
            t->score = spent - (k ? price * now / (now - before) : 0);
        } else if (!(now < 0)) {
            t->reached = -1;
        }
        before = now;
    }
    t->evaluations = t->reached < 0 ? spent : t->evaluations;
}

static void score(struct trial *t, const struct contest *c, double low, bool stay)
{
    const struct path_row *last = &t->path.rows.at[t->path.rows.count - 1];
    double first = height(c, &t->path.rows.at[0]);
    count_steps(t, c, low, stay);
    double now = c->d.ascend ? -t->f : t->f;
    if (t->reached < 0)
        t->score = now < first ? c->d.steps * (first - low) / (first - now) : INFINITY;
    else
        t->f = last->f;
}

static bool overshoots(const struct path *p, size_t k)
{
    return vec2_dot(p->rows.at[k].gradient, p->rows.at[k - 1].gradient) < 0;
}

// Of rows [from, to): the steepest slope, and how many overshoot.
static double steepest(const struct path *p, size_t from, size_t to)
{
    double most = 0;
    for (size_t k = from; k < to; k++)
        most = fmax(most, vec2_length(p->rows.at[k].gradient));
    return most;
}

static size_t overshooting(const struct path *p, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t k = from; k < to; k++)
        count += k > 0 && overshoots(p, k);
    return count;
}

static bool jumps(const struct path *p)
{
    size_t n = p->rows.count, third = n / 3;
    if (third == 0 || p->end == PATH_CONVERGED || p->end == PATH_FLAT)
        return false;
    double first = vec2_length(p->rows.at[0].gradient);
    double late = steepest(p, n - third, n);
    return late > FLAT * first
           && late >= (1 - EQUAL) * steepest(p, n - 2 * third, n - third)
           && overshooting(p, n - third, n) > 0;
}

static enum verdict alone(const struct trial *t, const struct contest *c)
{
    const struct path *p = &t->path;
    size_t n = p->rows.count;
    size_t steps = t->reached > 0 ? (size_t)t->reached : n - 1;
    if (n == 1 && !lost(t))
        return VERDICT_STILL;
    if (lost(t) || height(c, &p->rows.at[n - 1]) > height(c, &p->rows.at[0]))
        return VERDICT_DIVERGES;
    if (jumps(p))
        return VERDICT_NEVER;
    if (c->goal.kind == GOAL_ENDLESS)
        return VERDICT_ON;
    return 2 * overshooting(p, 1, steps + 1) > steps ? VERDICT_ZIGZAG : VERDICT_SLOW;
}

static bool better(const struct trial *a, const struct trial *b, bool ascend)
{
    return a->score < b->score
           || (a->score == b->score && (ascend ? a->f > b->f : a->f < b->f));
}

// A search asks where a run is in the end, not whether it rests there.
static bool may_be_best(const struct trials *t, const struct trial *one)
{
    return one->verdict > VERDICT_STILL || (t->stay && one->verdict == VERDICT_NEVER);
}

static void judge(struct trials *t, const struct contest *c)
{
    double low = lowest(t, c);
    t->best = -1;
    t->lowest = c->d.ascend ? -low : low;
    for (int i = 0; i < t->count; i++) {
        struct trial *one = &t->at[i];
        score(one, c, low, t->stay);
        one->verdict = alone(one, c);
        if (one->verdict <= VERDICT_NEVER && c->goal.kind == GOAL_FALL)
            one->reached = -1;
        if (may_be_best(t, one) && isfinite(one->score)
            && (t->best < 0 || better(one, &t->at[t->best], c->d.ascend)))
            t->best = i;
    }
    for (int i = 0; i < t->count && t->best >= 0; i++) {
        double times = t->at[i].score / t->at[t->best].score;
        if (t->at[i].verdict == VERDICT_SLOW && times <= OK)
            t->at[i].verdict = times <= FAST ? VERDICT_FAST : VERDICT_OK;
    }
    if (t->best >= 0)
        t->at[t->best].verdict = VERDICT_BEST;
}

bool trials_go_on(struct trials *out, const struct contest *c, int count,
                  struct pool *pool)
{
    struct work work = {out, c, out->count};
    pool_run(pool, (size_t)count, run_one, &work);
    out->count += count;
    for (int i = work.first; i < out->count; i++)
        if (out->at[i].path.rows.failed)
            return false;
    judge(out, c);
    return true;
}

bool trials_run(struct trials *out, const struct contest *c, const double *rates,
                int count, struct pool *pool)
{
    for (int i = 0; i < count; i++)
        out->at[i].lr = rates[i];
    out->count = 0;
    return trials_go_on(out, c, count, pool);
}

void trials_free(struct trials *t)
{
    for (int i = 0; i < TRIALS_MOST; i++)
        path_free(&t->at[i].path);
    memset(t, 0, sizeof *t);
}

const char *verdict_word(enum verdict v)
{
    static const char *const words[] = {"diverges", "never", "goes on", "stays", "best", "zig-zag",
                                        "fast", "ok", "slow"};
    return words[v];
}

void goal_words(char out[GOAL_WORDS], struct goal goal, bool ascend)
{
    char number[NUMBER_TEXT];
    if (goal.kind >= GOAL_LOWEST)
        snprintf(out, GOAL_WORDS, "the %s f", ascend ? "highest" : "lowest");
    else if (goal.kind == GOAL_FALL)
        snprintf(out, GOAL_WORDS, "%s %% of the %s", number_round(number, 100 - 100 * goal.below),
                 ascend ? "climb" : "fall");
    else
        snprintf(out, GOAL_WORDS, "%s %s", goal.kind == GOAL_SLOPE ? "‖∇f‖ <" : ascend ? "f >"
                 : "f <", number_brief(number, goal.below));
}

static void doubles(double *rates, int count, double first)
{
    for (int i = 0; i < count; i++)
        rates[i] = ldexp(first, i);
}

void grid_rates(double rates[GRID_RATES], double limit, double lr)
{
    doubles(rates, GRID_RATES, lr / 16);
    for (int i = 0; i < GRID_RATES && isfinite(limit); i++)
        rates[i] = grid_multiples[i] * limit;
}

void fan_rates(double rates[FAN_RATES], double limit, double lr)
{
    doubles(rates, FAN_RATES, isfinite(limit) ? limit / 32 : lr / 8);
}

void rates_spread(double *rates, int count, double from, double to)
{
    for (int i = 0; i < count; i++)
        rates[i] = from * pow(to / from, i / (count - 1.0));
    rates[count - 1] = to;
}
