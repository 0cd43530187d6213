// SPDX-License-Identifier: MIT
// What can be made of the scene: a picture, one of each step, or a film; one press makes
// it.  And the card on the map that tells how far it is.
#include "app/overlay.h"
#include "app/page.h"

#include "app/shoot.h"
#include "draw/ffmpeg.h"

#include <stdio.h>

enum { ROWS = 1 + SHOOT_KINDS };

static const struct page_choice rows[ROWS] = {
    {"Picture", "as it is now: a PNG that opens here again", false},
    {"Pictures", "a PNG of each step, numbered, in a folder", false},
    {"Film .webp", "exact; for web pages, opens here again", false},
    {"Film .mp4", "for players and slides", false},
};

static struct page_choice choice_at(int i)
{
    if (i <= SHOOT_WEBP + 1 || ffmpeg_is_there(ffmpeg_kind_of(".mp4"), NULL))
        return rows[i];
    return (struct page_choice){rows[i].label, "needs ffmpeg: apt install ffmpeg", true};
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

void shoot_page(struct desk *d)
{
    struct page_choice choice[ROWS];
    for (int i = 0; i < ROWS; i++)
        choice[i] = choice_at(i);
    struct page_list list = page_list_open(d, choice, ROWS, d->ui->sizes->button);
    choose_size(d, list.title);
    int made = page_list_close(d, &list, choice, ROWS);
    if (made < 0)
        return;
    d->out->picture = made == 0;
    d->out->shoot = made;
    d->mind->overlay = OVERLAY_NONE;
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
