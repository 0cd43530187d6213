// SPDX-License-Identifier: MIT
#include "field/quiver.h"

#include "field/sort.h"
#include "field/step.h"

static const double cell_share = 0.85;          // of the cell an arrow may fill
static const double saturating_share = 0.9, saturating_least = 0.15;
static const double true_overshoot = 2;         // full lengths a true arrow may reach
static const double dead_share = 0.05;
static const double least_spacing = 6;          // pixels, whatever step is asked for
static const double slack = 1e-9;               // cells: border points are inside
enum { SIDE_MOST = 2048,                        // lattice points along a side
       MAJORS_LEAST = 3 };                      // fewer: arrows stand on all lines

float quiver_length(const struct quiver *q, double g)
{
    double full = q->longest;
    if (!(g > 0))
        return 0;
    switch (q->law) {
    case ARROWS_ROOT: return (float)(full * fmin(1, sqrt(g / q->scale)));
    case ARROWS_TRUE: return (float)(full * fmin(q->cap, g / q->scale));
    case ARROWS_DIRECTION: return (float)full;
    case ARROWS_SATURATING:
        return (float)(q->shortest + (full - q->shortest) / (1 + q->scale / g));
    default: return 0;
    }
}

// A lattice line stands at origin + k·size, or at exact multiples of a round step.
struct spacing { struct step round; double size; };

struct axis { double *at; int count; };

static struct spacing choose_spacing(struct view view, const struct quiver_rules *rules)
{
    vec2 pixel = view_pixel(view);
    double unit = sqrt(pixel.x) * sqrt(pixel.y);
    if (rules->step > 0)
        return (struct spacing){.size = fmax(rules->step, least_spacing * unit)};
    double ideal = unit * sqrt((double)rules->least * rules->most);
    if (!isnormal(ideal))
        return (struct spacing){.size = 0};
    struct step low = step_below(ideal), high = step_wider(low);
    struct step best = ideal / step_value(low) < step_value(high) / ideal ? low : high;
    return (struct spacing){best, step_value(best)};
}

static bool axis_open(struct axis *a, const struct spacing *s, double origin,
                      double low, double high)
{
    double first = ceil((low - origin) / s->size - slack);
    double last = floor((high - origin) / s->size + slack);
    bool some = s->round.digit ? step_span(s->round, low, high, &first, &last)
                               : fmax(-first, last) < 1e15 && last >= first;
    if (!some || !(last - first < SIDE_MOST))
        return true;
    a->at = malloc(sizeof *a->at * (size_t)(last - first + 1));
    if (!a->at)
        return false;
    for (double k = first; k <= last; k++)
        a->at[a->count++] = s->round.digit ? step_multiple(s->round, k)
                                           : origin + k * s->size;
    return true;
}

struct gathering { struct quiver *out; const struct axis *x, *y; };

static void gather(void *context, const struct block *block)
{
    struct gathering *g = context;
    for (size_t i = 0; i < block->count; i++) {
        vec2 gradient = {block->values[PART_FX][i], block->values[PART_FY][i]};
        if (isfinite(gradient.x) && isfinite(gradient.y))
            array_push(&g->out->arrows,
                       (struct arrow){.tail = {g->x->at[block->column + i],
                                               g->y->at[block->row]},
                                      .gradient = gradient});
    }
}

static bool sample(struct quiver *out, const struct evaluator *e, const struct axis *x,
                   const struct axis *y)
{
    if (x->count == 0 || y->count == 0)
        return true;
    struct lattice *l =
        lattice_open(e, x->at, (size_t)x->count, y->at, (size_t)y->count);
    if (!l)
        return false;
    lattice_run(l, 0, (size_t)y->count, 0, (size_t)x->count, gather,
                &(struct gathering){out, x, y});
    lattice_close(l);
    return !out->arrows.failed;
}

