// SPDX-License-Identifier: MIT
#include "app/script.h"

#include "../failing_malloc.h"
#include "app/script_word.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// A stage that writes down what it was given, a frame a line.
struct log {
    struct text frames;
    int count;
    double time;
};

static void describe(struct text *out, const struct input *in)
{
    char line[512];
    snprintf(line, sizeof line, "%a %a,%a %a,%a %d held %d%d%d press %d %d %d %d ",
             in->time, (double)in->size.x, (double)in->size.y, (double)in->pointer.x,
             (double)in->pointer.y, in->inside, in->held[0], in->held[1], in->held[2],
             in->pressed, in->released, (int)in->button, in->clicks);
    text_add(out, line);
    snprintf(line, sizeof line, "wheel %a key %d %u %d %d%d focus %d %d ",
             (double)in->wheel, in->key, in->mods, in->repeated, in->held_x, in->held_y,
             in->focused, in->close);
    text_add(out, line);
    for (int i = 0; i < FINGERS; i++)
        if (in->finger[i].down)
            text_addf(out, "finger %d %g,%g ", i + 1, (double)in->finger[i].at.x,
                      (double)in->finger[i].at.y);
    text_addf(out, "[%s] [%s] [%s] [%s]\n", in->text, in->composing,
              in->pasted ? in->pasted : "(none)", in->dropped ? in->dropped : "(none)");
}

static void log_frame(void *self, const struct input *in)
{
    struct log *log = self;
    describe(&log->frames, in);
    log->count++;
    log->time = in->time;
}

static bool log_shot(void *self, const char *path, struct fault *fault)
{
    struct log *log = self;
    text_addf(&log->frames, "shot %s\n", path);
    return strcmp(path, "no.png") != 0 || fault_machine(fault, "cannot write no.png");
}

static bool log_dump(void *self, const char *path, struct fault *fault)
{
    (void)fault;
    struct log *log = self;
    text_addf(&log->frames, "dump %s\n", path);
    return true;
}

static bool log_setting(void *self, const char *key, struct text *value)
{
    (void)self;
    if (strcmp(key, "formula") != 0)
        return false;
    text_add(value, "x^2 + y^2");
    return true;
}

static bool log_shows(void *self, const char *text)
{
    (void)self;
    return strstr("a line about nothing", text) != NULL;
}

static bool log_wished(void *self, const char *what, struct text *value)
{
    (void)self;
    text_add(value, "x^2");
    return strcmp(what, "copy") == 0;
}

static struct stage stage_of(struct log *log)
{
    return (struct stage){log, log_frame, log_shot, log_dump, log_setting, log_shows,
                          log_wished, NULL};
}

static bool play(const char *script, struct log *log, struct fault *fault)
{
    struct stage stage = stage_of(log);
    return script_play(script, strlen(script), &stage, fault);
}

