// SPDX-License-Identifier: MIT
// The bar above the map with the formula, the bar below it with what plays the runs.
#include "app/actions.h"
#include "app/runs.h"

#include "base/number.h"
#include "calc/formula.h"

#include <stdio.h>

static const double told_after = 0.25;          // seconds of rest before a fault is told

static void draw_bar(const struct desk *d, rect bar, bool above)
{
    const struct theme *t = d->ui->theme;
    float edge = above ? bar.y1 - 1 : bar.y0;
    picture_box(d->ui->out, bar, t->panel);
    picture_box(d->ui->out, (rect){bar.x0, edge, bar.x1, edge + 1}, t->grid);
}

static bool is_told(const struct desk *d)
{
    const struct attention *mind = d->mind;
    return mind->fault.text[0] && mind->time - mind->faulty_since >= told_after;
}

// The echo of how the formula was read, or what is wrong with it.
static void write_sentence(struct desk *d)
{
    const struct theme *t = d->ui->theme;
    rect where = d->screen->sentence;
    char words[ECHO];
    const struct fault *f = &d->mind->fault;
    bool told = is_told(d) && d->scene->formula[0];
    bool echo = !told && d->ui->focus == ID_FORMULA && !f->text[0] && d->scene->formula[0];
    if (!told && !echo)
        return;
    if (told)
        snprintf(words, sizeof words, f->column ? "%s — column %d" : "%s", f->text,
                 f->column);
    else
        snprintf(words, sizeof words, "read as  %.480s", d->mind->echo);
    picture_box(d->ui->out, where, t->card);
    where.x0 += 0.6f * d->ui->sizes->t3;
    ui_label(d->ui, where, FACE_CONDENSED, d->ui->sizes->t2, told ? t->error : t->text2,
             LEFT, words);
}

