// SPDX-License-Identifier: MIT
// M22: on contours, arrows stand exactly on lines and across them.
#include "plot/model.h"
#include "scene/gallery.h"
#include "scene/scene_file.h"

#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static double random_share(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

// A pan by up to half the view and a zoom by up to 4, either way.
static box moved(box v, uint64_t *state)
{
    double by = pow(4, 2 * random_share(state) - 1) / 2;
    double w = v.x1 - v.x0, h = v.y1 - v.y0;
    double x = v.x0 + w * (0.25 + 0.5 * random_share(state));
    double y = v.y0 + h * (0.25 + 0.5 * random_share(state));
    return (box){x - w * by, x + w * by, y - h * by, y + h * by};
}

// The traced tangent, from the level set in a ten-thousandth of the view around the tail;
// zero where that is not one line.
static vec2 tangent_at(const struct model *m, vec2 at)
{
    enum { SIDE = 32 };
    double half = (m->camera.world.x1 - m->camera.world.x0) * 5e-5, part[PARTS];
    struct view near = {{at.x - half, at.x + half, at.y - half, at.y + half}, SIDE, SIDE};
    struct contours c = {0};
    evaluator_at(m->gradient, at.x, at.y, part);
    struct levels one = levels_given(&part[PART_F], 1);
    vec2 way = {0, 0};
    assert_true(contours_trace(&c, m->gradient, m->formula, m->parameters, near, &one,
                               NULL));
    if (c.lines.count == 1 && !c.lines.at[0].closed)
        way = vec2_sub(c.points.at[c.points.count - 1], c.points.at[0]);
    contours_free(&c);
    return way;
}

struct tally { int points; double worst, off; };

static void check_arrow(struct tally *t, const struct model *m, const struct arrow *a)
{
    struct probe p = probe_make(m->gradient, a->tail, (vec2){1, 0});
    double pixel = 1 / camera_scale(&m->camera), gap = INFINITY;
    vec2 way = tangent_at(m, a->tail);
    if (!p.smooth || vec2_length(way) == 0
        || p.norm * pixel < 1e8 * DBL_EPSILON * fabs(p.f))      // f hardly changes
        return;
    for (int i = 0; i < m->levels.count; i++)
        gap = fmin(gap, fabs(m->levels.value[i] - p.f));
    double turn = fabs(atan2(vec2_dot(a->gradient, way),
                             a->gradient.x * way.y - a->gradient.y * way.x));
    turn = fmin(turn, M_PI - turn) * 180 / M_PI;
    t->points++;
    t->off = fmax(t->off, gap / p.norm / pixel);
    t->worst = fmax(t->worst, turn);
}

static bool has_creases(const struct scene *s)
{
    return strstr(s->formula, "abs(") || strstr(s->formula, "max(");
}

#ifdef __SANITIZE_ADDRESS__
enum { VIEWS = 10, LEAST = 50 };
#else
enum { VIEWS = 20, LEAST = 200 };
#endif

static void across_their_lines(void **state)
{
    (void)state;
    const pt sizes[] = {{1024, 768}, {960, 540}};
    uint64_t seed = 22;
    for (int i = 0; i < GALLERY_CARDS; i++) {
        struct tally t = {0};
        struct scene s;
        struct fault fault = {0};
        assert_true(scene_read(&s, NULL, gallery[i].scene, strlen(gallery[i].scene),
                               &fault));
        box view = s.view;
        s.runs = 0, s.on_contours = s.contours = true, s.arrows = ARROWS_AUTO;
        s.flat_points = FLAT_OFF, s.fill = FILL_NONE, s.frame = false;
        struct model m = {0};
        for (int k = 0; k < VIEWS; k++) {
            s.view = k ? moved(view, &seed) : view;
            struct layout l = layout_for(sizes[k % 2].x, sizes[k % 2].y, &s, false);
            assert_true(model_update(&m, &s, &l, NULL, &fault));
            for (size_t n = 0; n < m.quiver.arrows.count; n += 7)
                check_arrow(&t, &m, &m.quiver.arrows.at[n]);
        }
        model_free(&m);
        print_message("# %-18s %5d points, %.3f degrees, %.1e pixels\n",
                      gallery[i].name, t.points, t.worst, t.off);
        assert_true(t.points >= LEAST);
        if (has_creases(&s))
            continue;                           // where ∇f jumps neither is defined
        assert_true(t.off < 1e-6);
        assert_true(t.worst <= 0.5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(across_their_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
