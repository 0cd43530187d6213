// SPDX-License-Identifier: MIT
// U2, U3, U5, U13, U14, U16 in the real font: for every card of the gallery, at every
// size and state, no two texts meet, none leaves its plate or the window, none is cut in
// the middle or ends in dots; none is too small, no line too thin.  With the argument
// "all" at every size for every card, else each card at one of them; after it may stand
// the name of a test, with *.
#include "hands.h"
#include "plot/column.h"
#include "plot/race_card.h"
#include "scene/gallery.h"
#include "shell/font_ttf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct sight {                  // what is looked at
    struct hands hands;
    const char *card, *state;
    bool projector, dark, strict;
    bool pointed;               // the pointer may rest on a step
    struct written written[WRITTEN];
    int count;
};

enum { GROUND, MARKS, CARDS, WIDGETS, PAGES };  // the pictures of easel.h
enum { PLATES = 512 };
struct plate { rect at; int picture; size_t item; };

static struct {
    bool all;
    struct font *font;
    int faults;
    char told[4096][96];        // each fault once
} suite;

static void fault(const struct sight *s, const char *text, const char *what,
                  const char *other)
{
    char key[96];
    snprintf(key, sizeof key, "%.40s|%.10s|%.40s", text, what, other);
    for (int i = 0; i < suite.faults; i++)
        if (strcmp(suite.told[i], key) == 0)
            return;
    if (suite.faults < 4096)
        snprintf(suite.told[suite.faults++], sizeof key, "%s", key);
    pt size = s->hands.in.size;
    print_error("%gx%g%s%s, %s, %s: \"%s\" %s%s%s%s\n", size.x, size.y,
                s->projector ? " projector" : "", s->dark ? " dark" : "", s->card,
                s->state, text, what, *other ? " \"" : "", other, *other ? "\"" : "");
}

// A filled rectangle, also with round corners: what stands under it is not seen.  In a
// chart the marks of steps may touch its title.
static bool is_plate(const struct picture *p, const struct item *item, float least)
{
    if (item->kind != ITEM_FILL || item->color.a < 255 || item->count < 4)
        return false;
    const pt *at = p->points.at + item->first;
    float area = 0, wide = item->bounds.x1 - item->bounds.x0;
    float high = item->bounds.y1 - item->bounds.y0;
    for (uint32_t i = 0, k = item->count - 1; i < item->count; k = i++)
        area += (at[k].x - at[i].x) * (at[k].y + at[i].y) / 2;
    return high >= least && wide >= least && fabsf(area) > 0.85f * wide * high;
}

static int plates_of(const struct hands *h, struct plate out[PLATES])
{
    const struct picture *p;
    int count = 0;
    float em = app_screen(h->app)->layout.sizes.t3;
    for (int i = 0; (p = app_picture(h->app, i)); i++)
        for (size_t k = 0; k < p->items.count && count < PLATES; k++)
            if (is_plate(p, &p->items.at[k], i == CARDS ? 1.2f * em : 8))
                out[count++] = (struct plate){p->items.at[k].bounds, i, k};
    return count;
}

static bool within(rect a, rect b, float slack)
{
    return a.x0 >= b.x0 - slack && a.y0 >= b.y0 - slack && a.x1 <= b.x1 + slack
           && a.y1 <= b.y1 + slack;
}

static bool is_later(const struct plate *p, const struct written *w)
{
    return p->picture > w->picture || (p->picture == w->picture && p->item > w->item);
}

// Pages lie over everything for a while, and the sentence about a fault over the map.
// The card of a step stands beside the pointer until it moves.  Paths may run over the
// labels of lines: these are placed before anybody runs.
static bool may_cut(const struct sight *s, const struct plate *p, const struct written *w)
{
    return p->picture == PAGES || (p->picture == WIDGETS && w->picture < CARDS)
           || (p->picture == MARKS && (w->picture == GROUND || s->pointed));
}

