// SPDX-License-Identifier: MIT
// The methods beside each other, and what the chosen run may be told, in words.
#include "app/overlay.h"
#include "app/page.h"

#include "app/race.h"
#include "app/runs.h"
#include "base/number.h"
#include "draw/writing.h"
#include "scene/run.h"

#include <stdio.h>

enum { SETTINGS = 24, ID_SETTING = ID_CARD + METHODS };

// The methods, and last what lets them race.
static void list_methods(struct desk *d, rect column)
{
    float gap = 0.5f * d->ui->sizes->u;
    float high = (column.y1 - column.y0 - METHODS * gap) / (METHODS + 1);
    high = fminf(high, 1.1f * d->ui->sizes->button);
    for (int i = 0; i < METHODS; i++) {
        struct button_look look = {.label = methods[i].label, .brief = methods[i].brief,
                                   .on = runs_chosen(d)->method == i};
        rect row = {column.x0, column.y0 + (float)i * (high + gap), column.x1, 0};
        row.y1 = row.y0 + high;
        if (ui_button(d->ui, ID_CARD + (unsigned)i, row, &look))
            runs_set_method(d, i);
    }
    struct button_look race = {.label = "Race all five", .brief = "Race",
                               .on = d->scene->race != RACE_OFF};
    rect row = {column.x0, column.y0 + METHODS * (high + gap), column.x1, 0};
    row.y1 = row.y0 + high;
    if (ui_button(d->ui, ID_RACE + 4, row, &race)) {
        race_toggle(d);
        d->mind->overlay = OVERLAY_NONE;
    }
}

// What the slider below the map does not set already.
static bool is_listed(const struct run_field *f)
{
    return f->row.kind != RUN_POINT && f->row.kind != RUN_METHOD
           && strcmp(f->row.knob.name, "lr") != 0
           && strcmp(f->row.knob.name, "exact") != 0;
}

// Knobs of the method first, then what all runs have.
static int list_settings(struct descent *run, struct run_field out[SETTINGS])
{
    struct run_field f;
    int count = 0;
    for (int own = 1; own >= 0; own--)
        for (int i = own ? RUN_ROWS : 0; run_field_at(run, i, &f); i++)
            if ((own || i < RUN_ROWS) && is_listed(&f) && count < SETTINGS)
                out[count++] = f;
    return count;
}

static void set_value(struct desk *d, struct descent *run, const struct run_field *f,
                      double value)
{
    struct fault fault = {0};
    double before = run_value(f);
    bool fits = run_field_check(f, value, &fault);
    if (fits) {
        run_value_set(f, value);
        fits = run_check(run, &fault);
    }
    if (fits) {
        runs_set(d, run);
        return;
    }
    run_value_set(f, before);
    desk_say(d, "%.150s", fault.text);
}

static void show_value(struct desk *d, unsigned id, struct descent *run,
                       const struct run_field *f, rect row)
{
    double value = run_value(f);
    struct range range = {.low = -1e300, .high = 1e300, .standard = value,
                          .limit = NAN, .brief = true};
    struct button_look look = {.size = d->ui->sizes->t3, .on = value != 0,
                               .label = value != 0 ? "on" : "off"};
    if (run_field_toggles(f)) {
        if (ui_button(d->ui, id, row, &look))
            set_value(d, run, f, value == 0);
        return;
    }
    if (f->row.kind != RUN_SCHEDULE) {
        if (ui_number(d->ui, id, row, &value, desk_read_number, &range))
            set_value(d, run, f, value);
        return;
    }
    look.label = schedules[(int)value].label;
    look.on = false;
    if (ui_button(d->ui, id, row, &look)) {
        descent_set_schedule(run, ((int)value + 1) % SCHEDULES);
        runs_set(d, run);
    }
}

static const char *name_of(const struct run_field *f)
{
    return f->row.knob.label ? f->row.knob.label : f->row.knob.name;
}

static float width_of_names(const struct desk *d, const struct run_field *f, int count)
{
    float wide = 0;
    for (int i = 0; i < count; i++)
        wide = fmaxf(wide, writing_width(d->ui->font, FACE_CONDENSED_BOLD,
                                         d->ui->sizes->t3, name_of(&f[i])));
    return wide;
}

// On one line or two; where they would not fit they are left out.
static void explain(struct desk *d, rect row, const char *words)
{
    const struct sizes *sizes = d->ui->sizes;
    float size = sizes->t3, line = 1.3f * size, room = row.x1 - row.x0;
    float wide = writing_width(d->ui->font, FACE_CONDENSED, size, words);
    int lines = wide <= room ? 1 : 2;
    if (lines == 2 && (1.2f * wide > 2 * room || 2 * line > row.y1 - row.y0))
        return;
    row.y0 = (row.y0 + row.y1 - (float)lines * line) / 2;
    ui_paragraph(d->ui, row, FACE_CONDENSED, size, d->ui->theme->text2, lines, words);
}

