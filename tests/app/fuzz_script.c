// SPDX-License-Identifier: MIT
// Any bytes either are a script, whose frames make sense and which recorded and played
// again makes the same ones, or have a fault with a place inside them.

#include "app/script.h"
#include "base/stamp.h"
#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

enum { MOST = 2000 };                           // frames that are recorded

struct log {
    struct recorder recorder;
    uint64_t stamp;
    double time;
    long frames;
    bool records;
};

static void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static uint64_t stamp_of(uint64_t stamp, const struct input *in)
{
    const double numbers[] = {
        in->time, (double)in->size.x, (double)in->size.y, (double)in->pointer.x,
        (double)in->pointer.y, in->inside, in->held[0], in->held[1], in->held[2],
        in->pressed, in->released, in->button, in->clicks, (double)in->wheel, in->mods,
        in->key, in->repeated, in->held_x, in->held_y, in->focused, in->close};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        stamp = stamp_number(stamp, numbers[i] + 0.0);
    stamp = stamp_text(stamp_text(stamp, in->text), in->composing);
    stamp = stamp_text(stamp, in->pasted ? in->pasted : "(none)");
    return stamp_text(stamp, in->dropped ? in->dropped : "(none)");
}

static void handle(void *self, const struct input *in)
{
    struct log *log = self;
    must(in->time >= log->time && isfinite(in->time), "time goes back");
    must(in->size.x >= 1 && in->size.y >= 1, "no window");
    must(isfinite(in->pointer.x) && isfinite(in->pointer.y), "no pointer");
    must(in->button < BUTTONS, "no button");
    must(utf8_valid(in->text, strlen(in->text)), "typed, but no UTF-8");
    must(utf8_valid(in->composing, strlen(in->composing)), "composed, but no UTF-8");
    log->time = in->time;
    if (log->frames++ >= MOST)
        return;
    log->stamp = stamp_of(log->stamp, in);
    if (log->records)
        script_record(&log->recorder, in);
}

static bool file(void *self, const char *path, struct fault *fault)
{
    (void)self;
    return path[0] != 'n' || fault_machine(fault, "no");
}

static bool value(void *self, const char *word, struct text *out)
{
    (void)self;
    text_add(out, "1");
    return word[0] != 'n';
}

static bool shows(void *self, const char *text)
{
    (void)self;
    return text[0] != 'n';
}

static void check_place(const struct fault *fault, const char *text, size_t count)
{
    int lines = 1;
    for (size_t i = 0; i < count; i++)
        lines += text[i] == '\n';
    must(fault->text[0] && fault->line >= 1 && fault->line <= lines, "no place");
    must(fault->column >= 0 && (size_t)fault->column <= count + 1, "column outside");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct log log = {.records = true}, again = {0};
    struct fault fault = {0};
    struct stage stage = {&log, handle, file, file, value, shows, value, NULL};
    const char *text = (const char *)bytes;
    bool done = script_play(text, count, &stage, &fault);
    if (!done)
        check_place(&fault, text, count);
    stage.self = &again;
    if (log.frames <= MOST) {
        const struct text *out = &log.recorder.out;
        must(script_play(text_or_empty(out), out->count, &stage, &fault), fault.text);
        must(log.frames == again.frames && log.stamp == again.stamp, "played otherwise");
    }
    recorder_free(&log.recorder);
    return 0;
}
