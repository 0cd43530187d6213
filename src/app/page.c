// SPDX-License-Identifier: MIT
#include "app/page.h"

#include "draw/writing.h"

void page_ground(struct desk *d, rect where)
{
    float u = d->ui->sizes->u;
    picture_round_box(d->ui->out, rect_grown(where, 0.25f * u), u, d->ui->theme->track);
    picture_round_box(d->ui->out, where, 0.8f * u, d->ui->theme->card);
}

void page_close_outside(struct desk *d, rect where)
{
    ui_touch(d->ui, ID_OVERLAY, where);
    ui_shield(d->ui, where);
    pt at = d->ui->in->pointer;
    rect room = page_room(d);
    bool bars = at.y < room.y0 || at.y >= room.y1;
    bool inside = at.x >= where.x0 && at.x < where.x1 && at.y >= where.y0
                  && at.y < where.y1;
    if (!d->ui->in->pressed || inside || bars)
        return;
    d->mind->overlay = OVERLAY_NONE;
    ui_shield(d->ui, room);                     // and nothing else happens
}

void page_bar(struct desk *d, rect where, int first, int seen, int all)
{
    float u = d->ui->sizes->u, high = (where.y1 - where.y0) / (float)all;
    rect track = {where.x1 - 0.8f * u, where.y0, where.x1, where.y1};
    if (seen >= all)
        return;
    picture_round_box(d->ui->out, track, 0.4f * u, d->ui->theme->button);
    track.y0 += (float)first * high;
    track.y1 = track.y0 + (float)seen * high;
    picture_round_box(d->ui->out, track, 0.4f * u, d->ui->theme->track);
}

rect page_room(const struct desk *d)
{
    const struct screen *k = d->screen;
    return (rect){0, k->top.y1, k->top.x1, k->bottom.y0};
}

static float gap_of(const struct desk *d)
{
    return 0.6f * d->ui->sizes->u;
}

struct page_list page_list_open(struct desk *d, const struct page_choice *choice, int count,
                                float title)
{
    const struct sizes *sizes = d->ui->sizes;
    rect room = rect_grown(page_room(d), -1.5f * sizes->u);
    float pad = 1.6f * sizes->u, gap = gap_of(d), labels = 0, words = 0;
    for (int i = 0; i < count; i++) {
        struct button_look look = {.label = choice[i].label};
        labels = fmaxf(labels, ui_button_width(d->ui, &look, false));
        words = fmaxf(words, writing_width(d->ui->font, FACE_CONDENSED, sizes->t3,
                                           choice[i].words));
    }
    float high = (room.y1 - room.y0 - 2 * pad - title) / (float)count - gap;
    high = fminf(high, sizes->button);
    float all = labels + sizes->u + words + sizes->t3 + 2 * pad;
    float x = (room.x0 + room.x1) / 2, half = fminf(all, room.x1 - room.x0) / 2;
    struct page_list list = {.wide = fminf(labels, half), .high = high};
    list.where = (rect){x - half, room.y0, x + half,
                        room.y0 + 2 * pad + title + (float)count * (high + gap)};
    list.title = rect_grown(list.where, -pad);
    list.title.y1 = list.title.y0 + title;
    page_ground(d, list.where);
    return list;
}

// The keys from 1 on are as good as a press.
static bool is_chosen(struct desk *d, const struct page_choice *choice, int i, rect row,
                      float wide)
{
    rect button = {row.x0, row.y0, row.x0 + wide, row.y1};
    rect words = {button.x1 + d->ui->sizes->u, row.y0, row.x1, row.y1};
    struct button_look look = {.label = choice->label, .off = choice->off};
    bool pressed = ui_button(d->ui, ID_CARD + (unsigned)i, button, &look);
    ui_label(d->ui, words, FACE_CONDENSED, d->ui->sizes->t3, d->ui->theme->text, LEFT,
             choice->words);
    return !choice->off && (pressed || ui_key(d->ui, '1' + i, 0));
}

int page_list_close(struct desk *d, const struct page_list *list,
                    const struct page_choice *choice, int count)
{
    rect row = list->title;
    int chosen = -1;
    for (int i = 0; i < count; i++) {
        row.y0 = row.y1 + gap_of(d);
        row.y1 = row.y0 + list->high;
        if (is_chosen(d, &choice[i], i, row, list->wide))
            chosen = i;
    }
    page_close_outside(d, list->where);
    return chosen;
}
