// SPDX-License-Identifier: MIT
// What must do no harm: fields and views at the ends of numbers, zooming without end,
// resizing, clocks that jump, threads, a day of frames, and a minute of nonsense.  With
// the argument "soak" each as long as the design asks for, else for a moment.
#include "fake_font.h"
#include "hands.h"
#include "base/number.h"
#include "scene/schema.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

// With sanitizers memory tells nothing and time little.
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static bool soak;

static double seconds(void)                             // of computing, however busy it is
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double megabytes(void)                           // that are in memory
{
    long all = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file && fscanf(file, "%ld %ld", &all, &resident) != 2)
        resident = 0;
    if (file)
        fclose(file);
    return (double)resident * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state;
}

static double share(uint64_t *state)
{
    return (double)(next(state) >> 11) / 9007199254740992.0;
}

static struct app_start usual_start(void)
{
    return (struct app_start){.scene = scene_defaults()};
}

static const char *const fields[] = {
    "x^2 + 2y^2", "1/x", "tan(x)*tan(y)", "exp(exp(x)) - exp(y^2)", "log(x)*sqrt(y)",
    "x^y", "1e300*x + y", "1e-300*x*y", "x*0 + 1/0", "0/0 + x", "gamma(x)*y", "x^99 - y^99",
    "sin(1e9*x) + cos(1e-9*y)", "abs(x)^1e-9 + sign(y)", "1/(x^2 + y^2)", "floor(x) + y",
    "x^2 y/(x^2 + y^2)", "1e308*(x + y)", "atan2(y, x)", "sqrt(-1 - x^2 - y^2)"};
enum { FIELDS = sizeof fields / sizeof *fields };

static box wild_view(uint64_t *state)
{
    double size = pow(10, 600 * share(state) - 300);
    double x = share(state) < 0.4 ? 0 : pow(10, 600 * share(state) - 300);
    double y = share(state) < 0.4 ? 0 : -pow(10, 600 * share(state) - 300);
    return (box){x - size, x + size, y - size, y + size};
}

static bool makes_sense(box v)
{
    return v.x0 < v.x1 && v.y0 < v.y1 && isfinite(v.x1 - v.x0) && isfinite(v.y1 - v.y0);
}

// Row 5: whatever the field and the view, a frame comes soon and takes little.
static void any_field_in_any_view(void **state)
{
    (void)state;
    uint64_t chance = 1u << 20 | 7;
    int pairs = soak ? 1000000 : SANITIZED ? 60 : 400, slow = 0;
    struct hands h;
    struct app_start start = usual_start();
    hands_open(&h, &start, (pt){160, 120}, &fake_font, NULL);
    for (int i = 0; i < pairs; i++) {
        struct scene s = scene_defaults();
        snprintf(s.formula, SCENE_FORMULA, "%s", fields[next(&chance) % FIELDS]);
        do
            s.view = wild_view(&chance);
        while (!makes_sense(s.view));
        s.runs = s.probe = 1;
        s.run[0] = descent_default((int)(next(&chance) % METHODS));
        s.run[0].start = s.probe_at = (vec2){s.view.x0 / 2 + s.view.x1 / 2, s.view.y1};
        hands_close(&h);
        start = (struct app_start){.scene = s};
        double began = seconds();
        hands_open(&h, &start, (pt){160, 120}, &fake_font, NULL);
        slow += seconds() - began > 0.1;
    }
    hands_close(&h);
    print_message("# %d of %d frames took over 100 ms; %.0f MB\n", slow, pairs, megabytes());
    assert_true(SANITIZED || slow <= pairs / 20);
    assert_true(SANITIZED || megabytes() < 300);
}

static bool is_number(const char *text)
{
    return text[0] && (strspn(text, "0123456789.e+") == strlen(text)
                       || strncmp(text, "−", 3) == 0);
}

// Numbers along an axis are told apart or are not there.
static void check_ticks(const struct hands *h)
{
    static struct written w[WRITTEN];
    int count = hands_written(h, w);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < i; k++) {
            bool axis = w[i].picture == 0 && w[k].picture == 0 && is_number(w[i].text)
                        && memcmp(&w[i].color, &w[k].color, sizeof(rgba)) == 0;
            bool row = fabsf(w[i].box.y0 - w[k].box.y0) < 0.1f && w[i].box.y1 > 430;
            if (axis && row && strcmp(w[i].text, w[k].text) == 0)
                fail_msg("two ticks say %s", w[i].text);
        }
}

