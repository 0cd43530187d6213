// SPDX-License-Identifier: MIT
// What is told on the map, one under the other: how the formula was read or what is wrong
// with it, which one is shown meanwhile, what has just happened; and where there is no
// formula, some to begin with.
#include "app/desk.h"
#include "app/overlay.h"

#include "draw/writing.h"
#include "scene/gallery.h"

#include <stdio.h>
#include <string.h>

enum { OFFERS = 4 };
static const double letters_told_after = 0.5;   // seconds of rest

// A card on the map with words of one or more lines; returns where it ends.
static float write_card(struct desk *d, rect room, bool middle, int lines, rgba color,
                        const char *words)
{
    struct ui *ui = d->ui;
    float em = ui->sizes->t2, pad = 0.6f * em, edge = fmaxf(0.2f * ui->sizes->u, 1);
    float most = room.x1 - room.x0 - 2 * pad;
    float wide = fminf(writing_width(ui->font, FACE_CONDENSED, em, words) + 1, most);
    rect text = {room.x0 + pad, room.y0 + 0.2f * em, room.x0 + pad + wide, 0};
    if (middle)
        text.x0 += (most - wide) / 2, text.x1 += (most - wide) / 2;
    if (most < em)
        return room.y0;
    text.y1 = text.y0 + ui_paragraph(ui, text, FACE_CONDENSED, em, (rgba){0}, lines, words);
    rect card = {text.x0 - pad, room.y0, text.x1 + pad, text.y1 + 0.2f * em};
    picture_round_box(ui->out, rect_grown(card, edge), 0.4f * em, ui->theme->track);
    picture_round_box(ui->out, card, 0.4f * em, ui->theme->card);
    ui_paragraph(ui, text, FACE_CONDENSED, em, color, lines, words);
    return card.y1 + 0.6f * ui->sizes->u;
}

// The echo, or the fault where it is time to tell it.
static float write_sentence(struct desk *d, rect room)
{
    const struct theme *t = d->ui->theme;
    const struct reading *r = &d->mind->reading;
    char words[ECHO + 16];
    if (desk_tells_fault(d)) {
        bool tab = d->ui->focus == ID_FORMULA && strstr(r->fault.text, "did you mean");
        snprintf(words, sizeof words, tab ? "%s  Tab takes it."
                 : r->fault.column && !strstr(r->fault.text, "column")
                     ? "%s — column %d" : "%s", r->fault.text,
                 r->fault.column);
        return write_card(d, room, false, 3, t->error, words);
    }
    if (d->ui->focus != ID_FORMULA || r->fault.text[0] || !d->scene->formula[0])
        return room.y0;
    snprintf(words, sizeof words, "read as  %s", r->echo);
    return write_card(d, room, false, 1, t->text2, words);
}

static float write_shown(struct desk *d, rect room)
{
    const struct reading *r = &d->mind->reading;
    char words[ECHO];
    bool other = desk_tells_fault(d) || !d->scene->formula[0];
    if (!other || !r->shown[0])
        return room.y0;
    snprintf(words, sizeof words, "showing %.480s", r->shown);
    return write_card(d, room, false, 1, d->ui->theme->text, words);
}

static void tell_letters(struct desk *d)
{
    struct reading *r = &d->mind->reading;
    char names[TOAST / 2];
    if (d->mind->time - r->since < letters_told_after || r->fault.text[0])
        return;
    reading_news(r, d->scene, names, sizeof names);
    if (names[0]) {
        desk_say(d, strchr(names, ',') ? "%s are now sliders (1.00)"
                                       : "%s is now a slider (1.00)", names);
        d->mind->rail = true;
    }
    reading_know(r, d->scene);
}

// The first pictures of the gallery.
static float offer_cards(struct desk *d, rect room)
{
    float gap = d->ui->sizes->u, em = d->ui->sizes->t2;
    int offers = (int)fmaxf(fminf((room.x1 - room.x0) / (5 * em), OFFERS), 1);
    float wide = fminf((room.x1 - room.x0 + gap) / (float)offers - gap, 10 * em);
    wide = roundf(fmaxf(wide, em));
    if (d->scene->formula[0])
        return room.y0;
    rect card = {roundf(room.x0), roundf(room.y0), 0, 0};
    card.y1 = card.y0 + roundf(0.7f * wide + 1.4f * em);
    for (int i = 0; i < offers; i++, card.x0 = card.x1 + roundf(gap)) {
        card.x1 = card.x0 + wide;
        struct touch touch = ui_touch(d->ui, ID_CARD + (unsigned)i, card);
        overlay_card(d, i, card, touch.hot || touch.active);
        if (touch.hot)
            d->ui->cursor = CURSOR_HAND;
        if (touch.clicked)
            d->out->card = gallery[i].name;
    }
    return card.y1 + gap;
}

void notices(struct desk *d)
{
    rect room = d->screen->sentence;
    tell_letters(d);
    if (!d->mind->overlay) {
        room.y0 = write_sentence(d, room);
        room.y0 = offer_cards(d, room);
        room.y0 = write_shown(d, room);
        room.y0 = offer_graph(d, room);
    }
    room.y0 = shoot_card(d, room);
    d->mind->telling = room.y0 > d->screen->sentence.y0;
    if (d->mind->toast[0] && d->mind->time < d->mind->toast_until) {
        room.x0 = d->screen->layout.map.x0 + d->ui->sizes->u;
        write_card(d, room, true, 3, d->ui->theme->text, d->mind->toast);
    }
}