// "β₁  memory of the gradient  0.9".
static void show_setting(struct desk *d, unsigned id, struct descent *run,
                         const struct run_field *f, rect row, float names)
{
    const struct knob *knob = &f->row.knob;
    const struct theme *t = d->ui->theme;
    float size = d->ui->sizes->t3, u = d->ui->sizes->u, wide = row.x1 - row.x0;
    rect name = row, words = row, value = row;
    name.x1 = row.x0 + names;
    words.x0 = name.x1 + 0.6f * size;
    value.x0 = row.x1 - fminf(6 * size, 0.35f * wide);
    words.x1 = value.x0 - u;
    picture_box(d->ui->out, (rect){row.x0, row.y1 + 0.1f * u, row.x1,
                                   row.y1 + 0.1f * u + 1}, t->grid);
    ui_label(d->ui, name, FACE_CONDENSED_BOLD, size, t->text, LEFT,
             name_of(f));
    if (knob->help)
        explain(d, words, knob->help);
    show_value(d, id, run, f, value);
}

static void show_title(struct desk *d, rect row)
{
    char title[80];
    const char *method = methods[runs_chosen(d)->method].label;
    if (d->scene->runs)
        snprintf(title, sizeof title, "RUN %c — %s", 'A' + d->scene->chosen, method);
    else
        snprintf(title, sizeof title, "THE NEXT RUN — %s", method);
    ui_label(d->ui, row, FACE_CONDENSED_BOLD, d->ui->sizes->t3, d->ui->theme->accent,
             LEFT, title);
}

static int scrolled(struct desk *d, int hidden)
{
    float *scroll = &d->mind->scroll;
    *scroll -= d->ui->in->wheel;
    if (hidden > 0 && ui_key(d->ui, KEY_PAGE_DOWN, 0))
        *scroll += 4;
    if (hidden > 0 && ui_key(d->ui, KEY_PAGE_UP, 0))
        *scroll -= 4;
    *scroll = fmaxf(fminf(*scroll, (float)hidden), 0);
    return (int)roundf(*scroll);
}

static void show_settings(struct desk *d, rect column)
{
    struct run_field setting[SETTINGS];
    struct descent run = *runs_chosen(d);
    int count = list_settings(&run, setting);
    const struct sizes *sizes = d->ui->sizes;
    float gap = 0.4f * sizes->u, all = column.y1 - column.y0 + gap;
    float most = fmaxf(sizes->button, 3.2f * sizes->t3);
    float high = fmaxf(fminf(all / (float)(count + 1), most), 1.4f * sizes->t3);
    int seen = (int)fmaxf(all / high, 2) - 1;
    int first = scrolled(d, count > seen ? count - seen : 0);
    rect row = {column.x0, column.y0, column.x1, column.y0 + high - gap};
    page_bar(d, column, first, seen, count);
    if (count > seen)
        row.x1 -= 1.6f * sizes->u;
    float names = fminf(width_of_names(d, setting, count), 0.3f * (column.x1 - column.x0));
    show_title(d, row);
    for (int i = first; i < count && i < first + seen; i++) {
        row.y0 += high, row.y1 += high;
        show_setting(d, ID_SETTING + (unsigned)i, &run, &setting[i], row, names);
    }
}

// As wide as the longest name of a method, where there is room for it.
static float width_of_methods(const struct desk *d, float room)
{
    float full = 0, brief = 0;
    for (int i = 0; i < METHODS; i++) {
        struct button_look look = {.label = methods[i].label, .brief = methods[i].brief};
        full = fmaxf(full, ui_button_width(d->ui, &look, false));
        brief = fmaxf(brief, ui_button_width(d->ui, &look, true));
    }
    return full <= 0.3f * room ? full : fminf(brief, 0.4f * room);
}

void method_page(struct desk *d)
{
    float u = d->ui->sizes->u;
    rect where = rect_grown(page_room(d), -u);
    where.x0 = fmaxf(where.x0, where.x1 - 48 * d->ui->sizes->t3);
    rect left = rect_grown(where, -1.4f * u), right = left;
    left.x1 = left.x0 + width_of_methods(d, left.x1 - left.x0);
    right.x0 = left.x1 + 2 * u;
    page_ground(d, where);
    list_methods(d, left);
    show_settings(d, right);
    page_close_outside(d, where);
}
