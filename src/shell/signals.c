// SPDX-License-Identifier: MIT
#include "shell/signals.h"

#include <stddef.h>

static const int caught[SIGNALS] = {SIGINT, SIGTERM, SIGHUP};

// SDL knows what to do with this one.
static void hang_up(int signal)
{
    (void)signal;
    raise(SIGTERM);
}

void signals_catch(struct signals *s)
{
    for (int i = 0; i < SIGNALS; i++) {
        struct sigaction action = {.sa_handler = caught[i] == SIGHUP ? hang_up : SIG_DFL};
        sigemptyset(&action.sa_mask);
        sigaction(caught[i], NULL, &s->before[i]);
        if (s->before[i].sa_handler != SIG_IGN)
            sigaction(caught[i], &action, NULL);
    }
}

void signals_restore(const struct signals *s)
{
    for (int i = 0; i < SIGNALS; i++)
        sigaction(caught[i], &s->before[i], NULL);
}
