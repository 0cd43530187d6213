// SPDX-License-Identifier: MIT
#include "app/session.h"

#include "../failing_malloc.h"
#include "base/file.h"
#include "scene/schema.h"

#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static int make_folder(void **unused)
{
    (void)unused;
    strcpy(folder, "session.XXXXXX");
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **unused)
{
    (void)unused;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static struct scene valued(double value)
{
    struct scene s = scene_defaults();
    s.parameters = 1;
    s.parameter[0] = (struct scene_parameter){"a", value, -1e9, 1e9};
    return s;
}

static void keep(struct session *s, double value, double time)
{
    struct scene scene = valued(value);
    session_keep(s, &scene, NULL, time);
}

static struct session *open_session(void)
{
    struct fault fault = {0};
    struct session *s = session_open(folder, &fault);
    assert_non_null(s);
    assert_false(session_trouble(s, &fault));
    return s;
}

// The value that is left behind; NaN: nothing.
static double restored(struct session *s)
{
    struct scene scene = scene_defaults();
    struct scene_extra extra = {0};
    double value = session_restore(s, &scene, &extra) ? scene.parameter[0].value : NAN;
    scene_extra_free(&extra);
    return value;
}

static int files_with(const char *part)
{
    int count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        count += entry->d_name[0] && strcmp(entry->d_name, ".") != 0
                 && strcmp(entry->d_name, "..") != 0 && strstr(entry->d_name, part);
    if (dir)
        closedir(dir);
    return count;
}

static void write_file(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(file_save(path, text, strlen(text), NULL));
}

// Does what a killed program did: keeps values until the end without one.
static pid_t in_child(void (*deed)(void *), void *data)
{
    pid_t child = fork();
    if (child == 0) {
        deed(data);
        kill(getpid(), SIGKILL);
    }
    return child;
}

static void leave_value(void *data)
{
    struct session *s = session_open(folder, NULL);
    keep(s, -1, 0);
    keep(s, *(double *)data, 1);
    keep(s, *(double *)data, 3);
}

static void leave(double value)
{
    waitpid(in_child(leave_value, &value), NULL, 0);
}

static const struct place {
    const char *state, *home, *folder;          // folder NULL: there is none
} places[] = {
    {"/state", "/home/me", "/state/nablascope"},
    {"/state/", "/home/me", "/state/nablascope"},
    {"/", "/home/me", "/nablascope"},
    {"///", NULL, "/nablascope"},
    {"/with space/\xFF", NULL, "/with space/\xFF/nablascope"},
    {"/state", NULL, "/state/nablascope"},
    {"", "/home/me", "/home/me/.local/state/nablascope"},
    {"state", "/home/me", "/home/me/.local/state/nablascope"},
    {"./state", "/home/me/", "/home/me/.local/state/nablascope"},
    {"~/state", "/home/me", "/home/me/.local/state/nablascope"},
    {NULL, "/home/me", "/home/me/.local/state/nablascope"},
    {NULL, "/", "/.local/state/nablascope"},
    {NULL, NULL, NULL},
    {NULL, "", NULL},
    {NULL, "home/me", NULL},
    {"", "", NULL},
    {"state", ".", NULL},
};

static void the_folder_is_where_xdg_says(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct place *p = &places[i];
        struct text out = {0};
        struct fault fault = {0};
        bool found = session_folder(&out, p->state, p->home, &fault);
        assert_true(found == (p->folder != NULL));
        if (found)
            assert_string_equal(out.at, p->folder);
        assert_true(found || (fault.machine && fault.text[0]));
        text_free(&out);
    }
}

