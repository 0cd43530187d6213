// SPDX-License-Identifier: MIT
// U8: every key of the table and every gesture does something that can be seen, undo
// brings the scene back in one step, and Tab reaches every control with a ring around it.
#include "app/actions.h"
#include "fake_font.h"
#include "hands.h"
#include "plot/camera.h"
#include "scene/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const pt usual = {640, 480};

// Everything there is: a run half played, a pinned probe, a letter, a step to undo and
// one to redo, a view that is not the usual one.
static void open_rich(struct hands *h)
{
    struct app_start start = {.scene = scene_defaults()};
    struct scene *s = &start.scene;
    strcpy(s->formula, "a*x^2 + 2y^2");
    s->parameters = 1;
    s->parameter[0] = (struct scene_parameter){"a", 1, -5, 5};
    s->runs = 2;
    for (int i = 0; i < 2; i++) {
        s->run[i] = descent_default(method_find("nesterov"));
        s->run[i].start = (vec2){2.2 - i, 1.9};
        s->run[i].steps = 60;
        s->run[i].lr *= 3;
    }
    s->probe = true;
    s->probe_at = (vec2){0.9, -0.8};
    s->direction = (vec2){0.6, 0.8};
    s->view = (box){-3.5, 2.5, -3, 3};
    hands_open(h, &start, usual, &fake_font, NULL);
    hands_key(h, KEY_HOME, 0);
    for (int i = 0; i < 12; i++)
        hands_key(h, KEY_RIGHT, 0);
    hands_key(h, 'r', 0);
    hands_key(h, 's', 0);
    hands_key(h, 'z', MOD_CTRL);
    hands_frame(h);
}

// What undo has to bring back: the view and what is only shown are no steps.
static struct scene document(const struct hands *h)
{
    struct scene s = *app_scene(h->app), usual_scene = scene_defaults();
    s.view = usual_scene.view;
    s.theme = usual_scene.theme;
    s.projector = usual_scene.projector;
    return s;
}

struct sight { uint64_t picture, scene; bool fullscreen, quit, paste, copy; };

static struct sight look(const struct hands *h)
{
    struct wishes w = app_wishes(h->app);
    return (struct sight){hands_picture(h), scene_stamp(0, app_scene(h->app)),
                          w.fullscreen, w.quit, w.paste, w.copy != NULL};
}

static bool differs(struct sight a, struct sight b)
{
    return a.picture != b.picture || a.scene != b.scene || a.fullscreen != b.fullscreen
           || a.quit != b.quit || a.paste != b.paste || a.copy != b.copy;
}

static void check_undo(struct hands *h, const struct scene *before, const char *what)
{
    struct scene after = document(h);
    if (scene_equal(&after, before))
        return;
    rect caret = app_wishes(h->app).typing;
    if (caret.x1 > caret.x0)                            // a field keeps the keys
        hands_key(h, KEY_ESCAPE, 0);
    hands_key(h, 'z', MOD_CTRL);
    struct scene now = document(h);
    if (!scene_equal(&now, before))
        fail_msg("%s: one undo does not bring the scene back", what);
    hands_key(h, 'y', MOD_CTRL);
    now = document(h);
    if (!scene_equal(&now, &after))
        fail_msg("%s: redo does not bring it again", what);
}

static void every_key_is_seen_and_undone(void **state)
{
    (void)state;
    for (const struct action *a = actions_table; a->key; a++) {
        struct hands h;
        if (!a->run)
            continue;                                   // a heading
        open_rich(&h);
        if (a->key == KEY_ESCAPE)
            hands_key(&h, 'b', 0);                      // something to leave
        bool history = a->mods & MOD_CTRL && (a->key == 'z' || a->key == 'y');
        struct scene before = document(&h);
        struct sight seen = look(&h);
        hands_key(&h, a->key, a->mods);
        if (!differs(seen, look(&h))) {
            hands_frame(&h);
            if (!differs(seen, look(&h)))
                fail_msg("%s does nothing that can be seen", a->keys);
        }
        if (!history)
            check_undo(&h, &before, a->keys);
        hands_close(&h);
    }
}

static bool find_text(const struct hands *h, const char *text, pt *at)
{
    static struct written all[WRITTEN];
    int count = hands_written(h, all);
    for (int i = count - 1; i >= 0; i--)
        if (strcmp(all[i].text, text) == 0) {
            *at = (pt){(all[i].box.x0 + all[i].box.x1) / 2,
                       (all[i].box.y0 + all[i].box.y1) / 2};
            return true;
        }
    return false;
}

