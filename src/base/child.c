// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { PATIENCE = 30000 };      // milliseconds

struct child {
    pid_t pid;
    int input, errors;          // our ends of its pipes
};

bool child_is_there(const char *program)
{
    const char *path = getenv("PATH");
    char file[PATH_MAX];
    for (const char *at = path ? path : "/usr/bin:/bin"; *at;) {
        int length = (int)strcspn(at, ":");
        snprintf(file, sizeof file, "%.*s/%s", length, at, program);
        if (length > 0 && access(file, X_OK) == 0)
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}

// It must not wait for anybody to read what it says.
static bool open_pipes(int input[2], int errors[2])
{
    if (pipe2(input, O_CLOEXEC) != 0)
        return false;
    if (fcntl(input[1], F_SETFL, O_NONBLOCK) == 0
        && pipe2(errors, O_CLOEXEC | O_NONBLOCK) == 0)
        return true;
    close(input[0]), close(input[1]);
    return false;
}

static int spawn(struct child *child, const char *const *arguments, int input, int errors)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t manners;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
    posix_spawnattr_init(&manners);
    posix_spawnattr_setflags(&manners, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF
                                           | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigdefault(&manners, &all);
    posix_spawnattr_setsigmask(&manners, &none);
    int error = posix_spawnp(&child->pid, arguments[0], &files, &manners,
                             (char *const *)(uintptr_t)arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&manners);
    return error;
}

struct child *child_open(const char *const *arguments, struct fault *fault)
{
    struct child *child = calloc(1, sizeof *child);
    int input[2], errors[2];
    if (!child || !open_pipes(input, errors)) {
        free(child);
        return fault_memory(fault), NULL;
    }
    int error = spawn(child, arguments, input[0], errors[1]);
    close(input[0]);
    close(errors[1]);
    child->input = input[1];
    child->errors = errors[0];
    if (!error)
        return child;
    close(child->input);
    close(child->errors);
    free(child);
    fault_machine(fault, "%.60s cannot be started: %s", arguments[0], strerror(error));
    return NULL;
}

static bool takes_more(int fd)
{
    struct pollfd end = {.fd = fd, .events = POLLOUT};
    int ready;
    while ((ready = poll(&end, 1, PATIENCE)) < 0 && errno == EINTR)
        continue;
    return ready > 0;
}

bool child_write(struct child *child, const void *bytes, size_t count)
{
    const char *at = bytes;
    while (count > 0) {
        ssize_t done = write(child->input, at, count);
        bool full = done < 0 && errno == EAGAIN;
        if (full ? !takes_more(child->input) : done < 0 && errno != EINTR)
            return false;
        if (done > 0) {
            at += done;
            count -= (size_t)done;
        }
    }
    return true;
}

static void read_last_line(int fd, struct text *out)
{
    char bytes[4096];
    struct text all = {0};
    for (ssize_t got; (got = read(fd, bytes, sizeof bytes)) > 0;)
        text_add_bytes(&all, bytes, (size_t)got);
    while (all.count > 0 && strchr(" \r\n", all.at[all.count - 1]))
        all.at[--all.count] = 0;
    const char *line = strrchr(text_or_empty(&all), '\n');
    text_add(out, line ? line + 1 : text_or_empty(&all));
    text_free(&all);
}

bool child_close(struct child *child, bool ends_now, struct text *last_words)
{
    int status = -1;
    if (ends_now)
        kill(child->pid, SIGKILL);
    close(child->input);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    read_last_line(child->errors, last_words);
    close(child->errors);
    free(child);
    return status == 0;
}
