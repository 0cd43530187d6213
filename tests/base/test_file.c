// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "failing_file.h"
#include "failing_malloc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { OLD = 3000, NEW = 40000, MIB = 1 << 20 };

struct place {
    char folder[64];
    char old[OLD], new[NEW];
};

static const char *in(const struct place *p, const char *name)
{
    static char path[8][PATH_MAX];
    static int turn;
    char *to = path[turn++ % 8];
    snprintf(to, PATH_MAX, "%s/%s", p->folder, name);
    return to;
}

static int enter(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    if (!p)
        return -1;
    bool memory = access("/dev/shm", W_OK) == 0;        // syncs at once
    const char *base = getenv("TMPDIR");
    snprintf(p->folder, sizeof p->folder, "%.40s/file-test-XXXXXX",
             memory ? "/dev/shm" : base ? base : "/tmp");
    for (int i = 0; i < NEW; i++)
        p->new[i] = (char)('a' + i % 23);
    memset(p->old, 'O', sizeof p->old);
    *state = p;
    return mkdtemp(p->folder) ? 0 : -1;
}

static void empty(const struct place *p)
{
    DIR *dir = opendir(p->folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            if (unlinkat(dirfd(dir), entry->d_name, 0) != 0)
                unlinkat(dirfd(dir), entry->d_name, AT_REMOVEDIR);
    closedir(dir);
}

static int leave(void **state)
{
    struct place *p = *state;
    empty(p);
    rmdir(p->folder);
    free(p);
    return 0;
}

static int entries(const struct place *p)
{
    int count = -2;
    DIR *dir = opendir(p->folder);
    assert_non_null(dir);
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

static bool holds(const char *path, const void *bytes, size_t count)
{
    struct text text = {0};
    struct fault fault;
    bool same = file_read(path, MIB, &text, &fault) && text.count == count
                && (count == 0 || memcmp(text.at, bytes, count) == 0);
    text_free(&text);
    return same;
}

static void put(const char *path, const void *bytes, size_t count)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    fclose(file);
}

// Old or new, whole; new exactly if it was said to be saved; nothing beside it.
static void check_whole(const struct place *p, bool saved, const char *what)
{
    bool old = holds(in(p, "a"), p->old, OLD), new = holds(in(p, "a"), p->new, NEW);
    if (!old && !new)
        fail_msg("torn: %s", what);
    if (saved != new)
        fail_msg("said %d, is %d: %s", saved, new, what);
    if (entries(p) != 1)
        fail_msg("%d entries left: %s", entries(p), what);
}

static void saves_and_reads(void **state)
{
    struct place *p = *state;
    struct fault fault;
    assert_true(file_save(in(p, "a"), p->new, NEW, &fault));
    assert_true(holds(in(p, "a"), p->new, NEW));
    assert_true(file_save(in(p, "a"), p->old, OLD, &fault));
    assert_true(holds(in(p, "a"), p->old, OLD));
    assert_true(file_save(in(p, "a"), "", 0, &fault));
    assert_true(holds(in(p, "a"), "", 0));
    assert_int_equal(entries(p), 1);
    char name[256];
    memset(name, 'n', 255);
    name[255] = 0;
    assert_true(file_save(in(p, name), p->old, OLD, &fault));       // the longest name
    assert_true(holds(in(p, name), p->old, OLD));
}

static void saves_beside_the_shell(void **state)
{
    struct place *p = *state;
    struct fault fault;
    char here[PATH_MAX];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(p->folder), 0);
    bool saved = file_save("plain", "x", 1, &fault);
    assert_int_equal(chdir(here), 0);
    assert_true(saved);
    assert_true(holds(in(p, "plain"), "x", 1));
}