// Every key is a visible control too: its line on the help page does the same.
static void every_line_of_help_is_a_button(void **state)
{
    (void)state;
    for (const struct action *a = actions_table; a->key; a++) {
        struct hands by_key, by_line;
        pt at;
        if (!a->run || !a->does || a->key == KEY_ESCAPE || strcmp(a->keys, "H or F1") == 0)
            continue;
        open_rich(&by_key);
        open_rich(&by_line);
        hands_key(&by_key, a->key, a->mods);
        hands_key(&by_line, KEY_F1, 0);
        for (int page = 0; page < 4 && !find_text(&by_line, a->does, &at); page++)
            hands_key(&by_line, KEY_PAGE_DOWN, 0);
        assert_true(find_text(&by_line, a->does, &at));
        hands_click(&by_line, at, BUTTON_LEFT);
        hands_frame(&by_line);
        struct wishes key = app_wishes(by_key.app), line = app_wishes(by_line.app);
        if (!scene_equal(app_scene(by_key.app), app_scene(by_line.app))
            || key.fullscreen != line.fullscreen || key.quit != line.quit)
            fail_msg("the line \"%s\" does not do what %s does", a->does, a->keys);
        assert_false(find_text(&by_line, "HANDS", &at));        // the page is gone
        hands_close(&by_key);
        hands_close(&by_line);
    }
}

// A key of no row, also with modifiers, changes nothing: a cat may walk over it.
static bool is_bound(int key, unsigned mods)
{
    for (const struct action *a = actions_table; a->key; a++)
        if (a->key == key && a->mods == mods)
            return true;
    return key == KEY_TAB;
}

static void keys_of_no_row_do_nothing(void **state)
{
    (void)state;
    struct hands h;
    open_rich(&h);
    hands_wait(&h, 5);                                  // nothing is told any more
    uint64_t scene = scene_stamp(0, app_scene(h.app)), picture = hands_picture(&h);
    for (int key = ' '; key < KEYS; key++)
        for (unsigned mods = 0; mods < 8; mods++) {
            if (is_bound(key, mods))
                continue;
            hands_key(&h, key, mods);
            if (scene_stamp(0, app_scene(h.app)) != scene || hands_picture(&h) != picture)
                fail_msg("key %d with %u is in no row and does something", key, mods);
        }
    hands_close(&h);
}

static pt on_screen(const struct hands *h, vec2 at)
{
    const struct layout *l = &app_screen(h->app)->layout;
    struct camera c = camera_fit(app_scene(h->app)->view, l->focus, l->map);
    return camera_to_screen(&c, at);
}

static pt moved(pt at, float x, float y)
{
    return (pt){at.x + x, at.y + y};
}

static pt middle(rect r)
{
    return (pt){(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2};
}

static float unit(const struct hands *h)
{
    return app_screen(h->app)->layout.sizes.u;
}

static pt tip_of_direction(const struct hands *h)
{
    const struct scene *s = app_scene(h->app);
    float far = 20 * unit(h);
    return moved(on_screen(h, s->probe_at), far * (float)s->direction.x,
                 -far * (float)s->direction.y);
}

static const vec2 free_place = {-2.6, -1.7};            // nothing is near

static void click_map(struct hands *h)
{
    hands_click(h, on_screen(h, free_place), BUTTON_LEFT);
}

static void drag_map(struct hands *h)
{
    pt from = on_screen(h, free_place);
    hands_drag(h, from, moved(from, 60, -30), BUTTON_LEFT);
}

static void turn_wheel(struct hands *h)
{
    hands_move(h, on_screen(h, free_place));
    h->in.wheel = 2;
    hands_frame(h);
}

static void turn_wheel_with_alt(struct hands *h)
{
    hands_move(h, on_screen(h, free_place));
    h->in.wheel = 2;
    h->in.mods = MOD_ALT;
    hands_frame(h);
    h->in.mods = 0;
}

static void click_right(struct hands *h)
{
    hands_click(h, on_screen(h, free_place), BUTTON_RIGHT);
}

static void drag_right(struct hands *h)
{
    pt from = on_screen(h, free_place);
    hands_drag(h, from, moved(from, 70, 50), BUTTON_RIGHT);
}

// Grabbed almost at the edge of what a handle must be (U10: 5.8u).
static void drag_probe(struct hands *h)
{
    pt from = moved(on_screen(h, app_scene(h->app)->probe_at), 2.6f * unit(h), 0);
    hands_drag(h, from, moved(from, -50, 20), BUTTON_LEFT);
}

static void drag_direction(struct hands *h)
{
    pt from = moved(tip_of_direction(h), 0, -2.6f * unit(h));
    hands_drag(h, from, moved(from, 40, 60), BUTTON_LEFT);
}

static void drag_start(struct hands *h)
{
    pt from = moved(on_screen(h, app_scene(h->app)->run[0].start), 2.6f * unit(h), 0);
    hands_drag(h, from, moved(from, -30, 40), BUTTON_LEFT);
}

static void drag_rate(struct hands *h)
{
    rect r = app_screen(h->app)->slider;
    hands_drag(h, middle(r), moved(middle(r), 0.2f * (r.x1 - r.x0), 0), BUTTON_LEFT);
}

static void reset_rate(struct hands *h)
{
    hands_move(h, middle(app_screen(h->app)->slider));
    hands_down(h, BUTTON_LEFT, 1);
    hands_up(h);
    hands_down(h, BUTTON_LEFT, 2);
    hands_up(h);
}

static void drag_timeline(struct hands *h)
{
    rect r = app_screen(h->app)->timeline;
    pt from = {0.7f * r.x0 + 0.3f * r.x1, middle(r).y};
    hands_drag(h, from, moved(from, 0.2f * (r.x1 - r.x0), 0), BUTTON_LEFT);
}

static void click_play(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->play), BUTTON_LEFT);
}

