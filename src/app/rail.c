// SPDX-License-Identifier: MIT
// The column beside the map: sliders of the letters, the point and direction of the
// pinned probe.  The cards below them are drawn with the map.
#include "app/look.h"
#include "app/runs.h"

#include "base/number.h"
#include "plot/probe_card.h"

// Cuts a piece off the left of a row.
static rect cut(rect *row, float width)
{
    rect piece = *row;
    piece.x1 = fminf(row->x0 + width, row->x1);
    row->x0 = piece.x1;
    return piece;
}

static void parameter_row(struct desk *d, int i, rect row)
{
    struct scene_parameter *p = &d->scene->parameter[i];
    float em = d->ui->sizes->t2;
    struct range range = {p->low, p->high, 1, false, .limit = NAN};
    bool tight = row.x1 - row.x0 < 15 * em;
    ui_label(d->ui, cut(&row, (tight ? 1.1f : 1.6f) * em), FACE_CONDENSED_BOLD, em,
             d->ui->theme->text, LEFT, p->name);
    rect number = row;
    number.x0 = fmaxf(row.x1 - (tight ? 3.2f : 4.4f) * em, row.x0);
    row.x1 = number.x0 - 0.7f * em;
    bool plays = d->mind->sweeping == i;
    struct button_look play = {.icon = plays ? ICON_PAUSE : ICON_PLAY, .on = plays};
    if (ui_button(d->ui, ID_SWEEP + (unsigned)i, cut(&row, 1.6f * em), &play)) {
        d->mind->sweeping = plays ? -1 : i;
        d->mind->sweep = 0;
    }
    row.x0 += 0.9f * em;
    ui_slider(d->ui, ID_PARAMETER + (unsigned)i, row, &p->value, &range);
    double typed = p->value;
    if (ui_number(d->ui, ID_PARAMETER_NUMBER + (unsigned)i, number, &typed,
                  desk_read_number,
                  &(struct range){-1e300, 1e300, 1, false, .limit = NAN}))
        scene_parameter_set(p, typed);
}

static void say_unit(struct desk *d, vec2 typed)
{
    char length[NUMBER_TEXT], x[NUMBER_TEXT], y[NUMBER_TEXT];
    double norm = vec2_length(typed);
    if (norm > 0 && fabs(norm - 1) > 1e-9)
        desk_say(d, "length %s → u = (%s, %s)", number_shown(length, norm, 3),
                 number_shown(x, typed.x / norm, 3), number_shown(y, typed.y / norm, 3));
}

static void probe_row(struct desk *d, const char *lead, vec2 *value, enum id x, enum id y,
                      bool direction, rect row)
{
    float em = d->ui->sizes->t2;
    struct range any = {-1e300, 1e300, 0, false, .limit = NAN};
    vec2 typed = *value;
    ui_label(d->ui, cut(&row, 3.8f * em), FACE_CONDENSED, em, d->ui->theme->text2, LEFT,
             lead);
    float half = (row.x1 - row.x0) / 2;
    rect left = cut(&row, half - 0.3f * em);
    row.x0 += 0.6f * em;
    bool changed = ui_number(d->ui, x, left, &typed.x, desk_read_number, &any);
    changed |= ui_number(d->ui, y, row, &typed.y, desk_read_number, &any);
    if (!changed)
        return;
    if (direction && typed.x == 0 && typed.y == 0) {
        desk_say(d, "(0, 0) points nowhere");
        return;
    }
    *value = typed;
    if (direction)
        say_unit(d, typed);
}

// A drag in the slice moves the far end of a secant; a double click takes it away.
static void drag_secant(struct desk *d)
{
    struct touch touch = ui_touch(d->ui, ID_SLICE, d->mind->slice);
    if (touch.doubled)
        d->mind->secant = 0;
    else if (touch.active && !touch.pressed)
        d->mind->secant = slice_h_at(d->model, d->mind->slice, d->ui->in->pointer.x);
    if (touch.hot)
        d->ui->cursor = CURSOR_HAND;
}

static void rows(struct desk *d)
{
    const struct screen *k = d->screen;
    float u = d->ui->sizes->u, high = k->control;
    rect row = rect_grown(k->controls, -1.2f * u);
    for (int i = 0; i < d->scene->parameters; i++) {
        row.y1 = row.y0 + high;
        parameter_row(d, i, row);
        row.y0 = row.y1 + 0.6f * u;
    }
    if (!d->scene->probe)
        return;
    row.y1 = row.y0 + high;
    probe_row(d, "point", &d->scene->probe_at, ID_POINT_X, ID_POINT_Y, false, row);
    row.y0 = row.y1 + 0.6f * u;
    row.y1 = row.y0 + high;
    probe_row(d, "towards", &d->scene->direction, ID_WAY_X, ID_WAY_Y, true, row);
}

void rail(struct desk *d)
{
    rect where = d->screen->rail;
    look_in_chart(d);
    if (!(where.x1 > where.x0))
        return;
    drag_secant(d);
    rows(d);
    ui_shield(d->ui, where);
}
