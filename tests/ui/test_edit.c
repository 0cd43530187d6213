// SPDX-License-Identifier: MIT
#include "ui/edit.h"

#include "base/utf8.h"
#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct field { char text[EDIT_TEXT]; struct edit edit; };

// Where a mark stands; takes it out.
static size_t take(char *text, char mark, size_t none)
{
    char *at = strchr(text, mark);
    if (!at)
        return none;
    memmove(at, at + 1, strlen(at));
    return (size_t)(at - text);
}

// A text with its caret, "ab|c", or a selection with its anchor, "a[b|c" or "a|b[c".
static void set(struct field *f, const char *notation)
{
    memset(f, 0, sizeof *f);
    snprintf(f->text, sizeof f->text, "%s", notation);
    char *bracket = strchr(f->text, '['), *bar = strchr(f->text, '|');
    if (bracket && bracket < bar) {
        f->edit.anchor = take(f->text, '[', 0);
        f->edit.caret = take(f->text, '|', 0);
    } else {
        f->edit.caret = take(f->text, '|', 0);
        f->edit.anchor = take(f->text, '[', f->edit.caret);
    }
}

static void assert_field(const struct field *f, const char *wanted)
{
    char got[EDIT_TEXT + 2];
    size_t from = edit_from(&f->edit), to = edit_to(&f->edit);
    const char *first = from == to || f->edit.caret == from ? "|" : "[";
    const char *second = from == to ? "" : f->edit.caret == to ? "|" : "[";
    snprintf(got, sizeof got, "%.*s%s%.*s%s%s", (int)from, f->text, first,
             (int)(to - from), f->text + from, second, f->text + to);
    assert_string_equal(got, wanted);
}

// Moves: l r letters, L R words, h e the ends; after s they select, after x they erase.
// w selects the word at the caret, a all; "…" is inserted; u undoes, y redoes, - rests.
static const char *apply(struct field *f, const char *k)
{
    static const char moves[] = "lrLRhe";
    char fresh[EDIT_TEXT];
    const char *move = strchr(moves, *k == 's' || *k == 'x' ? k[1] : *k);
    if (*k == '"') {
        size_t length = strcspn(++k, "\"");
        snprintf(fresh, sizeof fresh, "%.*s", (int)length, k);
        edit_insert(&f->edit, f->text, sizeof f->text, fresh);
        return k + length + 1;
    }
    switch (*k) {
    case 'w': edit_select_word(&f->edit, f->text, f->edit.caret); break;
    case 'a': edit_select_all(&f->edit, f->text); break;
    case 'u': edit_undo(&f->edit, f->text, sizeof f->text); break;
    case 'y': edit_redo(&f->edit, f->text, sizeof f->text); break;
    case '-': edit_rest(&f->edit); break;
    case 'x': edit_erase(&f->edit, f->text, (enum edit_move)(move - moves)); break;
    default: edit_move(&f->edit, f->text, (enum edit_move)(move - moves), *k == 's');
    }
    return k + (*k == 's' || *k == 'x' ? 2 : 1);
}

static void expect(const char *before, const char *keys, const char *after)
{
    struct field f;
    set(&f, before);
    while (*keys)
        keys = apply(&f, keys);
    assert_field(&f, after);
    edit_free(&f.edit);
}

static void the_caret_moves_by_letters(void **state)
{
    (void)state;
    expect("ab|c", "l", "a|bc");
    expect("|abc", "l", "|abc");
    expect("abc|", "r", "abc|");
    expect("a|πb", "r", "aπ|b");
    expect("a√√|b", "ll", "a|√√b");
    expect("ab|cd", "h", "|abcd");
    expect("ab|cd", "e", "abcd|");
    expect("a[bc|d", "l", "a|bcd");
    expect("a[bc|d", "r", "abc|d");
    expect("a|bc[d", "r", "abc|d");
    expect("|", "lrLRhexlxr", "|");
}

static void the_caret_moves_by_words(void **state)
{
    (void)state;
    expect("|sin(x) + cos", "R", "sin|(x) + cos");
    expect("sin(x) + cos|", "L", "sin(x) + |cos");
    expect("sin(x) + |cos", "L", "sin(x) |+ cos");
    expect("sin(x)| + cos", "R", "sin(x) +| cos");
    expect("|2·π_1.5−x", "R", "2|·π_1.5−x");
    expect("2·|π_1.5−x", "R", "2·π_1.5|−x");
    expect("a   |", "L", "|a   ");
    expect("|   a", "R", "   a|");
}