static void click_step(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->step), BUTTON_LEFT);
}

static void click_back(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->back), BUTTON_LEFT);
}

static void click_clear(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->clear), BUTTON_LEFT);
}

static void click_method(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->method), BUTTON_LEFT);
}

static void click_gallery(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->gallery), BUTTON_LEFT);
}

static void click_help(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->help), BUTTON_LEFT);
}

static void click_formula(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->formula), BUTTON_LEFT);
}

static void type_formula(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->formula), BUTTON_LEFT);
    hands_key(h, KEY_END, 0);
    hands_type(h, " + 1");
}

static void type_rate(struct hands *h)
{
    hands_click(h, middle(app_screen(h->app)->rate), BUTTON_LEFT);
    hands_key(h, 'a', MOD_CTRL);
    hands_type(h, "0.015");
    hands_key(h, KEY_ENTER, 0);
}

static void walk_along_level(struct hands *h)
{
    pt from = on_screen(h, app_scene(h->app)->probe_at);
    h->in.mods = MOD_SHIFT;
    hands_drag(h, from, moved(from, -40, -10), BUTTON_LEFT);
    h->in.mods = 0;
}

static void hold_x(struct hands *h)
{
    pt from = on_screen(h, free_place);
    hands_move(h, from);
    h->in.held_x = true;
    hands_move(h, moved(from, 30, 30));
    h->in.held_x = false;
}

static const struct { const char *name; void (*make)(struct hands *h); bool scene; }
gestures[] = {
    {"a click on the map", click_map, true},
    {"a drag of the map", drag_map, true},
    {"the wheel", turn_wheel, true},
    {"the wheel with Alt", turn_wheel_with_alt, true},
    {"a right click", click_right, true},
    {"a right drag", drag_right, true},
    {"a drag of the point", drag_probe, true},
    {"a drag of the direction", drag_direction, true},
    {"a drag of a start", drag_start, true},
    {"a drag of the rate", drag_rate, true},
    {"a double click on the rate", reset_rate, true},
    {"a drag of the timeline", drag_timeline, false},
    {"a click on play", click_play, false},
    {"a click on step", click_step, false},
    {"a click on back", click_back, false},
    {"a click on Clear", click_clear, true},
    {"a click on the method", click_method, false},
    {"a click on Gallery", click_gallery, false},
    {"a click on Help", click_help, false},
    {"a click on the formula", click_formula, false},
    {"typing a formula", type_formula, true},
    {"typing a rate", type_rate, true},
    {"a walk along the level", walk_along_level, true},
    {"holding X", hold_x, false},
};

static void every_gesture_is_seen_and_undone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof gestures / sizeof *gestures; i++) {
        struct hands h;
        open_rich(&h);
        struct scene before = document(&h);
        struct sight seen = look(&h);
        gestures[i].make(&h);
        struct sight now = look(&h);
        if (seen.picture == now.picture)
            fail_msg("%s is not seen", gestures[i].name);
        if ((seen.scene != now.scene) != gestures[i].scene)
            fail_msg("%s: the scene %s", gestures[i].name,
                     gestures[i].scene ? "stays as it was" : "changes");
        check_undo(&h, &before, gestures[i].name);
        hands_close(&h);
    }
}

