// SPDX-License-Identifier: MIT
#include "plot/basin_map.h"

#include "base/stamp.h"
#include "draw/image.h"
#include "plot/hatch.h"

#include <limits.h>
#include <string.h>

enum { MOST_CELLS = 1 << 21, ROWS = 16, PIECE = 512, OCTAVE = 16, SHADES = 15 * OCTAVE,
       SEEN = 1000 };           // less than this part of the map is not to be seen

struct painter {
    struct basin_map *map;
    rgba tint[THEME_RUNS][SHADES];      // by logarithm of the steps
    uint8_t shade[DESCENT_STEPS + 1];   // that logarithm
    rgba plain, border;
    struct hatch diverged, left, undefined;
};

struct descent basin_descent(const struct descent *run)
{
    struct descent d = *run;
    d.steps = d.steps > BASIN_STEPS ? d.steps : BASIN_STEPS;
    d.exact = false;
    if (!(d.tol > 0))
        d.tol = descent_default(d.method).tol;
    return d;
}

// The image as another view shows it.
static bool keep_image(struct basin_map *m, struct view view)
{
    const struct image *image = &m->image;
    box from = m->seen, to = view.world;
    if (!image_fit(&m->before, view.width, view.height, (rgba){0}))
        return false;
    double x_step = (to.x1 - to.x0) / (from.x1 - from.x0) * image->width / view.width;
    double y_step = (to.y1 - to.y0) / (from.y1 - from.y0) * image->height / view.height;
    double x0 = (to.x0 - from.x0) / (from.x1 - from.x0) * image->width;
    double y0 = (from.y1 - to.y1) / (from.y1 - from.y0) * image->height;
    for (int row = 0; row < view.height; row++) {
        double y = y0 + (row + 0.5) * y_step;
        rgba *out = m->before.pixels + (size_t)row * (size_t)view.width;
        for (int column = 0; column < view.width; column++) {
            double x = x0 + (column + 0.5) * x_step;
            bool in = x >= 0 && y >= 0 && x < image->width && y < image->height;
            out[column] = in ? image->pixels[(size_t)y * (size_t)image->width + (size_t)x]
                             : (rgba){0};
        }
    }
    return true;
}

// The cells of the view; those at its edge may reach beyond it.
static box fit_cells(struct basin_map *m, struct view view, int *columns, int *rows)
{
    vec2 pixel = view_pixel(view);
    box area = view.world;
    m->cell = 1;
    while ((long)(view.width / m->cell) * (view.height / m->cell) > MOST_CELLS)
        m->cell++;
    *columns = (view.width + m->cell - 1) / m->cell;
    *rows = (view.height + m->cell - 1) / m->cell;
    area.x1 = area.x0 + *columns * m->cell * pixel.x;
    area.y0 = area.y1 - *rows * m->cell * pixel.y;
    return area;
}

bool basin_map_begin(struct basin_map *m, const struct descent *d,
                     const struct terrain *land, struct view view, uint64_t kind)
{
    int columns, rows;
    bool painted = m->kind == kind && m->painted > 0;
    bool fits = m->kind == kind && m->image.width == view.width
                && m->image.height == view.height;
    box area = fit_cells(m, view, &columns, &rows);
    m->kind = kind;
    m->made_of = stamp_bytes(kind, &view, sizeof view);
    m->climbs = d->ascend;
    m->steps = d->steps;
    bool moved = fits && basins_move(&m->basins, land, area);
    m->replaces = painted && !moved && keep_image(m, view);
    m->painted = m->colored = 0;
    m->stamp = 0;
    m->seen = view.world;
    if (moved || (image_fit(&m->image, view.width, view.height, (rgba){0})
                  && basins_begin(&m->basins, d, land, area, columns, rows)))
        return true;
    m->kind = 0;
    return false;
}

double basin_map_done(const struct basin_map *m)
{
    return basins_part(&m->basins);
}

enum { NO_COLOR = THEME_RUNS };

// The colour of the first run that arrives there.
static uint8_t color_of_run(const struct basin_map *m, vec2 at,
                            const vec2 home[THEME_RUNS])
{
    static const double near = 1e-3;            // of the area's width
    double most = near * (m->basins.area.x1 - m->basins.area.x0);
    for (uint8_t i = 0; i < THEME_RUNS; i++)
        if (vec2_length(vec2_sub(home[i], at)) < most)
            return i;
    return NO_COLOR;
}

// The colour whose nearest minimum, of those that have one, is farthest away.
static uint8_t choose_color(const struct basin_map *m, size_t minimum)
{
    const struct basin_minimum *all = m->basins.minima.at;
    double nearest[THEME_RUNS + 1], farthest = 0;
    uint8_t best = 0;
    for (int i = 0; i <= THEME_RUNS; i++)
        nearest[i] = INFINITY;
    for (size_t i = 0; i < m->basins.minima.count; i++) {
        vec2 to = vec2_sub(all[i].at, all[minimum].at);
        nearest[m->color[i]] = fmin(nearest[m->color[i]], vec2_length(to));
    }
    for (uint8_t i = 0; i < THEME_RUNS; i++)
        if (nearest[i] > farthest) {
            farthest = nearest[i];
            best = i;
        }
    return best;
}

