// SPDX-License-Identifier: MIT
#include "cli/sequence_watch.h"

#include "cli/output.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double telling = 0.1;              // seconds between two lines
enum { LOOKING = 10 };                          // milliseconds between two looks

struct watch {
    struct sequence *sequence;
    size_t frames;              // to be made
    double since, told;
    bool terminal;
    sigset_t signals, before;   // those that stop it
    int stopped_by;             // 0: none yet
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

// From here on they wait for us; what is ignored stays so.
static void hold_signals(struct watch *w)
{
    static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&w->signals);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        struct sigaction action;
        if (sigaction(stops[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&w->signals, stops[i]);
    }
    pthread_sigmask(SIG_BLOCK, &w->signals, &w->before);
}

static void end_by(const struct watch *w)
{
    raise(w->stopped_by);
    pthread_sigmask(SIG_SETMASK, &w->before, NULL);
}

// "frame 57 of 240 · 31 a second · 6 s left"
static void tell(struct watch *w, struct sequence_state state)
{
    double time = now(), elapsed = time - w->since;
    size_t left = w->frames - state.done - state.skipped;
    if (!w->terminal || time - w->told < telling || state.done == 0)
        return;
    double rate = (double)state.done / elapsed;
    w->told = time;
    fprintf(stderr, "\r\033[Kframe %zu of %zu · %.*f a second · %.0f s left",
            state.done + state.skipped, w->frames, rate < 10, rate, (double)left / rate);
    fflush(stderr);
}

static void wait_for_end(struct watch *w)
{
    struct sequence_state state;
    struct timespec pause = {0, LOOKING * 1000000L};
    while (state = sequence_look(w->sequence), !state.over) {
        int signal = sigtimedwait(&w->signals, NULL, &pause);
        if (signal > 0 && w->stopped_by)
            end_by(w);
        if (signal > 0) {
            w->stopped_by = signal;
            sequence_stop(w->sequence);
        }
        tell(w, state);
    }
    if (w->told > 0)
        fprintf(stderr, "\r\033[K");
}

static void say_stopped(size_t made, size_t frames, bool whole)
{
    struct fault message = {0};
    snprintf(message.text, sizeof message.text, "stopped after %zu of %zu frames; %s", made,
             frames, whole ? "there is no film" : "--skip-existing goes on from there");
    output_message(&message);
}

static void say_done(const struct watch *w, struct sequence_state state, const char *name)
{
    struct fault message = {0};
    snprintf(message.text, sizeof message.text, "%.80s: %zu frame%s in %.1f s", name,
             state.done, state.done == 1 ? "" : "s", now() - w->since);
    output_message(&message);
}

// How far it came, where there is room behind the sentence.
static void add_extent(struct fault *fault, size_t made, size_t frames)
{
    size_t count = strlen(fault->text);
    char more[64];
    snprintf(more, sizeof more, " (%zu of %zu frames are whole)", made, frames);
    if (count + strlen(more) < sizeof fault->text)
        strcpy(fault->text + count, more);
}

bool sequence_watch(const struct sequence_request *request, const char *name, bool verbose,
                    struct fault *fault)
{
    struct watch w = {.frames = request->last - request->first + 1, .since = now(),
                      .terminal = isatty(STDERR_FILENO)};
    hold_signals(&w);
    w.sequence = sequence_open(request, fault);
    if (w.sequence)
        wait_for_end(&w);
    struct sequence_state state = {0};
    bool opened = w.sequence != NULL;
    if (opened)
        state = sequence_look(w.sequence);
    size_t made = state.done + state.skipped;
    bool all_or_none = request->sink.finish;
    bool done = sequence_close(w.sequence, fault);
    if (opened && !done && fault->text[0] && !all_or_none)
        add_extent(fault, made, w.frames);
    else if (opened && !done && !fault->text[0])
        say_stopped(made, w.frames, all_or_none);
    else if (done && verbose)
        say_done(&w, state, name);
    if (w.stopped_by)
        end_by(&w);
    pthread_sigmask(SIG_SETMASK, &w.before, NULL);
    return done;
}
