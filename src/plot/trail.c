// SPDX-License-Identifier: MIT
#include "plot/trail.h"

static const double finer = 0.35;               // pixels: closer points add nothing
static const double farthest = 1e12;            // pixels
static const float apart = 1.2f;                // diameters between two marks
enum { RECENT = 40 };                           // steps behind the end at full size

struct place { double x, y; };                  // on the screen, before it is float

// What is too far for arithmetic is brought nearer along its ray from the middle.
static struct place to_screen(const struct camera *c, vec2 at)
{
    double x = at.x / 2 - c->world.x0 / 4 - c->world.x1 / 4;
    double y = at.y / 2 - c->world.y0 / 4 - c->world.y1 / 4;
    double far = fmax(fabs(x), fabs(y)), scale = 2 * camera_scale(c);
    if (far > farthest / scale) {
        x *= farthest / scale / far;
        y *= farthest / scale / far;
    }
    return (struct place){((double)c->map.x0 + c->map.x1) / 2 + x * scale,
                          ((double)c->map.y0 + c->map.y1) / 2 - y * scale};
}

static bool is_inside(rect r, struct place p)
{
    return p.x >= r.x0 && p.x <= r.x1 && p.y >= r.y0 && p.y <= r.y1;
}

// Narrows [*from, *to] of a segment at + t·way to one side of the map.
static bool clip_side(double at, double way, double low, double high, double *from,
                      double *to)
{
    if (way == 0)
        return at >= low && at <= high;
    double a = (low - at) / way, b = (high - at) / way;
    *from = fmax(*from, fmin(a, b));
    *to = fmin(*to, fmax(a, b));
    return *from <= *to;
}

// Liang & Barsky 1984.
static bool clip(rect r, struct place a, struct place b, double *from, double *to)
{
    *from = 0, *to = 1;
    return clip_side(a.x, b.x - a.x, r.x0, r.x1, from, to)
           && clip_side(a.y, b.y - a.y, r.y0, r.y1, from, to);
}

static pt between(struct place a, struct place b, double t)
{
    return (pt){(float)(a.x + t * (b.x - a.x)), (float)(a.y + t * (b.y - a.y))};
}

static void end_piece(struct trail *t)
{
    size_t before = t->ends.count ? t->ends.at[t->ends.count - 1] : 0;
    if (t->points.count > before)
        array_push(&t->ends, t->points.count);
}

static void add_point(struct trail *t, pt at, bool whatever)
{
    size_t before = t->ends.count ? t->ends.at[t->ends.count - 1] : 0;
    if (t->points.count > before && !whatever) {
        pt last = t->points.at[t->points.count - 1];
        if (hypot((double)at.x - last.x, (double)at.y - last.y) < finer)
            return;
    }
    array_push(&t->points, at);
}

static void add_segment(struct trail *t, rect map, struct place a, struct place b,
                        bool last)
{
    double from, to;
    if (!clip(map, a, b, &from, &to)) {
        end_piece(t);
        return;
    }
    if (from > 0)
        end_piece(t);
    if (from > 0 && !t->starts && !t->enters) {
        t->enters = true;
        t->entry = between(a, b, from);
    }
    size_t before = t->ends.count ? t->ends.at[t->ends.count - 1] : 0;
    if (t->points.count == before)
        add_point(t, between(a, b, from), true);
    add_point(t, between(a, b, to), last || to < 1);
    if (to < 1) {
        double way = hypot(b.x - a.x, b.y - a.y);
        t->exit = between(a, b, to);
        t->exit_way = (pt){(float)((b.x - a.x) / way), (float)((b.y - a.y) / way)};
        t->leaves = true;
        end_piece(t);
    }
}

// Marks already there, one a cell at most, so that a new one asks its neighbours only.
struct cells { int *at; int columns, rows; float side; rect map; };

static bool cells_open(struct cells *k, struct trail *t, rect map, float side)
{
    *k = (struct cells){.side = side, .map = map,
                        .columns = (int)((map.x1 - map.x0) / side) + 3,
                        .rows = (int)((map.y1 - map.y0) / side) + 3};
    size_t count = (size_t)k->columns * (size_t)k->rows;
    if (!array_reserve(&t->cells, count))
        return false;
    for (size_t i = 0; i < count; i++)
        t->cells.at[i] = -1;
    k->at = t->cells.at;
    return true;
}

static bool is_free(const struct cells *k, const struct trail *t, pt at, int *cell)
{
    int column = (int)((at.x - k->map.x0) / k->side) + 1;
    int row = (int)((at.y - k->map.y0) / k->side) + 1;
    *cell = row * k->columns + column;
    for (int r = row - 1; r <= row + 1; r++) {
        for (int c = column - 1; c <= column + 1; c++) {
            int dot = k->at[r * k->columns + c];
            if (dot >= 0 && hypotf(t->dots.at[dot].at.x - at.x,
                                   t->dots.at[dot].at.y - at.y) < k->side)
                return false;
        }
    }
    return true;
}

