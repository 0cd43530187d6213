// SPDX-License-Identifier: MIT
#include "app/session.h"

#include "base/file.h"
#include "base/stamp.h"
#include "scene/schema.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_MOST = 64 };                        // of a session, "session-123"
#define REST 0.5                                // seconds after the last change
#define LATEST 1.5                              // after the first
#define RETRY 10.0                              // after a save that failed

struct session {
    char folder[PATH_MAX];                      // "": there is none
    char name[NAME_MOST];
    int lock;                                   // a file that is locked
    bool first_run, restored;
    bool begun;                                 // a scene was told
    bool failing;                               // the last save did
    struct scene scene;                         // told last
    struct text extra;                          // its other members
    uint64_t told, saved;                       // stamps
    double changed;                             // when it first differed from `saved`
    double due;                                 // INFINITY: nothing to save
    struct fault trouble;                       // text "": none
};

bool session_folder(struct text *out, const char *xdg_state_home, const char *home,
                    struct fault *fault)
{
    const char *base = xdg_state_home && *xdg_state_home == '/' ? xdg_state_home : home;
    if (!base || *base != '/')
        return fault_machine(fault, "there is no folder to save the session in: HOME is "
                             "not set to a folder");
    size_t length = strlen(base);
    while (length && base[length - 1] == '/')
        length--;
    text_add_bytes(out, base, length);
    text_add(out, base == home ? "/.local/state/nablascope" : "/nablascope");
    return !out->failed || fault_memory(fault);
}

// Makes a folder and those above it, for this person alone.
static bool make_folder(const char *folder)
{
    char path[PATH_MAX];
    struct stat info;
    strcpy(path, folder);
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = 0;
        mkdir(path, 0700);
        *at = '/';
    }
    mkdir(path, 0700);
    if (stat(path, &info) != 0)
        return false;
    if (!S_ISDIR(info.st_mode))
        return errno = ENOTDIR, false;
    return access(path, W_OK | X_OK) == 0;
}

typedef char path_text[PATH_MAX + 2 * NAME_MOST];

static const char *path_of(path_text out, const struct session *s, const char *name,
                           const char *ending)
{
    snprintf(out, sizeof(path_text), "%s/%s%s", s->folder, name, ending);
    return out;
}

static bool is_there(const struct session *s, const char *name, const char *ending)
{
    path_text path;
    struct stat info;
    return lstat(path_of(path, s, name, ending), &info) == 0;
}

static void remove_file(const struct session *s, const char *name, const char *ending)
{
    path_text path;
    unlink(path_of(path, s, name, ending));
}

// Locks a session's name; -1: a living program has it (EWOULDBLOCK), or it cannot be.
// Whoever had it may have removed the file that was opened here: then once more.
static int lock_name(const struct session *s, const char *name)
{
    path_text path;
    path_of(path, s, name, ".lock");
    for (;;) {
        struct stat opened, named;
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
                      0600);
        if (fd < 0)
            return -1;
        if (flock(fd, LOCK_EX | LOCK_NB) != 0 || fstat(fd, &opened) != 0) {
            int error = errno;
            close(fd);
            return errno = error, -1;
        }
        if (stat(path, &named) == 0 && named.st_ino == opened.st_ino
            && named.st_dev == opened.st_dev)
            return fd;
        close(fd);
    }
}

static void unlock_name(const struct session *s, const char *name, int lock)
{
    remove_file(s, name, ".lock");
    close(lock);
}

// A name of its own: where process numbers come back, an earlier one may have left a
// scene under it.
static bool take_name(struct session *s)
{
    for (int i = 0; i < 1000; i++) {
        snprintf(s->name, sizeof s->name, i ? "session-%ld-%d" : "session-%ld",
                 (long)getpid(), i);
        s->lock = lock_name(s, s->name);
        if (s->lock >= 0 && !is_there(s, s->name, ".scene"))
            return true;
        if (s->lock >= 0)
            unlock_name(s, s->name, s->lock);
        else if (errno != EWOULDBLOCK)
            return false;
    }
    return errno = EEXIST, false;
}

// "session-12" of "session-12.lock" and the like.
static bool is_named(const char *entry, const char *ending, char name[NAME_MOST])
{
    size_t length = strlen(entry), tail = strlen(ending);
    if (strncmp(entry, "session-", 8) != 0 || length <= tail
        || length - tail >= NAME_MOST || strcmp(entry + length - tail, ending) != 0)
        return false;
    memcpy(name, entry, length - tail);
    name[length - tail] = 0;
    return true;
}

// What a killed program began to write.
static void remove_temporaries(const struct session *s, const char *name)
{
    char start[NAME_MOST + 16];
    DIR *dir = opendir(s->folder);
    if (!dir)
        return;
    snprintf(start, sizeof start, ".%s.scene.", name);
    for (struct dirent *entry; (entry = readdir(dir));)
        if (strncmp(entry->d_name, start, strlen(start)) == 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
}

// Clears away what the dead left beside their scenes.
static void sweep(const struct session *s)
{
    char name[NAME_MOST];
    DIR *dir = opendir(s->folder);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        int lock = is_named(entry->d_name, ".lock", name) && strcmp(name, s->name) != 0
                       ? lock_name(s, name) : -1;
        if (lock < 0)
            continue;
        remove_temporaries(s, name);
        unlock_name(s, name, lock);
    }
    closedir(dir);
}

