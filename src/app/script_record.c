// SPDX-License-Identifier: MIT
#include "app/script.h"

#include "app/script_word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_pair(struct text *out, const char *word, pt at)
{
    text_addf(out, "%s ", word);
    text_add_number(out, (double)at.x);
    text_add(out, " ");
    text_add_number(out, (double)at.y);
    text_add(out, "\n");
}

static void write_text(struct text *out, const char *word, const char *text)
{
    text_addf(out, "%s ", word);
    script_text_write(out, text);
    text_add(out, "\n");
}

static void write_button(struct text *out, const char *word, const struct input *in)
{
    text_addf(out, "%s %s", word, script_button(in->button));
    if (in->pressed && in->clicks != 1)
        text_addf(out, " %d", in->clicks);
    text_add(out, "\n");
}

static void write_pointer(struct text *out, struct input *last, const struct input *in)
{
    if (in->size.x != last->size.x || in->size.y != last->size.y)
        write_pair(out, "size", in->size);
    if (in->pointer.x != last->pointer.x || in->pointer.y != last->pointer.y
        || (in->inside && !last->inside)) {
        write_pair(out, "move", in->pointer);
        last->inside = true;
    }
    if (!in->inside && last->inside)
        text_add(out, "leave\n");
}

static void write_buttons(struct text *out, struct input *last, const struct input *in)
{
    if (in->pressed) {
        write_button(out, "press", in);
        last->held[in->button] = true;
    }
    if (in->released) {
        write_button(out, "release", in);
        last->held[in->button] = false;
    }
    if (memcmp(last->held, in->held, sizeof in->held) == 0)
        return;
    text_add(out, "holding");
    for (int i = 0; i < BUTTONS; i++)
        if (in->held[i])
            text_addf(out, " %s", script_button(i));
    text_add(out, "\n");
}

static void write_fingers(struct text *out, const struct input *last,
                          const struct input *in)
{
    for (int i = 0; i < FINGERS; i++) {
        const struct finger *was = &last->finger[i], *is = &in->finger[i];
        char word[16];
        snprintf(word, sizeof word, "finger %d", i + 1);
        if (is->down && !(was->down && was->at.x == is->at.x && was->at.y == is->at.y))
            write_pair(out, word, is->at);
        else if (was->down && !is->down)
            text_addf(out, "%s up\n", word);
    }
}

static void write_keys(struct text *out, const struct input *last,
                       const struct input *in)
{
    if (in->mods != last->mods) {
        text_add(out, "mods ");
        script_mods_write(out, in->mods);
        text_add(out, "\n");
    }
    if (in->key != KEY_NONE) {
        text_add(out, "key ");
        script_key_write(out, in->key);
        text_add(out, in->repeated ? " repeat\n" : "\n");
    }
    if (in->held_x != last->held_x)
        text_add(out, in->held_x ? "hold x\n" : "unhold x\n");
    if (in->held_y != last->held_y)
        text_add(out, in->held_y ? "hold y\n" : "unhold y\n");
}

static void write_texts(struct text *out, struct input *last, const struct input *in)
{
    if (in->text[0]) {
        write_text(out, "text", in->text);
        last->composing[0] = 0;
    }
    if (strcmp(in->composing, last->composing) != 0)
        write_text(out, "compose", in->composing);
    if (in->pasted)
        write_text(out, "paste", in->pasted);
    if (in->dropped && in->dropped[0])
        write_text(out, "drop", in->dropped);
}

void script_record(struct recorder *r, const struct input *in)
{
    if (!r->begun)
        r->last = script_input();
    r->begun = true;
    text_add(&r->out, "at ");
    text_add_number(&r->out, in->time);
    text_add(&r->out, "\n");
    write_pointer(&r->out, &r->last, in);
    write_buttons(&r->out, &r->last, in);
    write_fingers(&r->out, &r->last, in);
    write_keys(&r->out, &r->last, in);
    if (in->wheel != 0) {
        text_add(&r->out, "wheel ");
        text_add_number(&r->out, (double)in->wheel);
        text_add(&r->out, "\n");
    }
    write_texts(&r->out, &r->last, in);
    if (in->focused != r->last.focused)
        text_add(&r->out, in->focused ? "focus on\n" : "focus off\n");
    if (in->close)
        text_add(&r->out, "close\n");
    r->last = *in;
    r->last.pasted = r->last.dropped = NULL;
}

void recorder_free(struct recorder *r)
{
    text_free(&r->out);
    r->begun = false;
}
