// SPDX-License-Identifier: MIT
#include "plot/rates_card.h"

#include "draw/writing.h"
#include "plot/grid.h"

#include <stdio.h>

static const float narrow = 22;                 // em of T3: what stands below takes more
static const float row_high = 1.45f;            // em of T3
static const float below_close = 0.4f;          // em: what is under the button

static int lines_below(const struct scene *s, const struct sizes *sizes, float width)
{
    bool fan = s->rates == RATES_FAN;
    return (card_room(sizes, width) < narrow * sizes->t3 ? 2 : 1) + fan;
}

float rates_card_height(const struct scene *s, const struct sizes *sizes, float width)
{
    int rows = s->rates == RATES_FAN ? FAN_RATES : GRID_RATES;
    return card_height(sizes, 2 + lines_below(s, sizes, width), 0, 0)
           + ((float)rows * row_high + below_close) * sizes->t3;
}

rect rates_card_row(const struct card *c, int i)
{
    float em = c->sizes->t3, line = card_height(c->sizes, 1, 0, 0) - card_height(c->sizes, 0, 0, 0);
    float y = c->where.y0 + card_height(c->sizes, 0, 0, 0) / 2 + 2 * line
              + ((float)i * row_high + below_close) * em;
    rect row = {c->left - 0.4f * em, y, c->right + 0.4f * em, y + row_high * em};
    return row.y1 <= c->where.y1 ? row : (rect){0};
}

rect rates_card_close(const struct card *c)
{
    float em = c->sizes->t3, right = c->right + 0.4f * em, top = c->where.y0 + 0.4f * em;
    return (rect){right - 1.7f * em, top, right, top + 1.7f * em};
}

static void write_right(const struct card *c, float middle, rgba color, const char *words)
{
    float em = c->sizes->t3;
    card_write(c, c->right - writing_width(c->font, FACE_CONDENSED, em, words) - 0.5f,
               middle, FACE_CONDENSED, em, color, words);
}

static rgba verdict_color(const struct theme *t, enum verdict v)
{
    return v == VERDICT_BEST ? t->ok : v == VERDICT_DIVERGES || v == VERDICT_NEVER ? t->error
                                                                                  : t->text;
}

// "3  η 0.0625  … slow            43"
static void write_row(const struct card *c, const struct trial *t, int i, float widest,
                      bool numbered, bool lit)
{
    char number[12], rate[GRID_WORDS], verdict[GRID_WORDS], steps[12] = "—";
    rect row = rates_card_row(c, i);
    float em = c->sizes->t3, x = c->left, y = (row.y0 + row.y1) / 2;
    enum face face = t->verdict == VERDICT_BEST ? FACE_CONDENSED_BOLD : FACE_CONDENSED;
    snprintf(number, sizeof number, "%d", i + 1);
    grid_rate(rate, t->lr);
    grid_verdict(verdict, t->verdict);
    if (t->reached >= 0)
        snprintf(steps, sizeof steps, "%d", t->reached);
    if (lit)
        picture_round_box(c->p, row, 0.3f * em, c->theme->button);
    if (numbered)
        card_write(c, x, y, FACE_CONDENSED_BOLD, em, c->theme->text, number);
    x += numbered ? 1.2f * em : 0;
    card_write(c, x, y, face, em, c->theme->text, card_number(c, rate));
    card_write(c, x + widest + 0.8f * em, y, face, em,
               c->covered ? c->theme->text : verdict_color(c->theme, t->verdict),
               card_number(c, verdict));
    x += widest + 0.8f * em + writing_width(c->font, face, em, card_number(c, verdict));
    if (t->reached >= 0 || x + 1.5f * em < c->right)
        write_right(c, y, c->theme->text, card_number(c, steps));
}

// What the rates are, or where their verdicts change.
static void write_below(struct card *c, const struct study *t, bool fan)
{
    char words[FAN_WORDS] = "", rate[GRID_WORDS];
    if (c->covered)
        return;
    if (fan)
        fan_words(words, &t->thresholds);
    else if (isfinite(t->limit.rate)) {
        grid_rate(rate, t->limit.rate);
        snprintf(words, sizeof words, "limit %s: %s", t->limit.formula, rate);
    }
    card_pieces(c, c->theme->text2, words, " · ");
    snprintf(words, sizeof words, "%s · doubles of its rate", t->limit.missing);
    if (t->limit.missing)
        card_pieces(c, c->theme->text2, words, " · ");
}

static float widest_rate(const struct card *c, const struct trials *t)
{
    float widest = 0;
    for (int i = 0; i < t->count; i++) {
        char rate[GRID_WORDS];
        grid_rate(rate, t->at[i].lr);
        widest = fmaxf(widest, writing_width(c->font, FACE_CONDENSED_BOLD, c->sizes->t3, rate));
    }
    return widest;
}

void rates_card_draw(struct card *c, const struct model *m, const struct scene *s,
                     int trial)
{
    const struct trials *t = &m->study.trials;
    char goal[GOAL_WORDS], words[GOAL_WORDS + 10], title[40];
    bool fan = s->rates == RATES_FAN;
    snprintf(title, sizeof title, "%c AT %s RATES", 'A' + s->chosen, fan ? "SEVEN" : "NINE");
    card_title(c, title);
    c->y += below_close * c->sizes->t3;
    goal_words(goal, m->study.goal, s->run[s->chosen].ascend);
    snprintf(words, sizeof words, "steps to %s", goal);
    bool endless = m->study.goal.kind == GOAL_ENDLESS;
    if (endless)
        snprintf(words, sizeof words, "%s: no best rate", bottom_missing(&m->study.bottom));
    if (endless && !card_fits(c, c->left, FACE_CONDENSED, c->sizes->t3, words))
        snprintf(words, sizeof words, "no best rate");
    write_right(c, card_line(c, c->sizes->t3), c->theme->text2, words);
    float widest = widest_rate(c, t);
    for (int i = 0; i < t->count; i++)
        write_row(c, &t->at[i], i, widest, fan, trial == i + 1);
    c->y = rates_card_row(c, t->count - 1).y1;
    write_below(c, &m->study, fan);
}
