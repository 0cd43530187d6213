// SPDX-License-Identifier: MIT
// Whole pictures against kept ones: as text (fake font, no FreeType in it), and a few as
// pixels with two thresholds.  After a change that is meant, copy the …-got files that
// a failing run leaves in its working folder over those in golden/.
#include "compare_image.h"
#include "draw/image.h"
#include "draw/raster.h"
#include "fake_font.h"
#include "plot/layers.h"
#include "scene/gallery.h"
#include "scene/scene_file.h"
#ifdef HAVE_FONT
#include "plot/render.h"
#include "shell/font_ttf.h"
#endif

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct scene scene_of(const char *formula, enum theme_name theme, bool projector)
{
    struct scene s = scene_defaults();
    strcpy(s.formula, formula);
    s.theme = theme;
    s.projector = projector;
    return s;
}

static void dump(struct text *out, const struct scene *s, int width, int height)
{
    struct layout layout = layout_for(width, height, s, false);
    struct model m = {0};
    struct annotation a = {0};
    struct picture p = {0};
    assert_true(model_update(&m, s, &layout, NULL, NULL));
    picture_begin(&p, (pt){(float)width, (float)height});
    assert_true(annotation_update(&a, &m, s, &layout, &fake_font, false));
    assert_true(layers_draw_ground(&p, &m, &a, s, &layout)
                && layers_draw_rest(&p, &m, &a, &a.notes, s, &layout, &fake_font,
                                    (struct layers_view){.shown = INFINITY}));
    picture_dump(out, &p);
    picture_free(&p);
    annotation_free(&a);
    model_free(&m);
}

// Leaves only the lines of what is written.
static void keep_words(struct text *dump)
{
    static const char lead[] = "text ";
    size_t kept = 0;
    for (size_t at = 0, next; at < dump->count; at = next) {
        const char *end = memchr(dump->at + at, '\n', dump->count - at);
        next = end ? (size_t)(end - dump->at) + 1 : dump->count;
        if (next - at < sizeof lead || memcmp(dump->at + at, lead, sizeof lead - 1) != 0)
            continue;
        memmove(dump->at + kept, dump->at + at, next - at);
        kept += next - at;
    }
    dump->count = kept;
}

enum kept_part { ALL, WORDS };

static bool is_as_kept(const char *name, const struct scene *s, int width, int height,
                       enum kept_part part)
{
    struct text got = {0}, kept = {0};
    char path[600];
    dump(&got, s, width, height);
    if (part == WORDS)
        keep_words(&got);
    snprintf(path, sizeof path, "%s/%s.txt", GOLDEN, name);
    bool same = file_read(path, 16 << 20, &kept, NULL) && kept.count == got.count
                && memcmp(kept.at, got.at, kept.count) == 0;
    if (!same) {
        snprintf(path, sizeof path, "%s-got.txt", name);
        file_save(path, text_or_empty(&got), got.count, NULL);
    }
    text_free(&got);
    text_free(&kept);
    return same;
}

static struct scene card(const char *name)
{
    struct scene s;
    const char *json = gallery_find(name)->scene;
    assert_true(scene_read(&s, NULL, json, strlen(json), NULL));
    return s;
}

static void test_as_text(void **state)
{
    (void)state;
    struct scene bowl = scene_of("x^2 + 2y^2", THEME_LIGHT, false);
    bool same = is_as_kept("bowl", &bowl, 480, 320, ALL);
    struct scene saddle = scene_of("a x y", THEME_DARK, true);
    same &= is_as_kept("saddle", &saddle, 320, 240, ALL);
    struct scene flat = scene_of("7", THEME_LIGHT, false);
    same &= is_as_kept("flat", &flat, 320, 240, ALL);
    struct scene wells = card("two-wells");
    same &= is_as_kept("two-wells", &wells, 640, 400, ALL);
    assert_true(same);
}

static struct scene with_runs(int count)
{
    static const char *const method[] = {"gd", "momentum", "rmsprop", "adagrad", "adam"};
    static const double rate[] = {0.1, 0.02, 0.05, 0.5, 0.1};
    struct scene s = scene_of("x^2 + 2y^2", THEME_LIGHT, false);
    for (int i = 0; i < count; i++) {
        struct descent run = descent_default(method_find(method[i]));
        run.start = (vec2){2.6, 2.2};
        run.lr = rate[i];
        assert_true(scene_add_run(&s, &run) >= 0);
    }
    return s;
}

// What the laboratory writes, where and in which size: in a window, and on the wall of a
// room, where there is least room for it.
static void test_words_of_the_laboratory(void **state)
{
    (void)state;
    static const char *const names[] = {"nine-rates", "fan", "race", "inspector", "basins"};
    bool same = true;
    for (int i = 0; i < 10; i++) {
        struct scene s = with_runs(i % 5 == 2 ? 5 : 1);
        char name[40];
        bool wall = i >= 5;
        s.rates = i % 5 == 0 ? RATES_GRID : i % 5 == 1 ? RATES_FAN : RATES_OFF;
        s.race = i % 5 == 2 ? RACE_OWN : RACE_OFF;
        s.inspect = i % 5 == 3 ? 3 : 0;
        s.basins = i % 5 == 4;
        s.projector = wall;
        snprintf(name, sizeof name, "%s%s", names[i % 5], wall ? "-wall" : "");
        same &= is_as_kept(name, &s, wall ? 1024 : 1920, wall ? 768 : 1080, WORDS);
    }
    assert_true(same);
}

#ifdef HAVE_FONT
static bool looks_as_kept(const struct font *font, const char *name,
                          const struct scene *s, int width, int height)
{
    struct image image;
    struct fault fault;
    struct render_request request = {.scene = s, .width = width, .height = height,
                                     .font = font};
    assert_true(render_image(&image, &request, &fault));
    bool same = image_matches(&image, GOLDEN, name, 160, 2);
    image_free(&image);
    return same;
}

static void test_as_pixels(void **state)
{
    (void)state;
    struct font *font = font_ttf_open(NULL);
    assert_non_null(font);
    struct scene bowl = scene_of("x^2 + 2y^2", THEME_LIGHT, false);
    bool same = looks_as_kept(font, "bowl", &bowl, 640, 400);
    struct scene worked = scene_of("x^2 y + sin y", THEME_DARK, true);
    same &= looks_as_kept(font, "worked-example", &worked, 640, 480);
    struct scene hatched = scene_of("ln x + y^2/2", THEME_LIGHT, false);
    hatched.fill = FILL_CIVIDIS;
    same &= looks_as_kept(font, "undefined", &hatched, 480, 320);
    struct scene book = card("book-figure");
    same &= looks_as_kept(font, "book-figure", &book, 800, 450);
    assert_true(same);
    font_ttf_close(font);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_text),
        cmocka_unit_test(test_words_of_the_laboratory),
#ifdef HAVE_FONT
        cmocka_unit_test(test_as_pixels),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
