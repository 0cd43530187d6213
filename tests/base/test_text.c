// SPDX-License-Identifier: MIT
#include "base/array.h"
#include "base/fault.h"
#include "base/stamp.h"
#include "base/text.h"

#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void grows(void **state)
{
    (void)state;
    struct text text = {0};
    assert_string_equal(text_or_empty(&text), "");
    text_add(&text, "");
    assert_string_equal(text_or_empty(&text), "");
    for (int i = 0; i < 1000; i++)
        text_addf(&text, "%d,", i % 10);
    assert_int_equal(text.count, 2000);
    assert_memory_equal(text.at, "0,1,2,3,", 8);
    assert_int_equal(strlen(text.at), 2000);
    text_clear(&text);
    assert_string_equal(text_or_empty(&text), "");
    text_add_number(&text, -0.1);
    text_add_bytes(&text, "a\0b", 3);
    assert_int_equal(text.count, 7);
    assert_memory_equal(text.at, "-0.1a\0b", 8);
    assert_false(text.failed);
    text_free(&text);
    assert_null(text.at);
}

static void build(struct text *text)
{
    for (int i = 0; i < 50; i++) {
        text_add(text, "one ");
        text_addf(text, "%s %d ", "two", i);
        text_add_number(text, 3);
    }
}

static void remembers_that_memory_ran_out(void **state)
{
    (void)state;
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            struct text text = {0};
            fail_allocation(k, sticky);
            build(&text);
            bool hit = fail_stop() >= k;
            assert_int_equal(text.failed, hit);
            assert_true(!text.at || strlen(text.at) == text.count);
            text_free(&text);
            if (!hit)
                break;
        }
}

static void array_keeps_what_it_has(void **state)
{
    (void)state;
    struct { int *at; size_t count, capacity; bool failed; } numbers = {0};
    for (int i = 0; i < 100; i++)
        assert_true(array_push(&numbers, i));
    fail_allocation(1, false);
    int pushed = 100;
    while (array_push(&numbers, pushed))
        pushed++;
    fail_stop();
    assert_true(numbers.failed);
    assert_false(array_push(&numbers, -1));
    assert_int_equal(numbers.count, pushed);
    for (int i = 0; i < pushed; i++)
        assert_int_equal(numbers.at[i], i);
    assert_false(array_reserve(&numbers, SIZE_MAX / 2));
    array_free(&numbers);
    assert_false(numbers.failed);
    assert_false(array_reserve(&numbers, SIZE_MAX / 2));
    array_free(&numbers);
}

static void faults_are_one_statement(void **state)
{
    (void)state;
    struct fault fault;
    char longest[500];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    assert_false(fault_at(&fault, 7, "After %s I need a number", "+"));
    assert_string_equal(fault.text, "After + I need a number");
    assert_int_equal(fault.column, 7);
    assert_false(fault.machine);
    assert_false(fault_machine(&fault, "%s", longest));
    assert_int_equal(strlen(fault.text), sizeof fault.text - 1);
    assert_true(fault.machine);
    assert_int_equal(fault.column, 0);
    assert_false(fault_memory(NULL));
    assert_false(fault_at(NULL, 1, "nobody listens"));
}

static void stamps_notice_change(void **state)
{
    (void)state;
    assert_true(stamp_text(0, "ab") != stamp_text(0, "ba"));
    assert_true(stamp_text(stamp_text(0, "a"), "b") != stamp_text(0, "ab"));
    assert_true(stamp_number(0, 1) == stamp_number(0, 1));
    assert_true(stamp_number(0, 1) != stamp_number(0, 2));
    assert_true(stamp_bytes(0, "a", 1) == 0xaf63dc4c8601ec8cu);     // FNV-1a of "a"
    assert_true(stamp_bytes(0, "foobar", 6) == 0x85944171f73967e8u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows),
        cmocka_unit_test(remembers_that_memory_ran_out),
        cmocka_unit_test(array_keeps_what_it_has),
        cmocka_unit_test(faults_are_one_statement),
        cmocka_unit_test(stamps_notice_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
