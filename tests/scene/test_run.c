// SPDX-License-Identifier: MIT
#include "scene/run.h"

#include "base/number.h"
#include "random_scene.h"
#include "scene/assign.h"
#include "scene/run_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static bool read_number(const char *text, size_t length, double *value,
                        struct fault *fault)
{
    char copy[40];
    if (length >= sizeof copy)
        return fault_at(fault, 0, "this is no number");
    memcpy(copy, text, length);
    copy[length] = 0;
    return number_read(copy, value) || fault_at(fault, 0, "this is no number");
}

// A name means one thing: no key of a scene, no other of the same run.
static void names_do_not_collide(void **unused)
{
    (void)unused;
    for (int i = 0; i < METHODS * SCHEDULES; i++) {
        struct descent d = descent_default(i / SCHEDULES);
        struct run_field a, b;
        descent_set_schedule(&d, i % SCHEDULES);
        for (int m = 0; run_field_at(&d, m, &a); m++) {
            assert_null(schema_find(a.row.knob.name));
            assert_true(run_knows(a.row.knob.name) && runs_know(a.row.knob.name));
            for (int n = 0; n < m && run_field_at(&d, n, &b); n++)
                assert_string_not_equal(a.row.knob.name, b.row.knob.name);
            assert_true(run_field_find(&d, a.row.knob.name, &b, NULL));
            assert_ptr_equal(a.at, b.at);
        }
    }
    assert_false(run_knows("theme") || runs_know("F.lr"));
    assert_true(runs_know("A.lr") && runs_know("E.beta1"));
}

static void each_row_is_complete(void **unused)
{
    (void)unused;
    struct descent d = descent_default(0);
    struct run_field f;
    assert_true(run_check(&d, NULL));
    for (int i = 0; i < RUN_ROWS && run_field_at(&d, i, &f); i++) {
        assert_non_null(f.at);
        assert_true(f.row.knob.help && f.row.knob.help[0]);
        assert_true(f.row.knob.low < f.row.knob.high);
        if (f.row.kind != RUN_POINT)
            assert_true(run_field_check(&f, run_value(&f), NULL));
    }
}

// What run_text shows is what run_assign takes; words first, as run_turn has it.
static void text_is_assigned_back(void **unused)
{
    (void)unused;
    uint64_t state = 5;
    struct text text = {0};
    for (int k = 0; k < 2000; k++) {
        struct descent from = random_run(&state), to = random_run(&state);
        struct run_field f;
        assert_true(run_check(&from, NULL));
        for (int turn = 0; turn < RUN_TURNS; turn++) {
            for (int i = 0; run_field_at(&from, i, &f); i++) {
                if (run_turn(f.row.knob.name) != turn)
                    continue;
                struct fault fault = {0};
                text_clear(&text);
                run_text(&text, &f);
                if (!run_assign(&to, f.row.knob.name, text_or_empty(&text), read_number,
                                &fault))
                    fail_msg("%s=%s: %s", f.row.knob.name, text.at, fault.text);
            }
        }
        assert_true(run_equal(&from, &to) && run_stamp(1, &from) == run_stamp(1, &to));
    }
    text_free(&text);
}

// Each setting, changed alone, is seen.
static void a_change_is_seen(void **unused)
{
    (void)unused;
    for (int m = 0; m < METHODS; m++) {
        struct descent a = descent_default(m), b;
        struct run_field f;
        descent_set_schedule(&a, m % SCHEDULES);
        b = a;
        for (int i = 0; run_field_at(&b, i, &f); i++) {
            if (f.row.kind == RUN_POINT)
                b.start.y = 1;
            else
                run_value_set(&f, run_value(&f) ? 0 : 1);
            assert_false(run_equal(&a, &b));
            assert_true(run_stamp(1, &a) != run_stamp(1, &b));
            b = a;
            assert_true(run_equal(&a, &b));
        }
        b.seed = -0.0, a.seed = 0;
        assert_true(run_equal(&a, &b) && run_stamp(1, &a) == run_stamp(1, &b));
    }
}

struct row { const char *key, *value, *sentence; };