// Texts under plates are gone; those that are half under one are cut.
static void drop_covered(struct sight *s, const struct plate *plate, int plates)
{
    int kept = 0;
    for (int i = 0; i < s->count; i++) {
        const struct written *w = &s->written[i];
        bool gone = false, half = false;
        for (int k = 0; k < plates && !gone; k++) {
            if (!is_later(&plate[k], w) || !rects_meet(plate[k].at, w->box, 1))
                continue;
            gone = within(w->box, plate[k].at, 2) || may_cut(s, &plate[k], w);
            half = true;
        }
        if (half && !gone)
            fault(s, w->text, "is half under a plate", "");
        if (!gone)
            s->written[kept++] = *w;
    }
    s->count = kept;
}

// The plate under the middle of a text holds all of it.
static void check_plate(const struct sight *s, const struct written *w,
                        const struct plate *plate, int plates)
{
    pt at = {(w->box.x0 + w->box.x1) / 2, (w->box.y0 + w->box.y1) / 2};
    const rect *holder = NULL;
    for (int k = 0; k < plates && !is_later(&plate[k], w); k++) {
        const rect *r = &plate[k].at;
        if (r->x0 <= at.x && at.x < r->x1 && r->y0 <= at.y && at.y < r->y1
            && r->y1 - r->y0 > 0.74f * w->size)
            holder = r;
    }
    if (holder && !within(w->box, *holder, 1))
        fault(s, w->text, "leaves its plate", "");
}

// What of a text is seen: fields scroll, everything else is whole.
static void check_clip(const struct sight *s, struct written *w)
{
    rect *b = &w->box, c = w->clip;
    bool scrolls = w->picture >= WIDGETS && (b->x0 < c.x0 || b->x1 > c.x1);
    if (!scrolls && !within(*b, c, 1.5f))
        fault(s, w->text, "is cut", "");
    *b = (rect){fmaxf(b->x0, c.x0), fmaxf(b->y0, c.y0), fminf(b->x1, c.x1),
                fminf(b->y1, c.y1)};
    if (!scrolls)
        return;
    const pt seen[] = {{b->x0, b->y0}, {b->x1, b->y0}, {b->x1, b->y1}, {b->x0, b->y1}};
    memcpy(w->corner, seen, sizeof seen);
}

// Pages shrink what is long.
static float least_size(const struct sizes *sizes, const struct written *w)
{
    return w->picture == PAGES ? 0.72f * sizes->t3 : sizes->t3;
}

// Dots at the end of words that were too long; "running …" goes on.  A formula is as
// long as the person made it.
static bool is_shortened(const struct sight *s, const struct written *w)
{
    static const char dots[] = "…", showing[] = "showing ";
    const char *words = w->text, *formula = app_scene(s->hands.app)->formula;
    size_t length = strlen(words), tail = strlen(dots);
    if (length <= tail || strcmp(words + length - tail, dots) != 0
        || words[length - tail - 1] == ' ')
        return false;
    bool told = strncmp(words, showing, strlen(showing)) == 0;
    words += told ? strlen(showing) : 0;
    size_t said = strlen(words) - tail, whole = strlen(formula);
    return strncmp(words, formula, said < whole ? said : whole) != 0;
}

static void check_alone(const struct sight *s, struct written *w)
{
    pt size = s->hands.in.size;
    const struct sizes *sizes = &app_screen(s->hands.app)->layout.sizes;
    if (!within(w->box, (rect){0, 0, size.x, size.y}, 0.5f))
        fault(s, w->text, "leaves the window", "");
    if (s->strict && w->size < least_size(sizes, w) - 0.01f)
        fault(s, w->text, "is too small", "");
    if (s->strict && w->picture < PAGES && is_shortened(s, w))
        fault(s, w->text, "is shortened", "");
    check_clip(s, w);
}

// What sets a mark off from what is under it is no line of its own.
static bool is_halo(const struct sight *s, rgba color)
{
    const struct theme *t = app_scene(s->hands.app)->theme ? &theme_dark : &theme_light;
    rgba ground = theme_ground(t);
    return memcmp(&color, &t->card, sizeof color) == 0
           || memcmp(&color, &ground, sizeof color) == 0;
}

