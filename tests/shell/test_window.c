// SPDX-License-Identifier: MIT
// On a display that is nowhere; test_window.py tests a real one.
#include "shell/window.h"

#include <SDL.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct window *open_window(enum present present)
{
    struct fault fault;
    struct window *w = window_open(&(struct window_options){640, 480, false, present},
                                   &fault);
    assert_non_null(w);
    return w;
}

static SDL_Window *window_of_sdl(void)
{
    for (Uint32 id = 1; id < 100; id++)
        if (SDL_GetWindowFromID(id))
            return SDL_GetWindowFromID(id);
    return NULL;
}

static bool next(struct window *w, struct input *in)
{
    return window_input(w, in, 0);
}

// Until nothing comes any more.
static void settle(struct window *w, struct input *in)
{
    int frames = 0;
    while (frames < 100 && next(w, in))
        frames++;
    assert_false(next(w, in));
}

static void push(SDL_Event event)
{
    assert_true(SDL_PushEvent(&event) > 0);
}

static void push_key(SDL_Keycode sym)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN}};
    event.key.keysym.sym = sym;
    push(event);
}

static void waiting_ends(void **state)
{
    (void)state;
    struct input in;
    struct window *w = open_window(PRESENT_AUTO);
    settle(w, &in);
    assert_true(in.size.x == 640 && in.size.y == 480);
    double before = in.time;
    assert_false(window_input(w, &in, 0.03));
    assert_true(in.time - before >= 0.02);      // SDL counts whole milliseconds
    before = in.time;
    push_key('a');
    assert_true(window_input(w, &in, INFINITY));
    assert_true(in.key == 'a' && in.time >= before);
    assert_false(window_input(w, &in, -1));
    assert_int_equal(in.key, KEY_NONE);
    window_close(w);
    window_close(NULL);
}

static void what_comes_together_is_taken_apart(void **state)
{
    (void)state;
    struct input in;
    struct window *w = open_window(PRESENT_AUTO);
    settle(w, &in);
    for (int c = 'a'; c <= 'e'; c++)
        push_key(c);
    for (int c = 'a'; c <= 'e'; c++) {
        assert_true(next(w, &in));
        assert_int_equal(in.key, c);
        assert_int_equal(window_has_more(w), c < 'e');
    }
    assert_false(next(w, &in));
    push((SDL_Event){.type = SDL_QUIT});
    assert_true(next(w, &in));
    assert_true(in.close);
    window_close(w);
}

static void the_clipboard_goes_both_ways(void **state)
{
    (void)state;
    struct input in;
    struct window *w = open_window(PRESENT_AUTO);
    settle(w, &in);
    window_grant(w, &(struct wishes){.paste = true, .title = "a"});
    assert_true(window_has_more(w));
    assert_true(window_input(w, &in, INFINITY));
    assert_string_equal(in.pasted, "");
    window_grant(w, &(struct wishes){.copy = "∇f", .paste = true, .title = "a"});
    assert_true(next(w, &in));
    assert_string_equal(in.pasted, "∇f");
    assert_false(next(w, &in));
    assert_null(in.pasted);
    window_close(w);
}

static void wishes_are_granted(void **state)
{
    (void)state;
    static const rect nan_rect = {NAN, NAN, NAN, NAN}, far = {-1e30f, 0, 1e30f, 1e30f};
    struct input in;
    struct window *w = open_window(PRESENT_AUTO);
    settle(w, &in);
    push((SDL_Event){.text = {.type = SDL_TEXTINPUT, .text = "k"}});
    assert_false(next(w, &in) && in.text[0]);           // nobody types
    assert_true(SDL_IsTextInputActive());               // but the next key may lead to it
    push((SDL_Event){.edit = {.type = SDL_TEXTEDITING, .text = "ほ"}});
    assert_false(next(w, &in) && in.composing[0]);
    assert_false(SDL_IsTextInputActive());              // it would keep the keys
    for (enum cursor c = CURSOR_ARROW; c <= CURSOR_MOVE; c++)
        window_grant(w, &(struct wishes){.cursor = c, .typing = {10, 10, 11, 30}});
    assert_true(SDL_IsTextInputActive());
    window_grant(w, &(struct wishes){.typing = far});
    assert_true(SDL_IsTextInputActive());
    push((SDL_Event){.edit = {.type = SDL_TEXTEDITING, .text = "ほ"}});
    assert_true(next(w, &in));
    assert_string_equal(in.composing, "ほ");
    window_grant(w, &(struct wishes){.typing = nan_rect, .title = "∇ field"});
    assert_false(SDL_IsTextInputActive());
    next(w, &in);
    assert_string_equal(in.composing, "");
    assert_string_equal(SDL_GetWindowTitle(window_of_sdl()), "∇ field");
    window_grant(w, &(struct wishes){.fullscreen = true});
    assert_true(SDL_GetWindowFlags(window_of_sdl()) & SDL_WINDOW_FULLSCREEN_DESKTOP);
    window_grant(w, &(struct wishes){.fullscreen = false});
    assert_false(SDL_GetWindowFlags(window_of_sdl()) & SDL_WINDOW_FULLSCREEN);
    settle(w, &in);
    window_close(w);
}

