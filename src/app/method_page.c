// SPDX-License-Identifier: MIT
#include "app/overlay.h"

#include "app/runs.h"
#include "base/number.h"
#include "scene/run.h"

#include <stdio.h>

enum { KNOBS = 24 };

static void list_methods(struct desk *d, rect column)
{
    float gap = 0.5f * d->ui->sizes->u;
    float high = (column.y1 - column.y0 - (METHODS - 1) * gap) / METHODS;
    for (int i = 0; i < METHODS; i++) {
        struct button_look look = {.label = methods[i].label, .brief = methods[i].brief,
                                   .on = runs_chosen(d)->method == i};
        rect row = {column.x0, column.y0 + (float)i * (high + gap), column.x1, 0};
        row.y1 = row.y0 + high;
        if (ui_button(d->ui, ID_CARD + (unsigned)i, row, &look)) {
            runs_set_method(d, i);
        }
    }
}

// What the slider below the map does not set already.
static int list_knobs(struct descent *run, struct run_field out[KNOBS])
{
    struct run_field f;
    int count = 0;
    for (int i = 0; run_field_at(run, i, &f) && count < KNOBS; i++)
        if (f.row.kind != RUN_POINT && f.row.kind != RUN_METHOD
            && strcmp(f.row.knob.name, "lr") != 0
            && strcmp(f.row.knob.name, "exact") != 0)
            out[count++] = f;
    return count;
}

static void set_knob(struct desk *d, const struct run_field *f, double value)
{
    struct fault fault = {0};
    double before = run_value(f);
    if (!run_field_check(f, value, &fault)) {
        desk_say(d, "%.150s", fault.text);
        return;
    }
    run_value_set(f, value);
    if (!run_check(runs_chosen(d), &fault)) {
        run_value_set(f, before);
        desk_say(d, "%.150s", fault.text);
        return;
    }
    runs_keep_tool(d);
}

static void knob_row(struct desk *d, unsigned id, const struct run_field *f, rect row)
{
    float size = d->ui->sizes->t3;
    rect name = row;
    name.x1 = row.x0 = row.x0 + 0.55f * (row.x1 - row.x0);
    ui_label(d->ui, name, FACE_CONDENSED, size, d->ui->theme->text, LEFT,
             f->row.knob.name);
    double value = run_value(f);
    if (run_field_toggles(f)) {
        struct button_look look = {.label = value ? "on" : "off", .on = value != 0};
        if (ui_button(d->ui, id, row, &look))
            set_knob(d, f, !value);
    } else if (f->row.kind == RUN_SCHEDULE) {
        struct button_look look = {.label = schedules[(int)value].label};
        if (ui_button(d->ui, id, row, &look)) {
            descent_set_schedule(runs_chosen(d), ((int)value + 1) % SCHEDULES);
            runs_keep_tool(d);
        }
    } else if (ui_number(d->ui, id, row, &value, desk_read_number,
                         &(struct range){-1e300, 1e300, value, false, .limit = NAN})) {
        set_knob(d, f, value);
    }
}

static void list_settings(struct desk *d, rect column)
{
    struct run_field knob[KNOBS];
    int count = list_knobs(runs_chosen(d), knob);
    float gap = 0.4f * d->ui->sizes->u;
    float high = fminf((column.y1 - column.y0 + gap) / (float)(count + 1),
                       6.6f * d->ui->sizes->u);
    rect row = {column.x0, column.y0, column.x1, column.y0 + high - gap};
    char title[80];
    if (d->scene->runs)
        snprintf(title, sizeof title, "RUN %c", 'A' + d->mind->run);
    else
        snprintf(title, sizeof title, "THE NEXT RUN");
    ui_label(d->ui, row, FACE_CONDENSED_BOLD, d->ui->sizes->t3, d->ui->theme->text2,
             LEFT, title);
    for (int i = 0; i < count; i++) {
        row.y0 += high, row.y1 += high;
        knob_row(d, ID_CARD + METHODS + (unsigned)i, &knob[i], row);
    }
}

void method_page(struct desk *d)
{
    const struct screen *k = d->screen;
    float u = d->ui->sizes->u, em = d->ui->sizes->t2;
    float wide = fminf(27 * em, k->bottom.x1 - 2 * u);
    rect where = {k->bottom.x1 - u - wide, k->top.y1 + u, k->bottom.x1 - u,
                  k->bottom.y0 - u};
    overlay_ground(d, where);
    rect left = rect_grown(where, -1.4f * u), right = left;
    left.x1 = left.x0 + 0.44f * (right.x1 - right.x0);
    right.x0 = left.x1 + 2 * u;
    left.y1 = fminf(left.y1, left.y0 + METHODS * 7 * u);
    list_methods(d, left);
    list_settings(d, right);
    overlay_close_outside(d, where);
}