static void check_lines(const struct sight *s)
{
    const struct picture *p;
    for (int i = 0; (p = app_picture(s->hands.app, i)); i++)
        for (size_t k = 0; k < p->items.count; k++) {
            const struct item *item = &p->items.at[k];
            if (item->kind == ITEM_STROKE && item->pen.width < 1.49f
                && !is_halo(s, item->pen.color)) {
                char width[40];
                snprintf(width, sizeof width, "a line in picture %d", i);
                fault(s, width, "is thinner than 1.5", "");
            }
        }
}

static int drop_unseen(struct written *w, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (rects_meet(w[i].box, w[i].clip, 0))
            w[kept++] = w[i];
    return kept;
}

static void check(struct sight *s, const char *state)
{
    struct plate plate[PLATES];
    s->state = state;
    s->pointed = strcmp(state, "hovering") == 0 || strcmp(state, "a run") == 0;
    s->count = drop_unseen(s->written, hands_written(&s->hands, s->written));
    int plates = plates_of(&s->hands, plate);
    drop_covered(s, plate, plates);
    for (int i = 0; i < s->count; i++) {
        struct written *w = &s->written[i];
        check_alone(s, w);
        if (s->strict)
            check_plate(s, w, plate, plates);
        for (int k = 0; k < i; k++)
            if (written_meet(w, &s->written[k]))
                fault(s, w->text, "meets", s->written[k].text);
    }
    if (s->strict)
        check_lines(s);
}

static pt place(const struct sight *s, float x, float y)
{
    rect r = app_screen(s->hands.app)->layout.focus;
    return (pt){r.x0 + x * (r.x1 - r.x0), r.y0 + y * (r.y1 - r.y0)};
}

static void open_card(struct sight *s, const struct gallery_card *card, pt size,
                      bool projector, bool dark)
{
    struct app_start start = {.scene = scene_defaults()};
    assert_true(scene_read(&start.scene, &start.extra, card->scene, strlen(card->scene),
                           NULL));
    start.scene.projector = projector;
    start.scene.theme = dark ? THEME_DARK : THEME_LIGHT;
    s->card = card->name;
    s->projector = projector;
    s->dark = dark;
    hands_open(&s->hands, &start, size, suite.font, NULL);
    font_ttf_trim(suite.font, 24 << 20);
}

static void walk_pages(struct sight *s)
{
    struct hands *h = &s->hands;
    hands_key(h, 'g', 0);
    hands_frame(h);
    check(s, "gallery");
    hands_key(h, KEY_ESCAPE, 0);
    hands_key(h, KEY_F1, 0);
    hands_frame(h);
    check(s, "help");
    hands_key(h, KEY_ESCAPE, 0);
    rect method = app_screen(h->app)->method;
    hands_click(h, (pt){(method.x0 + method.x1) / 2, (method.y0 + method.y1) / 2},
                BUTTON_LEFT);
    hands_frame(h);
    check(s, "methods");
    hands_key(h, KEY_ESCAPE, 0);
    hands_key(h, 's', MOD_CTRL);
    hands_frame(h);
    check(s, "saving");
    hands_key(h, KEY_ESCAPE, 0);
    hands_key(h, KEY_ESCAPE, 0);
    hands_key(h, 'k', MOD_CTRL);
    hands_frame(h);
    check(s, "code");
    hands_key(h, KEY_ESCAPE, 0);
    hands_key(h, 'e', MOD_CTRL | MOD_SHIFT);
    hands_frame(h);
    check(s, "pictures and films");
    hands_key(h, KEY_ESCAPE, 0);
}

// "good η for each", where there is room for its button.
static void choose_good(struct sight *s)
{
    static const struct model any;              // a race does not ask it
    const struct screen *k = app_screen(s->hands.app);
    struct column column = column_plan(&any, app_scene(s->hands.app), &k->layout,
                                       suite.font, false);
    struct card card = card_open(NULL, column.where[CARD_RACE], &theme_light,
                                 &k->layout.sizes, suite.font);
    rect at = race_card_button(&card, 2);
    if (column_has(&column, CARD_RACE) && at.x1 > at.x0)
        hands_click(&s->hands, (pt){(at.x0 + at.x1) / 2, (at.y0 + at.y1) / 2},
                    BUTTON_LEFT);
}

