// SPDX-License-Identifier: MIT
#include "plot/race_card.h"

#include "base/number.h"
#include "draw/writing.h"
#include "field/race.h"
#include "plot/chart_scale.h"
#include "plot/mark.h"

#include <stdio.h>
#include <string.h>

_Static_assert((int)RACE_LANES == (int)SCENE_RUNS, "every run has a lane");

enum { WORDS = 256, CELL = 40 };
static const float row_letters = 21;            // em of a row with all its cells
static const float split_below = 18.5f;         // em of T3: the cells take two lines
static const float letter = 0.49f;              // em
static const float cells_high = 1.05f;           // em: η and f, close to their name
static const float line_high = 1.32f, button_high = 2.3f;      // em
static const float letter_left = 1.8f, name_left = 2.7f;       // em
static const float plot_high = 5, gap_high = 0.4f;       // em
static const int sentence_letters = 114, won_letters = 100, rule_letters = 138, brief_letters = 68;
static const char met[] = "met at", now[] = "f now";
static const float slowest = 1e-4f, fastest = 10;       // rates of the plot

struct board_row {
    int run;
    double value;               // f now
    char name[24], rate[CELL], step[CELL], f[CELL];
};

struct sheet {
    struct card *c;
    const struct model *m;
    const struct scene *s;
    double shown;
    float size;                 // em of rows
    bool split;                 // η and f stand below the names
    struct lane lane[RACE_LANES];
    int run[RACE_LANES], lanes;
    char target[2 * CELL];
    const char *missing;        // why there is no target, or NULL
    struct board_row row[RACE_LANES];   // by place
};

static float room_of(const struct sizes *sizes, float width)
{
    return fmaxf(card_room(sizes, width), 1);
}

static float row_size(const struct sizes *sizes, float room)
{
    return fmaxf(fminf(room / row_letters, sizes->t2), sizes->t3);
}

static bool is_narrow(const struct sizes *sizes, float room)
{
    return room < split_below * sizes->t3;
}

static int lines_of(const struct sizes *sizes, float room, int letters)
{
    return (int)ceilf((float)letters * letter * sizes->t3 / room + 0.1f);
}

float race_card_height(const struct scene *s, const struct sizes *sizes, float width,
                       enum board board)
{
    float room = room_of(sizes, width);
    int lines = 1;
    float size = board == BOARD_BARE ? sizes->t3 : row_size(sizes, room), more = 0;
    bool narrow = is_narrow(sizes, room);
    if (board >= BOARD_SAID) {
        bool tight = narrow && s->race == RACE_GOOD;    // without a winner no rule
        lines += 1 + lines_of(sizes, room, tight ? won_letters : sentence_letters);
        more = (button_high + gap_high) * sizes->t3;
    }
    if (board >= BOARD_CELLS && narrow) {
        lines--;                                // no header
        more += (float)RACE_LANES * cells_high * sizes->t3;
    }
    if (board >= BOARD_RULE && s->race == RACE_GOOD)
        lines += lines_of(sizes, room, narrow ? brief_letters : rule_letters);
    if (board >= BOARD_PLOT && s->race == RACE_GOOD)
        more += plot_high * sizes->t3;
    return card_height(sizes, lines, 0, 0) + more + RACE_LANES * line_high * size;
}

static float high(const struct card *c)
{
    return c->where.y1 - c->where.y0 + 1;
}

static bool is_bare(const struct card *c, const struct scene *s)
{
    return high(c) < race_card_height(s, c->sizes, c->where.x1 - c->where.x0, BOARD_SAID);
}

// They take lines of their own, and there is room for these.
static bool has_cells(const struct card *c, const struct scene *s)
{
    float width = c->where.x1 - c->where.x0;
    return is_narrow(c->sizes, room_of(c->sizes, width))
           && high(c) >= race_card_height(s, c->sizes, width, BOARD_CELLS);
}

