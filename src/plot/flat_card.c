// SPDX-License-Identifier: MIT
#include "plot/flat_card.h"

#include "base/number.h"
#include "draw/writing.h"

#include <stdio.h>

enum { PAIR = 2 * NUMBER_TEXT + 2, WORDS = PAIR + 64 };

// Where it is narrow the Hessian stands below its eigenvalues, not beside them.
static bool is_narrow(const struct sizes *sizes, float width)
{
    return card_room(sizes, width) < 13 * sizes->t2;
}

float flat_card_least(const struct sizes *sizes)
{
    return card_height(sizes, 2, 2, 0);
}

float flat_card_height(const struct sizes *sizes, float width)
{
    return card_height(sizes, is_narrow(sizes, width) ? 6 : 4, 2, 0);
}

static const char *pair(char out[PAIR], double a, double b, int decimals)
{
    char first[NUMBER_TEXT], second[NUMBER_TEXT];
    snprintf(out, PAIR, "%s, %s", number_shown(first, a, decimals),
             number_shown(second, b, decimals));
    return out;
}

enum { MOST_DECIMALS = 3, LEAST_DECIMALS = 1 };

// "✕ saddle   f 1.000", in fewer digits where that is too long.
static void write_kind(struct card *c, const struct model *m,
                       const struct critical_point *point, const struct scene *s)
{
    char words[WORDS], f[NUMBER_TEXT];
    float em = c->sizes->t2;
    int decimals = MOST_DECIMALS;
    do
        snprintf(words, WORDS, "%s   f %s", flat_words(point->kind, s->flat_points),
                 card_number(c, number_shown(f, flat_value(m, point), decimals)));
    while (!card_fits_shrunk(c, c->left, FACE_CONDENSED, em, words)
           && decimals-- > LEAST_DECIMALS);
    card_write(c, c->left, card_line(c, em), FACE_CONDENSED, em, c->theme->text, words);
}

static void write_eigenvalues(struct card *c, const struct eigen *e)
{
    static const float value_at = 1.2f;         // em of T2
    char words[PAIR];
    int decimals = MOST_DECIMALS;
    float em = c->sizes->t2;
    while (!card_fits_shrunk(c, c->left + value_at * em, FACE_CONDENSED, em,
                             card_number(c, pair(words, e->high, e->low, decimals)))
           && decimals > LEAST_DECIMALS)
        decimals--;
    card_row(c, "λ", card_number(c, words), value_at);
}

static void say_condition(const struct card *c, const struct rates *rates,
                          char out[WORDS])
{
    char kappa[NUMBER_TEXT], limit[NUMBER_TEXT];
    int decimals = MOST_DECIMALS;
    do
        snprintf(out, WORDS, "κ = %s   GD: η < %s",
                 card_number(c, number_shown(kappa, rates->condition, decimals)),
                 card_number(c, number_shown(limit, rates->limit, 3)));
    while (!card_fits(c, c->left, FACE_CONDENSED, c->sizes->t3, out)
           && decimals-- > LEAST_DECIMALS);
}

// What follows from the eigenvalues for a descent.
static void say_consequence(struct card *c, const struct critical_point *point)
{
    char words[WORDS];
    struct rates rates = rates_of(point->eigen);
    static const char *const sentence[][2] = {
        {"not smooth: there is no curvature", "not smooth: no curvature"},
        {"downhill every way", "downhill every way"},
        {"downhill along the dashed ticks", "down along dashed ticks"},
        {"curvature cannot tell its kind", "curvature cannot tell"},
        {"flat all along a curve", "flat along a curve"}};
    const char *const *say = sentence[point->kind];
    if (isfinite(rates.condition) && point->kind == CRITICAL_MINIMUM)
        say_condition(c, &rates, words);
    else
        snprintf(words, WORDS, "%s",
                 say[!card_fits(c, c->left, FACE_CONDENSED, c->sizes->t3, say[0])]);
    card_write(c, c->left, card_line(c, c->sizes->t3), FACE_CONDENSED, c->sizes->t3,
               c->theme->text2, words);
}

// "bends up along (1.000, 0.000)", where that is too long "up (1.00, 0.00)".
static void name_way(const struct card *c, double bend, vec2 way, float room,
                     char out[WORDS])
{
    static const char *const name[][2] = {{"bends down along", "down"},
                                          {"straight along", "straight"},
                                          {"bends up along", "up"}};
    char along[PAIR];
    int kind = (bend > 0) - (bend < 0) + 1;
    for (int length = 0; length < 4; length++) {
        pair(along, way.x, way.y, MOST_DECIMALS - (length + 1) / 2);
        snprintf(out, WORDS, "%s (%s)", name[kind][length > 1], card_number(c, along));
        if (writing_width(c->font, FACE_CONDENSED, c->sizes->t3, out) <= room)
            return;
    }
}

