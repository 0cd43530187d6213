// SPDX-License-Identifier: MIT
#include "scene/schema.h"

#include "base/number.h"
#include "random_scene.h"
#include "scene/assign.h"
#include "scene/describe.h"
#include "scene/spelling.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

// A number reader that also knows max(a,b), which has a comma of its own.
static bool read_number(const char *text, size_t length, double *value,
                        struct fault *fault)
{
    char copy[100];
    if (length >= sizeof copy)
        return fault_at(fault, 0, "this is no number");
    memcpy(copy, text, length);
    copy[length] = 0;
    if (strcmp(copy, "max(1,2)") == 0) {
        *value = 2;
        return true;
    }
    if (strcmp(copy, "inf") == 0) {
        *value = INFINITY;
        return true;
    }
    return number_read(copy, value) || fault_at(fault, 0, "this is no number");
}

static bool assign(struct scene *scene, const char *key, const char *value,
                   struct fault *fault)
{
    return setting_assign(schema_find(key), scene, value, read_number, fault);
}

static void each_row_is_complete(void **unused)
{
    (void)unused;
    struct scene defaults = scene_defaults();
    assert_true(scene_check(&defaults, NULL));
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        const struct setting *row = &schema[i];
        assert_non_null(row->key);
        assert_true(strspn(row->key, "abcdefghijklmnopqrstuvwxyz-")
                    == strlen(row->key));
        assert_ptr_equal(schema_find(row->key), row);
        assert_true(row->help && row->help[0]);
        assert_int_equal(row->kind == SETTING_CHOICE, row->words != NULL);
        assert_true(row->low <= row->high);
    }
    assert_null(schema_find("colour"));
}

// What --set is given is what setting_text shows.
static void text_is_assigned_back(void **unused)
{
    (void)unused;
    uint64_t state = 77;
    struct text text = {0};
    for (int i = 0; i < 500; i++) {
        struct scene from = random_scene(&state), to = random_scene(&state);
        for (int j = 0; j < SCHEMA_ROWS; j++) {
            struct fault fault = {0};
            if (schema[j].kind == SETTING_PARAMETERS || schema[j].kind == SETTING_RUNS
                || schema[j].kind == SETTING_RUN || schema[j].kind == SETTING_FORKS)
                continue;
            text_clear(&text);
            setting_text(&text, &schema[j], &from);
            if (!setting_assign(&schema[j], &to, text_or_empty(&text), read_number,
                                &fault))
                fail_msg("%s=%s: %s", schema[j].key, text_or_empty(&text), fault.text);
            assert_true(setting_equal(&schema[j], &from, &to));
            assert_true(setting_stamp(3, &schema[j], &from)
                        == setting_stamp(3, &schema[j], &to));
        }
    }
    text_free(&text);
}

static void a_change_is_seen(void **unused)
{
    (void)unused;
    struct scene a = scene_defaults(), b = a;
    b.formula[3000] = 'z';                              // behind the end
    b.level[5] = 7;
    assert_true(scene_equal(&a, &b) && scene_stamp(1, &a) == scene_stamp(1, &b));
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        unsigned char *field = setting_place(&schema[i], &b);
        b = a;
        if (schema[i].count_offset)
            *(int *)((char *)&b + schema[i].count_offset) = 1;
        else if (schema[i].kind == SETTING_BOX || schema[i].kind == SETTING_NUMBER
                 || schema[i].kind == SETTING_POINT)
            *(double *)(void *)field += 1;
        else
            *field ^= 1;
        assert_false(setting_equal(&schema[i], &a, &b));
        assert_false(scene_equal(&a, &b));
        assert_true(scene_stamp(1, &a) != scene_stamp(1, &b));
    }
}

static void minus_zero_is_zero(void **unused)
{
    (void)unused;
    struct scene a = scene_defaults(), b = a;
    a.view.x0 = 0, b.view.x0 = -0.0;
    assert_true(scene_equal(&a, &b) && scene_stamp(1, &a) == scene_stamp(1, &b));
}

