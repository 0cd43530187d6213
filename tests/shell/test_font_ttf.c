// SPDX-License-Identifier: MIT
#include "shell/font_ttf.h"

#include "draw/raster.h"
#include "failing_malloc.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct font *open_font(void)
{
    struct fault fault;
    struct font *font = font_ttf_open(&fault);
    assert_non_null(font);
    return font;
}

static struct cover cover_of(struct font *font, enum face face, float size, float angle,
                             const char *text)
{
    struct cover c;
    assert_true(font->cover(font->self, face, size, angle, text, &c));
    return c;
}

static double ink_of(struct cover c)
{
    double sum = 0;
    for (int i = 0; i < c.width * c.height; i++)
        sum += c.alpha[i] / 255.0;
    return sum;
}

// From the font's own tables, thousandths of an em.
static void digits_have_the_size_of_the_font(void **state)
{
    (void)state;
    static const struct { enum face face; double wide; } faces[] = {
        {FACE_NORMAL, 0.636}, {FACE_CONDENSED, 0.572}, {FACE_BOLD, 0.696},
        {FACE_CONDENSED_BOLD, 0.626}};
    struct font *font = open_font();
    for (int i = 0; i < 4; i++)
        for (float size = 10; size < 90; size *= 1.31f) {
            struct extent e = font->measure(font->self, faces[i].face, size, "0123456789");
            struct cover c = cover_of(font, faces[i].face, size, 0, "0");
            assert_true(fabs(e.width - 10 * faces[i].wide * size) < 2.5);
            if (fabs(-c.top - 0.742 * size) >= 2)       // hinted to whole pixels
                fail_msg("face %d, size %g: a top of %d", i, size, -c.top);
            assert_true(c.top + c.height <= 2);
            assert_true(e.ascent > 0.7f * size && e.descent > 0.2f * size);
        }
    font_ttf_close(font);
}

static void sizes_grow_without_jumps(void **state)
{
    (void)state;
    struct font *font = open_font();
    float before = 0;
    for (float size = 12; size < 20; size += 0.125f) {
        struct extent e = font->measure(font->self, FACE_NORMAL, size, "Gradient 0.25");
        assert_true(before == 0 || (e.width >= before - 1 && e.width <= before + 2.5f));
        before = e.width;
    }
    font_ttf_close(font);
}

// Letters every picture may need, and one that no face has.
static void every_sign_has_a_face(void **state)
{
    (void)state;
    static const char signs[] = "∇∂ηλθαβγ²³√‖°−×·≤≥≠≈→↑π∞…✓⚠▬◇▨●■▲◆▼⊥";
    struct font *font = open_font();
    struct cover missing = cover_of(font, FACE_NORMAL, 30, 0, "\U0010fffd");
    struct cover said = cover_of(font, FACE_NORMAL, 30, 0, "\uFFFD");
    assert_memory_equal(missing.alpha, said.alpha,
                        (size_t)missing.width * (size_t)missing.height);
    for (const char *at = signs; *at;) {
        char one[5] = {0};
        int size = 1;
        while ((at[size] & 0xc0) == 0x80)
            size++;
        memcpy(one, at, (size_t)size);
        at += size;
        for (enum face face = FACE_NORMAL; face < FACES; face++) {
            struct cover c = cover_of(font, face, 30, 0, one);
            struct cover none = cover_of(font, face, 30, 0, "\U0010fffd");
            assert_true(ink_of(c) > 5);
            bool same = c.width == none.width && c.height == none.height
                     && memcmp(c.alpha, none.alpha,
                               (size_t)c.width * (size_t)c.height) == 0;
            if (same)
                fail_msg("no face has %s (%d)", one, face);
        }
    }
    font_ttf_close(font);
}

