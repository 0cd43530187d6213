// SPDX-License-Identifier: MIT
#include "ui/edit.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum kind { SPACE, WORD, SIGN };

static enum kind kind_of(uint32_t c)
{
    bool digit = c >= '0' && c <= '9', letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (c == ' ')
        return SPACE;
    if (c >= 0x80)              // · × ÷ and the mathematical operators are signs
        return c == 0xB7 || c == 0xD7 || c == 0xF7 || (c >= 0x2200 && c < 0x2300)
                   ? SIGN : WORD;
    return digit || letter || c == '_' || c == '.' ? WORD : SIGN;
}

static size_t after(const char *text, size_t at)
{
    const char *p = text + at;
    utf8_next(&p, p + strnlen(p, 4));
    return (size_t)(p - text);
}

static size_t before(const char *text, size_t at)
{
    for (size_t back = 1; back <= 4 && back <= at; back++) {
        const char *p = text + at - back;
        if ((*p & 0xC0) == 0x80)
            continue;
        utf8_next(&p, text + at);
        return p == text + at ? at - back : at - 1;
    }
    return at > 0 ? at - 1 : 0;
}

static enum kind kind_at(const char *text, size_t at)
{
    const char *p = text + at;
    return kind_of(utf8_next(&p, p + strnlen(p, 4)));
}

static size_t word_before(const char *text, size_t at)
{
    while (at > 0 && kind_at(text, before(text, at)) == SPACE)
        at = before(text, at);
    enum kind kind = at > 0 ? kind_at(text, before(text, at)) : SPACE;
    while (at > 0 && kind_at(text, before(text, at)) == kind)
        at = before(text, at);
    return at;
}

static size_t word_after(const char *text, size_t at)
{
    while (text[at] && kind_at(text, at) == SPACE)
        at = after(text, at);
    enum kind kind = kind_at(text, at);
    while (text[at] && kind_at(text, at) == kind)
        at = after(text, at);
    return at;
}

static size_t target(const struct edit *e, const char *text, enum edit_move move)
{
    switch (move) {
    case MOVE_LEFT: return before(text, e->caret);
    case MOVE_RIGHT: return after(text, e->caret);
    case MOVE_WORD_LEFT: return word_before(text, e->caret);
    case MOVE_WORD_RIGHT: return word_after(text, e->caret);
    case MOVE_HOME: return 0;
    default: return strlen(text);
    }
}

// The border of letters at a position, or the next one to its left.
static size_t border(const char *text, size_t at)
{
    size_t length = strlen(text);
    if (at >= length)
        return length;
    for (size_t back = 1; back < 4 && back <= at; back++)
        if ((text[at - back] & 0xC0) != 0x80)
            return after(text, at - back) > at ? at - back : at;
    return at;
}

size_t edit_from(const struct edit *e)
{
    return e->caret < e->anchor ? e->caret : e->anchor;
}

size_t edit_to(const struct edit *e)
{
    return e->caret < e->anchor ? e->anchor : e->caret;
}

void edit_rest(struct edit *e)
{
    e->burst = BURST_NONE;
}

void edit_fit(struct edit *e, const char *text)
{
    e->caret = border(text, e->caret);
    e->anchor = border(text, e->anchor);
}

void edit_place(struct edit *e, const char *text, size_t at, bool select)
{
    edit_rest(e);
    e->caret = at;
    if (!select)
        e->anchor = at;
    edit_fit(e, text);
}

void edit_move(struct edit *e, const char *text, enum edit_move move, bool select)
{
    edit_fit(e, text);
    bool leaves = e->caret != e->anchor && !select;
    if (leaves && move == MOVE_LEFT)
        edit_place(e, text, edit_from(e), false);
    else if (leaves && move == MOVE_RIGHT)
        edit_place(e, text, edit_to(e), false);
    else
        edit_place(e, text, target(e, text, move), select);
}

void edit_select_word(struct edit *e, const char *text, size_t at)
{
    edit_place(e, text, at, false);
    if (e->caret > 0 && !text[e->caret])
        e->caret = before(text, e->caret);
    enum kind kind = kind_at(text, e->caret);
    for (e->anchor = e->caret; e->anchor > 0; e->anchor = before(text, e->anchor))
        if (kind_at(text, before(text, e->anchor)) != kind)
            break;
    while (text[e->caret] && kind_at(text, e->caret) == kind)
        e->caret = after(text, e->caret);
}

