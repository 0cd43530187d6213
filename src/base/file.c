// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/array.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_KEPT = 200, MOST_LINKS = 40 };      // bytes of a name in its temporary's

struct file_writer {
    int fd;
    int error;                  // the first errno, 0: none
    bool direct;                // no temporary: a device or a pipe
    char shown[PATH_MAX];       // as the person gave it
    char target[PATH_MAX];      // links followed
    char temporary[PATH_MAX + NAME_KEPT + 64];
};

bool path_ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length >= tail && strcasecmp(path + length - tail, ending) == 0;
}

static const char *reason(int error)
{
    switch (error) {
    case ENOENT: return "there is no such file or folder";
    case EACCES: case EPERM: return "no permission";
    case EISDIR: return "it is a folder";
    case ENODEV: return "it is not a file";
    case ENOTDIR: return "part of the path is not a folder";
    case ENOSPC: case EDQUOT: return "the disk is full";
    case EROFS: return "the disk is read-only";
    case ENAMETOOLONG: return "the name is too long";
    case EFBIG: return "the file would be larger than allowed";
    case ENOMEM: return "there is not enough memory for this";
    default: return strerror(error);
    }
}

// The end of a path says which file; a long one loses its beginning.
static const char *tail_of(const char *path)
{
    enum { SHOWN = 120 };
    size_t length = strlen(path);
    path += length > SHOWN ? length - SHOWN : 0;
    while ((*path & 0xC0) == 0x80)
        path++;
    return path;
}

static const char *dots_of(const char *path)
{
    return tail_of(path) == path ? "" : "…";
}

static bool read_all(int fd, size_t most, struct text *out)
{
    char chunk[65536];
    ssize_t got;
    while ((got = read(fd, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        text_add_bytes(out, chunk, (size_t)got);
        if (out->failed || out->count > most)
            return errno = out->failed ? ENOMEM : EFBIG, false;
    }
    return true;
}

static int check_readable(int fd, size_t most)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return errno;
    if (!S_ISREG(info.st_mode))
        return S_ISDIR(info.st_mode) ? EISDIR : ENODEV;
    return info.st_size < 0 || (size_t)info.st_size > most ? EFBIG : 0;
}

bool file_read(const char *path, size_t most, struct text *out, struct fault *fault)
{
    text_clear(out);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return fault_machine(fault, "cannot read %s%s: %s", dots_of(path), tail_of(path),
                             reason(errno));
    int error = check_readable(fd, most);
    if (!error && !read_all(fd, most, out))
        error = errno;
    close(fd);
    if (error == EFBIG)
        return fault_machine(fault, "cannot read %s%s: it is larger than %zu KiB",
                             dots_of(path), tail_of(path), most >> 10);
    return !error
           || fault_machine(fault, "cannot read %s%s: %s", dots_of(path), tail_of(path),
                            reason(error));
}

// Is `entry` a temporary `.NAME.PID.tmp` whose writer is gone?  One with our own
// number was left by an earlier process: in containers numbers come back soon.
static bool is_stale(const char *entry, const char *name)
{
    size_t length = strnlen(name, NAME_KEPT);
    if (entry[0] != '.' || strncmp(entry + 1, name, length) != 0
        || entry[length + 1] != '.')
        return false;
    char *end;
    long pid = strtol(entry + length + 2, &end, 10);
    if (pid <= 0 || strcmp(end, ".tmp") != 0)
        return false;
    return pid == getpid() || (kill((pid_t)pid, 0) != 0 && errno == ESRCH);
}

static void remove_stale(const char *folder, const char *name)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (is_stale(entry->d_name, name))
            unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
}

static bool split(const char *path, char folder[PATH_MAX], const char **name)
{
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    size_t length = slash == path ? 1 : slash ? (size_t)(slash - path) : 0;
    memcpy(folder, path, length);
    strcpy(folder + length, length ? "" : ".");
    return **name != 0;
}