static void a_selection_grows_from_its_anchor(void **state)
{
    (void)state;
    expect("a|bcd", "srsr", "a[bc|d");
    expect("abc|d", "slsl", "a|bc[d");
    expect("a|bcd", "srsrsl", "a[b|cd");
    expect("a|b sin", "sesh", "|a[b sin");
    expect("ab| sin + 1", "sR", "ab[ sin| + 1");
    expect("x^2|", "a", "[x^2|");
}

static void a_double_click_takes_the_word(void **state)
{
    (void)state;
    expect("x + s|in(y)", "w", "x + [sin|(y)");
    expect("x + sin|(y)", "w", "x + sin[(|y)");
    expect("sin|", "w", "[sin|");
    expect("a  |  b", "w", "a[    |b");
    expect("|", "w", "|");
}

static void what_is_typed_replaces_the_selection(void **state)
{
    (void)state;
    expect("a|c", "\"b\"", "ab|c");
    expect("a[xyz|c", "\"b\"", "ab|c");
    expect("a|xyz[c", "\"\"", "a|c");
    expect("|", "\"π\"", "π|");
    expect("a|", "\"x\ny\r\n\tz\"", "ax y   z|");
    expect("|", "\"\xC2\x85\xE2\x80\xA8\x7F.\"", "   .|");
    expect("|", "\"\xFF\xC3\"", "\uFFFD\uFFFD|");
    expect("|", "\"\xED\xA0\x80\"", "\uFFFD\uFFFD\uFFFD|");
}

static void it_erases_letters_words_and_selections(void **state)
{
    (void)state;
    expect("aπ|b", "xl", "a|b");
    expect("a|πb", "xr", "a|b");
    expect("|ab", "xl", "|ab");
    expect("ab|", "xr", "ab|");
    expect("sin cos|", "xL", "sin |");
    expect("|sin cos", "xR", "| cos");
    expect("a[bc|d", "xl", "a|d");
    expect("a|bc[d", "xr", "a|d");
}

static void a_burst_is_one_step_of_undo(void **state)
{
    (void)state;
    expect("|", "\"a\"\"b\"\"c\"u", "|");
    expect("|", "\"a\"\"b\"\"c\"uy", "abc|");
    expect("|", "\"a\"\"b\"-\"c\"u", "ab|");
    expect("|", "\"a\"\"b\"lr\"c\"u", "ab|");
    expect("|", "\"a\"\"b\"xlu", "ab|");
    expect("abc|", "xlxlu", "abc|");
    expect("|", "\"paste\"\"paste\"u", "paste|");
    expect("a[bc|d", "\"x\"\"y\"u", "abc|d");
    expect("a[bc|d", "\"x\"\"y\"uy", "axy|d");
    expect("|", "\"a\"-\"b\"uuuuyyyy", "ab|");
    expect("|", "\"a\"-\"b\"u\"c\"y", "ac|");
}

static void what_does_not_fit_is_cut_between_letters(void **state)
{
    (void)state;
    char text[8] = "ab";
    struct edit e = {.caret = 2, .anchor = 2};
    assert_true(edit_insert(&e, text, sizeof text, "ππππ"));
    assert_string_equal(text, "abππ");
    assert_true(edit_insert(&e, text, sizeof text, "xyz"));
    assert_string_equal(text, "abππx");
    assert_false(edit_insert(&e, text, sizeof text, "y"));
    e.anchor = 0;
    assert_true(edit_insert(&e, text, sizeof text, "12345678"));
    assert_string_equal(text, "1234567");
    edit_free(&e);
    static char large[EDIT_TEXT], more[1 << 20];
    memset(more, '7', sizeof more - 1);
    assert_true(edit_insert(&e, large, sizeof large, more));
    assert_int_equal(strlen(large), EDIT_TEXT - 1);
    edit_free(&e);
}

static void a_text_changed_by_others_does_no_harm(void **state)
{
    (void)state;
    struct field f;
    set(&f, "a long text|");
    strcpy(f.text, "aπ");
    f.edit.anchor = 2;
    edit_fit(&f.edit, f.text);
    assert_field(&f, "a[π|");
    f.edit.caret = SIZE_MAX;
    assert_true(edit_erase(&f.edit, f.text, MOVE_LEFT));
    assert_field(&f, "a|");
    assert_true(edit_undo(&f.edit, f.text, 4));
    assert_false(edit_redo(&f.edit, f.text, 1));
    edit_free(&f.edit);
}

