// SPDX-License-Identifier: MIT
#include "draw/svg.h"

#include "failing_malloc.h"
#include "fake_font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SVG(inside) "<svg xmlns='http://www.w3.org/2000/svg'>" inside "</svg>"
#define SCENE(inside) SVG("<metadata><n:scene xmlns:n='u'>" inside "</n:scene></metadata>")

static const char *const no_svg = "this is not a whole SVG file";
static const char *const no_scene = "this SVG carries no scene";
static const char *const damaged = "the scene in this SVG is damaged";

static void assert_scene(const char *svg, const char *scene)
{
    struct text out = {0};
    struct fault fault = {0};
    if (!svg_scene(svg, strlen(svg), &out, &fault))
        fail_msg("%s: %s", svg, fault.text);
    assert_string_equal(text_or_empty(&out), scene);
    text_free(&out);
}

static void assert_refused(const char *svg, size_t count, const char *sentence)
{
    struct text out = {0};
    struct fault fault = {0};
    if (svg_scene(svg, count, &out, &fault))
        fail_msg("%.80s: %.80s", svg, text_or_empty(&out));
    assert_string_equal(fault.text, sentence);
    assert_false(fault.machine);
    text_free(&out);
}

static void what_is_written_comes_back(void **state)
{
    (void)state;
    static const char *const scenes[] = {
        "{}", "{\"formula\": \"x < y & y > 2\"}", "{\"title\": \"∇f ‖ 𝛁 ' ]]> <!-- -->\"}\n",
        "  {\n\t\"a\": [1, 2]\n}\n", "{\"title\": \"</scene></metadata></svg>\"}"};
    struct picture p = {0};
    picture_begin(&p, (pt){9, 9});
    picture_text(&p, (pt){1, 2}, (struct type){.size = 9}, "<metadata>{}</metadata>");
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct text out = {0};
        assert_true(svg_write(&out, &p, &fake_font, &(struct svg_options){.scene = scenes[i]}));
        assert_scene(out.at, scenes[i]);
        for (size_t k = 0; k < out.count - 1; k++)
            if (out.at[k] != '>' || strcmp(out.at + k, ">\n") != 0)
                assert_refused(out.at, k, no_svg);
        text_free(&out);
    }
    picture_free(&p);
}

