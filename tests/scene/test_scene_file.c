// SPDX-License-Identifier: MIT
#include "scene/scene_file.h"

#include "../failing_malloc.h"
#include "random_scene.h"
#include "base/file.h"
#include "scene/run.h"
#include "scene/schema.h"

#include <jansson.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static bool read_text(const char *text, struct scene *scene, struct scene_extra *extra,
                      struct fault *fault)
{
    return scene_read(scene, extra, text, strlen(text), fault);
}

static void writes_and_reads_any_scene(void **unused)
{
    (void)unused;
    uint64_t state = 20240607;
    struct text first = {0}, second = {0};
    for (int i = 0; i < 10000; i++) {
        struct scene scene = random_scene(&state), back;
        struct fault fault = {0};
        text_clear(&first);
        text_clear(&second);
        scene_write(&first, &scene, NULL);
        if (!scene_read(&back, NULL, first.at, first.count, &fault))
            fail_msg("scene %d: %d:%d: %s\n%s", i, fault.line, fault.column, fault.text,
                     first.at);
        assert_true(scene_equal(&scene, &back));
        assert_true(scene_stamp(1, &scene) == scene_stamp(1, &back));
        scene_write(&second, &back, NULL);
        assert_string_equal(first.at, second.at);
    }
    text_free(&first);
    text_free(&second);
}

static const char least[] = "{\"version\": 1, \"formula\": \"x*y\"}";

static void absent_keys_have_their_defaults(void **unused)
{
    (void)unused;
    struct scene scene, defaults = scene_defaults();
    strcpy(defaults.formula, "x*y");
    assert_true(read_text(least, &scene, NULL, NULL));
    assert_true(scene_equal(&scene, &defaults));
}

static void a_mark_of_byte_order_is_no_fault(void **unused)
{
    (void)unused;
    struct scene scene;
    char marked[100] = "\xEF\xBB\xBF";
    assert_true(read_text(strcat(marked, least), &scene, NULL, NULL));
}

static void unknown_keys_are_kept(void **unused)
{
    (void)unused;
    const char *text = "{\"version\": 1, \"wind\": {\"north\": [1, \"}\\\"\"]},\n"
                       "  \"formula\": \"x\", \"th\\u0065me\": \"dark\",\n"
                       "  \"thme\" : 1e3, \"nothing\":null}";
    struct scene scene;
    struct scene_extra extra = {0}, again = {0};
    struct text first = {0}, second = {0};
    assert_true(read_text(text, &scene, &extra, NULL));
    assert_int_equal(scene.theme, THEME_DARK);
    assert_string_equal(extra.members.at, "\"wind\": {\"north\": [1, \"}\\\"\"]},\n"
                        "  \"thme\": 1e3,\n  \"nothing\": null");
    assert_string_equal(extra.note.text, "I don't know \"wind\" and keep it");
    assert_int_equal(extra.note.line, 1);
    assert_int_equal(extra.note.column, 16);
    scene_write(&first, &scene, &extra);
    assert_true(read_text(first.at, &scene, &again, NULL));
    scene_write(&second, &scene, &again);
    assert_string_equal(first.at, second.at);
    text_free(&first);
    text_free(&second);
    scene_extra_free(&extra);
    scene_extra_free(&again);
}

static void a_slip_is_noted(void **unused)
{
    (void)unused;
    struct scene scene;
    struct scene_extra extra = {0};
    assert_true(
        read_text("{\"version\":1,\"formula\":\"x\",\n\"colours\":1,\n\"thme\":2}",
                  &scene, &extra, NULL));
    assert_string_equal(extra.note.text,
                        "I don't know \"colours\" and keep it; did you mean contours?");
    assert_int_equal(extra.note.line, 2);
    assert_true(read_text(least, &scene, &extra, NULL));
    assert_string_equal(extra.note.text, "");
    scene_extra_free(&extra);
}

