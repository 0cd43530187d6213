// SPDX-License-Identifier: MIT
// The column beside the map: what stands there in windows of every shape, and that it
// never meets or leaves its place.
#include "plot/column.h"

#include "fake_font.h"
#include "plot/probe_card.h"
#include "plot/run_card.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct model no_model;

static struct scene busy(int runs, bool probe)
{
    struct scene s = scene_defaults();
    struct descent run = descent_default(0);
    for (int i = 0; i < runs; i++)
        scene_add_run(&s, &run);
    s.probe = probe;
    s.slice = s.rose = true;
    return s;
}

// A rail of the window at `width` × `height`, below `taken` of its height.
static struct layout rail_of(float width, float height, bool projector, float taken)
{
    struct layout out = {.sizes = sizes_for(height, projector)};
    float u = out.sizes.u, wide = fminf(fmaxf(42 * u, 0.325f * width), 58 * u);
    out.cards = (rect){width - wide, 9 * u + taken * height, width, 87 * u};
    return out;
}

static void check_apart(const struct column *c, const struct layout *layout)
{
    for (int i = 0; i < CARD_KINDS; i++) {
        rect a = c->where[i], all = layout->cards;
        if (!column_has(c, i))
            continue;
        assert_true(a.x0 >= all.x0 && a.x1 <= all.x1);
        assert_true(a.y0 >= all.y0 && a.y1 <= all.y1);
        assert_true(a.y1 - a.y0 >= 2 * layout->sizes.t3);
        for (int k = 0; k < i; k++) {
            rect b = c->where[k];
            assert_true(!column_has(c, k) || a.x0 >= b.x1 || b.x0 >= a.x1
                        || a.y0 >= b.y1 || b.y0 >= a.y1);
        }
    }
}

static void has(const struct scene *s, const struct layout *layout, bool probe_first,
                unsigned wanted)
{
    struct column c = column_plan(&no_model, s, layout, &fake_font, probe_first);
    unsigned got = 0;
    check_apart(&c, layout);
    for (int i = 0; i < CARD_KINDS; i++)
        got |= (unsigned)column_has(&c, i) << i;
    if (scene_count_runs(s) == 1 && got & 1 << CARD_CHART)
        got |= 1 << CARD_RUNS;                  // its plot tells the only run
    assert_int_equal(got & wanted, wanted);
}

enum { PROBE = 1 << CARD_PROBE, SLICE = 1 << CARD_SLICE, COSINE = 1 << CARD_COSINE,
       INSIDE = 1 << CARD_INSIDE, RUNS = 1 << CARD_RUNS, CHART = 1 << CARD_CHART };

static void test_what_the_windows_show(void **state)
{
    (void)state;
    struct scene both = busy(1, true), probe = busy(0, true), five = busy(5, true);
    struct layout full = rail_of(1920, 1080, false, 0);
    struct layout small = rail_of(1280, 800, false, 0);
    struct layout room = rail_of(1024, 768, true, 0);
    for (int first = 0; first < 2; first++) {
        has(&both, &full, first, PROBE | SLICE | RUNS | CHART);
        has(&both, &small, first, PROBE | SLICE | RUNS | CHART);
        has(&both, &room, first, PROBE | RUNS);
        has(&five, &room, first, PROBE | RUNS);
    }
    has(&probe, &full, true, PROBE | SLICE | COSINE);
    has(&both, &room, true, PROBE | SLICE | RUNS);
    has(&both, &room, false, PROBE | RUNS | CHART);
    both.inside = true;
    has(&both, &full, true, PROBE | INSIDE | SLICE | RUNS);
    has(&both, &full, false, PROBE | INSIDE | RUNS | CHART);
    both.slice = both.probe = false;
    struct column c = column_plan(&no_model, &both, &full, &fake_font, true);
    assert_false(column_has(&c, CARD_SLICE) || column_has(&c, CARD_PROBE));
}

// experience.md 3.2: beside a run and a probe, slice and plot are 20u high.
static void test_plots_are_high(void **state)
{
    (void)state;
    struct scene both = busy(1, true);
    static const float wide[] = {1920, 1280}, high[] = {1080, 800};
    for (int i = 0; i < 4; i++) {
        struct layout layout = rail_of(wide[i / 2], high[i / 2], false, 0);
        struct column c = column_plan(&no_model, &both, &layout, &fake_font,
                                      i & 1);
        float u = layout.sizes.u;
        rect slice = c.where[CARD_SLICE], chart = c.where[CARD_CHART];
        assert_true(slice.y1 - slice.y0 >= 18 * u && chart.y1 - chart.y0 >= 18 * u);
    }
}