static void works_without_a_folder(void **unused)
{
    (void)unused;
    char file[128], inside[160], longest[6000] = "/";
    snprintf(file, sizeof file, "%s/file", folder);
    snprintf(inside, sizeof inside, "%s/file/state", folder);
    memset(longest + 1, 'x', sizeof longest - 2);
    longest[sizeof longest - 1] = 0;
    write_file("file", "text");
    const char *const bad[] = {file, inside, "/proc/nothing", "/dev/null", longest, ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct fault fault = {0};
        struct session *s = session_open(bad[i], NULL);
        assert_non_null(s);
        assert_true(session_trouble(s, &fault) && fault.machine && fault.text[0]);
        assert_false(session_trouble(s, &fault));       // once
        assert_false(session_first_run(s));
        assert_true(isnan(restored(s)));
        keep(s, 1, 0);
        keep(s, 2, 1);
        assert_true(isinf(session_wait(s, 1)));
        keep(s, 2, 9);
        session_close(s, i % 2);
    }
    assert_int_equal(files_with(""), 1);
}

static void folders_are_made_for_this_person_alone(void **unused)
{
    (void)unused;
    char deep[128];
    struct stat info;
    snprintf(deep, sizeof deep, "%s/a/b/c", folder);
    session_close(session_open(deep, NULL), true);
    assert_int_equal(stat(deep, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    setenv("XDG_STATE_HOME", "relative", 1);
    unsetenv("HOME");
    struct fault fault = {0};
    struct session *s = session_open(NULL, NULL);
    assert_true(session_trouble(s, &fault));
    assert_int_equal(access("relative", F_OK), -1);
    session_close(s, true);
}

static void saves_soon_after_a_change(void **unused)
{
    (void)unused;
    struct session *s = open_session();
    keep(s, 1, 10);
    assert_true(isinf(session_wait(s, 10)));            // nothing to lose
    keep(s, 2, 11);
    assert_true(session_wait(s, 11) > 0 && session_wait(s, 11) <= 2);
    assert_int_equal(files_with(".scene"), 0);
    double due = 11 + session_wait(s, 11);
    keep(s, 2, due - 0.01);
    assert_int_equal(files_with(".scene"), 0);
    keep(s, 2, due);
    assert_int_equal(files_with(".scene"), 1);
    assert_true(isinf(session_wait(s, due)));
    session_close(s, true);
    assert_int_equal(files_with("session"), 0);
}

static time_t changed_at(long *nanoseconds)
{
    struct stat info = {0};
    char path[128];
    snprintf(path, sizeof path, "%s/session-%ld.scene", folder, (long)getpid());
    stat(path, &info);
    *nanoseconds = info.st_mtim.tv_nsec;
    return info.st_mtim.tv_sec;
}

static void saves_while_changes_go_on(void **unused)
{
    (void)unused;
    struct session *s = open_session();
    struct scene scene;
    char path[128];
    snprintf(path, sizeof path, "%s/session-%ld.scene", folder, (long)getpid());
    for (int frame = 0; frame < 600; frame++) {
        keep(s, frame, frame / 60.0);
        double wait = session_wait(s, frame / 60.0);
        assert_true(wait <= 2 || isinf(wait));
        if (frame > 120) {
            assert_true(scene_load(path, &scene, NULL, NULL));
            assert_true((frame - scene.parameter[0].value) / 60 <= 2);
        }
    }
    session_close(s, true);
}

static void saves_only_what_changed(void **unused)
{
    (void)unused;
    long first, second;
    struct session *s = open_session();
    keep(s, 1, 0);
    keep(s, 2, 1);
    keep(s, 2, 3);
    time_t then = changed_at(&first);
    for (int i = 0; i < 600; i++)
        keep(s, 2, 4 + i / 60.0);
    assert_true(changed_at(&second) == then && first == second);
    keep(s, 3, 20);
    keep(s, 2, 20.1);                                   // and back
    assert_true(isinf(session_wait(s, 20.1)));
    keep(s, 2, 30);
    assert_true(changed_at(&second) == then && first == second);
    session_close(s, true);
}

static void a_killed_session_is_restored_once(void **unused)
{
    (void)unused;
    leave(42);
    struct session *s = open_session();
    assert_true(restored(s) == 42);
    assert_true(isnan(restored(s)));
    assert_int_equal(files_with(".scene"), 1);          // now of this session
    session_close(s, true);
    assert_int_equal(files_with("session"), 0);
    s = open_session();
    assert_true(isnan(restored(s)));
    session_close(s, true);
}

static void restore_and_die(void *unused)
{
    (void)unused;
    restored(session_open(folder, NULL));
}

static void what_was_restored_survives_the_next_kill(void **unused)
{
    (void)unused;
    leave(43);
    for (int i = 0; i < 3; i++)
        waitpid(in_child(restore_and_die, NULL), NULL, 0);
    struct session *s = open_session();
    assert_true(restored(s) == 43);
    session_close(s, true);
}

static void the_newest_comes_first_the_others_later(void **unused)
{
    (void)unused;
    for (int i = 1; i <= 3; i++) {
        leave(i);
        usleep(15000);
    }
    for (int i = 3; i >= 1; i--) {
        struct session *s = open_session();
        assert_true(restored(s) == i);
        session_close(s, true);
    }
    assert_int_equal(files_with("session"), 0);
}

static void a_living_session_keeps_its_scene(void **unused)
{
    (void)unused;
    struct session *a = open_session();
    keep(a, 1, 0);
    keep(a, 2, 1);
    keep(a, 2, 3);
    pid_t child = fork();
    if (child == 0) {                                   // another program
        struct session *b = session_open(folder, NULL);
        bool fine = isnan(restored(b));
        keep(b, 7, 0), keep(b, 8, 1), keep(b, 8, 3);
        session_close(b, true);
        _exit(fine ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    struct session *b = open_session();                 // even with our own number
    assert_true(isnan(restored(b)));
    keep(b, 5, 0);
    keep(b, 6, 1);
    keep(b, 6, 3);
    assert_int_equal(files_with(".scene"), 2);
    session_close(b, true);
    assert_int_equal(files_with(".scene"), 1);
    session_close(a, false);
    struct session *c = open_session();
    assert_true(restored(c) == 2);
    session_close(c, true);
}

static void numbers_that_come_back_lose_nothing(void **unused)
{
    (void)unused;
    char name[64];
    struct text text = {0};
    struct scene scene = valued(77);
    scene_write(&text, &scene, NULL);
    snprintf(name, sizeof name, "session-%ld.scene", (long)getpid());
    write_file(name, text.at);
    text_free(&text);
    struct session *s = open_session();
    keep(s, 1, 0);
    assert_true(restored(s) == 77);
    session_close(s, true);
}

static void broken_scenes_are_put_aside_and_told(void **unused)
{
    (void)unused;
    leave(5);
    usleep(15000);
    write_file("session-999999991.scene", "{\"version\": 1, \"formula\": \"x");
    usleep(15000);
    write_file("session-999999992.scene", "");
    struct fault fault = {0};
    struct session *s = open_session();
    assert_true(restored(s) == 5);
    assert_true(session_trouble(s, &fault));
    assert_non_null(strstr(fault.text, "session-99999999"));
    assert_false(session_trouble(s, &fault));
    assert_int_equal(files_with(".bad"), 2);
    session_close(s, true);
    s = open_session();
    assert_true(isnan(restored(s)));
    assert_false(session_trouble(s, &fault));
    session_close(s, true);
}

static void strange_neighbours_do_no_harm(void **unused)
{
    (void)unused;
    char path[128];
    snprintf(path, sizeof path, "%s/session-1.scene", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/session-2.scene", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    snprintf(path, sizeof path, "%s/session-3.scene", folder);
    assert_int_equal(symlink("/dev/zero", path), 0);
    snprintf(path, sizeof path, "%s/session-4.lock", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file("session-.scene.bad", "");
    write_file("readme", "");
    write_file("session-a-name-that-is-much-longer-than-any-of-ours-could-ever-be-so-it-"
               "is-not.scene", "{}");
    leave(9);
    struct session *s = open_session();
    assert_true(restored(s) == 9);
    session_close(s, true);
    assert_int_equal(files_with(""), 8);        // with ran-before
}

static void what_the_dead_began_to_write_is_cleared(void **unused)
{
    (void)unused;
    write_file("session-999999993.lock", "");
    write_file(".session-999999993.scene.999999993.tmp", "{");
    write_file(".else.scene.999999993.tmp", "{");
    struct session *s = open_session();
    assert_int_equal(files_with("session-999999993"), 0);
    assert_int_equal(files_with(".else"), 1);
    session_close(s, true);
}

static void unknown_members_survive(void **unused)
{
    (void)unused;
    static const char text[] = "{\"version\": 1, \"formula\": \"x\", "
                               "\"own\": [1, {\"b\": 2}]}";
    struct scene scene;
    struct scene_extra extra = {0}, back = {0};
    assert_true(scene_read(&scene, &extra, text, strlen(text), NULL));
    struct session *s = open_session();
    session_keep(s, &scene, NULL, 0);
    session_keep(s, &scene, &extra, 1);                 // a change too
    session_keep(s, &scene, &extra, 3);
    session_close(s, false);
    s = open_session();
    assert_true(session_restore(s, &scene, &back));
    assert_string_equal(back.members.at, extra.members.at);
    session_keep(s, &scene, &back, 0);
    assert_true(isinf(session_wait(s, 0)));             // it is saved as it is
    keep(s, 8, 1);
    session_keep(s, &scene, &back, 1.1);
    assert_true(isinf(session_wait(s, 1.1)));
    session_close(s, true);
    scene_extra_free(&extra);
    scene_extra_free(&back);
}

static void ending_badly_saves_what_was_told_last(void **unused)
{
    (void)unused;
    struct session *s = open_session();
    keep(s, 1, 0);
    keep(s, 2, 0.1);
    session_close(s, false);
    s = open_session();
    assert_true(restored(s) == 2);
    session_close(s, false);                            // unchanged, and still there
    s = open_session();
    assert_true(restored(s) == 2);
    session_close(s, true);
    s = open_session();
    keep(s, 1, 0);
    session_close(s, false);                            // nothing to lose
    assert_int_equal(files_with("session"), 0);
}

static void a_scene_that_could_not_be_read_is_not_saved(void **unused)
{
    (void)unused;
    struct session *s = open_session();
    struct fault fault;
    keep(s, 1, 0);
    keep(s, 2, 1);
    keep(s, 2, 3);
    keep(s, NAN, 4);
    keep(s, NAN, 6);
    assert_true(session_trouble(s, &fault));
    keep(s, NAN, 60);
    assert_false(session_trouble(s, &fault));           // told once
    session_close(s, false);
    s = open_session();
    assert_true(restored(s) == 2);
    session_close(s, true);
}

static void a_save_that_fails_is_told_once_and_tried_again(void **unused)
{
    (void)unused;
    char away[96];
    struct fault fault;
    struct session *s = open_session();
    snprintf(away, sizeof away, "%s.away", folder);
    keep(s, 1, 0);
    assert_int_equal(rename(folder, away), 0);
    keep(s, 2, 1);
    keep(s, 2, 3);
    assert_true(session_trouble(s, &fault) && fault.machine);
    assert_true(session_wait(s, 3) > 2 && session_wait(s, 3) < 60);
    keep(s, 3, 30);
    keep(s, 3, 40);
    assert_false(session_trouble(s, &fault));
    assert_int_equal(rename(away, folder), 0);
    keep(s, 3, 60);
    session_close(s, false);
    s = open_session();
    assert_true(restored(s) == 3);
    session_close(s, true);
}

static void the_first_run_is_known(void **unused)
{
    (void)unused;
    struct session *s = open_session();
    assert_true(session_first_run(s));
    session_close(s, true);
    s = open_session();
    assert_false(session_first_run(s));
    session_close(s, true);
}

// A program that changes its scene in every frame, on its own clock, and says so before
// it does.
static void change_for_ever(void *told)
{
    struct session *s = session_open(folder, NULL);
    restored(s);
    keep(s, 0, 0);
    for (long frame = 1;; frame++) {
        *(volatile long *)told = frame;
        keep(s, (double)frame, (double)frame / 60);
    }
}

static void killed_at_any_moment_two_seconds_are_lost_at_most(void **unused)
{
    (void)unused;
    long *told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    uint64_t state = 3;
    int found = 0;
    for (int i = 0; i < 40; i++) {
        *told = 0;
        pid_t child = in_child(change_for_ever, told);
        state = state * 6364136223846793005u + 1442695040888963407u;
        usleep(1000 + (unsigned)(state >> 33) % 15000);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        struct session *s = open_session();
        struct fault fault;
        double value = restored(s);
        assert_false(session_trouble(s, &fault));
        if (isnan(value))
            value = 0;                                  // killed too early
        found += value > 0;
        if ((double)*told - value > 2 * 60)
            fail_msg("round %d: at frame %ld, restored %.0f", i, *told, value);
        session_close(s, true);
        assert_int_equal(files_with("session"), 0);
    }
    assert_true(found > 10);
    munmap(told, sizeof *told);
}

static void two_programs_never_tear_each_others_scenes(void **unused)
{
    (void)unused;
    long told[2];
    pid_t child[2];
    for (int i = 0; i < 2; i++)
        child[i] = in_child(change_for_ever, &told[i]);
    usleep(150000);
    for (int i = 0; i < 2; i++) {
        kill(child[i], SIGKILL);
        waitpid(child[i], NULL, 0);
    }
    for (int i = 0; i < 2; i++) {
        struct session *s = open_session();
        assert_true(restored(s) > 0);
        session_close(s, true);
    }
    assert_int_equal(files_with("session"), 0);
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void)unused;
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1, seen = k; seen >= k; k++) {
            leave(6);
            struct scene scene = valued(1);
            struct scene_extra extra = {0};
            struct fault fault = {0};
            fail_allocation(k, sticky);
            struct session *s = session_open(folder, &fault);
            if (s) {
                session_restore(s, &scene, &extra);
                session_keep(s, &scene, &extra, 0);
                scene.parameters = 1;
                scene.parameter[0] = (struct scene_parameter){"a", 11, 0, 20};
                session_keep(s, &scene, &extra, 1);
                session_keep(s, &scene, &extra, 9);
            }
            seen = fail_stop();
            assert_true(s || fault.machine);
            session_close(s, false);
            scene_extra_free(&extra);
            s = open_session();
            assert_true(!isnan(restored(s)) || files_with(".bad"));
            session_close(s, true);
            remove_folder(NULL);
            mkdir(folder, 0700);
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_folder_is_where_xdg_says),
        TEST(works_without_a_folder),
        TEST(folders_are_made_for_this_person_alone),
        TEST(saves_soon_after_a_change),
        TEST(saves_while_changes_go_on),
        TEST(saves_only_what_changed),
        TEST(a_killed_session_is_restored_once),
        TEST(what_was_restored_survives_the_next_kill),
        TEST(the_newest_comes_first_the_others_later),
        TEST(a_living_session_keeps_its_scene),
        TEST(numbers_that_come_back_lose_nothing),
        TEST(broken_scenes_are_put_aside_and_told),
        TEST(strange_neighbours_do_no_harm),
        TEST(what_the_dead_began_to_write_is_cleared),
        TEST(unknown_members_survive),
        TEST(ending_badly_saves_what_was_told_last),
        TEST(a_scene_that_could_not_be_read_is_not_saved),
        TEST(a_save_that_fails_is_told_once_and_tried_again),
        TEST(the_first_run_is_known),
        TEST(killed_at_any_moment_two_seconds_are_lost_at_most),
        TEST(two_programs_never_tear_each_others_scenes),
        TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
