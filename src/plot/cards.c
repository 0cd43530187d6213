// SPDX-License-Identifier: MIT
#include "plot/cards.h"

#include "plot/cosine_card.h"
#include "plot/flat_card.h"
#include "plot/inside_card.h"
#include "plot/inspect_card.h"
#include "plot/probe_card.h"
#include "plot/race_card.h"
#include "plot/rates_card.h"
#include "plot/run_card.h"
#include "plot/slice_card.h"
#include "plot/why_card.h"

typedef void draw_card(struct card *c, const struct model *m, const struct scene *s,
                       struct card_view *view);

static void draw_probe(struct card *c, const struct model *m, const struct scene *s,
                       struct card_view *view)
{
    (void)view;
    probe_card_draw(c, &m->probe, s->projector);
}

static void draw_slice(struct card *c, const struct model *m, const struct scene *s,
                       struct card_view *view)
{
    (void)s;
    slice_card_draw(c, m, view->secant);
}

static void draw_cosine(struct card *c, const struct model *m, const struct scene *s,
                        struct card_view *view)
{
    (void)s, (void)view;
    cosine_card_draw(c, &m->probe);
}

static void draw_inside(struct card *c, const struct model *m, const struct scene *s,
                        struct card_view *view)
{
    (void)s;
    inside_card_draw(c, m, view->buttons);
}

static void draw_step(struct card *c, const struct model *m, const struct scene *s,
                      struct card_view *view)
{
    inspect_card_draw(c, m, s, (struct inspect_view){view->buttons, view->opened});
}

static void draw_flat(struct card *c, const struct model *m, const struct scene *s,
                      struct card_view *view)
{
    (void)view;
    flat_card_draw(c, m, s);
}

static void draw_race(struct card *c, const struct model *m, const struct scene *s,
                      struct card_view *view)
{
    race_card_draw(c, m, s, view->chart.shown, view->buttons);
}

static void draw_runs(struct card *c, const struct model *m, const struct scene *s,
                      struct card_view *view)
{
    run_card_draw(c, m, s, view->chart.shown, view->buttons);
}

rect cards_plot(const struct card *c)
{
    float padding = c->left - c->where.x0;
    return (rect){c->left, c->where.y0 + padding, c->right, c->where.y1 - padding};
}

static void draw_chart(struct card *c, const struct model *m, const struct scene *s,
                       struct card_view *view)
{
    view->chart.covered = c->covered;
    view->chart.button = view->buttons;
    chart_draw(c->p, cards_plot(c), m, s, &view->chart, c->theme, c->sizes, c->font);
}

static void draw_rates(struct card *c, const struct model *m, const struct scene *s,
                       struct card_view *view)
{
    rates_card_draw(c, m, s, view->trial);
}

static void draw_why(struct card *c, const struct model *m, const struct scene *s,
                     struct card_view *view)
{
    why_card_draw(c, m, s, view->trial);
}

static draw_card *const draws[CARD_KINDS] = {
    [CARD_PROBE] = draw_probe, [CARD_SLICE] = draw_slice, [CARD_COSINE] = draw_cosine,
    [CARD_INSIDE] = draw_inside, [CARD_FLAT] = draw_flat, [CARD_STEP] = draw_step,
    [CARD_RATES] = draw_rates, [CARD_WHY] = draw_why,
    [CARD_RACE] = draw_race, [CARD_RUNS] = draw_runs, [CARD_CHART] = draw_chart};

void cards_draw(struct picture *p, const struct model *m, const struct scene *s,
                struct card_view *view, const struct layout *layout,
                const struct theme *theme, const struct font *font)
{
    rect all = layout->cards;
    struct column column = column_plan(m, s, layout, font, view->probe_first);
    if (!(all.x1 > all.x0))
        return;
    view->chart.tells = scene_count_runs(s) == 1 && !column_has(&column, CARD_RUNS)
                        && !column_has(&column, CARD_RATES);
    picture_group(p, "cards");
    if (!m->clear)
        picture_box(p, all, theme->panel);
    for (int i = 0; i < CARD_KINDS; i++) {
        if (!column_has(&column, i))
            continue;
        struct card card = card_open(p, column.where[i], theme, &layout->sizes, font);
        card.covered = view->covered;
        picture_clip(p, column.where[i]);
        draws[i](&card, m, s, view);
        picture_unclip(p);
    }
    picture_ungroup(p);
}
