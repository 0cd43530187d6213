// SPDX-License-Identifier: MIT
#include "field/critical_curve.h"

#include "base/array.h"
#include "field/critical_polish.h"

enum {
    MOST_VERTICES = 4000, MOST_CURVES = 500, CLOSE_AFTER = 4, HEIGHT_SAMPLES = 64,
    MOST_STEPS = 60000, FEWEST_STEPS = 4000,
    MOST_WORK = 1600000         // steps along curves times the steps of a formula
};

static const double longest_step = 1.0 / 128, shortest_step = 1e-6;  // of the region
static const double longest_path_of_point = 1.0 / 64, same_line = 1.0 / 5000;
static const double straight = 1e-9;            // of the region, off a chord
static const double faded = 1e-9;               // of what curvature makes of a step
static const double sharpest_turn = 0.2, slight_turn = 0.05;         // radians

enum end {
    END_BORDER, END_CLOSED,
    END_ROUGH,                  // f is not smooth there
    END_LOST,
    END_FADED                   // the gradient was zero to rounding only
};

struct walk {
    const struct search *search;
    vec2 at, way;               // way: of length 1 as the region is 1 × 1
    double step;
    size_t *left;               // steps that all walks together may try
};

static vec2 to_unit(const struct search *s, vec2 v)
{
    return (vec2){v.x / s->size.x, v.y / s->size.y};
}

static double unit_length(const struct search *s, vec2 v)
{
    return vec2_length(to_unit(s, v));
}

static vec2 unit_way(const struct search *s, vec2 v)
{
    vec2 u = to_unit(s, v);
    double length = vec2_length(u);
    return length > 0 ? vec2_scale(u, 1 / length) : (vec2){0, 0};
}

static vec2 ahead(const struct search *s, vec2 at, vec2 way, double step)
{
    return (vec2){at.x + way.x * step * s->size.x, at.y + way.y * step * s->size.y};
}

// Along which the gradient stays zero; {0, 0} where the Hessian does not say.
static vec2 null_way(const struct search *s, vec2 at)
{
    struct eigen e = hessian_eigen(search_sample(s, at).hessian);
    if (!(eigen_least(e) < 1e-3 * eigen_most(e)))
        return (vec2){0, 0};
    return unit_way(s, fabs(e.low) < fabs(e.high) ? e.low_way : e.high_way);
}

static bool onto_line(const struct search *s, vec2 start, double reach, vec2 *at)
{
    return polish_singular(s, start, vec2_scale(s->size, reach), true, at) &&
           search_vanishes(s, *at);
}

// The next point of the line; false where no step however short leads on.
static bool step_on(struct walk *w, vec2 *next)
{
    const struct search *s = w->search;
    for (; w->step > shortest_step && *w->left; w->step /= 2) {
        --*w->left;
        vec2 guess = ahead(s, w->at, w->way, w->step);
        if (!onto_line(s, guess, w->step / 2, next))
            continue;
        vec2 chord = unit_way(s, vec2_sub(*next, w->at));
        vec2 way = null_way(s, *next);
        if (way.x == 0 && way.y == 0)
            way = chord;
        if (vec2_dot(way, chord) < 0)
            way = vec2_scale(way, -1);
        double turn = acos(fmin(1, vec2_dot(way, w->way)));
        if (turn > sharpest_turn || vec2_dot(chord, w->way) < cos(sharpest_turn))
            continue;
        w->at = *next;
        w->way = way;
        if (turn < slight_turn)
            w->step = fmin(longest_step, w->step * 1.5);
        return true;
    }
    return false;
}

static bool is_smooth(const struct search *s, vec2 at)
{
    struct bounds on;
    search_curvatures(s, box_around(at, vec2_scale(s->size, 4 * shortest_step)), &on);
    unsigned marks = 0;
    for (int part = 0; part < PARTS; part++)
        marks |= on.of[part].marks;
    return marks == 0;
}

// Whether the gradient ahead is nearly zero still, but not zero.
static bool is_fading(const struct walk *w)
{
    const struct search *s = w->search;
    double step = 1e-3;
    vec2 at;
    if (!polish_singular(s, ahead(s, w->at, w->way, step), vec2_scale(s->size, step),
                         true, &at))
        return false;
    struct sample p = search_sample(s, at);
    double bend = eigen_most(hessian_eigen(p.hessian));
    return vec2_length(p.slope) <= faded * bend * vec2_length(vec2_sub(at, w->at)) &&
           !search_vanishes(s, at);
}

