// SPDX-License-Identifier: MIT
#include "field/fan.h"

#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>

enum { HALVINGS = 40, SECTIONS = 30 };

#define GOLDEN 0.38196601125010515
#define NOTHING 1e-9            // of the longest step

struct search {
    struct contest contest;
    double first, lowest;       // f at the start, and of all that were tried
    struct trials one;
    bool failed;
};

static const struct trial *attempt(struct search *s, double rate)
{
    if (!s->failed && !trials_run(&s->one, &s->contest, &rate, 1, NULL))
        s->failed = true;
    return &s->one.at[0];
}

static bool fails(const struct trial *t)
{
    return t->verdict == VERDICT_DIVERGES || t->verdict == VERDICT_NEVER;
}

static bool swings(const struct path *p, vec2 way)
{
    double longest = 0;
    int steps = (int)p->rows.count - 1, turned = 0, same = 0;
    for (int k = 1; k <= steps; k++)
        longest = fmax(longest, fabs(vec2_dot(path_step(p, k), way)));
    for (int k = 2; k <= steps; k++) {
        double before = vec2_dot(path_step(p, k - 1), way);
        double now = vec2_dot(path_step(p, k), way);
        bool counts = fmin(fabs(before), fabs(now)) > NOTHING * longest;
        turned += counts && before * now < 0;
        same += counts && before * now > 0;
    }
    return turned > same;
}

static bool rings(const struct trial *t)
{
    return swings(&t->path, t->path.eigen.low_way)
           || swings(&t->path, t->path.eigen.high_way);
}

static double narrow(struct search *s, const struct trials *t,
                     bool (*holds)(const struct trial *t))
{
    int first = 0;
    while (first < t->count && !holds(&t->at[first]))
        first++;
    if (first == 0 || first == t->count)
        return NAN;
    double low = log(t->at[first - 1].lr), high = log(t->at[first].lr);
    for (int i = 0; i < HALVINGS && !s->failed; i++) {
        double middle = (low + high) / 2;
        if (holds(attempt(s, exp(middle))))
            high = middle;
        else
            low = middle;
    }
    return exp((low + high) / 2);
}

static double price(struct search *s, double log_rate)
{
    const struct trial *t = attempt(s, exp(log_rate));
    if (fails(t) || t->reached >= 0)
        return fails(t) ? INFINITY : t->score;
    return s->contest.d.steps * (s->first - s->lowest) / (s->first - t->f);
}

// Golden section about the best of those tried.
static double fastest(struct search *s, const struct trials *t)
{
    if (t->best < 0)
        return NAN;
    int last = t->count - 1, below = t->best - (t->best > 0);
    double low = log(t->at[below].lr), best = t->at[t->best].score;
    double high = log(t->at[t->best < last ? t->best + 1 : last].lr);
    double a = low + GOLDEN * (high - low), b = high - GOLDEN * (high - low);
    double at_a = price(s, a), at_b = price(s, b);
    for (int i = 0; i < SECTIONS && !s->failed; i++) {
        if (at_a <= at_b) {
            high = b, b = a, at_b = at_a;
            a = low + GOLDEN * (high - low);
            at_a = price(s, a);
        } else {
            low = a, a = b, at_a = at_b;
            b = high - GOLDEN * (high - low);
            at_b = price(s, b);
        }
    }
    return fmin(at_a, at_b) < best ? exp(at_a <= at_b ? a : b) : t->at[t->best].lr;
}

bool fan_thresholds(struct thresholds *out, const struct trials *t,
                    const struct contest *c)
{
    *out = (struct thresholds){NAN, NAN, NAN};
    if (c->goal.kind == GOAL_ENDLESS)
        return true;
    struct search *s = calloc(1, sizeof *s);
    if (!s)
        return false;
    s->contest = *c;
    s->first = t->at[0].path.rows.at[0].f;
    s->lowest = t->lowest;
    if (c->goal.kind == GOAL_FALL)
        s->contest.goal = (struct goal){
            GOAL_F, s->lowest + c->goal.below * (s->first - s->lowest)};
    out->fastest = fastest(s, t);
    out->ringing = narrow(s, t, rings);
    out->diverging = narrow(s, t, fails);
    bool done = !s->failed;
    trials_free(&s->one);
    free(s);
    return done;
}

void fan_words(char out[FAN_WORDS], const struct thresholds *t)
{
    const struct { const char *name; double rate; } marks[] = {
        {"fastest", t->fastest}, {"ringing from", t->ringing},
        {"diverging from", t->diverging},
    };
    char number[NUMBER_TEXT];
    size_t length = 0;
    out[0] = 0;
    for (int i = 0; i < 3; i++)
        if (isfinite(marks[i].rate))
            length += (size_t)snprintf(out + length, FAN_WORDS - length, "%s%s %s",
                                       length ? " · " : "", marks[i].name,
                                       number_shown(number, marks[i].rate, 3));
}