static void check_refused(const char *path, size_t most, const char *why)
{
    struct text text = {0};
    struct fault fault = {.line = 5};
    assert_false(file_read(path, most, &text, &fault));
    assert_true(fault.machine);
    assert_int_equal(fault.line, 0);
    if (!strstr(fault.text, why))
        fail_msg("\"%s\" does not say \"%s\"", fault.text, why);
    const char *end = path + strlen(path) - (strlen(path) > 40 ? 40 : strlen(path));
    if (strncmp(fault.text, "cannot read ", 12) != 0 || !strstr(fault.text, end))
        fail_msg("\"%s\" does not end the path in \"%s\"", fault.text, end);
    assert_false(file_read(path, most, &text, NULL));
    text_free(&text);
}

static void refuses_to_read(void **state)
{
    struct place *p = *state;
    put(in(p, "a"), p->new, NEW);
    assert_int_equal(mkfifo(in(p, "fifo"), 0600), 0);
    check_refused(p->folder, MIB, "it is a folder");
    check_refused(in(p, "fifo"), MIB, "it is not a file");
    check_refused("/dev/zero", MIB, "it is not a file");
    check_refused(in(p, "missing"), MIB, "there is no such file");
    check_refused(in(p, "a/b"), MIB, "part of the path is not a folder");
    check_refused(in(p, "a"), NEW - 1, "larger than 39 KiB");
    check_refused("", MIB, "there is no such file");
    char path[3 * PATH_MAX];
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = 0;
    check_refused(path, MIB, "the name is too long");
    struct text text = {0};
    assert_true(file_read(in(p, "a"), NEW, &text, NULL));           // just fits
    text_free(&text);
}

static void check_unsaved(const struct place *p, const char *path, const char *why)
{
    struct fault fault = {0};
    assert_false(file_save(path, p->new, NEW, &fault));
    assert_true(fault.machine);
    if (!strstr(fault.text, why))
        fail_msg("\"%s\" does not say \"%s\"", fault.text, why);
}

static void refuses_to_write(void **state)
{
    struct place *p = *state;
    put(in(p, "a"), p->old, OLD);
    check_unsaved(p, "/dev/full", "/dev/full: the disk is full");
    check_unsaved(p, in(p, "no/such"), "there is no such file or folder");
    check_unsaved(p, in(p, "a/b"), "part of the path is not a folder");
    check_unsaved(p, p->folder, "it is a folder");
    check_unsaved(p, in(p, "no/"), "");
    check_unsaved(p, "", "");
    char path[3 * PATH_MAX];
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = 0;
    check_unsaved(p, path, "the name is too long");
    assert_int_equal(symlink("round", in(p, "round")), 0);
    check_unsaved(p, in(p, "round"), "");
    unlink(in(p, "round"));
    check_whole(p, false, "after refusals");
}

static bool forbidden(const struct place *p)
{
    struct fault fault = {0};
    return !file_save(in(p, "a"), p->new, NEW, &fault)
           && strstr(fault.text, "no permission");
}

// In a child that is nobody, for to root everything is permitted.
static int try_as_nobody(const struct place *p)
{
    struct text text = {0};
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return 1;
    if (chmod(in(p, "a"), 0444) != 0 || !forbidden(p))
        return 2;
    if (chmod(in(p, "a"), 0644) != 0 || chmod(p->folder, 0555) != 0 || !forbidden(p))
        return 3;
    if (chmod(in(p, "a"), 0) != 0 || file_read(in(p, "a"), MIB, &text, NULL))
        return 4;
    return chmod(in(p, "a"), 0644) != 0 || chmod(p->folder, 0755) != 0 ? 5 : 0;
}

static void respects_permissions(void **state)
{
    struct place *p = *state;
    put(in(p, "a"), p->old, OLD);
    if (geteuid() == 0)
        assert_true(chown(p->folder, 65534, 65534) == 0
                    && chown(in(p, "a"), 65534, 65534) == 0);
    pid_t child = fork();
    if (child == 0)
        _exit(try_as_nobody(p));
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    check_whole(p, false, "no permission");
}