struct row { const char *key, *value, *sentence; };

static const struct row assignments[] = {
    {"view", "-3,3,-3,3", NULL}, {"view", "-max(1,2),1,0,1", "view: this is no number"},
    {"view", "0,max(1,2),0,1", NULL}, {"theme", "dark", NULL}, {"levels", "log", NULL},
    {"level", "1,2,5", NULL}, {"level", "", NULL}, {"arrows", "off", NULL},
    {"projector", "true", NULL}, {"projector", "on", NULL}, {"projector", "1", NULL},
    {"projector", "no", NULL}, {"arrow-step", "0.5", NULL}, {"title", "", NULL},
    {"probe-at", "1,0", NULL}, {"direction", "3,4", NULL},
    {"probe-at", "1", "probe-at takes 2 numbers, got 1"},
    {"direction", "1,2,3", "direction takes at most 2 numbers"},
    {"projector", "maybe", "projector is on or off"},
    {"theme", "drak", "theme is light or dark"},
    {"fill", "", "fill is bands, cividis, viridis or none"},
    {"view", "1,1,1,1", "view is X0,X1,Y0,Y1 with X0 < X1 and Y0 < Y1"},
    {"view", "3,-3,0,1", "view is X0,X1,Y0,Y1 with X0 < X1 and Y0 < Y1"},
    {"view", "1,2,3", "view takes 4 numbers, got 3"},
    {"view", "1,2,3,4,5", "view takes at most 4 numbers"},
    {"view", "1,,2,3", "view: a number is missing"},
    {"view", "", "view takes 4 numbers, got 0"},
    {"view", "0,inf,0,1", "view: a number must be finite"},
    {"view", "0,1e-301,0,1", "view is too narrow to tell its points apart"},
    {"view", "1e20,1.0000000000000001e20,0,1",
     "view is too narrow to tell its points apart"},
    {"arrow-step", "-1", "arrow-step must be between 0 and 1e+300"},
    {"arrow-step", "wide", "arrow-step: this is no number"},
    {"arrow-step", "", "arrow-step takes 1 number, got 0"},
    {"title", "two\nlines", "title must be one line without control characters"},
    {"title", "\xFF", "title must be UTF-8 text"},
    {"parameters", "a=2", "set a parameter by its own name, as in a=2"},
    {"arrow-count", "13", NULL}, {"arrow-count", "0", NULL}, {"arrow-count", "2", NULL},
    {"arrow-count", "1", "arrow-count must be 0 or a whole number from 2 to 200"},
    {"arrow-count", "2.5", "arrow-count must be 0 or a whole number from 2 to 200"},
    {"arrow-count", "201", "arrow-count must be 0 or a whole number from 2 to 200"},
    {"arrow-count", "-3", "arrow-count must be 0 or a whole number from 2 to 200"},
    {"arrow-scale", "0.075", NULL}, {"flat-points", "star", NULL},
    {"frame", "on", NULL},
    {"arrow-scale", "-1", "arrow-scale must be between 0 and 1e+300"},
    {"flat-points", "yes", "flat-points is off, marks or star"},
    {"runs", "0", "set the runs by their parts, as in start=2,1 lr=0.05 or "
                  "B.method=adam"},
    {"forks", "12", "A.fork=12 forks a run at a step"},
    {"inspect", "0.5", "inspect must be between 0 and 20000"},
    {"runs", "", "set the runs by their parts, as in start=2,1 lr=0.05 or "
                 "B.method=adam"},
};

static void assignments_are_checked(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof assignments / sizeof *assignments; i++) {
        const struct row *row = &assignments[i];
        struct scene scene = scene_defaults(), before = scene;
        struct fault fault = {0};
        bool done = assign(&scene, row->key, row->value, &fault);
        if (done == (row->sentence != NULL)
            || (row->sentence && strcmp(row->sentence, fault.text) != 0))
            fail_msg("%s=%s: %s", row->key, row->value, fault.text);
        if (!done)
            assert_memory_equal(&scene, &before, sizeof scene);
    }
}

