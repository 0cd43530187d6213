// SPDX-License-Identifier: MIT
#include "app/history.h"

#include "../failing_malloc.h"
#include "../scene/random_scene.h"
#include "scene/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct scene valued(double value)
{
    struct scene s = scene_defaults();
    s.parameters = 1;
    s.parameter[0] = (struct scene_parameter){"a", value, -1e9, 1e9};
    return s;
}

static double value_of(const struct history *h)
{
    return history_now(h)->parameter[0].value;
}

static void commit(struct history *h, double value, unsigned gesture)
{
    struct scene next = *history_now(h);
    next.parameter[0].value = value;
    history_commit(h, &next, gesture);
}

static struct history *open_at(double value)
{
    struct scene first = valued(value);
    struct history *h = history_open(&first);
    assert_non_null(h);
    return h;
}

static void a_drag_is_one_step(void **unused)
{
    (void)unused;
    struct history *h = open_at(0);
    for (int i = 1; i <= 40; i++)
        commit(h, i, 7);
    commit(h, 40, 0);                           // the hand rests: no change
    for (int i = 41; i <= 50; i++)
        commit(h, i, 8);                        // grabbed again
    assert_true(history_undo(h) && value_of(h) == 40);
    assert_true(history_undo(h) && value_of(h) == 0);
    assert_false(history_undo(h));
    assert_true(history_redo(h) && history_redo(h) && value_of(h) == 50);
    assert_false(history_redo(h));
    history_close(h);
}

static void without_a_gesture_every_change_is_a_step(void **unused)
{
    (void)unused;
    struct history *h = open_at(0);
    commit(h, 1, 0);
    commit(h, 2, 0);
    assert_true(history_undo(h) && value_of(h) == 1);
    history_close(h);
}

static void a_gesture_that_comes_back_is_no_step(void **unused)
{
    (void)unused;
    struct history *h = open_at(0);
    commit(h, 1, 0);
    commit(h, 2, 5);
    commit(h, 1, 5);
    assert_true(value_of(h) == 1 && !history_can_redo(h));
    commit(h, 3, 5);                            // and goes on
    assert_true(history_undo(h) && value_of(h) == 1);
    commit(h, 2, 6);
    commit(h, 1, 6);
    assert_true(history_undo(h) && value_of(h) == 0);
    history_close(h);
}

static void undo_ends_a_gesture(void **unused)
{
    (void)unused;
    struct history *h = open_at(0);
    commit(h, 1, 5);
    commit(h, 2, 6);
    assert_true(history_undo(h));
    commit(h, 3, 6);                            // must not run into the first
    assert_true(value_of(h) == 3 && history_undo(h) && value_of(h) == 1);
    assert_true(history_redo(h));
    commit(h, 4, 6);                            // nor into itself
    assert_true(history_undo(h) && value_of(h) == 3);
    history_close(h);
}

static void a_new_step_forgets_redo(void **unused)
{
    (void)unused;
    struct history *h = open_at(0);
    commit(h, 1, 0);
    commit(h, 2, 0);
    history_undo(h);
    commit(h, 1, 3);                            // nothing changed
    assert_true(history_can_redo(h));
    commit(h, 9, 0);
    assert_false(history_can_redo(h));
    assert_true(history_undo(h) && value_of(h) == 1);
    history_close(h);
}

static void choosing_a_run_is_no_step(void **unused)
{
    (void)unused;
    struct history *h = open_at(0);
    struct scene next = *history_now(h);
    next.chosen = 2;
    history_commit(h, &next, 0);
    assert_true(history_now(h)->chosen == 2 && !history_can_undo(h));
    commit(h, 1, 4);
    next = *history_now(h);
    next.chosen = 1;
    history_commit(h, &next, 0);
    assert_true(history_undo(h) && value_of(h) == 0 && history_now(h)->chosen == 2);
    next = *history_now(h);
    next.chosen = 0;
    history_commit(h, &next, 0);                // and forgets nothing
    assert_true(history_redo(h) && value_of(h) == 1 && history_now(h)->chosen == 1);
    history_close(h);
}

static void the_view_comes_back_too(void **unused)
{
    (void)unused;
    struct history *h = open_at(0);
    struct scene before = *history_now(h), moved = before;
    moved.view = (box){5, 6, 7, 8};
    history_commit(h, &moved, 3);
    moved.view = (box){5, 6, 7, 9};             // of the same drag
    history_commit(h, &moved, 3);
    moved.theme = THEME_DARK;
    history_commit(h, &moved, 0);
    assert_true(history_undo(h) && history_now(h)->theme == THEME_LIGHT);
    assert_true(history_undo(h) && scene_equal(history_now(h), &before));
    assert_true(history_redo(h) && history_redo(h) && scene_equal(history_now(h), &moved));
    history_close(h);
}

