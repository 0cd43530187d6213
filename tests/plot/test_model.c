// SPDX-License-Identifier: MIT
#include "plot/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct layout *layout(void)
{
    static struct layout l;
    struct scene s = scene_defaults();
    l = layout_for(480, 320, &s, false);
    return &l;
}

static void test_camera_is_there_and_back(void **state)
{
    (void)state;
    struct camera c = camera_fit((box){-3, 3, -1, 5}, (rect){10, 20, 510, 320},
                                  (rect){10, 20, 510, 320});
    assert_true(c.world.x0 <= -3 && c.world.x1 >= 3);
    assert_float_equal(c.world.y0, -1, 1e-12);
    assert_float_equal(c.world.y1, 5, 1e-12);
    for (double x = -4; x <= 4; x += 0.37) {
        vec2 back = camera_to_world(&c, camera_to_screen(&c, (vec2){x, x / 2 + 2}));
        assert_float_equal(back.x, x, 1e-5);
        assert_float_equal(back.y, x / 2 + 2, 1e-5);
    }
    struct view v = camera_view(&c);
    assert_float_equal(view_pixel(v).x, view_pixel(v).y, 1e-15);
    assert_true(camera_to_screen(&c, (vec2){0, 5}).y < 21);
}

static void test_nothing_is_made_twice(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    struct model m = {0};
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    const struct formula *formula = m.formula;
    const struct evaluator *value = m.value;
    assert_true(m.contours.lines.count > 3 && m.quiver.arrows.count > 10);
    m.contours.lines.at[0].level = 12345;
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    assert_ptr_equal(m.formula, formula);
    assert_ptr_equal(m.value, value);
    assert_int_equal(m.contours.lines.at[0].level, 12345);
    s.view.x0 -= 1;
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    assert_int_not_equal(m.contours.lines.at[0].level, 12345);
    assert_ptr_equal(m.formula, formula);
    model_free(&m);
}

static void test_a_wrong_formula_keeps_the_last_picture(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    struct model m = {0};
    struct fault fault = {0};
    assert_true(model_update(&m, &s, layout(), NULL, &fault));
    size_t lines = m.contours.lines.count;
    strcpy(s.formula, "x^2 + ");
    assert_false(model_update(&m, &s, layout(), NULL, &fault));
    assert_true(fault.column > 0 && fault.text[0] && !fault.machine);
    assert_int_equal(m.contours.lines.count, lines);
    strcpy(s.formula, "x y");
    assert_true(model_update(&m, &s, layout(), NULL, &fault));
    model_free(&m);
}

static void test_parameters_count(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    strcpy(s.formula, "a x^2 + y");
    s.parameters = 1;
    s.parameter[0] = (struct scene_parameter){"a", 3, -5, 5};
    struct model m = {0};
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    double out[PARTS];
    evaluator_at(m.gradient, 2, 1, out);
    assert_float_equal(out[PART_F], 13, 1e-12);
    assert_float_equal(out[PART_FX], 12, 1e-12);
    s.parameter[0].value = -1;
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    evaluator_at(m.gradient, 2, 1, out);
    assert_float_equal(out[PART_F], -3, 1e-12);
    model_free(&m);
}

static void test_bands_grow_with_f(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    struct model m = {0};
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    const struct image *image = &m.bands.image;
    const rgba *row = image->pixels + image->height / 2 * image->width;
    for (int x = image->width / 2 + 1; x < image->width; x++)
        assert_true(row[x].r >= row[x - 1].r);
    assert_true(row[image->width - 1].r > row[image->width / 2].r + 20);
    assert_false(m.bands.undefined);
    model_free(&m);
}

static void test_the_undefined_half_is_hatched(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    strcpy(s.formula, "ln x");
    struct model m = {0};
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    assert_true(m.bands.undefined);
    const struct image *image = &m.bands.image;
    int changes[2] = {0, 0};
    for (int x = 1; x < image->width; x++)
        changes[x > image->width / 2 + 2] +=
            memcmp(&image->pixels[x], &image->pixels[x - 1], sizeof(rgba)) != 0;
    assert_true(changes[0] > 3 * changes[1]);
    for (size_t i = 0; i < m.contours.points.count; i++)
        assert_true(m.contours.points.at[i].x > 0);
    model_free(&m);
}

static void test_a_constant_is_told_from_a_step(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    struct model m = {0};
    strcpy(s.formula, "7");
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    assert_true(model_is_constant(&m));
    assert_int_equal(m.contours.lines.count, 0);
    strcpy(s.formula, "sign x");
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    assert_false(model_is_constant(&m));
    strcpy(s.formula, "ln(-1-x^2)");
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    assert_false(model_is_constant(&m));
    model_free(&m);
}

static void test_a_scene_may_own_the_letter_r(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    struct model m = {0};
    double out[PARTS];
    strcpy(s.formula, "r x");
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    evaluator_at(m.gradient, 3, 4, out);
    assert_float_equal(out[PART_F], 15, 1e-12);
    s.parameters = 1;
    s.parameter[0] = (struct scene_parameter){"r", -2, -5, 5};
    assert_true(model_update(&m, &s, layout(), NULL, NULL));
    evaluator_at(m.gradient, 3, 4, out);
    assert_float_equal(out[PART_F], -6, 1e-12);
    model_free(&m);
}

// The rail covers a part of the map, and nothing that stays changes.
static void test_what_is_covered_does_not_count(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    struct layout whole = *layout(), part = whole;
    part.focus.x1 = part.map.x1 = whole.focus.x1 = roundf(0.6f * whole.map.x1);
    struct model m = {0}, other = {0};
    assert_true(model_update(&m, &s, &whole, NULL, NULL));
    assert_true(model_update(&other, &s, &part, NULL, NULL));
    assert_true(m.quiver.arrows.count > other.quiver.arrows.count);
    assert_true(m.quiver.scale == other.quiver.scale);
    assert_true(m.usual == other.usual);
    assert_int_equal(m.quiver.law, other.quiver.law);
    model_free(&m);
    model_free(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_camera_is_there_and_back),
        cmocka_unit_test(test_nothing_is_made_twice),
        cmocka_unit_test(test_a_wrong_formula_keeps_the_last_picture),
        cmocka_unit_test(test_parameters_count),
        cmocka_unit_test(test_bands_grow_with_f),
        cmocka_unit_test(test_the_undefined_half_is_hatched),
        cmocka_unit_test(test_a_constant_is_told_from_a_step),
        cmocka_unit_test(test_a_scene_may_own_the_letter_r),
        cmocka_unit_test(test_what_is_covered_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