static void levels_follow_level(void **unused)
{
    (void)unused;
    struct scene scene = scene_defaults();
    assert_true(assign(&scene, "level", "1,2,5", NULL));
    assert_int_equal(scene.levels, LEVELS_GIVEN);
    assert_int_equal(scene.level_count, 3);
    assert_true(assign(&scene, "levels", "log", NULL));
    assert_int_equal(scene.levels, LEVELS_LOG);
    assert_true(assign(&scene, "level", "", NULL));
    assert_int_equal(scene.levels, LEVELS_AUTO);
}

static void too_many_levels_are_refused(void **unused)
{
    (void)unused;
    struct text text = {0};
    struct scene scene = scene_defaults();
    struct fault fault = {0};
    for (int i = 0; i <= SCENE_LEVELS; i++)
        text_addf(&text, "%s%d", i ? "," : "", i);
    assert_false(assign(&scene, "level", text.at, &fault));
    assert_string_equal(fault.text, "level takes at most 64 numbers");
    text_free(&text);
}

static void parameters_follow_the_formula(void **unused)
{
    (void)unused;
    struct scene scene = scene_defaults();
    const char first[2][SCENE_NAME] = {"a", "w_1"}, second[2][SCENE_NAME] = {"b", "a"};
    scene_sync(&scene, first, 2);
    assert_int_equal(scene.parameters, 2);
    struct scene_parameter *a = scene_parameter(&scene, "a");
    assert_true(a->value == 1 && a->low == -5 && a->high == 5);
    scene_parameter_set(a, 8);
    scene_sync(&scene, second, 2);
    assert_string_equal(scene.parameter[0].name, "b");
    assert_string_equal(scene.parameter[1].name, "a");
    assert_true(scene.parameter[1].value == 8 && scene.parameter[1].high == 8);
    assert_null(scene_parameter(&scene, "w_1"));
    scene_sync(&scene, NULL, 0);
    assert_int_equal(scene.parameters, 0);
}

static void json_schema_names_every_key(void **unused)
{
    (void)unused;
    struct text text = {0};
    scene_json_schema(&text);
    json_t *root = json_loads(text.at, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    const json_t *properties = json_object_get(root, "properties");
    assert_int_equal(json_object_size(properties), SCHEMA_ROWS + 1);
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        const json_t *one = json_object_get(properties, schema[i].key);
        assert_string_equal(json_string_value(json_object_get(one, "description")),
                            schema[i].help);
        assert_non_null(json_object_get(one, "default"));
        assert_true(json_object_get(one, "type") || json_object_get(one, "enum"));
    }
    json_decref(root);
    text_free(&text);
}

static void likely_words_are_found(void **unused)
{
    (void)unused;
    assert_string_equal(schema_nearest("thme"), "theme");
    assert_string_equal(schema_nearest("conturs"), "contours");
    assert_string_equal(schema_nearest("arow-step"), "arrow-step");
    assert_null(schema_nearest("a"));
    assert_null(schema_nearest("wind"));
    assert_null(schema_nearest("a-very-long-key-that-nobody-would-write-down"));
    assert_string_equal(spelling_nearer("evl", NULL, "eval"), "eval");
    assert_string_equal(spelling_nearer("evl", "eval", "evil"), "eval");
    assert_string_equal(spelling_nearer("ADAM", NULL, "adam"), "adam");
    assert_null(spelling_nearer("", NULL, "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_complete),
        cmocka_unit_test(text_is_assigned_back),
        cmocka_unit_test(a_change_is_seen),
        cmocka_unit_test(minus_zero_is_zero),
        cmocka_unit_test(assignments_are_checked),
        cmocka_unit_test(levels_follow_level),
        cmocka_unit_test(too_many_levels_are_refused),
        cmocka_unit_test(parameters_follow_the_formula),
        cmocka_unit_test(json_schema_names_every_key),
        cmocka_unit_test(likely_words_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
