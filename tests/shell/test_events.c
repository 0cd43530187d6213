// SPDX-License-Identifier: MIT
#include "shell/events.h"

#include "base/text.h"
#include "shell/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static SDL_Event key_event(SDL_Keycode sym, unsigned mods, bool down, bool repeat)
{
    SDL_Event event = {.key = {.type = down ? SDL_KEYDOWN : SDL_KEYUP, .repeat = repeat}};
    event.key.keysym.sym = sym;
    event.key.keysym.mod = (Uint16)mods;
    return event;
}

static SDL_Event down(SDL_Keycode sym, unsigned mods)
{
    return key_event(sym, mods, true, false);
}

static SDL_Event up(SDL_Keycode sym, unsigned mods)
{
    return key_event(sym, mods, false, false);
}

static SDL_Event again(SDL_Keycode sym, unsigned mods)
{
    return key_event(sym, mods, true, true);
}

static SDL_Event typed(const char *text)
{
    SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
    SDL_strlcpy(event.text.text, text, sizeof event.text.text);
    return event;
}

static SDL_Event composed(const char *text)
{
    SDL_Event event = {.edit = {.type = SDL_TEXTEDITING}};
    SDL_strlcpy(event.edit.text, text, sizeof event.edit.text);
    return event;
}

static SDL_Event motion(int x, int y)
{
    return (SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = x, .y = y}};
}

static SDL_Event button(bool pressed, int which, int x, int y, int clicks)
{
    return (SDL_Event){.button = {.type = pressed ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP,
                                  .button = (Uint8)which, .x = x, .y = y,
                                  .clicks = (Uint8)clicks}};
}

static SDL_Event press(int x, int y)
{
    return button(true, SDL_BUTTON_LEFT, x, y, 1);
}

static SDL_Event release(int x, int y)
{
    return button(false, SDL_BUTTON_LEFT, x, y, 1);
}

static SDL_Event wheel(float by)
{
    return (SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .y = (int)by, .preciseY = by}};
}

static SDL_Event finger(unsigned type, SDL_FingerID id, float x, float y)
{
    return (SDL_Event){.tfinger = {.type = type, .fingerId = id, .x = x, .y = y}};
}

static SDL_Event dropped(unsigned type, const char *text)
{
    return (SDL_Event){.drop = {.type = type, .file = SDL_strdup(text)}};
}

static SDL_Event window(int what)
{
    return (SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = (Uint8)what}};
}

// A frame in words.
static void tell(struct text *out, const struct input *in)
{
    if (in->pressed || in->released)
        text_addf(out, "%s%d", in->pressed ? "press" : "release", (int)in->button);
    text_addf(out, "@%d,%d ", (int)floorf(in->pointer.x), (int)floorf(in->pointer.y));
    for (int i = 0; i < FINGERS; i++)
        if (in->finger[i].down)
            text_addf(out, "finger%d@%g,%g ", i + 1, (double)in->finger[i].at.x,
                      (double)in->finger[i].at.y);
    if (in->clicks > 1)
        text_addf(out, "clicks%d ", in->clicks);
    if (in->wheel != 0)
        text_addf(out, "wheel%d/8 ", (int)(in->wheel * 8));
    if (in->key)
        text_addf(out, in->key < 127 ? "key %c " : "key %d ", in->key);
    if (in->repeated)
        text_add(out, "again ");
    if (in->mods)
        text_addf(out, "mods%u ", in->mods);
    if (in->text[0])
        text_addf(out, "text %s ", in->text);
    if (in->composing[0])
        text_addf(out, "composing %s ", in->composing);
    if (in->pasted)
        text_addf(out, "pasted %s ", in->pasted);
    if (in->dropped)
        text_addf(out, "dropped %s ", in->dropped);
    text_addf(out, "%s%s%s%s%s", in->inside ? "" : "outside ", in->focused ? "focused " : "",
              in->held_x ? "x " : "", in->held_y ? "y " : "", in->close ? "close " : "");
}

// All frames that come of these events.
static char *frames_of(const SDL_Event *list, size_t count)
{
    struct events e = {.scale = {1, 1}, .now = {.size = {800, 600}, .inside = true}};
    struct text out = {0};
    size_t i = 0;
    while (i < count) {
        bool any = false;
        events_begin(&e);
        for (; i < count; i++) {
            SDL_Event event = list[i];
            enum taken taken = events_take(&e, &event);
            if (taken == LATER)
                break;
            any |= taken == TAKEN;
        }
        if (any)
            tell(&out, &e.now);
        else
            text_add(&out, "nothing ");
        if (i < count)
            text_add(&out, "| ");
    }
    events_finish(&e);
    if (out.count)
        out.at[out.count - 1] = 0;
    return out.at;
}

