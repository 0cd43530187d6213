// SPDX-License-Identifier: MIT
#include "plot/chart_scale.h"

#include "plot/echo.h"

static const double log_pays = 30;              // highest over lowest value
static const double blown_up = 1e6;             // times the start: the rest is cut
static const double sunk = 20;                  // times the starts' size below zero
static const double in_sight = 3;               // decades from the lowest to the target
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

// What stands thin beside the runs is in sight too, unless it runs away or takes far
// longer than they do.
static void make_room(struct chart_scale *c, const struct model *m, const struct scene *s)
{
    struct echo echo[ECHOES];
    int count = echo_list(echo, m, s), longest = c->steps;
    for (int i = 0; i < count; i++) {
        const struct path *path = echo[i].path;
        int last = (int)path->rows.count - 1;
        bool runs_away = path->end == PATH_DIVERGED || path->end == PATH_LEFT;
        c->steps = (int)fmax(c->steps, fmin(last, echo[i].whole ? last : 2.5 * longest));
        for (int k = 0; k <= last && k <= c->steps && !runs_away; k++) {
            double f = path->rows.at[k].f;
            if (!c->log)
                c->low = fmin(c->low, f);
            else if (c->below == 0 && f > 0)
                c->low = fmin(c->low, fmax(log10(f), c->high - DECADES));
        }
    }
}

static bool any_arrives(const struct model *m, const struct scene *s)
{
    bool arrives = false, climbs = false;
    for (int run = 0; run < s->runs; run++) {
        arrives |= m->path[run].rows.count && m->path[run].end == PATH_CONVERGED;
        climbs |= scene_has_run(s, run)
                  && scene_settings(s, run, DESCENT_STEPS)->ascend;
    }
    return arrives && !climbs;
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
                      const struct scene *s, struct span span, double below)
{
    double high = fmin(span.high - below, blown_up * (span.start - below));
    double target = log10(s->target);
    c->log = true;
    c->below = below;
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

struct chart_scale chart_scale_for(const struct model *m, const struct scene *s)
{
    struct chart_scale c = {.steps = 1};
    struct span span = find_span(m, s);
    for (int run = 0; run < s->runs; run++)
        if ((int)m->path[run].rows.count - 1 > c.steps)
            c.steps = (int)m->path[run].rows.count - 1;
    if (!(span.high > span.low)) {
        c.low = isfinite(span.low) ? span.low - 1 : -1;
        c.high = isfinite(span.low) ? span.low + 1 : 1;
    } else if (span.low > 0 && span.high / span.low > log_pays) {
        scale_log(&c, m, s, span, 0);
    } else if (any_arrives(m, s) && span.start > span.low) {
        scale_log(&c, m, s, span, span.low);
    } else {
        scale_linear(&c, span);
    }
    make_room(&c, m, s);
    return c;
}

float chart_scale_x(const struct chart_scale *c, double step)
{
    return c->plot.x0 + (float)(step / c->steps) * (c->plot.x1 - c->plot.x0);
}

float chart_scale_y(const struct chart_scale *c, double value)
{
    double t = (value - c->low) / (c->high - c->low);
    double clear = fmin(fmax(t, -1), 2);
    return c->plot.y1 - (float)clear * (c->plot.y1 - c->plot.y0);
}

pt chart_scale_point(const struct chart_scale *c, size_t step, double f)
{
    double value = f;
    if (c->log)
        value = f > c->below ? log10(f - c->below) : c->low;
    return (pt){chart_scale_x(c, (double)step),
                isnan(value) ? c->plot.y1 : chart_scale_y(c, value)};
}

double chart_scale_target(const struct chart_scale *c, float y)
{
    double t = ((double)c->plot.y1 - y) / ((double)c->plot.y1 - c->plot.y0);
    double value = c->low + fmin(fmax(t, 0), 1) * (c->high - c->low);
    double size = c->log ? pow(10, value) : value;
    double digit = c->log ? pow(10, floor(value)) : pow(10, floor(log10(c->high - c->low)) - 2);
    double round_size = round(size / digit) * digit;
    return round_size > 0 ? round_size : digit;
}

float chart_scale_target_y(const struct chart_scale *c, double target)
{
    float y = chart_scale_y(c, c->log ? log10(target) : target);
    return fminf(fmaxf(y, c->plot.y0), c->plot.y1);
}

rect chart_scale_handle(const struct chart_scale *c, double target,
                        const struct sizes *sizes)
{
    pt at = {c->plot.x1, chart_scale_target_y(c, target)};
    return rect_grown((rect){at.x, at.y, at.x, at.y}, sizes->handle / 3);
}

int chart_scale_arrival(const struct chart_scale *c, const struct path *path,
                        bool ascend, double target)
{
    for (size_t k = 0; k < path->rows.count; k++) {
        double f = path->rows.at[k].f - (c->log ? c->below : 0);
        if (ascend ? f > target : f < target)
            return (int)k;
    }
    return -1;
}

int chart_scale_nearest(const struct chart_scale *c, const struct model *m,
                        const struct scene *s, pt at, int *step)
{
    double t = ((double)at.x - c->plot.x0) / ((double)c->plot.x1 - c->plot.x0);
    int nearest = -1;
    float least = INFINITY;
    *step = (int)lround(fmin(fmax(t, 0), 1) * c->steps);
    for (int run = 0; run < s->runs; run++) {
        if ((size_t)*step >= m->path[run].rows.count)
            continue;
        float y = chart_scale_point(c, (size_t)*step, m->path[run].rows.at[*step].f).y;
        if (fabsf(y - at.y) < least) {
            least = fabsf(y - at.y);
            nearest = run;
        }
    }
    return nearest;
}