static void walk_race(struct sight *s)
{
    struct hands *h = &s->hands;
    hands_key(h, 'w', 0);
    hands_wait(h, 0.2);
    check(s, "a race");
    choose_good(s);
    hands_wait(h, 0.2);
    hands_key(h, KEY_END, 0);
    hands_frame(h);
    check(s, "good rates are tried");
    hands_wait(h, 2);
    check(s, "a race with good rates");
    hands_key(h, 'w', 0);
}

// Sliders in the rail, then noise from its button.
static void walk_rough(struct sight *s)
{
    struct hands *h = &s->hands;
    hands_key(h, 'n', MOD_SHIFT);
    hands_frame(h);
    check(s, "sliders of noise and clipping");
    const struct screen *k = app_screen(h->app);
    float u = k->layout.sizes.u, row = k->control + u;
    float above = (float)(app_scene(h->app)->parameters + 1) * row;
    hands_click(h, (pt){k->controls.x0 + 1.2f * u + 2 * k->layout.sizes.t3,
                        k->controls.y0 + 1.2f * u + above + k->control / 2},
                BUTTON_LEFT);
    hands_key(h, KEY_END, 0);
    hands_frame(h);
    check(s, "noise");
    hands_key(h, 'z', MOD_CTRL);
    hands_key(h, 'n', MOD_SHIFT);
    hands_frame(h);
}

// From the card as it is to everything at once, then a fault.
static void walk(struct sight *s)
{
    struct hands *h = &s->hands;
    check(s, "as it opens");
    hands_click(h, place(s, 0.35f, 0.3f), BUTTON_LEFT);
    hands_key(h, KEY_END, 0);
    hands_frame(h);
    check(s, "a run");
    hands_key(h, 's', MOD_SHIFT);
    hands_frame(h);
    check(s, "a step");
    hands_key(h, '5', 0);
    hands_key(h, KEY_RIGHT, 0);
    hands_frame(h);
    check(s, "a step of Adam");
    hands_key(h, '1', 0);
    hands_key(h, KEY_ESCAPE, 0);
    hands_key(h, KEY_END, 0);
    hands_move(h, place(s, 0.7f, 0.6f));
    hands_frame(h);
    check(s, "hovering");
    hands_key(h, 'i', MOD_SHIFT);
    hands_frame(h);
    check(s, "basins");
    hands_key(h, 'i', MOD_SHIFT);
    hands_click(h, place(s, 0.4f, 0.6f), BUTTON_RIGHT);
    hands_key(h, 't', 0);
    hands_frame(h);
    check(s, "a run and a probe");
    hands_key(h, 'i', 0);
    hands_click(h, place(s, 0.75f, 0.3f), BUTTON_LEFT);
    hands_click(h, place(s, 0.25f, 0.7f), BUTTON_LEFT);
    hands_key(h, KEY_END, 0);
    hands_frame(h);
    check(s, "three runs and a probe");
    walk_rough(s);
    hands_key(h, 's', MOD_SHIFT);
    hands_frame(h);
    check(s, "a step, three runs and a probe");
    hands_key(h, KEY_ESCAPE, 0);
    hands_key(h, 'k', 0);
    hands_frame(h);
    check(s, "covered");
    hands_key(h, 'k', 0);
    hands_key(h, '/', 0);
    hands_key(h, KEY_END, 0);
    hands_type(h, "+a*x*0+b*y*0");
    hands_key(h, KEY_ESCAPE, 0);
    hands_frame(h);
    check(s, "letters");
    hands_key(h, '/', 0);
    hands_key(h, KEY_END, 0);
    hands_type(h, "+sen(x)");
    hands_wait(h, 0.4);
    check(s, "a fault is told");
    hands_key(h, KEY_ESCAPE, 0);
}

