// SPDX-License-Identifier: MIT
#include "field/basin_plan.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS = BASIN_BLOCK * BASIN_BLOCK };

bool basin_plan_begin(struct basin_plan *p, struct basin_grid *g)
{
    int across = g->columns / BASIN_BLOCK + 2, down = g->rows / BASIN_BLOCK + 2;
    size_t blocks = (size_t)across * (size_t)down;
    if (p->capacity < blocks) {
        basin_plan_free(p);
        p->trusted = malloc(blocks * sizeof *p->trusted);
        p->whole = malloc(blocks * sizeof *p->whole);
        p->capacity = p->trusted && p->whole ? blocks : 0;
    }
    *p = (struct basin_plan){
        .grid = g, .stride = BASIN_COARSEST, .across = across, .down = down,
        .trusted = p->trusted, .whole = p->whole, .capacity = p->capacity,
        .checked = 2 * blocks, .column = -g->left, .row = -g->top};
    return p->capacity > 0;
}

void basin_plan_free(struct basin_plan *p)
{
    free(p->trusted);
    free(p->whole);
    *p = (struct basin_plan){0};
}

static bool is_in(const struct basin_grid *g, int column, int row)
{
    return column >= 0 && row >= 0 && column < g->columns && row < g->rows;
}

static bool is_walked(const struct basin_grid *g, int column, int row)
{
    const struct basin_cell *cell = basin_grid_at(g, column, row);
    return cell->fate != BASIN_UNKNOWN && !cell->guessed;
}

static void finer(struct basin_plan *p)
{
    p->waiting = p->stride == BASIN_COARSEST;
    p->stride = p->stride > BASIN_BLOCK ? p->stride / 2 : 0;
    p->grid->grain = p->stride > 0 ? p->stride : 1;
    p->column = -(p->grid->left % (p->stride + !p->stride));
    p->row = -(p->grid->top % (p->stride + !p->stride));
}

static bool next_of_lattice(struct basin_plan *p, int *column, int *row)
{
    const struct basin_grid *g = p->grid;
    while (p->stride > 0 && !p->waiting) {
        *column = p->column;
        *row = p->row;
        p->column += p->stride;
        if (*row >= g->rows) {
            finer(p);
        } else if (*column >= g->columns) {
            p->column = -(g->left % p->stride);
            p->row += p->stride;
        } else if (is_in(g, *column, *row) && !is_walked(g, *column, *row)
                   && (p->stride == BASIN_COARSEST
                       || !basin_grid_on(g, *column, *row, 2 * p->stride))) {
            return true;
        }
    }
    return false;
}

static struct basin_corner corner_of(const struct basin_plan *p, size_t block)
{
    const struct basin_grid *g = p->grid;
    int x = (int)(block % (size_t)p->across), y = (int)(block / (size_t)p->across);
    return (struct basin_corner){x * BASIN_BLOCK - g->left % BASIN_BLOCK,
                                 y * BASIN_BLOCK - g->top % BASIN_BLOCK};
}

static size_t block_of(const struct basin_plan *p, int column, int row)
{
    int x = (column + p->grid->left % BASIN_BLOCK) / BASIN_BLOCK;
    int y = (row + p->grid->top % BASIN_BLOCK) / BASIN_BLOCK;
    return (size_t)y * (size_t)p->across + (size_t)x;
}

static bool next_of_whole(struct basin_plan *p, int *column, int *row)
{
    while (p->first < p->end) {
        struct basin_corner at = corner_of(p, p->whole[p->first]);
        *column = at.column + p->inside % BASIN_BLOCK;
        *row = at.row + p->inside / BASIN_BLOCK;
        if (++p->inside == CELLS) {
            p->inside = 0;
            p->first++;
        }
        if (is_in(p->grid, *column, *row) && !is_walked(p->grid, *column, *row)
            && basin_grid_on(p->grid, *column, *row, p->pace))
            return true;
    }
    return false;
}