static void too_many_unknown_keys_are_refused(void **unused)
{
    (void)unused;
    struct text text = {0};
    struct scene scene;
    struct fault fault = {0};
    text_add(&text, "{\"version\": 1, \"formula\": \"x\"");
    for (int i = 0; i < 5000; i++)
        text_addf(&text, ", \"key number %d\": [%d]", i, i);
    text_add(&text, "}");
    assert_false(scene_read(&scene, NULL, text.at, text.count, &fault));
    assert_string_equal(fault.text, "more than 64 KiB of settings that I don't know");
    text_free(&text);
}

struct fit { const char *text; int line, column; const char *sentence; };

static const struct fit misfits[] = {
    {"", 1, 1, "the file ends too early, before its last }"},
    {"{\"version\": 1,\n \"formula\": \"x", 2, 14,
     "the file ends too early, before its last }"},
    {"[1, 2]", 1, 1, "a scene is a JSON object, { … }"},
    {"  7", 1, 3, "a scene is a JSON object, { … }"},
    {"{}", 1, 1, "a scene needs \"version\": 1"},
    {"{\"version\": 1}", 1, 1, "a scene needs a formula"},
    {"{\"version\": \"1\", \"formula\": \"x\"}", 1, 13, "version must be 1"},
    {"{\"version\": 0, \"formula\": \"x\"}", 1, 13, "version must be 1"},
    {"{\"formula\": \"x\",\n\"version\": 2, \"theme\": 5}", 2, 12,
     "this scene is from a newer Nablascope (version 2, I know 1)"},
    {"{\"version\": 1e999}", 1, 17, "this number is too large"},
    {"{\"version\": 1, \"version\": 1}", 1, 24, "this key stands here twice"},
    {"{\"version\": 1, \"formula\": \"\xFF\"}", 1, 28, "this is not UTF-8 text"},
    {"{\"version\": 1, \"formula\": \"\xED\xA0\x80\"}", 1, 28,
     "this is not UTF-8 text"},
    {"{\"version\": 1, \"formula\": \"a\\u0000b\"}", 1, 36,
     "a zero character cannot be part of a text"},
    {"{\"version\": 1, \"formula\": \"a\\nb\"}", 1, 27,
     "formula must be one line without control characters"},
    {"{\"version\": 1, \"formula\": 3}", 1, 27, "formula must be a text in quotes"},
    {"{\"version\": 1, \"formula\": \"x\",}", 1, 31,
     "this is not JSON: string or '}' expected"},
    {"{\"version\": 1, \"formula\": \"x\"} more", 1, 35,
     "after the last } nothing may follow"},
    {"{\"version\": 1, \"formula\": \"x\",\n  \"grid\": \"on\"}", 2, 11,
     "grid must be true or false"},
    {"{\"version\": 1, \"formula\": \"x\",\n  \"grid\": 1}", 2, 11,
     "grid must be true or false"},
    {"{\"version\": 1, \"formula\": \"\xCE\xB2\", \"theme\": \"drak\"}", 1, 41,
     "theme must be light or dark"},
    {"{\"version\": 1, \"formula\": \"x\", \"theme\": 1}", 1, 41,
     "theme must be light or dark"},
    {"{\"version\": 1, \"formula\": \"x\", \"view\": [0, 1, 0]}", 1, 40,
     "view must be a list of 4 numbers"},
    {"{\"version\": 1, \"formula\": \"x\", \"view\": [0, 1, 0, null]}", 1, 40,
     "view must be a list of 4 numbers"},
    {"{\"version\": 1, \"formula\": \"x\", \"view\": [1, 1, 0, 1]}", 1, 40,
     "view is X0,X1,Y0,Y1 with X0 < X1 and Y0 < Y1"},
    {"{\"version\": 1, \"formula\": \"x\", \"view\": [1, 1.00000000000000022, 0, 1]}",
     1, 40, "view is too narrow to tell its points apart"},
    {"{\"version\": 1, \"formula\": \"x\", \"view\": [-1e301, 0, 0, 1]}", 1, 40,
     "view must be between -1e+300 and 1e+300"},
    {"{\"version\": 1, \"formula\": \"x\", \"arrow-step\": -1}", 1, 46,
     "arrow-step must be between 0 and 1e+300"},
    {"{\"version\": 1, \"formula\": \"x\", \"levels\": \"given\"}", 1, 1,
     "levels is given, so level needs a number"},
    {"{\"version\": 1, \"formula\": \"x\", \"arrow-count\": 1}", 1, 47,
     "arrow-count must be 0 or a whole number from 2 to 200"},
    {"{\"version\": 1, \"formula\": \"x\", \"level\": {}}", 1, 41,
     "level must be a list of at most 64 numbers"},
    {"{\"version\": 1, \"formula\": \"x\", \"parameters\": [1]}", 1, 46,
     "parameters must be an object of at most 8 parameters"},
    {"{\"version\": 1, \"formula\": \"x\", \"parameters\":\n "
     "{\"a\": 1,\n  \"b\": true}}", 3, 8,
     "the parameter b must be a number or {\"value\": 1, \"low\": -5, \"high\": 5}"},
    {"{\"version\": 1, \"formula\": \"x\", \"parameters\": {\"a\": {\"low\": 2}}}", 1,
     52,
     "the parameter a must be a number or {\"value\": 1, \"low\": -5, \"high\": 5}"},
    {"{\"version\": 1, \"formula\": \"x\", \"parameters\": {\"a\": {\"value\": 9}}}", 1,
     46, "the parameter a must lie between its low and high"},
    {"{\"version\": 1, \"formula\": \"x\", \"parameters\": {\"\": 1}}", 1, 46,
     "a parameter needs a name"},
    {"{\"version\": 1, \"formula\": \"x\", \"parameters\": "
     "{\"one-name-of-24-letters--\": 1}}",
     1, 47, "a parameter's name is a letter such as a or w_1"},
};

