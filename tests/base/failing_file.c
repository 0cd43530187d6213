// SPDX-License-Identifier: MIT
#include "failing_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/types.h>
#include <unistd.h>

int __real_open(const char *path, int flags, ...);
int __real_open64(const char *path, int flags, ...);
ssize_t __real_write(int fd, const void *bytes, size_t count);
int __real_fsync(int fd);
int __real_close(int fd);
int __real_rename(const char *from, const char *to);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, ...);
ssize_t __wrap_write(int fd, const void *bytes, size_t count);
int __wrap_fsync(int fd);
int __wrap_close(int fd);
int __wrap_rename(const char *from, const char *to);

static enum file_call armed;
static long seen, fail_at, most;
static int failure;

void file_call_fail(enum file_call call, long k, int error)
{
    armed = call;
    seen = 0;
    fail_at = k;
    failure = error;
}

long file_call_stop(void)
{
    fail_at = 0;
    return seen;
}

void file_write_most(long bytes)
{
    most = bytes;
}

static bool fails(enum file_call call)
{
    if (!fail_at || call != armed || ++seen != fail_at)
        return false;
    if (failure == KILLED)
        _exit(0);
    errno = failure;
    return true;
}

static int mode_of(int flags, va_list args)
{
    return flags & O_CREAT ? va_arg(args, int) : 0;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    int mode = mode_of(flags, args);
    va_end(args);
    return fails(CALL_OPEN) ? -1 : __real_open(path, flags, mode);
}

int __wrap_open64(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    int mode = mode_of(flags, args);
    va_end(args);
    return fails(CALL_OPEN) ? -1 : __real_open64(path, flags, mode);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t count)
{
    if (fails(CALL_WRITE))
        return -1;
    return __real_write(fd, bytes, most && count > (size_t)most ? (size_t)most : count);
}

int __wrap_fsync(int fd)
{
    return fails(CALL_FSYNC) ? -1 : __real_fsync(fd);
}

int __wrap_close(int fd)                // like Linux: closed even when it fails
{
    bool failing = fails(CALL_CLOSE);
    int error = errno, result = __real_close(fd);
    if (!failing)
        return result;
    errno = error;
    return -1;
}

int __wrap_rename(const char *from, const char *to)
{
    return fails(CALL_RENAME) ? -1 : __real_rename(from, to);
}