static enum end end_of(const struct walk *w)
{
    if (!is_smooth(w->search, w->at))
        return END_ROUGH;
    return is_fading(w) ? END_FADED : END_LOST;
}

static double clipped(double from, double to, double low, double high)
{
    double end = to < low ? low : to > high ? high : to;
    return to == from ? 1 : (end - from) / (to - from);
}

static vec2 clip(const struct search *s, vec2 inside, vec2 outside)
{
    box r = s->region;
    double t = fmin(clipped(inside.x, outside.x, r.x0, r.x1),
                    clipped(inside.y, outside.y, r.y0, r.y1));
    return vec2_add(inside, vec2_scale(vec2_sub(outside, inside), fmax(t, 0)));
}

// Where the line leaves the region.
static vec2 at_border(const struct search *s, vec2 inside, vec2 outside)
{
    vec2 at = clip(s, inside, outside), on;
    for (int i = 0; i < 3 && onto_line(s, at, longest_step, &on); i++) {
        *(search_holds(s, on) ? &inside : &outside) = on;
        at = clip(s, inside, outside);
    }
    return at;
}

static double distance_to(const struct search *s, vec2 p, vec2 a, vec2 b)
{
    vec2 along = to_unit(s, vec2_sub(b, a)), way = to_unit(s, vec2_sub(p, a));
    double length = vec2_dot(along, along);
    double t = length > 0 ? fmin(1, fmax(0, vec2_dot(way, along) / length)) : 0;
    vec2 rest = vec2_sub(way, vec2_scale(along, t));
    return sqrt(vec2_dot(rest, rest));
}

static enum end follow(struct critical *out, struct walk w, vec2 start)
{
    const struct search *s = w.search;
    vec2 next;
    for (int i = 0; i < MOST_VERTICES; i++) {
        vec2 before = w.at;
        if (!step_on(&w, &next))
            return end_of(&w);
        if (!search_holds(s, next)) {
            array_push(&out->vertices, at_border(s, before, next));
            return END_BORDER;
        }
        double stride = unit_length(s, vec2_sub(next, before));
        if (i >= CLOSE_AFTER && distance_to(s, start, before, next) < 0.02 * stride)
            return END_CLOSED;
        array_push(&out->vertices, next);
    }
    return END_ROUGH;
}

static void reverse(vec2 *at, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        vec2 other = at[i];
        at[i] = at[count - 1 - i];
        at[count - 1 - i] = other;
    }
}

static double path_length(const struct search *s, const vec2 *at, size_t count)
{
    double length = 0;
    for (size_t i = 1; i < count; i++)
        length += unit_length(s, vec2_sub(at[i], at[i - 1]));
    return length;
}

vec2 curve_middle(const struct critical *c, const struct search *s, size_t curve)
{
    const vec2 *at = c->vertices.at + c->curves.at[curve].first;
    size_t count = c->curves.at[curve].count, i = 1;
    double left = path_length(s, at, count) / 2, step = 0;
    for (; i < count; i++, left -= step) {
        step = unit_length(s, vec2_sub(at[i], at[i - 1]));
        if (step >= left && step > 0)
            break;
    }
    if (i == count)
        return at[count / 2];
    vec2 chord = vec2_sub(at[i], at[i - 1]), on;
    vec2 guess = vec2_add(at[i - 1], vec2_scale(chord, left / step));
    return onto_line(s, guess, longest_step, &on) ? on : at[i];
}

static vec2 first_way(const struct search *s, vec2 at)
{
    static const double offsets[] = {0, 1e-3, -1e-3};
    for (int i = 0; i < 9; i++) {
        vec2 near = {at.x + offsets[i % 3] * s->size.x,
                     at.y + offsets[i / 3] * s->size.y};
        vec2 way = null_way(s, near);
        if (way.x != 0 || way.y != 0)
            return way;
    }
    return (vec2){1, 0};
}

struct foot { double distance; vec2 at; };      // the nearest point of the curves

// No vertex is farther from the next than a step and its correction, so where a curve
// is far away, many are skipped at once.
static void try_curve(const struct critical *c, const struct search *s,
                      struct critical_curve curve, vec2 at, struct foot *best)
{
    const vec2 *v = c->vertices.at + curve.first;
    for (size_t i = 0; i + !curve.closed < curve.count;) {
        vec2 a = v[i], b = v[(i + 1) % curve.count];
        double d = distance_to(s, at, a, b);
        if (d < best->distance) {
            vec2 along = to_unit(s, vec2_sub(b, a)), way = to_unit(s, vec2_sub(at, a));
            double t = vec2_dot(way, along) / vec2_dot(along, along);
            vec2 chord = vec2_scale(vec2_sub(b, a), fmin(1, fmax(0, t)));
            *best = (struct foot){d, vec2_add(a, chord)};
        }
        i += 1 + (size_t)((d - best->distance) / (2 * longest_step));
    }
}