static void any_bytes_are_drawn_safely(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " ", "\xff\xfe", "\xc0\x80", "a\nb\tc\x01",
                                        "\xed\xa0\x80", "\u202eabc", "e\u0301", "\xf4\x90\x80\x80"};
    struct font *font = open_font();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (float angle = 0; angle < 2; angle += 0.4f) {
            struct cover c = cover_of(font, FACE_CONDENSED, 15, angle, texts[i]);
            assert_true(i < 2 ? c.width == 0 : c.width > 0);
            font->measure(font->self, FACE_CONDENSED, 15, texts[i]);
        }
    cover_of(font, FACE_NORMAL, 0.01f, 0.3f, "tiny");
    cover_of(font, FACE_NORMAL, 1e9f, 0, "x");
    char *endless = malloc(20001);
    memset(endless, 'm', 20000);
    endless[20000] = 0;
    cover_of(font, FACE_NORMAL, 40, 0, endless);
    free(endless);
    font_ttf_close(font);
}

static uint8_t at(const struct cover *c, int x, int y)
{
    x -= c->left;
    y -= c->top;
    return x >= 0 && y >= 0 && x < c->width && y < c->height ? c->alpha[y * c->width + x]
                                                             : 0;
}

static void quarter_turns_are_exact(void **state)
{
    (void)state;
    struct font *font = open_font();
    struct cover c[4];
    for (int i = 0; i < 4; i++)
        c[i] = cover_of(font, FACE_NORMAL, 17, (float)(i * M_PI_2), "y = ∂x");
    for (int y = -40; y < 40; y++)
        for (int x = -90; x < 90; x++) {
            assert_int_equal(at(&c[0], x, y), at(&c[1], y, -1 - x));
            assert_int_equal(at(&c[0], x, y), at(&c[2], -1 - x, -1 - y));
            assert_int_equal(at(&c[0], x, y), at(&c[3], -1 - y, x));
        }
    struct cover back = cover_of(font, FACE_NORMAL, 17, (float)(-M_PI_2), "y = ∂x");
    assert_int_equal(back.left, c[3].left);
    assert_int_equal(back.width, c[3].width);
    font_ttf_close(font);
}

// Turned text has the same ink about the same, turned, centre.
static void any_turn_keeps_ink_and_place(void **state)
{
    (void)state;
    struct font *font = open_font();
    struct cover flat = cover_of(font, FACE_NORMAL, 30, 0, "−12.5");
    double ink = ink_of(flat);
    for (float angle = -3; angle < 3.2f; angle += 0.37f) {
        struct cover c = cover_of(font, FACE_NORMAL, 30, angle, "−12.5");
        assert_true(fabs(ink_of(c) / ink - 1) < 0.06);
        double cx[2] = {0}, cy[2] = {0};
        const struct cover *both[2] = {&flat, &c};
        double inks[2] = {ink, ink_of(c)};
        for (int k = 0; k < 2; k++)
            for (int i = 0; i < both[k]->width * both[k]->height; i++) {
                double a = both[k]->alpha[i] / 255.0 / inks[k];
                cx[k] += a * (both[k]->left + i % both[k]->width + 0.5);
                cy[k] += a * (both[k]->top + i / both[k]->width + 0.5);
            }
        double x = cx[0] * cos(angle) + cy[0] * sin(angle);
        double y = cy[0] * cos(angle) - cx[0] * sin(angle);
        assert_true(hypot(x - cx[1], y - cy[1]) < 0.8);
    }
    font_ttf_close(font);
}

static void covers_are_remembered(void **state)
{
    (void)state;
    struct font *font = open_font();
    struct cover first = cover_of(font, FACE_NORMAL, 30, 0.5f, "x = 3");
    for (int i = 0; i < 300; i++) {
        char text[20];
        snprintf(text, sizeof text, "%d", i);
        cover_of(font, FACE_NORMAL, (float)(8 + i % 20), 0, text);
    }
    struct cover again = cover_of(font, FACE_NORMAL, 30, 0.5f, "x = 3");
    assert_ptr_equal(first.alpha, again.alpha);
    assert_true(cover_of(font, FACE_BOLD, 30, 0.5f, "x = 3").alpha != first.alpha);
    font_ttf_close(font);
    font_ttf_close(NULL);
}

