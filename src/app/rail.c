// SPDX-License-Identifier: MIT
// The column beside the map: sliders of the letters, and what hands may change in the
// cards below them, which are drawn with the map.
#include "app/look.h"
#include "app/race.h"
#include "app/rough.h"
#include "app/runs.h"
#include "app/trials.h"

#include "base/number.h"
#include "draw/writing.h"
#include "plot/cards.h"
#include "plot/inside_card.h"
#include "plot/inspect_card.h"
#include "plot/probe_card.h"
#include "plot/run_card.h"
#include "plot/slice_card.h"
#include "scene/schema.h"

// Cuts a piece off the left of a row.
static rect cut(rect *row, float width)
{
    rect piece = *row;
    piece.x1 = fminf(row->x0 + width, row->x1);
    row->x0 = piece.x1;
    return piece;
}

static void set_end(struct desk *d, struct scene_parameter *p, double *end, double typed)
{
    char number[NUMBER_TEXT];
    bool low = end == &p->low;
    if (low ? typed < p->high : typed > p->low) {
        *end = typed;
        p->value = fmin(fmax(p->value, p->low), p->high);
    } else {
        desk_say(d, low ? "the low end must lie below %s" : "the high end must lie above %s",
                 number_round(number, low ? p->high : p->low));
    }
}

// An end of a slider, small under it.
static void parameter_end(struct desk *d, struct scene_parameter *p, unsigned id,
                          rect row)
{
    char number[NUMBER_TEXT];
    bool low = id < ID_HIGH;
    double *end = low ? &p->low : &p->high, typed = *end;
    float em = d->ui->sizes->t3, least = fminf(4.5f * em, row.x1 - row.x0);
    number_round(number, *end);
    float half = (row.x1 - row.x0) / 2;
    float wide = fminf(writing_width(d->ui->font, FACE_CONDENSED, em, number) + 2, half);
    rect shown = row, field = row;
    if (low)
        shown.x1 = row.x0 + wide, field.x1 = row.x0 + least;
    else
        shown.x0 = row.x1 - wide, field.x0 = row.x1 - least;
    if (d->ui->focus != id)
        ui_label(d->ui, shown, FACE_CONDENSED, em, d->ui->theme->text2,
                 low ? LEFT : RIGHT, number);
    if (ui_number_over(d->ui, id, shown, field, &typed, NULL, desk_read_number))
        set_end(d, p, end, typed);
}

// The slider above its ends.
static void parameter_slider(struct desk *d, int i, rect row)
{
    struct scene_parameter *p = &d->scene->parameter[i];
    struct range range = {p->low, p->high, 1, false, .limit = NAN};
    float knob = 0.6f * d->ui->sizes->knob, high = row.y1 - row.y0;
    rect ends = {row.x0, row.y0 + 0.56f * high, row.x1, row.y1 + 0.06f * high};
    rect track = {row.x0 + knob, row.y0, row.x1 - knob, row.y0 + 0.56f * high};
    parameter_end(d, p, ID_LOW + (unsigned)i, ends);
    parameter_end(d, p, ID_HIGH + (unsigned)i, ends);
    ui_slider(d->ui, ID_PARAMETER + (unsigned)i, track, &p->value, &range);
}

static void parameter_row(struct desk *d, int i, rect row)
{
    struct scene_parameter *p = &d->scene->parameter[i];
    float em = d->ui->sizes->t2;
    bool tight = row.x1 - row.x0 < 15 * em;
    ui_label(d->ui, cut(&row, (tight ? 1.1f : 1.6f) * em), FACE_CONDENSED_BOLD, em,
             d->ui->theme->text, LEFT, p->name);
    rect number = row;
    number.x0 = fmaxf(row.x1 - (tight ? 3.2f : 4.4f) * em, row.x0);
    bool plays = d->mind->sweeping == i;
    struct button_look play = {.icon = plays ? ICON_PAUSE : ICON_PLAY, .on = plays};
    if (ui_button(d->ui, ID_SWEEP + (unsigned)i, cut(&row, 1.6f * em), &play)) {
        d->mind->sweeping = plays ? -1 : i;
        d->mind->sweep = 0;
    }
    row = (rect){row.x0 + (tight ? 0.3f : 0.8f) * em, row.y0,
                 number.x0 - (tight ? 0.2f : 0.5f) * em, row.y1};
    parameter_slider(d, i, row);
    double typed = p->value;
    if (ui_number(d->ui, ID_PARAMETER_NUMBER + (unsigned)i, number, &typed,
                  desk_read_number,
                  &(struct range){-1e300, 1e300, 1, false, .limit = NAN}))
        scene_parameter_set(p, typed);
}

