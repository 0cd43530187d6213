// SPDX-License-Identifier: MIT
#include "plot/chart_scale.h"

#include "plot/echo.h"
#include "plot/walk.h"

static const double log_pays = 30;              // highest over lowest value
static const double blown_up = 1e6;             // times the start: the rest is cut
static const double sunk = 20;                  // times the starts' size below zero
static const double in_sight = 3;               // decades from the lowest to the target
static const double lower = 1e-3;               // of the fall: more is another bottom
enum { DECADES = 40 };

struct span { double low, high, start, least; };         // of all values, of the starts

static struct span find_span(const struct model *m, const struct scene *s)
{
    struct span span = {INFINITY, -INFINITY, -INFINITY, INFINITY};
    for (int run = 0; run < s->runs; run++) {
        for (size_t k = 0; k < m->path[run].rows.count; k++) {
            double f = m->path[run].rows.at[k].f;
            if (!isfinite(f))
                continue;
            span.low = fmin(span.low, f);
            span.high = fmax(span.high, f);
            span.start = k == 0 ? fmax(span.start, f) : span.start;
            span.least = k == 0 ? fmin(span.least, f) : span.least;
        }
    }
    return span;
}

static bool arrives(const struct model *m, const struct scene *s, int run, bool ascend)
{
    return m->path[run].rows.count && m->path[run].end == PATH_CONVERGED
           && scene_settings(s, run, DESCENT_STEPS)->ascend == ascend;
}

static struct aim find_aim(const struct model *m, const struct scene *s)
{
    bool known = scene_has_run(s, s->chosen);
    struct bottom bottom = known ? m->study.bottom : (struct bottom){0};
    double sign = bottom.ascend ? -1 : 1, start = -INFINITY, low = INFINITY;
    for (int run = 0; run < s->runs && !s->race; run++) {
        const struct path *path = &m->path[run];
        if (!arrives(m, s, run, bottom.ascend))
            continue;
        start = fmax(start, sign * path->rows.at[0].f);
        for (size_t k = 0; k < path->rows.count; k++)
            low = fmin(low, sign * path->rows.at[k].f);
    }
    return low < INFINITY ? aim_at(sign * start, sign * low, bottom.ascend)
                          : bottom_aim(&bottom);
}

// The lowest value above `below`, as far as a log scale reaches.
static double least_above(const struct model *m, const struct scene *s, double below,
                          double high)
{
    double least = high;
    for (int run = 0; run < s->runs; run++) {
        for (size_t k = 0; k < m->path[run].rows.count; k++) {
            double f = m->path[run].rows.at[k].f - below;
            if (f > 0)
                least = fmin(least, f);
        }
    }
    return fmax(least, high * pow(10, -DECADES));
}

static void scale_log(struct chart_scale *c, const struct model *m,
                      const struct scene *s, struct span span)
{
    double below = c->below;
    double high = fmin(span.high - below, blown_up * (span.start - below));
    double target = log10(aim_value(&c->aim, s->target) - below);
    c->log = true;
    c->low = log10(least_above(m, s, below, high));
    c->high = log10(high);
    if (target > c->low - in_sight && target < c->high)
        c->low = fmin(c->low, target);
    double room = fmax((c->high - c->low) / 20, 0.05);
    c->low -= room;
    c->high += room;
}

static void scale_linear(struct chart_scale *c, struct span span)
{
    double low = fmax(span.low, -sunk * fmax(fabs(span.start), fabs(span.least)));
    double high = fmin(span.high, span.start + 2 * fabs(span.start - low));
    if (high <= low)
        low = span.low, high = span.high;
    double room = fmax(high - low, 1e-9 * fmax(fabs(high), 1e-300)) / 20;
    c->low = low - room;
    c->high = high + room;
}

static bool runs_away(const struct path *path)
{
    return path->end == PATH_DIVERGED || path->end == PATH_LEFT;
}

static double value_of(const struct chart_scale *c, double f)
{
    return !c->log ? f : f > c->below ? log10(f - c->below) : f <= c->below ? c->low : NAN;
}

// How far a path goes along x; one that runs away, as long as its f is in the plot.
static double reach_of(const struct chart_scale *c, const struct path *path)
{
    size_t last = path->rows.count - 1, k = 0;
    if (path->rows.count == 0)
        return 0;
    if (!c->walked || !runs_away(path))
        return chart_scale_along(c, path, last);
    while (k < last && value_of(c, path->rows.at[k + 1].f) <= c->high
           && value_of(c, path->rows.at[k + 1].f) >= c->low)
        k++;
    return chart_scale_along(c, path, k);
}

