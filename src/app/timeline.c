// SPDX-License-Identifier: MIT
// The timeline under the map: steps of all runs along one line.
#include "app/runs.h"

// How many steps are played in a second.
static void choose_speed(struct desk *d, rect where)
{
    static const double speeds[] = {0, 2, 8, 30};
    static const char *const names[] = {"auto", "2/s", "8/s", "30/s"};
    int now = 0;
    for (int i = 0; i < 4; i++)
        now = d->mind->speed == speeds[i] ? i : now;
    picture_box(d->ui->out, where, d->ui->theme->panel);
    struct button_look look = {.label = names[now], .size = d->ui->sizes->t3};
    if (ui_button(d->ui, ID_SPEED, rect_grown(where, -0.15f * d->ui->sizes->u), &look))
        d->mind->speed = speeds[(now + 1) % 4];
}

// Steps of all runs along one line; a drag reveals.
void timeline(struct desk *d)
{
    rect where = d->screen->timeline;
    float u = d->ui->sizes->u, y = (where.y0 + where.y1) / 2;
    double longest = runs_longest(d);
    if (!(where.y1 > where.y0) || longest < 1)
        return;
    rect badge = {where.x1 - 4.4f * d->ui->sizes->t3, where.y0, where.x1, where.y1};
    rect track = {where.x0 + 2 * u, where.y0, badge.x0 - 2 * u, where.y1};
    choose_speed(d, badge);
    struct touch touch = ui_touch(d->ui, ID_TIMELINE,
                                  (rect){where.x0, where.y0, badge.x0, where.y1});
    struct range range = {0, longest, longest, false, .limit = NAN};
    if (touch.active) {
        d->mind->shown = round(ui_slider_value(track, &range, d->ui->in->pointer.x));
        d->mind->playing = false;
    }
    double shown = fmin(d->mind->shown, longest);
    float x = ui_slider_at(track, &range, shown);
    const struct theme *t = d->ui->theme;
    picture_box(d->ui->out, (rect){where.x0, where.y0, badge.x0, where.y1}, t->panel);
    picture_box(d->ui->out, (rect){track.x0, y - 0.15f * u, track.x1, y + 0.15f * u},
                t->track);
    picture_box(d->ui->out, (rect){track.x0, y - 0.25f * u, x, y + 0.25f * u}, t->focus);
    picture_disc(d->ui->out, (pt){x, y}, 0.9f * u, t->focus);
}
