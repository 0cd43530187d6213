// SPDX-License-Identifier: MIT
// U2 for the window: at every size, with everything open that can be, of what is written
// beside the map nothing overlaps and nothing leaves its part; nothing is allocated once
// a frame was seen; and any hands do no harm.
#include "app/app.h"
#include "draw/theme.h"
#include "failing_malloc.h"
#include "fake_font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct desk_top {
    struct app *app;
    struct image frame;
    struct input in;
};

static void open_app(struct desk_top *t, float width, float height, bool projector)
{
    struct app_start start = {.scene = scene_defaults(), .first_run = true};
    start.scene.projector = projector;
    *t = (struct desk_top){.in = {.size = {width, height}, .focused = true}};
    t->app = app_open(&start, &fake_font, NULL);
    assert_non_null(t->app);
}

static void close_app(struct desk_top *t)
{
    app_close(t->app);
    image_free(&t->frame);
}

static void frame(struct desk_top *t)
{
    t->in.time += 1.0 / 60;
    app_handle(t->app, &t->in);
    app_draw(t->app, &t->frame);
    t->in.pressed = t->in.released = false;
    t->in.key = 0;
    t->in.text[0] = 0;
    t->in.wheel = 0;
    t->in.pasted = t->in.dropped = NULL;
}

static void key(struct desk_top *t, int key, unsigned mods)
{
    t->in.key = key;
    t->in.mods = mods;
    frame(t);
    t->in.mods = 0;
}

static void type(struct desk_top *t, const char *text)
{
    snprintf(t->in.text, sizeof t->in.text, "%s", text);
    frame(t);
}

static void press(struct desk_top *t, float x, float y, enum button button)
{
    t->in.pointer = (pt){x, y};
    t->in.inside = true;
    frame(t);
    t->in.pressed = t->in.held[button] = true;
    t->in.button = button;
    t->in.clicks = 1;
    frame(t);
    t->in.released = true;
    t->in.held[button] = false;
    frame(t);
}

struct written { pt corner[4]; const char *text; bool on_map; };

static struct written written_of(const struct picture *p, const struct item *item)
{
    const struct type *t = &item->text.type;
    const char *text = p->chars.at + item->text.at;
    pt at = p->points.at[item->first];
    float width = fake_font.measure(NULL, t->face, t->size, text).width;
    float left = t->x == LEFT ? 0 : t->x == RIGHT ? -width : -width / 2;
    float half = 0.36f * t->size;
    return (struct written){{{at.x + left, at.y - half}, {at.x + left + width, at.y - half},
                             {at.x + left + width, at.y + half},
                             {at.x + left, at.y + half}}, text, false};
}

static bool overlap(const struct written *a, const struct written *b)
{
    return a->corner[0].x < b->corner[2].x && b->corner[0].x < a->corner[2].x
           && a->corner[0].y < b->corner[2].y && b->corner[0].y < a->corner[2].y;
}

// Cards and widgets: the pictures after the ground and the marks.
static void check(const struct desk_top *t, const char *what)
{
    enum { MOST = 512, CARDS = 2 };
    struct written written[MOST];
    int count = 0;
    const struct picture *p;
    for (int i = CARDS; (p = app_picture(t->app, i)); i++)
        for (size_t k = 0; k < p->items.count && count < MOST; k++)
            if (p->items.at[k].kind == ITEM_TEXT)
                written[count++] = written_of(p, &p->items.at[k]);
    pt size = t->in.size;
    for (int i = 0; i < count; i++) {
        const struct written *w = &written[i];
        bool fine = w->corner[0].x >= 0 && w->corner[2].x <= size.x + 0.5f
                    && w->corner[0].y >= 0 && w->corner[2].y <= size.y;
        for (int k = 0; k < i; k++)
            if (overlap(w, &written[k])) {
                print_error("\"%s\" meets \"%s\"\n", w->text, written[k].text);
                fine = false;
            }
        if (!fine)
            fail_msg("%s at %gx%g: \"%s\" is cut or overlaps", what, size.x, size.y,
                     w->text);
    }
    assert_true(count > 4);
}

