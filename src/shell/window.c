// SPDX-License-Identifier: MIT
#include "shell/window.h"

#include "shell/events.h"
#include "shell/presenter.h"
#include "shell/signals.h"
#include "shell/x11.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_WIDTH = 320, LEAST_HEIGHT = 240, MOST_WIDTH = 1920, MOST_HEIGHT = 1080,
       CURSORS = CURSOR_MOVE + 1 };

struct window {
    SDL_Window *window;
    struct presenter presenter;
    struct events events;
    SDL_Event held;             // came too late for the last frame
    bool holding;
    bool pasting;               // the clipboard is wished for
    bool fullscreen;
    enum cursor cursor;
    SDL_Cursor *cursors[CURSORS];
    rect typing;                // where; empty: nobody does
    bool composes;              // an input method took letters that were keys
    char *title;
    struct signals signals;
    void *x11;                  // a library, see there
};

static double now(void)
{
    return (double)SDL_GetPerformanceCounter() / (double)SDL_GetPerformanceFrequency();
}

// What SDL is told before it starts; the environment may say otherwise.
static void prepare_sdl(void)
{
    SDL_setenv("SDL_VIDEO_X11_WMCLASS", "io.github.nablascope.Nablascope", 0);
    SDL_setenv("SDL_VIDEO_WAYLAND_WMCLASS", "io.github.nablascope.Nablascope", 0);
    SDL_setenv("XDG_RUNTIME_DIR", "/", 0);  // libwayland complains aloud without it
    SDL_SetHint(SDL_HINT_APP_NAME, "Nablascope");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
#ifdef SDL_HINT_IME_SUPPORT_EXTENDED_TEXT
    SDL_SetHint(SDL_HINT_IME_SUPPORT_EXTENDED_TEXT, "1");
#endif
}

// Without a display SDL draws to nowhere and calls it success.
static bool start_sdl(struct fault *fault)
{
    static const char *const nowhere[] = {"offscreen", "dummy", "evdev"};
    bool chosen = SDL_getenv("SDL_VIDEODRIVER") && *SDL_getenv("SDL_VIDEODRIVER");
    prepare_sdl();
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return fault_machine(fault, "there is no display (%.80s); "
                             "nablascope render draws without one", SDL_GetError());
    for (size_t i = 0; i < SDL_arraysize(nowhere); i++)
        if (!chosen && strcmp(SDL_GetCurrentVideoDriver(), nowhere[i]) == 0)
            return fault_machine(fault, "there is no display; "
                                 "nablascope render draws without one");
    return true;
}

// Most of the screen, where no size is asked for.
static void choose_size(const struct window_options *options, int *width, int *height)
{
    SDL_Rect screen;
    if (SDL_GetDisplayUsableBounds(0, &screen) != 0)
        screen = (SDL_Rect){0, 0, 1280, 800};
    *width = options->width > 0 ? options->width
           : SDL_clamp(screen.w * 9 / 10, LEAST_WIDTH, MOST_WIDTH);
    *height = options->height > 0 ? options->height
            : SDL_clamp(screen.h * 9 / 10, LEAST_HEIGHT, MOST_HEIGHT);
}

static bool open_as(struct window *w, const struct window_options *options,
                    enum presenting how)
{
    int width, height;
    choose_size(options, &width, &height);
    w->window = SDL_CreateWindow("Nablascope", SDL_WINDOWPOS_UNDEFINED,
                                 SDL_WINDOWPOS_UNDEFINED, width, height,
                                 SDL_WINDOW_HIDDEN | SDL_WINDOW_RESIZABLE
                                     | SDL_WINDOW_ALLOW_HIGHDPI);
    if (w->window && presenter_open(&w->presenter, w->window, how))
        return true;
    if (w->window)
        SDL_DestroyWindow(w->window);
    w->window = NULL;
    return false;
}

static bool open_any(struct window *w, const struct window_options *options)
{
    static const enum presenting ways[3][3] = {
        [PRESENT_AUTO] = {BY_FAST_TEXTURE, BY_SURFACE, BY_TEXTURE},
        [PRESENT_SURFACE] = {BY_SURFACE, BY_TEXTURE, BY_TEXTURE},
        [PRESENT_TEXTURE] = {BY_TEXTURE, BY_SURFACE, BY_SURFACE},
    };
    for (int i = 0; i < 3 && !w->window; i++) {
        enum presenting how = ways[options->present][i];
        if (how != BY_FAST_TEXTURE || presenter_may_be_fast())
            open_as(w, options, how);
    }
    return w->window != NULL;
}