// A window asks for another frame when what it showed is lost.
static void lost_frames_are_asked_for(void **state)
{
    (void)state;
    static const Uint32 losses[] = {SDL_RENDER_DEVICE_RESET, SDL_RENDER_TARGETS_RESET};
    static const enum present ways[] = {PRESENT_SURFACE, PRESENT_TEXTURE, PRESENT_AUTO};
    struct image frame;
    assert_true(image_make(&frame, 640, 480, rgb(0x123456)));
    for (int i = 0; i < 3; i++) {
        struct input in;
        struct window *w = open_window(ways[i]);
        settle(w, &in);
        assert_true(window_stale(w));
        assert_true(window_show(w, &frame));
        for (int k = 0; k < 20; k++) {
            push((SDL_Event){.type = losses[k % 2]});
            assert_false(window_stale(w));
            assert_true(next(w, &in));
            assert_true(window_stale(w));
            assert_true(window_show(w, &frame));
        }
        settle(w, &in);
        push((SDL_Event){.window = {.type = SDL_WINDOWEVENT,
                                    .event = SDL_WINDOWEVENT_EXPOSED}});
        assert_false(next(w, &in));                     // it helped itself
        window_close(w);
    }
    image_free(&frame);
}

static void hidden_windows_show_nothing(void **state)
{
    (void)state;
    struct image frame;
    struct input in;
    assert_true(image_make(&frame, 640, 480, rgb(0x123456)));
    struct window *w = open_window(PRESENT_SURFACE);
    settle(w, &in);
    SDL_HideWindow(window_of_sdl());
    assert_true(next(w, &in));
    assert_false(window_visible(w));
    assert_false(window_show(w, &frame));
    SDL_ShowWindow(window_of_sdl());
    assert_true(next(w, &in));
    assert_true(window_visible(w));
    assert_true(window_show(w, &frame));
    assert_false(window_show(w, &(struct image){0}));
    SDL_SetWindowSize(window_of_sdl(), 700, 500);
    assert_true(next(w, &in));
    assert_true(in.size.x == 700 && in.size.y == 500);
    assert_true(window_show(w, &frame));
    window_close(w);
    image_free(&frame);
}

static void held_events_are_freed(void **state)
{
    (void)state;
    struct input in;
    struct window *w = open_window(PRESENT_AUTO);
    settle(w, &in);
    for (int i = 0; i < 2; i++)
        push((SDL_Event){.drop = {.type = SDL_DROPFILE, .file = SDL_strdup("/a.scene")}});
    assert_true(next(w, &in));
    assert_string_equal(in.dropped, "/a.scene");
    window_close(w);
}

static void ignore_it(int signal)
{
    (void)signal;
}

static void signals_close_the_window(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct input in;
    for (int i = 0; i < 3; i++) {
        signal(signals[i], ignore_it);
        struct window *w = open_window(PRESENT_AUTO);
        settle(w, &in);
        raise(signals[i]);
        assert_true(window_input(w, &in, 5));
        assert_true(in.close);
        window_close(w);
        assert_ptr_equal(signal(signals[i], SIG_DFL), ignore_it);
    }
    signal(SIGHUP, SIG_IGN);
    struct window *w = open_window(PRESENT_AUTO);
    settle(w, &in);
    raise(SIGHUP);
    assert_false(next(w, &in));
    window_close(w);
    assert_ptr_equal(signal(SIGHUP, SIG_DFL), SIG_IGN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waiting_ends),
        cmocka_unit_test(what_comes_together_is_taken_apart),
        cmocka_unit_test(the_clipboard_goes_both_ways),
        cmocka_unit_test(wishes_are_granted),
        cmocka_unit_test(lost_frames_are_asked_for),
        cmocka_unit_test(hidden_windows_show_nothing),
        cmocka_unit_test(held_events_are_freed),
        cmocka_unit_test(signals_close_the_window),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
