// SPDX-License-Identifier: MIT
#include "ui/edit.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// A text with its caret: "ab|c"; with a selection: "a[b|c" from the bracket to the bar.
struct field { char text[EDIT_TEXT]; struct edit edit; };

static size_t take(char *text, char mark, size_t none)
{
    char *at = strchr(text, mark);
    if (!at)
        return none;
    memmove(at, at + 1, strlen(at));
    return (size_t)(at - text);
}

static void set(struct field *f, const char *notation)
{
    memset(f, 0, sizeof *f);
    strcpy(f->text, notation);
    char *bracket = strchr(f->text, '['), *bar = strchr(f->text, '|');
    bool bracket_first = bracket && bracket < bar;
    size_t first = take(f->text, bracket_first ? '[' : '|', 0);
    size_t second = take(f->text, bracket_first ? '|' : '[', first);
    f->edit.anchor = bracket_first ? first : second;
    f->edit.caret = bracket_first ? second : first;
}

static const char *told(const struct field *f, char out[EDIT_TEXT + 2])
{
    size_t from = edit_from(&f->edit), to = edit_to(&f->edit);
    bool none = from == to, ahead = f->edit.caret == to;
    snprintf(out, EDIT_TEXT + 2, "%.*s%s%.*s%s%s", (int)from, f->text,
             none ? "|" : ahead ? "[" : "|", (int)(to - from), f->text + from,
             none ? "" : ahead ? "|" : "[", f->text + to);
    return out;
}

static void expect(const char *before, const char *keys, const char *after)
{
    struct field f;
    char got[EDIT_TEXT + 2];
    set(&f, before);
    for (const char *k = keys; *k; k++) {
        static const char moves[] = "lrLRhe";
        const char *move = strchr(moves, *k), *erase = strchr("<>{}", *k);
        if (*k == 's')
            edit_move(&f.edit, f.text, (enum edit_move)(strchr(moves, *++k) - moves), true);
        else if (move)
            edit_move(&f.edit, f.text, (enum edit_move)(move - moves), false);
        else if (erase)
            edit_erase(&f.edit, f.text, (enum edit_move)(erase - strchr("<>{}", '<') ? 
                       (int)(strchr("<>{}", *k) - strchr("<>{}", '<')) : 0));
    }
    assert_string_equal(told(&f, got), after);
    edit_free(&f.edit);
}

static void test_moves(void **state)
{
    (void)state;
    expect("ab|c", "l", "a|bc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_moves)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
