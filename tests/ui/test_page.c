// SPDX-License-Identifier: MIT
// All widgets on one page: what they draw, as text, and ten thousand frames of a hand
// that knows nothing.
#include "hand.h"

#include "base/file.h"
#include "base/number.h"
#include "base/utf8.h"
#include "failing_malloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct sheet {
    char formula[64], note[EDIT_TEXT];
    double eta, letter;
    bool compare;
    int opened;
};

static const struct range eta = {1e-4, 10, 0.1, true, 0.5, "2/λ 0.50", false};
static const struct range letter = {-5, 5, 1, false, 0, NULL, false};

static void show_bar(struct ui *ui, struct sheet *s, float w, float h)
{
    float x = w / 6;
    s->opened += ui_button(ui, 1, (rect){0, 0, x, h}, &(struct button_look){
        .label = "Gradient descent", .brief = "GD", .icon = ICON_MENU});
    if (ui_button(ui, 2, (rect){1.1f * x, 0, 2 * x, h},
                  &(struct button_look){.label = "Compare", .on = s->compare}))
        s->compare = !s->compare;
    for (unsigned i = ICON_PLAY; i <= ICON_CLOSE; i++)
        s->opened += ui_button(ui, 2 + i, (rect){(2 + 0.6f * (float)i) * x, 0,
                                                 (2.5f + 0.6f * (float)i) * x, h},
                               &(struct button_look){.icon = (enum icon)i,
                                                     .off = i == ICON_STEP});
}

static void show_sheet(struct ui *ui, void *self)
{
    struct sheet *s = self;
    pt size = ui->in->size;
    float w = size.x * 0.9f, h = size.y / 8;
    ui_shield(ui, (rect){w, 0, size.x, size.y / 2});
    show_bar(ui, s, w, h);
    ui_textbox(ui, 20, (rect){0, 1.2f * h, w, 2.2f * h}, s->formula, sizeof s->formula,
               &(struct box_look){.size = ui->sizes->t1, .lead = "f(x, y) = ",
                                  .empty = "type f(x, y)", .fault = 3});
    ui_textbox(ui, 21, (rect){0, 2.4f * h, w, 3.4f * h}, s->note, sizeof s->note,
               &(struct box_look){.wrong = s->compare});
    ui_slider(ui, 22, (rect){0, 3.6f * h, 0.7f * w, 4.6f * h}, &s->eta, &eta);
    ui_number(ui, 23, (rect){0.75f * w, 3.6f * h, w, 4.6f * h}, &s->eta, number_read,
              &eta);
    ui_slider(ui, 24, (rect){0, 4.8f * h, 0.7f * w, 5.8f * h}, &s->letter, &letter);
    ui_number(ui, 25, (rect){0.75f * w, 4.8f * h, w, 5.8f * h}, &s->letter, number_read,
              NULL);
    ui_label(ui, (rect){0, 6 * h, w, 7 * h}, FACE_CONDENSED_BOLD, ui->sizes->t2,
             ui->theme->text2, RIGHT, s->note);
}

static const struct sheet fresh = {"x^2 + * y", "Walking this way, f rises 1.600.",
                                   0.1, 1, true, 0};

static void assert_dump(const struct hand *hand, const char *name)
{
    char path[400];
    struct text got = {0}, kept = {0};
    snprintf(path, sizeof path, GOLDEN "/%s.txt", name);
    picture_dump(&got, &hand->out);
    bool same = file_read(path, 1 << 20, &kept, NULL) && kept.count == got.count
             && memcmp(kept.at, got.at, got.count) == 0;
    if (!same) {
        snprintf(path, sizeof path, "%s-got.txt", name);
        file_save(path, text_or_empty(&got), got.count, NULL);
    }
    text_free(&got);
    text_free(&kept);
    assert_true(same);
}