// Is a position where one comes to when walking letter by letter?
static bool is_border(const char *text, size_t at)
{
    const char *p = text, *end = text + strlen(text);
    while (p < end && p < text + at)
        utf8_next(&p, end);
    return p == text + at;
}

static unsigned draw_lot(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void change_something(struct field *f, unsigned *seed)
{
    static const char *const pieces[] = {"a", "π", "√2", "𝒳", " ", "\xF0\x9F", "\xC3",
                                         "e\xCC\x81", "+", "sin(x)", "\n"};
    enum edit_move move = (enum edit_move)draw_lot(seed, 6);
    switch (draw_lot(seed, 7)) {
    case 0: edit_move(&f->edit, f->text, move, draw_lot(seed, 2)); break;
    case 1: edit_erase(&f->edit, f->text, (enum edit_move)draw_lot(seed, 4)); break;
    case 2: edit_select_word(&f->edit, f->text, draw_lot(seed, 70)); break;
    case 3: edit_place(&f->edit, f->text, draw_lot(seed, 70), draw_lot(seed, 2)); break;
    default: edit_insert(&f->edit, f->text, 64, pieces[draw_lot(seed, 11)]);
    }
}

static void check(const struct field *f)
{
    assert_true(is_border(f->text, f->edit.caret));
    assert_true(is_border(f->text, f->edit.anchor));
    assert_true(strlen(f->text) < 64);
}

static void undo_leads_back_and_redo_forth(void **state)
{
    (void)state;
    static const char *const starts[] = {"", "x^2 + 2·y^2", "a\xFF\xE2\x82π\x80",
                                         "ππ𝒳"};
    for (unsigned round = 1; round <= 400; round++) {
        struct field f, end;
        unsigned seed = round;
        const char *start = starts[round % 4];
        set(&f, start);
        while (f.edit.undos < EDIT_UNDO - 1) {
            change_something(&f, &seed);
            check(&f);
        }
        end = f;
        while (edit_undo(&f.edit, f.text, sizeof f.text))
            check(&f);
        assert_string_equal(f.text, start);
        while (edit_redo(&f.edit, f.text, sizeof f.text))
            check(&f);
        assert_string_equal(f.text, end.text);
        edit_free(&f.edit);
    }
}

static void only_so_many_steps_are_kept(void **state)
{
    (void)state;
    struct field f;
    set(&f, "|");
    for (int i = 0; i < EDIT_UNDO + 10; i++)
        edit_insert(&f.edit, f.text, sizeof f.text, "ab");
    int steps = 0;
    while (edit_undo(&f.edit, f.text, sizeof f.text))
        steps++;
    assert_int_equal(steps, EDIT_UNDO);
    assert_int_equal(strlen(f.text), 20);
    edit_free(&f.edit);
}

// Without memory the text changes all the same; only the way back is missing.
static void no_memory_costs_a_step(void **state)
{
    (void)state;
    for (int nth = 1; nth <= 4; nth++) {
        struct field f;
        set(&f, "|");
        fail_allocation(nth, false);
        for (int i = 0; i < 3; i++)
            assert_true(edit_insert(&f.edit, f.text, sizeof f.text, "ab"));
        assert_string_equal(f.text, "ababab");
        int steps = edit_undo(&f.edit, f.text, sizeof f.text);
        fail_stop();
        while (edit_undo(&f.edit, f.text, sizeof f.text))
            steps++;
        assert_int_equal(steps, nth < 4 ? 2 : 3);
        edit_free(&f.edit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_caret_moves_by_letters),
        cmocka_unit_test(the_caret_moves_by_words),
        cmocka_unit_test(a_selection_grows_from_its_anchor),
        cmocka_unit_test(a_double_click_takes_the_word),
        cmocka_unit_test(what_is_typed_replaces_the_selection),
        cmocka_unit_test(it_erases_letters_words_and_selections),
        cmocka_unit_test(a_burst_is_one_step_of_undo),
        cmocka_unit_test(what_does_not_fit_is_cut_between_letters),
        cmocka_unit_test(a_text_changed_by_others_does_no_harm),
        cmocka_unit_test(undo_leads_back_and_redo_forth),
        cmocka_unit_test(only_so_many_steps_are_kept),
        cmocka_unit_test(no_memory_costs_a_step),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
