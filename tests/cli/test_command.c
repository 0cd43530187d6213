// SPDX-License-Identifier: MIT
// A scene as a command line, and back.
#include "cli/cli.h"

#include "../scene/random_scene.h"
#include "plot/scene_command.h"
#include "scene/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool reads(const char *text, struct scene *scene, struct fault *fault)
{
    struct scene_extra extra = {0};
    bool done = cli_read_scene(text, scene, &extra, fault);
    scene_extra_free(&extra);
    return done;
}

// One that has its parameters, in their order.
static void write_formula(uint64_t *state, struct scene *s)
{
    static const char *const begins[] = {"x^2 + 2y^2", "-x^2 - y", "--x", "-x"};
    size_t at = (size_t)snprintf(s->formula, SCENE_FORMULA, "%s",
                                 begins[random_below(state, 4)]);
    for (int i = 0; i < s->parameters; i++)
        at += (size_t)snprintf(s->formula + at, SCENE_FORMULA - at, " + %s*x",
                               s->parameter[i].name);
}

static void every_scene_comes_back(void **unused)
{
    (void)unused;
    uint64_t state = 7;
    for (int i = 0; i < 2000; i++) {
        struct scene scene = random_scene(&state), read = scene_defaults();
        struct text line = {0};
        struct fault fault = {0};
        write_formula(&state, &scene);
        memmove(scene.title, scene.title + strspn(scene.title, " "),
                strlen(scene.title + strspn(scene.title, " ")) + 1);
        scene_command(&line, &scene);
        bool done = reads(line.at, &read, &fault);
        for (int k = 0; done && k < SCHEMA_ROWS; k++)
            if (!setting_equal(&schema[k], &scene, &read))
                print_message("# %s differs: %s", schema[k].key, line.at);
        if (!done)
            print_message("# %s: %s", fault.text, line.at);
        assert_true(done && scene_equal(&scene, &read));
        text_free(&line);
    }
}

static void words_are_parted_as_a_shell_does(void **unused)
{
    static const struct { const char *line, *formula; } lines[] = {
        {"nablascope 'x^2'", "x^2"},
        {"$ nablascope \"x^2 + y\"", "x^2 + y"},
        {"me@there:~/maps$ ./build/src/nablascope x\\ +\\ y\n", "x + y"},
        {"# a bowl\nnablascope 'x'\\''' --theme dark # no", NULL},
        {"  nablascope render 'x*y' \\\n  --size 640x480 -o a.png && eog a.png", "x*y"},
        {"nablascope render bowl.scene -o x.png", "x^2 + 2y^2"},
        {"nablascope --set 'theme=dark' -- -x", "-x"},
        {"nablascope \t", "x^2 + 2y^2"},
        {"nablascope 'x' 'y'", NULL}, {"nablascope 'x", NULL},
        {"nablascope eval 'x'", NULL}, {"nablascope x +", NULL},
        {"nablascope --sett a=b x", NULL}, {"nablascope nothing.scene", NULL},
        {"nablascopes x", NULL}, {"", NULL},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct scene scene = scene_defaults();
        struct fault fault = {0};
        bool done = reads(lines[i].line, &scene, &fault);
        if (done != (lines[i].formula != NULL))
            print_message("# %s: %s\n", lines[i].line, fault.text);
        assert_true(done == (lines[i].formula != NULL));
        assert_true(done || fault.text[0]);
        if (done)
            assert_string_equal(scene.formula, lines[i].formula);
    }
}

static void descents_become_runs(void **unused)
{
    (void)unused;
    struct scene s;
    struct fault fault = {0};
    assert_true(reads("$ nablascope descend 'x^2 + 25y^2' --start -4,1.2 --method adam "
                      "--lr 0.3 --steps 40 --internals | head -3", &s, &fault));
    assert_string_equal(s.formula, "x^2 + 25y^2");
    assert_true(s.runs == 1 && s.run[0].start.x == -4 && s.run[0].lr == 0.3
                && s.run[0].steps == 40 && s.run[0].method == method_find("adam"));
    assert_false(reads("nablascope descend 'x' --method adamm --start 1,1", &s, &fault));
    assert_non_null(strstr(fault.text, "adam"));
}

static void any_text_does_no_harm(void **unused)
{
    static const char *const bits[] = {"nablascope ", "'", "\"", "\\", "\n", " ", "--set ", "x",
                                       "--param ", "a=1,2", "A.start=", "next.", ",", "render ",
                                       "theme=dark", "--", "\xFF", ";", "descend ", "y^2", "$ ",
                                       "nablascope list ", "=", "B.method=adam ", "1,1 "};
    (void)unused;
    uint64_t state = 3;
    for (int i = 0; i < 20000; i++) {
        char line[400] = "nablascope ";
        struct scene scene = scene_defaults();
        struct fault fault = {0};
        for (unsigned k = random_below(&state, 20); k > 0; k--)
            strcat(line, bits[random_below(&state, sizeof bits / sizeof *bits)]);
        assert_true(reads(line, &scene, &fault) || fault.text[0]);
        assert_true(scene_check(&scene, NULL));
    }
}

static void a_parameter_has_ends(void **unused)
{
    (void)unused;
    struct scene s;
    struct fault fault = {0};
    assert_true(reads("nablascope 'a*x' --param a=2,0,4", &s, &fault));
    assert_true(s.parameter[0].value == 2 && s.parameter[0].low == 0
                && s.parameter[0].high == 4);
    assert_true(reads("nablascope 'a*x' --param a=pi*3", &s, &fault));
    assert_true(s.parameter[0].low == -5 && s.parameter[0].high == s.parameter[0].value);
    assert_false(reads("nablascope 'a*x' --param a=1,2", &s, &fault));
    assert_false(reads("nablascope 'a*x' --param a=5,5,5", &s, &fault));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scene_comes_back),
        cmocka_unit_test(words_are_parted_as_a_shell_does),
        cmocka_unit_test(descents_become_runs),
        cmocka_unit_test(any_text_does_no_harm),
        cmocka_unit_test(a_parameter_has_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
