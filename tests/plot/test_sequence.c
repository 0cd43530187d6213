// SPDX-License-Identifier: MIT
// Frames are functions of their number: whatever is drawn before them, in which range
// and by how many.
#include "plot/sequence.h"

#include "draw/image.h"
#include "failing_malloc.h"
#include "fake_font.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

enum { WIDTH = 480, HEIGHT = 360, MOST = 64 };

static struct render_request small(void)
{
    return (struct render_request){.width = WIDTH, .height = HEIGHT, .font = &fake_font};
}

static struct scene scene_with_runs(void)
{
    struct scene s = scene_defaults();
    snprintf(s.formula, sizeof s.formula, "a*x^2 + y^2");
    scene_sync(&s, (const char[][SCENE_NAME]){"a"}, 1);
    struct descent run = descent_default(0);
    run.start = (vec2){2.5, 2};
    run.steps = 20;
    scene_add_run(&s, &run);
    run.start = (vec2){-2, 1};
    scene_add_run(&s, &run);
    return s;
}

static struct frames frames_of(const struct scene *s, const char *const *sweeps,
                               struct frames_pace pace)
{
    struct frames f;
    struct fault fault = {0};
    struct sweep sweep[FRAMES_SWEEPS];
    int count = 0;
    for (; sweeps && sweeps[count]; count++)
        assert_true(sweep_read(&sweep[count], sweeps[count], &fault));
    if (!frames_make(&f, s, sweep, count, pace, frames_longest(s), &fault))
        fail_msg("%s", fault.text);
    return f;
}

// What a sink got, by frame.
struct box_of_frames {
    struct text got[MOST];
    size_t order[MOST], count;
    pthread_mutex_t lock;
    size_t slow, broken;        // that frame takes long, cannot be put; SIZE_MAX: none
};

static bool draw_frame(void *self, size_t k, struct renderer *renderer,
                       const struct render_request *request, struct text *out,
                       struct fault *fault)
{
    (void)self, (void)k;
    const struct image *image = renderer_image(renderer, request, fault);
    if (image)
        text_add_bytes(out, image->pixels, sizeof *image->pixels * WIDTH * HEIGHT);
    return image != NULL;
}

static bool put_frame(void *self, size_t k, const struct text *bytes, struct fault *fault)
{
    struct box_of_frames *b = self;
    if (k == b->broken)
        return fault_machine(fault, "frame %zu is broken", k);
    if (k == b->slow)
        nanosleep(&(struct timespec){0, 30000000}, NULL);
    pthread_mutex_lock(&b->lock);
    if (k < MOST) {
        b->order[b->count++] = k;
        text_add_bytes(&b->got[k], bytes->at, bytes->count);
    }
    pthread_mutex_unlock(&b->lock);
    return true;
}

static struct box_of_frames box_open(void)
{
    return (struct box_of_frames){.lock = PTHREAD_MUTEX_INITIALIZER, .slow = SIZE_MAX,
                                  .broken = SIZE_MAX};
}

static void box_close(struct box_of_frames *b)
{
    for (int i = 0; i < MOST; i++)
        text_free(&b->got[i]);
}

static bool fill(struct box_of_frames *b, const struct frames *f, size_t first,
                 size_t last, int threads, bool ordered, struct fault *fault)
{
    struct sequence_request request = {
        .frames = f, .first = first, .last = last, .render = small(), .threads = threads,
        .sink = {.self = b, .draw = draw_frame, .put = put_frame, .ordered = ordered}};
    struct sequence *q = sequence_open(&request, fault);
    assert_non_null(q);
    return sequence_close(q, fault);
}

static void check_equal(const struct text *a, const struct text *b)
{
    assert_int_equal(a->count, b->count);
    assert_memory_equal(a->at, b->at, a->count);
}

// Each frame against one that is drawn alone by a renderer of its own.
static void check_against_single(const struct box_of_frames *b, const struct frames *f)
{
    for (size_t k = 0; k < f->count; k++) {
        struct frame frame;
        struct image image;
        struct fault fault;
        struct render_request r = small();
        assert_true(frames_at(f, k, &frame, &fault));
        r.scene = &frame.scene;
        r.partly = true;
        r.shown = frame.shown;
        assert_true(render_image(&image, &r, &fault));
        check_equal(&b->got[k], &(struct text){.at = (char *)image.pixels,
                    .count = sizeof *image.pixels * WIDTH * HEIGHT});
        image_free(&image);
    }
}