// Where pixels are of the ring's colour that were not before; empty: nowhere.
static rect ring_of(const struct hands *h, const struct image *before, int *count)
{
    const struct theme *t = app_scene(h->app)->theme ? &theme_dark : &theme_light;
    rect r = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    *count = 0;
    for (int y = 0; y < h->frame.height; y++)
        for (int x = 0; x < h->frame.width; x++) {
            int i = y * h->frame.width + x;
            if (memcmp(&h->frame.pixels[i], &t->focus, sizeof t->focus) != 0
                || memcmp(&before->pixels[i], &t->focus, sizeof t->focus) == 0)
                continue;
            ++*count;
            r = (rect){fminf(r.x0, (float)x), fminf(r.y0, (float)y),
                       fmaxf(r.x1, (float)x + 1), fmaxf(r.y1, (float)y + 1)};
        }
    return r;
}

static bool rounds(rect ring, rect control)
{
    pt at = middle(ring);
    return control.x0 < at.x && at.x < control.x1 && control.y0 < at.y
           && at.y < control.y1;
}

enum { STOPS = 64 };

static int walk_by_tab(struct hands *h, rect ring[STOPS], unsigned mods)
{
    struct image before;
    assert_true(image_make(&before, h->frame.width, h->frame.height, rgb(0)));
    memcpy(before.pixels, h->frame.pixels,
           sizeof(rgba) * (size_t)before.width * (size_t)before.height);
    int count = 0, pixels;
    for (; count < STOPS; count++) {
        hands_key(h, KEY_TAB, mods);
        hands_frame(h);
        ring[count] = ring_of(h, &before, &pixels);
        bool again = count > 2 && memcmp(&ring[count], &ring[0], sizeof *ring) == 0;
        if (again)
            break;
        if (pixels < 24)
            fail_msg("stop %d of Tab has no ring: %d pixels", count, pixels);
    }
    image_free(&before);
    return count;
}

static void tab_reaches_every_control(void **state)
{
    (void)state;
    for (int dark = 0; dark < 2; dark++) {
        struct hands h;
        rect ring[STOPS];
        open_rich(&h);
        if (dark)
            hands_key(&h, KEY_F10, 0);
        hands_wait(&h, 5);
        int count = walk_by_tab(&h, ring, 0);
        assert_in_range(count, 12, STOPS - 1);
        const struct screen *k = app_screen(h.app);
        const rect controls[] = {k->formula, k->gallery, k->help, k->back, k->play,
                                 k->step, k->slider, k->rate, k->method, k->clear};
        for (size_t i = 0; i < sizeof controls / sizeof *controls; i++) {
            int by = 0;
            for (int n = 0; n < count; n++)
                by += rounds(ring[n], controls[i]);
            if (by == 0)
                fail_msg("Tab does not reach control %zu", i);
        }
        int inside = 0;
        for (int n = 0; n < count; n++)
            inside += ring[n].x0 > k->rail.x0 && ring[n].y0 > k->rail.y0
                      && ring[n].y1 < k->rail.y1;
        assert_in_range(inside, 7, STOPS);      // ▶, slider, value; point, direction
        hands_close(&h);
    }
}

// U10: what is pressed is at least 6.6u high.
static void controls_are_high_enough(void **state)
{
    (void)state;
    static const pt sizes[] = {{1024, 768}, {1280, 800}, {1920, 1080}, {3840, 2160}};
    for (int i = 0; i < 4; i++)
        for (int projector = 0; projector < 2; projector++) {
            struct scene s = scene_defaults();
            s.projector = projector;
            struct screen k = screen_for(sizes[i], &s, 0, true);
            const rect all[] = {k.formula, k.gallery, k.help, k.back, k.play, k.step,
                                k.slider, k.rate, k.method, k.clear};
            for (size_t n = 0; n < sizeof all / sizeof *all; n++) {
                float high = all[n].y1 - all[n].y0, u = sizes[i].y / 100;
                if (high < 6.6f * u - 0.01f || all[n].x1 - all[n].x0 < 5.8f * u)
                    fail_msg("control %zu at %g is %gu × %gu", n, sizes[i].y,
                             (all[n].x1 - all[n].x0) / u, high / u);
            }
        }
}

static int in_a_folder_of_its_own(void **state)
{
    char *name = strdup("test_actions_XXXXXX");
    *state = name;
    return name && mkdtemp(name) && chdir(name) == 0 ? 0 : -1;
}

static int without_a_trace(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", (char *)*state);
    bool gone = chdir("..") == 0 && system(command) == 0;
    free(*state);
    return gone ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_seen_and_undone),
        cmocka_unit_test(every_line_of_help_is_a_button),
        cmocka_unit_test(keys_of_no_row_do_nothing),
        cmocka_unit_test(every_gesture_is_seen_and_undone),
        cmocka_unit_test(tab_reaches_every_control),
        cmocka_unit_test(controls_are_high_enough),
    };
    return cmocka_run_group_tests(tests, in_a_folder_of_its_own, without_a_trace);
}
