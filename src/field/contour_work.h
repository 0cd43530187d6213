// SPDX-License-Identifier: MIT
#pragma once
// What the stages of contour tracing share.  The view is cut into cells of about eight
// pixels; a cell may be cut further into parts × parts.  The sides of the parts are
// edges; where a level crosses an edge is a crossing; a crossing leads to the next one
// through the part between them.  All coordinates here are pixels (u to the right, v
// up, from the lower left corner of the view) and derivatives are per pixel.
//
// Order of the stages, each shared by the pool tile by tile:
//   contour_plan   samples the corners of the cells, certifies tiles, chooses parts
//   contour_edge   samples the edges and finds where levels may cross them
//   contour_polish finds the crossings, and tells poles and jumps from them
//   contour_cell   links the crossings around each part
//   contour_chord  rounds the links
//   contour_end    draws lines on to where f breaks
//   contour_join   links to lines
// A tile writes only its own cells and crossings, in an order that does not depend on
// the worker, so the result is the same whatever the pool.

#include "base/array.h"
#include "base/pool.h"
#include "eval/evaluator.h"
#include "field/levels.h"
#include "field/view.h"

enum {
    CELL_PIXELS = 8,            // about the side of a cell
    CELL_PARTS = 8,             // the most parts a side of a cell is cut into
    TILE_CELLS = 4,             // a tile is 4 × 4 cells
    NO_CLASS = UINT16_MAX,      // f is not a number
    MOST_CROSSINGS = 1 << 20,   // on sides of cells: beyond, dense edges are left out
    MOST_COST = 1 << 20,        // parts and their crossings: beyond, cells are cut
    CELL_COST = 8               //   less; or, in large views, so many for each cell
};
#define NO_CROSSING UINT32_MAX

// What is known of a cell.
enum {
    CELL_MONOTONE_U = 1,        // ∂f/∂u has no zero in it
    CELL_MONOTONE_V = 2,        // ∂f/∂v has no zero in it
    CELL_ROUGH = 4,             // f may jump or be undefined in it
    CELL_CROWDED = 8,           // lines are less than half a pixel apart at its corners
    CELL_DENSE = 16             // and that is not for a pole: coarse will do
};

struct sample { double f, du, dv; };            // f is finite or NaN

struct crossing {
    double u, v, du, dv;        // where, and the gradient there
    uint16_t level;
    bool rising;                // f rises through the level along +u or +v
    bool real;                  // false: a pole, a jump or a hole
};

// The line from a crossing to the next, f higher on its left.
struct link {
    uint32_t next, prev;                // NO_CROSSING: none
    uint32_t via, vias, worker;         // points on the way there, or to where the line
                                        //   ends: in the `via` of worker `worker`
    uint32_t head, heads, head_worker;  // where a line begins: no crossing before it
};

// A line that runs into a part and ends there, or begins there and runs out.
struct line_end {
    uint32_t id;                // its last crossing
    bool goes_in;
    double u0, u1, v0, v1;      // the part
    vec2 way;                   // the direction, from the crossing into the part
    double low, high, tried;    // how far it was followed; where it was lost
};

// A cell owns its lower and its left side.  The cells past the right and the upper
// border (column nx, row ny) own just those sides.
struct cell {
    uint8_t parts, marks;
    bool bottom_met, left_met;      // something may be on that side, or in one cut
    uint32_t bottom, left, inner;   // its first edges in the list of all edges
};

struct tile {
    uint32_t crossings, edges;              // how many it has
    uint32_t first_crossing, first_edge;    // in the lists of worker `worker`
    uint32_t to_crossing, to_edge;          // in the lists of all
    int worker;
};

// Points evaluated together.
enum { PROBE_U, PROBE_V, PROBE_X, PROBE_Y, PROBE_F, PROBE_FX, PROBE_FY, PROBE_COLUMNS };
struct probe {
    double *column[PROBE_COLUMNS];
    size_t count, capacity;
    bool failed;
};

// An edge to search, cut at stops: its ends, an extremum, both sides of a pole.
struct edge {
    uint32_t number;            // among all of its tile, those left out included
    bool upright;               // along v
    bool rough;                 // f may jump on it
    uint8_t stops;
    double fixed;               // its u if upright, else its v
    double t[4];                // stops along it
    struct sample s[4];
    uint32_t from, to;          // where the samples of its ends are; see contour_edge
};

