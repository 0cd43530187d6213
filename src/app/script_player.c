// SPDX-License-Identifier: MIT
#include "app/script_player.h"

#include "app/script_word.h"
#include "base/number.h"
#include "base/utf8.h"

#include <string.h>

bool player_slip(struct player *p, const char *expected)
{
    int column = utf8_count(p->line, (size_t)(p->mark - p->line)) + 1;
    return fault_at(p->fault, column, "expected %s", expected);
}

static void skip_blanks(struct player *p)
{
    while (p->at < p->end && (*p->at == ' ' || *p->at == '\t'))
        p->at++;
    p->mark = p->at;
}

// A word that is too long is none we know.
bool player_word(struct player *p)
{
    skip_blanks(p);
    bool comment = p->at < p->end && *p->at == '#';
    while (p->at < p->end && (comment || (*p->at != ' ' && *p->at != '\t')))
        p->at++;
    size_t length = comment ? 0 : (size_t)(p->at - p->mark);
    bool fits = length < SCRIPT_WORD;
    memcpy(p->word, fits ? p->mark : "?", fits ? length : 1);
    p->word[fits ? length : 1] = 0;
    return p->word[0];
}

void player_put_back(struct player *p)
{
    p->at = p->mark;
}

bool player_number(struct player *p, double low, double high, double *value,
                        const char *expected)
{
    player_word(p);
    return (number_read(p->word, value) && *value >= low && *value <= high)
           || player_slip(p, expected);
}

bool player_text(struct player *p, struct text *out)
{
    text_clear(out);
    skip_blanks(p);
    const char *end = p->end;
    while (end > p->at && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    size_t length = (size_t)(end - p->at), read = script_text_read(out, p->at, length);
    p->mark = p->at + read;
    p->at = p->end;
    if (out->failed)
        return fault_memory(p->fault);
    return read == length || player_slip(p, "\\n, \\t, \\r, \\\\ or \\xFF for a byte");
}

bool player_some_text(struct player *p, struct text *out, const char *expected)
{
    skip_blanks(p);
    return p->at < p->end ? player_text(p, out) : player_slip(p, expected);
}

bool player_typed(struct player *p, size_t room)
{
    skip_blanks(p);
    const char *start = p->at;
    if (!player_text(p, &p->text))
        return false;
    p->mark = start;
    if (!utf8_valid(text_or_empty(&p->text), p->text.count))
        return player_slip(p, "UTF-8 text");
    return p->text.count < room || player_slip(p, "a shorter text");
}

bool player_send(struct player *p)
{
    if (p->total++ >= (long)SCRIPT_SECONDS * SCRIPT_RATE)
        return player_slip(p, "a script of one day at most");
    p->in.time = p->base + (double)p->frames / SCRIPT_RATE;
    if (p->handle)
        p->handle(p->self, &p->in);
    p->in.pressed = p->in.released = p->in.repeated = p->in.close = false;
    p->in.button = BUTTON_LEFT;
    p->in.clicks = 0;
    p->in.wheel = 0;
    p->in.mods = p->mods;
    p->in.key = KEY_NONE;
    p->in.text[0] = 0;
    p->in.pasted = p->in.dropped = NULL;
    return true;
}

bool player_send_next(struct player *p)
{
    p->frames++;
    return player_send(p);
}

bool player_send_waiting(struct player *p)
{
    bool waiting = p->waiting;
    p->waiting = false;
    return !waiting || player_send(p);
}
