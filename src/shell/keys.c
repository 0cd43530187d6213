// SPDX-License-Identifier: MIT
#include "shell/keys.h"

struct meaning { SDL_Keycode sym; int key; };

static const struct meaning named[] = {
    {SDLK_RETURN, KEY_ENTER}, {SDLK_RETURN2, KEY_ENTER}, {SDLK_KP_ENTER, KEY_ENTER},
    {SDLK_ESCAPE, KEY_ESCAPE}, {SDLK_AC_BACK, KEY_ESCAPE}, {SDLK_TAB, KEY_TAB},
    {SDLK_BACKSPACE, KEY_BACKSPACE}, {SDLK_DELETE, KEY_DELETE}, {SDLK_LEFT, KEY_LEFT},
    {SDLK_RIGHT, KEY_RIGHT}, {SDLK_UP, KEY_UP}, {SDLK_DOWN, KEY_DOWN},
    {SDLK_HOME, KEY_HOME}, {SDLK_END, KEY_END}, {SDLK_PAGEUP, KEY_PAGE_UP},
    {SDLK_PAGEDOWN, KEY_PAGE_DOWN}, {SDLK_KP_PLUS, KEY_PLUS}, {SDLK_PLUS, KEY_PLUS},
    {SDLK_EQUALS, KEY_PLUS}, {SDLK_KP_MINUS, KEY_MINUS}, {SDLK_MINUS, KEY_MINUS},
    {SDLK_KP_MULTIPLY, '*'}, {SDLK_KP_DIVIDE, '/'}, {SDLK_KP_EQUALS, KEY_PLUS},
    {SDLK_F1, KEY_F1}, {SDLK_F2, KEY_F2}, {SDLK_F3, KEY_F3}, {SDLK_F4, KEY_F4},
    {SDLK_F5, KEY_F5}, {SDLK_F6, KEY_F6}, {SDLK_F7, KEY_F7}, {SDLK_F8, KEY_F8},
    {SDLK_F9, KEY_F9}, {SDLK_F10, KEY_F10}, {SDLK_F11, KEY_F11}, {SDLK_F12, KEY_F12},
};

static const struct { SDL_Keycode sym; int digit, move; } keypad[] = {
    {SDLK_KP_0, '0', KEY_NONE}, {SDLK_KP_1, '1', KEY_END}, {SDLK_KP_2, '2', KEY_DOWN},
    {SDLK_KP_3, '3', KEY_PAGE_DOWN}, {SDLK_KP_4, '4', KEY_LEFT}, {SDLK_KP_5, '5', KEY_NONE},
    {SDLK_KP_6, '6', KEY_RIGHT}, {SDLK_KP_7, '7', KEY_HOME}, {SDLK_KP_8, '8', KEY_UP},
    {SDLK_KP_9, '9', KEY_PAGE_UP}, {SDLK_KP_PERIOD, '.', KEY_DELETE},
    {SDLK_KP_COMMA, ',', KEY_DELETE},
};

static int key_by_place(SDL_Scancode place)
{
    static const struct meaning places[] = {
        {SDL_SCANCODE_SLASH, '/'}, {SDL_SCANCODE_PERIOD, '.'}, {SDL_SCANCODE_COMMA, ','},
        {SDL_SCANCODE_MINUS, KEY_MINUS}, {SDL_SCANCODE_EQUALS, KEY_PLUS},
    };
    if (place >= SDL_SCANCODE_A && place <= SDL_SCANCODE_Z)
        return 'a' + (int)(place - SDL_SCANCODE_A);
    for (size_t i = 0; i < SDL_arraysize(places); i++)
        if (places[i].sym == (SDL_Keycode)place)
            return places[i].key;
    return KEY_NONE;
}

int key_of(const SDL_Keysym *sym)
{
    if (sym->scancode >= SDL_SCANCODE_1 && sym->scancode <= SDL_SCANCODE_9)
        return '1' + (int)(sym->scancode - SDL_SCANCODE_1);
    if (sym->scancode == SDL_SCANCODE_0)
        return '0';
    for (size_t i = 0; i < SDL_arraysize(named); i++)
        if (named[i].sym == sym->sym)
            return named[i].key;
    for (size_t i = 0; i < SDL_arraysize(keypad); i++)
        if (keypad[i].sym == sym->sym)
            return sym->mod & KMOD_NUM ? keypad[i].digit : keypad[i].move;
    if (sym->sym >= ' ' && sym->sym < 127)
        return sym->sym;
    return key_by_place(sym->scancode);
}

unsigned key_mods(unsigned sdl_mods)
{
    return (sdl_mods & KMOD_SHIFT ? MOD_SHIFT : 0) | (sdl_mods & KMOD_CTRL ? MOD_CTRL : 0)
         | (sdl_mods & KMOD_ALT ? MOD_ALT : 0);
}
