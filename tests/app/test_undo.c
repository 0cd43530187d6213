// SPDX-License-Identifier: MIT
// A burst of keys, of notches or of typing is one step: Ctrl+Z brings back the scene before
// it, Ctrl+Y the one after.  And what hands did can be recorded and played again.
#include "app/app.h"
#include "app/script.h"
#include "fake_font.h"
#include "scene/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct hands {
    struct app *app;
    struct image frame;
    struct recorder *recorder;
    double time;                // of the next script
};

static struct scene begin(void)
{
    struct scene s = scene_defaults();
    struct descent run = descent_default(0);
    strcpy(s.formula, "a*x^2 + 2y^2");
    s.parameters = 1;
    s.parameter[0] = (struct scene_parameter){"a", 1, -5, 5};
    s.probe = true;
    s.probe_at = (vec2){-1, -1};
    run.start = (vec2){1, 1.5};
    scene_add_run(&s, &run);
    run.start = (vec2){2, -1};
    scene_add_run(&s, &run);
    return s;
}

static void open_hands(struct hands *h)
{
    struct app_start start = {.scene = begin()};
    *h = (struct hands){.app = app_open(&start, &fake_font, NULL)};
    assert_non_null(h->app);
}

static void close_hands(struct hands *h)
{
    app_close(h->app);
    image_free(&h->frame);
}

static void handle(void *self, const struct input *in)
{
    struct hands *h = self;
    struct input now = *in;
    now.time += h->time;
    if (h->recorder)
        script_record(h->recorder, in);
    app_handle(h->app, &now);
    app_draw(h->app, &h->frame);
}

static void do_script(struct hands *h, const char *script)
{
    struct stage stage = {.self = h, .handle = handle};
    struct fault fault = {0};
    if (!script_play(script, strlen(script), &stage, &fault))
        fail_msg("%s: %s", script, fault.text);
    h->time += 100;
}

static void differ(const struct scene *a, const struct scene *b, const char *what)
{
    for (int i = 0; i < SCHEMA_ROWS; i++)
        if (!setting_equal(&schema[i], a, b))
            print_error("%s: %s is not as it was\n", what, schema[i].key);
    assert_true(scene_equal(a, b));
}

// Returns whether the scene changed.
static bool is_one_step(const char *script)
{
    struct hands h;
    open_hands(&h);
    do_script(&h, "size 640 400\nwait 0.1\n");
    struct scene before = *app_scene(h.app);
    do_script(&h, script);
    do_script(&h, "key escape\nkey escape\n");
    struct scene after = *app_scene(h.app);
    bool changed = !scene_equal(&before, &after);
    if (changed) {
        do_script(&h, "key ctrl+z\n");
        differ(&before, app_scene(h.app), script);
        do_script(&h, "key ctrl+y\n");
        differ(&after, app_scene(h.app), script);
    }
    close_hands(&h);
    return changed;
}

static void every_burst_is_one_step(void **unused)
{
    static const char *const gestures[] = {
        "move 150 150\nwheel 1\nwheel 1\nwheel 1\nwheel -1\nwheel 2\n",
        "move 150 150\nmods alt\nwheel 1\nwheel 1\nmods none\n",
        "rightdrag 150 150 200 125 0.3\n", "click 150 150 right\n", "click 100 100\n",
        "click 150 18\nkey ctrl+a\ntext x^2*y\n", "click 150 18\nkey end\ntext  + x\n",
        "click 150 18\nkey ctrl+a\npaste x*y\n", "paste sin(x)\n", "key g\nkey enter\n",
        "paste {\"version\": 1, \"formula\": \"x\"}\n", "move 150 150\nkey enter\n",
        "key up\nkey up\nkey up\n", "key q\nkey q\nkey q\n",
        "key ctrl+left\nkey ctrl+up\nkey ctrl+left\n", "key plus\nkey plus\n",
        "key u\ntext 3\nkey enter\n",
    };
    (void)unused;
    for (size_t i = 0; i < sizeof gestures / sizeof *gestures; i++)
        if (!is_one_step(gestures[i]))
            fail_msg("%s: does nothing", gestures[i]);
}

// Hands by chance: mostly a place, and something done there.
static void add_hands(struct text *out, unsigned *chance)
{
    static const char *const keys[] = {"up", "down", "enter", "delete", "p", "q", "f", "a", "o",
                                       "ctrl+z", "ctrl+y", "space", "right", "k", "shift+up",
                                       "t", "r", "s", "0", "plus", "g", "escape", "tab", "/",
                                       "f9", "n", "w", "ctrl+left"};
    enum { COUNT = sizeof keys / sizeof *keys };
    int x = rand_r(chance) % 640, y = rand_r(chance) % 400;
    int u = rand_r(chance) % 640, v = rand_r(chance) % 400;
    switch (rand_r(chance) % 8) {
    case 0: text_addf(out, "click %d %d\n", x, y); break;
    case 1: text_addf(out, "drag %d %d %d %d 0.1\n", x, y, u, v); break;
    case 2: text_addf(out, "rightdrag %d %d %d %d 0.1\n", x, y, u, v); break;
    case 3: text_addf(out, "move %d %d\nwheel %d\n", x, y, x % 5 - 2); break;
    case 4: text_addf(out, "text %c\n", "xy+*2 a"[x % 7]); break;
    case 5: text_addf(out, "wait 0.%d\n", 1 + x % 9); break;
    default: text_addf(out, "key %s\n", keys[x % COUNT]);
    }
}

static struct scene played(const struct text *script, struct recorder *recorder)
{
    struct hands h;
    open_hands(&h);
    h.recorder = recorder;
    do_script(&h, text_or_empty(script));
    struct scene end = *app_scene(h.app);
    close_hands(&h);
    return end;
}

static void what_is_recorded_plays_the_same(void **unused)
{
    (void)unused;
    for (unsigned round = 0; round < 4; round++) {
        unsigned chance = 17 + round;
        struct text script = {0};
        struct recorder recorder = {0};
        text_add(&script, "size 640 400\n");
        for (int i = 0; i < 40; i++)
            add_hands(&script, &chance);
        struct scene first = played(&script, &recorder);
        struct scene again = played(&recorder.out, NULL);
        differ(&first, &again, "recorded");
        text_free(&script);
        recorder_free(&recorder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_burst_is_one_step),
        cmocka_unit_test(what_is_recorded_plays_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