static bool mark_first_run(const struct session *s)
{
    path_text path;
    int fd = open(path_of(path, s, "ran-before", ""),
                  O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static bool settle_in(struct session *s, const char *folder, struct fault *fault)
{
    struct text path = {0};
    bool known = folder ? (text_add(&path, folder), !path.failed || fault_memory(fault))
                        : session_folder(&path, getenv("XDG_STATE_HOME"),
                                         getenv("HOME"), fault);
    bool fits = known && path.count < PATH_MAX;
    if (fits)
        strcpy(s->folder, text_or_empty(&path));
    text_free(&path);
    if (!known)
        return false;
    if (!fits)
        errno = ENAMETOOLONG;
    if (fits && make_folder(s->folder) && take_name(s))
        return true;
    fault_machine(fault, "the session cannot be saved in %.100s: %s", s->folder,
                  strerror(errno));
    s->folder[0] = 0;
    return false;
}

struct session *session_open(const char *folder, struct fault *fault)
{
    struct session *s = calloc(1, sizeof *s);
    if (!s)
        return fault_memory(fault), NULL;
    s->lock = -1;
    s->due = INFINITY;
    if (settle_in(s, folder, &s->trouble)) {
        sweep(s);
        s->first_run = mark_first_run(s);
    }
    return s;
}

// The newest scene whose program is gone, its lock taken.
static int find_newest(const struct session *s, char newest[NAME_MOST])
{
    struct timespec best = {0};
    int taken = -1;
    DIR *dir = opendir(s->folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char name[NAME_MOST];
        struct stat info;
        if (!is_named(entry->d_name, ".scene", name) || strcmp(name, s->name) == 0
            || fstatat(dirfd(dir), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0
            || !S_ISREG(info.st_mode))
            continue;
        struct timespec t = info.st_mtim;
        bool newer = t.tv_sec > best.tv_sec
                     || (t.tv_sec == best.tv_sec && t.tv_nsec > best.tv_nsec);
        int lock = taken < 0 || newer ? lock_name(s, name) : -1;
        if (lock < 0)
            continue;
        if (taken >= 0)
            unlock_name(s, newest, taken);
        strcpy(newest, name);
        taken = lock;
        best = t;
    }
    if (dir)
        closedir(dir);
    return taken;
}

static uint64_t stamp_of(const struct scene *scene, const struct scene_extra *extra)
{
    uint64_t stamp = scene_stamp(0, scene);
    return extra ? stamp_bytes(stamp, extra->members.at, extra->members.count) : stamp;
}

// Keeps a copy of what was told; false: out of memory.
static bool take_over(struct session *s, const struct scene *scene,
                      const struct scene_extra *extra)
{
    struct text members = {0};
    if (extra && extra->members.count)
        text_add_bytes(&members, extra->members.at, extra->members.count);
    if (members.failed)
        return text_free(&members), false;
    text_free(&s->extra);
    s->extra = members;
    s->scene = *scene;
    s->told = stamp_of(scene, extra);
    s->begun = true;
    return true;
}

// Reads the scene and makes it this session's, or puts it aside.
static bool adopt(struct session *s, const char *name, struct scene *scene,
                  struct scene_extra *extra)
{
    path_text from, to;
    struct fault fault;
    path_of(from, s, name, ".scene");
    if (scene_load(from, scene, extra, &fault)) {
        rename(from, path_of(to, s, s->name, ".scene"));
        if (take_over(s, scene, extra))
            s->saved = s->told;
        return true;
    }
    rename(from, path_of(to, s, name, ".scene.bad"));
    fault_machine(&s->trouble, "the scene of an earlier session cannot be read; it is "
                  "kept in %.90s.scene.bad", strrchr(to, '/') ? name : to);
    return false;
}

bool session_restore(struct session *s, struct scene *scene, struct scene_extra *extra)
{
    char name[NAME_MOST];
    int lock;
    while (s->folder[0] && !s->restored && (lock = find_newest(s, name)) >= 0) {
        s->restored = adopt(s, name, scene, extra);
        bool gone = !is_there(s, name, ".scene");
        remove_temporaries(s, name);
        unlock_name(s, name, lock);
        if (s->restored || !gone)
            return s->restored;
    }
    return false;
}

static bool save(struct session *s)
{
    path_text path;
    struct fault fault;
    struct scene_extra extra = {.members = s->extra};
    bool done = scene_check(&s->scene, &fault)
                && scene_save(path_of(path, s, s->name, ".scene"), &s->scene, &extra,
                              &fault);
    if (done)
        s->saved = s->told;
    else if (!s->failing)
        s->trouble = fault;
    s->failing = !done;
    return done;
}

void session_keep(struct session *s, const struct scene *scene,
                  const struct scene_extra *extra, double time)
{
    if (!s->folder[0])
        return;
    uint64_t stamp = stamp_of(scene, extra);
    if (!s->begun && take_over(s, scene, extra))
        s->saved = s->told;
    if (stamp != s->told && take_over(s, scene, extra)) {
        s->changed = s->due < INFINITY ? fmin(s->changed, time) : time;
        s->due = fmin(s->changed + LATEST, time + REST);
        if (s->told == s->saved)
            s->due = INFINITY;
    }
    if (time >= s->due)
        s->due = save(s) ? INFINITY : time + RETRY;
}

double session_wait(const struct session *s, double time)
{
    return fmax(0, s->due - time);
}

bool session_first_run(const struct session *s)
{
    return s->first_run;
}

bool session_trouble(struct session *s, struct fault *fault)
{
    if (!s->trouble.text[0])
        return false;
    *fault = s->trouble;
    s->trouble.text[0] = 0;
    return true;
}

void session_close(struct session *s, bool well)
{
    if (!s)
        return;
    if (s->folder[0]) {
        if (well)
            remove_file(s, s->name, ".scene");
        else if (s->told != s->saved)
            save(s);
        unlock_name(s, s->name, s->lock);
    }
    text_free(&s->extra);
    free(s);
}