bool curves_pass(const struct critical *c, const struct search *s, vec2 at, vec2 reach)
{
    struct foot foot = {longest_step, at};
    for (size_t k = c->curves.count; k-- > 0 && foot.distance >= same_line;)
        try_curve(c, s, c->curves.at[k], at, &foot);
    double d = foot.distance;
    if (d >= longest_step)
        return false;
    if (d <= unit_length(s, reach) * 1e-3 || d < same_line)
        return true;
    vec2 on;
    return onto_line(s, foot.at, 2 * d, &on) &&
           unit_length(s, vec2_sub(on, at)) < d / 2;
}

enum trace { TRACE_LINE, TRACE_POINT, TRACE_FADED, TRACE_NOTHING };

static bool is_short(const struct search *s, const vec2 *at, size_t count,
                     enum end back, enum end front)
{
    return back >= END_LOST && front >= END_LOST &&
           path_length(s, at, count) < longest_path_of_point;
}

// Two lines may meet, but not all along.
static bool is_repeated(const struct critical *c, const struct search *s,
                        const vec2 *at, size_t count)
{
    for (size_t i = 1; i < 8; i += 2)
        if (!curves_pass(c, s, at[i * count / 8], (vec2){0, 0}))
            return false;
    return true;
}

static enum trace trace_kind(const struct critical *c, const struct search *s,
                             size_t first, enum end back, enum end front)
{
    const vec2 *at = c->vertices.at + first;
    size_t count = c->vertices.count - first;
    if (is_short(s, at, count, back, front))
        return TRACE_POINT;
    if (back == END_FADED || front == END_FADED)
        return TRACE_FADED;
    return count > 1 && !is_repeated(c, s, at, count) ? TRACE_LINE : TRACE_NOTHING;
}

static enum trace trace_from(struct critical *out, const struct search *s, vec2 seed,
                             size_t *left)
{
    size_t first = out->vertices.count;
    struct walk w = {s, seed, first_way(s, seed), longest_step, left};
    enum end back = follow(out, w, seed), front = back;
    if (out->vertices.failed)
        return TRACE_NOTHING;
    reverse(out->vertices.at + first, out->vertices.count - first);
    array_push(&out->vertices, seed);
    if (back != END_CLOSED) {
        w.way = vec2_scale(w.way, -1);
        front = follow(out, w, seed);
    }
    if (out->vertices.failed)
        return TRACE_NOTHING;
    enum trace trace = trace_kind(out, s, first, back, front);
    size_t count = out->vertices.count - first;
    if (trace == TRACE_LINE)
        array_push(&out->curves,
                   (struct critical_curve){first, count, back == END_CLOSED});
    else
        out->vertices.count = first;
    return trace;
}

void curves_trace(struct critical *out, const struct search *s, struct sweep *w)
{
    size_t left = MOST_WORK / intervals_steps(s->curvatures), i = 0;
    left = left < FEWEST_STEPS ? FEWEST_STEPS : left > MOST_STEPS ? MOST_STEPS : left;
    for (; i < w->seeds.count && left && out->curves.count < MOST_CURVES; i++) {
        struct critical_seed seed = w->seeds.at[i];
        if (!search_holds(s, seed.at) || curves_pass(out, s, seed.at, seed.reach))
            continue;
        enum trace trace = trace_from(out, s, seed.at, &left);
        if (trace == TRACE_POINT)
            array_push(&w->specks, box_around(seed.at, seed.reach));
        w->faded |= trace == TRACE_FADED;
        if (out->vertices.failed || out->curves.failed)
            return;
    }
    w->finished &= i == w->seeds.count;
}

void curves_thin(struct critical *c, const struct search *s)
{
    vec2 *v = c->vertices.at;
    size_t kept = 0;
    for (size_t k = 0; k < c->curves.count; k++) {
        struct critical_curve *curve = &c->curves.at[k];
        size_t first = kept, end = curve->first + curve->count;
        for (size_t i = curve->first; i < end; i++) {
            bool inner = kept > first && i + 1 < end;
            if (!inner || distance_to(s, v[i], v[kept - 1], v[i + 1]) > straight)
                v[kept++] = v[i];
        }
        *curve = (struct critical_curve){first, kept - first, curve->closed};
    }
    c->vertices.count = kept;
}

