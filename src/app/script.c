// SPDX-License-Identifier: MIT
#include "app/script.h"

#include "app/script_hands.h"
#include "app/script_player.h"
#include "scene/spelling.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN = 64 };

struct input script_input(void)
{
    return (struct input){.size = {1280, 800}, .focused = true};
}

static bool play_shot(struct player *p)
{
    return player_some_text(p, &p->text, "the name of a PNG file")
           && (!p->stage || p->stage->shot(p->stage->self, p->text.at, p->fault));
}

static bool play_dump(struct player *p)
{
    return player_some_text(p, &p->text, "the name of a file")
           && (!p->stage || p->stage->dump(p->stage->self, p->text.at, p->fault));
}

// What of a text fits into a sentence.
static const char *shown(char out[SHOWN], const char *text)
{
    size_t length = strlen(text), most = SHOWN - sizeof "…";
    if (length > most)
        for (length = most; length && (text[length] & 0xC0) == 0x80;)
            length--;
    snprintf(out, SHOWN, "%.*s%s", (int)length, text, text[length] ? "…" : "");
    return out;
}

static bool expect_text(struct player *p, bool wanted)
{
    char text[SHOWN];
    if (!player_some_text(p, &p->text, "a text"))
        return false;
    return !p->stage || p->stage->shows(p->stage->self, p->text.at) == wanted
           || fault_at(p->fault, 0, "\"%s\" is %s the window", shown(text, p->text.at),
                       wanted ? "not in" : "in");
}

// The value of what p->word names must be the rest of the line.
static bool expect_value(struct player *p, const char *named,
                         bool (*ask)(void *self, const char *word, struct text *value))
{
    char wanted[SHOWN], got[SHOWN];
    struct text value = {0};
    const char *mark = p->mark;
    if (!p->word[0])
        return player_slip(p, named);
    if (!player_text(p, &p->text))
        return false;
    p->mark = mark;
    bool done = !p->stage || ask(p->stage->self, p->word, &value)
                || player_slip(p, named);
    if (done && value.failed)
        done = fault_memory(p->fault);
    if (done && p->stage
        && strcmp(text_or_empty(&value), text_or_empty(&p->text)) != 0)
        done = fault_at(p->fault, 0, "%.60s is \"%s\", not \"%s\"", p->word,
                        shown(got, text_or_empty(&value)),
                        shown(wanted, text_or_empty(&p->text)));
    text_free(&value);
    return done;
}

static bool play_expect(struct player *p)
{
    player_word(p);
    if (strcmp(p->word, "text") == 0)
        return expect_text(p, true);
    if (strcmp(p->word, "no") == 0) {
        player_word(p);
        return strcmp(p->word, "text") == 0 ? expect_text(p, false)
                                            : player_slip(p, "text");
    }
    bool wish = strcmp(p->word, "wish") == 0;
    if (wish)
        player_word(p);
    return expect_value(p, wish ? "a wish, as copy or title"
                                : "a setting of the scene, text, no text or wish",
                        !p->stage ? NULL : wish ? p->stage->wished : p->stage->setting);
}

static const struct script_command stage_commands[] = {
    {"shot", SCRIPT_OWN, play_shot}, {"dump", SCRIPT_OWN, play_dump},
    {"expect", SCRIPT_OWN, play_expect},
};

enum { COMMANDS = SCRIPT_HANDS + sizeof stage_commands / sizeof *stage_commands };

static const struct script_command *command_at(int i)
{
    return i < SCRIPT_HANDS ? &script_hands[i] : &stage_commands[i - SCRIPT_HANDS];
}

static bool unknown(struct player *p)
{
    char expected[SHOWN];
    const char *near = NULL;
    for (int i = 0; i < COMMANDS; i++)
        near = spelling_nearer(p->word, near, command_at(i)->word);
    if (!near)
        return player_slip(p, "a command, as click, key, text or wait");
    snprintf(expected, sizeof expected, "a command; did you mean %s?", near);
    return player_slip(p, expected);
}

static bool play_line(struct player *p)
{
    const struct script_command *command = NULL;
    const char *zero = memchr(p->line, 0, (size_t)(p->end - p->line));
    p->mark = zero ? zero : p->line;
    if (zero)
        return player_slip(p, "text, not a zero byte");
    if (!player_word(p))
        return true;
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(p->word, command_at(i)->word) == 0)
            command = command_at(i);
    if (!command)
        return unknown(p);
    if ((command->kind == SCRIPT_OWN && !player_send_waiting(p)) || !command->play(p))
        return false;
    if (player_word(p))
        return player_slip(p, "nothing more on this line");
    return command->kind != SCRIPT_FRAME || p->waiting || player_send_next(p);
}

static bool play(const char *text, size_t length, const struct stage *stage,
                 struct fault *fault)
{
    struct player p = {.stage = stage, .fault = fault, .in = script_input()};
    if (stage) {
        p.handle = stage->handle;
        p.self = stage->self;
        p.busy = stage->busy;
    }
    const char *all = text + length;
    bool done = true;
    int number = 0;
    for (const char *next = text; done && next < all;) {
        const char *end = memchr(next, '\n', (size_t)(all - next));
        p.line = p.at = next;
        p.end = end ? end : all;
        next = p.end + (end != NULL);
        p.end -= p.end > p.line && p.end[-1] == '\r';
        number++;
        done = play_line(&p);
    }
    done = done && player_send_waiting(&p);
    if (!done)
        fault->line = number;
    text_free(&p.text);
    text_free(&p.pasted);
    text_free(&p.dropped);
    return done;
}

bool script_play(const char *text, size_t length, const struct stage *stage,
                 struct fault *fault)
{
    struct fault own;
    fault = fault ? fault : &own;
    return play(text, length, NULL, fault) && play(text, length, stage, fault);
}