// What each command makes of the frames: how many, and what stands in the last ones.
static const struct deed {
    const char *script;
    int frames;
    const char *ends;           // the end of what the stage wrote down
} deeds[] = {
    {"", 0, ""},
    {"# nothing\n\n   # at all\r\n", 0, ""},
    {"move 10 20.5", 1, "0x1.4p+3,0x1.48p+4 1 held 000 press 0 0 0 0 wheel 0x0p+0 "
     "key 0 0 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"wait 1", 60, NULL}, {"wait 0", 1, NULL}, {"wait 0.5 # half", 30, NULL},
    {"click 1 2", 3, NULL}, {"click 1 2 2", 5, NULL}, {"click 1 2 3 right", 7, NULL},
    {"drag 0 0 9 9", 18, NULL}, {"rightdrag 0 0 9 9 1", 63, NULL},
    {"press right\nrelease right", 2, "press 0 1 2 0 wheel 0x0p+0 key 0 0 0 00 focus 1 0 "
     "[] [] [(none)] [(none)]\n"},
    {"press middle 2", 1, "held 010 press 1 0 1 2 wheel 0x0p+0 key 0 0 0 00 focus 1 0 [] "
     "[] [(none)] [(none)]\n"},
    {"key ctrl+shift+z", 1, "key 122 3 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"key z repeat", 1, "key 122 0 1 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"key +", 1, "key 43 0 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"key ctrl++", 1, "key 43 2 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"key f12", 1, "key 154 0 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"mods alt\nkey a\nmods none", 3,
     "key 0 0 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"mods alt\nkey ctrl+a\nwait 0", 3,
     "key 0 4 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"hold x\nhold y\nunhold x", 3, "key 0 0 0 01 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"text a # \\\\b", 6, "[b] [] [(none)] [(none)]\n"},
    {"text \xCE\xB1\xE2\x88\x87", 2, "[\xE2\x88\x87] [] [(none)] [(none)]\n"},
    {"compose n\nwait 0", 2, "[] [n] [(none)] [(none)]\n"},
    {"compose n\ntext m\n", 2, "[m] [] [(none)] [(none)]\n"},
    {"paste  x\\n\\x20 ", 1, "[] [] [x\n ] [(none)]\n"},
    {"paste", 1, "[] [] [] [(none)]\n"},
    {"drop /a b.scene", 1, "[] [] [(none)] [/a b.scene]\n"},
    {"focus off", 1, "focus 0 0 [] [] [(none)] [(none)]\n"},
    {"focus on\r\nfocus off\r\n", 2, "focus 0 0 [] [] [(none)] [(none)]\n"},
    {"close\nwait 0", 2, "focus 1 0 [] [] [(none)] [(none)]\n"},
    {"move 1 1\nleave", 2, "0x1p+0,0x1p+0 0 held 000 press 0 0 0 0 wheel 0x0p+0 "
     "key 0 0 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"wheel -2.5", 1, "wheel -0x1.4p+1 key 0 0 0 00 focus 1 0 [] [] [(none)] [(none)]\n"},
    {"at 2\nmove 1 1\npress\ntext ab\nat 2.5\nrelease", 2, NULL},
    {"at 2\nmove 1 1\nwait 0.1\nmove 3 3", 8, NULL},
    {"shot a b.png", 0, "shot a b.png\n"}, {"at 0\nshot a.png", 1, "shot a.png\n"},
    {"dump c.scene", 0, "dump c.scene\n"},
    {"expect formula x^2 + y^2\nexpect text about\nexpect no text abut\nexpect wish copy "
     "x^2", 0, ""},
};

static void commands_make_frames(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        const struct deed *d = &deeds[i];
        struct log log = {0};
        struct fault fault = {0};
        if (!play(d->script, &log, &fault))
            fail_msg("%s\n%d:%d: %s", d->script, fault.line, fault.column, fault.text);
        const char *text = text_or_empty(&log.frames);
        size_t length = d->ends ? strlen(d->ends) : 0;
        if (log.count != d->frames || log.frames.count < length
            || (d->ends && strcmp(text + log.frames.count - length, d->ends) != 0))
            fail_msg("%s\nmakes %d frames:\n%s", d->script, log.count, text);
        text_free(&log.frames);
    }
}

static void the_clock_runs_at_sixty_a_second(void **unused)
{
    (void)unused;
    struct log log = {0};
    assert_true(play("wait 10", &log, NULL));
    assert_true(fabs(log.time - 10) < 1e-9);
    assert_true(play("at 5\nwait 2", &log, NULL));
    assert_true(fabs(log.time - 7) < 1e-9);
    assert_true(play("wait 10\nat 1e9\nwait 100", &log, NULL));
    assert_true(fabs(log.time - 1e9 - 100) < 1e-6);
    text_free(&log.frames);
}

#define ZEROS "00000000000000000000000000000000000000000000000000"

static const struct wrong {
    const char *script;
    int line, column;
    const char *sentence;
} wrongs[] = {
    {"klick 1 2", 1, 1, "expected a command; did you mean click?"},
    {"\n  smash", 2, 3, "expected a command, as click, key, text or wait"},
    {"move 10", 1, 8, "expected a distance from the top, in pixels"},
    {"move ten 10", 1, 6, "expected a distance from the left, in pixels"},
    {"move 1 2 3", 1, 10, "expected nothing more on this line"},
    {"wheel 1" ZEROS ZEROS, 1, 7, "expected a number of notches"},
    {"finger 3 1 1", 1, 8, "expected finger 1 or 2"},
    {"finger 1 lifted", 1, 10, "expected a distance from the left, in pixels"},
    {"size 0 10", 1, 6, "expected a width from 1 to 16384"},
    {"size 10 nan", 1, 9, "expected a height from 1 to 16384"},
    {"press up", 1, 7, "expected left, middle or right, or a number of clicks"},
    {"click 1 2 1.5", 1, 11, "expected left, middle or right, or a number of clicks"},
    {"key ctrl+", 1, 5, "expected a key, as z, ctrl+shift+z, enter, left or f9"},
    {"key A", 1, 5, "expected a key, as z, ctrl+shift+z, enter, left or f9"},
    {"key code0", 1, 5, "expected a key, as z, ctrl+shift+z, enter, left or f9"},
    {"key a again", 1, 7, "expected nothing more on this line"},
    {"mods super", 1, 6, "expected none, or ctrl, shift and alt, joined by +"},
    {"hold z", 1, 6, "expected x or y"}, {"focus", 1, 6, "expected on or off"},
    {"wait -1", 1, 6, "expected seconds, from 0 to 86400"},
    {"wait 1e9", 1, 6, "expected seconds, from 0 to 86400"},
    {"wait 86400\nwait 1", 2, 6, "expected a script of one day at most"},
    {"at 1\nat 0.5", 2, 4, "expected a time in seconds, not before the frame above"},
    {"text \xCE\xB1 \\q", 1, 8, "expected \\n, \\t, \\r, \\\\ or \\xFF for a byte"},
    {"text a\\xff", 1, 6, "expected UTF-8 text"},
    {"paste \\x00", 1, 7, "expected \\n, \\t, \\r, \\\\ or \\xFF for a byte"},
    {"drop", 1, 5, "expected the path of a file"},
    {"shot", 1, 5, "expected the name of a PNG file"},
    {"expect", 1, 7, "expected a setting of the scene, text, no text or wish"},
    {"expect no fun", 1, 11, "expected text"}, {"expect text", 1, 12, "expected a text"},
    {"expect wish", 1, 12, "expected a wish, as copy or title"},
};

static void slips_are_told_before_anything_is_played(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        const struct wrong *w = &wrongs[i];
        struct log log = {0};
        struct fault fault = {0};
        struct text script = {0};
        text_addf(&script, "%s", w->script);
        assert_false(play(script.at, &log, &fault));
        if (fault.line != w->line || fault.column != w->column || fault.machine
            || strcmp(fault.text, w->sentence) != 0)
            fail_msg("%s\n%d:%d: %s", w->script, fault.line, fault.column, fault.text);
        assert_int_equal(log.count, 0);
        assert_int_equal(log.frames.count, 0);
        assert_false(play(script.at, &log, NULL));
        text_free(&script);
    }
    struct log log = {0};
    struct stage stage = stage_of(&log);
    struct fault fault;
    assert_false(script_play("size\0 1", 7, &stage, &fault));
    assert_string_equal(fault.text, "expected text, not a zero byte");
    assert_int_equal(fault.column, 5);
}