static double side_of(vec2 a, vec2 b, vec2 p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static bool segments_meet(vec2 a, vec2 b, vec2 c, vec2 d)
{
    return side_of(a, b, c) * side_of(a, b, d) <= 0 &&
           side_of(c, d, a) * side_of(c, d, b) <= 0;
}

static box extent(const vec2 *v, size_t count)
{
    box b = {v[0].x, v[0].x, v[0].y, v[0].y};
    for (size_t i = 1; i < count; i++)
        b = (box){fmin(b.x0, v[i].x), fmax(b.x1, v[i].x), fmin(b.y0, v[i].y),
                  fmax(b.y1, v[i].y)};
    return b;
}

static bool boxes_meet(box a, box b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

// How many vertices on, along either curve, pieces from there may meet again.
static size_t stride_to(const struct search *s, vec2 at, vec2 vertex)
{
    vec2 way = to_unit(s, vec2_sub(vertex, at));
    double d = fmax(fabs(way.x), fabs(way.y)) / (2 * longest_step);
    return d > 6 ? (size_t)(d / 2 - 2) : 1;
}

// Where f has no value, curves do not hang together.
static bool has_values(const struct search *s, const vec2 *a, const vec2 *b)
{
    struct bounds on;
    box p = extent(a, 2), q = extent(b, 2);
    search_slopes(s, (box){fmin(p.x0, q.x0), fmax(p.x1, q.x1), fmin(p.y0, q.y0),
                           fmax(p.y1, q.y1)}, &on);
    return !(on.of[PART_F].marks & INTERVAL_UNDEFINED);
}

static bool curves_meet(const struct critical *c, const struct search *s,
                        struct critical_curve p, struct critical_curve q)
{
    const vec2 *v = c->vertices.at + p.first, *u = c->vertices.at + q.first;
    box all = extent(u, q.count);
    for (size_t i = 0, least = 1; i + 1 < p.count; i += least) {
        bool far = !boxes_meet(extent(v + i, 2), all);
        least = far ? 1 : p.count;
        for (size_t k = 0, stride; !far && k + 1 < q.count; k += stride) {
            stride = stride_to(s, v[i], u[k]);
            least = stride < least ? stride : least;
            if (stride == 1 && segments_meet(v[i], v[i + 1], u[k], u[k + 1]) &&
                has_values(s, v + i, u + k))
                return true;
        }
    }
    return false;
}

static double largest_value(const struct search *s)
{
    static const double x_turn = 0.7548776662466927, y_turn = 0.5698402909980532;
    box r = s->region;
    double most = 0;
    for (int i = 0; i < HEIGHT_SAMPLES; i++) {          // evenly scattered
        vec2 at = {r.x0 + fmod(i * x_turn, 1) * s->size.x,
                   r.y0 + fmod(i * y_turn, 1) * s->size.y};
        double f = fabs(search_sample(s, at).f);
        most = isfinite(f) ? fmax(most, f) : most;
    }
    return most;
}

static bool same_height(const struct critical *c, const struct search *s,
                        struct critical_curve p, struct critical_curve q)
{
    double a = search_sample(s, c->vertices.at[p.first + p.count / 2]).f;
    double b = search_sample(s, c->vertices.at[q.first + q.count / 2]).f;
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)) + 1e-13 * largest_value(s);
}

// Where two lines of zeros cross the Hessian is zero, so it varies along either.
static bool may_cross(const struct critical *c, const struct search *s,
                      struct critical_curve curve)
{
    double least = INFINITY, most = 0;
    for (size_t i = curve.first; i < curve.first + curve.count; i++) {
        struct sample p = search_sample(s, c->vertices.at[i]);
        double bend = eigen_most(hessian_eigen(p.hessian));
        least = fmin(least, bend);
        most = fmax(most, bend);
    }
    return !(least > most / 2);
}

size_t curves_group(const struct critical *c, const struct search *s, size_t *group)
{
    size_t groups = 0;
    for (size_t i = 0; i < c->curves.count; i++) {
        group[i] = groups++;
        bool alone = !may_cross(c, s, c->curves.at[i]);
        for (size_t k = 0; k < i && !alone; k++) {
            struct critical_curve p = c->curves.at[k], q = c->curves.at[i];
            if (group[k] == group[i] || !same_height(c, s, p, q) ||
                !curves_meet(c, s, p, q))
                continue;
            size_t old = group[i], other = group[k];
            for (size_t m = 0; m <= i; m++)
                group[m] = group[m] == old ? other : group[m];
        }
    }
    return groups;
}
