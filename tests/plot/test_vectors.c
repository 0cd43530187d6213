// SPDX-License-Identifier: MIT
// SVG and PDF of whole scenes are the PNG, as other programs see them: rsvg-convert and
// pdftocairo draw them, and square by square they may differ by what edges of lines and
// hinted letters differ.  `soak`: every scene of the gallery and of the laboratory, each
// way; else a few of them.
#include "base/file.h"
#include "calc/formula.h"
#include "compare_image.h"
#include "draw/image.h"
#include "draw/png.h"
#include "plot/render.h"
#include "scene/assign.h"
#include "scene/gallery.h"
#include "scene/scene_file.h"
#include "shell/font_ttf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { SCALE = 2, TILE = 12 * SCALE, SETTINGS = 6 };

// How far a square of the vector may be apart, of 255; and how many further than `many`.
static const double most_apart = 16, many = 6, most_outliers = 0.01;

struct state { const char *card, *set[SETTINGS]; };

static const struct state states[] = {
    {"bowl", {"start=2.6,2.2", "lr=0.1", "rates=grid"}},
    {"bowl", {"start=2.6,2.2", "lr=0.1", "rates=fan"}},
    {"bowl", {"start=2.6,2.2", "lr=0.1", "ghosts=on", "A.fork=4", "A.lr=0.3"}},
    {"bowl", {"start=2.6,2.2", "lr=0.1", "inspect=1"}},
    {"ravine", {"race=own"}},
    {"ravine", {"race=good", "theme=dark"}},
    {"himmelblau", {"basins=on"}},
    {"himmelblau", {"basins=on", "theme=dark", "flat-points=marks"}},
    {"egg-crate", {"fill=viridis", "flat-points=star"}},
    {"undefined", {"theme=dark"}},
    {"worked-example", {"fill=cividis", "grid=on"}},
    {"tangent", {"projector=on", "theme=dark"}},
};
enum { STATES = sizeof states / sizeof *states };

struct look { bool clean, transparent, grey; int width, height; };

static const struct look looks[] = {
    {.width = 960, .height = 540}, {.clean = true, .width = 800, .height = 600},
    {.grey = true, .width = 800, .height = 600},
    {.clean = true, .transparent = true, .width = 960, .height = 540}};
enum { LOOKS = sizeof looks / sizeof *looks };

static void set(struct scene *s, const char *wish)
{
    char key[40];
    struct fault fault = {0};
    const char *mark = strchr(wish, '=');
    snprintf(key, sizeof key, "%.*s", (int)(mark - wish), wish);
    const struct setting *row = schema_find(key);
    bool done = row ? setting_assign(row, s, mark + 1, formula_constant, &fault)
                    : runs_assign(s, key, mark + 1, formula_constant, &fault);
    if (!done)
        fail_msg("%s: %s", wish, fault.text);
}

static struct scene scene_of(const struct state *state)
{
    struct scene s;
    const char *json = gallery_find(state->card)->scene;
    assert_true(scene_read(&s, NULL, json, strlen(json), NULL));
    for (int i = 0; i < SETTINGS && state->set[i]; i++)
        set(&s, state->set[i]);
    return s;
}

// Another program's picture, and how long its vector is.
static size_t draw_other(struct image *out, const struct render_request *r, bool pdf)
{
    struct text bytes = {0};
    char name[60], command[200];
    const char *kind = pdf ? "pdf" : "svg";
    snprintf(name, sizeof name, "vectors.%ld", (long)getpid());
    if (pdf)
        snprintf(command, sizeof command, "pdftocairo -r %d -png -singlefile %s.pdf %s",
                 96 * SCALE, name, name);
    else
        snprintf(command, sizeof command, "rsvg-convert -z %d %s.svg -o %s.png", SCALE, name,
                 name);
    bool drawn = pdf ? render_pdf(&bytes, r, "{}", NULL) : render_svg(&bytes, r, "{}", NULL);
    assert_true(drawn);
    size_t size = bytes.count;
    snprintf(name + strlen(name), 5, ".%s", kind);
    assert_true(file_save(name, bytes.at, bytes.count, NULL));
    assert_int_equal(system(command), 0);
    unlink(name);
    strcpy(strrchr(name, '.'), ".png");
    assert_true(image_read(name, out));
    unlink(name);
    text_free(&bytes);
    return size;
}

