// SPDX-License-Identifier: MIT
#include "draw/image.h"

#include "failing_malloc.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void an_image_is_all_of_its_color(void **state)
{
    (void)state;
    struct image image;
    assert_true(image_make(&image, 7, 3, (rgba){1, 2, 3, 4}));
    assert_int_equal(image.width, 7);
    assert_int_equal(image.height, 3);
    for (int i = 0; i < 21; i++)
        assert_memory_equal(&image.pixels[i], (&(rgba){1, 2, 3, 4}), 4);
    image_free(&image);
    assert_null(image.pixels);
    image_free(&image);
}

static void sizes_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const int sizes[][2] = {{0, 5}, {5, 0}, {-1, 5}, {5, INT_MIN},
                                   {INT_MAX, INT_MAX}, {1 << 15, 1 << 14}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct image image;
        assert_false(image_make(&image, sizes[i][0], sizes[i][1], rgb(0)));
        assert_null(image.pixels);
        assert_int_equal(image.width, 0);
    }
}

static void no_memory_is_an_empty_image(void **state)
{
    (void)state;
    struct image image;
    fail_allocation(1, true);
    bool made = image_make(&image, 5, 5, rgb(0));
    fail_stop();
    assert_false(made);
    assert_null(image.pixels);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_image_is_all_of_its_color),
        cmocka_unit_test(sizes_that_cannot_be_are_refused),
        cmocka_unit_test(no_memory_is_an_empty_image),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
