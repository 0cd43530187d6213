// SPDX-License-Identifier: MIT
#include "contour_check.h"

#include "base/stamp.h"

#include <assert.h>
#include <stdio.h>

static const double pi = 3.14159265358979323846;

void trace_text(struct traced *t, const char *text, double first, double step,
                int count, int width, int height, double half, vec2 centre,
                struct pool *pool)
{
    struct fault fault = {0};
    *t = (struct traced){.formula = formula_read(text, strlen(text), &fault)};
    if (!t->formula || !formula_derive(t->formula, false, &fault)) {
        fprintf(stderr, "%s: %s\n", text, fault.text);
        abort();
    }
    t->evaluator = evaluator_open(t->formula, NULL, NEED_F_GRADIENT);
    t->intervals = intervals_open(t->formula, NULL, NEED_F);
    t->scratch = intervals_scratch(t->intervals);
    double up = half * height / width;
    t->view = (struct view){{centre.x - half, centre.x + half, centre.y - up,
                             centre.y + up}, width, height};
    t->levels.count = count;
    t->levels.family = LEVELS_EQUAL;
    t->levels.low = 1;
    for (int k = 0; k < count; k++)
        t->levels.value[k] = first + k * step;
    bool done = contours_trace(&t->contours, t->evaluator, t->formula, NULL, t->view,
                               &t->levels, pool);
    assert(done);
    (void)done;
}

void trace_free(struct traced *t)
{
    contours_free(&t->contours);
    intervals_scratch_free(t->scratch);
    intervals_close(t->intervals);
    evaluator_close(t->evaluator);
    formula_free(t->formula);
}

static double value(const struct traced *t, double x, double y)
{
    double out[PARTS];
    evaluator_at(t->evaluator, x, y, out);
    return isfinite(out[PART_F]) ? out[PART_F] : NAN;
}

// Whether f runs through the level between a and b without a break.
static bool crosses(const struct traced *t, vec2 a, vec2 b, double level)
{
    double fa = value(t, a.x, a.y) - level, fb = value(t, b.x, b.y) - level;
    if (fa == 0 || fb == 0)
        return true;
    if (!(fa * fb < 0))
        return false;
    double whole = fabs(fa - fb);
    for (int k = 0; k < 24; k++) {
        vec2 m = {(a.x + b.x) / 2, (a.y + b.y) / 2};
        double fm = value(t, m.x, m.y) - level;
        if (isnan(fm) || fabs(fa - fb) > 4 * whole)
            return false;
        if ((fm < 0) == (fa < 0))
            a = m, fa = fm;
        else
            b = m, fb = fm;
    }
    return fabs(fa - fb) <= 0.02 * whole;
}

static vec2 moved(const struct traced *t, vec2 p, double du, double dv)
{
    vec2 px = view_pixel(t->view);
    return (vec2){p.x + du * px.x, p.y + dv * px.y};
}

// Whether a point of the level lies within r pixels: across, else along some spoke.
static bool is_near_level(const struct traced *t, vec2 p, double level, double r)
{
    for (int k = 0; k < 16; k++) {
        double c = cos(k * pi / 16), s = sin(k * pi / 16);
        vec2 last = moved(t, p, -r * c, -r * s);
        for (double at = -r + 0.29; at < r + 0.1; at += 0.29) {
            vec2 here = moved(t, p, at * c, at * s);
            if (crosses(t, last, here, level))
                return true;
            last = here;
        }
    }
    return false;
}

// An end is loose in the midst of f: away from the border, and intervals prove that f
// has no break within a pixel.
static bool is_loose(const struct traced *t, vec2 p)
{
    vec2 px = view_pixel(t->view);
    box w = t->view.world;
    double edge = fmin(fmin((p.x - w.x0) / px.x, (w.x1 - p.x) / px.x),
                       fmin((p.y - w.y0) / px.y, (w.y1 - p.y) / px.y));
    struct interval f[PARTS];
    intervals_at(t->intervals, t->scratch, interval_range(p.x - px.x, p.x + px.x),
                 interval_range(p.y - px.y, p.y + px.y), f);
    return edge > 0.01 && !(f[PART_F].marks & (INTERVAL_UNDEFINED | INTERVAL_JUMP));
}

