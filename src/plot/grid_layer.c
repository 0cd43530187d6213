// SPDX-License-Identifier: MIT
#include "plot/grid_layer.h"

#include "base/number.h"
#include "draw/writing.h"
#include "plot/card.h"
#include "plot/run_layer.h"

#include <stdio.h>

struct sheet {
    struct picture *p;
    const struct model *m;
    const struct scene *s;
    const struct layout *layout;
    const struct theme *theme;
    const struct font *font;
    struct grid_view view;
};

void grid_layer_repeat(struct picture *p, size_t first, const struct layout *layout)
{
    size_t last = p->items.count;
    for (int i = 1; i < LAYOUT_CELLS; i++) {
        rect to = layout_cell_map(layout, i, false);
        picture_again(p, p, first, last, 1,
                      (pt){to.x0 - layout->map.x0, to.y0 - layout->map.y0});
    }
}

struct span grid_layer_span(const struct picture *ground)
{
    size_t count = ground->items.count, before = count % LAYOUT_CELLS;
    return (struct span){before, before + count / LAYOUT_CELLS};
}

static float width_of(const struct sheet *k, enum face face, const char *words)
{
    return writing_width(k->font, face, k->layout->sizes.t3, words);
}

static void write(const struct sheet *k, float x, float y, enum anchor_x anchor,
                  enum face face, rgba color, const char *words)
{
    picture_text(k->p, (pt){x, y}, (struct type){.face = face, .x = anchor, .y = MIDDLE,
                 .size = k->layout->sizes.t3, .color = color}, words);
}

static rgba verdict_color(const struct theme *t, enum verdict v)
{
    return v == VERDICT_BEST ? t->ok : v == VERDICT_DIVERGES || v == VERDICT_NEVER ? t->error
                                                                                  : t->text;
}

// "η 0.05 · 0.1 of the limit       » fast"
static void write_head(const struct sheet *k, int cell, rect head)
{
    const struct trial *t = &k->m->study.trials.at[cell];
    char rate[GRID_WORDS], verdict[GRID_WORDS], words[GRID_WORDS];
    float em = k->layout->sizes.t3, y = (head.y0 + head.y1) / 2, gap = 0.5f * em;
    grid_rate(rate, t->lr);
    if (k->view.covered)
        snprintf(rate, sizeof rate, "η %s", card_dots);
    grid_verdict(verdict, t->verdict);
    float x0 = head.x0 + 0.2f * em, x1 = head.x1 - 0.2f * em;
    write(k, x0, y, LEFT, FACE_CONDENSED_BOLD, k->theme->text, rate);
    x0 += width_of(k, FACE_CONDENSED_BOLD, rate) + gap;
    if (width_of(k, FACE_CONDENSED_BOLD, verdict) > x1 - x0)
        snprintf(verdict, sizeof verdict, "%s", verdict_word(t->verdict));
    if (!k->view.covered && width_of(k, FACE_CONDENSED_BOLD, verdict) <= x1 - x0) {
        write(k, x1, y, RIGHT, FACE_CONDENSED_BOLD, verdict_color(k->theme, t->verdict),
              verdict);
        x1 -= width_of(k, FACE_CONDENSED_BOLD, verdict) + gap;
    }
    for (int brief = 0; brief < 2; brief++) {
        grid_multiple(words, &k->m->study, cell, brief);
        if (width_of(k, FACE_CONDENSED, words) > x1 - x0)
            continue;
        write(k, x0, y, LEFT, FACE_CONDENSED, k->theme->text2, words);
        return;
    }
}

// What f has come to, in the corner.
static void write_f(const struct sheet *k, int cell, rect map)
{
    const struct trial *t = &k->m->study.trials.at[cell];
    size_t step = grid_step(t, k->view.shown);
    char number[NUMBER_TEXT], words[80];
    float em = k->layout->sizes.t3;
    if (t->path.rows.count == 0 || k->view.covered)
        return;
    number_shown(number, t->path.rows.at[step].f, 3);
    snprintf(words, sizeof words, "f %s  step %zu", number, step);
    if (width_of(k, FACE_CONDENSED, words) > map.x1 - map.x0 - 1.5f * em)
        snprintf(words, sizeof words, "f %s", number);
    rect chip = {map.x0, map.y1 - 1.4f * em, map.x0 + em + width_of(k, FACE_CONDENSED, words),
                 map.y1};
    picture_box(k->p, chip, rgba_faded(k->theme->card, 0.92f));
    write(k, chip.x0 + 0.5f * em, (chip.y0 + chip.y1) / 2, LEFT, FACE_CONDENSED,
          k->theme->text, words);
}

static void frame(const struct sheet *k, rect where, float width, rgba color)
{
    rect r = rect_grown(where, width / 2);
    const pt corner[] = {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
    picture_stroke(k->p, corner, 4, (struct pen){.width = width, .color = color}, true);
}

static bool is_own(const struct sheet *k, int cell)
{
    struct scene s = *k->s;
    double own = scene_last(&s, s.chosen)->lr;
    return fabs(k->m->study.trials.at[cell].lr - own) < 1e-3 * own;
}

static void draw_cell(const struct sheet *k, int cell, const struct trail *trail,
                      bool large)
{
    rect where = layout_cell(k->layout, cell, large);
    rect map = layout_cell_map(k->layout, cell, large), head = where;
    struct sizes sizes = k->layout->sizes;
    rgba color = k->theme->run[k->s->chosen];
    float thick = 0.35f * sizes.u;
    head.y1 = map.y0;
    if (!large)
        sizes.dot *= 0.7f, sizes.ball *= 0.8f, sizes.ring *= 0.8f;
    if (is_own(k, cell))
        picture_box(k->p, head, rgba_mix(k->theme->panel, color, 0.18f));
    write_head(k, cell, head);
    picture_clip(k->p, map);
    run_layer_trail(k->p, trail, k->s->chosen, k->theme, &sizes);
    write_f(k, cell, map);
    picture_unclip(k->p);
    if (is_own(k, cell))
        frame(k, where, thick, color);
    if (k->view.trial == cell + 1)
        frame(k, rect_grown(where, is_own(k, cell) ? thick : 0), thick, k->theme->focus);
}

// Over its neighbours, with its ground twice as large.
static void draw_large(const struct sheet *k, const struct trail *trail)
{
    int cell = k->layout->large - 1;
    rect where = layout_cell(k->layout, cell, true);
    rect map = layout_cell_map(k->layout, cell, true), from = k->layout->map;
    struct span span = grid_layer_span(k->view.ground);
    picture_box(k->p, rect_grown(where, k->layout->sizes.u), k->theme->panel);
    picture_again(k->p, k->view.ground, span.first, span.last, 2,
                  (pt){map.x0 - 2 * from.x0, map.y0 - 2 * from.y0});
    draw_cell(k, cell, trail, true);
}

void grid_layer_draw(struct picture *p, const struct grid *g, const struct model *m,
                     const struct scene *s, const struct layout *layout,
                     const struct theme *theme, const struct font *font,
                     struct grid_view view)
{
    struct sheet k = {p, m, s, layout, theme, font, view};
    if (m->study.trials.count != GRID_RATES)
        return;
    picture_group(p, "rates");
    for (int i = 0; i < GRID_RATES; i++)
        if (layout->large != i + 1)
            draw_cell(&k, i, &g->trail[i], false);
    if (layout->large && view.ground)
        draw_large(&k, &g->large);
    picture_ungroup(p);
}
