// SPDX-License-Identifier: MIT
// U2 for pictures: at every size, theme and kind of function nothing that is written
// overlaps anything else or leaves the map.
#include "failing_malloc.h"
#include "fake_font.h"
#include "gallery.h"
#include "plot/annotation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct scene scene_of(const char *formula, bool projector)
{
    struct scene s = scene_defaults();
    snprintf(s.formula, sizeof s.formula, "%s", formula);
    s.projector = projector;
    return s;
}

// The corners of a label's box, in the coordinates of the map.
static void corners(const struct label *l, pt out[4])
{
    float c = cosf(l->angle), s = -sinf(l->angle), w = l->width / 2, h = l->height / 2;
    const pt corner[4] = {{-w, -h}, {w, -h}, {w, h}, {-w, h}};
    for (int i = 0; i < 4; i++)
        out[i] = (pt){l->at.x + corner[i].x * c - corner[i].y * s,
                      l->at.y + corner[i].x * s + corner[i].y * c};
}

// Whether some side of a has all of b beyond it (separating axis).
static bool apart_by(const pt a[4], const pt b[4])
{
    for (int i = 0; i < 4; i++) {
        pt from = a[i], to = a[(i + 1) % 4];
        int beyond = 0;
        for (int k = 0; k < 4; k++)
            beyond += (to.x - from.x) * (b[k].y - from.y)
                      - (to.y - from.y) * (b[k].x - from.x) <= 1e-3f;
        if (beyond == 4)
            return true;
    }
    return false;
}

static bool overlap(const pt a[4], const pt b[4])
{
    return !apart_by(a, b) && !apart_by(b, a);
}