rect race_card_button(const struct card *c, int button)
{
    static const float share[] = {0, 0.2f, 0.46f, 0.85f, 1};
    static const struct scene plain = {.race = RACE_OWN};
    float em = c->sizes->t3, wide = c->right - c->left, gap = 0.3f * em;
    if (is_bare(c, &plain))
        return (rect){0};
    float y = c->where.y0 + (c->left - c->where.x0) + 1.4f * em;
    return (rect){c->left + share[button] * wide, y,
                  c->left + share[button + 1] * wide - (button < 3 ? gap : 0),
                  y + (button_high - 0.4f) * em};
}

static int step_of(const struct sheet *k)
{
    return (int)fmin(fmax(floor(k->shown), 0), DESCENT_STEPS);
}

static bool has_ended(const struct sheet *k)
{
    for (int i = 0; i < k->lanes; i++)
        if (k->shown < (double)k->lane[i].path->rows.count - 1)
            return false;
    return true;
}

static void name_target(struct sheet *k, const struct chart_scale *scale)
{
    char number[NUMBER_TEXT];
    bool ascend = k->s->run[0].ascend, above = scale->log && scale->below != 0;
    chart_scale_name_target(scale, k->s->target, number);
    snprintf(k->target, sizeof k->target, "%s %s %s", above ? "f − lowest f" : "f", ascend ? ">" : "<", number);
    k->missing = scale->aim.kind == AIM_NONE ? scale->aim.missing : NULL;
    if (k->missing)
        snprintf(k->target, sizeof k->target, "the %s f", ascend ? "highest" : "lowest");
}

static bool twice(const struct scene *s, int run)
{
    for (int i = 0; i < s->runs; i++)
        if (i != run && scene_has_run(s, i) && s->run[i].method == s->run[run].method)
            return true;
    return false;
}

static void line_up(struct sheet *k)
{
    struct chart_scale scale = chart_scale_for(k->m, k->s);
    name_target(k, &scale);
    for (int i = 0; i < k->s->runs; i++) {
        const struct path *path = &k->m->path[i];
        const struct descent *d = &k->s->run[i];
        struct lane *lane = &k->lane[k->lanes];
        if (path->rows.count == 0)
            continue;
        *lane = (struct lane){path, "", chart_scale_arrival(&scale, path, k->s->target),
                              k->s->run[0].ascend};
        snprintf(lane->name, sizeof lane->name, twice(k->s, i) ? "%s %c" : "%s",
                 methods[d->method].brief, 'A' + i);
        k->run[k->lanes++] = i;
    }
}

// Three digits say enough.
static void name_rate(double rate, char out[CELL])
{
    char number[NUMBER_TEXT];
    double power = pow(10, 2 - floor(log10(rate))), few = round(rate * power) / power;
    snprintf(out, CELL, "%s", number_round(number, isfinite(few) && few > 0 ? few : rate));
}

static void fill_row(struct sheet *k, struct board_row *row, int lane)
{
    const struct lane *of = &k->lane[lane];
    struct scene own = *k->s;
    int step = step_of(k), last = (int)of->path->rows.count - 1;
    char number[NUMBER_TEXT];
    row->run = k->run[lane];
    snprintf(row->name, sizeof row->name, "%s", methods[k->s->run[row->run].method].brief);
    name_rate(scene_last(&own, row->run)->lr, row->rate);
    snprintf(row->step, CELL, "—");
    if (of->reached >= 0 && of->reached <= step)
        snprintf(row->step, CELL, k->split ? "✓ step %d" : "%d", of->reached);
    row->value = of->path->rows.at[step < last ? step : last].f;
    snprintf(row->f, CELL, "%s", number_shown(number, row->value, 3));
    if (k->c->covered)
        snprintf(row->step, CELL, "%s", card_dots), snprintf(row->f, CELL, "%s", card_dots);
}

static void fill_rows(struct sheet *k)
{
    int place[RACE_LANES] = {0, 1, 2, 3, 4};
    if (!k->c->covered)
        race_places(k->lane, k->lanes, step_of(k), place);
    for (int i = 0; i < k->lanes; i++)
        fill_row(k, &k->row[i], place[i]);
}

