// SPDX-License-Identifier: MIT
#include "field/levels.h"

#include "field/ladder.h"
#include "field/sort.h"
#include "field/step.h"
#include "field/survey.h"

#include <string.h>

enum { FEWEST = 6, PLENTY = 18, AREA_LEVELS = 12, MAJOR_EVERY = 5, MAJORS_LEAST = 3,
       FINER = 3 };
static const double ideal_count = 12.5;         // between 8 and 16, rather more
static const double core_share = 0.02;          // left out on either side of the core
static const double noise = 1e-14;              // of f: narrower is rounding error
static const double rounding = 1e-12;           // of the largest: negative by chance
static const double least_span = 1e-304;        // narrower is subnormal
static const double significant = 1e-4;         // of the largest: smaller is nothing
static const double plain = 1e-3;               // of the range: no more is flat
static const double dead_most = 0.10, crowded_most = 0.05;

static void add(struct levels *l, double value, bool major)
{
    if (l->count < LEVELS_MOST && value > l->low && value < l->high
        && (l->count == 0 || value > l->value[l->count - 1])) {
        l->value[l->count] = value;
        l->major[l->count++] = major;
    }
}

static struct levels empty(const struct survey *s, enum level_family family)
{
    return (struct levels){.family = family, .low = s->low, .high = s->high};
}

// The span that most of the picture lies in; never empty.
static void find_core(const struct survey *s, double share, double *low, double *high)
{
    *low = survey_quantile(s, share);
    *high = survey_quantile(s, 1 - share);
    if (*high / 2 - *low / 2 <= noise * fmax(fabs(*low), fabs(*high))) {
        *low = s->sorted[0];
        *high = s->sorted[s->count - 1];
    }
}

static double misfit(double count, double ideal)
{
    return fabs(log(fmax(count, 0.1) / ideal));
}

static struct step choose_step(double low, double high)
{
    double half = high / 2 - low / 2, first, last, least = INFINITY;
    struct step best = {0, 0}, s = step_below(half / 20);
    for (int i = 0; i < 8; i++, s = step_wider(s)) {
        bool some = step_span(s, low, high, &first, &last);
        double m = misfit(some ? last - first + 1 : 0, ideal_count);
        if (m < least) {
            least = m;
            best = s;
        }
    }
    return best;
}

// Equal steps through the whole range.  Where that is too many (a pole), those near
// the core.
static struct levels equal_by(const struct survey *s, struct step step, double low,
                              double high)
{
    struct levels l = empty(s, LEVELS_EQUAL);
    double first, last, from, to;
    if (!step_span(step, low, high, &first, &last))
        return l;
    l.step = step_value(step);
    double spare = floor((LEVELS_MOST - (last - first + 1)) / 2);
    from = fmax(first - spare, floor(l.low / l.step));
    to = fmin(last + spare, ceil(l.high / l.step));
    for (double k = from; k <= to; k++)
        add(&l, step_multiple(step, k), fmod(k, MAJOR_EVERY) == 0);
    return l;
}

// What levels are made by, whatever the range they fill.
struct recipe {
    enum level_family family;
    struct step step;           // EQUAL
    double low, high;           // and the span that must be filled
    double from;                // LOG, SYMLOG: the least magnitude
};

static struct recipe equal(const struct survey *s, double left_out)
{
    struct recipe r = {.family = LEVELS_EQUAL};
    find_core(s, left_out, &r.low, &r.high);
    r.step = choose_step(r.low, r.high);
    return r;
}

static const struct ladder *choose_ladder(double low, double high, double ideal)
{
    const struct ladder *best = ladder_finest();
    for (const struct ladder *l = best; l; l = ladder_coarser(l))
        if (misfit(ladder_rungs(l, low, high), ideal)
            < misfit(ladder_rungs(best, low, high), ideal))
            best = l;
    return best;
}

static int majors(const struct levels *l)
{
    int count = 0;
    for (int i = 0; i < l->count; i++)
        count += l->major[i];
    return count;
}

static double largest(const struct survey *s)
{
    return survey_magnitude(s, 0.995);
}