// A point of a line or the middle of a chord, how far it is off its level, and the
// gradient there.
struct place { vec2 at, gradient; double off; };

// The places of a line: vertices and middles of chords in turn, 2·count − 1 of them.
static struct place *places(const struct traced *t, const struct contour_line *l)
{
    const vec2 *p = t->contours.points.at + l->first;
    size_t n = 2 * (size_t)l->count - 1;
    double *xs = malloc(5 * n * sizeof *xs), *ys = xs + n;
    double *out[PARTS] = {xs + 2 * n, xs + 3 * n, xs + 4 * n};
    struct place *all = malloc(n * sizeof *all);
    for (size_t k = 0; k < n; k++) {
        vec2 a = p[k / 2], b = p[(k + 1) / 2];
        all[k].at = (vec2){(a.x + b.x) / 2, (a.y + b.y) / 2};
        xs[k] = all[k].at.x;
        ys[k] = all[k].at.y;
    }
    evaluator_points(t->evaluator, n, xs, ys, out);
    vec2 px = view_pixel(t->view);
    double level = t->levels.value[l->level];
    for (size_t k = 0; k < n; k++) {
        all[k].gradient = (vec2){out[PART_FX][k] * px.x, out[PART_FY][k] * px.y};
        double off = fabs(out[PART_F][k] - level), steep = vec2_length(all[k].gradient);
        all[k].off = off <= 1e-9 * (fabs(level) + steep) ? 0 : off / steep;
    }
    free(xs);
    return all;
}

static void measure_chord(const struct traced *t, struct measures *m, vec2 way,
                          const struct place *middle, double level)
{
    double length = vec2_length(way), off = middle->off;
    vec2 g = middle->gradient;
    m->middle = fmax(m->middle, off);
    if (off > 0.5 || isnan(off))
        m->false_length += is_near_level(t, middle->at, level, 2) ? 0 : length;
    double left = (way.x * g.y - way.y * g.x) / (length * vec2_length(g));
    if (!(length > 1) || !isfinite(left) || off > 0.1)
        return;
    m->turned += left < 0;
    m->angles++;
    m->bent = fmax(m->bent, acos(fmin(left, 1)) * 180 / pi);
}

static void measure_line(const struct traced *t, struct measures *m,
                         const struct contour_line *l)
{
    struct place *p = places(t, l);
    double level = t->levels.value[l->level];
    vec2 px = view_pixel(t->view), first = p[0].at, last = p[2 * l->count - 2].at;
    for (uint32_t k = 0; k < l->count; k++)
        m->vertex = fmax(m->vertex, p[2 * k].off);
    for (uint32_t k = 1; k < l->count; k++) {
        const struct place *middle = &p[2 * k - 1];
        vec2 way = vec2_sub(middle[1].at, middle[-1].at);
        measure_chord(t, m, (vec2){way.x / px.x, way.y / px.y}, middle, level);
    }
    m->closed += l->closed;
    m->open += !l->closed;
    m->disordered += l->closed != (first.x == last.x && first.y == last.y);
    if (!l->closed)
        m->loose += is_loose(t, first) + is_loose(t, last);
    free(p);
}

// Marks all pixels within two of the lines of one level.
static void cover(const struct traced *t, uint8_t *map, int level)
{
    int w = t->view.width, h = t->view.height;
    vec2 px = view_pixel(t->view);
    for (size_t i = 0; i < t->contours.lines.count; i++) {
        struct contour_line l = t->contours.lines.at[i];
        const vec2 *p = t->contours.points.at + l.first;
        for (uint32_t k = 0; l.level == level && k + 1 < l.count; k++) {
            vec2 way = vec2_sub(p[k + 1], p[k]);
            int steps = 1 + (int)(2 * hypot(way.x / px.x, way.y / px.y));
            for (int s = 0; s <= steps; s++) {
                vec2 at = vec2_add(p[k], vec2_scale(way, (double)s / steps));
                int u = (int)((at.x - t->view.world.x0) / px.x);
                int v = (int)((at.y - t->view.world.y0) / px.y);
                for (int j = v - 2; j <= v + 2; j++)
                    for (int c = u - 2; c <= u + 2; c++)
                        if (j >= 0 && j < h && c >= 0 && c < w)
                            map[j * w + c] = 1;
            }
        }
    }
}