static void measure(struct window *w)
{
    int width, height;
    pt pixels = presenter_size(&w->presenter);
    SDL_GetWindowSize(w->window, &width, &height);
    w->events.now.size = pixels;
    w->events.scale = width > 0 && height > 0
        ? (pt){pixels.x / (float)width, pixels.y / (float)height} : (pt){1, 1};
}

static void set_fullscreen(struct window *w, bool fullscreen)
{
    if (w->fullscreen == fullscreen)
        return;
    w->fullscreen = fullscreen;
    SDL_SetWindowFullscreen(w->window, fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    if (fullscreen)
        SDL_DisableScreenSaver();
    else
        SDL_EnableScreenSaver();
}

static void appear(struct window *w, const struct window_options *options)
{
    measure(w);
    pt scale = w->events.scale;
    if (options->width > 0 && options->height > 0 && (scale.x != 1 || scale.y != 1))
        SDL_SetWindowSize(w->window, (int)((float)options->width / scale.x),
                          (int)((float)options->height / scale.y));
    SDL_SetWindowMinimumSize(w->window, LEAST_WIDTH, LEAST_HEIGHT);
    SDL_StartTextInput();
    SDL_EventState(SDL_DROPTEXT, SDL_ENABLE);
    SDL_EventState(SDL_DROPFILE, SDL_ENABLE);
    SDL_ShowWindow(w->window);
    set_fullscreen(w, options->fullscreen);
    measure(w);
}

struct window *window_open(const struct window_options *options, struct fault *fault)
{
    struct window *w = calloc(1, sizeof *w);
    if (!w)
        return fault_memory(fault), NULL;
    signals_catch(&w->signals);
    w->x11 = x11_open();
    x11_forgive(w->x11);
    if (!start_sdl(fault))
        return window_close(w), NULL;
    x11_forgive(w->x11);
    if (!open_any(w, options)) {
        fault_machine(fault, "the window cannot be opened: %.120s", SDL_GetError());
        return window_close(w), NULL;
    }
    appear(w, options);
    return w;
}

void window_close(struct window *w)
{
    if (!w)
        return;
    if (w->holding)
        events_release(&w->held);
    events_finish(&w->events);
    for (int i = 0; i < CURSORS; i++)
        if (w->cursors[i])
            SDL_FreeCursor(w->cursors[i]);
    if (w->window) {
        presenter_close(&w->presenter);
        SDL_DestroyWindow(w->window);
    }
    SDL_Quit();
    x11_close(w->x11);
    signals_restore(&w->signals);
    free(w->title);
    free(w);
}

// What concerns the window itself.  True when a new frame is needed.
static bool notice(struct window *w, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_RENDER_DEVICE_RESET:
    case SDL_RENDER_TARGETS_RESET:
        presenter_lose(&w->presenter);
        return true;
    case SDL_WINDOWEVENT:
        break;
    default:
        return false;
    }
    switch (event->window.event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
#if SDL_VERSION_ATLEAST(2, 0, 18)
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:               // may have other pixels
#endif
        presenter_resize(&w->presenter);
        measure(w);
        return true;
    case SDL_WINDOWEVENT_EXPOSED:
        return window_visible(w) && !presenter_again(&w->presenter);
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_MAXIMIZED:
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
        return true;
    default:
        return false;
    }
}

static bool is_text(const SDL_Event *event)
{
#if SDL_VERSION_ATLEAST(2, 0, 22)
    if (event->type == SDL_TEXTEDITING_EXT)
        return true;
#endif
    return event->type == SDL_TEXTINPUT || event->type == SDL_TEXTEDITING;
}

// Text comes with every key, so that letters are not lost which are struck right after the
// one that leads into a field.  Where nobody types it is nothing; but an input method that
// composes there keeps the keys themselves, so from then on it works in fields only.
static bool is_idle_text(struct window *w, SDL_Event *event)
{
    if (!is_text(event) || w->typing.x1 > w->typing.x0)
        return false;
    bool composes = event->type == SDL_TEXTEDITING ? event->edit.text[0] != 0
                                                   : event->type != SDL_TEXTINPUT;
    if (composes && !w->composes)
        SDL_StopTextInput();
    w->composes |= composes;
    events_release(event);
    return true;
}

