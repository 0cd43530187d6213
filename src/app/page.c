// SPDX-License-Identifier: MIT
#include "app/page.h"

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
