// SPDX-License-Identifier: MIT
#include "ui/ui.h"

#include "draw/writing.h"

static rgba ground(const struct theme *t, const struct button_look *look,
                   const struct touch *touch)
{
    rgba color = look->on ? rgba_mix(t->button, t->focus, 0.16f) : t->button;
    if (look->off)
        return rgba_mix(t->button, t->panel, 0.6f);
    if (touch->active && touch->hot)
        return rgba_mix(color, t->panel, 0.5f);
    return touch->hot ? rgba_mix(color, t->text, 0.05f) : color;
}

static float em_of(const struct ui *ui, const struct button_look *look)
{
    return look->size > 0 ? look->size : ui->sizes->t2;
}

static float width_of(const struct ui *ui, const struct button_look *look,
                      const char *words)
{
    return writing_width(ui->font, FACE_CONDENSED, em_of(ui, look), words);
}

float ui_button_width(const struct ui *ui, const struct button_look *look, bool brief)
{
    const char *words = brief && look->brief ? look->brief : look->label;
    float em = em_of(ui, look), icon = look->icon ? 1.2f * em : 0;
    if (!words)
        return fmaxf(ui->sizes->button, icon + 2 * ui->sizes->u);
    return width_of(ui, look, words) + icon + 2.4f * ui->sizes->u;
}

static void draw_icon(struct ui *ui, const struct button_look *look, pt at, rgba color)
{
    shape_icon(ui->out, look->icon, at, 1.15f * em_of(ui, look), color);
}

// The icon and the label side by side, in the middle.
static void draw_label(struct ui *ui, rect where, const struct button_look *look,
                       rgba color)
{
    float pad = fminf(0.6f * ui->sizes->u, (where.x1 - where.x0) / 8);
    float y = (where.y0 + where.y1) / 2, em = em_of(ui, look);
    float icon = look->icon ? 1.2f * em : 0;
    float room = where.x1 - where.x0 - 2 * pad - icon;
    bool brief = look->brief && width_of(ui, look, look->label) > room;
    const char *words = brief ? look->brief : look->label;
    float width = fmaxf(fminf(width_of(ui, look, words), room), 0);
    float x = (where.x0 + where.x1 - width - icon) / 2;
    bool after = look->icon == ICON_MENU;
    float middle = after ? width + 0.65f * icon : 0.35f * icon;
    draw_icon(ui, look, (pt){x + middle, y}, color);
    x += after ? 0 : icon;
    ui_label(ui, (rect){x, where.y0, x + width + 0.5f, where.y1}, FACE_CONDENSED, em,
             color, CENTER, words);
}

static void draw(struct ui *ui, rect where, const struct button_look *look,
                 const struct touch *touch)
{
    const struct theme *t = ui->theme;
    rgba color = look->off ? rgba_mix(t->panel, t->text2, 0.5f) : t->text;
    picture_round_box(ui->out, where, ui->sizes->radius, ground(t, look, touch));
    if (look->on && !look->off)
        shape_frame(ui->out, where, ui->sizes->radius, 0.7f * ui->sizes->focus,
                    t->focus);
    if (look->label)
        draw_label(ui, where, look, color);
    else
        draw_icon(ui, look, (pt){(where.x0 + where.x1) / 2, (where.y0 + where.y1) / 2},
                  color);
}

bool ui_button(struct ui *ui, unsigned id, rect where, const struct button_look *look)
{
    if (shape_is_empty(where))
        return false;
    if (look->off) {
        ui_shield(ui, where);
        draw(ui, where, look, &(struct touch){0});
        return false;
    }
    struct touch touch = ui_touch(ui, id, where);
    if (touch.hot)
        ui->cursor = CURSOR_HAND;
    draw(ui, where, look, &touch);
    bool focused = ui_stop(ui, id, where);
    bool keyed = focused && (ui_key(ui, KEY_ENTER, 0) || ui_key(ui, ' ', 0))
              && !ui->in->repeated;
    if (keyed)
        ui_burst(ui, id);
    return keyed || (touch.clicked && touch.button == BUTTON_LEFT);
}