static int open_temporary(struct file_writer *file)
{
    char folder[PATH_MAX];
    const char *name;
    if (!split(file->target, folder, &name))
        return errno = EISDIR, -1;
    remove_stale(folder, name);
    snprintf(file->temporary, sizeof file->temporary, "%s/.%.*s.%ld.tmp", folder,
             NAME_KEPT, name, (long)getpid());
    int fd = open(file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    struct stat old;
    if (fd >= 0 && stat(file->target, &old) == 0
        && fchmod(fd, old.st_mode & 07777) != 0)
        return close(fd), unlink(file->temporary), -1;
    return fd;
}

// The file a link names that is not there yet.
static bool follow_links(char target[PATH_MAX])
{
    char link[PATH_MAX], folder[PATH_MAX], next[2 * PATH_MAX];
    const char *name;
    for (int i = 0; i < MOST_LINKS; i++) {
        ssize_t length = readlink(target, link, sizeof link - 1);
        if (length < 0)
            return true;
        link[length] = 0;
        split(target, folder, &name);
        snprintf(next, sizeof next, "%s%s%s", link[0] == '/' ? "" : folder,
                 link[0] == '/' ? "" : "/", link);
        if (strlen(next) >= PATH_MAX)
            break;
        strcpy(target, next);
    }
    return errno = ENAMETOOLONG, false;
}

static int open_target(struct file_writer *file, const char *path)
{
    struct stat info;
    bool exists = stat(path, &info) == 0;
    if (!exists && errno != ENOENT)
        return -1;
    if (exists && S_ISDIR(info.st_mode))
        return errno = EISDIR, -1;
    file->direct = exists && !S_ISREG(info.st_mode);
    if (file->direct)
        return open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (exists && access(path, W_OK) != 0)
        return -1;
    if (!realpath(path, file->target) && !follow_links(strcpy(file->target, path)))
        return -1;
    return open_temporary(file);
}

struct file_writer *file_create(const char *path, struct fault *fault)
{
    struct file_writer *file = calloc(1, sizeof *file);
    if (!file)
        return fault_memory(fault), NULL;
    if (strlen(path) >= sizeof file->shown) {
        errno = ENAMETOOLONG;
    } else {
        strcpy(file->shown, path);
        file->fd = open_target(file, path);
        if (file->fd >= 0)
            return file;
    }
    fault_machine(fault, "cannot write %s%s: %s", dots_of(path), tail_of(path),
                  reason(errno));
    free(file);
    return NULL;
}

const char *file_temporary(const struct file_writer *file)
{
    return file->direct ? NULL : file->temporary;
}

bool file_write(struct file_writer *file, const void *bytes, size_t count)
{
    const char *at = bytes;
    while (count > 0 && !file->error) {
        ssize_t done = write(file->fd, at, count);
        if (done < 0 && errno != EINTR)
            file->error = errno;
        if (done == 0)
            file->error = EIO;
        if (done > 0) {
            at += done;
            count -= (size_t)done;
        }
    }
    return !file->error;
}

static void sync_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *name;
    split(path, folder, &name);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static void note(struct file_writer *file, int result)
{
    if (result != 0 && !file->error)
        file->error = errno;
}

bool file_commit(struct file_writer *file, struct fault *fault)
{
    if (!file->direct && !file->error)
        note(file, fsync(file->fd));
    note(file, close(file->fd));
    if (!file->direct && !file->error)
        note(file, rename(file->temporary, file->target));
    bool done = !file->error;
    if (done && !file->direct)
        sync_folder(file->target);
    if (!done) {
        if (!file->direct)
            unlink(file->temporary);
        fault_machine(fault, "cannot write %s%s: %s", dots_of(file->shown),
                      tail_of(file->shown),
                      reason(file->error));
    }
    free(file);
    return done;
}

void file_abandon(struct file_writer *file)
{
    if (!file)
        return;
    close(file->fd);
    if (!file->direct)
        unlink(file->temporary);
    free(file);
}

bool file_save(const char *path, const void *bytes, size_t count, struct fault *fault)
{
    struct file_writer *file = file_create(path, fault);
    if (!file)
        return false;
    file_write(file, bytes, count);
    return file_commit(file, fault);
}
