// SPDX-License-Identifier: MIT
#include "plot/layout.h"

static const float narrow = 1.2f;               // width to height: cards go below
static const float least_column = 11;           // em of T3 that a card can live with

static float clampf(float x, float low, float high)
{
    return fminf(fmaxf(x, low), high);
}

static rect whole_pixels(rect r)
{
    return (rect){roundf(r.x0), roundf(r.y0), roundf(r.x1), roundf(r.y1)};
}

// Takes the room of the cards off the map.
static rect cut_cards(rect *map, const struct sizes *sizes)
{
    rect cards = *map;
    float w = map->x1 - map->x0, h = map->y1 - map->y0;
    float column = clampf(0.325f * w, 42 * sizes->u, 58 * sizes->u);
    if (w < narrow * h) {
        if (0.36f * h < 11 * sizes->t3)
            return (rect){0};
        cards.y0 = map->y1 = roundf(map->y1 - 0.36f * h);
        return cards;
    }
    column = fminf(column, 0.46f * w);
    if (column < least_column * sizes->t3)
        return (rect){0};
    cards.x0 = map->x1 = roundf(map->x1 - column);
    return cards;
}

// The largest map of the view's shape in `room`, with space for the numbers and the key
// outside.
static rect frame_map(rect room, box view, float em, bool key)
{
    room = (rect){room.x0 + 4.2f * em, room.y0 + em, room.x1 - 1.4f * em,
                  room.y1 - (key ? 5 : 3) * em};
    float w = fmaxf(room.x1 - room.x0, 8), h = fmaxf(room.y1 - room.y0, 8);
    double shape = (view.x1 - view.x0) / (view.y1 - view.y0);
    float wide = (float)fmin(w, h * shape), high = (float)fmin(h, w / shape);
    wide = fmaxf(wide, 8), high = fmaxf(high, 8);
    float x = room.x0 + (w - wide) / 2, y = room.y0 + (h - high) / 2;
    return whole_pixels((rect){x, y, x + wide, y + high});
}

// A framed map and its cards stand together in the middle; cards take what is free.
static void frame(struct layout *l, rect room, const struct scene *s)
{
    float em = l->sizes.t3;
    bool beside = l->cards.x1 > l->cards.x0 && l->cards.y0 < l->map.y1;
    l->map = frame_map(l->map, s->view, em, s->key);
    if (!beside)
        return;
    float left = l->map.x0 - 4.2f * em - room.x0;
    float most = 1.1f * (l->map.x1 - l->map.x0);
    float column = fminf(l->cards.x1 - l->cards.x0 + 2 * left, most);
    float spare = (room.x1 - room.x0 - (l->map.x1 - l->map.x0) - 5.6f * em - column) / 2;
    float shift = roundf(fmaxf(spare, 0) - left);
    l->map.x0 += shift, l->map.x1 += shift;
    l->cards.x0 = l->map.x1 + 1.4f * em;
    l->cards.x1 = fminf(l->cards.x0 + column, room.x1);
}

struct layout layout_for(int width, int height, const struct scene *s, bool clean)
{
    struct layout l = {.sizes = sizes_for((float)height, s->projector)};
    float w = (float)width, h = (float)height, u = l.sizes.u;
    float wanted = clean ? fmaxf(5 * u, 1.6f * l.sizes.t3)
                         : fmaxf(9 * u, 1.6f * l.sizes.t1);
    float tall = s->caption ? roundf(wanted) : 0;
    rect room = clean ? (rect){0, 0, w, h - tall} : (rect){0, tall, w, h};
    l.strip = clean ? (rect){0, h - tall, w, h} : (rect){0, 0, w, tall};
    l.map = room;
    if ((s->runs > 0 || s->probe || s->inside) && s->cards && !clean)
        l.cards = cut_cards(&l.map, &l.sizes);
    if (s->frame)
        frame(&l, room, s);
    l.focus = l.map;
    layout_divide(&l, s);
    return l;
}

static float head_height(const struct layout *l)
{
    return roundf(1.5f * l->sizes.t3);
}

static bool is_inside(rect r, pt at)
{
    return at.x >= r.x0 && at.x < r.x1 && at.y >= r.y0 && at.y < r.y1;
}

// A third of the grid, less what is between the cells.
static rect small_cell(const struct layout *l, int cell)
{
    float gap = roundf(0.9f * l->sizes.u);
    float w = floorf((l->grid.x1 - l->grid.x0 - 4 * gap) / 3);
    float h = floorf((l->grid.y1 - l->grid.y0 - 4 * gap) / 3);
    float x = l->grid.x0 + gap + (float)(cell % 3) * (w + gap);
    float y = l->grid.y0 + gap + (float)(cell / 3) * (h + gap);
    return (rect){x, y, x + w, y + h};
}

rect layout_cell(const struct layout *l, int cell, bool large)
{
    rect small = small_cell(l, cell), all = rect_grown(l->grid, -0.9f * l->sizes.u);
    float head = head_height(l), w = small.x1 - small.x0, h = small.y1 - small.y0 - head;
    if (!large)
        return small;
    float x = fminf(fmaxf(small.x0 - w / 2, all.x0), all.x1 - 2 * w);
    float y = fminf(fmaxf(small.y0 - h / 2, all.y0), all.y1 - 2 * h - head);
    return whole_pixels((rect){x, y, x + 2 * w, y + 2 * h + head});
}

rect layout_cell_map(const struct layout *l, int cell, bool large)
{
    rect where = layout_cell(l, cell, large);
    where.y0 += head_height(l);
    return where;
}

int layout_cell_at(const struct layout *l, pt at)
{
    if (l->large && is_inside(layout_cell(l, l->large - 1, true), at))
        return l->large - 1;
    for (int cell = 0; cell < LAYOUT_CELLS && layout_has_grid(l); cell++)
        if (is_inside(layout_cell(l, cell, false), at))
            return cell;
    return -1;
}

pt layout_fold(const struct layout *l, int cell, pt at)
{
    bool large = l->large == cell + 1;
    rect from = layout_cell_map(l, cell, large);
    float times = large ? 0.5f : 1;
    return (pt){l->map.x0 + times * (at.x - from.x0), l->map.y0 + times * (at.y - from.y0)};
}

void layout_divide(struct layout *l, const struct scene *s)
{
    rect map = l->map;
    if (s->rates != RATES_GRID || !scene_has_run(s, s->chosen))
        return;
    l->grid = map;
    map = layout_cell_map(l, 0, false);
    if (map.x1 - map.x0 >= 8 && map.y1 - map.y0 >= 8)
        l->map = l->focus = map;
    else
        l->grid = (rect){0};
}
