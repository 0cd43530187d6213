// SPDX-License-Identifier: MIT
#include "draw/pdf.h"

#include "base/file.h"
#include "compare_image.h"
#include "draw/image.h"
#include "fake_font.h"
#include "paint.h"
#include "sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const rgba ink = {0, 0, 0, 255};

static struct text written(const struct picture *p)
{
    struct text out = {0};
    assert_true(pdf_write(&out, p, &fake_font, &(struct pdf_options){.title = "a sample"}));
    assert_true(out.count > 200 && memcmp(out.at, "%PDF-", 5) == 0);
    return out;
}

// Another program's picture of our PDF is our picture.
static void it_looks_like_the_raster(void **state)
{
    (void)state;
    if (system("command -v pdftoppm > /dev/null 2>&1") != 0)
        skip();
    struct picture p = {0};
    struct image heat, ours, theirs;
    assert_true(image_make(&heat, 4, 4, rgb(0xffcc00)));
    draw_sample(&p, &heat);
    assert_true(paint(&ours, &p, 2 * SAMPLE_WIDTH, 2 * SAMPLE_HEIGHT, 2, rgb(0xffffff),
                      NULL));
    struct text out = written(&p);
    assert_true(file_save("test_pdf.pdf", out.at, out.count, NULL));
    assert_int_equal(system("pdftoppm -r 192 -png -singlefile test_pdf.pdf test_pdf"), 0);
    assert_true(image_read("test_pdf.png", &theirs));
    struct difference d = image_difference(&ours, &theirs);
    assert_true(d.same_size);
    if (d.rms > 7)
        fail_msg("root mean square %.3f, at most %d", d.rms, d.most);
    unlink("test_pdf.pdf");
    unlink("test_pdf.png");
    text_free(&out);
    image_free(&heat);
    image_free(&ours);
    image_free(&theirs);
    picture_free(&p);
}

static void the_same_picture_gives_the_same_bytes(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image heat;
    assert_true(image_make(&heat, 4, 4, rgb(0xffcc00)));
    draw_sample(&p, &heat);
    struct text one = written(&p);
    sleep(1);
    struct text two = written(&p);
    assert_int_equal(one.count, two.count);
    assert_memory_equal(one.at, two.at, one.count);
    text_free(&one);
    text_free(&two);
    image_free(&heat);
    picture_free(&p);
}

static void hostile_coordinates_do_no_harm(void **state)
{
    (void)state;
    struct picture p = {0};
    picture_begin(&p, (pt){100, 100});
    picture_line(&p, (pt){-1e30f, 50}, (pt){1e30f, 50}, (struct pen){3, ink, 0, 0, 0});
    picture_fill(&p, (pt[]){{-1e38f, 0}, {1e38f, 1}, {0, 1e38f}}, 3, rgb(0));
    picture_disc(&p, (pt){50, 50}, 1e30f, ink);
    struct text out = written(&p);
    text_free(&out);
    picture_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_looks_like_the_raster),
        cmocka_unit_test(the_same_picture_gives_the_same_bytes),
        cmocka_unit_test(hostile_coordinates_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
