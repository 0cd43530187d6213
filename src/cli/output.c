// SPDX-License-Identifier: MIT
#include "cli/output.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double patience = 0.7;             // seconds before anything is said

// Returns 0 or the error.
static int write_all(const char *at, size_t count)
{
    while (count > 0) {
        ssize_t done = write(STDOUT_FILENO, at, count);
        if (done < 0 && errno != EINTR)
            return errno == EPIPE ? 0 : errno;
        if (done > 0)
            at += done, count -= (size_t)done;
    }
    return 0;
}

bool output_flush(struct text *text, struct fault *fault)
{
    if (text->failed)
        return fault_memory(fault);
    int error = write_all(text_or_empty(text), text->count);
    text_clear(text);
    const char *why = error == ENOSPC ? "the disk is full" : strerror(error);
    return !error || fault_machine(fault, "cannot write to standard output: %s", why);
}

static bool breaks_line(uint32_t c)
{
    return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029
           || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void output_message(const struct fault *fault)
{
    char line[4 * sizeof fault->text + 64], *to = line;
    const char *at = fault->text, *end = at + strlen(at);
    to += sprintf(to, "nablascope: ");
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        to += utf8_write(to, breaks_line(c) ? 0xFFFD : c);
    }
    if (fault->column)
        to += sprintf(to, " — column %d", fault->column);
    *to++ = '\n';
    if (fwrite(line, 1, (size_t)(to - line), stderr) > 0)
        fflush(stderr);
}

void output_progress(void *progress, double done)
{
    struct progress *p = progress;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double time = (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
    if (p->since == 0)
        p->since = time;
    if (!isatty(STDERR_FILENO) || (p->said == 0 && (done == 1 || time - p->since < patience)))
        return;
    if (done == 1)
        fprintf(stderr, "\r\033[K");
    else if (time - p->said > 0.1)
        fprintf(stderr, "\r%s %d %%", p->what, (int)(100 * done));
    p->said = time;
    fflush(stderr);
}
