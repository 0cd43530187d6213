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

struct target {                 // what is typed
    double *value;
    vec2 *pair;                 // two numbers set both; NULL: there is one only
    value_read *read;
    const struct range *range;  // NULL: any
};

// "3, 4" or "(3, 4)": at the comma that leaves a number on both sides.
static bool read_pair(const char *text, value_read *read, vec2 *pair)
{
    char copy[UI_NUMBER];
    size_t length = strnlen(text, UI_NUMBER - 1), skip = 0;
    if (length > 1 && text[0] == '(' && text[length - 1] == ')')
        skip = 1;
    memcpy(copy, text, length);
    copy[length - skip] = 0;
    for (char *comma = strchr(copy, ','); comma; comma = strchr(comma + 1, ',')) {
        vec2 typed;
        *comma = 0;
        if (read(copy + skip, &typed.x) && read(comma + 1, &typed.y)) {
            *pair = typed;
            return true;
        }
        *comma = ',';
    }
    return false;
}

// What was typed becomes the value; false when it cannot be read.
static bool accept(struct ui *ui, const struct target *to, bool *changed)
{
    char before[NUMBER_TEXT];
    double typed;
    if (strcmp(ui->draft.text, number_shortest(before, *to->value)) == 0)
        return true;
    if (to->read(ui->draft.text, &typed)) {
        typed = kept(to->range, typed);
        *changed = typed != *to->value;
        *to->value = typed;
        return true;
    }
    if (!to->pair || !read_pair(ui->draft.text, to->read, to->pair))
        return false;
    *changed = true;
    return true;
}

// Enter, Escape, up and down are a number's own.
static bool keys(struct ui *ui, unsigned id, const struct target *to)
{
    bool changed = to->range && slider_keys(ui, id, to->value, to->range, KEY_UP, KEY_DOWN);
    if (changed)
        begin(ui, id, *to->value);
    else if (!to->range && !ui_key(ui, KEY_UP, 0))
        ui_key(ui, KEY_DOWN, 0);
    bool enter = ui_key(ui, KEY_ENTER, 0);
    if (enter) {
        ui_burst(ui, id);
        ui->draft.wrong = !accept(ui, to, &changed);
    }
    if (ui_key(ui, KEY_ESCAPE, 0) || (enter && !ui->draft.wrong)) {
        ui_focus(ui, 0);
        ui->draft.id = 0;
    }
    return changed;
}

static bool leave(struct ui *ui, unsigned id, const struct target *to)
{
    bool changed = false;
    ui_burst(ui, id);
    accept(ui, to, &changed);
    ui->draft.id = 0;
    return changed;
}

// What is being typed, in a field; false when nothing is.
static bool write(struct ui *ui, unsigned id, rect where, const struct target *to,
                  struct box_look look, bool *changed)
{
    if (ui->focus != id && ui->draft.id == id)
        *changed = leave(ui, id, to);
    if (ui->focus == id && ui->draft.id == 0)
        begin(ui, id, *to->value);
    if (ui->draft.id == id)
        *changed |= keys(ui, id, to);
    if (ui->draft.id != id)
        return false;
    ui->draft.found = true;
    look.wrong = ui->draft.wrong;
    if (ui_textbox(ui, id, where, ui->draft.text, UI_NUMBER, &look))
        ui->draft.wrong = false;
    return true;
}

bool ui_number(struct ui *ui, unsigned id, rect where, double *value, value_read *read,
               const struct range *range)
{
    struct box_look look = {.bold = true, .bare = true};
    bool changed = false;
    if (shape_is_empty(where)
        || write(ui, id, where, &(struct target){value, NULL, read, range}, look, &changed))
        return changed;
    char shown[NUMBER_TEXT];
    int decimals = 3;
    float room = where.x1 - where.x0 - 2 * ui->sizes->u;
    while (writing_width(ui->font, FACE_CONDENSED_BOLD, ui->sizes->t3,
                         number_shown(shown, *value, decimals)) > room && decimals > 0)
        decimals--;
    if (decimals == 0 || (range && range->brief))
        number_round(shown, *value);
    ui_textbox(ui, id, where, shown, sizeof shown, &look);
    return changed;
}

bool ui_number_over(struct ui *ui, unsigned id, rect shown, rect typed, double *value,
                    vec2 *pair, value_read *read)
{
    struct box_look look = {.size = 0.72f * (typed.y1 - typed.y0)};
    bool changed = false;
    if (shape_is_empty(shown)
        || write(ui, id, typed, &(struct target){value, pair, read, NULL}, look, &changed))
        return changed;
    float more = 0.6f * ui->sizes->u;
    struct touch touch = ui_touch(ui, id, rect_grown(shown, more));
    float high = fmaxf(0.2f * ui->sizes->u, 1.5f);
    ui_stop(ui, id, shown);
    if (touch.pressed && touch.button == BUTTON_LEFT)
        ui_focus(ui, id);
    if (touch.hot)
        ui->cursor = CURSOR_TEXT;
    picture_box(ui->out, (rect){shown.x0, shown.y1 - high, shown.x1, shown.y1},
                rgba_faded(ui->theme->track, touch.hot ? 1 : 0.45f));
    return changed;
}
