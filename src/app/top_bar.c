// SPDX-License-Identifier: MIT
// The bar above the map: the formula, and doors to what lies over the map.
#include "app/actions.h"

#include <string.h>

// "I don't know sen, did you mean sin?": Tab takes the word for it.
static void accept_suggestion(struct desk *d)
{
    const char *text = d->mind->reading.fault.text, *mark = strstr(text, "did you mean ");
    const char *wrong = strstr(text, "know ");
    if (!mark || !wrong || d->ui->focus != ID_FORMULA || !ui_key(d->ui, KEY_TAB, 0))
        return;
    size_t old = strcspn(wrong += 5, ", "), new = strcspn(mark += 13, "?");
    char word[64], *at = NULL;
    if (old < sizeof word) {
        memcpy(word, wrong, old);
        word[old] = 0;
        at = strstr(d->scene->formula, word);
    }
    size_t length = strlen(d->scene->formula);
    if (!at || length - old + new >= SCENE_FORMULA)
        return;
    memmove(at + new, at + old, strlen(at + old) + 1);
    memcpy(at, mark, new);
}

// What stays as it is while the other one is varied.
static char held_letter(const struct attention *mind)
{
    return !mind->hovering ? 0 : mind->lock_x ? 'y' : mind->lock_y ? 'x' : 0;
}

static void edit_formula(struct desk *d)
{
    accept_suggestion(d);
    struct box_look look = {.size = d->ui->sizes->t1, .lead = "f(x, y) = ",
                            .empty = "type f(x, y), e.g. x^2 + 2*y^2",
                            .fault = desk_tells_fault(d) ? d->mind->reading.fault.column : 0,
                            .wrong = desk_tells_fault(d), .held = held_letter(d->mind)};
    if (ui_textbox(d->ui, ID_FORMULA, d->screen->formula, d->scene->formula,
                   SCENE_FORMULA, &look))
        d->mind->reading.since = d->mind->time;
}

static bool button(struct desk *d, enum id id, rect where, struct button_look look)
{
    return ui_button(d->ui, id, where, &look);
}

void top_bar(struct desk *d)
{
    const struct screen *k = d->screen;
    enum overlay open = d->mind->overlay;
    desk_bar(d, k->top, true);
    edit_formula(d);
    if (button(d, ID_GALLERY, k->gallery,
               (struct button_look){.label = "Gallery", .brief = "G",
                                    .on = open == OVERLAY_GALLERY}))
        desk_toggle(d, OVERLAY_GALLERY);
    if (button(d, ID_HELP, k->help, (struct button_look){.label = "Help", .brief = "?",
                                                         .on = open == OVERLAY_HELP}))
        desk_toggle(d, OVERLAY_HELP);
}