static void parameters(struct desk *d)
{
    float u = d->ui->sizes->u;
    rect row = rect_grown(d->screen->controls, -1.2f * u);
    for (int i = 0; i < d->scene->parameters; i++) {
        row.y1 = row.y0 + d->screen->control;
        parameter_row(d, i, row);
        row.y0 = row.y1 + u;
    }
    row.y1 = row.y0 + d->screen->control;
    rough_sliders(d, row);
}

static void say_unit(struct desk *d, vec2 typed)
{
    char length[NUMBER_TEXT], x[NUMBER_TEXT], y[NUMBER_TEXT];
    double norm = vec2_length(typed);
    if (fabs(norm - 1) > 1e-9)
        desk_say(d, "length %s → u = (%s, %s)",
                 number_round(length, norm < 1e6 ? round(norm * 1e3) / 1e3 : norm),
                 number_shown(x, typed.x / norm, 3), number_shown(y, typed.y / norm, 3));
}

// Two numbers of a card become fields.  True when one was changed.
static bool pair_fields(struct desk *d, const struct card *c, const rect shown[2],
                        unsigned id, vec2 *pair)
{
    double *value[] = {&pair->x, &pair->y};
    float em = c->sizes->t2, least = 5.5f * em;
    bool changed = false;
    for (int i = 0; i < 2; i++) {
        rect typed = rect_grown(shown[i], 0.3f * c->sizes->u);
        typed.x1 = fminf(fmaxf(typed.x1, typed.x0 + least), c->right);
        typed.x0 = fminf(typed.x0, typed.x1 - least);
        changed |= ui_number_over(d->ui, id + (unsigned)i, shown[i], typed, value[i], pair,
                                  desk_read_number);
    }
    return changed;
}

static void probe_fields(struct desk *d, const struct card *c)
{
    const struct probe *p = &d->model->probe;
    struct probe_fields at = probe_card_fields(c, p, d->scene->projector);
    vec2 point = d->scene->probe_at, way = p->u;
    if (pair_fields(d, c, at.point, ID_POINT_X, &point))
        d->scene->probe_at = point;
    if (!pair_fields(d, c, at.way, ID_WAY_X, &way))
        return;
    if (way.x == 0 && way.y == 0) {
        desk_say(d, "(0, 0) points nowhere");
        return;
    }
    d->scene->direction = way;
    say_unit(d, way);
}

// A drag in the slice moves the far end of a secant; a double click takes it away.
static void secant(struct desk *d, const struct card *c)
{
    struct attention *mind = d->mind;
    rect plot = slice_card_plot(c), shown = slice_card_field(c, d->model, mind->secant);
    rect typed = rect_grown(shown, 0.4f * c->sizes->u);
    typed.x1 = typed.x0 + 6 * c->sizes->t3;
    ui_number_over(d->ui, ID_SECANT, shown, typed, &mind->secant, NULL, desk_read_number);
    struct touch touch = ui_touch(d->ui, ID_SLICE, plot);
    if (touch.doubled)
        mind->secant = 0;
    else if (touch.active && !touch.pressed)
        mind->secant = slice_h_at(d->model, plot, d->ui->in->pointer.x);
    if (touch.hot && !touch.active)
        d->ui->cursor = CURSOR_HAND;
    mind->probe_first |= touch.active;
}