// "I don't know sen, did you mean sin?": Tab takes the word for it.
static void accept_suggestion(struct desk *d)
{
    const char *text = d->mind->fault.text, *mark = strstr(text, "did you mean ");
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

static void edit_formula(struct desk *d)
{
    accept_suggestion(d);
    struct box_look look = {.size = d->ui->sizes->t1, .lead = "f(x, y) = ",
                            .empty = "type f(x, y), e.g. x^2 + 2*y^2",
                            .fault = is_told(d) ? d->mind->fault.column : 0,
                            .wrong = is_told(d)};
    if (ui_textbox(d->ui, ID_FORMULA, d->screen->formula, d->scene->formula,
                   SCENE_FORMULA, &look))
        d->mind->faulty_since = d->mind->time;
}

static bool button(struct desk *d, enum id id, rect where, struct button_look look)
{
    return ui_button(d->ui, id, where, &look);
}

static void toggle(struct desk *d, enum overlay overlay)
{
    d->mind->overlay = d->mind->overlay == overlay ? OVERLAY_NONE : overlay;
    d->mind->choice = 0;
    d->mind->filter[0] = 0;
}

static void top_bar(struct desk *d)
{
    const struct screen *k = d->screen;
    enum overlay open = d->mind->overlay;
    draw_bar(d, k->top, true);
    edit_formula(d);
    if (button(d, ID_GALLERY, k->gallery,
               (struct button_look){.label = "Gallery", .brief = "G",
                                    .on = open == OVERLAY_GALLERY}))
        toggle(d, OVERLAY_GALLERY);
    if (button(d, ID_HELP, k->help, (struct button_look){.label = "Help", .brief = "?",
                                                         .on = open == OVERLAY_HELP}))
        toggle(d, OVERLAY_HELP);
    write_sentence(d);
}

static bool read_number(const char *text, double *value)
{
    return formula_constant(text, strlen(text), value, NULL) && isfinite(*value);
}

// The curvature where the chosen run is now.
static struct eigen curvature_here(const struct desk *d)
{
    const struct model *m = d->model;
    const struct path *path = &m->path[d->mind->run];
    double last = (double)path->rows.count - 1, part[PARTS];
    if (last < 0 || !m->curvature)
        return (struct eigen){NAN, NAN, {1, 0}, {0, 1}};
    vec2 at = path->rows.at[(size_t)fmin(fmax(d->mind->shown, 0), last)].at;
    evaluator_at(m->curvature, at.x, at.y, part);
    return hessian_eigen((struct hessian){part[PART_FXX], part[PART_FXY],
                                          part[PART_FYY]});
}

// The curvature is the same all over: what holds here holds everywhere.
static bool is_quadratic(const struct desk *d)
{
    static const double places[] = {0.11, 0.37, 0.83};
    const struct model *m = d->model;
    box v = m->camera.world;
    double first[PARTS], part[PARTS];
    for (int i = 0; i < 3 && m->curvature; i++) {
        evaluator_at(m->curvature, v.x0 + places[i] * (v.x1 - v.x0),
                     v.y0 + places[2 - i] * (v.y1 - v.y0), i ? part : first);
        for (int k = PART_FXX; k <= PART_FYY && i; k++)
            if (!(fabs(part[k] - first[k]) <= 1e-9 * fabs(first[k])))
                return false;
    }
    return m->curvature != NULL;
}

// The rate above which the method would not stay where it is; NaN: there is none.
static double find_limit(const struct desk *d, const struct descent *run)
{
    if (d->scene->runs == 0 || methods[run->method].adaptive || run->ascend)
        return NAN;
    struct eigen e = curvature_here(d);
    const double *knob = run->knob;
    if (strcmp(methods[run->method].name, "momentum") == 0)
        return rate_limit_momentum(e.high, knob[0], knob[1]);
    if (strcmp(methods[run->method].name, "nesterov") == 0)
        return rate_limit_nesterov(e.high, knob[0]);
    return strcmp(methods[run->method].name, "gd") == 0 ? rates_of(e).limit : NAN;
}

// What a rate does to a bowl of the curvature here, in words under the track.
static void name_zones(struct desk *d, const struct range *range)
{
    static const char *const names[] = {"slow", "fast", "zig-zag", "diverges"};
    const double ends[] = {range->low, 0.15 * range->limit, 0.5 * range->limit,
                           range->limit, range->high};
    rect track = d->screen->slider;
    float size = d->ui->sizes->t3, middle = (track.y0 + track.y1) / 2;
    if (!isfinite(range->limit))
        return;
    for (int i = 0; i < 4; i++) {
        float from = ui_slider_at(track, range, ends[i]);
        float to = ui_slider_at(track, range, ends[i + 1]);
        float width = d->ui->font->measure(d->ui->font->self, FACE_CONDENSED, size,
                                           names[i]).width;
        rect place = {from, middle + 1.3f * d->ui->sizes->u, to,
                      middle + 1.3f * d->ui->sizes->u + 1.2f * size};
        if (to - from > width + 0.4f * size)
            ui_label(d->ui, place, FACE_CONDENSED, size,
                     i == 3 ? d->ui->theme->error : d->ui->theme->text2, CENTER, names[i]);
    }
}

static void choose_rate(struct desk *d)
{
    struct descent *run = runs_chosen(d);
    char words[40], number[NUMBER_TEXT];
    double limit = find_limit(d, run), before = run->lr;
    struct range range = {1e-4, 10, methods[run->method].lr, true, .limit = limit};
    if (isfinite(limit)) {
        snprintf(words, sizeof words, "%s %s",
                 run->method == method_find("gd") ? "2/λ" : "limit",
                 number_shown(number, limit, 3));
        if (!is_quadratic(d))
            strcat(words, " here");
        range.danger = words;
    }
    ui_label(d->ui, d->screen->lead, FACE_CONDENSED, d->ui->sizes->t2,
             d->ui->theme->text2, LEFT, "η");
    ui_slider(d->ui, ID_SLIDER, d->screen->slider, &run->lr, &range);
    name_zones(d, &range);
    ui_number(d->ui, ID_RATE, d->screen->rate, &run->lr, read_number,
              &(struct range){-1e300, 1e300, range.standard, false, .limit = NAN});
    if (run->lr == before)
        return;
    if (!(run->lr > 0)) {
        run->lr = before;
        desk_say(d, "η must be above 0");
        return;
    }
    runs_keep_tool(d);
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

static void bottom_bar(struct desk *d)
{
    const struct screen *k = d->screen;
    const struct method *method = &methods[runs_chosen(d)->method];
    draw_bar(d, k->bottom, false);
    play_buttons(d);
    choose_rate(d);
    if (button(d, ID_METHOD, k->method,
               (struct button_look){.label = method->label, .brief = method->brief,
                                    .icon = ICON_MENU,
                                    .on = d->mind->overlay == OVERLAY_METHODS}))
        toggle(d, OVERLAY_METHODS);
    if (d->scene->runs > 0
        && button(d, ID_CLEAR, k->clear, (struct button_look){.label = "Clear"}))
        runs_clear(d);
}

// How many steps are played in a second.
static void choose_speed(struct desk *d, rect where)
{
    static const double speeds[] = {0, 2, 8, 30};
    static const char *const names[] = {"auto", "2/s", "8/s", "30/s"};
    int now = 0;
    for (int i = 0; i < 4; i++)
        now = d->mind->speed == speeds[i] ? i : now;
    picture_box(d->ui->out, where, d->ui->theme->panel);
    struct button_look look = {.label = names[now], .size = d->ui->sizes->t3};
    if (ui_button(d->ui, ID_SPEED, rect_grown(where, -0.15f * d->ui->sizes->u), &look))
        d->mind->speed = speeds[(now + 1) % 4];
}

// Steps of all runs along one line; a drag reveals.
static void timeline(struct desk *d)
{
    rect where = d->screen->timeline;
    float u = d->ui->sizes->u, y = (where.y0 + where.y1) / 2;
    double longest = runs_longest(d);
    if (!(where.y1 > where.y0) || longest < 1)
        return;
    rect badge = {where.x1 - 4.4f * d->ui->sizes->t3, where.y0, where.x1, where.y1};
    rect track = {where.x0 + 2 * u, where.y0, badge.x0 - 2 * u, where.y1};
    choose_speed(d, badge);
    struct touch touch = ui_touch(d->ui, ID_TIMELINE,
                                  (rect){where.x0, where.y0, badge.x0, where.y1});
    struct range range = {0, longest, longest, false, .limit = NAN};
    if (touch.active) {
        d->mind->shown = round(ui_slider_value(track, &range, d->ui->in->pointer.x));
        d->mind->playing = false;
    }
    double shown = fmin(d->mind->shown, longest);
    float x = ui_slider_at(track, &range, shown);
    const struct theme *t = d->ui->theme;
    picture_box(d->ui->out, (rect){where.x0, where.y0, badge.x0, where.y1}, t->panel);
    picture_box(d->ui->out, (rect){track.x0, y - 0.15f * u, track.x1, y + 0.15f * u},
                t->track);
    picture_box(d->ui->out, (rect){track.x0, y - 0.25f * u, x, y + 0.25f * u}, t->focus);
    picture_disc(d->ui->out, (pt){x, y}, 0.9f * u, t->focus);
}

void bars(struct desk *d)
{
    top_bar(d);
    bottom_bar(d);
    timeline(d);
}
