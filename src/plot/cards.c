// SPDX-License-Identifier: MIT
#include "plot/cards.h"

#include "plot/probe_card.h"
#include "plot/run_card.h"

enum { CARDS = 4 };

struct wanted {                 // a card and the height it would like
    void (*draw)(struct card *c, const struct model *m, const struct scene *s,
                 struct card_view *view);
    float height, least;        // least < height: what is left is shared
};

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
    view->slice = slice_card_draw(c, m, view->secant);
}

static void draw_runs(struct card *c, const struct model *m, const struct scene *s,
                      struct card_view *view)
{
    run_card_draw(c, m, s, view->chart.shown);
}

static void draw_chart(struct card *c, const struct model *m, const struct scene *s,
                       struct card_view *view)
{
    rect inside = {c->left, c->y, c->right, c->where.y1 - 1.4f * c->sizes->u};
    chart_draw(c->p, inside, m, s, &view->chart, c->theme, c->sizes, c->font);
}

static int list_cards(const struct scene *s, const struct sizes *sizes,
                      struct wanted out[CARDS])
{
    float plot = 22 * sizes->u, least = fmaxf(13 * sizes->u, 7 * sizes->t3);
    int count = 0;
    if (s->probe)
        out[count++] = (struct wanted){draw_probe, probe_card_height(sizes), 0};
    if (s->probe && s->slice)
        out[count++] = (struct wanted){draw_slice, plot, least};
    if (s->runs > 0) {
        out[count++] = (struct wanted){draw_runs, run_card_height(s, sizes), 0};
        out[count++] = (struct wanted){draw_chart, plot, least};
    }
    for (int i = 0; i < count; i++)
        out[i].least = out[i].least > 0 ? out[i].least : out[i].height;
    return count;
}

static float sum_of_least(const struct wanted *card, int count, float gap)
{
    float sum = gap * (float)(count - 1);
    for (int i = 0; i < count; i++)
        sum += card[i].least;
    return sum;
}

// Leaves out the plots, from the first on, until the rest has room.
static int drop_plots(struct wanted *card, int count, float room, float gap)
{
    for (int i = 0; i < count && sum_of_least(card, count, gap) > room; i++) {
        if (card[i].least == card[i].height)
            continue;
        for (int k = i--; k + 1 < count; k++)
            card[k] = card[k + 1];
        count--;
    }
    return count;
}

// Heights that fill the column: plots share what the others leave.  Where there is too
// little, the last cards pay for it.
static void stretch(struct wanted *card, int count, float room, float gap)
{
    int plots = 0;
    for (int i = 0; i < count; i++)
        plots += card[i].least < card[i].height;
    float spare = room - sum_of_least(card, count, gap);
    for (int i = 0; i < count; i++)
        if (card[i].least < card[i].height)
            card[i].height = card[i].least + fmaxf(spare, 0) / (float)plots;
    for (int i = count - 1; i >= 0 && spare < 0; i--) {
        float taken = fminf(card[i].height, -spare);
        card[i].height -= taken;
        spare += taken;
    }
}

struct desk {
    struct picture *p;
    const struct model *m;
    const struct scene *s;
    struct card_view *view;
    const struct theme *theme;
    const struct sizes *sizes;
    const struct font *font;
};

static void draw_card(const struct desk *k, const struct wanted *wanted, rect where)
{
    if (where.y1 - where.y0 < 3 * k->sizes->t3)
        return;
    struct card card = card_open(k->p, where, k->theme, k->sizes, k->font);
    picture_clip(k->p, where);
    wanted->draw(&card, k->m, k->s, k->view);
    picture_unclip(k->p);
}

static void draw_column(const struct desk *k, struct wanted *card, int count, rect area,
                        float gap)
{
    count = drop_plots(card, count, area.y1 - area.y0, gap);
    stretch(card, count, area.y1 - area.y0, gap);
    for (int i = 0; i < count; i++) {
        draw_card(k, &card[i], (rect){area.x0, area.y0, area.x1,
                                      area.y0 + card[i].height});
        area.y0 += card[i].height + gap;
    }
}

// Side by side, where the area is low and wide.
static void draw_row(const struct desk *k, struct wanted *card, int count, rect area,
                     float gap)
{
    float width = (area.x1 - area.x0 + gap) / (float)count;
    for (int i = 0; i < count; i++) {
        float x = area.x0 + (float)i * width;
        draw_card(k, &card[i], (rect){x, area.y0, x + width - gap, area.y1});
    }
}

void cards_draw(struct picture *p, const struct model *m, const struct scene *s,
                struct card_view *view, const struct layout *layout, const struct theme *theme,
                const struct font *font)
{
    const struct sizes *sizes = &layout->sizes;
    struct desk k = {p, m, s, view, theme, sizes, font};
    struct wanted card[CARDS];
    float gap = 1.2f * sizes->u;
    rect all = layout->cards, area = rect_grown(all, -gap);
    view->slice = (rect){0};
    if (!(all.x1 > all.x0))
        return;
    int count = list_cards(s, sizes, card);
    picture_group(p, "cards");
    picture_box(p, all, theme->panel);
    if (area.x1 - area.x0 > 1.5f * (area.y1 - area.y0))
        draw_row(&k, card, count < 3 ? count : 3, area, gap);
    else
        draw_column(&k, card, count, area, gap);
    picture_ungroup(p);
}