static size_t collect_norms(const struct quiver *q, const box *part, double *norms)
{
    size_t count = 0;
    for (size_t i = 0; i < q->arrows.count; i++) {
        vec2 at = q->arrows.at[i].tail;
        double g = vec2_length(q->arrows.at[i].gradient);
        bool inside = !part || (at.x >= part->x0 && at.x <= part->x1 && at.y >= part->y0
                                && at.y <= part->y1);
        if (g > 0 && inside)
            norms[count++] = g;
    }
    return count;
}

// The norms of the gradients that are not zero, ascending.
static double *sorted_norms(const struct quiver *q, const box *part, size_t *count)
{
    double *norms = malloc(sizeof *norms * (q->arrows.count + 1));
    if (!norms)
        return NULL;
    *count = collect_norms(q, part, norms);
    if (*count == 0)
        *count = collect_norms(q, NULL, norms);
    sort_ascending(norms, *count);
    return norms;
}

static void saturate(struct quiver *q, double cell, double head, const double *norms,
                     size_t count)
{
    double full = cell * saturating_share;
    q->law = ARROWS_SATURATING;
    q->longest = (float)full;
    q->shortest = (float)fmin(full, fmax(head, full * saturating_least));
    q->scale = count ? norms[count / 2] : 1;
}

static void scale_to_most(struct quiver *q, enum arrow_law law, double cell,
                          const double *norms, size_t count)
{
    q->law = law;
    q->longest = (float)(cell * cell_share);
    q->shortest = 0;
    q->cap = true_overshoot;
    q->scale = count ? norms[(count - 1) * 19 / 20] : 1;
}

static void scale_as_given(struct quiver *q, double length)
{
    q->cap = INFINITY;
    q->scale = q->longest / length;
}

static bool many_dead(const struct quiver *q, double head, const double *norms,
                      size_t count)
{
    size_t dead = 0;
    while (dead < count && quiver_length(q, norms[dead]) < head)
        dead++;
    return (double)dead > dead_share * (double)count;
}

static bool set_lengths(struct quiver *q, const struct quiver_rules *rules, double cell)
{
    size_t count;
    double *norms = sorted_norms(q, rules->part, &count);
    if (!norms)
        return false;
    bool choose = rules->law == ARROWS_AUTO;
    scale_to_most(q, choose ? ARROWS_ROOT : rules->law, cell, norms, count);
    if (rules->law == ARROWS_SATURATING
        || (choose && many_dead(q, rules->head, norms, count)))
        saturate(q, cell, rules->head, norms, count);
    if (q->law == ARROWS_TRUE && rules->length > 0)
        scale_as_given(q, rules->length);
    free(norms);
    for (size_t i = 0; i < q->arrows.count; i++) {
        struct arrow *a = &q->arrows.at[i];
        a->length = quiver_length(q, vec2_length(a->gradient));
    }
    return true;
}

static void begin(struct quiver *out, const struct quiver_rules *rules, double step)
{
    out->arrows.count = 0;
    out->arrows.failed = false;
    out->step = step;
    out->law = rules->law == ARROWS_AUTO ? ARROWS_ROOT : rules->law;
    out->scale = out->longest = out->shortest = 0;
}

static double in_pixels(double size, struct view view)
{
    vec2 pixel = view_pixel(view);
    return size / (sqrt(pixel.x) * sqrt(pixel.y));
}

bool quiver_make(struct quiver *out, const struct evaluator *e, struct view view,
                 const struct quiver_rules *rules)
{
    struct spacing s = choose_spacing(view, rules);
    begin(out, rules, s.size);
    if (rules->law == ARROWS_OFF || !(s.size > 0))
        return true;
    struct axis x = {0}, y = {0};
    bool made = axis_open(&x, &s, rules->origin.x, view.world.x0, view.world.x1)
                && axis_open(&y, &s, rules->origin.y, view.world.y0, view.world.y1)
                && sample(out, e, &x, &y);
    free(x.at);
    free(y.at);
    return made && set_lengths(out, rules, in_pixels(s.size, view));
}