#define FRAMES(expected, ...)                                                     \
    do {                                                                          \
        SDL_Event list_[] = {__VA_ARGS__};                                        \
        char *said_ = frames_of(list_, sizeof list_ / sizeof *list_);             \
        assert_string_equal(said_, expected);                                     \
        free(said_);                                                              \
    } while (0)

static void a_frame_has_one_press(void **state)
{
    (void)state;
    FRAMES("@30,40", motion(10, 20), motion(30, 40));
    FRAMES("press0@5,5 | release0@9,9", press(5, 5), motion(9, 9), release(9, 9));
    FRAMES("press0@5,5 | release0@5,5 | press0@6,5 clicks2 | release0@6,5", motion(5, 5),
           press(5, 5), release(5, 5), button(true, SDL_BUTTON_LEFT, 6, 5, 2),
           release(6, 5));
    FRAMES("press2@1,1 | press1@1,1 | release2@1,1", button(true, SDL_BUTTON_RIGHT, 1, 1, 1),
           button(true, SDL_BUTTON_MIDDLE, 1, 1, 1), button(false, SDL_BUTTON_RIGHT, 1, 1, 1));
    FRAMES("press0@2,2", button(true, SDL_BUTTON_LEFT, 2, 2, 4));
    FRAMES("press0@2,2 clicks3", button(true, SDL_BUTTON_LEFT, 2, 2, 6));
    FRAMES("nothing", release(3, 3), button(true, SDL_BUTTON_X1, 3, 3, 1));
    FRAMES("press0@5,5 | release0@-40,900 outside", press(5, 5), release(-40, 900));
}

static void a_frame_has_one_key(void **state)
{
    (void)state;
    FRAMES("@0,0 key a | @0,0 key b", down('a', 0), up('a', 0), down('b', 0), up('b', 0));
    FRAMES("@0,0 key v mods2 | @0,0", down(SDLK_LCTRL, KMOD_LCTRL), down('v', KMOD_LCTRL),
           up('v', KMOD_LCTRL), up(SDLK_LCTRL, 0));
    FRAMES("press0@1,1 mods1 | @1,1", down(SDLK_LSHIFT, KMOD_LSHIFT), press(1, 1),
           up(SDLK_LSHIFT, 0));
    FRAMES("@0,0 wheel16/8 mods1 | @0,0", down(SDLK_RSHIFT, KMOD_RSHIFT), wheel(2),
           up(SDLK_RSHIFT, 0));
    FRAMES("press0@1,1 | @1,1 key p | release0@1,1", press(1, 1), down('p', 0),
           release(1, 1));
    FRAMES("@0,0 key p | @7,7", down('p', 0), motion(7, 7));
    FRAMES("nothing", down('l', KMOD_LGUI), up('q', 0), up('x', 0));
    FRAMES("@0,0 key 141 text +", down(SDLK_LSHIFT, KMOD_LSHIFT), down('=', KMOD_LSHIFT),
           typed("+"));
    FRAMES("@0,0 mods4", down(SDLK_LALT, KMOD_LALT));
}

// A slow frame must not make a held key run on after it is let go.
static void repeats_that_come_together_are_one(void **state)
{
    (void)state;
    FRAMES("@0,0 key 134", down(SDLK_RIGHT, 0), again(SDLK_RIGHT, 0),
           again(SDLK_RIGHT, 0), up(SDLK_RIGHT, 0));
    FRAMES("@9,9 key 134 again", again(SDLK_RIGHT, 0), motion(8, 8), again(SDLK_RIGHT, 0),
           motion(9, 9), again(SDLK_RIGHT, 0));
    FRAMES("@0,0 key a again text aaa", again('a', 0), typed("a"), again('a', 0), typed("a"),
           again('a', 0), typed("a"));
    FRAMES("@0,0 key 134 again | @0,0 key 133 again | @0,0 key 133 again mods1",
           again(SDLK_RIGHT, 0), again(SDLK_LEFT, 0), again(SDLK_LEFT, KMOD_LSHIFT));
}