static void the_oldest_steps_go(void **unused)
{
    (void)unused;
    struct history *h = open_at(0);
    for (int i = 1; i <= 1000; i++)
        commit(h, i, 0);
    for (int i = 0; i < HISTORY_STEPS; i++)
        assert_true(history_undo(h));
    assert_false(history_can_undo(h));
    assert_true(value_of(h) == 1000 - HISTORY_STEPS);
    history_close(h);
}

// The plain model: a list of scenes and a finger.
struct list {
    struct scene at[3000];
    int count, now;
};

static void model_commit(struct list *m, const struct scene *next, bool merges)
{
    if (!merges)
        m->now++;
    m->count = m->now + 1;
    m->at[m->now] = *next;
}

static void change(uint64_t *state, struct scene *s)
{
    switch (random_below(state, 6)) {
    case 0:
        snprintf(s->formula, sizeof s->formula, "%u", random_below(state, 1000000));
        break;
    case 1:
        s->arrow_step = random_below(state, 1000);
        break;
    case 2:
        s->run[0] = random_run(state);
        s->runs = 1;
        break;
    case 3:
        s->contours = !s->contours;
        break;
    case 4:
        s->view.x1 += 1 + fabs(s->view.x1);
        break;
    default:
        *s = random_scene(state);
        break;
    }
}

static void random_edits_follow_a_plain_list(void **unused)
{
    (void)unused;
    uint64_t state = 11;
    struct list *m = calloc(1, sizeof *m);
    assert_non_null(m);
    m->at[0] = random_scene(&state);
    m->count = 1;
    struct history *h = history_open(&m->at[0]);
    int last_gesture = 0, fresh = 0, oldest = 0;
    for (int i = 0; i < 2500; i++) {
        unsigned deed = random_below(&state, 10);
        struct scene next = *history_now(h);
        if (deed < 2) {
            bool can = m->now > oldest;
            assert_true(history_undo(h) == can);
            m->now -= can;
            last_gesture = can ? 0 : last_gesture;
        } else if (deed < 4) {
            bool can = m->now + 1 < m->count;
            assert_true(history_redo(h) == can);
            m->now += can;
            last_gesture = can ? 0 : last_gesture;
        } else {
            int gesture = deed < 7 ? 0 : deed < 9 ? fresh : ++fresh;
            change(&state, &next);
            history_commit(h, &next, (unsigned)gesture);
            assert_true(scene_equal(history_now(h), &next));
            if (!scene_equal(&m->at[m->now], &next)) {
                bool merges = gesture && gesture == last_gesture;
                model_commit(m, &next, merges);
                bool back = merges && scene_equal(&m->at[m->now - 1], &next);
                last_gesture = back ? 0 : gesture;
                m->now -= back;
                m->count -= back;
            }
        }
        oldest = m->now - HISTORY_STEPS > oldest ? m->now - HISTORY_STEPS : oldest;
        if (!scene_equal(history_now(h), &m->at[m->now]))
            fail_msg("step %d: another scene", i);
        assert_true(history_can_undo(h) == (m->now > oldest));
        assert_true(history_can_redo(h) == (m->now + 1 < m->count));
    }
    history_close(h);
    free(m);
}

static void undo_takes_back_any_edit(void **unused)
{
    (void)unused;
    uint64_t state = 12;
    struct scene first = random_scene(&state);
    struct history *h = history_open(&first);
    for (int i = 0; i < 500; i++) {
        struct scene before = *history_now(h), next = random_scene(&state), after;
        history_commit(h, &next, random_below(&state, 2) ? (unsigned)i + 1 : 0);
        after = *history_now(h);
        assert_true(history_undo(h) && scene_equal(history_now(h), &before));
        assert_true(history_redo(h) && scene_equal(history_now(h), &after));
    }
    history_close(h);
}

static void memory_may_run_out_at_the_start_only(void **unused)
{
    (void)unused;
    struct scene first = valued(0);
    long k = 1;
    for (struct history *h = NULL; !h; k++) {
        fail_allocation(k, true);
        h = history_open(&first);
        fail_stop();
        if (!h)
            continue;
        fail_allocation(1, true);
        for (int i = 1; i < 300; i++)
            commit(h, i, 0);
        assert_true(history_undo(h) && value_of(h) == 298);
        assert_int_equal(fail_stop(), 0);
        history_close(h);
    }
    assert_true(k > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drag_is_one_step),
        cmocka_unit_test(without_a_gesture_every_change_is_a_step),
        cmocka_unit_test(a_gesture_that_comes_back_is_no_step),
        cmocka_unit_test(undo_ends_a_gesture),
        cmocka_unit_test(a_new_step_forgets_redo),
        cmocka_unit_test(choosing_a_run_is_no_step),
        cmocka_unit_test(the_view_comes_back_too),
        cmocka_unit_test(the_oldest_steps_go),
        cmocka_unit_test(random_edits_follow_a_plain_list),
        cmocka_unit_test(undo_takes_back_any_edit),
        cmocka_unit_test(memory_may_run_out_at_the_start_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