static const pt sizes[] = {{1024, 768}, {1280, 800}, {1920, 1080}, {3840, 2160}};
static const pt odd[] = {{320, 240}, {480, 1000}, {700, 1000}, {2560, 720}};

// Under a sanitizer, which looks for other faults, a few cards will do.
#ifdef __SANITIZE_ADDRESS__
enum { FEW = 3 };
#else
enum { FEW = 1 };
#endif

static bool is_asked(int card, int size, int projector, int dark)
{
    if (suite.all)
        return true;
    if (card / 6 % FEW != 0)
        return false;
    return size < 3 && !dark && card % 6 == 2 * size + projector;
}

static void every_card_at_every_size(void **state)
{
    (void)state;
    struct sight *s = calloc(1, sizeof *s);
    for (int card = 0; card < GALLERY_CARDS; card++)
        for (int size = 0; size < 4; size++)
            for (int more = 0; more < 4; more++) {
                if (!is_asked(card, size, more & 1, more >> 1))
                    continue;
                s->strict = true;
                open_card(s, &gallery[card], sizes[size], more & 1, more >> 1);
                walk(s);
                if (card % 6 == 0 || card % 6 == 1)
                    walk_pages(s);
                hands_close(&s->hands);
            }
    free(s);
    assert_int_equal(suite.faults, 0);
}

static void every_page_at_every_size(void **state)
{
    (void)state;
    struct sight *s = calloc(1, sizeof *s);
    suite.faults = 0;
    for (int size = 0; size < 4; size++)
        for (int projector = 0; projector < 2; projector++) {
            s->strict = true;
            open_card(s, gallery_find("bowl"), sizes[size], projector, false);
            check(s, "as it opens");
            walk_pages(s);
            hands_close(&s->hands);
        }
    free(s);
    assert_int_equal(suite.faults, 0);
}

static void races_at_every_size(void **state)
{
    (void)state;
    static const char *const cards[] = {"ravine", "himmelblau"};
    struct sight *s = calloc(1, sizeof *s);
    suite.faults = 0;
    for (int i = 0; i < 16; i += suite.all ? 1 : 3) {
        s->strict = i < 8;
        open_card(s, gallery_find(cards[(i + i / 2) % 2]),
                  i < 8 ? sizes[i / 2] : odd[i / 2 - 4], i % 2, i / 4 % 2);
        walk_race(s);
        hands_close(&s->hands);
    }
    free(s);
    assert_int_equal(suite.faults, 0);
}

// The grid and the fan: with a limit and, by Adam, without one; a cell enlarged.
static void rates_at_every_size(void **state)
{
    (void)state;
    static const char *const cards[] = {"ravine", "bowl", "himmelblau"};
    struct sight *s = calloc(1, sizeof *s);
    suite.faults = 0;
    for (int i = 0; i < 16; i++) {
        s->strict = i < 8;
        open_card(s, gallery_find(cards[i % 3]), i < 8 ? sizes[i / 2] : odd[i / 2 - 4],
                  i % 2, i / 4 % 2);
        hands_key(&s->hands, 'm', 0);
        hands_key(&s->hands, KEY_END, 0);
        check(s, "nine rates");
        hands_key(&s->hands, '5', 0);
        check(s, "nine rates without a limit");
        hands_key(&s->hands, '1', 0);
        hands_key(&s->hands, 'm', MOD_SHIFT);
        check(s, "a fan");
        hands_close(&s->hands);
    }
    free(s);
    assert_int_equal(suite.faults, 0);
}

static void look_at_rates(struct sight *s)
{
    struct hands *h = &s->hands;
    hands_key(h, 'm', 0);
    hands_frame(h);
    check(s, "nine rates");
    hands_key(h, 'm', MOD_SHIFT);
    hands_frame(h);
    check(s, "a fan");
    hands_key(h, 'm', MOD_SHIFT);
    hands_key(h, 'n', 0);
    hands_frame(h);
    check(s, "ghosts");
}