static const struct row assignments[] = {
    {"lr", "0.05", NULL}, {"start", "-2,1", NULL}, {"A.start", "0,0", NULL},
    {"method", "adam", NULL}, {"B.method", "rmsprop", NULL}, {"B.alpha", "0.9", NULL},
    {"schedule", "cosine", NULL}, {"ascend", "on", NULL}, {"exact", "no", NULL},
    {"steps", "20000", NULL}, {"seed", "7", NULL},
    {"weight_decay", "0.5", NULL}, {"centered", "on",
     "gd has no centered; its knobs are weight_decay"},
    {"E.start", "0,0", NULL}, {"E.lr", "1", "there is no run E; E.start=X,Y makes one"},
    {"start", "1", "start takes 2 numbers, got 1"},
    {"start", "1,2,3", "start takes at most 2 numbers"},
    {"start", "a,b", "start: this is no number"},
    {"start", "1e301,0", "start must be two numbers from -1e+300 to 1e+300"},
    {"method", "adm", "I don't know the method adm, did you mean adam?"},
    {"method", "", "method needs a word; nablascope list methods shows those I know"},
    {"schedule", "",
     "schedule needs a word; nablascope list schedules shows those I know"},
    {"B.foo", "1", "a run has no setting foo"},
    {"schedule", "stepp", "I don't know the schedule stepp, did you mean step?"},
    {"lr", "0", "lr must be above 0, not 0"},
    {"lr", "-0.5", "lr must be above 0, not -0.5"},
    {"lr", "", "lr takes 1 number, got 0"},
    {"steps", "0", "steps must be a whole number from 1 to 20000"},
    {"steps", "1.5", "steps must be a whole number from 1 to 20000"},
    {"seed", "-1", "seed must be a whole number from 0 to 9007199254740991"},
    {"seed", "9007199254740993",
     "seed must be a whole number from 0 to 9007199254740991"},
    {"seed", "9007199254740991", NULL},
    {"lr", "1e-320", "lr must be at least 2.2250738585072014e-308, not 1e-320"},
    {"C.step_size", "2.5",
     "step_size must be a whole number from 1 to 9007199254740991"},
    {"D.T_max", "0.5", "T_max must be a whole number from 0 to 9007199254740991"},
    {"method", "ADAM", "I don't know the method ADAM, did you mean adam?"},
    {"tol", "-1", "tol must be at least 0, not -1"},
    {"ascend", "maybe", "ascend is on or off"},
    {"A.beta1", "0.5", "gd has no beta1; its knobs are weight_decay"},
    {"A.gamma", "0.5", "constant has no gamma; it has no knobs"},
    {"A.lrr", "0.5", "a run has no setting lrr, did you mean lr?"},
};

static void assignments_are_checked(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof assignments / sizeof *assignments; i++) {
        const struct row *row = &assignments[i];
        struct scene scene = scene_defaults(), before;
        struct fault fault = {0};
        scene.runs = 4;
        for (int k = 0; k < scene.runs; k++)
            scene.run[k] = descent_default(k == 1 ? method_find("rmsprop") : 0);
        descent_set_schedule(&scene.run[2], schedule_find("step"));
        descent_set_schedule(&scene.run[3], schedule_find("cosine"));
        before = scene;
        bool done = runs_assign(&scene, row->key, row->value, read_number, &fault);
        if (done == (row->sentence != NULL)
            || (row->sentence && strcmp(row->sentence, fault.text) != 0))
            fail_msg("%s=%s: %s", row->key, row->value, fault.text);
        if (!done)
            assert_memory_equal(&scene, &before, sizeof scene);
    }
}

static void set(struct scene *scene, const char *key, const char *value)
{
    assert_true(runs_assign(scene, key, value, read_number, NULL));
}

static void runs_are_meant_by_letter_or_all(void **unused)
{
    (void)unused;
    struct scene scene = scene_defaults();
    struct fault fault = {0};
    assert_false(runs_assign(&scene, "lr", "1", read_number, &fault));
    assert_string_equal(fault.text, "there is no run A; A.start=X,Y makes one");
    assert_false(runs_assign(&scene, "C.lr", "1", read_number, &fault));
    assert_string_equal(fault.text, "there is no run C; C.start=X,Y makes one");
    set(&scene, "start", "2,1");
    assert_int_equal(scene.runs, 1);
    assert_true(scene.run[0].start.x == 2 && scene.run[0].lr == 0.1);
    set(&scene, "B.start", "3,1");
    assert_int_equal(scene.runs, 2);
    set(&scene, "lr", "0.25");
    set(&scene, "B.lr", "0.5");
    assert_true(scene.run[0].lr == 0.25 && scene.run[1].lr == 0.5);
    set(&scene, "start", "0,1");
    assert_true(scene.run[0].start.x == 0 && scene.run[1].start.x == 0);
    set(&scene, "B.method", "adam");                    // brings its own rate
    assert_true(scene.run[1].lr == 0.1 && scene.run[0].lr == 0.25);
    set(&scene, "B.lr", "0.3");
    set(&scene, "B.method", "adam");                    // the same: nothing changes
    assert_true(scene.run[1].lr == 0.3);
    set(&scene, "D.start", "1,1");                      // C stays free
    assert_true(scene.runs == 4 && scene_count_runs(&scene) == 3);
    assert_false(runs_assign(&scene, "C.lr", "1", read_number, &fault));
    scene_remove_run(&scene, 1);
    assert_true(scene_has_run(&scene, 3) && scene_add_run(&scene, &scene.run[0]) == 1);
    scene_remove_run(&scene, 3);
    assert_int_equal(scene.runs, 2);
    assert_true(run_turn("B.start") < run_turn("B.method"));
    assert_true(run_turn("method") < run_turn("lr"));
}

