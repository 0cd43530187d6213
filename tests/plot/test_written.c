// SPDX-License-Identifier: MIT
// U2 for whole pictures: of all that is written, wherever it came from, nothing
// overlaps, nothing is cut, and every piece stays in its own part of the picture.
#include "fake_font.h"
#include "plot/layers.h"
#include "scene/gallery.h"
#include "scene/scene_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct written { pt corner[4]; const char *text; };

struct page {
    struct layout layout;
    struct model model;
    struct annotation annotation;
    struct picture picture;
    struct { struct written *at; size_t count, capacity; bool failed; } written;
};

static struct scene scene_of(const char *card)
{
    struct scene s;
    struct fault fault = {0};
    const char *json = gallery_find(card)->scene;
    assert_true(scene_read(&s, NULL, json, strlen(json), &fault));
    return s;
}

static struct written written_of(const struct picture *p, const struct item *item)
{
    const struct type *t = &item->text.type;
    const char *text = p->chars.at + item->text.at;
    pt at = p->points.at[item->first];
    float width = fake_font.measure(NULL, t->face, t->size, text).width;
    float left = t->x == LEFT ? 0 : t->x == RIGHT ? -width : -width / 2;
    float half = 0.37f * t->size, c = cosf(t->angle), s = -sinf(t->angle);
    const pt place[4] = {{left, -half}, {left + width, -half}, {left + width, half},
                         {left, half}};
    struct written out = {.text = text};
    assert_int_equal(t->y, MIDDLE);
    for (int i = 0; i < 4; i++)
        out.corner[i] = (pt){at.x + place[i].x * c - place[i].y * s,
                             at.y + place[i].x * s + place[i].y * c};
    return out;
}

static void page_open(struct page *g, const struct scene *s, int width, int height,
                      bool clean)
{
    struct fault fault = {0};
    *g = (struct page){.layout = layout_for(width, height, s, clean)};
    assert_true(model_update(&g->model, s, &g->layout, NULL, &fault));
    picture_begin(&g->picture, (pt){(float)width, (float)height});
    assert_true(annotation_update(&g->annotation, &g->model, s, &g->layout, &fake_font,
                                  clean));
    assert_true(layers_draw_ground(&g->picture, &g->model, &g->annotation, s, &g->layout)
                && layers_draw_rest(&g->picture, &g->model, &g->annotation,
                                    &g->annotation.notes, s, &g->layout, &fake_font,
                                    (struct layers_view){.shown = INFINITY}));
    for (size_t i = 0; i < g->picture.items.count; i++)
        if (g->picture.items.at[i].kind == ITEM_TEXT)
            array_push(&g->written, written_of(&g->picture, &g->picture.items.at[i]));
}