static void text_stays_in_order(void **state)
{
    (void)state;
    FRAMES("@0,0 key a text a | @0,0 key b text b", down('a', 0), typed("a"), down('b', 0),
           typed("b"));
    FRAMES("@0,0 text ∇θ", typed("∇"), typed("θ"));
    FRAMES("@0,0 text é | @0,0 key 131", typed("é"), down(SDLK_BACKSPACE, 0));
    FRAMES("@0,0 key 131 | @0,0 text é", down(SDLK_BACKSPACE, 0), typed("é"));
    FRAMES("@0,0 key a mods2 | @0,0 mods2 text z", down('a', KMOD_LCTRL), typed("z"));
    FRAMES("@0,0 key 142 text - | press0@3,3", down('-', 0), typed("-"), press(3, 3));
    FRAMES("@0,0 text a\uFFFDb", typed("a\xff" "b"));
}

static void compositions_stay_until_they_are_committed(void **state)
{
    (void)state;
    FRAMES("@0,0 composing にほ", composed("に"), composed("にほ"));
    FRAMES("@0,0 text 日本", composed("にほん"), typed("日本"));
    FRAMES("@0,0 text 日本", composed("にほん"), typed("日本"), composed(""));
    FRAMES("@0,0 text 日 composing ほ", typed("日"), composed("ほ"));
    FRAMES("press0@1,1 | @1,1 composing ほ", press(1, 1), composed("ほ"));
    FRAMES("@0,0", composed("ほ"), window(SDL_WINDOWEVENT_FOCUS_LOST));
    FRAMES("nothing", composed(""));
}

static void long_compositions_are_cut_between_letters(void **state)
{
    (void)state;
#if SDL_VERSION_ATLEAST(2, 0, 22)
    struct events e = {.scale = {1, 1}};
    SDL_Event event = {.editExt = {.type = SDL_TEXTEDITING_EXT}};
    struct text whole = {0};
    for (int i = 0; i < 200; i++)
        text_add(&whole, "ほ");
    event.editExt.text = SDL_strdup(whole.at);
    assert_int_equal(events_take(&e, &event), TAKEN);
    assert_null(event.editExt.text);
    assert_int_equal(strlen(e.now.composing), (INPUT_COMPOSING - 1) / 3 * 3);
    assert_memory_equal(e.now.composing, whole.at, strlen(e.now.composing));
    for (size_t i = 0; i < whole.count; i++)
        whole.at[i] = 'a';
    event.editExt.text = SDL_strdup(whole.at);
    assert_int_equal(events_take(&e, &event), TAKEN);
    assert_int_equal(strlen(e.now.composing), INPUT_COMPOSING - 1);
    text_free(&whole);
    events_finish(&e);
#endif
}

static void endless_typing_loses_nothing(void **state)
{
    (void)state;
    struct events e = {.scale = {1, 1}};
    size_t sent = 0, got = 0;
    events_begin(&e);
    for (; sent < 20000; sent += 30) {
        SDL_Event event = typed("123456789012345678901234567890");
        if (events_take(&e, &event) == LATER) {
            got += strlen(e.now.text);
            events_begin(&e);
            assert_int_equal(events_take(&e, &event), TAKEN);
        }
    }
    assert_int_equal(got + strlen(e.now.text), sent);
    events_finish(&e);
}

static void wheels_have_fractions(void **state)
{
    (void)state;
    FRAMES("@0,0 wheel10/8", wheel(0.75f), wheel(0.5f));
    FRAMES("@0,0 wheel-8/8", wheel(-1));
    FRAMES("press0@1,1 | @1,1 wheel8/8", press(1, 1), wheel(1));
    FRAMES("nothing", wheel(NAN), wheel(INFINITY), wheel(0));
}

static void fingers_keep_their_places(void **state)
{
    (void)state;
    enum { DOWN = SDL_FINGERDOWN, MOVE = SDL_FINGERMOTION, UP = SDL_FINGERUP };
    FRAMES("@0,0 finger1@200,300 | @0,0 finger1@400,300 finger2@600,150 | "
           "@0,0 finger2@600,150 | @0,0 finger1@80,60 finger2@600,150",
           finger(DOWN, 7, 0.25f, 0.5f), finger(MOVE, 7, 0.5f, 0.5f),
           finger(DOWN, 3, 0.75f, 0.25f), finger(UP, 7, 0.5f, 0.5f),
           finger(DOWN, 9, 0.1f, 0.1f));
    FRAMES("nothing", finger(MOVE, 7, 0, 0), finger(UP, 7, 0, 0), finger(DOWN, 7, NAN, 0));
    FRAMES("@0,0 finger1@0,0 | @0,0 finger1@0,0 finger2@0,0 | @0,0 finger1@0,0",
           finger(DOWN, 1, 0, 0), finger(DOWN, 2, 0, 0), finger(DOWN, 3, 0, 0),
           finger(UP, 3, 0, 0), finger(UP, 2, 0, 0));
}