static void a_frame_is_the_same_whoever_draws_it(void **state)
{
    (void)state;
    static const char *const sweeps[][4] = {
        {NULL}, {"a=0.5..3"}, {"lr=0.01..0.4:log", "step=0..20"},
        {"view=-3,3,-3,3..-0.1,0.2,-0.2,0.1"}, {"A.start=2,2..-2,1"}};
    struct scene s = scene_with_runs();
    struct fault fault = {0};
    for (int i = 0; i < 5; i++) {
        struct frames f = frames_of(&s, sweeps[i][0] ? sweeps[i] : NULL,
                                    (struct frames_pace){.count = i ? 9 : 0});
        struct box_of_frames one = box_open(), three = box_open(), part = box_open();
        assert_true(fill(&one, &f, 0, f.count - 1, 1, false, &fault));
        assert_true(fill(&three, &f, 0, f.count - 1, 3, false, &fault));
        assert_true(fill(&part, &f, 3, 6, 2, true, &fault));
        for (size_t k = 0; k < f.count; k++)
            check_equal(&one.got[k], &three.got[k]);
        for (size_t k = 3; k <= 6; k++)
            check_equal(&one.got[k], &part.got[k]);
        assert_int_equal(part.count, 4);
        check_against_single(&one, &f);
        box_close(&one);
        box_close(&three);
        box_close(&part);
    }
}

static void the_last_frame_is_the_whole_scene(void **state)
{
    (void)state;
    struct scene s = scene_with_runs();
    struct frames f = frames_of(&s, NULL, (struct frames_pace){0});
    struct fault fault;
    struct image image;
    struct box_of_frames b = box_open();
    struct render_request r = small();
    r.scene = &s;
    assert_int_equal(f.count, 21);
    assert_true(fill(&b, &f, 20, 20, 1, false, &fault));
    assert_true(render_image(&image, &r, &fault));
    check_equal(&b.got[20], &(struct text){.at = (char *)image.pixels,
                .count = sizeof *image.pixels * WIDTH * HEIGHT});
    image_free(&image);
    box_close(&b);
}

static void an_ordered_sink_gets_them_in_order(void **state)
{
    (void)state;
    struct scene s = scene_with_runs();
    struct frames f = frames_of(&s, NULL, (struct frames_pace){0});
    struct fault fault;
    for (size_t slow = 0; slow < 6; slow += 2) {
        struct box_of_frames b = box_open();
        b.slow = slow;
        assert_true(fill(&b, &f, 0, 12, 4, true, &fault));
        assert_int_equal(b.count, 13);
        for (size_t k = 0; k <= 12; k++)
            assert_int_equal(b.order[k], k);
        box_close(&b);
    }
}

static void a_fault_is_that_of_the_first_frame_and_nothing_follows_in_order(void **state)
{
    (void)state;
    struct scene s = scene_with_runs();
    struct frames f = frames_of(&s, NULL, (struct frames_pace){0});
    for (int threads = 1; threads < 5; threads++) {
        struct fault fault = {0};
        struct box_of_frames b = box_open();
        b.broken = 5;
        assert_false(fill(&b, &f, 0, 20, threads, true, &fault));
        assert_string_equal(fault.text, "frame 5 is broken");
        assert_int_equal(b.count, 5);
        box_close(&b);
    }
}

static void stopped_it_has_no_gaps(void **state)
{
    (void)state;
    struct scene s = scene_with_runs();
    struct frames f = frames_of(&s, (const char *[]){"a=1..2", NULL},
                                (struct frames_pace){.count = 1000000});
    struct box_of_frames b = box_open();
    struct fault fault = {0};
    struct sequence_request request = {
        .frames = &f, .first = 0, .last = f.count - 1, .render = small(), .threads = 2,
        .sink = {.self = &b, .draw = draw_frame, .put = put_frame}};
    struct sequence *q = sequence_open(&request, &fault);
    while (sequence_look(q).done < 3)
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    sequence_stop(q);
    assert_false(sequence_close(q, &fault));
    assert_string_equal(fault.text, "");
    assert_in_range(b.count, 3, MOST);
    for (size_t k = 0; k < b.count; k++)
        assert_true(b.got[k].count > 0);
    box_close(&b);
}

static void memory_may_run_out_on_the_way(void **state)
{
    (void)state;
    struct scene s = scene_with_runs();
    struct frames f = frames_of(&s, NULL, (struct frames_pace){0});
    struct fault fault;
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k += 1 + k / 4) {
            struct box_of_frames b = box_open();
            struct sequence_request request = {
                .frames = &f, .first = 3, .last = 5, .render = small(), .threads = 1,
                .sink = {.self = &b, .draw = draw_frame, .put = put_frame}};
            fault = (struct fault){0};
            fail_allocation(k, sticky);
            struct sequence *q = sequence_open(&request, &fault);
            bool done = sequence_close(q, &fault);
            long seen = fail_stop();
            assert_true(done ? b.count == 3 : strstr(fault.text, "memory") != NULL);
            box_close(&b);
            if (seen < k) {
                assert_true(done);
                break;
            }
        }
}

