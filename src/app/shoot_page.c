// SPDX-License-Identifier: MIT
// What can be made of the scene: a picture, one of each step, or a film; one press makes
// it.  And the card on the map that tells how far it is.
#include "app/overlay.h"
#include "app/page.h"

#include "app/shoot.h"
#include "draw/ffmpeg.h"
#include "draw/writing.h"

#include <stdio.h>

enum { ROWS = 1 + SHOOT_KINDS };

static const struct row { const char *label, *words; } rows[ROWS] = {
    {"Picture", "as it is now: a PNG that opens here again"},
    {"Pictures", "a PNG of each step, numbered, in a folder"},
    {"Film .webp", "exact; for web pages, opens here again"},
    {"Film .mp4", "for players and slides"},
};

static bool is_there(int row)
{
    return row <= SHOOT_WEBP + 1 || ffmpeg_is_there(ffmpeg_kind_of(".mp4"), NULL);
}

static const char *words_of(int row)
{
    return is_there(row) ? rows[row].words : "needs ffmpeg: apt install ffmpeg";
}

static void choose_size(struct desk *d, rect row)
{
    static const char *const labels[] = {"1080p", "2160p"};
    rect title = row;
    float em = d->ui->sizes->t3, wide = (row.x1 - row.x0) / 4, gap = 0.6f * d->ui->sizes->u;
    ui_label(d->ui, title, FACE_CONDENSED_BOLD, em, d->ui->theme->accent, LEFT,
             "PICTURES AND FILMS");
    for (int i = 0; i < 2; i++) {
        rect where = {row.x1 - (float)(2 - i) * wide + gap, row.y0,
                      row.x1 - (float)(1 - i) * wide, row.y1};
        struct button_look look = {.label = labels[i], .on = d->mind->large == (i == 1)};
        if (ui_button(d->ui, ID_CARD + ROWS + (unsigned)i, where, &look))
            d->mind->large = i == 1;
    }
}

// The keys 1 to 4 are as good as a press.
static void show_row(struct desk *d, int i, rect row, float wide)
{
    rect button = {row.x0, row.y0, row.x0 + wide, row.y1};
    rect words = {button.x1 + d->ui->sizes->u, row.y0, row.x1, row.y1};
    bool there = is_there(i);
    bool pressed = ui_button(d->ui, ID_CARD + (unsigned)i, button,
                             &(struct button_look){.label = rows[i].label, .off = !there});
    ui_label(d->ui, words, FACE_CONDENSED, d->ui->sizes->t3, d->ui->theme->text, LEFT,
             words_of(i));
    if (!there || (!pressed && !ui_key(d->ui, '1' + i, 0)))
        return;
    d->out->picture = i == 0;
    d->out->shoot = i;
    d->mind->overlay = OVERLAY_NONE;
}

void shoot_page(struct desk *d)
{
    const struct sizes *sizes = d->ui->sizes;
    rect room = rect_grown(page_room(d), -1.5f * sizes->u);
    float pad = 1.6f * sizes->u, gap = 0.6f * sizes->u, labels = 0, words = 0;
    for (int i = 0; i < ROWS; i++) {
        struct button_look look = {.label = rows[i].label};
        labels = fmaxf(labels, ui_button_width(d->ui, &look, false));
        words = fmaxf(words, writing_width(d->ui->font, FACE_CONDENSED, sizes->t3,
                                           words_of(i)));
    }
    float high = fminf((room.y1 - room.y0 - 2 * pad) / (ROWS + 1) - gap, sizes->button);
    float all = labels + sizes->u + words + sizes->t3 + 2 * pad;
    float x = (room.x0 + room.x1) / 2, half = fminf(all, room.x1 - room.x0) / 2;
    rect where = {x - half, room.y0, x + half,
                  room.y0 + 2 * pad + (ROWS + 1) * (high + gap) - gap};
    rect row = rect_grown(where, -pad);
    page_ground(d, where);
    row.y1 = row.y0 + high;
    choose_size(d, row);
    for (int i = 0; i < ROWS; i++) {
        row.y0 = row.y1 + gap;
        row.y1 = row.y0 + high;
        show_row(d, i, row, fminf(labels, half));
    }
    page_close_outside(d, where);
}

// "frame 57 of 240 · 31 a second · 6 s left"
static void tell(const struct attention *mind, char *out, size_t size)
{
    double elapsed = mind->time - mind->shooting.since, done = (double)mind->shooting.done;
    double left = ((double)mind->shooting.frames - done) * elapsed / done;
    bool long_one = left > 90;
    int count = snprintf(out, size, "frame %zu of %zu", mind->shooting.done,
                         mind->shooting.frames);
    if (done > 0 && elapsed > 0.5)
        snprintf(out + count, size - (size_t)count, " · %.*f a second · %.0f %s left",
                 done / elapsed < 10, done / elapsed, ceil(long_one ? left / 60 : left),
                 long_one ? "min" : "s");
}

float shoot_card(struct desk *d, rect room)
{
    struct attention *mind = d->mind;
    const struct theme *t = d->ui->theme;
    const struct sizes *sizes = d->ui->sizes;
    float u = sizes->u, em = sizes->t2, pad = 0.6f * em;
    struct button_look look = {.label = "Stop"};
    float stop = ui_button_width(d->ui, &look, false);
    float wide = fminf(22 * em + stop, room.x1 - room.x0);
    char words[96];
    if (!mind->filming || wide < stop + 4 * em)
        return room.y0;
    rect card = {room.x0, room.y0, room.x0 + wide, room.y0 + sizes->button + u};
    rect button = {card.x1 - stop - 0.5f * u, card.y0 + 0.5f * u, card.x1 - 0.5f * u,
                   card.y1 - 0.5f * u};
    rect text = {card.x0 + pad, card.y0, button.x0 - pad, card.y1 - 1.4f * u};
    rect bar = {text.x0, card.y1 - 1.6f * u, text.x1, card.y1 - 0.8f * u}, done = bar;
    picture_round_box(d->ui->out, rect_grown(card, fmaxf(0.2f * u, 1)), 0.4f * em, t->track);
    picture_round_box(d->ui->out, card, 0.4f * em, t->card);
    picture_round_box(d->ui->out, bar, 0.4f * u, t->button);
    done.x1 = bar.x0 + (bar.x1 - bar.x0) * (float)mind->shooting.done
                           / (float)mind->shooting.frames;
    if (done.x1 - done.x0 >= 0.8f * u)
        picture_round_box(d->ui->out, done, 0.4f * u, t->accent);
    tell(mind, words, sizeof words);
    ui_label(d->ui, text, FACE_CONDENSED, sizes->t3, t->text, LEFT, words);
    if (ui_button(d->ui, ID_STOP, button, &look))
        mind->filming = false;
    ui_shield(d->ui, card);
    return card.y1 + 0.6f * u;
}
