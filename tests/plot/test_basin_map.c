// SPDX-License-Identifier: MIT
// Basins in the map: the picture depends neither on slices nor on threads, follows what
// it depends on and nothing else, and lines stay readable on its colours.
#include "failing_malloc.h"
#include "plot/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SLICE = 20000 };

static struct scene scene_of(const char *formula, double lr)
{
    struct scene s = scene_defaults();
    strcpy(s.formula, formula);
    s.view = (box){-5, 5, -5, 5};
    s.next_run.lr = lr;
    s.basins = true;
    s.cards = false;                            // the map is as large with runs
    return s;
}

static struct scene himmelblau(void)
{
    return scene_of("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", 0.01);
}

static void update(struct model *m, const struct scene *s, struct pool *pool)
{
    struct layout layout = layout_for(240, 160, s, false);
    assert_true(model_update(m, s, &layout, pool, NULL));
}

static void finish(struct model *m, const struct scene *s, struct pool *pool)
{
    m->basin_steps = SLICE;
    do
        update(m, s, pool);
    while (basin_map_done(&m->basins) < 1);
}

static void test_slices_make_the_whole(void **state)
{
    (void)state;
    struct scene s = himmelblau();
    struct model whole = {0}, slices = {0};
    struct pool *pool = pool_open(3);
    update(&whole, &s, NULL);
    assert_true(basin_map_done(&whole.basins) == 1);
    slices.basin_steps = SLICE;
    update(&slices, &s, pool);
    fail_allocation(1L << 60, false);
    finish(&slices, &s, pool);
    assert_int_equal(fail_stop(), 0);           // once begun
    const struct image *a = &whole.basins.image, *b = &slices.basins.image;
    assert_int_equal(a->width, b->width);
    assert_memory_equal(a->pixels, b->pixels,
                        sizeof *a->pixels * (size_t)a->width * (size_t)a->height);
    assert_int_equal(whole.basins.basins.minima.count, 4);
    model_free(&whole);
    model_free(&slices);
    pool_close(pool);
}

static rgba pixel_at(const struct model *m, vec2 at)
{
    pt there = camera_to_screen(&m->camera, at);
    return m->basins.image.pixels[(int)(there.y - m->camera.map.y0)
                                      * m->basins.image.width
                                  + (int)(there.x - m->camera.map.x0)];
}

// M68: four starts side by side, each with the colour of another minimum.
static void test_colours_lead_to_minima(void **state)
{
    (void)state;
    static const struct { vec2 start, end; } known[] = {
        {{0, 0}, {3, 2}}, {{-1, 0}, {-2.805, 3.131}}, {{0, -1}, {3.584, -1.848}},
        {{-1, -1}, {-3.779, -3.283}}};
    struct scene s = himmelblau();
    struct model m = {0};
    update(&m, &s, NULL);
    const struct basins *b = &m.basins.basins;
    for (int i = 0; i < 4; i++) {
        pt at = camera_to_screen(&m.camera, known[i].start);
        struct basin_cell cell = basin_grid_seen(&b->grid, (int)(at.x - m.camera.map.x0),
                                           (int)(at.y - m.camera.map.y0));
        assert_int_equal(cell.fate, BASIN_MINIMUM);
        vec2 off = vec2_sub(b->minima.at[cell.minimum].at, known[i].end);
        assert_true(vec2_length(off) < 1e-3);
        for (int k = 0; k < i; k++)
            assert_int_not_equal(m.basins.color[i], m.basins.color[k]);
    }
    model_free(&m);
}

static struct basin_cell cell_at(const struct model *m, vec2 at)
{
    pt p = camera_to_screen(&m->camera, at);
    return basin_grid_seen(&m->basins.basins.grid, (int)(p.x - m->camera.map.x0),
                     (int)(p.y - m->camera.map.y0));
}