// Each leaves the last before it that was made at an earlier step, or the run itself.
static void forks_leave_what_was_before(void **unused)
{
    (void)unused;
    struct scene scene = scene_defaults();
    struct fault fault = {0};
    static const struct { const char *key, *value; int at, leaves; } made[] = {
        {"A.fork", "12", 12, -1}, {"A.fork", "20", 20, 0}, {"B.fork", "5", 5, -1},
        {"A.fork", "15", 15, 0}, {"A.fork", "3", 3, -1}, {"A.fork", "15", 15, 4},
    };
    set(&scene, "A.start", "2,1");
    set(&scene, "B.start", "1,1");
    for (int i = 0; i < 6; i++) {
        set(&scene, made[i].key, made[i].value);
        assert_int_equal(scene.forks, i + 1);
        assert_int_equal(scene.fork[i].at, made[i].at);
        assert_int_equal(scene_fork_leaves(&scene, i), made[i].leaves);
    }
    set(&scene, "A.lr", "0.3");
    set(&scene, "B.method", "adam");
    set(&scene, "A.start", "0,1");
    assert_true(scene.fork[5].then.lr == 0.3 && scene.fork[4].then.lr == 0.1);
    assert_true(scene.run[0].lr == 0.1 && scene.run[0].start.x == 0);
    assert_string_equal(methods[scene_last(&scene, 1)->method].name, "adam");
    assert_string_equal(methods[scene.run[1].method].name, "gd");
    set(&scene, "A.fork", "15");                        // it is there
    assert_int_equal(scene.forks, 6);
    set(&scene, "fork", "40");                          // of both
    assert_int_equal(scene.forks, SCENE_FORKS);
    assert_false(runs_assign(&scene, "B.fork", "41", read_number, &fault));
    assert_string_equal(fault.text, "8 forks are the most");
    assert_false(runs_assign(&scene, "A.fork", "0", read_number, &fault));
    assert_string_equal(fault.text, "fork must be a whole number from 1 to 19999");
    scene_remove_run(&scene, 0);
    assert_true(scene.forks == 2 && scene.fork[0].run == 1 && scene.fork[1].at == 40);
}

static int method_of(const struct scene *s, int run)
{
    return s->run[run].method;
}

// A race fills the letters that are free, each with a method that is not there yet.
static void lanes_are_filled(void **unused)
{
    (void)unused;
    struct scene s = scene_defaults();
    struct descent adam = descent_default(method_find("adam"));
    struct knob row;
    s.race = RACE_OWN;
    scene_line_up(&s);
    assert_int_equal(s.runs, 0);                // without run A there is none
    adam.start = (vec2){1, 2};
    adam.ascend = true;
    adam.steps = 70;
    scene_add_run(&s, &adam);
    scene_line_up(&s);
    assert_int_equal(s.runs, SCENE_RUNS);
    assert_int_equal(method_of(&s, 1), method_find("momentum"));
    assert_int_equal(method_of(&s, 2), method_find("rmsprop"));
    assert_int_equal(method_of(&s, 3), method_find("adagrad"));
    assert_int_equal(method_of(&s, 4), method_find("gd"));
    assert_true(*descent_number(&s.run[2], "alpha", &row) == 0.9);
    for (int i = 0; i < SCENE_RUNS; i++) {
        assert_true(s.run[i].start.x == 1 && s.run[i].start.y == 2 && s.run[i].ascend);
        assert_true(s.run[i].steps == 70);
        assert_true(s.run[i].lr == methods[method_of(&s, i)].lr);
    }
    s.run[0].lr = 0.07;
    s.run[1].start = (vec2){5, 5};
    s.race = RACE_SAME;
    scene_line_up(&s);
    for (int i = 0; i < SCENE_RUNS; i++)
        assert_true(s.run[i].lr == 0.07 && s.run[i].start.x == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_do_not_collide),
        cmocka_unit_test(each_row_is_complete),
        cmocka_unit_test(text_is_assigned_back),
        cmocka_unit_test(a_change_is_seen),
        cmocka_unit_test(assignments_are_checked),
        cmocka_unit_test(runs_are_meant_by_letter_or_all),
        cmocka_unit_test(forks_leave_what_was_before),
        cmocka_unit_test(lanes_are_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