struct task;
struct bead;
struct chord;
struct turn;
struct meeting;
struct worker {
    struct probe probe;
    struct { struct edge *at; size_t count, capacity; bool failed; } edges;
    uint32_t numbers;           // edges of the tile so far; `edges` has the live
    struct { uint32_t *at; size_t count, capacity; bool failed; } pending;
    struct { struct task *at; size_t count, capacity; bool failed; } tasks;
    struct { struct turn *at; size_t count, capacity; bool failed; } turns;
    struct { struct meeting *at; size_t count, capacity; bool failed; } round, sorted;
    struct { struct bead *at; size_t count, capacity; bool failed; } beads;
    struct { struct chord *at; size_t count, capacity; bool failed; } chords;
    struct { struct crossing *at; size_t count, capacity; bool failed; } crossings;
    struct { uint32_t *at; size_t count, capacity; bool failed; } first;
    struct { struct line_end *at; size_t count, capacity; bool failed; } ends;
    struct { vec2 *at; size_t count, capacity; bool failed; } via;
};

struct trace {
    const struct evaluator *evaluator;
    const struct formula *formula;
    const double *parameters;
    struct pool *pool;
    struct view view;
    vec2 pixel;                         // the size of a pixel in the world
    vec2 grain;                         // what doubles can tell apart, in pixels
    vec2 side;                          // of a cell, in pixels
    int nx, ny, tiles_x, tiles_y;       // cells; tiles (sides past the border included)
    int levels;
    double level[LEVELS_MOST];          // ascending
    double gap[LEVELS_MOST];            // to the nearest other level
    struct sample *node;                // corners of cells, (nx + 1)(ny + 1)
    uint16_t *class;                    // of the nodes
    struct cell *cell;                  // (nx + 1)(ny + 1)
    struct tile *tile;
    int most_on_edge;                   // crossings of one edge
    struct crossing *crossing;          // of all tiles, in the order of the tiles
    size_t crossings;
    uint32_t *first;                    // edge e: crossings first[e] .. first[e + 1]
    size_t edges;
    struct link *link;                  // of each crossing
    struct worker *worker;
    int workers;
};

struct tile_area { int i0, i1, j0, j1; };           // cells [i0, i1) × [j0, j1)
static inline struct tile_area trace_tile(const struct trace *t, size_t tile)
{
    int i = (int)(tile % (size_t)t->tiles_x) * TILE_CELLS;
    int j = (int)(tile / (size_t)t->tiles_x) * TILE_CELLS;
    int i1 = i + TILE_CELLS, j1 = j + TILE_CELLS;
    return (struct tile_area){i, i1 < t->nx + 1 ? i1 : t->nx + 1,
                              j, j1 < t->ny + 1 ? j1 : t->ny + 1};
}

static inline size_t trace_index(const struct trace *t, int i, int j)
{
    return (size_t)j * (size_t)(t->nx + 1) + (size_t)i;
}

static inline double trace_u(const struct trace *t, double i) { return i * t->side.x; }
static inline double trace_v(const struct trace *t, double j) { return j * t->side.y; }

static inline vec2 trace_world(const struct trace *t, double u, double v)
{
    return (vec2){t->view.world.x0 + u * t->pixel.x, t->view.world.y0 + v * t->pixel.y};
}

// How many levels are at or below f.
static inline uint16_t trace_class(const struct trace *t, double f)
{
    if (isnan(f))
        return NO_CLASS;
    int low = 0, high = t->levels;
    while (low < high) {
        int middle = (low + high) / 2;
        if (t->level[middle] <= f)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint16_t)low;
}

uint32_t probe_add(struct probe *p, double u, double v);    // its index
void probe_run(struct probe *p, const struct trace *t);
static inline struct sample probe_sample(const struct probe *p, size_t i)
{
    double f = p->column[PROBE_F][i];
    return (struct sample){f - f == 0 ? f : NAN, p->column[PROBE_FX][i],
                           p->column[PROBE_FY][i]};
}
void probe_free(struct probe *p);