static void test_what_they_depend_on(void **state)
{
    (void)state;
    struct scene s = himmelblau();
    struct model m = {0};
    struct descent run = s.next_run;
    finish(&m, &s, NULL);
    uint64_t made_of = m.basins.made_of;
    run.start = (vec2){1, 1};
    scene_add_run(&s, &run);
    update(&m, &s, NULL);
    s.run[0].start.x = 2;                       // any start has its place …
    s.run[0].steps = 200;
    s.flat_points = FLAT_OFF;
    s.arrows = ARROWS_OFF;
    update(&m, &s, NULL);
    finish(&m, &s, NULL);
    assert_true(m.basins.made_of == made_of);
    struct basin_cell home = cell_at(&m, (vec2){3, 2});
    assert_int_equal(m.basins.color[home.minimum], 0);  // … and leads to its own colour
    run.start = (vec2){-2, 2};
    run.steps = 200;
    scene_add_run(&s, &run);
    update(&m, &s, NULL);
    home = cell_at(&m, (vec2){-2.8, 3.1});
    assert_int_equal(m.basins.color[home.minimum], 1);
    assert_true(m.basins.made_of == made_of);
    scene_remove_run(&s, 1);
    rgba before = pixel_at(&m, (vec2){-1, -1});
    s.theme = THEME_DARK;
    update(&m, &s, NULL);
    assert_true(basin_map_done(&m.basins) == 1);
    rgba after = pixel_at(&m, (vec2){-1, -1});
    assert_memory_not_equal(&before, &after, sizeof before);
    s.run[0].lr = 0.012;
    update(&m, &s, NULL);
    assert_true(basin_map_done(&m.basins) < 1);
    finish(&m, &s, NULL);
    s.run[0].lr = 0.01;
    scene_fork_run(&s, 0, 3);                   // where it goes on otherwise, so do they
    scene_last(&s, 0)->lr = 0.013;
    update(&m, &s, NULL);
    assert_true(basin_map_done(&m.basins) < 1);
    model_free(&m);
}

// The letter changes and comes back while the map waits: what it was made with is gone.
static void test_evaluators_may_come_and_go(void **state)
{
    (void)state;
    struct scene s = scene_of("(x^2 - a)^2 + y^2", 0.02);
    struct layout layout = layout_for(240, 160, &s, false);
    struct model m = {.basin_steps = SLICE};
    s.parameters = 1;
    s.parameter[0] = (struct scene_parameter){"a", 1, 0, 4};
    update(&m, &s, NULL);
    for (int i = 0; i < 8; i++) {
        s.parameter[0].value = 1 + (i + 1) % 2;
        assert_true(model_follow(&m, &s, &layout, NULL));
        s.parameter[0].value = 1;
        assert_true(model_follow(&m, &s, &layout, NULL));
        update(&m, &s, NULL);
    }
    finish(&m, &s, NULL);
    assert_int_equal(m.basins.basins.minima.count, 2);
    model_free(&m);
}

// What is known moves along; only what comes in is walked from.  The picture is that of
// a new map, but for guesses, whose steps may be some off.
static void test_a_pan_keeps_what_is_known(void **state)
{
    (void)state;
    struct scene s = himmelblau();
    struct model m = {0}, fresh = {0};
    update(&m, &s, NULL);
    m.basin_steps = 1;
    const struct basin_grid *g = &m.basins.basins.grid;
    int columns = g->columns, rows = g->rows;
    for (int round = 0; round < 3; round++) {
        static const struct { int x, y; } moves[] = {{37, -10}, {-64, 21}, {3, 5}};
        vec2 pixel = view_pixel(camera_view(&m.camera));
        double x = moves[round].x * pixel.x, y = moves[round].y * pixel.y;
        size_t known = (size_t)((columns - abs(moves[round].x)) * (rows - abs(moves[round].y)));
        s.view = (box){s.view.x0 + x, s.view.x1 + x, s.view.y0 + y, s.view.y1 + y};
        update(&m, &s, NULL);
        assert_true(basin_map_done(&m.basins) < 1);
        assert_in_range(g->known, known, known + 2048);
        finish(&m, &s, NULL);
        m.basin_steps = 1;
    }
    update(&fresh, &s, NULL);
    const struct basins *a = &m.basins.basins, *b = &fresh.basins.basins;
    int wrong = 0;
    for (int i = 0; i < columns * rows; i++) {
        struct basin_cell one = a->grid.cell[i], other = b->grid.cell[i];
        vec2 apart = vec2_sub(a->minima.at[one.minimum].at, b->minima.at[other.minimum].at);
        other.minimum = one.minimum;            // found in another order
        wrong += !basin_cell_like(one, other)
                 || (one.fate == BASIN_MINIMUM && vec2_length(apart) > 1e-6);
    }
    assert_in_range(wrong, 0, columns * rows / 1000);
    model_free(&m);
    model_free(&fresh);
}