// Where to look into a block that seems to be all one: first in its middle, later where
// any four blocks beside each other make up all of its columns, or rows.
static struct basin_corner check_of(const struct basin_plan *p, size_t block, bool first)
{
    struct basin_corner at = corner_of(p, block);
    int x = (at.column + p->grid->left) / BASIN_BLOCK;
    int y = (at.row + p->grid->top) / BASIN_BLOCK;
    at.column += first ? BASIN_BLOCK / 2 : (2 * x + y) % BASIN_BLOCK;
    at.row += first ? BASIN_BLOCK / 2 : (x + y) % BASIN_BLOCK;
    return at;
}

static bool next_to_check(struct basin_plan *p, int *column, int *row)
{
    size_t blocks = (size_t)p->across * (size_t)p->down;
    while (p->checked < 2 * blocks) {
        size_t block = p->checked % blocks;
        struct basin_corner at = check_of(p, block, p->checked++ < blocks);
        *column = at.column;
        *row = at.row;
        if (p->trusted[block] && !is_walked(p->grid, *column, *row))
            return true;
    }
    return false;
}

bool basin_plan_next(struct basin_plan *p, int *column, int *row)
{
    return next_of_lattice(p, column, row) || next_of_whole(p, column, row)
           || next_to_check(p, column, row);
}

static void doubt(struct basin_plan *p, struct basin_cell walked, int column, int row)
{
    size_t block = block_of(p, column, row);
    if (!is_in(p->grid, column, row) || !p->trusted[block]
        || basin_cell_like(walked, basin_grid_guess(p->grid, column, row)))
        return;
    p->trusted[block] = false;
    p->whole[p->end++] = (uint32_t)block;
}

static void guess(struct basin_grid *g, struct basin_corner at)
{
    for (int i = 0; i < CELLS; i++) {
        int column = at.column + i % BASIN_BLOCK, row = at.row + i / BASIN_BLOCK;
        struct basin_cell *cell = basin_grid_at(g, column, row);
        if (cell->fate == BASIN_UNKNOWN) {
            *cell = basin_grid_guess(g, column, row);
            g->known++;
        }
    }
}

void basin_plan_hear(struct basin_plan *p, int column, int row)
{
    struct basin_cell walked = *basin_grid_at(p->grid, column, row);
    if (!p->looked || basin_grid_on(p->grid, column, row, BASIN_BLOCK))
        return;
    doubt(p, walked, column, row);
    doubt(p, walked, column - 1, row);
    doubt(p, walked, column + 1, row);
    doubt(p, walked, column, row - 1);
    doubt(p, walked, column, row + 1);
    if (p->trusted[block_of(p, column, row)])
        guess(p->grid, basin_grid_corner(p->grid, column, row));
}

static void look_at_blocks(struct basin_plan *p)
{
    size_t blocks = (size_t)p->across * (size_t)p->down, scattered = 0;
    p->looked = true;
    p->checked = 0;
    for (size_t i = 0; i < blocks; i++) {
        struct basin_corner at = corner_of(p, i);
        p->trusted[i] = basin_grid_agrees(p->grid, at);
        scattered += basin_grid_scatters(p->grid, at);
        if (!p->trusted[i])
            p->whole[p->end++] = (uint32_t)i;
    }
    p->pace = scattered > blocks / 2 ? 2 : 1;
    for (int row = 0; row < p->grid->rows; row++)
        for (int column = 0; column < p->grid->columns; column++)
            if (is_walked(p->grid, column, row))
                basin_plan_hear(p, column, row);
}

// What is left where ends are chance.
static void copy_neighbours(struct basin_grid *g)
{
    for (int row = 0; row < g->rows; row++)
        for (int column = 0; column < g->columns; column++) {
            struct basin_cell *cell = basin_grid_at(g, column, row);
            if (cell->fate == BASIN_UNKNOWN) {
                *cell = basin_grid_seen(g, column, row);
                cell->guessed = 1;
                g->known++;
            }
        }
}

bool basin_plan_goes_on(struct basin_plan *p)
{
    bool more = p->waiting || !p->looked;
    if (p->waiting)
        p->waiting = false;
    else if (!p->looked)
        look_at_blocks(p);
    else if (p->pace > 1)
        copy_neighbours(p->grid);
    return more;
}
