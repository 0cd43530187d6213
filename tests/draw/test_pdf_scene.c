// SPDX-License-Identifier: MIT
#include "draw/pdf.h"

#include "fake_font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SCENE "(nablascope:scene "

static void assert_scene(const char *pdf, size_t count, const char *scene)
{
    struct text out = {0};
    struct fault fault = {0};
    if (!pdf_scene(pdf, count, &out, &fault))
        fail_msg("%.60s: %s", pdf, fault.text);
    assert_string_equal(text_or_empty(&out), scene);
    text_free(&out);
}

static void what_is_written_comes_back(void **state)
{
    (void)state;
    static const char *const scenes[] = {
        "{}", "{\"formula\": \"(x + y))\\\\ ((\"}\n", "{\"title\": \"∇f ‖ 𝛁 ' (/Keywords (x)\"}"};
    struct picture p = {0};
    picture_begin(&p, (pt){90, 90});
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct text out = {0};
        assert_true(pdf_write(&out, &p, &fake_font,
                              &(struct pdf_options){.title = "/Keywords", .scene = scenes[i]}));
        assert_scene(out.at, out.count, scenes[i]);
        text_free(&out);
    }
    picture_free(&p);
}

// As Ghostscript, qpdf and others save it.
static void others_may_have_saved_it(void **state)
{
    (void)state;
    static const struct { const char *pdf, *scene; } known[] = {
        {"%PDF-1.4 /Keywords (of another) /Keywords" SCENE "{}) >>", "{}"},
        {"/Keywords\n" SCENE "{\"a\": \"\\(\\)\\\\\\050\\51 (in (pairs))\\\n\\\r\n\"})", "{\"a\": \"()\\()"
         " (in (pairs))\"}"},
        {"/Keywords <6E61626c6173636F70653a7363656e65 207B7D>", "{}"},
        {"/Keywords (\\376\\377\\000n\\000a\\000b\\000l\\000a\\000s\\000c\\000o\\000p\\000e\\000:"
         "\\000s\\000c\\000e\\000n\\000e\\000 \\000{\\042\\007\\3305\\337\\007\\000})", "{∇𝜇}"},
        {"/KeywordsX (no) /Keywords /Keywords 3 0 R /Keywords " SCENE "{1})", "{1}"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_scene(known[i].pdf, strlen(known[i].pdf), known[i].scene);
}

static void assert_refused(const char *pdf, size_t count, const char *sentence)
{
    struct text out = {0};
    struct fault fault = {0};
    assert_false(pdf_scene(pdf, count, &out, &fault));
    assert_string_equal(fault.text, sentence);
    assert_int_equal(out.count, 0);
    text_free(&out);
}

static void what_has_none_is_told(void **state)
{
    (void)state;
    static const char *const known[] = {
        "", "%PDF-1.7", "/Keywords", "/Keywords (", "/Keywords <", "/Keywords (a, b)",
        "/Keywords " SCENE "{}", "/Keywords <6e61", "/Keywords (nablascope)",
        "/Keywords (\\", "/Keywords (\\376\\377)", "/Keywords (\\376)", "(nablascope:scene {})"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_refused(known[i], strlen(known[i]), "this PDF carries no scene");
    static const char *const damaged[] = {"/Keywords " SCENE "\\377)", "/Keywords " SCENE "\xc0)"};
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++)
        assert_refused(damaged[i], strlen(damaged[i]), "the scene in this PDF is damaged");
}

static void size_does_no_harm(void **state)
{
    (void)state;
    static const char *const pieces[] = {"/Keywords", "/Keywords(", "/Keywords<", "(", "\\"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct text pdf = {0};
        text_add(&pdf, "/Keywords " SCENE);
        while (pdf.count < 9 << 20)
            text_add(&pdf, pieces[i]);
        assert_refused(pdf.at, pdf.count, "this PDF carries no scene");
        text_free(&pdf);
    }
    struct text pdf = {0};
    text_add(&pdf, "/Keywords " SCENE);
    while (pdf.count < 9 << 20)
        text_add(&pdf, "          ");
    text_add(&pdf, ")");
    assert_refused(pdf.at, pdf.count, "the scene in this PDF is damaged");
    text_free(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_comes_back),
        cmocka_unit_test(others_may_have_saved_it),
        cmocka_unit_test(what_has_none_is_told),
        cmocka_unit_test(size_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