// Behind the line that its ticks have.
static void write_way(struct card *c, double bend, vec2 way)
{
    char words[WORDS];
    float em = c->sizes->t3, middle = card_line(c, em), x = c->left + 2.3f * em;
    struct pen pen = {.width = c->sizes->major, .color = c->theme->text, .cap = CAP_BUTT};
    if (bend < 0)
        pen.dash = 0.42f * em, pen.gap = 0.28f * em;
    name_way(c, bend, way, c->right - x, words);
    if (middle + 0.4f * em > c->where.y1)
        return;
    if (bend != 0)
        picture_line(c->p, (pt){c->left, middle}, (pt){c->left + 1.8f * em, middle}, pen);
    card_write(c, x, middle, FACE_CONDENSED, em, c->theme->text2, words);
}

static void draw_bracket(const struct card *c, float x, float top, float hook)
{
    struct pen pen = {.width = fmaxf(c->sizes->minor, 1.5f), .color = c->theme->text2};
    float end = top + 2.6f * c->sizes->t3;
    const pt corner[] = {{x + hook, top}, {x, top}, {x, end}, {x + hook, end}};
    picture_stroke(c->p, corner, 4, pen, false);
}

// Two lines that end at the right.  Returns where they begin.
static float write_hessian(const struct card *c, struct hessian h, float top)
{
    const double part[] = {h.xx, h.xy, h.xy, h.yy};
    char number[4][NUMBER_TEXT];
    float em = c->sizes->t3, hook = 0.3f * em, wide = 0, right = c->right - 0.3f * em;
    for (int i = 0; i < 4; i++) {
        number_shown(number[i], part[i], 3);
        wide = fmaxf(wide, writing_width(c->font, FACE_CONDENSED, em,
                                         card_number(c, number[i])));
    }
    float left = right - 2 * wide - em - hook;
    if (top + 2.6f * em > c->where.y1)
        return c->right;
    for (int i = 0; i < 4; i++) {
        const char *words = card_number(c, number[i]);
        float end = right - (float)(1 - i % 2) * (wide + em);
        card_write(c, end - writing_width(c->font, FACE_CONDENSED, em, words),
                   top + (0.7f + 1.25f * (float)(i / 2)) * em, FACE_CONDENSED, em,
                   c->theme->text, words);
    }
    draw_bracket(c, left, top, hook);
    draw_bracket(c, right + hook, top, -hook);
    card_write(c, left - 1.2f * em, top + 1.3f * em, FACE_CONDENSED, em, c->theme->text2,
               "H");
    return left - 1.8f * em;
}

static void write_point(struct card *c, const struct model *m,
                        const struct critical_point *point, const struct scene *s)
{
    const struct eigen *e = &point->eigen;
    bool narrow = is_narrow(c->sizes, c->where.x1 - c->where.x0);
    float right = c->right;
    if (!narrow)
        c->right = write_hessian(c, point->hessian, c->y + 0.3f * c->sizes->t3);
    write_kind(c, m, point, s);
    write_eigenvalues(c, e);
    c->right = right;
    say_consequence(c, point);
    write_way(c, e->high, e->high_way);
    write_way(c, e->low, e->low_way);
    if (narrow)
        write_hessian(c, point->hessian, c->y);
}

void flat_card_draw(struct card *c, const struct model *m, const struct scene *s)
{
    const struct critical_point *point = flat_nearest(m, s, s->probe_at);
    char words[WORDS], at[PAIR];
    if (!point) {
        card_title(c, "FLAT POINTS");
        card_words(c, "there is none in this view");
        return;
    }
    int decimals = MOST_DECIMALS;
    do
        snprintf(words, WORDS, "FLAT AT (%s)",
                 card_number(c, pair(at, point->at.x, point->at.y, decimals)));
    while (!card_fits(c, c->left, FACE_CONDENSED_BOLD, c->sizes->t3, words)
           && decimals-- > LEAST_DECIMALS);
    card_title(c, words);
    if (isfinite(point->eigen.high)) {
        write_point(c, m, point, s);
        return;
    }
    write_kind(c, m, point, s);
    say_consequence(c, point);
}
