// SPDX-License-Identifier: MIT
#include "ui/ui.h"

static const double burst_ends = 1;     // seconds

void ui_begin(struct ui *ui, const struct input *in, struct picture *out,
              const struct font *font, const struct theme *theme,
              const struct sizes *sizes)
{
    ui->in = in;
    ui->out = out;
    ui->font = font;
    ui->theme = theme;
    ui->sizes = sizes;
    ui->hot = 0;
    ui->pointer_taken = ui->key_taken = ui->typing = ui->paste = false;
    ui->began.active = ui->active;
    ui->began.focus = ui->focus;
    ui->cursor = CURSOR_ARROW;
    ui->caret = (rect){0};
    ui->stops = 0;
    ui->focus_found = ui->draft.found = false;
    if (!ui->active)
        ui->gesture = 0;
    if (in->pressed)
        ui->keyboard_used = false;
    text_clear(&ui->copy);
}

static int stop_of(const struct ui *ui, unsigned id)
{
    int i = ui->stops - 1;
    while (i >= 0 && ui->stop[i] != id)
        i--;
    return i;
}

static void move_focus(struct ui *ui, int by)
{
    if (ui->stops == 0)
        return;
    int at = stop_of(ui, ui->focus);
    at = at < 0 ? (by > 0 ? 0 : ui->stops - 1) : (at + by + ui->stops) % ui->stops;
    ui_focus(ui, ui->stop[at]);
    ui->keyboard_used = true;
}

void ui_end(struct ui *ui)
{
    bool elsewhere = ui->in->pressed && ui->active != ui->focus;
    if (elsewhere || !ui->focus_found)
        ui_focus(ui, 0);
    if (ui_key(ui, KEY_TAB, 0))
        move_focus(ui, 1);
    else if (ui_key(ui, KEY_TAB, MOD_SHIFT))
        move_focus(ui, -1);
    if (!ui->in->held[ui->button])
        ui->active = 0;
    if (!ui->draft.found)
        ui->draft.id = 0;
    if (ui->editing != ui->focus) {
        edit_free(&ui->edit);
        ui->editing = 0;
    }
    ui->again = ui->active != ui->began.active || ui->focus != ui->began.focus;
}

void ui_free(struct ui *ui)
{
    edit_free(&ui->edit);
    text_free(&ui->copy);
    text_free(&ui->scratch);
    *ui = (struct ui){0};
}

static bool contains(rect r, pt at)
{
    return at.x >= r.x0 && at.x < r.x1 && at.y >= r.y0 && at.y < r.y1;
}

static bool is_over(const struct ui *ui, rect where)
{
    return ui->in->inside && !ui->pointer_taken && contains(where, ui->in->pointer);
}

static void grab(struct ui *ui, unsigned id)
{
    ui->active = id;
    ui->button = ui->in->button;
    ui->grabbed = ui->in->pointer;
    ui->grip = 0;
    ui->clicks = ui->in->clicks;
    ui->gesture = ++ui->gestures;
    ui->burst.id = 0;
}

struct touch ui_touch(struct ui *ui, unsigned id, rect hit)
{
    struct touch touch = {0};
    if (ui->active && ui->active != id)
        return touch;
    touch.hot = is_over(ui, hit);
    if (touch.hot) {
        ui->hot = id;
        ui->pointer_taken = true;
    }
    if (touch.hot && ui->in->pressed && !ui->active) {
        grab(ui, id);
        touch.pressed = true;
        touch.doubled = ui->clicks == 2;
    }
    touch.active = ui->active == id;
    if (touch.active) {
        touch.button = ui->button;
        touch.released = !ui->in->held[ui->button];
        touch.clicked = touch.released && ui->in->released && touch.hot;
    }
    return touch;
}

void ui_shield(struct ui *ui, rect where)
{
    if (is_over(ui, where))
        ui->pointer_taken = true;
}

bool ui_stop(struct ui *ui, unsigned id, rect around)
{
    if (ui->stops < UI_STOPS)
        ui->stop[ui->stops++] = id;
    if (ui->focus != id)
        return false;
    ui->focus_found = true;
    if (ui->keyboard_used && !shape_is_empty(around))
        shape_focus(ui->out, around, ui->sizes, ui->theme->focus);
    return true;
}

void ui_focus(struct ui *ui, unsigned id)
{
    if (ui->focus != id)
        ui->burst.id = 0;
    ui->focus = id;
    ui->focus_found = true;
}

bool ui_key(struct ui *ui, int key, unsigned mods)
{
    if (ui->key_taken || key == KEY_NONE || ui->in->key != key || ui->in->mods != mods)
        return false;
    ui->key_taken = true;
    return true;
}

void ui_burst(struct ui *ui, unsigned id)
{
    if (ui->active)
        return;
    double rest = ui->in->time - ui->burst.time;
    if (ui->burst.id != id || !(rest >= 0 && rest < burst_ends))
        ui->burst.gesture = ++ui->gestures;
    ui->burst.id = id;
    ui->burst.time = ui->in->time;
    ui->gesture = ui->burst.gesture;
}
