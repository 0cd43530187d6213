// SPDX-License-Identifier: MIT
// The plot of f: along the way that was walked each step stands where its way is long
// enough, f between the steps is f there, and who arrives does not depend on the axis;
// names of thin lines stand at their lines and never on each other.
#include "fake_font.h"
#include "plot/chart.h"
#include "plot/echo.h"
#include "plot/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const rect place = {10, 20, 400, 300};

struct page { struct model model; struct chart_view view; struct picture picture; };

static void draw(struct page *g, const struct scene *s)
{
    struct layout layout = layout_for(800, 600, s, false);
    picture_begin(&g->picture, (pt){800, 600});
    g->view = (struct chart_view){.shown = INFINITY, .run = -1};
    assert_true(model_update(&g->model, s, &layout, NULL, NULL));
    chart_draw(&g->picture, place, &g->model, &g->model.scene, &g->view, &theme_light,
               &layout.sizes, &fake_font);
    assert_false(picture_failed(&g->picture));
}

static void close_page(struct page *g)
{
    picture_free(&g->picture);
    model_free(&g->model);
}

static struct scene walk(const char *formula, vec2 start, double lr, int steps)
{
    struct scene s = scene_defaults();
    struct descent run = descent_default(0);
    strcpy(s.formula, formula);
    run.start = start;
    run.lr = lr;
    run.steps = steps;
    scene_add_run(&s, &run);
    s.walked = true;
    return s;
}

static bool writes(const struct page *g, const char *wanted)
{
    for (size_t i = 0; i < g->picture.items.count; i++) {
        const struct item *item = &g->picture.items.at[i];
        if (item->kind == ITEM_TEXT && strcmp(g->picture.chars.at + item->text.at, wanted) == 0)
            return true;
    }
    return false;
}

static void the_book_walks_3_589(void **state)
{
    (void)state;
    struct page g = {0};
    struct scene s = walk("x^2 + 2y^2", (vec2){2.6, 2.2}, 0.1, 25);
    draw(&g, &s);
    assert_true(writes(&g, "A has walked 3.589"));
    assert_true(writes(&g, "walked"));
    assert_float_equal(g.model.path[0].rows.at[25].walked, 3.589, 5e-4);
    close_page(&g);
}

// From the start of the plot to its end in proportion to the way.
static void steps_stand_where_they_were_walked_to(void **state)
{
    (void)state;
    struct page g = {0};
    struct scene s = walk("x^2 + 2y^2", (vec2){2.6, 2.2}, 0.1, 25);
    draw(&g, &s);
    const struct chart_scale *c = &g.view.scale;
    const struct path *path = &g.model.path[0];
    double sum = 0, wide = (double)c->plot.x1 - c->plot.x0;
    for (size_t k = 0; k < path->rows.count; k++) {
        if (k)
            sum += vec2_length(path_step(path, (int)k));
        float x = chart_scale_row(c, path, k).x;
        assert_float_equal(x, c->plot.x0 + sum / 3.5886 * wide, 0.1);
        assert_int_equal(chart_scale_row_at(c, path, chart_scale_along_at(c, x)), k);
    }
    close_page(&g);
}

// The points of the longest line of the plot.
static const struct item *line_of(const struct page *g)
{
    const struct item *best = NULL;
    for (size_t i = 0; i < g->picture.items.count; i++) {
        const struct item *item = &g->picture.items.at[i];
        if (item->kind == ITEM_STROKE && (!best || item->count > best->count))
            best = item;
    }
    return best;
}

// On x² + 2y² from (2.6, 2.2) at 0.5 each step leads to the other side: in between f
// comes down to next to nothing, and that is seen.
static void an_overshoot_dips_between_its_steps(void **state)
{
    (void)state;
    struct page g = {0};
    struct scene s = walk("x^2 + 2y^2", (vec2){2.6, 2.2}, 0.5, 6);
    draw(&g, &s);
    const struct item *line = line_of(&g);
    const struct chart_scale *c = &g.view.scale;
    float lowest = 0, high = chart_scale_row(c, &g.model.path[0], 1).y;
    for (uint32_t i = 0; i < line->count; i++)
        lowest = fmaxf(lowest, g.picture.points.at[line->first + i].y);
    assert_true(lowest <= c->plot.y1);
    assert_float_equal(lowest, chart_scale_point(c, 0, 0).y, 1);
    assert_true(lowest - high > 0.4f * (c->plot.y1 - c->plot.y0));
    close_page(&g);
}