// Runs first, then from the left, not as they were found, which goes by the size of the
// map.
static void choose_colors(struct basin_map *m, const vec2 home[THEME_RUNS])
{
    const struct basin_minimum *minimum = m->basins.minima.at;
    uint8_t order[BASIN_MINIMA];
    for (size_t i = 0; i < m->basins.minima.count; i++) {
        size_t place = i;
        for (; place > 0 && minimum[order[place - 1]].at.x > minimum[i].at.x; place--)
            order[place] = order[place - 1];
        order[place] = (uint8_t)i;
        m->color[i] = color_of_run(m, minimum[i].at, home);
    }
    m->colored = m->basins.minima.count;
    for (size_t i = 0; i < m->colored; i++)
        if (m->color[order[i]] == NO_COLOR)
            m->color[order[i]] = choose_color(m, order[i]);
}

// The steps of most starts, without the few quickest and slowest; what fates are seen.
static void survey(struct painter *p)
{
    struct basin_map *m = p->map;
    const struct basin_grid *b = &m->basins.grid;
    size_t count[SHADES] = {0}, sum = 0, fate[BASIN_UNDECIDED + 1] = {0}, seen = 0;
    int step = b->grain, left = (step - b->left % step) % step;
    for (int y = (step - b->top % step) % step; y < b->rows; y += step)
        for (int x = left; x < b->columns; x += step) {
            struct basin_cell cell = *basin_grid_at(b, x, y);
            seen += cell.fate != BASIN_UNKNOWN;
            fate[cell.fate] += cell.fate != BASIN_LEFT || cell.steps > 0;
            if (cell.fate == BASIN_MINIMUM)
                count[p->shade[cell.steps]]++;
        }
    for (int i = 0; i <= BASIN_UNDECIDED; i++)
        m->fate[i] = fate[i] > seen / SEEN;
    size_t known = fate[BASIN_MINIMUM];
    m->few = m->many = 0;
    for (int i = 0; i < SHADES && known; i++) {
        if (sum <= known / 50)
            m->few = i;
        if (sum < known - known / 50)
            m->many = i;
        sum += count[i];
    }
}

static void mix(struct painter *p, struct basin_style style)
{
    const struct theme *t = style.theme;
    bool dark = contrast(t->ink, t->plot_lo) > contrast(t->ink, t->plot_hi);
    rgba ground = theme_ground(t);
    for (int i = 0; i <= DESCENT_STEPS; i++)
        p->shade[i] = (uint8_t)(OCTAVE * log2(1 + i));
    survey(p);
    struct basin_map *m = p->map;
    for (int s = 0; s < SHADES; s++) {
        float t01 = (float)(s - m->few) / (float)(m->many > m->few ? m->many - m->few : 1);
        float strong = 0.52f - 0.36f * fminf(fmaxf(t01, 0), 1);
        for (int i = 0; i < THEME_RUNS; i++)
            p->tint[i][s] = rgba_mix(ground, t->run[i], dark ? 0.8f * strong : strong);
    }
    m->few = (int)lround(exp2((double)m->few / OCTAVE) - 1);
    m->many = (int)lround(exp2((double)m->many / OCTAVE) - 1);
    p->border = t->ink;
    p->plain = rgba_mix(t->plot_lo, t->plot_hi, 0.5f);
    rgba faint = rgba_mix(p->plain, t->axis, 0.4f);     // lines lie over these two
    hatch_mix(&p->diverged, ground, faint, style.u);
    hatch_mix(&p->left, p->plain, faint, style.u);
    hatch_mix(&p->undefined, p->plain, t->axis, style.u);
}

static rgba color_of(const struct painter *p, struct basin_cell cell, size_t x, size_t y)
{
    switch ((enum basin_fate)cell.fate) {
    case BASIN_MINIMUM:
        return cell.minimum < p->map->colored
                   ? p->tint[p->map->color[cell.minimum]][p->shade[cell.steps]]
                   : p->plain;
    case BASIN_DIVERGED:
        return hatch_color(&p->diverged, x + (size_t)p->diverged.period * y - y);
    case BASIN_LEFT:
        return hatch_color(cell.steps ? &p->left : &p->undefined, x + y);
    default:
        return p->plain;
    }
}

static bool is_other(struct basin_cell a, struct basin_cell b)
{
    return a.minimum != b.minimum && a.fate == BASIN_MINIMUM && b.fate == BASIN_MINIMUM;
}

