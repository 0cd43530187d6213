// SPDX-License-Identifier: MIT
#include "field/label.h"

#include "base/number.h"
#include "base/utf8.h"

#include "failing_malloc.h"
#include "subject.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KEEP_OUTS = 2 };
static const float em = 24;
static const rect keep_out[KEEP_OUTS] = {{0, 900, 500, 1080}, {1700, 0, 1920, 120}};

// A line of pixels, as the checks below see it.
struct ink { pt *at; float *arc; size_t count; };

static pt to_pixel(struct view v, vec2 p)
{
    return (pt){(float)((p.x - v.world.x0) / view_pixel(v).x),
                (float)((v.world.y1 - p.y) / view_pixel(v).y)};
}

static struct ink ink_of(const struct contours *c, const struct contour_line *line,
                         struct view view)
{
    struct ink ink = {malloc(sizeof(pt) * line->count),
                      malloc(sizeof(float) * line->count), line->count};
    double arc = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        ink.at[i] = to_pixel(view, c->points.at[line->first + i]);
        if (i)
            arc += hypot(ink.at[i].x - ink.at[i - 1].x, ink.at[i].y - ink.at[i - 1].y);
        ink.arc[i] = (float)arc;
    }
    return ink;
}

static void ink_free(struct ink *ink)
{
    free(ink->at);
    free(ink->arc);
}

// Where p lies along and across the text of a label, across upward.
static pt in_label(const struct label *l, pt p)
{
    float x = p.x - l->at.x, y = -(p.y - l->at.y);
    float cosine = cosf(l->angle), sine = sinf(l->angle);
    return (pt){x * cosine + y * sine, y * cosine - x * sine};
}

static pt corner(const struct label *l, int k, float share)
{
    float along = (k & 1 ? 0.5f : -0.5f) * l->width * share;
    float across = (k & 2 ? 0.5f : -0.5f) * l->height * share;
    float cosine = cosf(l->angle), sine = sinf(l->angle);
    return (pt){l->at.x + along * cosine - across * sine,
                l->at.y - along * sine - across * cosine};
}

static bool covers(const struct label *l, pt p)
{
    pt q = in_label(l, p);
    return fabsf(q.x) < l->width / 2 && fabsf(q.y) < l->height / 2;
}

static bool covers_box(const struct label *a, const struct label *b)
{
    for (int step = 0; step <= 20; step++)
        for (int k = 0; k < 4; k++)
            if (covers(a, corner(b, k, (float)step / 20)))
                return true;
    return false;
}

struct tally {
    int labels, overlapping, crossed, upside_down, cut, kept_out, too_close, off,
        unnamed;
    float middle;               // of the distances of lines from their labels' axes
};

static bool hidden(const struct label *l, float arc, float length, bool closed)
{
    for (int turn = -1; turn <= 1; turn++) {
        float at = arc + (float)turn * length;
        if ((turn == 0 || closed) && at >= l->from - 1.5 && at <= l->to + 1.5)
            return true;
    }
    return false;
}

