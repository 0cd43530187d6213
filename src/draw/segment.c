// SPDX-License-Identifier: MIT
#include "draw/segment.h"

#include "base/array.h"

static const double nearest = 0.5;          // pixels between points that are kept
static const double shortest_period = 1;    // of dashes; finer ones look solid, as do
static const double least_slender = 0.125;  // those shorter than this times the radius
static const double longest_dashed = 1e12;  // pixels; beyond, a dash is below rounding

void segments_clear(struct segments *segments)
{
    segments->count = segments->flats.count = 0;
}

void segments_free(struct segments *segments)
{
    array_free(&segments->flats);
    array_free(segments);
}

bool segments_failed(const struct segments *segments)
{
    return segments->failed || segments->flats.failed;
}

static vec2 pixel(pt at, const struct way *way)
{
    return (vec2){at.x * way->scale, at.y * way->scale};
}

static float between(double value, double least, double most)
{
    return (float)fmin(fmax(value, least), most);
}

static pt within(vec2 p, const box *window)
{
    return (pt){between(p.x, window->x0, window->x1), between(p.y, window->y0, window->y1)};
}

// Moves u to the side of [least, most] it lies beyond, and v along the line to (u1, v1).
// False when all of the line lies beyond.
static bool pull(double *u, double *v, double u1, double v1, double least, double most)
{
    double side = *u < least ? least : most;
    if (*u >= least && *u <= most)
        return true;
    if (side == least ? u1 < least : u1 > most)
        return false;
    *v += (v1 - *v) * ((side - *u) / (u1 - *u));
    *u = side;
    return true;
}

static bool clip_y(vec2 *a, vec2 *b, const box *window)
{
    return pull(&a->y, &a->x, b->y, b->x, window->y0, window->y1)
        && pull(&b->y, &b->x, a->y, a->x, window->y0, window->y1);
}

static bool clip_x(vec2 *a, vec2 *b, const box *window)
{
    return pull(&a->x, &a->y, b->x, b->y, window->x0, window->x1)
        && pull(&b->x, &b->y, a->x, a->y, window->x0, window->x1);
}

// A polyline being cut.  Lengths are pixels.
struct cut {
    struct segments *out;
    const struct way *way;
    double along;               // from its first point, modulo the period
    double period;              // of the dashes; 0: solid
    uint32_t start;             // the flat end the line or dash began with, 0: none
    double since;               // how far ago
};

struct stretch {
    vec2 a, b;                  // a segment of it
    double length;
    bool first, last;           // of an open polyline
    vec2 seen_a, seen_b;        // what the window shows of it
    double from, to;            // and how far from a that is
};

static const double agreeing = 0.7;         // cosine between parts of one direction

static pt direction(const struct segment *s)
{
    float x = s->b.x - s->a.x, y = s->b.y - s->a.y, length = sqrtf(x * x + y * y);
    return length > 0 ? (pt){x / length, y / length} : (pt){1, 0};
}

static uint32_t add_flat(struct segments *out, pt at, pt toward)
{
    array_push(&out->flats, (struct flat){at, toward});
    return (uint32_t)out->flats.count;
}

static bool agrees(const struct segments *out, uint32_t flat, pt direction, float sign)
{
    pt toward = out->flats.at[flat - 1].out;
    return sign * (toward.x * direction.x + toward.y * direction.y) > agreeing;
}

// Round joins close to a flat end would show beyond it: it cuts them too.
static void cut_joins_before(const struct cut *cut, uint32_t flat)
{
    struct segments *out = cut->out;
    double ago = 0;
    for (size_t i = out->count - 1; i > 0; i--) {
        const struct segment *s = &out->at[i];
        struct segment *before = &out->at[i - 1];
        ago += hypot(s->b.x - s->a.x, s->b.y - s->a.y);
        if (ago > cut->way->radius || before->b.x != s->a.x || before->b.y != s->a.y
            || !agrees(out, flat, direction(before), 1))
            return;
        before->flat_b = flat;
    }
}