static void widths_are_those_of_the_first_time(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "0", "x = 3", "−12.5", "∂f/∂x", "\xff", "⊥ Ω"};
    struct font *font = open_font();
    for (enum face face = FACE_NORMAL; face < FACES; face++)
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            for (float size = 9.5f; size < 40; size *= 1.7f) {
                font_ttf_trim(font, 0);
                struct extent new = font->measure(font->self, face, size, texts[i]);
                cover_of(font, face, size, 0, texts[i]);
                struct extent old = font->measure(font->self, face, size, texts[i]);
                assert_true(new.width == old.width && new.ascent == old.ascent);
                assert_true((new.width > 0) == (i > 0));
            }
    font_ttf_close(font);
}

static void what_is_remembered_is_forgotten_when_it_is_too_much(void **state)
{
    (void)state;
    enum { MOST = 1 << 20 };
    struct font *font = open_font();
    struct cover first = cover_of(font, FACE_NORMAL, 30, 0, "x = 3");
    double ink = ink_of(first);
    font_ttf_trim(font, MOST);
    assert_ptr_equal(cover_of(font, FACE_NORMAL, 30, 0, "x = 3").alpha, first.alpha);
    font_ttf_trim(font, 100);
    assert_true(ink_of(cover_of(font, FACE_NORMAL, 30, 0, "x = 3")) == ink);
    size_t before = mallinfo2().uordblks, most = 0;
    for (int i = 0; i < 4000; i++) {
        char text[20];
        snprintf(text, sizeof text, "%d.%03d", i, i);
        font->measure(font->self, FACE_NORMAL, 30, text);
        if (i % 4 == 0)
            cover_of(font, FACE_NORMAL, 30, 0, text);
        font_ttf_trim(font, MOST);
        size_t now = mallinfo2().uordblks;
        most = now > before && now - before > most ? now - before : most;
    }
    assert_true(most < 2 * MOST);
    font_ttf_close(font);
}

// More sizes than are kept open, each with a face to fall back on.
static void many_sizes_take_turns(void **state)
{
    (void)state;
    struct font *font = open_font();
    for (int round = 0; round < 3; round++)
        for (int size = 8; size < 48; size++) {
            float em = (float)(size + round % 2 * 7);
            struct extent e = font->measure(font->self, FACE_CONDENSED, em, "0⊥0");
            assert_true(e.width > em && e.width < 3 * em);
        }
    font_ttf_close(font);
}

static void our_memory_may_run_out(void **state)
{
    (void)state;
    struct font *whole = open_font();
    float right = whole->measure(whole->self, FACE_NORMAL, 12, "−0.5").width;
    font_ttf_close(whole);
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            struct fault fault;
            struct cover c;
            bool drawn = false;
            float width = 0;
            fail_allocation(k, sticky);
            struct font *font = font_ttf_open(&fault);
            if (font) {
                width = font->measure(font->self, FACE_NORMAL, 12, "−0.5").width;
                drawn = font->cover(font->self, FACE_NORMAL, 12, 0.3f, "−0.5", &c);
            }
            long seen = fail_stop();
            font_ttf_close(font);
            if (seen < k) {
                assert_true(drawn && width == right);
                break;
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_have_the_size_of_the_font),
        cmocka_unit_test(sizes_grow_without_jumps),
        cmocka_unit_test(every_sign_has_a_face),
        cmocka_unit_test(any_bytes_are_drawn_safely),
        cmocka_unit_test(quarter_turns_are_exact),
        cmocka_unit_test(any_turn_keeps_ink_and_place),
        cmocka_unit_test(covers_are_remembered),
        cmocka_unit_test(widths_are_those_of_the_first_time),
        cmocka_unit_test(what_is_remembered_is_forgotten_when_it_is_too_much),
        cmocka_unit_test(many_sizes_take_turns),
        cmocka_unit_test(our_memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