static void wheel(struct hands *h, float by, int times)
{
    for (int i = 0; i < times; i++) {
        h->in.wheel = by;
        hands_frame(h);
        if (i % 50 == 0)
            check_ticks(h);
    }
}

static double off(double a, double b)
{
    return fabs(a - b) / fmax(fabs(b), 1e-300);
}

// Row 6: 20 000 notches in, 40 000 out, and 20 000 back; a trip that stays within the
// digits of a double ends where it began.
static void zooming_without_end(void **state)
{
    (void)state;
    struct hands h;
    struct app_start start = usual_start();
    strcpy(start.scene.formula, "x^3 + sin(x*y) + 2y^2");
    hands_open(&h, &start, (pt){soak ? 200 : 120, soak ? 150 : 90}, &fake_font, NULL);
    hands_move(&h, (pt){47, 44});
    box before = app_scene(h.app)->view;
    wheel(&h, 1, 30);
    wheel(&h, -1, 50);
    wheel(&h, 1, 20);
    box after = app_scene(h.app)->view;
    assert_true(off(after.x0, before.x0) < 1e-12 && off(after.x1, before.x1) < 1e-12
                && off(after.y0, before.y0) < 1e-12 && off(after.y1, before.y1) < 1e-12);
    float notches = soak ? 1 : 20;
    int times = soak ? 20000 : SANITIZED ? 200 : 1000;
    wheel(&h, notches, times);
    wheel(&h, -notches, 2 * times);
    wheel(&h, notches, times);
    box v = app_scene(h.app)->view;
    assert_true(makes_sense(v));
    hands_key(&h, '0', 0);
    assert_true(app_scene(h.app)->view.x0 == -3);
    hands_close(&h);
}

// Row 13, what of it is not the window system's.
static void resizing_gives_all_back(void **state)
{
    (void)state;
    struct hands h;
    struct app_start start = usual_start();
    hands_open(&h, &start, (pt){1280, 800}, &fake_font, NULL);
    hands_click(&h, (pt){500, 300}, BUTTON_LEFT);
    hands_wait(&h, 10);
    uint64_t chance = 99, picture = hands_picture(&h);
    double before = megabytes();
    for (int i = 0; i < (SANITIZED ? 60 : 500); i++) {
        pt odd[] = {{1, 1}, {1, 900}, {900, 1}, {3, 3}, {0, 0}, {2000, 30}};
        float wide = (float)(1 + next(&chance) % 500), high = (float)(1 + next(&chance) % 400);
        h.in.size = next(&chance) % 8 ? (pt){wide, high} : odd[next(&chance) % 6];
        hands_frame(&h);
    }
    h.in.size = (pt){1280, 800};
    hands_wait(&h, 0.2);
    assert_true(hands_picture(&h) == picture);
    print_message("# resizing: %.1f MB more\n", megabytes() - before);
    assert_true(SANITIZED || megabytes() - before < 5);
    hands_close(&h);
}

// Row 27: a clock that jumps makes no leap, and what plays ends.
static void clocks_that_jump(void **state)
{
    (void)state;
    static const double jumps[] = {-31557600, 31557600, 4294967.296, -4294967.296, -0.5};
    for (int i = 0; i < 5; i++) {
        struct hands h;
        struct app_start start = usual_start();
        hands_open(&h, &start, (pt){400, 300}, &fake_font, NULL);
        hands_click(&h, (pt){120, 90}, BUTTON_LEFT);
        hands_wait(&h, 0.3);
        h.in.time += jumps[i];
        hands_frame(&h);
        assert_false(app_shows(h.app, "converged"));
        double wait = app_wait(h.app);
        assert_true(wait >= 0 && wait < 1);
        for (int k = 0; k < 2500; k++)
            hands_frame(&h);
        assert_true(app_shows(h.app, "converged"));
        double rest = app_wait(h.app);
        assert_true(rest > 3 || rest == INFINITY);
        hands_close(&h);
    }
}

