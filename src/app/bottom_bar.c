// SPDX-License-Identifier: MIT
// The bar below the map with what plays the runs.
#include "app/actions.h"
#include "app/rate.h"
#include "app/runs.h"

static bool button(struct desk *d, enum id id, rect where, struct button_look look)
{
    return ui_button(d->ui, id, where, &look);
}

static void play_buttons(struct desk *d)
{
    const struct screen *k = d->screen;
    struct attention *mind = d->mind;
    double longest = runs_longest(d), shown = fmin(mind->shown, longest);
    bool none = d->scene->runs == 0;
    if (button(d, ID_BACK, k->back, (struct button_look){.icon = ICON_BACK, .off = none}))
        mind->shown = fmax(ceil(shown) - 1, 0), mind->playing = false;
    if (button(d, ID_PLAY, k->play,
               (struct button_look){.icon = mind->playing ? ICON_PAUSE : ICON_PLAY}))
        actions_play(d);
    if (button(d, ID_STEP, k->step, (struct button_look){.icon = ICON_STEP, .off = none}))
        mind->shown = fmin(floor(shown) + 1, longest), mind->playing = false;
}

void bottom_bar(struct desk *d)
{
    const struct screen *k = d->screen;
    const struct method *method = &methods[runs_chosen(d)->method];
    desk_bar(d, k->bottom, false);
    play_buttons(d);
    rate_choose(d);
    if (button(d, ID_METHOD, k->method,
               (struct button_look){.label = method->label, .brief = method->brief,
                                    .icon = ICON_MENU,
                                    .on = d->mind->overlay == OVERLAY_METHODS}))
        desk_toggle(d, OVERLAY_METHODS);
    if (d->scene->runs > 0
        && button(d, ID_CLEAR, k->clear, (struct button_look){.label = "Clear", .brief = "×"}))
        runs_clear(d);
}