static void look_at_forks(struct sight *s)
{
    struct hands *h = &s->hands;
    for (int fork = 0; fork < 2; fork++) {
        hands_key(h, KEY_HOME, 0);
        for (int step = 0; step < 3 - fork; step++)
            hands_key(h, KEY_RIGHT, 0);
        hands_key(h, KEY_DOWN, MOD_SHIFT);
    }
    hands_key(h, KEY_END, 0);
    hands_frame(h);
    check(s, "forks");
}

static void look_at_ways(struct sight *s)
{
    struct hands *h = &s->hands;
    hands_key(h, 'w', MOD_SHIFT);
    hands_frame(h);
    check(s, "the way, ghosts and forks");
    hands_key(h, KEY_HOME, 0);
    hands_key(h, KEY_RIGHT, 0);
    hands_frame(h);
    check(s, "the way, its first step");
    hands_key(h, KEY_END, 0);
    hands_key(h, 'w', MOD_SHIFT);
}

// With a probe beside it, whose words need room too.
static void look_at_race(struct sight *s)
{
    struct hands *h = &s->hands;
    hands_key(h, 'w', 0);
    hands_key(h, KEY_END, 0);
    hands_frame(h);
    check(s, "a race and a probe");
    hands_click(h, place(s, 0.6f, 0.7f), BUTTON_RIGHT);
    hands_key(h, KEY_HOME, 0);
    hands_key(h, KEY_RIGHT, 0);
    hands_frame(h);
    check(s, "a race, its first step");
    hands_key(h, 'w', 0);
}

// Everything of the laboratory, one after the other.
static void look_at_laboratory(struct sight *s)
{
    struct hands *h = &s->hands;
    hands_click(h, place(s, 0.55f, 0.25f), BUTTON_LEFT);
    hands_key(h, KEY_END, 0);
    look_at_rates(s);
    look_at_forks(s);
    look_at_ways(s);
    hands_click(h, place(s, 0.4f, 0.55f), BUTTON_RIGHT);
    look_at_race(s);
    for (int i = 0; i < 4; i++)
        hands_click(h, place(s, 0.2f + 0.15f * (float)i, 0.8f), BUTTON_LEFT);
    hands_key(h, KEY_END, 0);
    hands_frame(h);
    check(s, "five runs and a probe");
    hands_key(h, 'i', 0);
    hands_frame(h);
    check(s, "flat points, five runs and a probe");
    hands_key(h, 'i', MOD_SHIFT);
    hands_frame(h);
    check(s, "basins, five runs and a probe");
}

static void laboratory_of_every_card(void **state)
{
    (void)state;
    struct sight *s = calloc(1, sizeof *s);
    suite.faults = 0;
    for (int card = 0; card < GALLERY_CARDS; card++)
        for (int i = 0; i < 16; i++) {
            if (!suite.all && (i != card || i > 5))
                continue;
            s->strict = true;
            open_card(s, &gallery[card], sizes[i / 2 % 4], i & 1, i / 8);
            look_at_laboratory(s);
            hands_close(&s->hands);
        }
    free(s);
    assert_int_equal(suite.faults, 0);
}

// Small and odd windows: what is there is whole; how small it gets is not asked.
static void odd_windows(void **state)
{
    (void)state;
    struct sight *s = calloc(1, sizeof *s);
    suite.faults = 0;
    for (int size = 0; size < 4; size++)
        for (int projector = 0; projector < 2; projector++) {
            s->strict = false;
            open_card(s, gallery_find("ravine"), odd[size], projector, false);
            walk(s);
            walk_pages(s);
            hands_close(&s->hands);
        }
    free(s);
    assert_int_equal(suite.faults, 0);
}

static int beside_the_map(struct written *w, int count)
{
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (w[i].picture >= 2)
            w[kept++] = w[i];
    return kept;
}