void edit_select_all(struct edit *e, const char *text)
{
    edit_place(e, text, strlen(text), false);
    e->anchor = 0;
}

static void forget(struct edit *e, int from, int to)
{
    for (int i = from; i < to; i++)
        free(e->step[i].text);
}

static char *copy_of(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

// Keeps the text as it is before a change, unless that goes on with the last one.
static void remember(struct edit *e, const char *text, enum edit_burst burst)
{
    bool goes_on = burst != BURST_NONE && burst == e->burst;
    e->burst = burst;
    forget(e, e->undos, e->undos + e->redos);
    e->redos = 0;
    char *copy = goes_on ? NULL : copy_of(text);
    if (!copy)
        return;
    if (e->undos == EDIT_UNDO) {
        forget(e, 0, 1);
        memmove(e->step, e->step + 1, (EDIT_UNDO - 1) * sizeof *e->step);
        e->undos--;
    }
    e->step[e->undos++] = (struct edit_step){copy, e->caret};
}

static void replace(struct edit *e, char *text, const char *with, size_t count)
{
    size_t from = edit_from(e), to = edit_to(e);
    memmove(text + from + count, text + to, strlen(text + to) + 1);
    memcpy(text + from, with, count);
    e->caret = e->anchor = from + count;
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

// Writes what may stand in a text, at most `room` bytes; returns how many.
static size_t clean(char *out, size_t room, const char *more)
{
    const char *end = more + strnlen(more, 4 * room + 4);
    size_t count = 0;
    while (more < end) {
        uint32_t c = utf8_next(&more, end);
        char letter[4];
        size_t bytes = (size_t)utf8_write(letter, is_control(c) ? ' ' : c);
        if (count + bytes > room)
            break;
        memcpy(out + count, letter, bytes);
        count += bytes;
    }
    return count;
}

bool edit_insert(struct edit *e, char *text, size_t size, const char *more)
{
    edit_fit(e, text);
    char fresh[EDIT_TEXT];
    size_t chosen = edit_to(e) - edit_from(e), rest = strlen(text) - chosen;
    size_t room = (size < EDIT_TEXT ? size : EDIT_TEXT) - 1;
    size_t count = rest < room ? clean(fresh, room - rest, more) : 0;
    if (count == 0 && chosen == 0)
        return false;
    bool typed = utf8_count(fresh, count) == 1;
    if (chosen > 0)
        edit_rest(e);                           // what replaces it begins a burst
    remember(e, text, typed ? BURST_TYPING : BURST_NONE);
    replace(e, text, fresh, count);
    return true;
}

bool edit_erase(struct edit *e, char *text, enum edit_move reach)
{
    edit_fit(e, text);
    bool letters = e->caret == e->anchor;
    size_t end = letters ? target(e, text, reach) : e->anchor;
    if (end == e->caret)
        return false;
    remember(e, text, letters ? BURST_ERASING : BURST_NONE);
    e->anchor = end;
    replace(e, text, "", 0);
    return true;
}

// Changes places with the text of a step; the step is the way back.
static bool swap(struct edit *e, char *text, size_t size, struct edit_step *step)
{
    size_t length = strlen(step->text);
    char *copy = length < size ? copy_of(text) : NULL;
    if (!copy)
        return false;
    struct edit_step back = {copy, e->caret};
    memcpy(text, step->text, length + 1);
    edit_place(e, text, step->caret, false);
    free(step->text);
    *step = back;
    return true;
}

bool edit_undo(struct edit *e, char *text, size_t size)
{
    if (e->undos == 0 || !swap(e, text, size, &e->step[e->undos - 1]))
        return false;
    e->undos--;
    e->redos++;
    return true;
}

bool edit_redo(struct edit *e, char *text, size_t size)
{
    if (e->redos == 0 || !swap(e, text, size, &e->step[e->undos]))
        return false;
    e->undos++;
    e->redos--;
    return true;
}

void edit_free(struct edit *e)
{
    forget(e, 0, e->undos + e->redos);
    *e = (struct edit){0};
}