static uint64_t story(struct pool *pool)
{
    struct hands h;
    struct app_start start = usual_start();
    strcpy(start.scene.formula, "(x^2 + y - 11)^2 + (x + y^2 - 7)^2");
    hands_open(&h, &start, (pt){640, 480}, &fake_font, pool);
    uint64_t told = hands_picture(&h);
    hands_click(&h, (pt){150, 120}, BUTTON_LEFT);
    hands_click(&h, (pt){250, 300}, BUTTON_RIGHT);
    for (int i = 0; i < 60; i++) {
        if (i % 9 == 0)
            hands_drag(&h, (pt){200, 200}, (pt){230, 190}, BUTTON_LEFT);
        h.in.wheel = i % 7 == 0 ? (float)(i % 3) - 1 : 0;
        hands_move(&h, (pt){100 + 3 * (float)i, 200});
        told = told * 31 + hands_picture(&h);
    }
    hands_close(&h);
    return told;
}

// Row 22: 200 frames look the same whatever the number of threads.
static void threads_change_nothing(void **state)
{
    (void)state;
    uint64_t alone = story(NULL);
    for (int threads = 1; threads <= 8; threads++) {
        struct pool *pool = pool_open(threads);
        uint64_t told = story(pool);
        pool_close(pool);
        if (told != alone)
            fail_msg("%d threads make another picture", threads);
    }
}

static void live(struct hands *h, int frame)
{
    h->in.pointer = (pt){100 + (float)(frame % 157), 80 + (float)(frame % 89)};
    h->in.inside = true;
    int what = frame % 200;
    if (what == 20 || what == 90)
        h->in.pressed = h->in.held[BUTTON_LEFT] = true, h->in.clicks = 1;
    if (what == 22 || what == 120)
        h->in.released = true, h->in.held[BUTTON_LEFT] = false;
    h->in.button = BUTTON_LEFT;
    h->in.wheel = what == 140 ? 1 : what == 150 ? -1 : 0;
    h->in.key = what == 160 ? 'q' : what == 165 ? KEY_F10 : what == 170 ? KEY_DELETE : 0;
    hands_frame(h);
}

// Row 23: a long session takes no more memory than a short one.
static void a_long_session(void **state)
{
    (void)state;
    struct hands h;
    struct app_start start = usual_start();
    hands_open(&h, &start, (pt){400, 300}, &fake_font, NULL);
    int frames = soak ? 200000 : 2000, early = soak ? 20000 : 1000;
    size_t heap = 0;
    double before = 0;
    for (int i = 0; i < frames; i++) {
        if (i == early)
            heap = mallinfo2().uordblks, before = megabytes();
        live(&h, i);
    }
    size_t now = mallinfo2().uordblks, more = now > heap ? now - heap : 0;
    print_message("# %d frames: %zu bytes of heap, %.1f MB more\n", frames - early, more,
                  megabytes() - before);
    assert_true(SANITIZED || (more <= 64 << 10 && megabytes() - before <= 2));
    hands_close(&h);
}

static const char *const typed[] = {
    "x", "^2", "+ sin(y)", "*", "(", ")", "1e999", "é", "/", "\xFF\xFE", "√-1", "a b c d e",
    "f g h i j k l m n", "exp(exp(exp(x)))", "{x<y: x, y}", "0/0", "==", "🎈", "\u202E"};

static void nonsense(struct hands *h, uint64_t *chance, const char *much)
{
    uint64_t what = next(chance) % 100;
    struct input *in = &h->in;
    in->pointer = (pt){(float)share(chance) * in->size.x, (float)share(chance) * in->size.y};
    in->inside = next(chance) % 10 > 0;
    in->mods = next(chance) % 4 ? 0 : next(chance) % 8;
    in->time += share(chance) / 4;
    if (what < 15 && !in->held[BUTTON_LEFT] && !in->held[BUTTON_RIGHT]) {
        in->button = next(chance) % 4 ? BUTTON_LEFT : BUTTON_RIGHT;
        in->pressed = in->held[in->button] = true;
        in->clicks = 1 + (int)(next(chance) % 3);
    } else if (what < 40 && in->held[in->button]) {
        in->released = true, in->held[in->button] = false;
    } else if (what < 65) {
        in->key = (int)(next(chance) % KEYS);
    } else if (what < 75) {
        strcpy(in->text, typed[next(chance) % (sizeof typed / sizeof *typed)]);
    } else if (what < 80) {
        in->wheel = (float)((share(chance) - 0.5) * pow(10, 30 * share(chance)));
    } else if (what < 82) {
        in->pasted = next(chance) % 2 ? much : typed[next(chance) % 18];
    } else if (what < 83) {
        in->dropped = next(chance) % 2 ? "/dev/null" : "/proc/self/exe";
    } else if (what < 84) {
        in->size = next(chance) % 3 ? (pt){400, 300} : (pt){1, (float)(next(chance) % 300)};
    }
    if (in->mods & MOD_CTRL && in->key < KEY_ENTER && in->key && strchr("eso", in->key))
        in->mods = 0;                                   // no files are written here
    if (in->key == KEY_ENTER)
        in->key = 0;
    hands_frame(h);
}

