// SPDX-License-Identifier: MIT
// Whatever a field makes of a view, what comes to be drawn is finite and near: a million
// shapes of wild coordinates, looked at where the rasterizer begins to trust them.
#include "draw/plan.h"
#include "fake_font.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
enum { PICTURES = 100 };
#else
enum { PICTURES = 1000 };
#endif
enum { SHAPES = 1000, POINTS = 6, FAR = 32767 };

static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state;
}

// Any float there is, a value near the picture, or one just outside of an integer.
static float wild(uint64_t *state)
{
    uint32_t bits = (uint32_t)(next(state) >> 32);
    float any;
    memcpy(&any, &bits, sizeof any);
    switch (next(state) % 8) {
    case 0: return any;
    case 1: return (float)ldexp(1, (int)(bits % 128)) * (bits & 1024 ? 1 : -1);
    case 2: return bits & 1 ? INFINITY : NAN;
    case 3: return (float)(bits % 40000) - 20000;
    default: return (float)(bits % 2000) / 10;
    }
}

static void add_shape(struct picture *p, uint64_t *state)
{
    pt at[POINTS];
    size_t count = 1 + next(state) % POINTS;
    struct pen pen = {.width = fabsf(wild(state)), .color = rgb(0x123456),
                      .cap = next(state) % 2 ? CAP_BUTT : CAP_ROUND};
    for (size_t i = 0; i < count; i++)
        at[i] = (pt){wild(state), wild(state)};
    if (next(state) % 3 == 0)
        pen.dash = fabsf(wild(state)), pen.gap = fabsf(wild(state));
    switch (next(state) % 5) {
    case 0: picture_fill(p, at, count, pen.color); break;
    case 1: picture_disc(p, at[0], wild(state), pen.color); break;
    case 2: picture_text(p, at[0], (struct type){.size = wild(state), .angle = wild(state),
                                                 .color = pen.color, .halo = 2}, "x");
        break;
    case 3: picture_round_box(p, (rect){at[0].x, at[0].y, wild(state), wild(state)},
                              wild(state), pen.color); break;
    default: picture_stroke(p, at, count, pen, next(state) % 2); break;
    }
}

static bool is_near(pt at, float reach)
{
    return fabsf(at.x) <= FAR + reach && fabsf(at.y) <= FAR + reach;
}

static void check_job(const struct plan *plan, const struct job *job, int side)
{
    struct area a = job->area;
    assert_true(a.x0 >= 0 && a.y0 >= 0 && a.x1 <= side && a.y1 <= side);
    float reach = job->kind == JOB_STROKE ? job->brush.radius + 1 : 0;
    assert_true(isfinite(reach));
    if (job->kind == JOB_BOX)
        assert_true(is_near((pt){job->box.x0, job->box.y0}, 0)
                    && is_near((pt){job->box.x1, job->box.y1}, 0));
    for (size_t i = job->first; i < job->end; i++) {
        const struct segment *s = &plan->segments.at[i];
        assert_true(is_near(s->a, reach) && is_near(s->b, reach));
    }
}

static void wild_shapes_become_finite_and_near(void **state)
{
    (void)state;
    uint64_t chance = 88172645463325252u;
    struct picture p = {0};
    struct plan plan = {0};
    size_t most = 0;
    for (int i = 0; i < PICTURES; i++) {
        picture_begin(&p, (pt){200, 200});
        for (int k = 0; k < SHAPES; k++)
            add_shape(&p, &chance);
        assert_true(plan_make(&plan, &p, (struct area){0, 0, 200, 200}, 1, &fake_font));
        for (size_t k = 0; k < plan.jobs.count; k++)
            check_job(&plan, &plan.jobs.at[k], 200);
        most = plan.segments.count > most ? plan.segments.count : most;
        plan_clear(&plan);
    }
    assert_in_range(most, SHAPES / 10, 300 * SHAPES);   // dashes do not run away either
    plan_free(&plan);
    picture_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wild_shapes_become_finite_and_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