// Where a ladder starts: below it a magnitude counts as nothing.  Where f grows very
// large, that is as far below 1 as the largest is above.
static double lowest(const struct survey *s, double share)
{
    double top = largest(s);
    return fmax(survey_magnitude(s, share), fmin(significant * top, 1 / top));
}

// The rungs of one side: ascending away from zero, or towards it.
static void climb(struct levels *l, const struct ladder *ladder, int major, double low,
                  double high, int sign)
{
    int first = ladder_above(ladder, low), last = ladder_above(ladder, high) - 1;
    for (int i = first; i <= last; i++) {
        int rung = sign > 0 ? i : last - (i - first);
        add(l, sign * ladder_value(ladder, rung), rung % major == 0);
    }
}

static const struct ladder *fit_ladder(const struct survey *s, double from,
                                       double ideal)
{
    double core = survey_magnitude(s, 1 - core_share);
    return choose_ladder(from, fmax(core, from), ideal);
}

// For a function of one sign: |f| ≥ `from` at equal ratios.
static struct levels climb_one(const struct survey *s, const struct ladder *ladder,
                               int major, double from)
{
    struct levels l = empty(s, LEVELS_LOG);
    l.step = ladder_factor(ladder);
    bool up = s->sorted[s->count - 1] > -s->sorted[0];
    climb(&l, ladder, major, from, up ? l.high : -l.low, up ? 1 : -1);
    return l;
}

// Zero, and |f| ≥ `from` at equal ratios on both sides of it.
static struct levels climb_both(const struct survey *s, const struct ladder *ladder,
                                int major, double from)
{
    struct levels l = empty(s, LEVELS_SYMLOG);
    if (l.low < -from)
        climb(&l, ladder, major, from, -l.low, -1);
    add(&l, 0, true);
    if (l.high > from)
        climb(&l, ladder, major, from, l.high, 1);
    return l;
}

// But for rounding errors next to zero.
static bool has_one_sign(const struct survey *s)
{
    double low = s->sorted[0], high = s->sorted[s->count - 1];
    return fmin(-low, high) <= rounding * fmax(-low, high);
}

// Majors stand at powers of ten, closer where those are few.
static struct levels laddered(const struct survey *s, enum level_family family,
                              double from)
{
    bool one = family == LEVELS_LOG && has_one_sign(s);
    struct levels l = empty(s, one ? LEVELS_LOG : LEVELS_SYMLOG);
    if (!(from > 0) || !isfinite(from))
        return l;
    const struct ladder *ladder =
        fit_ladder(s, from, one ? ideal_count : ideal_count / 2);
    for (int major = ladder_major(ladder); major; major /= 2) {
        l = one ? climb_one(s, ladder, major, from)
                : climb_both(s, ladder, major, from);
        if (majors(&l) >= MAJORS_LEAST)
            break;
    }
    return l;
}

// The roundest number within a quarter of the gap on either side.
static double roundest(double below, double value, double above)
{
    double low = value - (value - below) / 4, high = value + (above - value) / 4;
    double half = high / 2 - low / 2, first, last;
    if (!(half > 0))
        return value;
    if (low <= 0 && high >= 0)
        return 0;
    struct step s = step_below(half * 2);
    for (struct step wider = s; step_span(wider, low, high, &first, &last);
         wider = step_wider(wider))
        s = wider;
    if (!step_span(s, low, high, &first, &last))
        return value;
    double k = round(value / step_value(s));
    return step_multiple(s, fmin(fmax(k, first), last));
}

// Between neighbours the same share of the picture, plains at its ends left out.
static struct levels equal_area(const struct survey *s)
{
    struct levels l = empty(s, LEVELS_AREA);
    double q[AREA_LEVELS + 2];
    double bottom = survey_quantile(s, 0.005), top = survey_quantile(s, 0.995);
    double range = (top / 2 - bottom / 2) * 2, least = significant * range;
    size_t first = 0, last = s->count - 1;
    while (first < last && s->sorted[first] <= s->sorted[0] + plain * range)
        first++;
    while (first < last && s->sorted[last] >= s->sorted[s->count - 1] - plain * range)
        last--;
    int count = 0;
    for (size_t i = 0; i <= AREA_LEVELS + 1; i++) {
        double value = s->sorted[first + (last - first) * i / (AREA_LEVELS + 1)];
        if (count == 0 || value - q[count - 1] > least)
            q[count++] = value;
    }
    for (int i = 1; i + 1 < count; i++)
        add(&l, roundest(q[i - 1], q[i], q[i + 1]), true);
    return l;
}