#define RUN(text) "{\"version\": 1, \"formula\": \"x\",\n\"runs\": [" text "]}"

#define FORK(text) RUN("{\"start\": [0, 1], \"method\": \"gd\"}], \"forks\": [" text)

static const struct fit bad_forks[] = {
    {FORK("1"), 2, 56, "a fork is an object"},
    {FORK("{\"run\": \"F\", \"at\": 2, \"then\": {}}"), 2, 56, "a fork is an object"},
    {FORK("{\"run\": \"A\", \"at\": 0, \"then\": {}}"), 2, 56, "a fork is an object"},
    {FORK("{\"run\": \"A\", \"at\": 2.5, \"then\": {}}"), 2, 56, "a fork is an object"},
    {FORK("{\"run\": \"A\", \"at\": 2}"), 2, 56, "a fork is an object"},
    {FORK("{\"run\": \"A\", \"at\": 2, \"then\": {\"start\": [0, 0], \"lr\": -1}}"), 2, 110,
     "lr must be above 0"},
    {FORK("{\"run\": \"B\", \"at\": 2, \"then\": {\"start\": [0, 0]}}"), 1, 1,
     "there is no run B to fork"},
};

static void faults_of_forks_name_their_place(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof bad_forks / sizeof *bad_forks; i++) {
        const struct fit *m = &bad_forks[i];
        struct scene scene = scene_defaults();
        struct fault fault = {0};
        assert_false(read_text(m->text, &scene, NULL, &fault));
        if (fault.line != m->line || fault.column != m->column
            || strncmp(fault.text, m->sentence, strlen(m->sentence)) != 0)
            fail_msg("%zu: %d:%d: %s", i, fault.line, fault.column, fault.text);
        assert_int_equal(scene.forks, 0);
    }
}

