// SPDX-License-Identifier: MIT
#include "field/basin_grid.h"

#include <stdlib.h>
#include <string.h>

static size_t cells_of(const struct basin_grid *g)
{
    return (size_t)g->columns * (size_t)g->rows;
}

bool basin_grid_fit(struct basin_grid *g, int columns, int rows)
{
    size_t cells = (size_t)columns * (size_t)rows;
    if (g->capacity < cells) {
        free(g->cell);
        g->cell = malloc(cells * sizeof *g->cell);
        g->capacity = g->cell ? cells : 0;
    }
    *g = (struct basin_grid){.grain = BASIN_COARSEST, .cell = g->cell,
                             .capacity = g->capacity};
    if (!g->cell)
        return false;
    g->columns = columns;
    g->rows = rows;
    memset(g->cell, 0, cells * sizeof *g->cell);
    return true;
}

void basin_grid_free(struct basin_grid *g)
{
    free(g->cell);
    *g = (struct basin_grid){0};
}

struct basin_cell *basin_grid_at(const struct basin_grid *g, int column, int row)
{
    return &g->cell[(size_t)row * (size_t)g->columns + (size_t)column];
}

static void shift_row(struct basin_grid *g, int to, int from, int columns)
{
    struct basin_cell *row = basin_grid_at(g, 0, to);
    int count = g->columns - abs(columns);
    if (from < 0 || from >= g->rows || count <= 0) {
        memset(row, 0, (size_t)g->columns * sizeof *row);
        return;
    }
    int first = columns < 0 ? -columns : 0, gap = columns < 0 ? 0 : count;
    memmove(row + first, basin_grid_at(g, first + columns, from),
            (size_t)count * sizeof *row);
    memset(row + gap, 0, (size_t)abs(columns) * sizeof *row);
}

static int wrapped(int a)
{
    return (a % BASIN_COARSEST + BASIN_COARSEST) % BASIN_COARSEST;
}

void basin_grid_shift(struct basin_grid *g, int columns, int rows)
{
    for (int i = 0; i < g->rows; i++) {
        int row = rows < 0 ? g->rows - 1 - i : i;
        shift_row(g, row, row + rows, columns);
    }
    g->left = wrapped(g->left + columns);
    g->top = wrapped(g->top + rows);
    g->grain = BASIN_COARSEST;
    g->known = 0;
    for (size_t i = 0; i < cells_of(g); i++)
        g->known += g->cell[i].fate != BASIN_UNKNOWN;
}

// On the lattice at or before it, after it where that is cut off; −1: neither.
static int coarse(int at, int before, int step, int count)
{
    int there = at - (at + before) % step;
    there += there < 0 ? step : 0;
    return there < count ? there : -1;
}

struct basin_cell basin_grid_seen(const struct basin_grid *g, int column, int row)
{
    struct basin_cell cell = *basin_grid_at(g, column, row);
    for (int s = g->grain; s <= BASIN_COARSEST && cell.fate == BASIN_UNKNOWN; s *= 2) {
        int x = coarse(column, g->left, s, g->columns), y = coarse(row, g->top, s, g->rows);
        if (x >= 0 && y >= 0)
            cell = *basin_grid_at(g, x, y);
    }
    return cell;
}

// An eighth is hardly seen in a colour that goes by octaves.
static bool close_steps(int a, int b)
{
    return abs(a - b) <= (a < b ? a : b) / 8;
}

bool basin_cell_like(struct basin_cell a, struct basin_cell b)
{
    if (a.fate != b.fate)
        return false;
    if (a.fate == BASIN_LEFT)
        return (a.steps == 0) == (b.steps == 0);
    return a.fate != BASIN_MINIMUM
           || (a.minimum == b.minimum && close_steps(a.steps, b.steps));
}

struct basin_corner basin_grid_corner(const struct basin_grid *g, int column, int row)
{
    return (struct basin_corner){column - (column + g->left) % BASIN_BLOCK,
                                 row - (row + g->top) % BASIN_BLOCK};
}

static bool find_corners(const struct basin_grid *g, struct basin_corner block,
                         struct basin_cell corner[4])
{
    int x = block.column, y = block.row, far = BASIN_BLOCK;
    if (x < 0 || y < 0 || x + far >= g->columns || y + far >= g->rows)
        return false;
    corner[0] = *basin_grid_at(g, x, y), corner[1] = *basin_grid_at(g, x + far, y);
    corner[2] = *basin_grid_at(g, x, y + far);
    corner[3] = *basin_grid_at(g, x + far, y + far);
    return true;
}

bool basin_grid_agrees(const struct basin_grid *g, struct basin_corner block)
{
    struct basin_cell corner[4];
    bool like = find_corners(g, block, corner);
    for (int i = 1; i < 4 && like; i++)
        for (int k = 0; k < i; k++)
            like &= basin_cell_like(corner[i], corner[k]);
    return like;
}

bool basin_grid_scatters(const struct basin_grid *g, struct basin_corner block)
{
    struct basin_cell corner[4];
    if (!find_corners(g, block, corner))
        return false;
    bool same = true, minimum = false;
    for (int i = 0; i < 4; i++) {
        same &= corner[i].fate == corner[0].fate;
        minimum |= corner[i].fate == BASIN_MINIMUM;
    }
    return !same && !minimum;
}

struct basin_cell basin_grid_guess(const struct basin_grid *g, int column, int row)
{
    struct basin_corner at = basin_grid_corner(g, column, row);
    int x = column - at.column, y = row - at.row, far = BASIN_BLOCK;
    const struct basin_cell *above = basin_grid_at(g, at.column, at.row);
    const struct basin_cell *below = above + (ptrdiff_t)far * g->columns;
    int first = above[0].steps * (far - x) + above[far].steps * x;
    int last = below[0].steps * (far - x) + below[far].steps * x;
    int sum = first * (far - y) + last * y, whole = far * far;
    struct basin_cell guess = *above;
    guess.steps = (uint16_t)((sum + whole / 2) / whole) & 0x7fff;
    guess.guessed = 1;
    return guess;
}