static struct levels make(const struct survey *s, const struct recipe *r)
{
    switch (r->family) {
    case LEVELS_LOG:
    case LEVELS_SYMLOG: return laddered(s, r->family, r->from);
    case LEVELS_AREA: return equal_area(s);
    default: return equal_by(s, r->step, r->low, r->high);
    }
}

static struct recipe ladder_recipe(const struct survey *s, enum level_family family)
{
    bool one = family == LEVELS_LOG && has_one_sign(s);
    return (struct recipe){.family = family, .from = lowest(s, one ? 0.003 : 0.05)};
}

static int levels_within(const struct levels *l, double low, double high)
{
    int within = 0;
    for (int i = 0; i < l->count; i++)
        within += l->value[i] >= low && l->value[i] <= high;
    return within;
}

// Equal steps are preferred: with them spacing shows steepness.
static double bonus(enum level_family family)
{
    switch (family) {
    case LEVELS_EQUAL: return 0.3;
    case LEVELS_LOG: return 0.06;
    case LEVELS_SYMLOG: return 0.04;
    default: return -0.05;
    }
}

// contours.md 3.4, and a little against levels that only outliers have.
static double score(const struct levels *l, const struct verdict *v, int within)
{
    return fmin(v->evenness, 0.85) - 1.2 * fmax(0, v->dead - 0.05)
           - fmax(0, v->crowded - 0.03) - 0.03 * fmax(0, FEWEST - within)
           - 0.02 * fmax(0, within - PLENTY)
           - 0.002 * fmax(0, l->count - within - PLENTY) + bonus(l->family);
}

struct contest {
    const struct survey *survey;
    struct recipe best;
    struct levels last;         // entered, to judge none twice in a row
    double score;
    double handicap;            // of those that enter now
    bool spread;                // equal steps leave no plains: others enter only where
                                // they crowd less
    bool failed;
};

static bool same(const struct levels *a, const struct levels *b)
{
    return a->count == b->count
           && memcmp(a->value, b->value, sizeof *a->value * (size_t)a->count) == 0;
}

// True when these levels show the function so well that no others need be tried.
static bool enter(struct contest *c, struct recipe recipe)
{
    const struct survey *s = c->survey;
    const struct levels made = make(s, &recipe), *l = &made;
    struct verdict v;
    if (c->last.count && same(l, &c->last))
        return false;
    c->last = made;
    int within = levels_within(l, survey_quantile(s, 0.005), survey_quantile(s, 0.995));
    int bands = (within > FEWEST ? within : FEWEST) + 1;
    if (c->failed || !survey_judge(s, l->value, l->count, bands, &v)) {
        c->failed = true;
        return true;
    }
    bool equal = l->family == LEVELS_EQUAL;
    c->spread |= equal && v.dead <= dead_most;
    if (c->spread && !equal && v.crowded > crowded_most)
        return false;
    double points = score(l, &v, within) - c->handicap;
    if (points > c->score) {
        c->best = recipe;
        c->score = points;
    }
    return v.dead <= dead_most && v.crowded <= crowded_most;
}

// Finer equal steps, as long as the lines do not crowd: many lines that show steepness
// are better than few that do not.
static bool enter_finer(struct contest *c)
{
    const struct survey *s = c->survey;
    struct recipe finer = equal(s, core_share);
    for (int i = 0; i < FINER; i++) {
        finer.step = step_finer(finer.step);
        struct levels l = make(s, &finer);
        struct verdict v;
        if (l.count >= LEVELS_MOST / 2)
            return false;
        c->failed |= !survey_judge(s, l.value, l.count, PLENTY, &v);
        if (c->failed || v.crowded > crowded_most)
            return c->failed;
        if (v.dead <= dead_most) {
            c->best = finer;
            return true;
        }
    }
    return false;
}

