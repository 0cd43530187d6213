// SPDX-License-Identifier: MIT
#include "plot/column.h"

#include "plot/flat_card.h"
#include "plot/inside_card.h"
#include "plot/inspect_card.h"
#include "plot/probe_card.h"
#include "plot/race_card.h"
#include "plot/rates_card.h"
#include "plot/run_card.h"
#include "plot/why_card.h"

static const float between = 1.2f;              // u, cards and the edge
static const float narrowest = 13;              // em of T3, of cards side by side
static const float least_plot = 13, told_plot = 17, roomy_plot = 24;   // u, how high

struct wish {                   // heights of a card
    bool wanted, given;
    float bare, usual, full;    // bare 0: it may be left out
    float height;
    bool plot;                  // any height between does, else only those of its rows
};

struct plan {
    const struct model *m;
    const struct scene *s;
    const struct sizes *sizes;
    const struct font *font;
    float width, gap, room;     // room: what is not given yet
    enum card_kind order[CARD_KINDS];           // what matters most comes first
    struct wish wish[CARD_KINDS];
};

// At least so many letters of T3 high, at most that share of its width.
static void wish_plot(struct plan *k, enum card_kind kind, bool wanted, float letters,
                      float full)
{
    float least = fmaxf(least_plot * k->sizes->u, letters * k->sizes->t3);
    k->wish[kind] = (struct wish){.wanted = wanted, .plot = true, .usual = least,
                                  .full = fmaxf(full * k->width, least)};
}

static void wish_step(struct plan *k)
{
    k->wish[CARD_STEP] = (struct wish){
        .wanted = k->s->inspect > 0 && scene_has_run(k->s, k->s->chosen),
        .bare = inspect_card_height(k->s, k->sizes, k->width, DETAIL_LEAST),
        .usual = inspect_card_height(k->s, k->sizes, k->width, DETAIL_LAST)};
}

static bool races(const struct scene *s)
{
    return s->race != RACE_OFF && scene_has_run(s, 0);
}

static void wish_race(struct plan *k)
{
    k->wish[CARD_RACE] = (struct wish){.wanted = races(k->s),
        .bare = race_card_height(k->s, k->sizes, k->width, BOARD_BARE),
        .full = race_card_height(k->s, k->sizes, k->width, BOARD_PLOT)};
}

static void wish_rates(struct plan *k)
{
    const struct scene *s = k->s;
    bool shown = s->rates && scene_has_run(s, s->chosen);
    int fork = scene_last_fork(s, s->chosen);
    const struct descent *last = fork < 0 ? &s->run[s->chosen] : &s->fork[fork].then;
    bool factors = shown && !methods[last->method].adaptive;
    float high = rates_card_height(s, k->sizes, k->width);
    k->wish[CARD_RATES] = (struct wish){.wanted = shown, .bare = high};
    k->wish[CARD_WHY] = (struct wish){.wanted = factors,
                                      .usual = why_card_height(k->sizes, k->width, false),
                                      .full = why_card_height(k->sizes, k->width, true)};
    if (shown)
        k->wish[CARD_RUNS].bare = 0;            // its plot says more
}

static void wish_all(struct plan *k)
{
    const struct scene *s = k->s;
    struct wish *probe = &k->wish[CARD_PROBE], *inside = &k->wish[CARD_INSIDE];
    struct wish *runs = &k->wish[CARD_RUNS];
    *probe = (struct wish){.wanted = s->probe,
        .bare = probe_card_height(k->sizes, k->width, PROBE_ROWS_BARE),
        .usual = probe_card_height(k->sizes, k->width, PROBE_ROWS_USUAL),
        .full = probe_card_height(k->sizes, k->width, PROBE_ROWS)};
    *inside = (struct wish){.wanted = s->inside};
    inside->usual = inside->full = inside_card_height(k->sizes, k->width);
    k->wish[CARD_FLAT] = (struct wish){.wanted = s->probe && s->flat_points,
        .usual = flat_card_least(k->sizes), .full = flat_card_height(k->sizes, k->width)};
    int count = scene_count_runs(s);
    *runs = (struct wish){.wanted = s->runs > 0 && !races(s),
        .usual = card_height(k->sizes, 1 + 2 * count, 0, 0),
        .full = run_card_height(k->m, s, k->sizes, k->font, k->width)};
    runs->bare = count > 1 ? card_height(k->sizes, 1 + count, 0, 0) : runs->usual;
    wish_step(k);
    wish_race(k);
    wish_rates(k);
    wish_plot(k, CARD_SLICE, s->probe && s->slice, 5.8f, 0.6f);
    wish_plot(k, CARD_COSINE, s->probe && s->rose, 5.8f, 0.36f);
    wish_plot(k, CARD_CHART, s->runs > 0, 8, 1.05f);
}