// f in the middle of every pixel, and how many levels are below it (-1: no value).
struct pixels { const struct traced *t; double *f; int *class; };

static void keep_pixels(void *context, const struct block *b)
{
    struct pixels *p = context;
    size_t at = b->row * (size_t)p->t->view.width + b->column;
    for (size_t k = 0; k < b->count; k++) {
        double f = b->values[PART_F][k];
        int class = isfinite(f) ? 0 : -1;
        while (class >= 0 && class < p->t->levels.count &&
               p->t->levels.value[class] < f)
            class++;
        p->f[at + k] = f;
        p->class[at + k] = class;
    }
}

static void sample_pixels(struct pixels *p)
{
    const struct traced *t = p->t;
    size_t w = (size_t)t->view.width, h = (size_t)t->view.height;
    vec2 px = view_pixel(t->view);
    double *xs = malloc((w + h) * sizeof *xs), *ys = xs + w;
    for (size_t k = 0; k < w; k++)
        xs[k] = t->view.world.x0 + ((double)k + 0.5) * px.x;
    for (size_t k = 0; k < h; k++)
        ys[k] = t->view.world.y0 + ((double)k + 0.5) * px.y;
    struct lattice *l = lattice_open(t->evaluator, xs, w, ys, h);
    lattice_run(l, 0, h, 0, w, keep_pixels, p);
    lattice_close(l);
    free(xs);
}

static vec2 pixel_middle(const struct traced *t, int k)
{
    vec2 px = view_pixel(t->view);
    return (vec2){t->view.world.x0 + (k % t->view.width + 0.5) * px.x,
                  t->view.world.y0 + (k / t->view.width + 0.5) * px.y};
}

// Crossings of a level between the middles of neighbouring pixels that no line is near.
static double missed_on(const struct pixels *p, const uint8_t *map, int level)
{
    const struct traced *t = p->t;
    int w = t->view.width, h = t->view.height;
    double missed = 0;
    for (int k = 0; k < w * h; k++)
        for (int up = 0; up < 2; up++) {
            int other = up ? k + w : k + 1;
            if (map[k] || (up ? k / w + 1 >= h : k % w + 1 >= w))
                continue;
            int a = p->class[k], b = p->class[other];
            if (a < 0 || b < 0 || (a > level) == (b > level))
                continue;
            missed += crosses(t, pixel_middle(t, k), pixel_middle(t, other),
                              t->levels.value[level]);
        }
    return missed;
}

static double count_missed(const struct traced *t)
{
    size_t pixels = (size_t)t->view.width * (size_t)t->view.height;
    struct pixels p = {t, malloc(pixels * sizeof *p.f),
                       malloc(pixels * sizeof *p.class)};
    uint8_t *map = malloc(pixels);
    double missed = 0;
    sample_pixels(&p);
    for (int level = 0; level < t->levels.count; level++) {
        memset(map, 0, pixels);
        cover(t, map, level);
        missed += missed_on(&p, map, level);
    }
    free(map);
    free(p.class);
    free(p.f);
    return missed;
}

struct measures measure(const struct traced *t)
{
    struct measures m = {0};
    for (size_t i = 0; i < t->contours.lines.count; i++) {
        measure_line(t, &m, &t->contours.lines.at[i]);
        m.disordered += i > 0 &&
            t->contours.lines.at[i].level < t->contours.lines.at[i - 1].level;
    }
    m.missed = count_missed(t);
    return m;
}

uint64_t traced_stamp(const struct contours *c)
{
    uint64_t stamp = stamp_bytes(0, c->points.at, c->points.count * sizeof(vec2));
    for (size_t i = 0; i < c->lines.count; i++) {
        uint32_t line[4] = {c->lines.at[i].first, c->lines.at[i].count,
                            c->lines.at[i].level, c->lines.at[i].closed};
        stamp = stamp_bytes(stamp, line, sizeof line);
    }
    return stamp;
}