// SDL makes a mouse of fingers, unless it is told not to; nothing happens twice.
static void the_mouse_of_a_finger_is_none(void **state)
{
    (void)state;
    SDL_Event moved = motion(5, 5), pressed = press(5, 5);
    moved.motion.which = pressed.button.which = SDL_TOUCH_MOUSEID;
    FRAMES("nothing", moved, pressed);
}

static void drops_come_one_by_one(void **state)
{
    (void)state;
    FRAMES("@0,0 dropped /a b.scene | @0,0 dropped /\xff.png",
           dropped(SDL_DROPFILE, "/a b.scene"), dropped(SDL_DROPFILE, "/\xff.png"));
    FRAMES("@0,0 pasted x^2 | @0,0 key a", dropped(SDL_DROPTEXT, "x^2"), down('a', 0));
    FRAMES("@0,0 close | press0@1,1", (SDL_Event){.type = SDL_QUIT}, press(1, 1));
    FRAMES("nothing", (SDL_Event){.drop = {.type = SDL_DROPFILE}},
           (SDL_Event){.drop = {.type = SDL_DROPCOMPLETE}});
}

static void pasting_is_bounded(void **state)
{
    (void)state;
    struct events e = {.scale = {1, 1}};
    size_t size = (size_t)50 << 20;
    char *large = SDL_malloc(size);
    memset(large, 'x', size - 1);
    large[size - 1] = 0;
    events_paste(&e, large);
    assert_string_equal(e.now.pasted, "");
    events_begin(&e);
    assert_null(e.now.pasted);
    events_paste(&e, NULL);
    assert_string_equal(e.now.pasted, "");
    events_begin(&e);
    events_paste(&e, SDL_strdup("sin x"));
    assert_string_equal(e.now.pasted, "sin x");
    events_finish(&e);
    assert_null(e.now.pasted);
}

static void what_is_held_stays(void **state)
{
    (void)state;
    FRAMES("@0,0 key x x | @0,0 key a x", down('x', 0), down('a', 0), up('a', 0));
    FRAMES("@0,0 key x x | @0,0 key y x y | @0,0 key b y", down('x', 0), down('y', 0),
           down('b', 0), up('x', 0));
    FRAMES("@0,0 key x mods2", down('x', KMOD_LCTRL));
    FRAMES("@0,0 key x focused x | @0,0 key y | @0,0 key y y", window(SDL_WINDOWEVENT_FOCUS_GAINED),
           down('x', 0), down('y', 0), window(SDL_WINDOWEVENT_FOCUS_LOST), down('y', 0));
    FRAMES("@0,0 outside", window(SDL_WINDOWEVENT_LEAVE));
    FRAMES("@4,4", window(SDL_WINDOWEVENT_LEAVE), motion(4, 4));
    FRAMES("@0,0 outside close", window(SDL_WINDOWEVENT_LEAVE),
           (SDL_Event){.type = SDL_QUIT});
    FRAMES("@800,20 outside", motion(800, 20));
}

static void pixels_are_not_points(void **state)
{
    (void)state;
    struct events e = {.scale = {2, 1.5f}, .now.size = {1600, 900}};
    SDL_Event event = motion(799, 599);
    assert_int_equal(events_take(&e, &event), TAKEN);
    assert_true(e.now.inside && e.now.pointer.x == 1599);
    assert_true(fabsf(e.now.pointer.y - 899.25f) < 1e-3f);
}

