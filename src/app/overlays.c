// SPDX-License-Identifier: MIT
// What lies over the map for a while: gallery, help, the list of methods, the box for a
// file's name.
#include "app/actions.h"
#include "app/overlay.h"
#include "app/runs.h"
#include "app/thumbs.h"

#include "scene/gallery.h"

#include <stdio.h>
#include <string.h>

void overlay_ground(struct desk *d, rect where)
{
    float u = d->ui->sizes->u;
    picture_round_box(d->ui->out, rect_grown(where, 0.25f * u), u, d->ui->theme->track);
    picture_round_box(d->ui->out, where, 0.8f * u, d->ui->theme->card);
}

void overlay_close_outside(struct desk *d, rect where)
{
    struct touch inside = ui_touch(d->ui, ID_OVERLAY, where);
    ui_shield(d->ui, where);
    const struct input *in = d->ui->in;
    bool out = in->pressed && !inside.pressed && !inside.active
               && (in->pointer.x < where.x0 || in->pointer.x >= where.x1
                   || in->pointer.y < where.y0 || in->pointer.y >= where.y1);
    if (out)
        d->mind->overlay = OVERLAY_NONE;
}

static rect whole_map(const struct desk *d)
{
    const struct screen *k = d->screen;
    rect where = {0, k->top.y1, k->top.x1, k->bottom.y0};
    return where;
}

static int help_lines(void)
{
    int count = 0;
    for (const struct action *a = actions_table; a->key; a++)
        count += a->does != NULL;
    return count;
}

static const char *const hands[][2] = {
    {"click", "a run downhill"}, {"drag", "move the map"}, {"wheel", "zoom"},
    {"right drag", "pin the probe and aim"}, {"hold X, Y", "along one axis"},
    {"Shift+drag ●", "walk along the level"},
};
enum { HANDS = sizeof hands / sizeof *hands };

static void help_line(struct desk *d, rect row, const char *keys, const char *does)
{
    float size = d->ui->sizes->t3;
    rect left = row;
    left.x1 = row.x0 = row.x0 + 0.42f * (row.x1 - row.x0);
    ui_label(d->ui, left, FACE_CONDENSED_BOLD, size, d->ui->theme->text, LEFT, keys);
    ui_label(d->ui, row, FACE_CONDENSED, size, d->ui->theme->text, LEFT, does);
}

static void help_page(struct desk *d)
{
    rect where = rect_grown(whole_map(d), -d->ui->sizes->u), page;
    int lines = help_lines() + HANDS, columns = 3;
    float em = d->ui->sizes->t3, high;
    if (where.x1 - where.x0 < 48 * em)
        columns = 2;
    overlay_ground(d, where);
    page = rect_grown(where, -1.2f * d->ui->sizes->u);
    int rows = (lines + columns - 1) / columns, i = 0;
    high = fminf((page.y1 - page.y0) / (float)rows, 1.9f * em);
    float wide = (page.x1 - page.x0) / (float)columns;
    const struct action *a = actions_table;
    for (; i < lines; i++) {
        float x = page.x0 + (float)(i / rows) * wide;
        float y = page.y0 + (float)(i % rows) * high;
        rect row = {x, y, x + wide - em, y + high};
        if (i < HANDS) {
            help_line(d, row, hands[i][0], hands[i][1]);
            continue;
        }
        while (!a->does)
            a++;
        help_line(d, row, a->keys, a->does);
        a++;
    }
    overlay_close_outside(d, where);
}

static bool contains(const char *text, const char *part)
{
    for (; *text; text++) {
        size_t i = 0;
        while (part[i] && (text[i] | 32) == (part[i] | 32))
            i++;
        if (!part[i])
            return true;
    }
    return !*part;
}

static int list_cards(const struct desk *d, int out[GALLERY_CARDS])
{
    int count = 0;
    for (int i = 0; i < GALLERY_CARDS; i++)
        if (contains(gallery[i].label, d->mind->filter)
            || contains(gallery[i].group, d->mind->filter))
            out[count++] = i;
    return count;
}

static void draw_card(struct desk *d, int card, rect where, bool chosen)
{
    float u = d->ui->sizes->u, text = 1.5f * d->ui->sizes->t2;
    rect picture = rect_grown(where, -0.5f * u), label = picture;
    picture.y1 -= text;
    label.y0 = picture.y1;
    const struct image *thumb = thumbs_image(d->mind->thumbs, card,
                                             d->scene->theme);
    picture_round_box(d->ui->out, where, 0.6f * u,
                      chosen ? d->ui->theme->focus : d->ui->theme->button);
    if (chosen)
        picture_round_box(d->ui->out, rect_grown(where, -0.35f * u), 0.5f * u,
                          d->ui->theme->button);
    if (thumb && thumb->pixels)
        picture_image(d->ui->out, picture, thumb);
    ui_label(d->ui, label, FACE_CONDENSED, d->ui->sizes->t2, d->ui->theme->text, CENTER,
             gallery[card].label);
}

static void choose_by_key(struct desk *d, int count, int columns)
{
    int *choice = &d->mind->choice;
    if (ui_key(d->ui, KEY_RIGHT, 0))
        ++*choice;
    if (ui_key(d->ui, KEY_LEFT, 0))
        --*choice;
    if (ui_key(d->ui, KEY_DOWN, 0))
        *choice += columns;
    if (ui_key(d->ui, KEY_UP, 0))
        *choice -= columns;
    *choice = *choice < 0 ? 0 : *choice >= count ? count - 1 : *choice;
}

