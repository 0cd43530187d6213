// SPDX-License-Identifier: MIT
#include "field/contour.h"

#include "field/contour_cell.h"
#include "field/contour_chord.h"
#include "field/contour_edge.h"
#include "field/contour_end.h"
#include "field/contour_join.h"
#include "field/contour_plan.h"

#include <float.h>

static double grain_of(double low, double high, double pixel)
{
    return 4 * DBL_EPSILON * fmax(fabs(low), fabs(high)) / pixel;
}

static int cells_along(int pixels)
{
    return (pixels + CELL_PIXELS - 1) / CELL_PIXELS;
}

static void lay_out(struct trace *t, struct view view)
{
    t->view = view;
    t->pixel = view_pixel(view);
    t->grain = (vec2){grain_of(view.world.x0, view.world.x1, t->pixel.x),
                      grain_of(view.world.y0, view.world.y1, t->pixel.y)};
    t->nx = cells_along(view.width);
    t->ny = cells_along(view.height);
    t->side = (vec2){(double)view.width / t->nx, (double)view.height / t->ny};
    t->tiles_x = (t->nx + TILE_CELLS) / TILE_CELLS;
    t->tiles_y = (t->ny + TILE_CELLS) / TILE_CELLS;
}

static bool open_trace(struct trace *t)
{
    size_t nodes = (size_t)(t->nx + 1) * (size_t)(t->ny + 1);
    t->workers = pool_size(t->pool);
    t->node = malloc(nodes * sizeof *t->node);
    t->class = malloc(nodes * sizeof *t->class);
    t->cell = calloc(nodes, sizeof *t->cell);
    t->tile = calloc((size_t)t->tiles_x * (size_t)t->tiles_y, sizeof *t->tile);
    t->worker = calloc((size_t)t->workers, sizeof *t->worker);
    return t->node && t->class && t->cell && t->tile && t->worker;
}

static void free_worker(struct worker *w)
{
    probe_free(&w->probe);
    array_free(&w->edges);
    array_free(&w->pending);
    array_free(&w->tasks);
    array_free(&w->turns);
    array_free(&w->round);
    array_free(&w->sorted);
    array_free(&w->beads);
    array_free(&w->chords);
    array_free(&w->crossings);
    array_free(&w->first);
    array_free(&w->ends);
    array_free(&w->via);
}

static void close_trace(struct trace *t)
{
    for (int i = 0; i < t->workers && t->worker; i++)
        free_worker(&t->worker[i]);
    free(t->worker);
    free(t->tile);
    free(t->cell);
    free(t->class);
    free(t->node);
    free(t->crossing);
    free(t->first);
    free(t->link);
}

static bool worker_failed(const struct worker *w)
{
    return w->probe.failed || w->edges.failed || w->pending.failed || w->tasks.failed ||
           w->turns.failed || w->round.failed || w->sorted.failed || w->beads.failed ||
           w->chords.failed || w->crossings.failed || w->first.failed ||
           w->ends.failed || w->via.failed;
}

static bool failed(const struct trace *t)
{
    for (int i = 0; i < t->workers; i++)
        if (worker_failed(&t->worker[i]))
            return true;
    return false;
}

static void search_tile(void *context, size_t tile, int worker)
{
    struct trace *t = context;
    if (!worker_failed(&t->worker[worker]))
        edges_search(t, &t->worker[worker], tile);
}

// Puts what the workers found for a tile into the one list.
static void collect_tile(void *context, size_t tile, int worker)
{
    (void)worker;
    struct trace *t = context;
    const struct tile *it = &t->tile[tile];
    const struct worker *w = &t->worker[it->worker];
    struct tile_area a = trace_tile(t, tile);
    static const struct link none = {.next = NO_CROSSING, .prev = NO_CROSSING};
    for (uint32_t k = 0; k < it->crossings; k++) {
        t->crossing[it->to_crossing + k] = w->crossings.at[it->first_crossing + k];
        t->link[it->to_crossing + k] = none;
    }
    for (uint32_t k = 0; k < it->edges; k++)
        t->first[it->to_edge + k] = it->to_crossing + w->first.at[it->first_edge + k];
    for (int j = a.j0; j < a.j1; j++)
        for (int i = a.i0; i < a.i1; i++) {
            struct cell *c = &t->cell[trace_index(t, i, j)];
            c->bottom += it->to_edge;
            c->left += it->to_edge;
            c->inner += it->to_edge;
        }
}

static bool collect(struct trace *t, size_t tiles)
{
    for (size_t k = 0; k < tiles; k++) {
        t->tile[k].to_crossing = (uint32_t)t->crossings;
        t->tile[k].to_edge = (uint32_t)t->edges;
        t->crossings += t->tile[k].crossings;
        t->edges += t->tile[k].edges;
    }
    t->crossing = malloc((t->crossings + 1) * sizeof *t->crossing);
    t->link = malloc((t->crossings + 1) * sizeof *t->link);
    t->first = malloc((t->edges + 1) * sizeof *t->first);
    if (!t->crossing || !t->link || !t->first)
        return false;
    pool_run(t->pool, tiles, collect_tile, t);
    t->first[t->edges] = (uint32_t)t->crossings;
    return true;
}

static void link_tile(void *context, size_t tile, int worker)
{
    struct trace *t = context;
    struct worker *w = &t->worker[worker];
    cells_link(t, w, tile);
    if (!worker_failed(w))
        chords_round(t, w);
    if (!worker_failed(w))
        ends_draw(t, w);
}

static bool trace_lines(struct trace *t, struct contours *out)
{
    size_t tiles = (size_t)t->tiles_x * (size_t)t->tiles_y;
    if (!open_trace(t) || !contour_plan_make(t))
        return false;
    pool_run(t->pool, tiles, search_tile, t);
    if (failed(t) || !collect(t, tiles))
        return false;
    pool_run(t->pool, tiles, link_tile, t);
    return !failed(t) && lines_join(t, out);
}

bool contours_trace(struct contours *out, const struct evaluator *e,
                    const struct formula *f, const double *parameters,
                    struct view view, const struct levels *levels, struct pool *pool)
{
    struct trace t = {.evaluator = e, .formula = f, .parameters = parameters,
                      .pool = pool, .levels = levels->count};
    out->points.count = out->lines.count = 0;
    out->points.failed = out->lines.failed = false;
    if (levels->count == 0)
        return true;
    memcpy(t.level, levels->value, (size_t)levels->count * sizeof *t.level);
    lay_out(&t, view);
    bool done = trace_lines(&t, out);
    close_trace(&t);
    return done;
}