static float wide_of(const struct sheet *k, const char *words)
{
    return writing_width(k->c->font, FACE_CONDENSED, k->size, words);
}

// Widths, then right ends of the columns; 0: there is no room for it.
struct columns { float name, rate, step, f; };

static float heading_width(const struct sheet *k, const char *words)
{
    return writing_width(k->c->font, FACE_CONDENSED, k->c->sizes->t3, words);
}

static struct columns widths_of(const struct sheet *k)
{
    struct columns w = {.step = wide_of(k, "100"),      // it does not jump while it plays
                        .f = fmaxf(heading_width(k, now), wide_of(k, "1.00e−10"))};
    for (int i = 0; i < k->lanes; i++) {
        w.name = fmaxf(w.name, wide_of(k, k->row[i].name));
        w.rate = fmaxf(w.rate, wide_of(k, k->row[i].rate));
        w.step = fmaxf(w.step, wide_of(k, k->row[i].step));
        w.f = fmaxf(w.f, wide_of(k, k->row[i].f));
    }
    return w;
}

// Where there is no room for all, rates are left out: the slider tells them; and where
// even that is not enough, f is: its plot tells it.
static struct columns columns_of(const struct sheet *k)
{
    struct columns w = widths_of(k);
    if (k->split)
        return (struct columns){.step = k->c->right};
    float right = k->c->right, gap = 0.5f * k->size, room = right - k->c->left;
    float plain = name_left * k->size + w.name + w.step + w.f + 2 * gap;
    float step = fmaxf(w.step, heading_width(k, met));
    bool rates = plain - w.step + step + w.rate + gap <= room;
    bool narrow = plain > room;
    float at = narrow ? right : right - w.f - gap;
    return (struct columns){.f = narrow ? 0 : right, .step = at,
                            .rate = rates ? at - step - gap : 0};
}

static void write_right(const struct sheet *k, float right, float middle, float size,
                        rgba color, const char *words)
{
    if (right > 0)
        picture_text(k->c->p, (pt){right, middle},
                     (struct type){.face = FACE_CONDENSED, .size = size, .color = color,
                                   .x = RIGHT, .y = MIDDLE}, words);
}

static void write_header(const struct sheet *k, const struct columns *at)
{
    float em = k->c->sizes->t3, middle = card_line(k->c, em);
    rgba color = k->c->theme->text2;
    write_right(k, at->rate, middle, em, color, "η");
    write_right(k, at->step, middle, em, color, met);
    write_right(k, at->f, middle, em, color, now);
}

// "η 0.00329   f 2.41e−13", fainter than the row that it belongs to; where that is
// too long, f in fewer digits.
static void write_cells(const struct sheet *k, const struct board_row *row)
{
    struct card *c = k->c;
    char words[2 * CELL + 16], number[NUMBER_TEXT];
    float em = c->sizes->t3, x = c->left + letter_left * k->size;
    snprintf(words, sizeof words, "η %s  f %s", row->rate, row->f);
    if (!c->covered && !card_fits(c, x, FACE_CONDENSED, em, words))
        snprintf(words, sizeof words, "η %s  f %s", row->rate,
                 number_shown(number, row->value, 1));
    card_write(c, x, c->y + cells_high * em / 2,
               FACE_CONDENSED, em, c->theme->text2, words);
    c->y += cells_high * em;
}

static void write_row(const struct sheet *k, const struct columns *at, int place)
{
    struct card *c = k->c;
    const struct board_row *row = &k->row[place];
    char number[NUMBER_TEXT], name[CELL];
    float em = k->size, middle = card_line(c, em);
    struct mark_style style = {1.2f * c->sizes->dot, c->theme->run[row->run], 0, {0}};
    bool there = strpbrk(row->step, "0123456789");
    if (!c->covered)
        card_write(c, c->left, middle, FACE_CONDENSED_BOLD, em, c->theme->text2,
                   number_round(number, place + 1));
    mark_draw(c->p, (enum mark)row->run, (pt){c->left + 1.2f * em, middle}, &style);
    snprintf(name, sizeof name, "%c", 'A' + row->run);
    card_write(c, c->left + letter_left * em, middle, FACE_CONDENSED_BOLD, em, c->theme->text, name);
    struct card named = *c;
    named.right = at->step - wide_of(k, row->step) - 0.2f * em;
    card_write(&named, c->left + name_left * em, middle, FACE_CONDENSED, em,
               c->theme->text, row->name);
    write_right(k, at->rate, middle, em, c->theme->text2, row->rate);
    write_right(k, at->step, middle, em, there ? c->theme->ok : c->theme->text2, row->step);
    write_right(k, at->f, middle, em, c->theme->text, row->f);
    if (k->split)
        write_cells(k, row);
}