static void add_segment(struct cut *cut, vec2 a, vec2 b, bool butt_a, bool butt_b)
{
    const box *window = &cut->way->window;
    struct segments *out = cut->out;
    struct segment s = {.a = within(a, window), .b = within(b, window),
                        .butt_a = butt_a, .butt_b = butt_b};
    pt toward = direction(&s);
    if (butt_a) {
        cut->start = add_flat(out, s.a, (pt){-toward.x, -toward.y});
        cut->since = 0;
    }
    if (butt_b)
        s.flat_b = add_flat(out, s.b, toward);
    if (out->flats.failed)
        return;
    if (cut->start && cut->since <= cut->way->radius
        && agrees(out, cut->start, toward, -1))
        s.flat_a = cut->start;
    cut->since += hypot(s.b.x - s.a.x, s.b.y - s.a.y);
    if (array_push(out, s) && butt_b) {
        cut_joins_before(cut, s.flat_b);
        cut->start = 0;
    }
}

// The visible part of the dash between two distances from a, which may lie beyond it.
static void cut_dash(struct cut *cut, const struct stretch *s, double from, double to)
{
    bool butt = cut->way->butt, ends = to <= s->to || (s->last && s->to >= s->length);
    vec2 unit = vec2_scale(vec2_sub(s->b, s->a), 1 / s->length);
    vec2 start = from > s->from ? vec2_add(s->a, vec2_scale(unit, from)) : s->seen_a;
    vec2 end = to < s->to ? vec2_add(s->a, vec2_scale(unit, to)) : s->seen_b;
    add_segment(cut, start, end, butt && from >= s->from, butt && ends);
}

static void cut_dashes(struct cut *cut, const struct stretch *s)
{
    double start = s->from - fmod(cut->along + s->from, cut->period);
    for (double at = start; at < s->to; at += cut->period)
        if (at + cut->way->dash > s->from)
            cut_dash(cut, s, at, at + cut->way->dash);
}

static void cut_solid(struct cut *cut, const struct stretch *s)
{
    bool butt = cut->way->butt;
    add_segment(cut, s->seen_a, s->seen_b, butt && s->first && s->from == 0,
                butt && s->last && s->to == s->length);
}

static double distance(vec2 a, vec2 b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

static void cut_segment(struct cut *cut, struct stretch s)
{
    const box *window = &cut->way->window;
    s.length = distance(s.a, s.b);
    if (s.length == 0 && cut->way->butt)
        return;
    s.seen_a = s.a;
    s.seen_b = s.b;
    if (clip_y(&s.seen_a, &s.seen_b, window) && clip_x(&s.seen_a, &s.seen_b, window)) {
        s.from = distance(s.a, s.seen_a);
        s.to = distance(s.a, s.seen_b);
        if (cut->period > 0 && s.length > 0 && s.length < longest_dashed)
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
    double least = fmax(shortest_period, least_slender * way->radius);
    struct cut cut = {.out = out, .way = way, .period = period >= least ? period : 0};
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

// The point where a…b passes x, the ends counting as far as they go.
static vec2 passing(vec2 a, vec2 b, double x)
{
    if (a.x == b.x)
        return a;
    double t = fmin(fmax((x - a.x) / (b.x - a.x), 0), 1);
    return (vec2){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

static void fill_edge(struct segments *out, vec2 a, vec2 b, const box *window)
{
    pt from = within(a, window), to = within(b, window);
    if (from.y != to.y)
        array_push(out, (struct segment){.a = from, .b = to});
}

void segments_fill(struct segments *out, const pt *points, size_t count,
                   const struct way *way)
{
    const box *window = &way->window;
    for (size_t i = 0; i < count; i++) {
        vec2 a = pixel(points[i], way), b = pixel(points[(i + 1) % count], way);
        if (!clip_y(&a, &b, window))
            continue;
        vec2 first = passing(a, b, a.x < b.x ? window->x0 : window->x1);
        vec2 second = passing(a, b, a.x < b.x ? window->x1 : window->x0);
        fill_edge(out, a, first, window);
        fill_edge(out, first, second, window);
        fill_edge(out, second, b, window);
    }
}