// Sliders leave little room, and then none.
static void test_what_matters_most_stays(void **state)
{
    (void)state;
    struct scene both = busy(1, true), five = busy(5, true);
    for (int projector = 0; projector < 2; projector++)
        for (float taken = 0; taken < 0.4f; taken += 0.01f) {
            struct layout layout = rail_of(1024, 768, projector, taken);
            has(&both, &layout, true, PROBE | RUNS);
            has(&both, &layout, false, PROBE | RUNS);
            has(&five, &layout, true, taken < 0.2f ? PROBE | RUNS : PROBE);
            has(&five, &layout, false, taken < 0.2f ? PROBE | RUNS : RUNS);
        }
    struct layout none = rail_of(1024, 768, true, 0.8f);
    has(&both, &none, true, 0);
}

// A card of numbers is as high as its rows, never a box that is mostly empty.
static void test_no_card_is_empty(void **state)
{
    (void)state;
    for (int runs = 0; runs <= 5; runs++)
        for (float height = 600; height <= 2160; height += 60) {
            struct scene s = busy(runs, true);
            struct layout layout = rail_of(1.6f * height, height, runs & 1, 0);
            struct column c = column_plan(&no_model, &s, &layout, &fake_font, true);
            rect r = c.where[CARD_PROBE];
            float width = r.x1 - r.x0;
            int rows = probe_card_rows(&layout.sizes, width, r.y1 - r.y0);
            float exact = probe_card_height(&layout.sizes, width, rows);
            assert_true(fabsf(exact - (r.y1 - r.y0)) < 1);
        }
}

// How high above the card's bottom its last words end.
static float left_empty(const struct model *m, const struct scene *s, rect where,
                        const struct sizes *sizes)
{
    struct picture p = {0};
    picture_begin(&p, (pt){2000, 2000});
    struct card card = card_open(&p, where, &theme_light, sizes, &fake_font);
    float lowest = where.y0;
    run_card_draw(&card, m, s, INFINITY, true);
    for (size_t i = 0; i < p.items.count; i++)
        if (p.items.at[i].kind == ITEM_TEXT)
            lowest = fmaxf(lowest, p.points.at[p.items.at[i].first].y
                                       + p.items.at[i].text.type.size / 2);
    picture_free(&p);
    return where.y1 - lowest;
}

// The card of a run is as high as its words, whatever they are.
static void test_the_card_of_a_run_is_full(void **state)
{
    (void)state;
    static const double rates[] = {0.001, 0.1, 0.45, 0.5, 0.6};
    struct model m = {0};
    for (int method = 0; method < METHODS; method++)
        for (int i = 0; i < 5; i++) {
            struct scene s = busy(1, false);
            struct layout layout = rail_of(900 + 300 * (float)i, 900, i & 1, 0);
            descent_set_method(&s.run[0], method);
            s.run[0].start = (vec2){2.6, 2.2};
            s.run[0].lr = rates[i];
            struct layout map = layout_for(640, 480, &s, false);
            assert_true(model_update(&m, &s, &map, NULL, NULL));
            struct column c = column_plan(&m, &s, &layout, &fake_font, false);
            float free = left_empty(&m, &s, c.where[CARD_RUNS], &layout.sizes);
            assert_true(free > 0 && free < 1.3f * layout.sizes.u + 1.5f * layout.sizes.t3);
        }
    model_free(&m);
}

// Under the map: low and wide, so the runs stand beside the probe.
static void test_under_the_map(void **state)
{
    (void)state;
    struct scene both = busy(2, true);
    for (float width = 300; width < 1400; width += 25)
        for (float height = 10; height < 700; height += 30) {
            struct layout layout = {.sizes = sizes_for(width / 1.2f, false),
                                    .cards = {0, 500, width, 500 + height}};
            has(&both, &layout, true, 0);
            has(&both, &layout, false, 0);
        }
    struct layout wide = {.sizes = sizes_for(667, false),
                          .cards = {0, 600, 800, 900}};
    struct column c = column_plan(&no_model, &both, &wide, &fake_font, true);
    assert_true(c.where[CARD_PROBE].y0 == c.where[CARD_RUNS].y0);
    has(&both, &wide, true, PROBE | RUNS | CHART);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_windows_show),
        cmocka_unit_test(test_plots_are_high),
        cmocka_unit_test(test_what_matters_most_stays),
        cmocka_unit_test(test_no_card_is_empty),
        cmocka_unit_test(test_the_card_of_a_run_is_full),
        cmocka_unit_test(test_under_the_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