static void test_nothing_overlaps(void **state)
{
    (void)state;
    static const float sizes[][2] = {{1024, 768}, {1280, 800}, {1920, 1080}, {700, 1000},
                                     {3840, 2160}};
    for (int i = 0; i < 5; i++)
        for (int projector = 0; projector < 2; projector++) {
            struct desk_top t;
            float w = sizes[i][0], h = sizes[i][1];
            open_app(&t, w, h, projector);
            frame(&t);
            check(&t, "first frame");
            press(&t, 0.4f * w, 0.3f * h, BUTTON_LEFT);
            check(&t, "a run");
            press(&t, 0.3f * w, 0.4f * h, BUTTON_RIGHT);
            check(&t, "a probe");
            press(&t, 0.2f * w, 0.3f * h, BUTTON_LEFT);
            press(&t, 0.25f * w, 0.5f * h, BUTTON_LEFT);
            check(&t, "three runs and a probe");
            key(&t, '/', 0);
            key(&t, 'a', MOD_CTRL);
            type(&t, "a x^2 + b y^2");
            key(&t, KEY_ESCAPE, 0);
            check(&t, "letters");
            close_app(&t);
        }
}

static void nothing_is_allocated(bool inspects)
{
    struct desk_top t;
    open_app(&t, 800, 600, false);
    press(&t, 300, 200, BUTTON_LEFT);
    key(&t, KEY_END, 0);
    if (inspects)
        key(&t, 's', MOD_SHIFT);
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 40; i++) {
            t.in.pointer = (pt){200 + 5 * (float)i, 300};
            if (i == 0 && round == 2)
                fail_allocation(1L << 60, false);
            frame(&t);
        }
    assert_int_equal(fail_stop(), 0);
    close_app(&t);
}

// After a few frames nothing is allocated, whatever moves.
static void test_nothing_is_allocated(void **state)
{
    (void)state;
    nothing_is_allocated(false);
    nothing_is_allocated(true);
}

// A session may begin with a formula that cannot be read: bars and words, no black window.
static void test_unreadable_formula(void **state)
{
    (void)state;
    struct desk_top t;
    open_app(&t, 800, 600, false);
    app_close(t.app);
    struct app_start start = {.scene = scene_defaults()};
    strcpy(start.scene.formula, "x^2+");
    t.app = app_open(&start, &fake_font, NULL);
    for (int i = 0; i < 60; i++)
        frame(&t);
    assert_true(app_shows(t.app, "Gallery") && app_shows(t.app, "column"));
    rgba bar = t.frame.pixels[2 * 800 + 2], panel = theme_light.panel;
    assert_memory_equal(&bar, &panel, sizeof bar);
    key(&t, '/', 0);
    key(&t, KEY_END, 0);
    type(&t, "y");
    frame(&t);
    assert_true(app_shows(t.app, "lines"));
    close_app(&t);
}

static uint32_t next(uint32_t *state)
{
    *state ^= *state << 13, *state ^= *state >> 17, *state ^= *state << 5;
    return *state;
}