// Those that run away do not take the place of others.
static void reach(struct chart_scale *c, const struct model *m, const struct scene *s)
{
    double calm = 0, wild = 0;
    for (int run = 0; run < s->runs; run++) {
        double far = reach_of(c, &m->path[run]);
        if (c->walked && runs_away(&m->path[run]))
            wild = fmax(wild, far);
        else
            calm = fmax(calm, far);
    }
    c->end = calm > 0 ? fmax(calm, fmin(wild, 2.5 * calm)) : 1.1 * wild;
    if (!(c->end > 0) || !isfinite(c->end))
        c->end = 1;
}

static void make_room_for(struct chart_scale *c, const struct path *path)
{
    for (size_t k = 0; k < path->rows.count; k++) {
        double f = path->rows.at[k].f;
        if (!(chart_scale_along(c, path, k) <= c->end))
            return;
        if (!c->log)
            c->low = fmin(c->low, f);
        else if (c->below == 0 && f > 0)
            c->low = fmin(c->low, fmax(log10(f), c->high - DECADES));
    }
}

// What stands thin beside the runs is in sight too, unless it runs away or takes far
// longer than they do.
static void make_room(struct chart_scale *c, const struct model *m, const struct scene *s)
{
    struct echo echo[ECHOES];
    int count = echo_list(echo, m, s);
    double most = 2.5 * c->end;
    for (int i = 0; i < count; i++) {
        double far = reach_of(c, echo[i].path);
        c->end = fmax(c->end, echo[i].whole ? far : fmin(far, most));
        if (!runs_away(echo[i].path))
            make_room_for(c, echo[i].path);
    }
}

// f between the steps may be lower and higher than at any: so far this is shown.
static void make_room_between(struct chart_scale *c, const struct path *path,
                              const struct evaluator *value, double slack)
{
    enum { PLACES = 200 };
    struct walk_place place[WALK_PLACES];
    double low = c->low, high = c->high;
    for (size_t k = 0; k + 1 < path->rows.count && path->rows.at[k].walked < c->end; k++) {
        int count = walk_between(place, path, k, c->end / PLACES, c->end, value);
        for (int i = 0; i < count; i++) {
            low = fmin(low, place[i].f);
            high = fmax(high, place[i].f);
        }
    }
    c->low = fmax(low, c->low - slack);
    c->high = fmin(high, c->high + slack);
}

static void make_room_on_way(struct chart_scale *c, const struct model *m,
                             const struct scene *s)
{
    double low = c->low, high = c->high, slack = fmax(fabs(low), fabs(high));
    for (int run = 0; run < s->runs; run++)
        make_room_between(c, &m->path[run], m->value, slack);
    double room = (c->high - c->low) / 20;
    c->low -= c->low < low ? room : 0;
    c->high += c->high > high ? room : 0;
}

// Does nothing come lower than what the target is measured from?
static bool ends_lowest(const struct aim *aim, struct span span)
{
    return aim->kind == AIM_END && !aim->ascend
           && aim->from - span.low <= lower * (span.start - aim->from);
}

struct chart_scale chart_scale_for(const struct model *m, const struct scene *s)
{
    struct chart_scale c = {.walked = s->walked, .end = 1, .aim = find_aim(m, s)};
    struct span span = find_span(m, s);
    c.below = ends_lowest(&c.aim, span) ? c.aim.from : 0;
    double above = fmax(span.low - c.below, 0);
    if (!(span.high > span.low)) {
        c.low = isfinite(span.low) ? span.low - 1 : -1;
        c.high = isfinite(span.low) ? span.low + 1 : 1;
    } else if ((above > 0 || c.below != 0) && span.start > c.below && !s->walked
               && span.high - c.below > log_pays * above) {
        scale_log(&c, m, s, span);
    } else {
        scale_linear(&c, span);
    }
    reach(&c, m, s);
    make_room(&c, m, s);
    if (c.walked)
        make_room_on_way(&c, m, s);
    return c;
}

double chart_scale_along(const struct chart_scale *c, const struct path *path, size_t k)
{
    return c->walked ? path->rows.at[k].walked : (double)k;
}