// By letter where there is one, else by place; digits always by place.
static void keys_do_not_depend_on_the_layout(void **state)
{
    (void)state;
    static const struct { SDL_Keysym sym; int key; } keys[] = {
        {{.sym = 'z', .scancode = SDL_SCANCODE_Y}, 'z'},                // German
        {{.sym = 0x44f, .scancode = SDL_SCANCODE_Z}, 'z'},              // Russian
        {{.sym = 0x44e, .scancode = SDL_SCANCODE_PERIOD}, '.'},
        {{.sym = '&', .scancode = SDL_SCANCODE_1}, '1'},                // French
        {{.sym = 0xe0, .scancode = SDL_SCANCODE_0}, '0'},
        {{.sym = 'q', .scancode = SDL_SCANCODE_A}, 'q'},
        {{.sym = SDLK_KP_ENTER}, KEY_ENTER}, {{.sym = SDLK_RETURN}, KEY_ENTER},
        {{.sym = SDLK_KP_PLUS}, KEY_PLUS}, {{.sym = '='}, KEY_PLUS},
        {{.sym = '-'}, KEY_MINUS}, {{.sym = SDLK_KP_MINUS}, KEY_MINUS},
        {{.sym = SDLK_KP_7, .mod = KMOD_NUM}, '7'}, {{.sym = SDLK_KP_7}, KEY_HOME},
        {{.sym = SDLK_KP_PERIOD}, KEY_DELETE}, {{.sym = SDLK_KP_5}, KEY_NONE},
        {{.sym = SDLK_KP_0, .mod = KMOD_NUM}, '0'}, {{.sym = SDLK_F11}, KEY_F11},
        {{.sym = SDLK_F12}, KEY_F12}, {{.sym = SDLK_F13}, KEY_NONE},
        {{.sym = ' ', .scancode = SDL_SCANCODE_SPACE}, ' '}, {{.sym = '/'}, '/'},
        {{.sym = SDLK_CAPSLOCK, .scancode = SDL_SCANCODE_CAPSLOCK}, KEY_NONE},
        {{.sym = SDLK_UNKNOWN, .scancode = SDL_SCANCODE_UNKNOWN}, KEY_NONE},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_int_equal(key_of(&keys[i].sym), keys[i].key);
    for (int c = 'a'; c <= 'z'; c++)
        assert_int_equal(key_of(&(SDL_Keysym){.sym = c}), c);
    assert_int_equal(key_mods(KMOD_RCTRL | KMOD_LSHIFT | KMOD_CAPS | KMOD_NUM),
                     MOD_CTRL | MOD_SHIFT);
}

// Whatever comes, a frame is sound and every event is spent within two frames.
static void any_events_make_sound_frames(void **state)
{
    (void)state;
    struct events e = {.scale = {1, 1}, .now.size = {800, 600}};
    uint32_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 1664525u + 1013904223u;
        int r = (int)(seed >> 8);
        SDL_Event any[] = {
            down(r % 300, (unsigned)r >> 4), up(r % 300, (unsigned)r >> 4),
            again(r % 300, 0), typed(r & 1 ? "\xf0\x9f" : "ab"), composed("\xe3\x81"),
            motion(r % 900, r % 700), button(r & 1, r % 6, r % 900, 3, r % 7),
            wheel((float)(r % 5) - 2), window(r % 20),
            finger(SDL_FINGERDOWN + (unsigned)r % 3, r % 4, 0.5f, 0.5f),
            dropped(r & 1 ? SDL_DROPFILE : SDL_DROPTEXT, "\xff")};
        size_t which = (seed >> 28) % 11;
        if (which != 10)
            events_release(&any[10]);
        enum taken taken = events_take(&e, &any[which]);
        if (taken == LATER) {
            events_begin(&e);
            taken = events_take(&e, &any[which]);
        }
        assert_true(taken != LATER);
        assert_true(!(e.now.pressed && e.now.released));
        assert_true(!e.now.key || !(e.now.pressed || e.now.released));
    }
    events_finish(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_has_one_press),
        cmocka_unit_test(a_frame_has_one_key),
        cmocka_unit_test(repeats_that_come_together_are_one),
        cmocka_unit_test(text_stays_in_order),
        cmocka_unit_test(compositions_stay_until_they_are_committed),
        cmocka_unit_test(long_compositions_are_cut_between_letters),
        cmocka_unit_test(endless_typing_loses_nothing),
        cmocka_unit_test(wheels_have_fractions),
        cmocka_unit_test(fingers_keep_their_places),
        cmocka_unit_test(the_mouse_of_a_finger_is_none),
        cmocka_unit_test(drops_come_one_by_one),
        cmocka_unit_test(pasting_is_bounded),
        cmocka_unit_test(what_is_held_stays),
        cmocka_unit_test(pixels_are_not_points),
        cmocka_unit_test(keys_do_not_depend_on_the_layout),
        cmocka_unit_test(any_events_make_sound_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