static void check_fault(const char *sweep, const char *sentence)
{
    struct sweep s;
    struct frames f;
    struct fault fault = {0};
    struct scene scene = scene_with_runs();
    bool fine = sweep_read(&s, sweep, &fault)
                && frames_make(&f, &scene, &s, 1, (struct frames_pace){0}, 20, &fault);
    assert_false(fine);
    assert_string_equal(fault.text, sentence);
}

static void what_cannot_be_swept_is_said(void **state)
{
    (void)state;
    static const char shape[] = "--sweep takes KEY=A..B, as in a=0..2, "
                                "lr=0.01..0.6:log or start=1,2..2,1";
    static const char *const shapeless[] = {"", "a", "a=", "a=1", "=0..1", "a=..1", "a=0..",
                                            "a=0..:log"};
    for (size_t i = 0; i < sizeof shapeless / sizeof *shapeless; i++)
        check_fault(shapeless[i], shape);
    check_fault("b=0..1", "I don't know the setting b, nor has the formula such a letter");
    check_fault("a=1..2,3", "a goes from 1 numbers to 2");
    check_fault("a=1,2..2,3", "a goes from one number to another");
    check_fault("step=1,2..2,3", "step goes from one number to another");
    check_fault("a=0..2:log", "a: by equal factors no number can be 0 or change its sign");
    check_fault("fill=0..1", "fill is bands, cividis, viridis or none");
    check_fault("lr=0.1..nan", "lr: a number must be finite");
    check_fault("view=-1,1,-1,1..1,1,-1,1", "view is X0,X1,Y0,Y1 with X0 < X1 and Y0 < Y1");
    check_fault("steps=1..1e9", "steps must be a whole number from 1 to 20000");
}

static void values_on_the_way(void **state)
{
    (void)state;
    struct scene s = scene_with_runs();
    struct frame at;
    struct fault fault;
    struct frames f = frames_of(&s, (const char *[]){
        "a=0..2", "lr=0.01..1:log", "view=-4,4,-4,4..1,2,1,2", "B.steps=1..4", NULL},
        (struct frames_pace){.count = 5});
    static const double a[] = {0, 0.5, 1, 1.5, 2}, lr[] = {0.01, 0.0316227766, 0.1,
                                                           0.316227766, 1};
    static const int steps[] = {1, 2, 3, 3, 4};
    for (size_t k = 0; k < 5; k++) {
        assert_true(frames_at(&f, k, &at, &fault));
        assert_true(at.scene.parameter[0].value == a[k]);
        assert_true(fabs(at.scene.run[0].lr / lr[k] - 1) < 1e-8);
        assert_int_equal(at.scene.run[1].steps, steps[k]);
        double width = at.scene.view.x1 - at.scene.view.x0;
        assert_true(fabs(width - 8 * pow(0.5, 0.75 * (double)k)) < 1e-12);
        double fixed = at.scene.view.x0 + width * (5. / 7);     // 12/7 stays where it is
        assert_true(fabs(fixed - (-4 + 8 * 5. / 7)) < 1e-12);
        assert_true(at.shown == INFINITY);
    }
    assert_true(at.scene.view.x0 == 1 && at.scene.view.x1 == 2);
}

static void how_long_it_is(void **state)
{
    (void)state;
    struct scene s = scene_with_runs();
    struct frame at;
    struct fault fault;
    struct frames f = frames_of(&s, NULL, (struct frames_pace){.duration = 10, .fps = 24});
    assert_int_equal(f.count, 240);
    assert_true(frames_at(&f, 0, &at, &fault) && at.shown == 0);
    assert_true(frames_at(&f, 239, &at, &fault) && at.shown == 20);
    assert_true(frames_at(&f, 120, &at, &fault) && fabs(at.shown - 2400. / 239) < 1e-12);
    f = frames_of(&s, NULL, (struct frames_pace){.fps = 30});      // 8 steps a second
    assert_int_equal(f.count, 75);
    f = frames_of(&s, (const char *[]){"a=0..1", NULL}, (struct frames_pace){0});
    assert_int_equal(f.count, FRAMES_FPS * FRAMES_SECONDS);
    f = frames_of(&s, (const char *[]){"a=0..1", NULL}, (struct frames_pace){.count = 1});
    assert_int_equal(f.count, 1);
    assert_true(frames_at(&f, 0, &at, &fault) && at.scene.parameter[0].value == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_is_the_same_whoever_draws_it),
        cmocka_unit_test(the_last_frame_is_the_whole_scene),
        cmocka_unit_test(an_ordered_sink_gets_them_in_order),
        cmocka_unit_test(a_fault_is_that_of_the_first_frame_and_nothing_follows_in_order),
        cmocka_unit_test(stopped_it_has_no_gaps),
        cmocka_unit_test(memory_may_run_out_on_the_way),
        cmocka_unit_test(what_cannot_be_swept_is_said),
        cmocka_unit_test(values_on_the_way),
        cmocka_unit_test(how_long_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