// Takes what waits, as far as it fits into one frame.
static bool take_waiting(struct window *w)
{
    bool any = false;
    while (w->holding || SDL_PollEvent(&w->held)) {
        any |= !w->holding && notice(w, &w->held);
        if (is_idle_text(w, &w->held)) {
            w->holding = false;
            continue;
        }
        enum taken taken = events_take(&w->events, &w->held);
        w->holding = taken == LATER;
        if (w->holding)
            break;
        any |= taken == TAKEN;
    }
    return any;
}

static bool take_clipboard(struct window *w)
{
    if (!w->pasting)
        return false;
    w->pasting = false;
    events_paste(&w->events, SDL_GetClipboardText());
    return true;
}

// False: time is up.
static bool wait_until(double until)
{
    double left = until - now();
    if (left == INFINITY)
        return SDL_WaitEvent(NULL);
    return left > 0 && SDL_WaitEventTimeout(NULL, (int)ceil(fmin(left, 1e6) * 1000));
}

bool window_input(struct window *w, struct input *in, double seconds)
{
    double until = now() + seconds;
    events_begin(&w->events);
    bool any = take_clipboard(w);
    any |= take_waiting(w);
    while (!any && wait_until(until))
        any = take_waiting(w);
    w->events.now.time = now();
    *in = w->events.now;
    return any;
}

bool window_has_more(const struct window *w)
{
    return w->holding || w->pasting || SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
}

bool window_visible(const struct window *w)
{
    return !(SDL_GetWindowFlags(w->window) & (SDL_WINDOW_HIDDEN | SDL_WINDOW_MINIMIZED));
}

bool window_stale(const struct window *w)
{
    return presenter_lost(&w->presenter);
}

bool window_show(struct window *w, const struct image *frame)
{
    if (!window_visible(w) || !frame->pixels)
        return false;
    return presenter_show(&w->presenter, frame);
}

static void set_cursor(struct window *w, enum cursor cursor)
{
    static const SDL_SystemCursor shapes[CURSORS] = {
        [CURSOR_ARROW] = SDL_SYSTEM_CURSOR_ARROW, [CURSOR_HAND] = SDL_SYSTEM_CURSOR_HAND,
        [CURSOR_TEXT] = SDL_SYSTEM_CURSOR_IBEAM,
        [CURSOR_CROSS] = SDL_SYSTEM_CURSOR_CROSSHAIR,
        [CURSOR_MOVE] = SDL_SYSTEM_CURSOR_SIZEALL,
    };
    if (w->cursors[cursor] && w->cursor == cursor)
        return;
    if (!w->cursors[cursor])
        w->cursors[cursor] = SDL_CreateSystemCursor(shapes[cursor]);
    if (w->cursors[cursor])
        SDL_SetCursor(w->cursors[cursor]);
    w->cursor = cursor;
}

static int whole(float at, float scale)                 // of SDL's units, never far away
{
    return (int)SDL_clamp(at / scale, -32767.0f, 32767.0f);
}

static void set_typing(struct window *w, rect at)
{
    pt scale = w->events.scale;
    rect old = w->typing;
    if (!(at.x1 > at.x0 && at.y1 > at.y0))
        at = (rect){0};
    if (at.x0 == old.x0 && at.y0 == old.y0 && at.x1 == old.x1 && at.y1 == old.y1)
        return;
    w->typing = at;
    if (at.x1 <= at.x0) {
        if (w->composes)
            SDL_StopTextInput();
        w->events.now.composing[0] = 0;
        return;
    }
    SDL_SetTextInputRect(&(SDL_Rect){
        whole(at.x0, scale.x), whole(at.y0, scale.y),
        whole(at.x1 - at.x0, scale.x) + 1, whole(at.y1 - at.y0, scale.y) + 1});
    if (!(old.x1 > old.x0))
        SDL_StartTextInput();
}

static void set_title(struct window *w, const char *title)
{
    if (!title || (w->title && strcmp(w->title, title) == 0))
        return;
    free(w->title);
    w->title = strdup(title);
    SDL_SetWindowTitle(w->window, title);
}

void window_grant(struct window *w, const struct wishes *wishes)
{
    set_title(w, wishes->title);
    set_cursor(w, wishes->cursor);
    set_typing(w, wishes->typing);
    set_fullscreen(w, wishes->fullscreen);
    if (wishes->copy)
        SDL_SetClipboardText(wishes->copy);
    w->pasting |= wishes->paste;
}