static const struct fit bad_runs[] = {
    {"{\"version\": 1, \"formula\": \"x\",\n\"runs\": {}}", 2, 9,
     "runs must be a list of at most 5 runs"},
    {RUN("{\"start\": [1,2]},{\"start\": [1,2]},{\"start\": [1,2]},"
         "{\"start\": [1,2]},{\"start\": [1,2]},{\"start\": [1,2]}"),
     2, 9, "runs must be a list of at most 5 runs"},
    {RUN("7"), 2, 10,
     "a run is an object such as {\"start\": [2, 1], \"method\": \"gd\", \"lr\": 0.1}"},
    {RUN("{}"), 2, 10, "a run needs a start, as in \"start\": [2, 1]"},
    {RUN("{\"start\": [1,2]},\n {\"lr\": 1}"), 3, 2,
     "a run needs a start, as in \"start\": [2, 1]"},
    {RUN("{\"start\": [1]}"), 2, 20, "start must be a list of 2 numbers"},
    {RUN("{\"start\": \"1,2\"}"), 2, 20, "start must be a list of 2 numbers"},
    {RUN("{\"start\": [1, \"2\"]}"), 2, 20, "start must be a list of 2 numbers"},
    {RUN("{\"start\": [1,2], \"method\": \"adm\"}"), 2, 37,
     "I don't know the method adm, did you mean adam?"},
    {RUN("{\"start\": [1,2], \"method\": \"wind\"}"), 2, 37,
     "I don't know the method wind; nablascope list methods shows those I know"},
    {RUN("{\"start\": [1,2], \"method\": 3}"), 2, 37,
     "method must be a word in quotes"},
    {RUN("{\"start\": [1,2], \"schedule\": \"cosin\"}"), 2, 39,
     "I don't know the schedule cosin, did you mean cosine?"},
    {RUN("{\"start\": [1,2], \"lr\": 0}"), 2, 33, "lr must be above 0, not 0"},
    {RUN("{\"start\": [1,2], \"lr\": -1}"), 2, 33, "lr must be above 0, not -1"},
    {RUN("{\"start\": [1,2], \"lr\": null}"), 2, 33, "lr must be a number"},
    {RUN("{\"start\": [1,2], \"ascend\": 1}"), 2, 37, "ascend must be true or false"},
    {RUN("{\"start\": [1,2], \"steps\": 2.5}"), 2, 36,
     "steps must be a whole number from 1 to 20000"},
    {RUN("{\"start\": [1,2], \"steps\": 20001}"), 2, 36,
     "steps must be a whole number from 1 to 20000"},
    {RUN("{\"start\": [1,2], \"beta1\": 0.5}"), 2, 27,
     "gd has no beta1; its knobs are weight_decay"},
    {RUN("{\"start\": [1,2],\n \"gamma\": 0.5}"), 3, 2,
     "constant has no gamma; it has no knobs"},
    {RUN("{\"beta1\": 2, \"method\": \"adam\", \"start\": [1,2]}"), 2, 20,
     "beta1 must be at least 0 and below 1, not 2"},
    {RUN("{\"start\": [1,2], \"step\": 9}"), 2, 27,
     "a run has no setting step, did you mean steps?"},
    {RUN("{\"start\": [1,2], \"colour\": 9}"), 2, 27, "a run has no setting colour"},
    {RUN("{\"start\": [1,2], \"clip_norm\": 1, \"clip_value\": 1}"), 2, 10,
     "clip by norm or by value, not both"},
};

static void faults_of_runs_name_their_place(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof bad_runs / sizeof *bad_runs; i++) {
        const struct fit *m = &bad_runs[i];
        struct scene scene = scene_defaults();
        struct fault fault = {0};
        if (read_text(m->text, &scene, NULL, &fault))
            fail_msg("read without a fault: %s", m->text);
        if (strcmp(fault.text, m->sentence) != 0 || fault.line != m->line
            || fault.column != m->column)
            fail_msg("%s\n%d:%d: %s\nwanted %d:%d: %s", m->text, fault.line,
                     fault.column, fault.text, m->line, m->column, m->sentence);
        assert_int_equal(scene.runs, 0);
    }
}