// A view in patches: each holds the tails of one line only, so that they do not crowd.
struct patches { uint32_t *line; int columns, rows; double side; struct view view; };

static bool takes(struct patches *p, vec2 at, uint32_t line)
{
    vec2 pixel = view_pixel(p->view);
    int i = (int)((at.x - p->view.world.x0) / pixel.x / p->side);
    int j = (int)((at.y - p->view.world.y0) / pixel.y / p->side);
    if (i < 0 || j < 0 || i >= p->columns || j >= p->rows)
        return false;
    uint32_t *holder = &p->line[j * p->columns + i];
    if (*holder && *holder != line + 1)
        return false;
    *holder = line + 1;
    return true;
}

// The tail moved onto its level, along ∇f.
static void stand(struct quiver *out, const struct evaluator *e, vec2 at, double level)
{
    double part[PARTS];
    vec2 g = {0, 0};
    for (int step = 0; step < 4; step++) {
        evaluator_at(e, at.x, at.y, part);
        g = (vec2){part[PART_FX], part[PART_FY]};
        vec2 next = vec2_add(at, vec2_scale(g, (level - part[PART_F]) / vec2_dot(g, g)));
        if (step == 3 || !isfinite(next.x + next.y))
            break;
        at = next;
    }
    if (isfinite(g.x) && isfinite(g.y))
        array_push(&out->arrows, (struct arrow){.tail = at, .gradient = g});
}

static double piece_length(const vec2 *at, vec2 pixel)
{
    return hypot((at[1].x - at[0].x) / pixel.x, (at[1].y - at[0].y) / pixel.y);
}

static void walk_line(struct quiver *out, const struct evaluator *e,
                      const struct contours *lines, uint32_t index, double level,
                      double apart, struct patches *patches)
{
    const struct contour_line *line = &lines->lines.at[index];
    const vec2 *at = lines->points.at + line->first;
    vec2 pixel = view_pixel(patches->view);
    double length = 0;
    for (uint32_t i = 0; i + 1 < line->count; i++)
        length += piece_length(at + i, pixel);
    double each = length / fmax(1, round(length / apart)), next = each / 2;
    for (uint32_t i = 0; i + 1 < line->count; i++) {
        double piece = piece_length(at + i, pixel);
        for (; next <= piece && piece > 0; next += each) {
            vec2 way = vec2_sub(at[i + 1], at[i]);
            vec2 tail = vec2_add(at[i], vec2_scale(way, next / piece));
            if (takes(patches, tail, index))
                stand(out, e, tail, level);
        }
        next -= piece;
    }
}

bool quiver_on_lines(struct quiver *out, const struct evaluator *e, struct view view,
                     const struct quiver_rules *rules, const struct contours *lines,
                     const struct levels *levels, double apart)
{
    struct patches p = {.side = fmax(apart / 2, least_spacing), .view = view};
    struct spacing s = choose_spacing(view, rules);
    int majors = 0;
    begin(out, rules, s.size);
    if (rules->law == ARROWS_OFF || !(s.size > 0))
        return true;
    p.columns = (int)(view.width / p.side) + 1;
    p.rows = (int)(view.height / p.side) + 1;
    p.line = calloc((size_t)p.columns * (size_t)p.rows, sizeof *p.line);
    for (int i = 0; i < levels->count; i++)
        majors += levels->major[i];
    for (uint32_t i = 0; p.line && i < lines->lines.count; i++) {
        int level = lines->lines.at[i].level;
        if (levels->major[level] || majors < MAJORS_LEAST)
            walk_line(out, e, lines, i, levels->value[level], apart, &p);
    }
    bool made = p.line && !out->arrows.failed;
    free(p.line);
    return made && set_lengths(out, rules, in_pixels(s.size, view));
}

void quiver_free(struct quiver *q)
{
    array_free(&q->arrows);
    *q = (struct quiver){0};
}