static void lay_on_white(struct image *image)
{
    for (int i = 0; i < image->width * image->height; i++) {
        rgba *p = &image->pixels[i];
        *p = rgba_mix(rgb(0xffffff), (rgba){p->r, p->g, p->b, 255}, (float)p->a / 255);
    }
}

static int compare(const struct image *ours, struct image *theirs, const char *name)
{
    char kept[100];
    lay_on_white(theirs);
    assert_int_equal(ours->width, theirs->width);
    assert_int_equal(ours->height, theirs->height);
    struct tiles t = image_tiles(ours, theirs, TILE, many);
    bool same = t.worst <= most_apart && t.outliers <= most_outliers;
    print_message("# %s: %.2f apart at %d,%d, outliers %.5f\n", name, t.worst, t.x, t.y,
                  t.outliers);
    if (same)
        return 0;
    snprintf(kept, sizeof kept, "%s-got.png", name);
    png_save(kept, theirs, &(struct png_options){.level = 2}, NULL);
    return 1;
}

static int check(const struct state *state, const struct look *look,
                 const struct font *font, struct pool *pool)
{
    struct scene s = scene_of(state);
    struct render_request r = {.scene = &s, .width = SCALE * look->width, .scale = SCALE,
                               .height = SCALE * look->height,
                               .clean = look->clean, .transparent = look->transparent,
                               .grey = look->grey, .font = font, .pool = pool};
    struct image ours, theirs;
    int bad = 0;
    assert_true(render_image(&ours, &r, NULL));
    lay_on_white(&ours);
    for (int pdf = 0; pdf < 2; pdf++) {
        char name[80];
        size_t size = draw_other(&theirs, &r, pdf);
        snprintf(name, sizeof name, "%s-%s-%td.%s", state->card,
                 state->set[0] ? strrchr(state->set[0], '=') + 1 : "", look - looks,
                 pdf ? "pdf" : "svg");
        bad += compare(&ours, &theirs, name);
        if (size > 3 << 20)
            bad++, print_error("%s has %zu bytes\n", name, size);
        image_free(&theirs);
    }
    image_free(&ours);
    return bad;
}

static bool is_there(const char *program)
{
    char command[80];
    snprintf(command, sizeof command, "command -v %s > /dev/null 2>&1", program);
    return system(command) == 0;
}

// Letters are ours, whatever the machine has, and no pair of them is moved together.
static void use_fonts(void)
{
    static const char conf[] =
        "<?xml version=\"1.0\"?><fontconfig><dir>" FONTS "</dir>"
        "<match target=\"font\"><edit name=\"fontfeatures\" mode=\"append\">"
        "<string>kern=0</string></edit></match>"
        "<cachedir>vectors-fonts</cachedir></fontconfig>";
    char path[1000];
    assert_non_null(getcwd(path, sizeof path - 20));
    strcat(path, "/vectors-fonts.conf");
    assert_true(file_save(path, conf, strlen(conf), NULL));
    setenv("FONTCONFIG_FILE", path, 1);
}

static void vectors_are_the_picture(void **state)
{
    bool soak = *(bool *)*state;
    struct font *font = font_ttf_open(NULL);
    struct pool *pool = pool_open(2);
    int bad = 0;
    if (!is_there("rsvg-convert") || !is_there("pdftocairo"))
        skip();
    assert_non_null(font);
    use_fonts();
    for (int i = 0; i < STATES; i++)
        for (int k = 0; k < LOOKS; k++)
            if (soak || (i % 2 == 0 && k == i / 2 % LOOKS))
                bad += check(&states[i], &looks[k], font, pool);
    for (int i = 0; soak && i < GALLERY_CARDS; i++)
        for (int k = 0; k < LOOKS; k++)
            bad += check(&(struct state){gallery[i].name, {NULL}}, &looks[k], font, pool);
    pool_close(pool);
    font_ttf_close(font);
    assert_int_equal(bad, 0);
}

int main(int argc, char **argv)
{
    bool soak = argc > 1 && strcmp(argv[1], "soak") == 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(vectors_are_the_picture, &soak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