static void page_close(struct page *g)
{
    picture_free(&g->picture);
    annotation_free(&g->annotation);
    model_free(&g->model);
    array_free(&g->written);
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

static bool is_in(const struct written *w, rect r)
{
    for (int i = 0; i < 4; i++)
        if (w->corner[i].x < r.x0 || w->corner[i].x > r.x1 || w->corner[i].y < r.y0
            || w->corner[i].y > r.y1)
            return false;
    return true;
}

static bool touches(const struct written *w, rect r)
{
    const pt place[4] = {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
    return !apart_by(w->corner, place) && !apart_by(place, w->corner);
}

// Map, strip and cards are parts; around a framed map there is room for its numbers.
static void check(const char *card, const struct scene *s, int width, int height,
                  bool clean)
{
    struct page g;
    page_open(&g, s, width, height, clean);
    rect whole = {0, 0, (float)width, (float)height};
    rect part[3] = {g.layout.map, g.layout.strip, g.layout.cards};
    for (size_t i = 0; i < g.written.count; i++) {
        const struct written *w = &g.written.at[i];
        bool fine = is_in(w, whole);
        for (int k = 0; k < 3; k++)
            fine &= is_in(w, part[k]) || !touches(w, part[k]);
        for (size_t k = 0; k < i; k++)
            fine &= apart_by(w->corner, g.written.at[k].corner)
                    || apart_by(g.written.at[k].corner, w->corner);
        if (!fine)
            fail_msg("%s at %dx%d%s%s: \"%s\" is cut or overlaps", card, width, height,
                     s->projector ? ", projector" : "", clean ? ", clean" : "", w->text);
    }
    assert_true(g.written.count > 0);
    page_close(&g);
}

static const int sizes[][2] = {{1024, 768}, {1280, 800}, {1920, 1080}, {640, 360},
                               {320, 240}, {700, 1000}};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void test_every_card(void **state)
{
    (void)state;
    for (int i = 0; i < GALLERY_CARDS; i++) {
        struct scene s = scene_of(gallery[i].name);
        for (int kind = 0; kind < 2; kind++) {
            const int *size = sizes[(i + 3 * kind) % SIZES];
            s.projector = (i + kind) % 2;
            check(gallery[i].name, &s, size[0], size[1], false);
        }
    }
}

static void test_every_size(void **state)
{
    (void)state;
    static const char *const cards[] = {"ravine", "book-figure", "himmelblau"};
    for (int card = 0; card < 3; card++) {
        struct scene s = scene_of(cards[card]);
        for (int i = 0; i < 4 * SIZES; i++) {
            s.projector = i & 1;
            check(cards[card], &s, sizes[i / 4][0], sizes[i / 4][1], i & 2);
        }
    }
}

static int count_texts(const struct page *g, const char *text)
{
    int count = 0;
    for (size_t i = 0; i < g->written.count; i++)
        count += strcmp(g->written.at[i].text, text) == 0;
    return count;
}

static int count_containing(const struct page *g, const char *text)
{
    int count = 0;
    for (size_t i = 0; i < g->written.count; i++)
        count += strstr(g->written.at[i].text, text) != NULL;
    return count;
}

// M70: 25 steps are the ring, 24 marks and the ball, thinned where they are dense.
static void test_marks_of_a_run(void **state)
{
    (void)state;
    struct scene s = scene_of("book-figure");
    struct page g;
    page_open(&g, &s, 1920, 1080, false);
    const struct trail *t = &g.annotation.notes.trail[0];
    assert_int_equal(g.model.path[0].rows.count, 26);
    assert_true(t->starts && t->ends_here && !t->leaves);
    assert_true(t->dots.count >= 8 && t->dots.count <= 24);
    for (size_t i = 0; i < t->dots.count; i++)
        for (size_t k = 0; k < i; k++)
            assert_true(hypotf(t->dots.at[i].at.x - t->dots.at[k].at.x,
                               t->dots.at[i].at.y - t->dots.at[k].at.y)
                        >= 1.2f * g.layout.sizes.dot);
    assert_int_equal(count_texts(&g, "A"), 1);
    assert_int_equal(count_texts(&g, "5"), 2);          // the step, and 5 of the chart
    page_close(&g);
    s.view = (box){2.59, 2.61, 2.19, 2.21};
    s.frame = false;
    page_open(&g, &s, 1920, 1080, false);
    assert_true(g.annotation.notes.trail[0].leaves);
    page_close(&g);
}

// M25: in the Book figure the arrow at (3, 3) is 0.168 of the axes' width.
static void test_true_length(void **state)
{
    (void)state;
    struct scene s = scene_of("book-figure");
    struct page g;
    page_open(&g, &s, 1920, 1080, false);
    float width = g.layout.map.x1 - g.layout.map.x0;
    const struct arrow *corner = NULL;
    assert_int_equal(g.model.quiver.arrows.count, 13 * 13);
    for (size_t i = 0; i < g.model.quiver.arrows.count; i++) {
        const struct arrow *a = &g.model.quiver.arrows.at[i];
        if (fabs(a->tail.x - 3) < 1e-9 && fabs(a->tail.y - 3) < 1e-9)
            corner = a;
    }
    assert_non_null(corner);
    assert_true(fabs(vec2_length(corner->gradient) - 13.416) < 5e-4);
    assert_true(fabsf(corner->length / width - 0.168f) < 1e-3f);
    assert_int_equal(g.model.levels.count, 12);
    page_close(&g);
    s = scene_of("article-figure");
    page_open(&g, &s, 1024, 768, false);
    assert_int_equal(g.model.quiver.arrows.count, 400);
    assert_true(fabs(g.model.quiver.step - 4.0 / 19) < 1e-12);
    page_close(&g);
}

static void run_from(struct scene *s, double x, double y, double lr)
{
    s->run[s->runs] = descent_default(method_find("gd"));
    s->run[s->runs].start = (vec2){x, y};
    s->run[s->runs].steps = 400;
    s->run[s->runs++].lr = lr;
}

// What happened to a run is said on the map, whatever it was, and in its card.
static void test_ends_are_said(void **state)
{
    (void)state;
    struct scene s = scene_defaults();
    struct page g;
    run_from(&s, 2.6, 2.2, 0.52);
    page_open(&g, &s, 1280, 800, false);
    assert_int_equal(count_containing(&g, "⚠ diverged at step"), 2);
    assert_true(g.annotation.notes.trail[0].leaves);
    page_close(&g);
    s.run[0].lr = 0.5;
    page_open(&g, &s, 1280, 800, false);
    assert_int_equal(count_containing(&g, "⇄ round"), 1);
    page_close(&g);
    s.run[0].lr = 0.1;
    run_from(&s, -1, 2, 0.2);
    page_open(&g, &s, 1280, 800, false);
    assert_int_equal(count_texts(&g, "A B ✓"), 1);      // they meet in the minimum
    page_close(&g);
    strcpy(s.formula, "1 - exp(-(x^2+y^2))");
    s.runs = 0;
    run_from(&s, 2.5, 2.5, 0.5);
    page_open(&g, &s, 1280, 800, false);
    assert_int_equal(count_containing(&g, "▬ flat here"), 1);
    assert_int_equal(count_containing(&g, "✓"), 0);
    page_close(&g);
}

static bool is_on_map(const struct page *g, const char *text)
{
    for (size_t i = 0; i < g->written.count; i++)
        if (strcmp(g->written.at[i].text, text) == 0 && is_in(&g->written.at[i], g->layout.map))
            return true;
    return false;
}

// U6: five runs from one start share its letters; where a path goes another way than the
// rest, its own letter stands beside it.
static void test_lanes_have_letters(void **state)
{
    (void)state;
    static const char *const letter[] = {"A", "B", "C", "D", "E"};
    struct scene s = scene_defaults();
    struct page g;
    strcpy(s.formula, "x");
    for (int i = 0; i < 5; i++) {
        run_from(&s, 0, 0, 0.1);
        s.run[i].steps = 12;
    }
    page_open(&g, &s, 1280, 800, false);        // all go one way
    assert_true(is_on_map(&g, "A B C D E"));
    for (int i = 0; i < 5; i++)
        assert_false(is_on_map(&g, letter[i]));
    page_close(&g);
    strcpy(s.formula, "x^2 + 2y^2");
    for (int i = 0; i < 5; i++) {
        s.run[i].start = (vec2){2.6, 2.2};
        s.run[i].noise = 0.6 * i;
        s.run[i].seed = (unsigned)i + 1;
    }
    page_open(&g, &s, 1280, 800, false);
    int named = 0;
    for (int i = 0; i < 5; i++)
        named += is_on_map(&g, letter[i]);
    assert_in_range(named, 2, 5);
    page_close(&g);
}

static void check_exit(const char *formula, vec2 start, double lr)
{
    struct scene s = scene_defaults();
    struct page g;
    strcpy(s.formula, formula);
    run_from(&s, start.x, start.y, lr);
    page_open(&g, &s, 1280, 800, false);
    const struct trail *t = &g.annotation.notes.trail[0];
    rect map = rect_grown(g.layout.map, 0.01f);
    for (size_t i = 0; i < t->points.count; i++)
        assert_true(t->points.at[i].x >= map.x0 && t->points.at[i].x <= map.x1
                    && t->points.at[i].y >= map.y0 && t->points.at[i].y <= map.y1);
    assert_true(t->leaves && fabsf(hypotf(t->exit_way.x, t->exit_way.y) - 1) < 1e-3f);
    bool on_border = fabsf(t->exit.x - g.layout.map.x0) < 0.1f
                     || fabsf(t->exit.x - g.layout.map.x1) < 0.1f
                     || fabsf(t->exit.y - g.layout.map.y0) < 0.1f
                     || fabsf(t->exit.y - g.layout.map.y1) < 0.1f;
    assert_true(on_border);
    page_close(&g);
}

// However far a run is thrown, its line is cut at the border and goes the right way.
static void test_paths_are_cut_at_the_border(void **state)
{
    (void)state;
    check_exit("x^4 + y^4", (vec2){2.5, 1}, 0.1);
    check_exit("x^2 + 2y^2", (vec2){2.6, 2.2}, 1e9);
    check_exit("1e200 x", (vec2){0, 0}, 1);
    check_exit("-exp(x^2) + y", (vec2){1, 1}, 1);
    check_exit("x^2 - y^2", (vec2){1, 0.01}, 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_card),
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_marks_of_a_run),
        cmocka_unit_test(test_true_length),
        cmocka_unit_test(test_ends_are_said),
        cmocka_unit_test(test_lanes_have_letters),
        cmocka_unit_test(test_paths_are_cut_at_the_border),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