static void follows_links_and_keeps_the_mode(void **state)
{
    struct place *p = *state;
    struct stat info;
    put(in(p, "real"), p->old, OLD);
    assert_int_equal(chmod(in(p, "real"), 0640), 0);
    assert_int_equal(symlink("real", in(p, "one")), 0);
    assert_int_equal(symlink(in(p, "one"), in(p, "two")), 0);
    assert_true(file_save(in(p, "two"), p->new, NEW, NULL));
    assert_true(holds(in(p, "real"), p->new, NEW));
    assert_int_equal(lstat(in(p, "one"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(stat(in(p, "real"), &info), 0);
    assert_int_equal(info.st_mode & 07777, 0640);

    assert_int_equal(symlink("later", in(p, "dangling")), 0);
    assert_true(file_save(in(p, "dangling"), p->old, OLD, NULL));
    assert_int_equal(lstat(in(p, "dangling"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_true(holds(in(p, "later"), p->old, OLD));

    mode_t mask = umask(027);
    assert_true(file_save(in(p, "fresh"), "x", 1, NULL));
    umask(mask);
    assert_int_equal(stat(in(p, "fresh"), &info), 0);
    assert_int_equal(info.st_mode & 07777, 0640);
    assert_int_equal(entries(p), 6);
}

static void clears_away_what_the_killed_left(void **state)
{
    struct place *p = *state;
    char own[64], living[64];
    pid_t gone = fork();
    if (gone == 0)
        _exit(0);
    waitpid(gone, NULL, 0);
    char dead[64];
    snprintf(dead, sizeof dead, ".a.%ld.tmp", (long)gone);
    snprintf(own, sizeof own, ".a.%ld.tmp", (long)getpid());
    snprintf(living, sizeof living, ".a.%ld.tmp", (long)getppid());
    const char *const kept[] = {living, ".a.tmp", ".a.x.tmp", ".ab.99999999.tmp",
                                ".a.99999999.tmp2", "a.99999999.tmp", ".a.-5.tmp"};
    put(in(p, dead), "x", 1);
    put(in(p, own), "x", 1);
    for (int i = 0; i < 7; i++)
        put(in(p, kept[i]), "x", 1);
    assert_true(file_save(in(p, "a"), p->new, NEW, NULL));
    assert_int_equal(access(in(p, dead), F_OK), -1);
    assert_int_equal(access(in(p, own), F_OK), -1);
    for (int i = 0; i < 7; i++)
        if (access(in(p, kept[i]), F_OK) != 0)
            fail_msg("%s is gone", kept[i]);
}

static void abandoned_is_as_before(void **state)
{
    struct place *p = *state;
    put(in(p, "a"), p->old, OLD);
    struct file_writer *file = file_create(in(p, "a"), NULL);
    assert_non_null(file);
    assert_true(file_write(file, p->new, NEW));
    file_abandon(file);
    check_whole(p, false, "abandoned");
    file_abandon(NULL);
}

static void writes_through_a_pipe(void **state)
{
    struct place *p = *state;
    const char *path = in(p, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(file_save(path, "through", 7, NULL));
    char got[16];
    assert_int_equal(read(reader, got, sizeof got), 7);
    assert_memory_equal(got, "through", 7);
    close(reader);
    assert_int_equal(entries(p), 1);
}

// A limit on file sizes, in a child so that it ends with it.
static void too_large_for_the_limit(void **state)
{
    struct place *p = *state;
    put(in(p, "a"), p->old, OLD);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){10000, 10000});
        struct fault fault = {0};
        bool saved = file_save(in(p, "a"), p->new, NEW, &fault);
        _exit(saved ? 1 : strstr(fault.text, "larger than allowed") ? 0 : 2);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    check_whole(p, false, "RLIMIT_FSIZE");
}

// Every call of every kind fails in turn (reliability.md 3.2).
static void nothing_is_ever_torn(void **state)
{
    struct place *p = *state;
    static const int errors[] = {EIO, ENOSPC, EDQUOT};
    int faults = 0;
    file_write_most(500);
    for (int call = 0; call < CALLS; call++)
        for (size_t e = 0; e < sizeof errors / sizeof *errors; e++)
            for (long k = 1;; k++) {
                char what[64];
                snprintf(what, sizeof what, "call %d, error %d, k %ld", call, errors[e],
                         k);
                put(in(p, "a"), p->old, OLD);
                struct fault fault = {0};
                file_call_fail((enum file_call)call, k, errors[e]);
                bool saved = file_save(in(p, "a"), p->new, NEW, &fault);
                bool hit = file_call_stop() >= k;
                check_whole(p, saved, what);
                if (saved && k == 1)            // later ones are of the folder
                    fail_msg("unnoticed: %s", what);
                if (!saved)
                    assert_non_null(strstr(fault.text, "cannot write "));
                if (!hit)
                    break;
                faults++;
            }
    file_write_most(0);
    assert_true(faults > 250);
}

static void an_interrupted_write_goes_on(void **state)
{
    struct place *p = *state;
    file_write_most(1000);
    for (long k = 1; k <= NEW / 1000; k++) {
        put(in(p, "a"), p->old, OLD);
        file_call_fail(CALL_WRITE, k, EINTR);
        bool saved = file_save(in(p, "a"), p->new, NEW, NULL);
        file_call_stop();
        check_whole(p, saved, "EINTR");
        assert_true(saved);
    }
    file_write_most(0);
}

static void killed_in_the_middle(void **state)
{
    struct place *p = *state;
    file_write_most(2000);
    for (int call = 0; call < CALLS; call++)
        for (long k = 1;; k++) {
            put(in(p, "a"), p->old, OLD);
            pid_t child = fork();
            if (child == 0) {
                file_call_fail((enum file_call)call, k, KILLED);
                _exit(file_save(in(p, "a"), p->new, NEW, NULL) ? 7 : 8);
            }
            int status;
            waitpid(child, &status, 0);
            assert_true(WIFEXITED(status));
            assert_true(holds(in(p, "a"), p->old, OLD)
                        || holds(in(p, "a"), p->new, NEW));
            assert_true(file_save(in(p, "a"), p->new, NEW, NULL));
            check_whole(p, true, "after a kill");
            if (WEXITSTATUS(status) != 0) {
                assert_int_equal(WEXITSTATUS(status), 7);
                break;
            }
        }
    file_write_most(0);
}

static void no_memory(void **state)
{
    struct place *p = *state;
    put(in(p, "b"), p->new, NEW);
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            struct text text = {0};
            put(in(p, "a"), p->old, OLD);
            fail_allocation(k, sticky);
            bool saved = file_save(in(p, "a"), p->new, NEW, NULL);
            bool read = file_read(in(p, "b"), MIB, &text, NULL);
            bool hit = fail_stop() >= k;
            assert_true(holds(in(p, "a"), saved ? p->new : p->old, saved ? NEW : OLD));
            assert_int_equal(entries(p), 2);
            assert_true(!read || (text.count == NEW && !memcmp(text.at, p->new, NEW)));
            text_free(&text);
            if (!hit) {
                assert_true(saved && read);
                break;
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(saves_and_reads, enter, leave),
        cmocka_unit_test_setup_teardown(saves_beside_the_shell, enter, leave),
        cmocka_unit_test_setup_teardown(refuses_to_read, enter, leave),
        cmocka_unit_test_setup_teardown(refuses_to_write, enter, leave),
        cmocka_unit_test_setup_teardown(respects_permissions, enter, leave),
        cmocka_unit_test_setup_teardown(follows_links_and_keeps_the_mode, enter, leave),
        cmocka_unit_test_setup_teardown(clears_away_what_the_killed_left, enter, leave),
        cmocka_unit_test_setup_teardown(abandoned_is_as_before, enter, leave),
        cmocka_unit_test_setup_teardown(writes_through_a_pipe, enter, leave),
        cmocka_unit_test_setup_teardown(too_large_for_the_limit, enter, leave),
        cmocka_unit_test_setup_teardown(nothing_is_ever_torn, enter, leave),
        cmocka_unit_test_setup_teardown(an_interrupted_write_goes_on, enter, leave),
        cmocka_unit_test_setup_teardown(killed_in_the_middle, enter, leave),
        cmocka_unit_test_setup_teardown(no_memory, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
