// SPDX-License-Identifier: MIT
#include "plot/cosine_card.h"

#include "base/number.h"

#include <stdio.h>

enum { SAMPLES = 72, WORDS = 80 };

// φ from −π to π, D from −1 to 1 of its largest.
static pt point_of(rect plot, double angle, double share)
{
    double x = (angle / M_PI + 1) / 2, y = (share / 1.12 + 1) / 2;
    return (pt){plot.x0 + (float)x * (plot.x1 - plot.x0),
                plot.y1 - (float)y * (plot.y1 - plot.y0)};
}

static void write_at(const struct card *c, pt at, enum anchor_x anchor,
                     const char *words)
{
    picture_text(c->p, at, (struct type){.face = FACE_CONDENSED, .size = c->sizes->t3,
                                         .color = c->theme->text2, .x = anchor,
                                         .y = MIDDLE, .halo = c->sizes->halo,
                                         .halo_color = c->theme->card}, words);
}

static void draw_axes(const struct card *c, rect plot)
{
    static const char *const name[] = {"−180°", "−90°", "0°", "90°", "180°"};
    struct pen pen = {.width = c->sizes->minor, .color = c->theme->grid};
    for (int i = 0; i < 5; i++) {
        pt low = point_of(plot, (i - 2) * M_PI / 2, -1.12);
        enum anchor_x anchor = i == 0 ? LEFT : i == 4 ? RIGHT : CENTER;
        picture_line(c->p, (pt){low.x, plot.y0}, low, pen);
        write_at(c, (pt){low.x, low.y + 0.8f * c->sizes->t3}, anchor, name[i]);
    }
    picture_line(c->p, point_of(plot, -M_PI, 0), point_of(plot, M_PI, 0), pen);
}

static void draw_wave(const struct card *c, rect plot)
{
    pt line[SAMPLES + 1];
    for (int i = 0; i <= SAMPLES; i++) {
        double angle = (2.0 * i / SAMPLES - 1) * M_PI;
        line[i] = point_of(plot, angle, cos(angle));
    }
    struct pen pen = {.width = fmaxf(0.4f * c->sizes->u, 1.5f), .color = c->theme->ink};
    picture_stroke(c->p, line, SAMPLES + 1, pen, false);
}

static void mark_most(const struct card *c, rect plot, const struct probe *p)
{
    char words[WORDS], number[NUMBER_TEXT];
    pt top = point_of(plot, 0, 1);
    snprintf(words, WORDS, "max %s", card_number(c, number_shown(number, p->norm, 3)));
    picture_ring(c->p, top, 0.7f * c->sizes->u,
                 (struct pen){.width = fmaxf(0.25f * c->sizes->u, 1.5f),
                              .color = c->theme->ink});
    write_at(c, (pt){plot.x1, plot.y0 + 0.6f * c->sizes->t3}, RIGHT, words);
}

void cosine_card_draw(struct card *c, const struct probe *p)
{
    float em = c->sizes->t3, pad = c->left - c->where.x0;
    card_title(c, "COSINE  ‖∇f‖ cos φ");
    rect plot = {c->left, c->y + 0.3f * em, c->right, c->where.y1 - pad - 1.3f * em};
    if (!p->defined || !p->linear || !(p->norm > 0)) {
        card_words(c, "no arrow to measure φ from");
        return;
    }
    double across = p->gradient.x * p->u.y - p->gradient.y * p->u.x;
    double angle = across < 0 ? -p->between : p->between;
    draw_axes(c, plot);
    draw_wave(c, plot);
    mark_most(c, plot, p);
    picture_disc(c->p, point_of(plot, angle, cos(angle)), 0.9f * c->sizes->u,
                 c->theme->blue);
}