// What a run does not say is as its method has it, wherever the method stands.
static void a_run_is_read_in_any_order(void **unused)
{
    (void)unused;
    struct scene a, b;
    assert_true(read_text(RUN("{\"beta2\": 0.9, \"T_max\": 50, \"start\": [1, 2], "
                              "\"amsgrad\": true, \"schedule\": \"cosine\", "
                              "\"method\": \"adam\"}"), &a, NULL, NULL));
    assert_true(read_text(RUN("{\"method\": \"adam\", \"schedule\": \"cosine\", "
                              "\"start\": [1, 2], \"amsgrad\": true, \"T_max\": 50, "
                              "\"beta2\": 0.9, \"lr\": 0.1, \"steps\": 100}"), &b,
                          NULL, NULL));
    assert_true(scene_equal(&a, &b));
    assert_int_equal(a.runs, 1);
    struct descent d = descent_default(method_find("adam"));
    descent_set_schedule(&d, schedule_find("cosine"));
    d.start = (vec2){1, 2};
    d.knob[knob_find(methods[d.method].knob, "beta2")] = 0.9;
    d.knob[knob_find(methods[d.method].knob, "amsgrad")] = 1;
    d.schedule_knob[0] = 50;
    assert_true(run_equal(&a.run[0], &d));
    struct text text = {0};
    scene_write(&text, &a, NULL);
    assert_non_null(strstr(text.at, "\"runs\": [\n    {\"start\": [1, 2], "
                                    "\"method\": \"adam\", \"schedule\": \"cosine\", "
                                    "\"beta2\": 0.9, \"amsgrad\": true, \"T_max\": 50}"
                                    "\n  ],"));
    text_free(&text);
}

static void faults_name_place_and_reason(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof misfits / sizeof *misfits; i++) {
        const struct fit *m = &misfits[i];
        struct scene scene = scene_defaults(), before = scene;
        struct fault fault = {0};
        if (read_text(m->text, &scene, NULL, &fault))
            fail_msg("read without a fault: %s", m->text);
        if (strcmp(fault.text, m->sentence) != 0 || fault.line != m->line
            || fault.column != m->column)
            fail_msg("%s\n%d:%d: %s\nwanted %d:%d: %s", m->text, fault.line,
                     fault.column, fault.text, m->line, m->column, m->sentence);
        assert_memory_equal(&scene, &before, sizeof scene);
        assert_false(read_text(m->text, &scene, NULL, NULL));
    }
}

static void long_texts_are_refused(void **unused)
{
    (void)unused;
    struct text text = {0};
    struct scene scene;
    for (int extra = 0; extra < 2; extra++) {
        text_clear(&text);
        text_addf(&text, "{\"version\": 1, \"formula\": \"%*s\"}",
                  SCENE_FORMULA - 1 + extra, "x");
        assert_int_equal(read_text(text.at, &scene, NULL, NULL), !extra);
    }
    text_free(&text);
}

static void deep_nesting_is_refused(void **unused)
{
    (void)unused;
    struct text text = {0};
    struct scene scene;
    struct fault fault = {0};
    for (int i = 0; i < 200000; i++)
        text_add(&text, "[");
    assert_false(read_text(text.at, &scene, NULL, &fault));
    assert_string_equal(fault.text, "this is nested too deeply");
    text_free(&text);
}

// Each stored file must fail in a file's way: a place inside it and a sentence.
static void hostile_files_fail_with_a_place(void **unused)
{
    (void)unused;
    static const char *const names[] = {"binary.scene", "half.scene", "utf16.scene",
                                        "newer.scene", "comment.scene", "single.scene",
                                        "knob.scene", "method.scene", "start.scene"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[PATH_MAX];
        struct scene scene;
        struct fault fault = {0};
        snprintf(path, sizeof path, "%s/%s", SCENE_BAD, names[i]);
        assert_true(access(path, R_OK) == 0);
        assert_false(scene_load(path, &scene, NULL, &fault));
        assert_false(fault.machine);
        assert_true(fault.line >= 1 && fault.column >= 1 && fault.text[0]);
    }
}

static void only_files_are_read(void **unused)
{
    (void)unused;
    static const char *const paths[] = {"/dev/zero", "/dev/null", "/",
                                        "/no/such.scene"};
    struct scene scene;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct fault fault = {0};
        assert_false(scene_load(paths[i], &scene, NULL, &fault));
        assert_true(fault.machine);
        assert_non_null(strstr(fault.text, paths[i]));
    }
}

static void a_large_file_is_refused_unread(void **unused)
{
    (void)unused;
    char path[] = "large.scene.XXXXXX";
    struct scene scene;
    struct fault fault = {0};
    int fd = mkstemp(path);
    assert_true(fd >= 0 && ftruncate(fd, SCENE_FILE_MOST + 1) == 0);
    close(fd);
    assert_false(scene_load(path, &scene, NULL, &fault));
    if (!strstr(fault.text, "larger than 8"))
        fail_msg("%s", fault.text);
    unlink(path);
}