static void choose_order(struct plan *k, bool probe_first)
{
    static const enum card_kind orders[3][CARD_KINDS] = {
        {CARD_STEP, CARD_RACE, CARD_RUNS, CARD_CHART, CARD_PROBE, CARD_FLAT, CARD_INSIDE,
         CARD_SLICE, CARD_RATES, CARD_WHY, CARD_COSINE},
        {CARD_PROBE, CARD_STEP, CARD_FLAT, CARD_INSIDE, CARD_SLICE, CARD_RATES, CARD_RACE,
         CARD_RUNS, CARD_CHART, CARD_WHY, CARD_COSINE},
        {CARD_RATES, CARD_STEP, CARD_CHART, CARD_WHY, CARD_RACE, CARD_RUNS, CARD_PROBE,
         CARD_FLAT, CARD_INSIDE, CARD_SLICE, CARD_COSINE}};
    memcpy(k->order, orders[probe_first ? 1 : k->s->rates ? 2 : 0], sizeof k->order);
}

// A card that is there already grows; one that is not also needs a gap.
static bool give(struct plan *k, struct wish *w, float height)
{
    float more = height - w->height + (w->given ? 0 : k->gap);
    if (!w->wanted || height <= w->height || more > k->room + 0.5f)
        return false;
    k->room -= more;
    w->height = height;
    w->given = true;
    return true;
}

// The most rows of the probe that there is room for, up to so many.
static void give_rows(struct plan *k, int most)
{
    struct wish *w = &k->wish[CARD_PROBE];
    int rows = probe_card_rows(k->sizes, k->width, w->height + k->room);
    if (w->given)
        give(k, w, probe_card_height(k->sizes, k->width, rows < most ? rows : most));
}

// As many rules of the step as there is room for.
static void give_step(struct plan *k)
{
    enum detail detail = DETAIL_ALL;
    struct wish *w = &k->wish[CARD_STEP];
    while (w->given && detail > DETAIL_LAST
           && !give(k, w, inspect_card_height(k->s, k->sizes, k->width, detail)))
        detail--;
}

// Plots share the rest up to a height each.
static void share(struct plan *k, float most)
{
    for (int left = CARD_KINDS; left > 0; left--) {
        int plots = 0;
        for (int i = 0; i < CARD_KINDS; i++)
            plots += k->wish[i].plot && k->wish[i].given
                     && k->wish[i].height < fminf(most, k->wish[i].full) - 0.5f;
        float each = plots ? k->room / (float)plots : 0;
        for (int i = 0; i < CARD_KINDS && each > 0.5f; i++) {
            struct wish *w = &k->wish[i];
            if (w->plot && w->given)
                give(k, w, fminf(w->height + each, fminf(most, w->full)));
        }
    }
}

// Its plot comes when that of f has room.
static void give_race(struct plan *k)
{
    if (k->wish[CARD_RACE].given)
        share(k, roomy_plot * k->sizes->u);
    give(k, &k->wish[CARD_RACE], k->wish[CARD_RACE].full);
}

// As much of the board as there is room for.
static void give_board(struct plan *k)
{
    enum board board = BOARD_RULE;
    while (board > BOARD_BARE
           && !give(k, &k->wish[CARD_RACE],
                    race_card_height(k->s, k->sizes, k->width, board)))
        board--;
}

static void give_usual(struct plan *k, enum card_kind kind)
{
    if (kind == CARD_RACE)
        give_board(k);
    else
        give(k, &k->wish[kind], k->wish[kind].usual);
}

// Beside a probe with its slice the plot tells the only run in a line of its own.
static bool join_run(struct plan *k)
{
    struct wish *runs = &k->wish[CARD_RUNS];
    if (!runs->given || scene_count_runs(k->s) != 1 || !k->wish[CARD_CHART].given
        || !k->wish[CARD_SLICE].given)
        return false;
    k->room += runs->height + k->gap;
    runs->height = 0;
    runs->wanted = runs->given = false;
    return true;
}