static bool add_dots(struct trail *t, const struct path *path, int first, int last,
                     const struct camera *c, float dot)
{
    struct cells cells;
    if (!cells_open(&cells, t, c->map, apart * dot))
        return false;
    for (int k = first + 1; k < last; k++) {
        struct place p = to_screen(c, path->rows.at[k].at);
        int cell;
        if (!is_inside(c->map, p))
            continue;
        struct trail_dot d = {k, {(float)p.x, (float)p.y}, last - k > RECENT};
        bool near_end = hypotf(d.at.x - t->start.x, d.at.y - t->start.y) < dot
                        || (t->ends_here
                            && hypotf(d.at.x - t->end.x, d.at.y - t->end.y) < dot);
        if (near_end || !is_free(&cells, t, d.at, &cell) || !array_push(&t->dots, d))
            continue;
        cells.at[cell] = (int)t->dots.count - 1;
    }
    return !t->dots.failed;
}

static bool is_finite(vec2 at)
{
    return isfinite(at.x) && isfinite(at.y);
}

// Where the path is after so many steps, a part of a step too.
static vec2 path_at(const struct path *path, double steps)
{
    size_t k = (size_t)steps;
    vec2 at = path->rows.at[k].at;
    if (k + 1 == path->rows.count || steps == (double)k)
        return at;
    return vec2_add(at, vec2_scale(vec2_sub(path->rows.at[k + 1].at, at),
                                   steps - (double)k));
}

bool trail_make(struct trail *t, const struct path *path, int first, double shown,
                const struct camera *c, float dot)
{
    t->points.count = t->ends.count = t->dots.count = 0;
    t->points.failed = t->ends.failed = t->dots.failed = t->cells.failed = false;
    t->starts = t->ends_here = t->leaves = t->whole = t->enters = false;
    size_t count = path->rows.count;
    while (count > 1 && !is_finite(path->rows.at[count - 1].at))
        count--;
    if (count <= (size_t)first)
        return true;
    double last = fmin(fmax(shown, first), (double)(count - 1));
    t->whole = shown >= (double)(path->rows.count - 1);
    struct place a = to_screen(c, path->rows.at[first].at), b = a;
    t->start = (pt){(float)a.x, (float)a.y};
    t->starts = is_inside(c->map, a);
    for (double k = first + 1; k < last + 1; k++, a = b) {
        b = to_screen(c, path_at(path, fmin(k, last)));
        add_segment(t, c->map, a, b, k >= last);
    }
    end_piece(t);
    t->ends_here = is_inside(c->map, b);
    t->leaves = t->leaves && !t->ends_here;
    if (t->ends_here)
        t->end = (pt){(float)b.x, (float)b.y};
    return !t->points.failed && !t->ends.failed
           && add_dots(t, path, first, (int)ceil(last), c, dot);
}

static float distance_to(pt at, pt a, pt b)
{
    float x = b.x - a.x, y = b.y - a.y, square = x * x + y * y;
    float along = square > 0 ? ((at.x - a.x) * x + (at.y - a.y) * y) / square : 0;
    along = fminf(fmaxf(along, 0), 1);
    return hypotf(at.x - a.x - along * x, at.y - a.y - along * y);
}

// To some of its points and what is between them, which tells how far it is off.
static float distance_from(const struct trail *t, pt at)
{
    enum { SAMPLES = 96 };
    size_t stride = 1 + t->points.count / SAMPLES;
    float least = INFINITY;
    for (size_t i = 0; i < t->points.count; i += stride)
        least = fminf(least, distance_to(at, t->points.at[i < stride ? 0 : i - stride],
                                         t->points.at[i]));
    return least;
}

bool trail_aside(const struct trail *trails, int count, int which, float least, pt *out)
{
    enum { CANDIDATES = 24 };
    const struct trail *own = &trails[which];
    size_t stride = 1 + own->dots.count / CANDIDATES;
    bool found = false;
    for (size_t i = 0; i < own->dots.count; i += stride) {
        float nearest = INFINITY;
        for (int other = 0; other < count && nearest > least; other++)
            if (other != which)
                nearest = fminf(nearest, distance_from(&trails[other], own->dots.at[i].at));
        if (nearest <= least || !isfinite(nearest))
            continue;
        found = true;
        least = nearest;
        *out = own->dots.at[i].at;
    }
    return found;
}

void trail_free(struct trail *t)
{
    array_free(&t->points);
    array_free(&t->ends);
    array_free(&t->dots);
    array_free(&t->cells);
}