static void open_card(struct desk *d, int card)
{
    d->out->card = gallery[card].name;
    d->mind->overlay = OVERLAY_NONE;
}

// Letters that are typed narrow the choice.
static void type_filter(struct desk *d)
{
    char *filter = d->mind->filter;
    size_t length = strlen(filter), room = sizeof d->mind->filter - 1 - length;
    const struct input *in = d->ui->in;
    if (in->text[0] && (unsigned char)in->text[0] > ' ' && strlen(in->text) <= room) {
        strcat(filter, in->text);
        d->mind->choice = 0;
    }
    if (in->key > ' ' && in->key < 127 && !(in->mods & (MOD_CTRL | MOD_ALT)))
        d->ui->key_taken = true;
    if (ui_key(d->ui, KEY_BACKSPACE, 0) && length > 0) {
        while (length > 0 && (filter[--length] & 0xC0) == 0x80)
            ;
        filter[length] = 0;
    }
}

static void gallery_page(struct desk *d)
{
    rect where = rect_grown(whole_map(d), -d->ui->sizes->u), page;
    float u = d->ui->sizes->u, gap = 0.8f * u;
    int cards[GALLERY_CARDS], count = list_cards(d, cards);
    bool wide = where.x1 - where.x0 > 1.5f * (where.y1 - where.y0);
    int columns = wide ? 8 : 6, rows = (GALLERY_CARDS + columns - 1) / columns;
    overlay_ground(d, where);
    page = rect_grown(where, -1.2f * u);
    float line = 1.6f * d->ui->sizes->t2, w, h;
    type_filter(d);
    choose_by_key(d, count, columns);
    w = (page.x1 - page.x0 + gap) / (float)columns;
    h = (page.y1 - page.y0 - line + gap) / (float)rows;
    for (int i = 0; i < count; i++) {
        float x = page.x0 + (float)(i % columns) * w;
        float y = page.y0 + (float)(i / columns) * h;
        rect place = {x, y, x + w - gap, y + h - gap};
        struct touch touch = ui_touch(d->ui, ID_CARD + (unsigned)cards[i], place);
        if (touch.hot)
            d->mind->choice = i;
        if (touch.clicked)
            open_card(d, cards[i]);
        draw_card(d, cards[i], place, i == d->mind->choice);
    }
    char words[200];
    snprintf(words, sizeof words, "%s%s%s", d->mind->filter, d->mind->filter[0] ? "   " : "",
             count > 0 ? gallery[cards[d->mind->choice]].why : "is in no name here");
    ui_label(d->ui, (rect){page.x0, page.y1 - line, page.x1, page.y1}, FACE_CONDENSED,
             d->ui->sizes->t2, d->ui->theme->text2, LEFT, words);
    if (count > 0 && ui_key(d->ui, KEY_ENTER, 0))
        open_card(d, cards[d->mind->choice]);
    overlay_close_outside(d, where);
}

static void file_box(struct desk *d)
{
    float u = d->ui->sizes->u, em = d->ui->sizes->t2, wide = d->screen->top.x1;
    float half = fminf(0.42f * wide, 24 * em), top = d->screen->top.y1 + 6 * u;
    rect where = {wide / 2 - half, top, wide / 2 + half, top + 12 * u};
    overlay_ground(d, where);
    rect row = rect_grown(where, -1.6f * u), done;
    rect title = row;
    title.y1 = row.y0 + 1.3f * d->ui->sizes->t3;
    row.y0 = title.y1 + 0.4f * u;
    done = row;
    done.x0 = row.x1 - fminf(5 * em, 0.3f * (row.x1 - row.x0));
    row.x1 = done.x0 - u;
    ui_label(d->ui, title, FACE_CONDENSED_BOLD, d->ui->sizes->t3, d->ui->theme->text2,
             LEFT, d->mind->saving ? "SAVE THE SCENE AS" : "OPEN A SCENE OR ITS PICTURE");
    bool enter = d->ui->focus == ID_FILE && d->ui->in->key == KEY_ENTER;
    ui_textbox(d->ui, ID_FILE, row, d->mind->asked, sizeof d->mind->asked,
               &(struct box_look){.empty = "name.scene"});
    struct button_look look = {.label = d->mind->saving ? "Save" : "Open"};
    if (ui_button(d->ui, ID_FILE_DONE, done, &look) || enter) {
        d->out->save = d->mind->saving;
        d->out->open = !d->mind->saving;
        d->mind->overlay = OVERLAY_NONE;
    }
    overlay_close_outside(d, where);
}

void overlays(struct desk *d)
{
    if (d->mind->overlay == OVERLAY_FILE && ui_key(d->ui, KEY_ESCAPE, 0))
        d->mind->overlay = OVERLAY_NONE;
    switch (d->mind->overlay) {
    case OVERLAY_NONE: return;
    case OVERLAY_METHODS: method_page(d); break;
    case OVERLAY_HELP: help_page(d); break;
    case OVERLAY_GALLERY: gallery_page(d); break;
    case OVERLAY_FILE: file_box(d); break;
    }
    if (d->ui->focus != ID_FORMULA && ui_key(d->ui, KEY_ESCAPE, 0))
        d->mind->overlay = OVERLAY_NONE;        // text fields are left first
}