#define FIVE_ALPHAS "\xCE\xB1\xCE\xB1\xCE\xB1\xCE\xB1\xCE\xB1"
#define TEN_ALPHAS FIVE_ALPHAS FIVE_ALPHAS

static const struct wrong refuted[] = {
    {"wait 0\nexpect formula x^2", 2, 0, "formula is \"x^2 + y^2\", not \"x^2\""},
    {"expect colour red", 1, 8, "expected a setting of the scene, text, no text or wish"},
    {"expect text thing else", 1, 0, "\"thing else\" is not in the window"},
    {"expect no text thing", 1, 0, "\"thing\" is in the window"},
    {"expect wish copy y", 1, 0, "copy is \"x^2\", not \"y\""},
    {"expect wish list y", 1, 13, "expected a wish, as copy or title"},
    {"shot no.png", 1, 0, "cannot write no.png"},
    {"expect text " TEN_ALPHAS TEN_ALPHAS TEN_ALPHAS TEN_ALPHAS, 1, 0,
     "\"" TEN_ALPHAS TEN_ALPHAS TEN_ALPHAS "…\" is not in the window"},
};

static void what_is_not_as_expected_is_told(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof refuted / sizeof *refuted; i++) {
        const struct wrong *w = &refuted[i];
        struct log log = {0};
        struct fault fault = {0};
        assert_false(play(w->script, &log, &fault));
        if (fault.line != w->line || fault.column != w->column
            || strcmp(fault.text, w->sentence) != 0)
            fail_msg("%s\n%d:%d: %s", w->script, fault.line, fault.column, fault.text);
        text_free(&log.frames);
    }
}