// An hour of bad input in a minute: nothing crashes, hangs or is lost.
static void nonsense_does_no_harm(void **state)
{
    (void)state;
    char *much = malloc(3 << 20);
    memset(much, '(', (3 << 20) - 1);
    much[(3 << 20) - 1] = 0;
    int rounds = soak ? 400 : SANITIZED ? 1 : 4;
    double slowest = 0;
    for (int round = 0; round < rounds; round++) {
        uint64_t chance = 0x9E3779B97F4A7C15u * (uint64_t)(round + 1);
        struct hands h;
        struct app_start start = usual_start();
        hands_open(&h, &start, (pt){400, 300}, &fake_font, NULL);
        for (int i = 0; i < 500; i++) {
            double began = seconds();
            nonsense(&h, &chance, much);
            slowest = fmax(slowest, seconds() - began);
        }
        h.in.size = (pt){400, 300};
        hands_wait(&h, 1);
        assert_true(app_shows(h.app, "Gallery"));
        hands_close(&h);
    }
    free(much);
    print_message("# the slowest frame took %.0f ms\n", 1e3 * slowest);
    assert_true(SANITIZED || slowest < 3);
}

static bool says(const struct hands *h, const char *what)
{
    if (!app_shows(h->app, what))
        print_error("\"%s\" is not said\n", what);
    return app_shows(h->app, what);
}

// A sentence tells what was wrong, and the scene stays as it was.
static void bad_input_is_told(void **state)
{
    (void)state;
    struct hands h;
    struct app_start start = usual_start();
    hands_open(&h, &start, (pt){1280, 800}, &fake_font, NULL);
    uint64_t scene = scene_stamp(0, app_scene(h.app));
    char *much = malloc(5 << 20);
    memset(much, 'x', (5 << 20) - 1);
    much[(5 << 20) - 1] = 0;
    hands_paste(&h, "");
    assert_true(says(&h, "too large"));
    hands_paste(&h, much);
    assert_true(says(&h, "4096"));
    much[0] = '{';
    hands_paste(&h, much);
    assert_true(app_shows(h.app, "too large") || app_shows(h.app, "scene")
                || app_shows(h.app, "expected") || app_shows(h.app, "column"));
    h.in.dropped = "/bin/sh";
    hands_frame(&h);
    assert_true(says(&h, "line 1, column 1"));
    h.in.dropped = "no/such/file";
    hands_frame(&h);
    assert_true(says(&h, "no/such/file"));
    assert_true(scene_stamp(0, app_scene(h.app)) == scene);
    hands_paste(&h, "\xFF\xFE x^2");
    hands_wait(&h, 1);
    assert_true(says(&h, "column"));
    free(much);
    hands_close(&h);
}

// A rate of 1e9 diverges, says so, and every frame stays whole.
static void enormous_rates(void **state)
{
    (void)state;
    for (int method = 0; method < METHODS; method++) {
        struct hands h;
        struct app_start start = usual_start();
        start.scene.runs = 1;
        start.scene.run[0] = descent_default(method);
        start.scene.run[0].lr = 1e9;
        start.scene.run[0].start = (vec2){2, 1};
        hands_open(&h, &start, (pt){640, 480}, &fake_font, NULL);
        if (strcmp(methods[method].name, "gd") == 0)
            assert_true(says(&h, "diverged"));
        hands_key(&h, '0', 0);
        hands_wait(&h, 0.1);
        hands_close(&h);
    }
}

int main(int argc, char **argv)
{
    soak = argc > 1 && strcmp(argv[1], "soak") == 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_field_in_any_view),
        cmocka_unit_test(zooming_without_end),
        cmocka_unit_test(resizing_gives_all_back),
        cmocka_unit_test(clocks_that_jump),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_long_session),
        cmocka_unit_test(nonsense_does_no_harm),
        cmocka_unit_test(bad_input_is_told),
        cmocka_unit_test(enormous_rates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
