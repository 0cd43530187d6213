// SPDX-License-Identifier: MIT
#include "draw/svg.h"

#include "base/file.h"
#include "compare_image.h"
#include "sample.h"
#include "draw/png.h"
#include "draw/xml.h"
#include "failing_malloc.h"
#include "paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct pen ink = {1.5f, {0x46, 0x55, 0x6a, 255}, CAP_ROUND, 0, 0};

static void numbers_are_the_shortest(void **state)
{
    (void)state;
    static const struct { double value; const char *text; } known[] = {
        {0, "0"}, {-0.001, "0"}, {1, "1"}, {-1, "-1"}, {1.5, "1.5"}, {-0.05, "-.05"},
        {0.5, ".5"}, {12.34, "12.34"}, {12.345678, "12.35"}, {-100, "-100"}, {9.999, "10"},
        {1e30, "1000000000000000"}, {-1e30, "-1000000000000000"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct text out = {0};
        xml_hundredths(&out, xml_to_hundredths(known[i].value));
        assert_string_equal(out.at, known[i].text);
        text_free(&out);
    }
}

static void any_bytes_become_xml(void **state)
{
    (void)state;
    static const struct { const char *bytes, *xml; } known[] = {
        {"a < b & c > \"d\"", "a &lt; b &amp; c &gt; &quot;d&quot;"},
        {"∇f ‖ 𝛁", "∇f ‖ 𝛁"}, {"\x01tab\t\x7f\x1b[0m", "tab\t\x7f[0m"},
        {"\xff\xc0\x80", "\uFFFD\uFFFD\uFFFD"}, {"\xef\xbf\xbf!", "!"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct text out = {0};
        xml_text(&out, known[i].bytes);
        assert_string_equal(text_or_empty(&out), known[i].xml);
        text_free(&out);
    }
}

static void bytes_become_base64(void **state)
{
    (void)state;
    static const char *const known[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
                                           {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct text out = {0};
        xml_base64(&out, known[i][0], strlen(known[i][0]));
        assert_string_equal(text_or_empty(&out), known[i][1]);
        text_free(&out);
    }
}

static void assert_svg(const struct picture *p, const char *body)
{
    struct text out = {0};
    assert_true(svg_write(&out, p, &fake_font, &(struct svg_options){0}));
    const char *from = strstr(out.at, "preserve\">\n");
    assert_non_null(from);
    assert_string_equal(from + strlen("preserve\">\n"), body);
    text_free(&out);
}

static void items_become_elements(void **state)
{
    (void)state;
    struct picture p = {0};
    picture_begin(&p, (pt){320, 240.5f});
    picture_stroke(&p, (pt[]){{1, 2}, {3.25f, 4}, {-5, 6}}, 3, ink, false);
    picture_stroke(&p, (pt[]){{1, 2}, {3, 4}, {5, 6.5f}}, 3,
                   (struct pen){2, rgba_faded(rgb(0xff0000), 0.5f), CAP_BUTT, 6, 4}, true);
    picture_box(&p, (rect){1, 2, 3, 4}, rgb(0xffffff));
    picture_disc(&p, (pt){7, 8}, 2.5f, rgb(0x0000ff));
    picture_text(&p, (pt){9, 10}, (struct type){FACE_CONDENSED_BOLD, 20, rgb(0), CENTER,
                 BASELINE, 0.5f, 2.4f, rgb(0xffffff)}, "∇f < 1");
    assert_svg(&p,
        "<path d=\"M1 2l2.25 2-8.25 2\" fill=\"none\" stroke=\"#46556a\""
        " stroke-width=\"1.5\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n"
        "<path d=\"M1 2l2 2 2 2.5-4-4.5z\" fill=\"none\" stroke=\"#ff0000\""
        " stroke-opacity=\"0.501\" stroke-width=\"2\" stroke-linejoin=\"round\""
        " stroke-dasharray=\"6 4\"/>\n"
        "<path d=\"M1 2l2 0 0 2-2 0z\" fill=\"#ffffff\"/>\n"
        "<circle cx=\"7\" cy=\"8\" r=\"2.5\" fill=\"#0000ff\"/>\n"
        "<text x=\"9\" y=\"10\" font-size=\"20\""
        " font-family=\"DejaVu Sans Condensed, DejaVu Sans, sans-serif\""
        " font-stretch=\"condensed\" font-weight=\"bold\" text-anchor=\"middle\""
        " fill=\"#000000\" stroke=\"#ffffff\" stroke-width=\"4.8\""
        " stroke-linejoin=\"round\" paint-order=\"stroke\""
        " transform=\"rotate(-28.65 9 10)\">∇f &lt; 1</text>\n"
        "</svg>\n");
    picture_free(&p);
}

#define BOX "<path d=\"M1 2l2 0 0 2-2 0z\" fill=\"#ffffff\"/>\n"

static void add_box(struct picture *p)
{
    picture_box(p, (rect){1, 2, 3, 4}, rgb(0xffffff));
}

static void paper_has_a_size(void **state)
{
    (void)state;
    static const struct { double dpi; const char *size; } known[] = {
        {0, "width=\"320\" height=\"240\" viewBox=\"0 0 320 240\""},
        {96, "width=\"320\" height=\"240\" viewBox=\"0 0 320 240\""},
        {300, "width=\"102.4\" height=\"76.8\" viewBox=\"0 0 320 240\""}};
    struct picture p = {0};
    picture_begin(&p, (pt){320, 240});
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct text out = {0};
        assert_true(svg_write(&out, &p, &fake_font,
                              &(struct svg_options){.dpi = known[i].dpi}));
        assert_non_null(strstr(out.at, known[i].size));
        text_free(&out);
    }
    picture_free(&p);
}

static void groups_and_clips_nest(void **state)
{
    (void)state;
    struct picture p = {0};
    picture_begin(&p, (pt){9, 9});
    picture_clip(&p, (rect){1, 2, 5, 6});
    picture_group(&p, "a&b");
    add_box(&p);
    picture_group(&p, "nothing in it");
    picture_group(&p, "a&b");
    add_box(&p);
    picture_unclip(&p);
    add_box(&p);
    picture_clip(&p, (rect){0, 0, 1, 1});
    add_box(&p);
    picture_ungroup(&p);
    picture_unclip(&p);
    add_box(&p);
    assert_svg(&p,
        "<g id=\"a-b\" inkscape:groupmode=\"layer\" inkscape:label=\"a&amp;b\">\n"
        "<clipPath id=\"clip-1\"><rect x=\"1\" y=\"2\" width=\"4\" height=\"4\"/></clipPath>\n"
        "<g clip-path=\"url(#clip-1)\">\n" BOX "</g>\n</g>\n"
        "<g id=\"a-b-2\" inkscape:groupmode=\"layer\" inkscape:label=\"a&amp;b\">\n"
        "<g clip-path=\"url(#clip-1)\">\n" BOX "</g>\n" BOX
        "<clipPath id=\"clip-2\"><rect x=\"0\" y=\"0\" width=\"1\" height=\"1\"/></clipPath>\n"
        "<g clip-path=\"url(#clip-2)\">\n" BOX "</g>\n</g>\n" BOX "</svg>\n");
    picture_free(&p);
}

static void hostile_lines_stay_near(void **state)
{
    (void)state;
    struct picture p = {0};
    struct text out = {0};
    picture_begin(&p, (pt){100, 100});
    picture_line(&p, (pt){-1e30f, 50}, (pt){1e30f, 50}, ink);
    picture_fill(&p, (pt[]){{-1e38f, 0}, {1e38f, 1}, {0, 1e38f}}, 3, rgb(0));
    assert_true(svg_write(&out, &p, &fake_font, &(struct svg_options){0}));
    assert_non_null(strstr(out.at, "d=\"M-10001.5 50l20103 0\""));
    text_free(&out);
    picture_free(&p);
}

// Another program's picture of our SVG is our picture.
static void it_looks_like_the_raster(void **state)
{
    (void)state;
    if (system("command -v rsvg-convert > /dev/null 2>&1") != 0)
        skip();
    struct picture p = {0};
    struct image heat, ours, theirs;
    struct text out = {0};
    assert_true(image_make(&heat, 4, 4, rgb(0xffcc00)));
    draw_sample(&p, &heat);
    assert_true(paint(&ours, &p, 400, 300, 2, rgb(0xffffff), NULL));
    assert_true(svg_write(&out, &p, &fake_font, &(struct svg_options){.scene = "{\"a\": \"<&>\"}"}));
    assert_true(file_save("test_svg.svg", out.at, out.count, NULL));
    assert_int_equal(system("rsvg-convert -z 2 test_svg.svg -o test_svg.png"), 0);
    assert_true(image_read("test_svg.png", &theirs));
    struct difference d = image_difference(&ours, &theirs);
    assert_true(d.same_size);
    if (d.rms > 2.5)
        fail_msg("root mean square %.3f, at most %d", d.rms, d.most);
    unlink("test_svg.svg");
    unlink("test_svg.png");
    text_free(&out);
    image_free(&heat);
    image_free(&ours);
    image_free(&theirs);
    picture_free(&p);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    struct picture p = {0};
    struct image heat;
    assert_true(image_make(&heat, 4, 4, rgb(0xffcc00)));
    draw_sample(&p, &heat);
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            struct text out = {0};
            fail_allocation(k, sticky);
            bool written = svg_write(&out, &p, &fake_font, &(struct svg_options){.scene = "{}"});
            long seen = fail_stop();
            assert_int_equal(written, seen < k);
            text_free(&out);
            if (written)
                break;
        }
    image_free(&heat);
    picture_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_the_shortest),
        cmocka_unit_test(any_bytes_become_xml),
        cmocka_unit_test(bytes_become_base64),
        cmocka_unit_test(items_become_elements),
        cmocka_unit_test(paper_has_a_size),
        cmocka_unit_test(groups_and_clips_nest),
        cmocka_unit_test(hostile_lines_stay_near),
        cmocka_unit_test(it_looks_like_the_raster),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