// The cells of so many pixels in a row, as far as there are pixels.
static void read_row(const struct basin_map *m, int x, int y, int count,
                     struct basin_cell *out)
{
    const struct basin_grid *g = &m->basins.grid;
    int last = m->image.width - 1, known_to = -1;
    struct basin_cell coarse = {0};
    y = (y < 0 ? 0 : y < m->image.height ? y : m->image.height - 1) / m->cell;
    for (int i = 0; i < count; i++) {
        int at = x + i < 0 ? 0 : x + i < last ? x + i : last;
        int column = m->cell == 1 ? at : at / m->cell;      // dividing is slow
        out[i] = *basin_grid_at(g, column, y);
        if (out[i].fate != BASIN_UNKNOWN)
            continue;
        if (column >= known_to) {
            known_to = column + g->grain - (column + g->left) % g->grain;
            coarse = basin_grid_seen(g, column, y);
        }
        out[i] = coarse;
    }
}

static bool is_hatched(struct basin_cell cell)
{
    return cell.fate == BASIN_DIVERGED || cell.fate == BASIN_LEFT;
}

// A line goes on both sides of where basins of two minima meet.
static void paint_row(const struct painter *p, struct basin_cell *const line[3], int x,
                      int y, int count)
{
    const struct basin_cell *above = line[0], *row = line[1], *below = line[2];
    struct image *image = &p->map->image;
    rgba *out = image->pixels + (size_t)y * (size_t)image->width + x, color = p->plain;
    for (int i = 1; i <= count; i++) {
        struct basin_cell cell = row[i];
        if (i == 1 || is_hatched(cell) || memcmp(&cell, &row[i - 1], sizeof cell) != 0)
            color = color_of(p, cell, (size_t)(x + i), (size_t)y);
        bool border = is_other(cell, row[i - 1]) || is_other(cell, row[i + 1])
                      || is_other(cell, above[i]) || is_other(cell, below[i]);
        out[i - 1] = border ? rgba_mix(color, p->border, 0.4f) : color;
    }
}

// What was seen before, where there is only a coarse picture yet.
static void paint_before(const struct basin_map *m, int x, int y, int count)
{
    size_t at = (size_t)y * (size_t)m->image.width + (size_t)x;
    const rgba *before = m->before.pixels + at;
    rgba *out = m->image.pixels + at;
    for (int i = 0; i < count; i++)
        out[i] = before[i].a ? before[i] : out[i];
}

static void paint_piece(const struct painter *p, int x, int first, int end)
{
    struct basin_cell cells[3][PIECE + 2], *line[3] = {cells[0], cells[1], cells[2]};
    int left = p->map->image.width - x, count = left < PIECE ? left : PIECE;
    read_row(p->map, x - 1, first - 1, count + 2, line[0]);
    read_row(p->map, x - 1, first, count + 2, line[1]);
    for (int y = first; y < end; y++) {
        struct basin_cell *above = line[0];
        read_row(p->map, x - 1, y + 1, count + 2, line[2]);
        paint_row(p, line, x, y, count);
        if (p->map->replaces && p->map->basins.grid.grain > 1)
            paint_before(p->map, x, y, count);
        line[0] = line[1], line[1] = line[2], line[2] = above;
    }
}

static void paint_rows(void *context, size_t piece, int worker)
{
    (void)worker;
    const struct painter *p = context;
    int height = p->map->image.height, first = (int)piece * ROWS, end = first + ROWS;
    for (int x = 0; x < p->map->image.width; x += PIECE)
        paint_piece(p, x, first, end < height ? end : height);
}

static void paint(struct basin_map *m, struct basin_style style, uint64_t stamp,
                  struct pool *pool)
{
    struct painter p;
    p.map = m;
    mix(&p, style);
    pool_run(pool, ((size_t)m->image.height + ROWS - 1) / ROWS, paint_rows, &p);
    m->painted = m->basins.grid.known;
    m->stamp = stamp;
}

void basin_map_work(struct basin_map *m, long steps, struct basin_style style,
                    struct pool *pool)
{
    if (!m->basins.finished)
        basins_work(&m->basins, steps > 0 ? steps : LONG_MAX, pool);
    size_t known = m->basins.grid.known, worth = m->painted + m->painted / 2;
    size_t shows = m->basins.finished ? SIZE_MAX : known >= worth ? known : m->painted;
    uint64_t stamp = stamp_bytes(stamp_bytes(m->made_of, &shows, sizeof shows), &style.theme,
                                 sizeof style.theme);
    choose_colors(m, style.home);
    stamp = stamp_bytes(stamp_number(stamp, style.u), m->color, m->colored);
    if (stamp != m->stamp)
        paint(m, style, stamp, pool);
}

rgba basin_map_color(const struct basin_map *m, size_t minimum, const struct theme *theme)
{
    return minimum < m->colored ? theme->run[m->color[minimum]] : theme->ink;
}

void basin_map_free(struct basin_map *m)
{
    basins_free(&m->basins);
    image_free(&m->image);
    image_free(&m->before);
    *m = (struct basin_map){0};
}