// Walks every line in steps of a pixel: what runs through the label, and how far its
// own line strays from its axis.
static bool walk(const struct label *l, const struct ink *ink, bool own, bool closed,
                 float *stray, int *strays)
{
    bool crossed = false;
    for (size_t i = 0; i + 1 < ink->count; i++) {
        pt a = ink->at[i], b = ink->at[i + 1];
        float length = ink->arc[i + 1] - ink->arc[i];
        float reach = l->width + l->height + length;
        if (fabsf(a.x - l->at.x) > reach || fabsf(a.y - l->at.y) > reach)
            continue;
        for (float s = 0; s <= length; s += 1) {
            float t = length > 0 ? s / length : 0;
            pt p = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
            if (!covers(l, p))
                continue;
            if (!own || !hidden(l, ink->arc[i] + s, ink->arc[ink->count - 1], closed))
                crossed = true;
            else if (*strays < 4096)
                stray[(*strays)++] = fabsf(in_label(l, p).y);
        }
    }
    return crossed;
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static void check_place(struct tally *t, const struct label *l, struct view view)
{
    t->upside_down += !(l->angle > -M_PI / 2 && l->angle <= M_PI / 2);
    for (int k = 0; k < 4; k++) {
        pt p = corner(l, k, 1);
        if (p.x < 0 || p.y < 0 || p.x > view.width || p.y > view.height) {
            t->cut++;
            break;
        }
    }
    struct label kept[KEEP_OUTS];
    for (int i = 0; i < KEEP_OUTS; i++) {
        rect r = keep_out[i];
        kept[i] = (struct label){.at = {(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2},
                                 .width = r.x1 - r.x0, .height = r.y1 - r.y0};
        t->kept_out += covers_box(&kept[i], l) || covers_box(l, &kept[i]);
    }
}

static void check_pairs(struct tally *t, const struct labels *labels,
                        const struct label_rules *rules)
{
    for (size_t i = 0; i < labels->count; i++)
        for (size_t k = 0; k < i; k++) {
            const struct label *a = &labels->at[i], *b = &labels->at[k];
            struct label wide = *a;
            wide.width += rules->apart;
            wide.height += rules->apart;
            t->overlapping += covers_box(&wide, b) || covers_box(b, &wide);
            t->too_close += a->level == b->level
                            && hypotf(a->at.x - b->at.x, a->at.y - b->at.y)
                                   < rules->spacing * 0.999f;
        }
}

static void check_lines(struct tally *t, const struct labels *labels,
                        const struct contours *c, struct view view)
{
    static const size_t most = 400;
    float *middles = calloc(most, sizeof *middles), stray[4096];
    bool *crossed = calloc(labels->count + 1, sizeof *crossed);
    int (*strays) = calloc(labels->count + 1, sizeof *strays);
    size_t count = 0;
    for (size_t n = 0; n < c->lines.count; n++) {
        const struct contour_line *line = &c->lines.at[n];
        struct ink ink = ink_of(c, line, view);
        for (size_t i = 0; i < labels->count; i++) {
            const struct label *l = &labels->at[i];
            int seen = 0;
            crossed[i] |= walk(l, &ink, l->line == n, line->closed, stray, &seen);
            if (l->line != n || !seen || count == most)
                continue;
            assert_int_equal(l->level, line->level);
            qsort(stray, (size_t)seen, sizeof *stray, ascending);
            middles[count++] = stray[seen / 2];
            t->off += stray[seen - 1] > 0.5f * em;
        }
        ink_free(&ink);
    }
    for (size_t i = 0; i < labels->count; i++)
        t->crossed += crossed[i];
    qsort(middles, count, sizeof *middles, ascending);
    t->middle = count ? middles[count / 2] : 0;
    free(middles);
    free(crossed);
    free(strays);
}

static void count_unnamed(struct tally *t, const struct labels *labels,
                          const struct contours *c, const struct levels *levels,
                          struct view view)
{
    bool named[LEVELS_MOST] = {false}, long_line[LEVELS_MOST] = {false};
    for (size_t i = 0; i < labels->count; i++)
        named[labels->at[i].level] = true;
    for (size_t n = 0; n < c->lines.count; n++) {
        struct ink ink = ink_of(c, &c->lines.at[n], view);
        if (ink.arc[ink.count - 1] > 250)
            long_line[c->lines.at[n].level] = true;
        ink_free(&ink);
    }
    for (int i = 0; i < levels->count; i++)
        t->unnamed += levels->major[i] && long_line[i] && !named[i];
}

static struct tally check(const struct labels *labels, const struct contours *c,
                          const struct levels *levels, struct view view,
                          const struct label_rules *rules, const char *what)
{
    struct tally t = {.labels = (int)labels->count};
    for (size_t i = 0; i < labels->count; i++) {
        check_place(&t, &labels->at[i], view);
        assert_true(rules->width[labels->at[i].level] > 0);
    }
    check_pairs(&t, labels, rules);
    check_lines(&t, labels, c, view);
    count_unnamed(&t, labels, c, levels, view);
    print_message("# %-50.50s %3d labels, median %.2f px, %d unnamed\n", what, t.labels,
                  (double)t.middle, t.unnamed);
    if (t.overlapping || t.crossed || t.upside_down || t.cut || t.kept_out
        || t.too_close || t.off || t.middle > 1)
        fail_msg("%s: %d overlapping, %d crossed, %d upside down, %d cut, %d kept out, "
                 "%d too close, %d off, median %g",
                 what, t.overlapping, t.crossed, t.upside_down, t.cut, t.kept_out,
                 t.too_close, t.off, (double)t.middle);
    return t;
}

static struct label_rules rules_for(const struct levels *levels, float *width)
{
    for (int i = 0; i < levels->count; i++) {
        char text[NUMBER_TEXT];
        int letters = utf8_count(text, strlen(number_round(text, levels->value[i])));
        width[i] = levels->major[i] ? 0.57f * em * (float)letters : 0;
    }
    return (struct label_rules){.width = width, .em = em, .spacing = 300, .apart = 16,
                                .keep_out = keep_out, .keep_outs = KEEP_OUTS};
}

static struct tally place(const struct contours *c, const struct levels *levels,
                          struct view view, const char *what)
{
    float width[LEVELS_MOST];
    struct label_rules rules = rules_for(levels, width);
    struct labels labels = {0}, again = {0};
    assert_true(labels_place(&labels, c, levels, view, &rules));
    assert_true(labels_place(&again, c, levels, view, &rules));
    assert_int_equal(labels.count, again.count);
    for (size_t i = 0; i < labels.count; i++) {
        const struct label *a = &labels.at[i], *b = &again.at[i];
        assert_true(a->at.x == b->at.x && a->at.y == b->at.y && a->angle == b->angle);
        assert_true(a->line == b->line && a->from == b->from && a->to == b->to);
    }
    struct tally t = check(&labels, c, levels, view, &rules, what);
    array_free(&labels);
    array_free(&again);
    return t;
}

static void drop(struct contours *c)
{
    array_free(&c->points);
    array_free(&c->lines);
}

// One line through `count` points of a curve.
typedef vec2 curve(double t, double size);

static void draw(struct contours *c, int level, curve *at, double size, int count,
                 bool closed)
{
    struct contour_line line = {(uint32_t)c->points.count, (uint32_t)count,
                                (uint16_t)level, closed};
    for (int i = 0; i < count; i++)
        array_push(&c->points,
                   at(i == count - 1 && closed ? 0 : i / (count - 1.), size));
    array_push(&c->lines, line);
}

static vec2 circle(double t, double size)
{
    return (vec2){size * cos(2 * M_PI * t), size * sin(2 * M_PI * t)};
}

static vec2 upright_line(double t, double size)
{
    return (vec2){size, 6 * t - 3};
}

static vec2 wave(double t, double size)
{
    return (vec2){10 * t - 5, size + 0.2 * sin(40 * t)};
}

static struct levels some_levels(int count)
{
    double value[LEVELS_MOST];
    for (int i = 0; i < count; i++)
        value[i] = i;
    return levels_given(value, count);
}

static void lines_of_all_kinds(void **state)
{
    (void)state;
    struct view view = subject_view(0, 0, 3);
    struct levels levels = some_levels(12);
    struct { const char *name; curve *at; double first, step; bool closed;
    } table[] = {
        {"circles", circle, 0.4, 0.2, true},
        {"upright lines", upright_line, -5, 0.8, false},
        {"waves", wave, -2.4, 0.4, false},
        {"wide circles", circle, 2, 0.28, true},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct contours c = {0};
        for (int k = 0; k < 12; k++)
            draw(&c, k, table[i].at, table[i].first + k * table[i].step, 400,
                 table[i].closed);
        struct tally t = place(&c, &levels, view, table[i].name);
        if (table[i].at != wave)
            assert_int_equal(t.unnamed, 0);
        assert_true(t.labels >= 4);
        drop(&c);
    }
}

static void only_where_there_is_room(void **state)
{
    (void)state;
    struct view view = subject_view(0, 0, 3);
    struct levels levels = some_levels(300);
    struct contours c = {0};
    for (int k = 0; k < 300; k++)                       // 3.6 pixels apart
        draw(&c, k, wave, -3 + k * 0.02, 300, false);
    assert_int_equal(place(&c, &levels, view, "packed").labels, 0);
    drop(&c);

    levels = some_levels(1);
    draw(&c, 0, circle, 0.05, 100, true);               // 18 pixels across
    assert_int_equal(place(&c, &levels, view, "a dot").labels, 0);
    drop(&c);
    assert_int_equal(place(&c, &levels, view, "nothing").labels, 0);
    draw(&c, 0, circle, 0, 2, false);                   // a line without length
    assert_int_equal(place(&c, &levels, view, "a point").labels, 0);
    drop(&c);
}

static void a_straight_line_is_labelled_along_it(void **state)
{
    (void)state;
    struct view view = subject_view(0, 0, 3);
    struct levels levels = some_levels(1);
    struct contours c = {0};
    array_push(&c.points, (vec2){-4, -1.5});
    array_push(&c.points, (vec2){4, 2.5});              // two points, a long way apart
    array_push(&c.lines, (struct contour_line){0, 2, 0, false});
    float width[1] = {60};
    struct label_rules rules = {.width = width, .em = em, .spacing = 400, .apart = 6};
    struct labels labels = {0};
    assert_true(labels_place(&labels, &c, &levels, view, &rules));
    assert_in_range(labels.count, 2, 5);
    for (size_t i = 0; i < labels.count; i++) {
        const struct label *l = &labels.at[i];
        assert_true(fabs(l->angle - atan(0.5)) < 1e-4);         // rises to the right
        assert_true(l->to - l->from >= 60 && l->to - l->from < 60 + 2 * em);
        assert_true(l->width >= 60 && l->height > 0.7f * em);
        double rise = (view.height / 2. - l->at.y) * 6 / 1080 - 0.5;
        assert_true(fabs(rise - (l->at.x - 960) * 6 / 1080 / 2) < 1e-3);
    }
    array_free(&labels);
    drop(&c);
}

static void follows_the_gallery(void **state)
{
    (void)state;
    static const struct { const char *text; double y, half; int unnamed;
    } table[] = {
        {"x^2+2y^2", 0, 3, 0},
        {"x^2*y+sin(y)", 0, 3, 0},
        {"(1-x)^2+100(y-x^2)^2", 1, 2, 0},
        {"(x^2+y-11)^2+(x+y^2-7)^2", 0, 5, 0},
        {"x^3-3x*y^2", 0, 2, 0},
        {"3(1-x)^2*exp(-x^2-(y+1)^2)-10(x/5-x^3-y^5)*exp(-x^2-y^2)", 0, 3, 1},
        {"20+x^2-10cos(2pi*x)+y^2-10cos(2pi*y)", 0, 5.12, 0},
        {"abs(x)+abs(y)+abs(x-y)/2", 0, 3, 0},
        {"tan(x)*y", 0, 3, 3},
        {"sin(x^2+y^2)", 0, 5, 1},
        {"floor(x)+0.3y", 0, 3, 0},
        {"x+y", 0, 1e-9, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct subject s = subject_open(table[i].text, NEED_F_GRADIENT);
        struct view view = subject_view(0, table[i].y, table[i].half);
        struct levels levels = levels_choose(s.e, view, LEVELS_AUTO);
        struct contours c = {0};
        assert_true(contours_trace(&c, s.e, s.formula, NULL, view, &levels, NULL));
        struct tally t = place(&c, &levels, view, table[i].text);
        if (t.unnamed > table[i].unnamed)
            fail_msg("%s: %d long levels without a label", table[i].text, t.unnamed);
        contours_free(&c);
        subject_close(&s);
    }
}

static void no_memory(void **state)
{
    (void)state;
    struct view view = subject_view(0, 0, 3);
    struct levels levels = some_levels(6);
    struct contours c = {0};
    for (int k = 0; k < 6; k++)
        draw(&c, k, circle, 0.4 + k * 0.4, 200, true);
    float width[LEVELS_MOST];
    struct label_rules rules = rules_for(&levels, width);
    for (int sticky = 0; sticky < 2; sticky++)
        for (long k = 1;; k++) {
            struct labels labels = {0};
            fail_allocation(k, sticky);
            bool placed = labels_place(&labels, &c, &levels, view, &rules);
            bool hit = fail_stop() >= k;
            assert_int_equal(placed, !hit);
            array_free(&labels);
            if (!hit)
                break;
        }
    drop(&c);
}

// A row of strokes across a level line: the label goes between two of them.
static void test_labels_keep_off_marks(void **state)
{
    (void)state;
    struct view view = {{-4, 4, -2, 2}, 800, 400};
    struct levels levels = levels_given((double[]){0}, 1);
    struct contours c = {0};
    for (int i = 0; i <= 80; i++)
        array_push(&c.points, (vec2){-4 + 0.1 * i, 0});
    array_push(&c.lines, (struct contour_line){0, 81, 0, false});
    struct stroke marks[7];
    float width[1] = {60};
    for (int i = 0; i < 7; i++)
        marks[i] = (struct stroke){{70 + 110 * (float)i, 150}, {70 + 110 * (float)i, 250}};
    struct label_rules rules = {.width = width, .em = em, .spacing = 100, .apart = 6,
                                .avoid = marks, .avoids = 7, .off = 8};
    struct labels labels = {0};
    assert_true(labels_place(&labels, &c, &levels, view, &rules));
    assert_true(labels.count >= 3);
    for (size_t i = 0; i < labels.count; i++)
        for (int k = 0; k < 7; k++)
            assert_true(fabsf(labels.at[i].at.x - marks[k].from.x)
                        >= labels.at[i].width / 2 + 8 - 0.01f);
    for (int i = 0; i < 7; i++)
        marks[i].to.x = marks[i].from.x += 1 - 2 * (float)(i % 2);
    rules.off = 60;                                     // no room: better there than not
    assert_true(labels_place(&labels, &c, &levels, view, &rules));
    assert_int_equal(labels.count, 1);
    array_free(&labels);
    contours_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_keep_off_marks),
        cmocka_unit_test(lines_of_all_kinds),
        cmocka_unit_test(only_where_there_is_room),
        cmocka_unit_test(a_straight_line_is_labelled_along_it),
        cmocka_unit_test(follows_the_gallery),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