// Input by chance

static unsigned below(uint64_t *state, unsigned most)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % most;
}

static float coordinate(uint64_t *state)
{
    float whole = (float)below(state, 4000);
    return below(state, 2) ? whole : whole / 7 - 100;
}

static void random_text(uint64_t *state, char *out, size_t room, bool utf8)
{
    static const char *const bits[] = {"x", " ", "\\", "#", "\n", "\xCE\xB1", "\t",
                                       "\\x41", "\xEF\xBF\xBD", "\x7F", "\"", "\xF0\x9F\x98\x80",
                                       "\xFF", "\xCE"};
    size_t kinds = sizeof bits / sizeof *bits - (utf8 ? 2 : 0);
    out[0] = 0;
    for (unsigned n = below(state, 9); n > 0 && strlen(out) + 5 < room; n--)
        strcat(out, bits[below(state, (unsigned)kinds)]);
}

static int random_key(uint64_t *state)
{
    switch (below(state, 4)) {
    case 0: return (int)(KEY_ENTER + below(state, KEYS - KEY_ENTER));
    case 1: return (int)(1 + below(state, 5000));
    case 2: return (int)(' ' + below(state, 95));
    default: return KEY_NONE;
    }
}

static void random_button(uint64_t *state, struct input *in)
{
    in->pressed = below(state, 4) == 0;
    in->released = below(state, 4) == 0;
    if (in->pressed || in->released)
        in->button = (enum button)below(state, BUTTONS);
    in->clicks = in->pressed ? (int)below(state, 5) : 0;
    if (in->pressed)
        in->held[in->button] = true;
    if (in->released)
        in->held[in->button] = false;
    if (below(state, 8) == 0)
        in->held[below(state, BUTTONS)] ^= true;        // unseen
}

static struct input random_input(uint64_t *state, const struct input *last,
                                 char pasted[64], char dropped[64])
{
    struct input in = {.size = last->size, .pointer = last->pointer,
                       .inside = last->inside, .focused = last->focused};
    memcpy(in.held, last->held, sizeof in.held);
    in.time = last->time + below(state, 1000) / 997.0;
    if (below(state, 8) == 0)
        in.size = (pt){(float)(1 + below(state, 4000)), (float)(1 + below(state, 4000))};
    if (below(state, 2))
        in.pointer = (pt){coordinate(state), coordinate(state)};
    in.inside = below(state, 5) != 0;
    random_button(state, &in);
    memcpy(in.finger, last->finger, sizeof in.finger);
    if (below(state, 2))
        in.finger[below(state, FINGERS)] =
            (struct finger){below(state, 2), {coordinate(state), coordinate(state)}};
    in.wheel = below(state, 4) ? 0 : coordinate(state);
    in.mods = below(state, 8);
    in.key = random_key(state);
    in.repeated = in.key && below(state, 2);
    in.held_x = below(state, 2);
    in.held_y = below(state, 2);
    if (below(state, 2))
        random_text(state, in.text, sizeof in.text, true);
    if (below(state, 2))
        random_text(state, in.composing, sizeof in.composing, true);
    random_text(state, pasted, 64, false);
    random_text(state, dropped, 64, false);
    in.pasted = below(state, 4) ? NULL : pasted;
    in.dropped = below(state, 4) || !dropped[0] ? NULL : dropped;
    in.focused = below(state, 4) != 0;
    in.close = below(state, 9) == 0;
    return in;
}

