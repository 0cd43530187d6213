// SPDX-License-Identifier: MIT
#include "app/script_word.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct { int key; const char *word; } key_words[] = {
    {' ', "space"}, {KEY_ENTER, "enter"}, {KEY_ESCAPE, "escape"}, {KEY_TAB, "tab"},
    {KEY_BACKSPACE, "backspace"}, {KEY_DELETE, "delete"}, {KEY_LEFT, "left"},
    {KEY_RIGHT, "right"}, {KEY_UP, "up"}, {KEY_DOWN, "down"}, {KEY_HOME, "home"},
    {KEY_END, "end"}, {KEY_PAGE_UP, "pageup"}, {KEY_PAGE_DOWN, "pagedown"},
    {KEY_PLUS, "plus"}, {KEY_MINUS, "minus"}, {KEY_F1, "f1"}, {KEY_F2, "f2"},
    {KEY_F3, "f3"}, {KEY_F4, "f4"}, {KEY_F5, "f5"}, {KEY_F6, "f6"}, {KEY_F7, "f7"},
    {KEY_F8, "f8"}, {KEY_F9, "f9"}, {KEY_F10, "f10"}, {KEY_F11, "f11"},
    {KEY_F12, "f12"},
};

static const struct { unsigned mod; const char *word; } mod_words[] = {
    {MOD_CTRL, "ctrl"}, {MOD_SHIFT, "shift"}, {MOD_ALT, "alt"},
};

static const char *const button_words[BUTTONS] = {"left", "middle", "right"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

// Is it a sign that stands for its key?
static bool is_sign(int key)
{
    return key > ' ' && key < 127 && key != '#' && !(key >= 'A' && key <= 'Z');
}

// The modifier a word begins with, and where the word goes on.
static unsigned mod_at(const char *word, const char **rest)
{
    for (size_t i = 0; i < COUNT(mod_words); i++) {
        size_t length = strlen(mod_words[i].word);
        *rest = word + length;
        if (strncmp(word, mod_words[i].word, length) == 0
            && (**rest == '+' || **rest == 0))
            return mod_words[i].mod;
    }
    return 0;
}

static int key_of(const char *word)
{
    char *end;
    if (is_sign((unsigned char)*word) && word[1] == 0)
        return *word;
    for (size_t i = 0; i < COUNT(key_words); i++)
        if (strcmp(word, key_words[i].word) == 0)
            return key_words[i].key;
    if (strncmp(word, "code", 4) != 0 || !isdigit((unsigned char)word[4]))
        return 0;
    long code = strtol(word + 4, &end, 10);
    return *end || code > 0x7fffffff ? 0 : (int)code;
}

bool script_key_read(const char *word, unsigned *mods, int *key)
{
    const char *rest;
    *mods = 0;
    for (unsigned mod; (mod = mod_at(word, &rest)) && *rest == '+'; word = rest + 1)
        *mods |= mod;
    *key = key_of(word);
    return *key != 0;
}

void script_key_write(struct text *out, int key)
{
    for (size_t i = 0; i < COUNT(key_words); i++)
        if (key == key_words[i].key) {
            text_add(out, key_words[i].word);
            return;
        }
    text_addf(out, is_sign(key) ? "%c" : "code%d", key);
}

bool script_mods_read(const char *word, unsigned *mods)
{
    const char *rest;
    *mods = 0;
    if (strcmp(word, "none") == 0)
        return true;
    for (unsigned mod; (mod = mod_at(word, &rest)); word = rest + 1) {
        *mods |= mod;
        if (!*rest)
            return true;
    }
    return false;
}

void script_mods_write(struct text *out, unsigned mods)
{
    const char *between = "";
    for (size_t i = 0; i < COUNT(mod_words); i++) {
        if (!(mods & mod_words[i].mod))
            continue;
        text_addf(out, "%s%s", between, mod_words[i].word);
        between = "+";
    }
    if (!*between)
        text_add(out, "none");
}

const char *script_button(enum button button)
{
    return button_words[button];
}

bool script_button_read(const char *word, enum button *button)
{
    for (int i = 0; i < BUTTONS; i++)
        if (strcmp(word, button_words[i]) == 0) {
            *button = (enum button)i;
            return true;
        }
    return false;
}

static int hex_of(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return at ? (int)(at - digits) : -1;
}

// One escaped byte behind a backslash; returns how many bytes say it, 0: none does.
static size_t read_escape(char *byte, const char *at, size_t left)
{
    static const char names[] = "ntr\\", values[] = "\n\t\r\\";
    const char *name = left && *at ? strchr(names, *at) : NULL;
    if (name) {
        *byte = values[name - names];
        return 1;
    }
    if (left < 3 || *at != 'x' || hex_of(at[1]) < 0 || hex_of(at[2]) < 0)
        return 0;
    *byte = (char)(hex_of(at[1]) * 16 + hex_of(at[2]));
    return *byte ? 3 : 0;
}

size_t script_text_read(struct text *out, const char *from, size_t length)
{
    for (size_t i = 0; i < length;) {
        char byte = from[i];
        size_t more = byte == '\\'
                          ? read_escape(&byte, from + i + 1, length - i - 1) : 0;
        if (!byte || (from[i] == '\\' && !more))
            return i;
        text_add_bytes(out, &byte, 1);
        i += 1 + more;
    }
    return length;
}

void script_text_write(struct text *out, const char *text)
{
    const char *end = text + strlen(text);
    for (const char *at = text, *next = text; at < end; at = next) {
        bool known = utf8_next(&next, end) != 0xFFFD || next - at == 3;
        bool edge = *at == ' ' && (at == text || next == end);
        if (!known || edge || (unsigned char)*at < ' ' || *at == 127)
            text_addf(out, "\\x%02x", (unsigned char)*at);
        else if (*at == '\\')
            text_add(out, "\\\\");
        else
            text_add_bytes(out, at, (size_t)(next - at));
    }
}