// "RACE to f < 0.001, good η for each", the longest that has room.
static void name_race(const struct sheet *k, bool buttons, char out[WORDS])
{
    static const char *const rules[][4] = {
        {"", "own η", "same η for all", "good η for each"}, {"", "own η", "same η", "good η"}};
    for (int length = 0; length < 4; length++) {
        bool ruled = !buttons && length < 3;
        snprintf(out, WORDS, "%s%s%s%s", length < 2 ? "RACE to " : "", k->target,
                 ruled ? ", " : "", ruled ? rules[length > 0][k->s->race] : "");
        if (card_fits(k->c, k->c->left, FACE_CONDENSED_BOLD, k->c->sizes->t3, out))
            return;
    }
}

static void write_title(const struct sheet *k, bool buttons)
{
    char words[WORDS], step[CELL];
    float em = k->c->sizes->t3, x = k->c->left;
    name_race(k, buttons, words);
    snprintf(step, CELL, "step %d", step_of(k));
    x += writing_width(k->c->font, FACE_CONDENSED_BOLD, em, words);
    if (!has_ended(k))
        card_chip(k->c, x, k->c->y + line_high * em / 2, step);
    card_title(k->c, words);
}

static bool has_room(const struct card *c, float more)
{
    return c->y + more <= c->where.y1 - (c->left - c->where.x0) + 1;
}

static bool is_searching(const struct sheet *k)
{
    return k->s->race == RACE_GOOD && tuning_current(&k->m->study.tuning, k->s) >= 0;
}

static void say_progress(const struct sheet *k, char out[WORDS])
{
    int lane = tuning_current(&k->m->study.tuning, k->s);
    int tried = k->m->study.tuning.lane[lane].count;
    bool finer = tried >= SEARCH_RATES;
    snprintf(out, WORDS, "trying %d of %d rates for %s%s",
             finer ? tried - SEARCH_RATES : tried, finer ? SEARCH_FINER : SEARCH_RATES,
             methods[k->s->run[lane].method].brief, finer ? ", between its best" : "");
}

// How the race stands, and who won it.
static void write_result(const struct sheet *k)
{
    char words[RACE_WORDS], progress[WORDS];
    float pad = k->c->left - k->c->where.x0, room = k->c->where.y1 - pad - k->c->y;
    int lines = (int)(room / (line_high * k->c->sizes->t3) + 0.1f);
    if (k->c->covered) {
        card_words(k->c, "numbers covered — K shows them");
    } else if (is_searching(k)) {
        say_progress(k, progress);
        card_say(k->c, k->c->theme->accent, progress);
    } else if (has_ended(k)) {
        if (k->missing)
            race_words_aimless(words, k->lane, k->lanes, k->missing);
        else
            race_words(words, k->lane, k->lanes, k->target, k->s->run[0].steps);
        card_paragraph(k->c, k->c->theme->text, lines, words);
    }
}

static void write_rule(const struct sheet *k)
{
    char words[SEARCH_WORDS + 16] = "good η: ";
    float room = room_of(k->c->sizes, k->c->where.x1 - k->c->where.x0);
    int lines = lines_of(k->c->sizes, room, k->split ? brief_letters : rule_letters);
    if (k->s->race != RACE_GOOD || !has_room(k->c, (float)lines * line_high * k->c->sizes->t3))
        return;
    (k->split ? search_brief : search_words)(words + strlen(words),
                                             k->m->study.tuning.goal,
                                             k->s->run[0].ascend);
    card_paragraph(k->c, k->c->theme->text2, lines, words);
}