static void saves_and_loads(void **unused)
{
    (void)unused;
    char path[] = "saved.scene.XXXXXX";
    uint64_t state = 5;
    struct scene scene = random_scene(&state), back;
    close(mkstemp(path));
    assert_true(scene_save(path, &scene, NULL, NULL));
    assert_true(scene_load(path, &back, NULL, NULL));
    assert_true(scene_equal(&scene, &back));
    assert_false(scene_save("/no/such/folder/a.scene", &scene, NULL, NULL));
    assert_false(scene_save("/dev/full", &scene, NULL, NULL));
    unlink(path);
}

static const char everything[] =
    "{\"version\": 1, \"formula\": \"a*x\", \"title\": \"t\", "
    "\"parameters\": {\"a\": {\"value\": 2}}, \"own\": [1], "
    "\"runs\": [{\"start\": [1, 2], \"method\": \"adam\", \"beta1\": 0.5}], "
    "\"theme\": \"dark\", \"level\": [1, 2]}";

static bool read_write(struct fault *fault)
{
    struct scene scene = scene_defaults();
    struct scene_extra extra = {0};
    struct text out = {0};
    bool done = read_text(everything, &scene, &extra, fault);
    if (done) {
        assert_string_equal(scene.formula, "a*x");
        assert_true(scene.theme == THEME_DARK && scene.level[1] == 2);
        assert_true(scene.parameter[0].value == 2 && extra.members.count == 10);
        assert_true(scene.runs == 1 && scene.run[0].knob[0] == 0.5);
        scene_write(&out, &scene, &extra);
        done = !out.failed || fault_memory(fault);
    } else {
        assert_string_equal(scene.formula, "x^2 + 2y^2");
    }
    text_free(&out);
    scene_extra_free(&extra);
    return done;
}

// Its texts and numbers are short: where memory fails in a token of 16 bytes and more,
// jansson 2.14 itself reads past its end or stops.
static struct scene short_scene(void)
{
    struct scene scene = scene_defaults();
    struct descent run = descent_default(0);
    scene_add_run(&scene, &run);
    scene_fork_run(&scene, 0, 3);
    return scene;
}

static bool save(struct fault *fault)
{
    struct scene scene = short_scene();
    return scene_save("failing.scene", &scene, NULL, fault);
}

static bool load(struct fault *fault)
{
    struct scene scene = short_scene(), back;
    bool done = scene_load("failing.scene", &back, NULL, fault);
    assert_true(!done || scene_equal(&scene, &back));
    return done;
}

static void out_of_memory(bool (*deed)(struct fault *fault))
{
    for (int sticky = 0; sticky < 2; sticky++) {
        for (long k = 1;; k++) {
            struct fault fault = {0};
            fail_allocation(k, sticky);
            bool done = deed(&fault);
            long seen = fail_stop();
            assert_true(done || fault.machine);
            if (seen < k)
                break;
            assert_true(k < 2000);
        }
    }
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void)unused;
    json_set_alloc_funcs(malloc, free);                 // ours, which fail
    out_of_memory(read_write);
    out_of_memory(save);
    out_of_memory(load);
    unlink("failing.scene");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_and_reads_any_scene),
        cmocka_unit_test(absent_keys_have_their_defaults),
        cmocka_unit_test(a_mark_of_byte_order_is_no_fault),
        cmocka_unit_test(unknown_keys_are_kept),
        cmocka_unit_test(a_slip_is_noted),
        cmocka_unit_test(too_many_unknown_keys_are_refused),
        cmocka_unit_test(faults_name_place_and_reason),
        cmocka_unit_test(faults_of_runs_name_their_place),
        cmocka_unit_test(faults_of_forks_name_their_place),
        cmocka_unit_test(a_run_is_read_in_any_order),
        cmocka_unit_test(long_texts_are_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(hostile_files_fail_with_a_place),
        cmocka_unit_test(only_files_are_read),
        cmocka_unit_test(a_large_file_is_refused_unread),
        cmocka_unit_test(saves_and_loads),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