static void what_is_recorded_plays_the_same(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        uint64_t state = seed;
        struct log log = {0}, wanted = {0};
        struct recorder r = {0};
        struct input last = script_input();
        struct fault fault = {0};
        for (int i = 0; i < 60; i++) {
            char pasted[64], dropped[64];
            struct input in = random_input(&state, &last, pasted, dropped);
            script_record(&r, &in);
            describe(&wanted.frames, &in);
            last = in;
        }
        assert_false(r.out.failed);
        if (!play(text_or_empty(&r.out), &log, &fault))
            fail_msg("seed %d, %d:%d: %s\n%s", (int)seed, fault.line, fault.column,
                     fault.text, r.out.at);
        assert_string_equal(log.frames.at, wanted.frames.at);
        text_free(&log.frames);
        text_free(&wanted.frames);
        recorder_free(&r);
    }
}

// Played and recorded, a script of a person is a recording that makes the same.
static void scripts_of_people_can_be_recorded(void **unused)
{
    (void)unused;
    struct log first = {0}, second = {0};
    static const char script[] =
        "size 800 600\nkey /\ntext sin(x) + y^2\nkey enter\nwait 0.1\n"
        "click 10 20 2\ndrag 1 2 30 40 0.2\nmods ctrl\nkey z\nmods none\nhold x\nwheel 1\n"
        "finger 1 10 20\nfinger 2 30 40\nfinger 1 up\ndrop a\nleave\n";
    assert_true(play(script, &first, NULL));
    struct recorder r = {0};
    struct stage stage = {.self = &r, .handle = (void (*)(void *, const struct input *))
                                                    script_record};
    assert_true(script_play(script, strlen(script), &stage, NULL));
    assert_true(play(r.out.at, &second, NULL));
    assert_string_equal(first.frames.at, second.frames.at);
    text_free(&first.frames);
    text_free(&second.frames);
    recorder_free(&r);
}

static void a_long_text_is_refused_at_once(void **unused)
{
    (void)unused;
    struct text script = {0};
    struct log log = {0};
    for (int i = 0; i < 2; i++) {
        text_clear(&script);
        text_add(&script, "at 0\ntext ");
        for (int k = 0; k < INPUT_TEXT - 1 + i; k++)
            text_add(&script, "x");
        assert_int_equal(play(script.at, &log, NULL), !i);
        text_clear(&script);
        text_add(&script, "compose ");
        for (int k = 0; k < INPUT_COMPOSING - 1 + i; k++)
            text_add(&script, "x");
        assert_int_equal(play(script.at, &log, NULL), !i);
    }
    text_free(&script);
    text_free(&log.frames);
}

static void count_frame(void *self, const struct input *in)
{
    (void)in;
    ++*(int *)self;
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void)unused;
    static const char script[] =
        "text abc\npaste \xCE\xB1\ndrop a/b\nwait 0.1\ncompose x\n";
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1, seen = k; seen >= k; k++) {
            struct fault fault = {0};
            int frames = 0;
            struct stage stage = {.self = &frames, .handle = count_frame};
            fail_allocation(k, sticky);
            bool done = script_play(script, strlen(script), &stage, &fault);
            seen = fail_stop();
            assert_true(done == (seen < k));
            assert_true(done ? frames == 12 : fault.machine && fault.line > 0);
        }
    struct recorder r = {0};
    struct input in = script_input();
    fail_allocation(1, true);
    script_record(&r, &in);
    fail_stop();
    assert_true(r.out.failed);
    recorder_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_make_frames),
        cmocka_unit_test(the_clock_runs_at_sixty_a_second),
        cmocka_unit_test(slips_are_told_before_anything_is_played),
        cmocka_unit_test(what_is_not_as_expected_is_told),
        cmocka_unit_test(what_is_recorded_plays_the_same),
        cmocka_unit_test(scripts_of_people_can_be_recorded),
        cmocka_unit_test(a_long_text_is_refused_at_once),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