static bool enter_common(struct contest *c)
{
    const struct survey *s = c->survey;
    return enter(c, equal(s, core_share)) || enter_finer(c)
           || enter(c, ladder_recipe(s, LEVELS_LOG));
}

static void enter_rare(struct contest *c)
{
    const struct survey *s = c->survey;
    enter(c, equal(s, core_share / 4));
    enter(c, equal(s, 0));
    enter(c, (struct recipe){.family = LEVELS_AREA});
    c->handicap = 0.05;                         // small values go unseen
    for (double share = significant; share < 0.1; share *= 10) {
        enter(c, (struct recipe){.family = LEVELS_LOG, .from = share * largest(s)});
    }
}

static struct recipe best_of_all(const struct survey *s, bool *failed)
{
    struct contest c = {.survey = s, .score = -INFINITY, .best = equal(s, core_share)};
    if (!enter_common(&c))
        enter_rare(&c);
    *failed = c.failed;
    return c.best;
}

static struct recipe choose(const struct survey *s, enum level_family family,
                            bool *failed)
{
    switch (family) {
    case LEVELS_EQUAL: return equal(s, core_share);
    case LEVELS_LOG:
    case LEVELS_SYMLOG: return ladder_recipe(s, family);
    case LEVELS_AREA: return (struct recipe){.family = family};
    default: return best_of_all(s, failed);
    }
}

static bool is_constant(const struct survey *s)
{
    if (s->count == 0)
        return true;
    double low = s->sorted[0], high = s->sorted[s->count - 1];
    return high / 2 - low / 2 <= fmax(noise * fmax(fabs(low), fabs(high)), least_span);
}

// Chosen by the survey, and going on from low to high.
static struct levels levels_of(struct survey *s, double low, double high,
                               enum level_family wanted)
{
    struct levels l = {.family = LEVELS_EQUAL, .low = 1, .high = 0};
    if (s->count == 0)
        return l;
    bool failed = false;
    l = empty(s, LEVELS_EQUAL);
    l.high = l.low;
    if (is_constant(s))
        return l;
    struct recipe recipe = choose(s, wanted, &failed);
    double bottom = s->low, top = s->high;
    s->low = fmin(bottom, low);
    s->high = fmax(top, high);
    l = failed ? empty(s, LEVELS_EQUAL) : make(s, &recipe);
    l.failed = failed;
    for (int i = 0; i < l.count; i++) {
        l.below += l.value[i] <= bottom;
        l.above += l.value[i] >= top;
    }
    return l;
}

struct levels levels_choose(const struct evaluator *e, struct view view,
                            enum level_family wanted)
{
    struct survey s;
    if (!survey_open(&s, e, view))
        return (struct levels){.family = LEVELS_EQUAL, .low = 1, .failed = true};
    struct levels chosen = levels_of(&s, s.low, s.high, wanted);
    survey_close(&s);
    return chosen;
}

struct levels levels_choose_part(const struct evaluator *e, struct view view,
                                 struct view part, enum level_family wanted)
{
    struct survey whole = {0}, s = {0};
    if (part.width == view.width && part.height == view.height)
        return levels_choose(e, view, wanted);
    struct levels chosen = {.family = LEVELS_EQUAL, .low = 1, .failed = true};
    if (survey_open(&whole, e, view) && survey_open(&s, e, part))
        chosen = levels_of(is_constant(&s) ? &whole : &s, whole.low, whole.high, wanted);
    survey_close(&s);
    survey_close(&whole);
    return chosen;
}

struct levels levels_given(const double *values, int count)
{
    double sorted[LEVELS_MOST];
    struct levels l = {.family = LEVELS_GIVEN, .low = -INFINITY, .high = INFINITY};
    int some = 0;
    for (int i = 0; i < count && some < LEVELS_MOST; i++)
        if (isfinite(values[i]))
            sorted[some++] = values[i];
    sort_ascending(sorted, (size_t)some);
    for (int i = 0; i < some; i++)
        add(&l, sorted[i], true);
    l.low = 1;
    l.high = 0;
    return l;
}
