// SPDX-License-Identifier: MIT
#include "plot/why_card.h"

#include "base/number.h"
#include "draw/writing.h"
#include "plot/grid.h"

#include <stdio.h>

static const float narrow = 19, least_bar = 3;  // em of T3: fewer words; of a bar

static bool is_narrow(const struct sizes *sizes, float width)
{
    return card_room(sizes, width) < narrow * sizes->t3;
}

float why_card_height(const struct sizes *sizes, float width, bool told)
{
    bool tight = is_narrow(sizes, width);
    return card_height(sizes, 3 + (!told ? 0 : tight ? 3 : 2), 0, 0);
}

// From 0 to the factor; what is beyond the frame is cut and hatched.
static void draw_bar(const struct card *c, rect frame, double factor)
{
    const struct theme *t = c->theme;
    float middle = (frame.x0 + frame.x1) / 2, half = (frame.x1 - frame.x0) / 2;
    float x = middle + half * (float)fmin(fmax(factor, -1.08), 1.08);
    float thin = fmaxf(0.16f * c->sizes->u, 1.5f);
    bool grows = fabs(factor) > 1;
    picture_box(c->p, frame, t->panel);
    picture_box(c->p, (rect){fminf(middle, x), frame.y0, fmaxf(middle, x), frame.y1},
                grows ? t->error : t->focus);
    for (int side = -1; side <= 1; side++) {
        float at = middle + (float)side * half, out = 0.25f * (frame.y1 - frame.y0);
        picture_box(c->p, (rect){at - thin / 2, frame.y0 - out, at + thin / 2,
                                 frame.y1 + out}, t->text2);
    }
}

enum { FACTOR = 80 };

// "1 − ηλ₁ = 0.800", "along λ₁ = 0.949, swings".
static void factor_words(const struct card *c, char out[FACTOR], const char *name,
                         double factor, bool turns)
{
    char number[NUMBER_TEXT];
    snprintf(out, FACTOR, "%s = %s%s", name,
             card_number(c, number_shown(number, factor, 3)), turns ? ", swings" : "");
}

// The words, and the bar that begins at `left`.
static void write_factor(struct card *c, const char *words, double factor, float left)
{
    float em = c->sizes->t3, y = card_line(c, em);
    card_write(c, c->left, y, FACE_CONDENSED, em, c->theme->text, words);
    float right = c->right - 0.3f * em;
    if (!c->covered && isfinite(factor) && right - left > least_bar * em)
        draw_bar(c, (rect){left, y - 0.35f * em, right, y + 0.35f * em}, factor);
}

static void write_factors(struct card *c, struct shrink s, bool plain)
{
    char low[FACTOR], high[FACTOR];
    float em = c->sizes->t3;
    bool tight = is_narrow(c->sizes, c->where.x1 - c->where.x0);
    factor_words(c, low, plain ? "1 − ηλ₁" : tight ? "λ₁" : "along λ₁", s.low, s.low_turns);
    factor_words(c, high, plain ? "1 − ηλ₂" : tight ? "λ₂" : "along λ₂", s.high, s.high_turns);
    float widest = fmaxf(writing_width(c->font, FACE_CONDENSED, em, low),
                         writing_width(c->font, FACE_CONDENSED, em, high));
    float left = c->left + (tight ? widest + 0.9f * em : fmaxf(10 * em, widest + 1.2f * em));
    write_factor(c, low, s.low, left);
    write_factor(c, high, s.high, left);
}

void why_card_draw(struct card *c, const struct model *m, const struct scene *s, int trial)
{
    struct scene own = *s;
    struct descent d = *scene_last(&own, s->chosen);
    struct eigen e = m->study.bottom.eigen;
    char rate[GRID_WORDS], title[80];
    char words[SHRINK_WORDS];
    if (trial > 0 && trial <= m->study.trials.count)
        d.lr = m->study.trials.at[trial - 1].lr;
    struct shrink shrink = limit_shrink(&d, e);
    if (bottom_missing(&m->study.bottom) && !limit_everywhere(m->curvature, m->camera.world))
        shrink.low = NAN;
    grid_rate(rate, d.lr);
    snprintf(title, sizeof title, "WHY: WHAT A STEP LEAVES, %s", card_number(c, rate));
    if (!card_fits(c, c->left, FACE_CONDENSED_BOLD, c->sizes->t3, title))
        snprintf(title, sizeof title, "WHY: %s", card_number(c, rate));
    card_title(c, title);
    if (!isfinite(shrink.low) || !isfinite(shrink.high)) {
        card_words(c, m->study.limit.missing ? m->study.limit.missing : "no bottom is known");
        return;
    }
    write_factors(c, shrink, isfinite(m->study.limit.best));
    limit_shrink_words(words, shrink, e);
    bool room = c->where.y1 - c->where.y0 + 1
                >= why_card_height(c->sizes, c->where.x1 - c->where.x0, true);
    if (!c->covered && room)
        card_words(c, words);
}