// U13: what 2160 lines show is what 1080 show, twice as large.
static void twice_as_large_is_the_same(void **state)
{
    (void)state;
    struct written *small = calloc(2 * WRITTEN, sizeof *small), *large = small + WRITTEN;
    static const char *const cards[] = {"bowl", "himmelblau", "two-wells"};
    for (int i = 0; i < 3; i++) {
        struct sight a = {0}, b = {0};
        struct sight *both[] = {&a, &b};
        for (int k = 0; k < 2; k++) {
            open_card(both[k], gallery_find(cards[i]), sizes[2 + k], false, false);
            hands_key(&both[k]->hands, 'p', 0);
            hands_key(&both[k]->hands, KEY_ENTER, 0);
            hands_key(&both[k]->hands, KEY_END, 0);
            hands_wait(&both[k]->hands, 0.2);
        }
        int count = beside_the_map(small, hands_written(&a.hands, small));
        assert_int_equal(beside_the_map(large, hands_written(&b.hands, large)), count);
        for (int n = 0; n < count; n++) {
            assert_string_equal(small[n].text, large[n].text);
            float off = fmaxf(fabsf(2 * small[n].box.x0 - large[n].box.x0),
                              fabsf(2 * small[n].box.y0 - large[n].box.y0));
            if (off > 0.1f * 21.6f)
                fail_msg("%s: \"%s\" is %.2fu off", cards[i], small[n].text, off / 21.6f);
        }
        hands_close(&a.hands);
        hands_close(&b.hands);
    }
    free(small);
}

static bool is_written(const struct hands *h, const char *number)
{
    const struct picture *p;
    for (int i = 0; (p = app_picture(h->app, i)); i++)
        for (size_t k = 0; k < p->items.count; k++)
            if (p->items.at[k].kind == ITEM_TEXT
                && strstr(p->chars.at + p->items.at[k].text.at, number))
                return true;
    return false;
}

// U14.  f = x²y + sin y at (1.1, 0.7) along (−0.6, 0.8): by hand.
static void covered_numbers_are_nowhere(void **state)
{
    (void)state;
    static const char *const numbers[] = {"1.491", "1.540", "1.975", "2.504", "0.656",
                                          "52.0", "52.1"};
    struct app_start start = {.scene = scene_defaults()};
    struct hands h;
    strcpy(start.scene.formula, "x^2*y + sin(y)");
    start.scene.probe = start.scene.rose = start.scene.slice = true;
    start.scene.probe_at = (vec2){1.1, 0.7};
    start.scene.direction = (vec2){-0.6, 0.8};
    start.scene.runs = 1;
    start.scene.run[0] = descent_default(0);
    start.scene.run[0].start = (vec2){1.3, 0.9};
    start.scene.run[0].steps = 7;
    hands_open(&h, &start, (pt){1280, 800}, suite.font, NULL);
    int seen = 0;
    for (int i = 0; i < 7; i++)
        seen += is_written(&h, numbers[i]);
    assert_in_range(seen, 5, 7);
    hands_key(&h, 'k', 0);
    hands_frame(&h);
    for (int i = 0; i < 7; i++)
        if (is_written(&h, numbers[i]))
            fail_msg("covered, and yet \"%s\" is seen", numbers[i]);
    hands_key(&h, 'k', 0);
    hands_frame(&h);
    assert_true(is_written(&h, numbers[0]));
    hands_close(&h);
}

static int open_font(void **state)
{
    (void)state;
    suite.font = font_ttf_open(NULL);
    return suite.font == NULL;
}

static int close_font(void **state)
{
    (void)state;
    font_ttf_close(suite.font);
    return 0;
}

int main(int argc, char **argv)
{
    suite.all = argc > 1 && strcmp(argv[1], "all") == 0;
    if (argc > 2)
        cmocka_set_test_filter(argv[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_card_at_every_size),
        cmocka_unit_test(every_page_at_every_size),
        cmocka_unit_test(races_at_every_size),
        cmocka_unit_test(rates_at_every_size),
        cmocka_unit_test(laboratory_of_every_card),
        cmocka_unit_test(odd_windows),
        cmocka_unit_test(twice_as_large_is_the_same),
        cmocka_unit_test(covered_numbers_are_nowhere),
    };
    return cmocka_run_group_tests(tests, open_font, close_font);
}