// As Inkscape, editors of text and libraries of XML save it.
static void others_may_have_saved_it(void **state)
{
    (void)state;
    static const struct { const char *svg, *scene; } known[] = {
        {"\xef\xbb\xbf" SCENE("{}"), "{}"},
        {"<?xml version='1.0'?>\r\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n"
         " 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n<!-- > -->" SCENE("{}"), "{}"},
        {SCENE("<![CDATA[{\"a\": \"<&amp;\"}]]>"), "{\"a\": \"<&amp;\"}"},
        {SCENE("{&#34;a&#x22;: <!-- no -->&quot;&#x1D6c1;&apos;&quot;}"), "{\"a\": \"𝛁'\"}"},
        {"<ns0:svg xmlns:ns0='s'><ns0:metadata><ns1:scene>{}</ns1:scene></ns0:metadata>"
         "</ns0:svg>", "{}"},
        {SVG("<defs id='a>b'/><sodipodi:namedview/><metadata\n id=\"m\"\n>{1}<rdf:RDF><cc:Work>"
             "<dc:title>a title</dc:title></cc:Work></rdf:RDF></metadata>"), "{1}"},
        {SVG("<metadata><rdf:RDF/> \n<scene >{2}</scene ></metadata>"), "{2}"},
        {SVG("<title>{0}</title><g><metadata>of a shape</metadata></g><scene>{3}</scene>"
             "<metadata>{4}</metadata>"), "{4}"},
        {SVG("<metadata>{5}</metadata><metadata>{6}</metadata>"), "{5}"},
        {SCENE("{7}") "\n<!-- end", "{7}"},
        {SVG("<metadata><scene>{8}</scene><scene>{9}</scene></metadata>"), "{8}"},
        {SVG("<style><![CDATA[</style>]]></style><metadata>{10}</metadata>"), "{10}"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_scene(known[i].svg, known[i].scene);
}

static void what_has_none_is_told(void **state)
{
    (void)state;
    static const struct { const char *svg, *sentence; } known[] = {
        {"", no_svg}, {"x + y", no_svg}, {"<svg", no_svg}, {"<svg>", no_svg},
        {"<html><svg/></html>", no_svg}, {"</svg>", no_svg}, {"</svg><svg/>", no_svg},
        {"<svg a='>", no_svg}, {"<svg a=\">'</svg>", no_svg}, {"<svg/", no_svg},
        {"<svg><![CDATA[</svg>", no_svg}, {"<svg><!-- </svg>", no_svg},
        {"<svg><?php </svg>", no_svg}, {"<!DOCTYPE svg [<!ENTITY a '", no_svg},
        {"<svg/>", no_scene}, {SVG(""), no_scene}, {SVG("<metadata/>"), no_scene},
        {SVG("<metadata> \n</metadata>"), no_scene}, {SCENE(""), no_scene},
        {SVG("<metadata>a map of Bern, {}</metadata>"), no_scene},
        {SVG("<metadata><rdf:RDF><a>{}</a></rdf:RDF></metadata>"), no_scene},
        {SVG("<text>{\"version\": 1}</text>"), no_scene},
        {SCENE("{&lol;}"), damaged}, {SCENE("{&#0;}"), damaged}, {SCENE("{&#xd800;}"), damaged},
        {SCENE("{&#x110000;}"), damaged}, {SCENE("{&#99999999999;}"), damaged},
        {SCENE("{&}"), damaged}, {SCENE("{&#;}"), damaged}, {SCENE("{&#x;}"), damaged},
        {SCENE("{\xff}"), damaged}, {SCENE("{\xed\xa0\x80}"), damaged},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_refused(known[i].svg, strlen(known[i].svg), known[i].sentence);
    assert_refused("<\0s\0v\0g\0>\0<\0/\0s\0v\0g\0>\0", 22, no_svg);
}

// Entities that would grow to gigabytes are never replaced.
static void laughs_are_not_heard(void **state)
{
    (void)state;
    struct text svg = {0};
    text_add(&svg, "<!DOCTYPE svg [\n<!-- don't -->\n<!ENTITY lol0 \"ha]>\">\n");
    for (int i = 1; i < 40; i++)
        text_addf(&svg, "<!ENTITY lol%d '&lol%d;&lol%d;'>\n", i, i - 1, i - 1);
    text_add(&svg, "<!ENTITY file SYSTEM 'file:///etc/passwd'>]>");
    size_t head = svg.count;
    text_add(&svg, SCENE("{\"a\": \"&lol39;\"}"));
    assert_refused(svg.at, svg.count, damaged);
    svg.count = head;
    text_add(&svg, SCENE("{\"a\": \"&file;\"}"));
    assert_refused(svg.at, svg.count, damaged);
    svg.count = head;
    text_add(&svg, SVG("<text>&lol39;</text><metadata>{}</metadata>"));
    assert_scene(svg.at, "{}");
    text_free(&svg);
}

// Megabytes of what makes readers slow or deep.
static void size_does_no_harm(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<g>", "<!-", "&", "&amp;", "<g a='", "]]>", "[",
                                         "<![CDATA[", "</g>", "<!--", "\"", "<?", "<"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        for (int inside = 0; inside < 3; inside++) {
            static const char *const heads[] = {"", "<svg><metadata>", "<!DOCTYPE svg ["};
            struct text svg = {0}, out = {0};
            text_add(&svg, heads[inside]);
            while (svg.count < 2 << 20)
                text_add(&svg, pieces[i]);
            assert_false(svg_scene(svg.at, svg.count, &out, NULL));
            text_free(&svg);
            text_free(&out);
        }
    struct text svg = {0};
    text_add(&svg, "<svg><metadata>{");
    while (svg.count < 20 << 20)
        text_add(&svg, "          ");
    text_add(&svg, "}</metadata></svg>");
    assert_refused(svg.at, svg.count, damaged);
    text_free(&svg);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    const char *svg = SCENE("{\"a\": \"&lt;\"}");
    for (long k = 1;; k++) {
        struct text out = {0};
        struct fault fault = {0};
        fail_allocation(k, true);
        bool read = svg_scene(svg, strlen(svg), &out, &fault);
        long seen = fail_stop();
        assert_int_equal(read, seen < k);
        assert_true(read || fault.machine);
        text_free(&out);
        if (read)
            break;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_comes_back),
        cmocka_unit_test(others_may_have_saved_it),
        cmocka_unit_test(what_has_none_is_told),
        cmocka_unit_test(laughs_are_not_heard),
        cmocka_unit_test(size_does_no_harm),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