static void between_two_steps_it_is_f(void **state)
{
    (void)state;
    struct page g = {0};
    struct walk_place at[WALK_PLACES];
    struct scene s = walk("x^2 + 2y^2", (vec2){2, 0}, 0.75, 3);   // 2, −1, 0.5, −0.25
    draw(&g, &s);
    const struct path *path = &g.model.path[0];
    int count = walk_between(at, path, 1, 0.1, 10, g.model.value);
    assert_true(count >= 13 && count <= 15);
    for (int i = 0; i < count; i++) {
        double x = -1 + (at[i].walked - 3);
        assert_true(at[i].walked > (i ? at[i - 1].walked : 3) && at[i].walked < 4.5);
        assert_float_equal(at[i].f, x * x, 1e-12);
    }
    assert_int_equal(walk_between(at, path, 1, 2, 10, g.model.value), 0);
    count = walk_between(at, path, 1, 0.1, 3.5, g.model.value);
    assert_true(count > 0 && at[count - 1].walked < 3.5);
    close_page(&g);
}

static bool runs_away(const struct path *path)
{
    return path->end == PATH_DIVERGED || path->end == PATH_LEFT;
}

// Runs of every kind, also such that leave everything.
static void hard_walks_have_a_scale(void **state)
{
    (void)state;
    static const struct { const char *formula; vec2 start; double lr; int steps; } hard[] = {
        {"x^4 + y^4", {2.5, 1}, 0.1, 100}, {"x^2 - y^2", {1.5, 0.1}, 0.1, 20000},
        {"log(x) + y^2", {0.5, 1}, 0.3, 100}, {"1/(x^2 + y^2)", {1, 1}, 5, 20000},
        {"5", {1, 1}, 0.1, 100}, {"exp(x^2)", {3, 0}, 1, 100}, {"x", {0, 0}, 1e300, 100},
        {"abs(x) + abs(y)", {1, 0.5}, 0.3, 20000}, {"x^2", {0, 0}, 0.1, 10},
        {"sqrt(x)", {0.1, 0}, 2, 10}, {"1e300 x", {0, 0}, 1, 10}};
    struct page g = {0};
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        struct scene s = walk(hard[i].formula, hard[i].start, hard[i].lr, hard[i].steps);
        scene_add_run(&s, &(struct descent){0});
        for (int both = 0; both < 2; both++) {
            draw(&g, &s);
            const struct chart_scale *c = &g.view.scale;
            assert_true(c->end > 0 && isfinite(c->end));
            assert_true(c->low < c->high && isfinite(c->low) && isfinite(c->high));
            for (size_t k = 0; k < g.picture.points.count; k++)
                assert_true(isfinite(g.picture.points.at[k].x)
                            && isfinite(g.picture.points.at[k].y));
            struct scene calm = walk(hard[i].formula, hard[i].start, 1e-3, 50);
            s.run[1] = calm.run[0];
            s.runs = 2;
        }
        // What runs away leaves a good part of the plot to who does not.
        const struct path *wild = &g.model.path[0], *calm = &g.model.path[1];
        double far = calm->rows.at[calm->rows.count - 1].walked;
        if (far > 0 && runs_away(wild) && !runs_away(calm))
            assert_true(g.view.scale.end <= 2.6 * far);
    }
    close_page(&g);
}