static void random_frame(struct desk_top *t, uint32_t *seed)
{
    static const char *const texts[] = {"x", "^2", "+ sin(y)", "*", "(", "1e999", "é", "/"};
    uint32_t what = next(seed) % 100;
    pt size = t->in.size;
    t->in.pointer = (pt){(float)(next(seed) % 1000) / 1000 * size.x,
                         (float)(next(seed) % 1000) / 1000 * size.y};
    t->in.inside = next(seed) % 10 > 0;
    t->in.mods = next(seed) % 5 ? 0 : next(seed) % 8;
    if (what < 20 && !t->in.held[0])
        t->in.pressed = t->in.held[0] = true, t->in.button = BUTTON_LEFT, t->in.clicks = 1;
    else if (what < 40 && t->in.held[0])
        t->in.released = true, t->in.held[0] = false, t->in.button = BUTTON_LEFT;
    else if (what < 60)
        t->in.key = (int)(next(seed) % KEYS);
    else if (what < 70)
        strcpy(t->in.text, texts[next(seed) % 8]);
    else if (what < 75)
        t->in.wheel = (float)(next(seed) % 100) - 50;
    else if (what < 77)
        t->in.size = (pt){(float)(next(seed) % 700), (float)(next(seed) % 500)};
    else if (what < 85)
        t->in.finger[next(seed) % FINGERS] = (struct finger){next(seed) % 4, t->in.pointer};
    t->in.time += (double)(next(seed) % 100) / 200;
    if (t->in.key == 'e' || t->in.key == 's' || t->in.key == 'o')
        t->in.mods &= ~(unsigned)MOD_CTRL;              // no files are written here
    frame(t);
}

static void test_any_hands_do_no_harm(void **state)
{
    (void)state;
    uint32_t seed = 2463534242u;
    struct desk_top t;
    open_app(&t, 400, 300, false);
    for (int i = 0; i < 1500; i++) {
        if (t.in.key == KEY_ENTER)
            t.in.key = 0;
        random_frame(&t, &seed);
        if (i % 300 == 299)
            t.in.size = (pt){400, 300};
    }
    close_app(&t);
}

// The way out leads back, however deep it was; far too far does no harm.
static void test_zoom_returns(void **state)
{
    (void)state;
    enum { NOTCHES = 150, FAR = 20000 };
    struct desk_top t;
    open_app(&t, 640, 400, false);
    t.in.inside = true;
    t.in.pointer = (pt){431, 97};
    frame(&t);
    const box was = app_scene(t.app)->view;
    box v = was;
    for (int i = 0; i < 2 * NOTCHES; i++) {
        t.in.wheel = i < NOTCHES ? 1 : -1;
        app_handle(t.app, &t.in);
        t.in.time += 1.0 / 60;
        v = app_scene(t.app)->view;
        assert_true(i != NOTCHES - 1 || v.x1 - v.x0 < 1e-11);
    }
    double most = 1e-12 * (was.x1 - was.x0);
    assert_true(fabs(v.x0 - was.x0) < most && fabs(v.x1 - was.x1) < most
                && fabs(v.y0 - was.y0) < most && fabs(v.y1 - was.y1) < most);
    for (int i = 0; i < 3 * FAR; i += 20) {
        t.in.wheel = i < FAR ? 20 : -20;
        app_handle(t.app, &t.in);
        t.in.time += 1.0 / 60;
        if (i == FAR || i + 20 >= 3 * FAR)
            frame(&t), check(&t, "far zoom");
    }
    v = app_scene(t.app)->view;
    assert_true(v.x1 - v.x0 > 1e290 && isfinite(v.x1 - v.x0));
    close_app(&t);
}

// A window with hardly a map is plain, once, and whole again when it grows.
static void test_tiny_windows(void **state)
{
    (void)state;
    static const pt sizes[] = {{1, 1}, {3, 300}, {300, 3}, {12, 9}, {640, 400}, {1, 900}};
    struct desk_top t;
    open_app(&t, 640, 400, false);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        t.in.size = sizes[i];
        app_handle(t.app, &t.in);
        assert_true(app_draw(t.app, &t.frame));
        assert_int_equal(t.frame.width, (int)sizes[i].x);
        assert_int_equal(t.frame.height, (int)sizes[i].y);
        frame(&t);
        app_handle(t.app, &t.in);
        assert_false(app_draw(t.app, &t.frame));
    }
    close_app(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_overlaps),
        cmocka_unit_test(test_nothing_is_allocated),
        cmocka_unit_test(test_unreadable_formula),
        cmocka_unit_test(test_any_hands_do_no_harm),
        cmocka_unit_test(test_zoom_returns), cmocka_unit_test(test_tiny_windows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