static pt plot_point(rect plot, double lr, int reached)
{
    float t = log10f((float)lr / slowest) / log10f(fastest / slowest);
    return (pt){plot.x0 + t * (plot.x1 - plot.x0),
                plot.y1 - (float)reached / SEARCH_STEPS * (plot.y1 - plot.y0)};
}

static void draw_lane(const struct sheet *k, rect plot, int run)
{
    const struct tuning_lane *lane = &k->m->study.tuning.lane[run];
    struct mark_style style = {0.75f * k->c->sizes->dot, k->c->theme->run[run], 0, {0}};
    for (int i = 0; i < lane->count; i++) {
        bool best = lane->done && lane->tried[i].lr == lane->good;
        style.size = (best ? 1.5f : 0.75f) * k->c->sizes->dot;
        if (lane->tried[i].reached >= 0)
            mark_draw(k->c->p, (enum mark)run,
                      plot_point(plot, lane->tried[i].lr, lane->tried[i].reached), &style);
    }
}

// When each rate that was tried met the target.
static void draw_plot(const struct sheet *k)
{
    static const char *const rates[] = {"1e−4", "0.001", "0.01", "0.1", "1", "10"};
    const struct card *c = k->c;
    float em = c->sizes->t3, pad = c->left - c->where.x0;
    rect plot = {c->left + 2 * em, c->y + 0.5f * em, c->right - 0.7f * em,
                 c->where.y1 - pad - 1.3f * em};
    struct pen pen = {.width = c->sizes->minor, .color = c->theme->grid, .cap = CAP_BUTT};
    if (k->s->race != RACE_GOOD || k->missing || c->covered || plot.y1 - plot.y0 < 3 * em)
        return;
    int each = plot.x1 - plot.x0 < 18 * em ? 2 : 1;
    for (int i = 0; i < 6; i += each) {
        pt at = plot_point(plot, pow(10, i - 4), 0);
        picture_line(c->p, at, (pt){at.x, plot.y0}, pen);
        picture_text(c->p, (pt){at.x, at.y + 0.8f * em},
                     (struct type){.face = FACE_CONDENSED, .size = em, .y = MIDDLE,
                                   .color = c->theme->text2, .x = CENTER}, rates[i]);
    }
    for (int steps = 0; steps <= SEARCH_STEPS; steps += SEARCH_STEPS / 2) {
        char number[NUMBER_TEXT];
        float y = plot_point(plot, 1, steps).y;
        picture_line(c->p, (pt){plot.x0, y}, (pt){plot.x1, y}, pen);
        write_right(k, plot.x0 - 0.4f * em, y, em, c->theme->text2, number_round(number, steps));
    }
    for (int i = 0; i < k->lanes; i++)
        draw_lane(k, plot, k->run[i]);
}

void race_card_draw(struct card *c, const struct model *m, const struct scene *s,
                    double shown, bool buttons)
{
    struct sheet k = {.c = c, .m = m, .s = s, .shown = shown};
    bool bare = is_bare(c, s);
    rect last = race_card_button(c, 0);
    k.size = bare ? c->sizes->t3
                  : row_size(c->sizes, room_of(c->sizes, c->where.x1 - c->where.x0));
    k.split = !bare && has_cells(c, s);
    line_up(&k);
    fill_rows(&k);
    write_title(&k, buttons && !bare);
    if (buttons && !bare)
        c->y = last.y1 + 0.2f * c->sizes->t3;
    struct columns at = columns_of(&k);
    if (!bare && !k.split)
        write_header(&k, &at);
    for (int i = 0; i < k.lanes; i++)
        write_row(&k, &at, i);
    if (bare)
        return;
    c->y += gap_high * c->sizes->t3;
    write_result(&k);
    if (!is_searching(&k))                      // while it does, its plot says more
        write_rule(&k);
    draw_plot(&k);
}
