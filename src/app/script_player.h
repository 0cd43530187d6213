// SPDX-License-Identifier: MIT
#pragma once
// The reader of a script and the frame it makes: words of a line, and input sent on.

#include "base/fault.h"
#include "base/text.h"
#include "ui/input.h"

enum {
    SCRIPT_RATE = 60,                           // frames a second
    SCRIPT_SECONDS = 86400,                     // of a script, at most
    SCRIPT_WORD = 80                            // bytes, zero byte included
};

struct stage;

struct player {
    const struct stage *stage;                  // NULL: the script is only read
    void (*handle)(void *self, const struct input *in);
    void *self;
    bool (*busy)(void *self);                   // NULL: never
    struct fault *fault;
    const char *line, *at, *end;                // of the line, without its end
    const char *mark;                           // where the last word began
    char word[SCRIPT_WORD];
    struct input in;
    unsigned mods;                              // held beyond a key
    struct text text, pasted, dropped;
    double base;                                // a time, and frames since
    long frames, total;
    bool waiting;                               // a frame of a recording is being made
};

// "expected …", at the mark.  False.
bool player_slip(struct player *p, const char *expected);

// The next word into p->word; false and "" at the end of the line or a comment.
bool player_word(struct player *p);
void player_put_back(struct player *p);         // the word is read again

// A slip says what was expected.
bool player_number(struct player *p, double low, double high, double *value,
                   const char *expected);

// The rest of the line, unescaped; `some`: not empty.
bool player_text(struct player *p, struct text *out);
bool player_some_text(struct player *p, struct text *out, const char *expected);

// Into p->text: UTF-8 that fits a field of so many bytes.
bool player_typed(struct player *p, size_t room);

// Hands the frame over: at its time, a sixtieth later, or only if one is waiting.  What
// happens but once is over then.  False: the script is too long.
bool player_send(struct player *p);
bool player_send_next(struct player *p);
bool player_send_waiting(struct player *p);