float chart_scale_x(const struct chart_scale *c, double along)
{
    return c->plot.x0 + (float)fmin(along / c->end, 2) * (c->plot.x1 - c->plot.x0);
}

float chart_scale_y(const struct chart_scale *c, double value)
{
    double t = (value - c->low) / (c->high - c->low);
    double clear = fmin(fmax(t, -1), 2);
    return c->plot.y1 - (float)clear * (c->plot.y1 - c->plot.y0);
}

pt chart_scale_point(const struct chart_scale *c, double along, double f)
{
    double value = value_of(c, f);
    return (pt){chart_scale_x(c, along),
                isnan(value) ? c->plot.y1 : chart_scale_y(c, value)};
}

pt chart_scale_row(const struct chart_scale *c, const struct path *path, size_t k)
{
    return chart_scale_point(c, chart_scale_along(c, path, k), path->rows.at[k].f);
}

size_t chart_scale_row_at(const struct chart_scale *c, const struct path *path,
                          double along)
{
    size_t low = 0, high = path->rows.count - 1;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (chart_scale_along(c, path, middle) <= along)
            low = middle;
        else
            high = middle;
    }
    double before = along - chart_scale_along(c, path, low);
    return chart_scale_along(c, path, high) - along < before ? high : low;
}

double chart_scale_along_at(const struct chart_scale *c, float x)
{
    double t = ((double)x - c->plot.x0) / ((double)c->plot.x1 - c->plot.x0);
    return fmin(fmax(t, 0), 1) * c->end;
}

double chart_scale_target(const struct chart_scale *c, float y)
{
    double t = ((double)c->plot.y1 - y) / ((double)c->plot.y1 - c->plot.y0);
    double value = c->low + fmin(fmax(t, 0), 1) * (c->high - c->low);
    double f = c->log ? c->below + pow(10, value) : value;
    double size = c->aim.ascend ? c->aim.from - f : f - c->aim.from;
    double span = c->log ? size : (c->high - c->low) / 100;
    double digit = pow(10, floor(log10(fmax(span, 1e-300))));
    double round_size = round(size / digit) * digit;
    return round_size > 0 ? round_size : digit;
}

float chart_scale_target_y(const struct chart_scale *c, double target)
{
    double f = aim_value(&c->aim, target);
    float y = chart_scale_point(c, 0, f).y;
    return fminf(fmaxf(y, c->plot.y0), c->plot.y1);
}

bool chart_scale_shows_target(const struct chart_scale *c, double target)
{
    double value = value_of(c, aim_value(&c->aim, target));
    return value >= c->low && value <= c->high;
}

void chart_scale_name_target(const struct chart_scale *c, double target,
                             char out[NUMBER_TEXT])
{
    if (c->log && c->below != 0)
        number_brief(out, target);
    else if (c->aim.kind == AIM_END)
        number_shown(out, aim_value(&c->aim, target), 3);
    else
        number_brief(out, aim_value(&c->aim, target));
}

rect chart_scale_handle(const struct chart_scale *c, double target,
                        const struct sizes *sizes)
{
    pt at = {c->plot.x1, chart_scale_target_y(c, target)};
    return rect_grown((rect){at.x, at.y, at.x, at.y}, sizes->handle / 3);
}

int chart_scale_arrival(const struct chart_scale *c, const struct path *path,
                        double target)
{
    for (size_t k = 0; k < path->rows.count; k++)
        if (aim_holds(&c->aim, path->rows.at[k].f, target))
            return (int)k;
    return -1;
}

int chart_scale_nearest(const struct chart_scale *c, const struct model *m,
                        const struct scene *s, pt at, int *step)
{
    double along = chart_scale_along_at(c, at.x);
    double half = c->walked ? 0 : 0.5;                  // step
    int nearest = -1;
    float least = INFINITY;
    for (int run = 0; run < s->runs; run++) {
        const struct path *path = &m->path[run];
        size_t last = path->rows.count - 1;
        if (!path->rows.count || !(along <= chart_scale_along(c, path, last) + half))
            continue;
        size_t k = chart_scale_row_at(c, path, along);
        float away = fabsf(chart_scale_row(c, path, k).y - at.y);
        if (!(away < least))
            continue;
        least = away;
        nearest = run;
        *step = (int)k;
    }
    return nearest;
}
