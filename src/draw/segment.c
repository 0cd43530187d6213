// SPDX-License-Identifier: MIT
#include "draw/segment.h"

#include "base/array.h"

static const double nearest = 0.5;          // pixels between points that are kept
static const double shortest_period = 1;    // of dashes; finer ones look solid
static const double longest_dashed = 1e12;  // pixels; beyond, a dash is below rounding

static vec2 pixel(pt at, const struct way *way)
{
    return (vec2){at.x * way->scale, at.y * way->scale};
}

static float between(double value, double least, double most)
{
    return (float)fmin(fmax(value, least), most);
}

// The point at t of a…b, kept in the window however large its coordinates are.
static pt point_at(vec2 a, vec2 b, double t, const box *window)
{
    double x = t <= 0 ? a.x : t >= 1 ? b.x : a.x + (b.x - a.x) * t;
    double y = t <= 0 ? a.y : t >= 1 ? b.y : a.y + (b.y - a.y) * t;
    return (pt){between(x, window->x0, window->x1), between(y, window->y0, window->y1)};
}

// Narrows [t0, t1] to where start + t·delta lies in [least, most] (Liang and Barsky).
static bool narrow(double start, double delta, double least, double most, double *t0,
                   double *t1)
{
    if (delta == 0)
        return start >= least && start <= most;
    double in = (least - start) / delta, out = (most - start) / delta;
    *t0 = fmax(*t0, fmin(in, out));
    *t1 = fmin(*t1, fmax(in, out));
    return *t0 <= *t1;
}

static bool visible(vec2 a, vec2 b, const box *window, double *t0, double *t1)
{
    *t0 = 0;
    *t1 = 1;
    return narrow(a.x, b.x - a.x, window->x0, window->x1, t0, t1)
        && narrow(a.y, b.y - a.y, window->y0, window->y1, t0, t1);
}

// A polyline being cut.  Lengths are pixels.
struct cut {
    struct segments *out;
    const struct way *way;
    double along;               // from its first point, modulo the period
    double period;              // of the dashes; 0: solid
};

// The part from t0 to t1 of one of its segments.
struct stretch {
    vec2 a, b;
    double t0, t1, length;
    bool first, last;           // of an open polyline
};

// What a dash from `from` to `to` shows of a segment; it may reach beyond its ends.
static void cut_dash(struct cut *cut, const struct stretch *s, double from, double to)
{
    const box *window = &cut->way->window;
    bool butt = cut->way->butt, ends = to < s->length || s->last;
    double t0 = fmax(from, 0) / s->length, t1 = fmin(to, s->length) / s->length;
    array_push(cut->out, (struct segment){point_at(s->a, s->b, t0, window),
                                          point_at(s->a, s->b, t1, window),
                                          butt && from >= 0, butt && ends});
}

static void cut_dashes(struct cut *cut, const struct stretch *s)
{
    double from = s->t0 * s->length, to = s->t1 * s->length;
    double start = from - fmod(cut->along + from, cut->period);
    for (double at = start; at < to; at += cut->period)
        if (at + cut->way->dash > from)
            cut_dash(cut, s, at, at + cut->way->dash);
}

static void cut_solid(struct cut *cut, const struct stretch *s)
{
    const box *window = &cut->way->window;
    bool butt = cut->way->butt;
    array_push(cut->out, (struct segment){point_at(s->a, s->b, s->t0, window),
                                          point_at(s->a, s->b, s->t1, window),
                                          butt && s->first && s->t0 <= 0,
                                          butt && s->last && s->t1 >= 1});
}

static void cut_segment(struct cut *cut, struct stretch s)
{
    s.length = hypot(s.b.x - s.a.x, s.b.y - s.a.y);
    bool dashed = cut->period > 0 && s.length > 0 && s.length < longest_dashed;
    if (s.length == 0 && cut->way->butt)
        return;
    if (visible(s.a, s.b, &cut->way->window, &s.t0, &s.t1)) {
        if (dashed)
            cut_dashes(cut, &s);
        else
            cut_solid(cut, &s);
    }
    if (cut->period > 0)
        cut->along = fmod(cut->along + s.length, cut->period);
}

static bool near(vec2 a, vec2 b)
{
    return fabs(a.x - b.x) < nearest && fabs(a.y - b.y) < nearest
        && vec2_dot(vec2_sub(a, b), vec2_sub(a, b)) < nearest * nearest;
}

// The next point worth keeping: neither near the one before nor near the last.
static size_t next_kept(const pt *points, size_t count, size_t from,
                        const struct way *way)
{
    vec2 a = pixel(points[from], way), end = pixel(points[count - 1], way);
    size_t i = from + 1;
    for (; i + 1 < count; i++) {
        vec2 b = pixel(points[i], way);
        if (!near(a, b) && !near(b, end))
            break;
    }
    return i;
}

void segments_stroke(struct segments *out, const pt *points, size_t count,
                     const struct way *way)
{
    double period = way->dash > 0 && way->gap > 0 ? way->dash + way->gap : 0;
    struct cut cut = {out, way, 0, period >= shortest_period ? period : 0};
    size_t at = 0;
    while (at + 1 < count) {
        size_t next = next_kept(points, count, at, way);
        cut_segment(&cut, (struct stretch){
            .a = pixel(points[at], way), .b = pixel(points[next], way),
            .first = at == 0 && !way->closed, .last = next + 1 == count && !way->closed});
        at = next;
    }
    if (way->closed && count > 2)
        cut_segment(&cut, (struct stretch){.a = pixel(points[at], way),
                                           .b = pixel(points[0], way)});
}

static void fill_edge(struct segments *out, vec2 a, vec2 b, double t0, double t1,
                      const box *window)
{
    pt from = point_at(a, b, t0, window), to = point_at(a, b, t1, window);
    if (from.y != to.y)
        array_push(out, (struct segment){.a = from, .b = to});
}

void segments_fill(struct segments *out, const pt *points, size_t count,
                   const struct way *way)
{
    const box *window = &way->window;
    for (size_t i = 0; i < count; i++) {
        vec2 a = pixel(points[i], way), b = pixel(points[(i + 1) % count], way);
        double t0 = 0, t1 = 1, dx = b.x - a.x;
        if (!narrow(a.y, b.y - a.y, window->y0, window->y1, &t0, &t1))
            continue;
        double left = dx == 0 ? t1 : fmin(fmax((window->x0 - a.x) / dx, t0), t1);
        double right = dx == 0 ? t1 : fmin(fmax((window->x1 - a.x) / dx, t0), t1);
        double first = fmin(left, right), second = fmax(left, right);
        fill_edge(out, a, b, t0, first, window);
        fill_edge(out, a, b, first, second, window);
        fill_edge(out, a, b, second, t1, window);
    }
}
