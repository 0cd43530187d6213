// SPDX-License-Identifier: MIT
#include "cli/cli.h"
#ifdef HAVE_FONT
#include "shell/font_ttf.h"
#endif

#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

// A standard stream that is closed must not become the number of another file.
static void fill_standard_streams(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

static void interrupted(int signal)
{
    (void)signal;
    _exit(130);
}

int main(int argc, char **argv)
{
    struct font *font = NULL;
    fill_standard_streams();
    signal(SIGPIPE, SIG_IGN);
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN);
#endif
    if (signal(SIGINT, interrupted) == SIG_IGN)
        signal(SIGINT, SIG_IGN);
#ifdef HAVE_FONT
    font = font_ttf_open(NULL);
#endif
    int status = cli_main(argc, argv, font);
#ifdef HAVE_FONT
    font_ttf_close(font);
#endif
    return status;
}