static void box_corners(rect r, rect map, pt out[4])
{
    const pt corner[4] = {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
    for (int i = 0; i < 4; i++)
        out[i] = (pt){corner[i].x - map.x0, corner[i].y - map.y0};
}

static void check_labels(const struct annotation *a, rect map)
{
    for (size_t i = 0; i < a->labels.count; i++) {
        pt mine[4], other[4];
        corners(&a->labels.at[i], mine);
        assert_true(fabsf(a->labels.at[i].angle) <= 1.5708f);
        for (int k = 0; k < 4; k++) {
            assert_true(mine[k].x >= 0 && mine[k].x <= map.x1 - map.x0);
            assert_true(mine[k].y >= 0 && mine[k].y <= map.y1 - map.y0);
        }
        for (size_t k = 0; k < i; k++) {
            corners(&a->labels.at[k], other);
            assert_false(overlap(mine, other));
        }
        for (int k = 0; k < a->axes.ticks; k++) {
            box_corners(a->axes.tick[k].box, map, other);
            assert_false(overlap(mine, other));
        }
        box_corners(a->key.box, map, other);
        assert_false(a->key.items && overlap(mine, other));
    }
}

static bool inside(rect r, rect map)
{
    return r.x0 >= map.x0 && r.x1 <= map.x1 && r.y0 >= map.y0 && r.y1 <= map.y1;
}

static void check_axes(const struct annotation *a, rect map)
{
    for (int i = 0; i < a->axes.ticks; i++) {
        assert_true(inside(a->axes.tick[i].box, map));
        assert_false(a->key.items && rect_overlaps(a->axes.tick[i].box, a->key.box));
        for (int k = 0; k < i; k++) {
            assert_false(rect_overlaps(a->axes.tick[i].box, a->axes.tick[k].box));
            assert_false(a->axes.tick[i].vertical == a->axes.tick[k].vertical
                         && strcmp(a->axes.tick[i].text, a->axes.tick[k].text) == 0);
        }
    }
    assert_true(!a->key.items || inside(a->key.box, map));
}

static void check(const char *formula, int width, int height, bool projector, bool clean)
{
    struct scene s = scene_of(formula, projector);
    struct layout layout = layout_for(width, height, &s, clean);
    struct model m = {0};
    struct annotation a = {0};
    struct fault fault = {0};
    assert_true(model_update(&m, &s, &layout, NULL, &fault));
    assert_true(annotation_update(&a, &m, &s, &layout, &fake_font, clean));
    check_axes(&a, layout.map);
    check_labels(&a, layout.map);
    assert_true((layout.map.y1 - layout.map.y0) >= 0.54f * (float)height);
    annotation_free(&a);
    model_free(&m);
}

static void test_gallery(void **state)
{
    (void)state;
    for (int i = 0; i < GALLERY; i++) {
        check(gallery[i], 640, 400, i % 2, false);
        check(gallery[i], 320, 240, true, false);
    }
}

static void test_sizes(void **state)
{
    (void)state;
    static const int size[][2] = {{320, 240}, {1024, 768}, {1280, 800}, {1920, 1080},
                                  {320, 1080}, {1920, 240}};
    for (int i = 0; i < 6; i++)
        for (int kind = 0; kind < 4; kind++)
            check("x^2 + 2y^2", size[i][0], size[i][1], kind & 1, kind & 2);
}

static void test_levels_are_named(void **state)
{
    (void)state;
    struct scene s = scene_of("x^2 + 2y^2", false);
    struct layout layout = layout_for(1280, 800, &s, false);
    struct model m = {0};
    struct annotation a = {0};
    struct fault fault = {0};
    assert_true(model_update(&m, &s, &layout, NULL, &fault));
    assert_true(annotation_update(&a, &m, &s, &layout, &fake_font, false));
    bool named[LEVELS_MOST] = {false};
    int majors = 0, names = 0;
    for (size_t i = 0; i < a.labels.count; i++)
        named[a.labels.at[i].level] = true;
    for (int i = 0; i < m.levels.count; i++) {
        majors += m.levels.major[i];
        names += named[i];
    }
    assert_true(names >= 3);
    for (int i = 0; i < m.levels.count; i++)
        assert_true(majors < 3 || named[i] == m.levels.major[i]);
    annotation_free(&a);
    model_free(&m);
}

// One annotation, kept while the scene changes, always is what a new one would be.
static void test_kept_while_the_scene_changes(void **state)
{
    (void)state;
    struct scene s = scene_of("x^2 + 2y^2", false);
    struct layout layout = layout_for(640, 400, &s, false);
    struct model m = {0};
    struct annotation a = {0};
    for (int step = 0; step < 12; step++) {
        struct annotation fresh = {0};
        s.labels = step % 4 != 1;
        s.contours = step % 6 != 4;
        s.downhill = step % 3 == 2;
        s.view.x0 = -3 - step / 6;
        assert_true(model_update(&m, &s, &layout, NULL, NULL));
        assert_true(annotation_update(&a, &m, &s, &layout, &fake_font, false));
        assert_true(annotation_update(&fresh, &m, &s, &layout, &fake_font, false));
        assert_int_equal(a.labels.count, fresh.labels.count);
        assert_true((a.labels.count > 0) == (s.labels && s.contours));
        for (size_t i = 0; i < a.labels.count; i++)
            assert_true(a.labels.at[i].at.x == fresh.labels.at[i].at.x
                        && a.labels.at[i].at.y == fresh.labels.at[i].at.y);
        annotation_free(&fresh);
    }
    annotation_free(&a);
    model_free(&m);
}

// After memory ran out once and is back, everything is as if it never had.
static void test_memory_comes_back(void **state)
{
    (void)state;
    struct scene s = scene_of("x^2 + 2y^2", false);
    struct layout layout = layout_for(320, 240, &s, false);
    bool done = false;
    for (long k = 1; !done; k++) {
        struct model m = {0};
        struct annotation a = {0};
        fail_allocation(k, false);
        bool updated = model_update(&m, &s, &layout, NULL, NULL)
                       && annotation_update(&a, &m, &s, &layout, &fake_font, false);
        done = fail_stop() < k;
        assert_true(updated || !done);
        assert_true(model_update(&m, &s, &layout, NULL, NULL));
        assert_true(annotation_update(&a, &m, &s, &layout, &fake_font, false));
        assert_true(a.labels.count > 0);
        annotation_free(&a);
        model_free(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gallery),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_levels_are_named),
        cmocka_unit_test(test_kept_while_the_scene_changes),
        cmocka_unit_test(test_memory_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