// "plot this": a partial derivative becomes the function.
static void inside_buttons(struct desk *d, const struct card *c)
{
    struct button_look look = {.label = inside_card_word(c), .size = c->sizes->t3};
    for (int i = 0; i < 2; i++) {
        const char *words = text_or_empty(&d->model->partial[i]);
        if (!ui_button(d->ui, ID_INSIDE_X + (unsigned)i, inside_card_button(c, i), &look))
            continue;
        if (strlen(words) < SCENE_FORMULA && !strstr(words, "…"))
            strcpy(d->scene->formula, words);
        else
            desk_say(d, "this derivative is too long to be plotted");
    }
}

static void ghost_button(struct desk *d, const struct card *c, const struct scene *told)
{
    struct button_look look = {.label = run_card_ghosts, .size = c->sizes->t3,
                               .on = d->scene->ghosts};
    rect where = run_card_button(c, told);
    if (where.x1 > where.x0 && ui_button(d->ui, ID_GHOSTS, where, &look))
        runs_ghosts(d);
}

static void step_buttons(struct desk *d, const struct card *c, const struct scene *told)
{
    const struct descent *with = scene_settings(told, told->chosen, (int)told->inspect - 1);
    rect where = inspect_card_box(c, d->model, told);
    struct button_look close = {.icon = ICON_CLOSE, .size = c->sizes->t3};
    struct button_look open = {.label = methods[with->method].brief, .size = c->sizes->t3,
                               .on = d->mind->opened};
    if (where.x1 > where.x0 && ui_button(d->ui, ID_BOX, where, &open))
        d->mind->opened = !d->mind->opened;
    if (ui_button(d->ui, ID_INSPECT, inspect_card_close(c), &close))
        d->scene->inspect = 0;
}

// What goes from left to right in the plot of f.
static void axis_button(struct desk *d, const struct card *c)
{
    struct button_look look = {.label = chart_axis_word(d->scene), .size = c->sizes->t3};
    rect where = chart_axis(cards_plot(c), d->scene, c->sizes, c->font);
    if (ui_button(d->ui, ID_AXIS, where, &look))
        d->scene->walked = !d->scene->walked;
}

static void cards(struct desk *d)
{
    struct scene told = *d->scene;
    const struct layout *layout = &d->screen->layout;
    told.probe |= told.runs == 0 && d->mind->hovering && !d->mind->overlay;
    struct column column = column_plan(d->model, &told, layout, d->ui->font,
                                       d->mind->probe_first);
    struct card card[CARD_KINDS];
    for (int i = 0; i < CARD_KINDS; i++)
        card[i] = card_open(NULL, column.where[i], d->ui->theme, &layout->sizes,
                            d->ui->font);
    if (column_has(&column, CARD_RUNS))
        ghost_button(d, &card[CARD_RUNS], &told);
    if (d->scene->probe && column_has(&column, CARD_PROBE))
        probe_fields(d, &card[CARD_PROBE]);
    if (column_has(&column, CARD_SLICE))
        secant(d, &card[CARD_SLICE]);
    if (column_has(&column, CARD_CHART))
        axis_button(d, &card[CARD_CHART]);
    if (column_has(&column, CARD_RACE))
        race_buttons(d, &card[CARD_RACE]);
    if (column_has(&column, CARD_INSIDE))
        inside_buttons(d, &card[CARD_INSIDE]);
    if (column_has(&column, CARD_STEP))
        step_buttons(d, &card[CARD_STEP], &told);
    if (column_has(&column, CARD_RATES))
        trials_in_card(d, &card[CARD_RATES]);
}

void rail(struct desk *d)
{
    rect where = d->screen->rail;
    look_in_chart(d);
    if (!(where.x1 > where.x0))
        return;
    parameters(d);
    if (d->model->formula)
        cards(d);
    ui_shield(d->ui, where);
}

void rail_notice(struct attention *mind, const struct scene *before,
                 const struct scene *after)
{
    bool moved = after->probe
                 && (!before->probe || after->probe_at.x != before->probe_at.x
                     || after->probe_at.y != before->probe_at.y
                     || after->direction.x != before->direction.x
                     || after->direction.y != before->direction.y);
    if (moved)
        mind->probe_first = true;
    else if ((mind->playing && !mind->played)
             || !setting_equal(schema_find("runs"), before, after))
        mind->probe_first = false;
    mind->played = mind->playing;
}