static void who_arrives_does_not_depend_on_the_axis(void **state)
{
    (void)state;
    static const char *const formulas[] = {"x^2 + 2y^2", "(x^2 - 1)^2 + y^2 + 0.3x",
                                           "x^2 + y^2 + 7", "x - y"};
    struct page g = {0};
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        struct scene s = walk(formulas[i], (vec2){1.2, 0.4}, 0.05, 200);
        draw(&g, &s);
        int way = chart_scale_arrival(&g.view.scale, &g.model.path[0], 0.01);
        float y = chart_scale_target_y(&g.view.scale, 1);
        if (y > g.view.scale.plot.y0 + 1 && y < g.view.scale.plot.y1 - 1)
            assert_float_equal(chart_scale_target(&g.view.scale, y), 1, 0.05);
        s.walked = false;
        draw(&g, &s);
        assert_int_equal(chart_scale_arrival(&g.view.scale, &g.model.path[0], 0.01),
                         way);
    }
    close_page(&g);
}

static bool is_name(const struct page *g, const struct echo *echo, int count, size_t item)
{
    const struct item *text = &g->picture.items.at[item];
    if (text->kind != ITEM_TEXT || text->text.type.face != FACE_CONDENSED_BOLD)
        return false;
    for (int i = 0; i < count; i++)
        if (strcmp(g->picture.chars.at + text->text.at, echo[i].name) == 0)
            return true;
    return false;
}

static rect box_of(const struct page *g, const struct item *item)
{
    const struct type *t = &item->text.type;
    pt at = g->picture.points.at[item->first];
    float width = fake_font.measure(NULL, t->face, t->size,
                                    g->picture.chars.at + item->text.at).width;
    return (rect){at.x, at.y - t->size / 2, at.x + width, at.y + t->size / 2};
}

// How far a line is from the middle of a box, upwards, where it passes it.
static float away(const struct page *g, const struct path *path, rect name)
{
    float least = INFINITY;
    for (size_t k = 0; k < path->rows.count; k++) {
        pt at = chart_scale_row(&g->view.scale, path, k);
        float beside = fmaxf(fmaxf(name.x0 - at.x, at.x - name.x1), 0);
        least = fminf(least, hypotf(beside, at.y - (name.y0 + name.y1) / 2));
    }
    return least;
}

static void check_names(const struct page *g, int wanted)
{
    struct echo echo[ECHOES];
    int count = echo_list(echo, &g->model, &g->model.scene), named = 0;
    rect names[ECHOES];
    for (size_t i = 0; i < g->picture.items.count; i++) {
        const struct item *item = &g->picture.items.at[i];
        if (!is_name(g, echo, count, i))
            continue;
        rect at = names[named] = box_of(g, item);
        for (int k = 0; k < named; k++)
            assert_false(rect_overlaps(names[k], at));
        named++;
        assert_true(at.x0 >= g->view.scale.plot.x0 && at.x1 <= g->view.scale.plot.x1);
        for (int k = 0; k < count; k++)
            if (strcmp(g->picture.chars.at + item->text.at, echo[k].name) == 0)
                assert_true(away(g, echo[k].path, at) <= item->text.type.size);
    }
    assert_true(named >= wanted);
}

static void names_stand_at_their_lines(void **state)
{
    (void)state;
    static const double rates[] = {0.02, 0.1, 0.24, 0.45, 0.6};
    struct page g = {0};
    for (int i = 0; i < 5; i++) {
        struct scene s = walk("x^2 + 2y^2", (vec2){2.6, 2.2}, rates[i], 60);
        s.walked = false;
        s.ghosts = true;
        draw(&g, &s);
        check_names(&g, 2);
        s.rates = RATES_FAN;
        draw(&g, &s);
        check_names(&g, 5);
        s.walked = true;
        draw(&g, &s);
        check_names(&g, 1);
    }
    close_page(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_book_walks_3_589),
        cmocka_unit_test(steps_stand_where_they_were_walked_to),
        cmocka_unit_test(an_overshoot_dips_between_its_steps),
        cmocka_unit_test(between_two_steps_it_is_f),
        cmocka_unit_test(hard_walks_have_a_scale),
        cmocka_unit_test(who_arrives_does_not_depend_on_the_axis),
        cmocka_unit_test(names_stand_at_their_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
