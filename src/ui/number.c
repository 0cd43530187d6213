// SPDX-License-Identifier: MIT
#include "base/number.h"
#include "draw/writing.h"
#include "ui/slider.h"

#include <string.h>

static void begin(struct ui *ui, unsigned id, double value)
{
    ui->draft.id = id;
    ui->draft.wrong = false;
    number_shortest(ui->draft.text, value);
    ui->editing = 0;            // so that the field begins anew, with all selected
    ui->clicks = 3;             // and a press that is still held does not change that
}

static double kept(const struct range *r, double value)
{
    return !r ? value : value > r->low ? value < r->high ? value : r->high : r->low;
}

// What was typed becomes the value; false when it cannot be read.
static bool accept(struct ui *ui, double *value, value_read *read,
                   const struct range *range, bool *changed)
{
    char before[NUMBER_TEXT];
    double typed;
    if (strcmp(ui->draft.text, number_shortest(before, *value)) == 0)
        return true;
    if (!read(ui->draft.text, &typed))
        return false;
    typed = kept(range, typed);
    *changed = typed != *value;
    *value = typed;
    return true;
}

// Enter, Escape, up and down are a number's own.
static bool keys(struct ui *ui, unsigned id, double *value, value_read *read,
                 const struct range *range)
{
    bool changed = range && slider_keys(ui, id, value, range, KEY_UP, KEY_DOWN);
    if (changed)
        begin(ui, id, *value);
    bool enter = ui_key(ui, KEY_ENTER, 0);
    if (enter) {
        ui_burst(ui, id);
        ui->draft.wrong = !accept(ui, value, read, range, &changed);
    }
    if (ui_key(ui, KEY_ESCAPE, 0) || (enter && !ui->draft.wrong)) {
        ui_focus(ui, 0);
        ui->draft.id = 0;
    }
    return changed;
}

static bool leave(struct ui *ui, unsigned id, double *value, value_read *read,
                  const struct range *range)
{
    bool changed = false;
    ui_burst(ui, id);
    accept(ui, value, read, range, &changed);
    ui->draft.id = 0;
    return changed;
}

bool ui_number(struct ui *ui, unsigned id, rect where, double *value, value_read *read,
               const struct range *range)
{
    struct box_look look = {.bold = true, .bare = true};
    bool changed = false;
    if (shape_is_empty(where))
        return false;
    if (ui->focus != id && ui->draft.id == id)
        changed = leave(ui, id, value, read, range);
    if (ui->focus == id && ui->draft.id == 0)
        begin(ui, id, *value);
    if (ui->draft.id == id)
        changed |= keys(ui, id, value, read, range);
    if (ui->draft.id == id) {
        ui->draft.found = true;
        look.wrong = ui->draft.wrong;
        if (ui_textbox(ui, id, where, ui->draft.text, UI_NUMBER, &look))
            ui->draft.wrong = false;
        return changed;
    }
    char shown[NUMBER_TEXT];
    int decimals = 3;
    float room = where.x1 - where.x0 - 2 * ui->sizes->u;
    while (writing_width(ui->font, FACE_CONDENSED_BOLD, ui->sizes->t3,
                         number_shown(shown, *value, decimals)) > room && decimals > 1)
        decimals--;
    if (range && range->brief)
        number_round(shown, *value);
    ui_textbox(ui, id, where, shown, sizeof shown, &look);
    return changed;
}