static void give_all(struct plan *k)
{
    for (int i = 0; i < CARD_KINDS; i++)
        give(k, &k->wish[k->order[i]], k->wish[k->order[i]].bare);
    for (int i = 0; i < CARD_KINDS - 1; i++)    // the last only takes what is left
        give_usual(k, k->order[i]);
    give_step(k);
    bool joined = join_run(k);
    give_rows(k, PROBE_ROWS_TOLD);
    give(k, &k->wish[CARD_FLAT], k->wish[CARD_FLAT].full);
    share(k, (joined || k->s->rates ? roomy_plot : told_plot) * k->sizes->u);
    give_race(k);
    if (!give(k, &k->wish[CARD_RUNS], k->wish[CARD_RUNS].full))
        give(k, &k->wish[CARD_RUNS], run_card_least(k->s, k->sizes));
    give(k, &k->wish[CARD_WHY], k->wish[CARD_WHY].full);
    give_rows(k, PROBE_ROWS);
    give(k, &k->wish[CARD_COSINE], k->wish[CARD_COSINE].usual);
    share(k, INFINITY);
}

static void stack(const struct plan *k, rect area, struct column *out)
{
    float y = area.y0;
    for (int i = 0; i < CARD_KINDS; i++) {
        const struct wish *w = &k->wish[i];
        if (!w->given)
            continue;
        out->where[i] = (rect){area.x0, y, area.x1, y + w->height};
        y += w->height + k->gap;
    }
}

static void plan_area(const struct plan *whole, unsigned kinds, rect area,
                      struct column *out)
{
    struct plan k = *whole;
    k.width = area.x1 - area.x0;
    k.room = area.y1 - area.y0 + k.gap;
    if (!(k.width > 0) || !(k.room > k.gap))
        return;
    wish_all(&k);
    for (int i = 0; i < CARD_KINDS; i++)
        k.wish[i].wanted &= kinds >> i & 1;
    give_all(&k);
    stack(&k, area, out);
}

static unsigned wanted_kinds(const struct plan *k)
{
    unsigned kinds = 0;
    for (int i = 0; i < CARD_KINDS; i++)
        kinds |= (unsigned)k->wish[i].wanted << i;
    return kinds;
}

// Where the area is low and wide: the runs beside the probe, or plots beside numbers.
static void split(const struct plan *k, rect area, struct column *out)
{
    const unsigned runs = 1u << CARD_STEP | 1u << CARD_RACE | 1u << CARD_RUNS
                          | 1u << CARD_CHART;
    unsigned all = wanted_kinds(k), right = all & runs;
    bool step = all >> CARD_STEP & 1;
    unsigned numbers = 1u << CARD_PROBE | 1u << CARD_INSIDE | 1u << CARD_FLAT
                       | (step ? 1u << CARD_STEP : 1u << CARD_RUNS | 1u << CARD_RACE);
    if (!right || right == all)
        right = all & ~numbers;
    if (!right || right == all) {
        plan_area(k, all, area, out);
        return;
    }
    float middle = (area.x0 + area.x1) / 2;
    rect left = area;
    left.x1 = middle - k->gap / 2;
    area.x0 = middle + k->gap / 2;
    plan_area(k, all & ~right, left, out);
    plan_area(k, right, area, out);
}

struct column column_plan(const struct model *m, const struct scene *s,
                          const struct layout *layout, const struct font *font,
                          bool probe_first)
{
    struct column out = {0};
    const struct sizes *sizes = &layout->sizes;
    struct plan k = {.m = m, .s = s, .sizes = sizes, .font = font,
                     .gap = between * sizes->u};
    rect area = rect_grown(layout->cards, -k.gap);
    k.width = area.x1 - area.x0;
    wish_all(&k);
    choose_order(&k, probe_first);
    bool wide = k.width > 1.5f * (area.y1 - area.y0)
                && k.width > 2 * narrowest * sizes->t3;
    if (wide)
        split(&k, area, &out);
    else
        plan_area(&k, wanted_kinds(&k), area, &out);
    return out;
}