// Another view: until its coarse cells are there the old picture stands in for it.
static void test_a_zoom_shows_the_old_picture(void **state)
{
    (void)state;
    struct scene s = himmelblau();
    struct model m = {0};
    update(&m, &s, NULL);
    rgba before = pixel_at(&m, (vec2){-1, 0.2});
    s.view = (box){-2.5, 2.5, -2.5, 2.5};
    m.basin_steps = 1;
    update(&m, &s, NULL);
    rgba after = pixel_at(&m, (vec2){-1, 0.2});
    assert_true(basin_map_done(&m.basins) < 0.1);
    assert_memory_equal(&before, &after, sizeof before);
    model_free(&m);
}

static void test_ends(void **state)
{
    (void)state;
    static const struct {
        const char *formula;
        double lr, tol;
        bool ascend;
        enum basin_fate fate;
        int minima;
    } all[] = {
        {"x + y", 0.1, 1e-6, false, BASIN_UNDECIDED, 0},
        {"-x^2 - y^2", 0.1, 1e-6, false, BASIN_DIVERGED, 0},
        {"-x^2 - y^2", 0.1, 1e-6, true, BASIN_MINIMUM, 1},
        {"x^2 + y^2", 0.1, 0, false, BASIN_MINIMUM, 1},
        {"x^2 + y^2", 1e-300, 1e-6, false, BASIN_UNDECIDED, 0},
        {"x^2 + y^2", 1e300, 1e-6, false, BASIN_DIVERGED, 0},
        {"sqrt(x) + y^2", 0.5, 1e-6, false, BASIN_LEFT, 0},
        {"1/x", 0.5, 1e-6, false, BASIN_UNDECIDED, 0},
        {"3", 0.5, 1e-6, false, BASIN_FLAT, 0},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct scene s = scene_of(all[i].formula, all[i].lr);
        struct model m = {0};
        s.next_run.tol = all[i].tol;
        s.next_run.ascend = all[i].ascend;
        update(&m, &s, NULL);
        if (!m.basins.fate[all[i].fate] || (int)m.basins.basins.minima.count != all[i].minima)
            fail_msg("%s: %zu minima", all[i].formula, m.basins.basins.minima.count);
        assert_int_equal(m.basins.climbs, all[i].ascend);
        model_free(&m);
    }
}

// Lines and words stand on every tint.
static void test_ink_is_seen(void **state)
{
    (void)state;
    for (int dark = 0; dark < 2; dark++) {
        struct scene s = scene_of("sin x sin y", 0.3);
        struct model m = {0};
        s.theme = dark ? THEME_DARK : THEME_LIGHT;
        update(&m, &s, NULL);
        assert_true(m.basins.basins.minima.count > THEME_RUNS);
        rgba ink = (dark ? &theme_dark : &theme_light)->ink;
        const struct basins *b = &m.basins.basins;
        for (size_t i = 0; i < b->minima.count; i++) {
            vec2 at = b->minima.at[i].at;
            box w = m.camera.world;
            if (at.x > w.x0 && at.x < w.x1 && at.y > w.y0 && at.y < w.y1)
                assert_true(contrast(ink, pixel_at(&m, at)) >= 4.5);
        }
        model_free(&m);
    }
}

static void test_memory_may_run_out(void **state)
{
    (void)state;
    bool done = false;
    for (long k = 1; !done; k++) {
        struct scene s = scene_of("x^2 + y^2", 0.3);
        struct layout layout = layout_for(240, 160, &s, false);
        struct model m = {0};
        fail_allocation(k, false);
        done = model_update(&m, &s, &layout, NULL, NULL);
        fail_stop();
        update(&m, &s, NULL);
        assert_int_equal(m.basins.basins.minima.count, 1);
        model_free(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slices_make_the_whole),
        cmocka_unit_test(test_colours_lead_to_minima),
        cmocka_unit_test(test_what_they_depend_on),
        cmocka_unit_test(test_evaluators_may_come_and_go),
        cmocka_unit_test(test_a_pan_keeps_what_is_known),
        cmocka_unit_test(test_a_zoom_shows_the_old_picture),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_ink_is_seen),
        cmocka_unit_test(test_memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