static void it_looks_as_kept(void **state)
{
    (void)state;
    struct hand hand;
    struct sheet sheet = fresh;
    hand_open(&hand, (pt){480, 320}, show_sheet, &sheet);
    assert_dump(&hand, "page-light");
    hand.theme = &theme_dark;
    hand.sizes = sizes_for(320, true);
    hand_drag(&hand, (pt){100, 70}, (pt){150, 70});
    hand_key(&hand, KEY_TAB, 0);
    hand_key(&hand, KEY_TAB, 0);
    hand_move(&hand, (pt){20, 20});
    assert_dump(&hand, "page-dark");
    hand_close(&hand);
}

static unsigned draw_lot(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static pt anywhere(unsigned *seed, pt size)
{
    static const pt strange[] = {{NAN, NAN}, {-1e30f, 1e30f}, {INFINITY, 0}, {-1, -1}};
    if (draw_lot(seed, 50) == 0)
        return strange[draw_lot(seed, 4)];
    return (pt){size.x * (float)draw_lot(seed, 1000) / 1000,
                size.y * (float)draw_lot(seed, 1000) / 1000};
}

static void resize(struct hand *hand, unsigned *seed)
{
    static const pt sizes[] = {{1024, 768}, {1920, 1080}, {320, 240}, {1, 1}, {1, 800},
                               {1280, 1}, {3, 3}, {0, 0}, {8, 60}};
    hand->in.size = sizes[draw_lot(seed, 9)];
    hand->sizes = sizes_for(hand->in.size.y, draw_lot(seed, 2));
}

static void do_anything(struct hand *hand, unsigned *seed)
{
    static const char *const texts[] = {"x", "π", "1e-3", "-", "\xFF\xC3", "sin(", "\n",
                                        "7"};
    static const unsigned mods[] = {0, 0, 0, MOD_SHIFT, MOD_CTRL, MOD_CTRL | MOD_SHIFT,
                                    MOD_ALT};
    static const char commands[] = "acxvzyvz";
    hand->in.inside = draw_lot(seed, 20) > 0;
    hand->in.mods = mods[draw_lot(seed, 7)];
    enum button button = (enum button)draw_lot(seed, BUTTONS);
    unsigned mod = mods[draw_lot(seed, 7)];
    const char *text = texts[draw_lot(seed, 8)];
    pt at = anywhere(seed, hand->in.size);
    switch (draw_lot(seed, 12)) {
    case 0: hand_press(hand, button); break;
    case 1: hand_release(hand, button); break;
    case 2: hand_clicks(hand, at, 1 + (int)draw_lot(seed, 3)); break;
    case 3: hand_key(hand, commands[draw_lot(seed, 8)], MOD_CTRL); break;
    case 4: hand_paste(hand, text); break;
    case 5: hand_text(hand, text); break;
    case 6: hand_key(hand, KEY_TAB, mod); break;
    case 7: case 8: hand_key(hand, (int)draw_lot(seed, KEYS), mod); break;
    case 9: hand_wait(hand, draw_lot(seed, 9) ? 0.1 : -1e9); break;
    default: hand_move(hand, at);
    }
}

static void check(const struct hand *hand, const struct sheet *sheet)
{
    const struct ui *ui = &hand->ui;
    assert_false(picture_failed(&hand->out));
    assert_true(sheet->eta >= eta.low && sheet->eta <= eta.high);
    assert_true(isfinite(sheet->letter));
    assert_true(utf8_valid(sheet->formula, strlen(sheet->formula)));
    assert_true(utf8_valid(sheet->note, strlen(sheet->note)));
    assert_true(!ui->active || hand->in.held[ui->button]);
    assert_true(!ui->editing || ui->editing == ui->focus);
    assert_true(ui->edit.caret <= EDIT_TEXT && ui->edit.scroll >= 0);
    assert_true(ui->stops <= 12);
}

static void nothing_harms_it(void **state)
{
    (void)state;
    struct hand hand;
    struct sheet sheet = fresh;
    unsigned seed = 1;
    hand_open(&hand, (pt){1024, 768}, show_sheet, &sheet);
    for (int i = 0; i < 10000; i++) {
        if (i % 100 == 0)
            resize(&hand, &seed);
        if (i % 30 == 0)
            snprintf(hand.in.composing, sizeof hand.in.composing, "%s",
                     i % 90 ? "" : "にほ");
        do_anything(&hand, &seed);
        check(&hand, &sheet);
    }
    hand_close(&hand);
}

// What a point stands on, of what was drawn before an item.
static rgba ground(const struct hand *hand, size_t before, pt at)
{
    while (before-- > 0) {
        const struct item *item = &hand->out.items.at[before];
        rect r = item->bounds;
        if (item->kind == ITEM_FILL && at.x >= r.x0 && at.x <= r.x1 && at.y >= r.y0
            && at.y <= r.y1)
            return item->color;
    }
    return hand->theme->panel;
}

static void assert_legible(const struct hand *hand)
{
    const struct picture *p = &hand->out;
    for (size_t i = 0; i < p->items.count; i++) {
        const struct item *item = &p->items.at[i];
        if (item->kind == ITEM_TEXT)
            assert_true(contrast(item->text.type.color,
                                 ground(hand, i, p->points.at[item->first])) >= 7);
    }
}

static void every_word_stands_out_in_every_state(void **state)
{
    (void)state;
    const struct theme *themes[] = {&theme_light, &theme_dark};
    for (int i = 0; i < 2; i++) {
        struct hand hand;
        struct sheet sheet = fresh;
        hand_open(&hand, (pt){960, 640}, show_sheet, &sheet);
        hand.theme = themes[i];
        for (float y = 10; y < 640; y += 40)
            for (float x = 20; x < 900; x += 120) {
                hand_move(&hand, (pt){x, y});
                assert_legible(&hand);
                hand_press(&hand, BUTTON_LEFT);
                assert_legible(&hand);
                hand_key(&hand, 'a', MOD_CTRL);
                assert_legible(&hand);
                hand_release(&hand, BUTTON_LEFT);
            }
        hand_close(&hand);
    }
}

static void it_allocates_nothing_once_it_was_seen(void **state)
{
    (void)state;
    struct hand hand;
    struct sheet sheet = fresh;
    hand_open(&hand, (pt){480, 320}, show_sheet, &sheet);
    for (int round = 0; round < 2; round++) {
        if (round == 1)
            fail_allocation(1000000, false);
        for (int stop = 0; stop < 14; stop++) {
            hand_key(&hand, KEY_TAB, 0);
            hand_key(&hand, KEY_RIGHT, MOD_SHIFT);
            hand_key(&hand, KEY_LEFT, MOD_SHIFT);
            hand_move(&hand, (pt){30 * (float)stop, 25 * (float)stop});
        }
        hand_drag(&hand, (pt){100, 160}, (pt){200, 160});
    }
    assert_int_equal(fail_stop(), 0);
    hand_close(&hand);
}

static void it_survives_without_memory(void **state)
{
    (void)state;
    for (long k = 1; k < 60; k++) {
        struct hand hand;
        struct sheet sheet = fresh;
        fail_allocation(k, k % 2);
        hand_open(&hand, (pt){480, 320}, show_sheet, &sheet);
        hand_clicks(&hand, (pt){100, 70}, 3);
        hand_key(&hand, 'c', MOD_CTRL);
        hand_type(&hand, "abc");
        hand_key(&hand, 'z', MOD_CTRL);
        hand_key(&hand, KEY_TAB, 0);
        hand_drag(&hand, (pt){100, 160}, (pt){200, 160});
        fail_stop();
        hand_wait(&hand, 0);
        assert_false(picture_failed(&hand.out));
        hand_close(&hand);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_looks_as_kept),
        cmocka_unit_test(every_word_stands_out_in_every_state),
        cmocka_unit_test(it_allocates_nothing_once_it_was_seen),
        cmocka_unit_test(it_survives_without_memory),
        cmocka_unit_test(nothing_harms_it),
    };
    return cmocka_run_group_tests_name("tests", tests, NULL, NULL);
}
