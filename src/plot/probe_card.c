// SPDX-License-Identifier: MIT
#include "plot/probe_card.h"

#include "base/number.h"

#include <stdio.h>

enum { WORDS = 120, SAMPLES = 256 };
static const double astray = 0.1;               // of the true change: the tangent errs

float probe_card_height(const struct sizes *sizes)
{
    return card_height(sizes, 3, 5, 1);
}

static void name_vector(char out[WORDS], vec2 v, int decimals)
{
    char x[NUMBER_TEXT], y[NUMBER_TEXT];
    snprintf(out, WORDS, "(%s, %s)", number_shown(x, v.x, decimals),
             number_shown(y, v.y, decimals));
}

static void write_slope(struct card *c, const struct probe *p)
{
    char words[WORDS], number[NUMBER_TEXT];
    float size = c->sizes->t1, middle = card_line(c, size);
    const char *name = probe_slope_name(p);
    float width = c->font->measure(c->font->self, FACE_CONDENSED_BOLD, size, name).width;
    snprintf(words, WORDS, " = %s%s", number_shown(number, p->along, 3),
             !p->defined ? "" : probe_is_level(p) ? " ●" : p->along > 0 ? " ▲" : " ▼");
    card_write(c, c->left, middle, FACE_CONDENSED_BOLD, size, c->theme->accent, name);
    card_write(c, c->left + width, middle, FACE_CONDENSED_BOLD, size, c->theme->text,
               words);
}

// Three decimals of a number of the usual size.
static double few(double value)
{
    double size = fabs(value);
    return size < 1e9 && (size >= 1e-3 || size == 0) ? round(value * 1e3) / 1e3 : value;
}

void probe_card_draw(struct card *c, const struct probe *p, bool projector)
{
    char words[WORDS], x[NUMBER_TEXT], y[NUMBER_TEXT], sentence[PROBE_SENTENCE];
    int decimals = projector ? 2 : 3;
    snprintf(words, WORDS, "AT THE POINT (%s, %s)", number_round(x, few(p->at.x)),
             number_round(y, few(p->at.y)));
    card_title(c, words);
    card_row(c, "f", number_shown(x, p->f, 3), 2.4f);
    name_vector(words, p->gradient, decimals);
    card_row(c, "∇f", words, 2.4f);
    snprintf(words, WORDS, p->norm > 0 ? "%s at %s°" : "%s",
             number_shown(x, p->norm, decimals),
             number_shown(y, p->angle * 180 / M_PI, 1));
    card_row(c, "‖∇f‖", words, 2.4f);
    name_vector(words, p->u, decimals);
    card_row(c, "u", words, 2.4f);
    snprintf(words, WORDS, "%s°   cos φ %s", number_shown(x, p->between * 180 / M_PI, 2),
             number_shown(y, cos(p->between), 3));
    card_row(c, "φ", p->norm > 0 ? words : "—", 2.4f);
    write_slope(c, p);
    probe_sentence(p, sentence);
    card_words(c, sentence);
}

struct slice {
    rect plot;
    double reach;               // h runs from −reach to reach
    double f[SAMPLES + 1], low, high;
};

static double step_of(const struct slice *s, int i)
{
    return s->reach * (2.0 * i / SAMPLES - 1);
}

// As far as the map goes along u, on the nearer side.
static double reach_in_map(const struct probe *p, box world)
{
    double x = fabs(p->u.x), y = fabs(p->u.y), w = world.x1 - world.x0;
    double far = fmin(x > 0 ? w / x : INFINITY,
                      y > 0 ? (world.y1 - world.y0) / y : INFINITY);
    return 0.3 * far;
}

static void sample(struct slice *s, const struct probe *p, const struct evaluator *e)
{
    double x[SAMPLES + 1], y[SAMPLES + 1];
    for (int i = 0; i <= SAMPLES; i++) {
        x[i] = p->at.x + step_of(s, i) * p->u.x;
        y[i] = p->at.y + step_of(s, i) * p->u.y;
    }
    evaluator_points(e, SAMPLES + 1, x, y, (double *[PARTS]){[PART_F] = s->f});
    s->low = s->high = p->f;
    for (int i = 0; i <= SAMPLES; i++) {
        if (!isfinite(s->f[i]))
            continue;
        s->low = fmin(s->low, s->f[i]);
        s->high = fmax(s->high, s->f[i]);
    }
    double room = fmax(0.08 * (s->high - s->low), 1e-12 * fmax(fabs(s->high), 1e-300));
    s->low -= room;
    s->high += room;
}

static pt point_of(const struct slice *s, double h, double f)
{
    double x = (h / s->reach + 1) / 2, y = (f - s->low) / (s->high - s->low);
    return (pt){s->plot.x0 + (float)x * (s->plot.x1 - s->plot.x0),
                s->plot.y1 - (float)fmin(fmax(y, -2), 3) * (s->plot.y1 - s->plot.y0)};
}

// Where the tangent errs by more than a tenth of the change it promises.
static void draw_astray(const struct card *c, const struct slice *s,
                        const struct probe *p)
{
    for (int i = 0; i < SAMPLES; i++) {
        double h = (step_of(s, i) + step_of(s, i + 1)) / 2;
        double promised = p->along * h, change = (s->f[i] + s->f[i + 1]) / 2 - p->f;
        if (!(fabs(change - promised) > astray * fabs(promised)))
            continue;
        rect stripe = {point_of(s, step_of(s, i), 0).x, s->plot.y0,
                       point_of(s, step_of(s, i + 1), 0).x, s->plot.y1};
        picture_box(c->p, stripe, rgba_faded(c->theme->text2, 0.07f));
    }
}

static void draw_curve(const struct card *c, const struct slice *s)
{
    struct pen pen = {.width = fmaxf(0.4f * c->sizes->u, 1.5f), .color = c->theme->ink};
    pt line[SAMPLES + 1];
    size_t count = 0;
    for (int i = 0; i <= SAMPLES + 1; i++) {
        if (i <= SAMPLES && isfinite(s->f[i])) {
            line[count++] = point_of(s, step_of(s, i), s->f[i]);
            continue;
        }
        picture_stroke(c->p, line, count, pen, false);
        count = 0;
    }
}

static void draw_tangent(const struct card *c, const struct slice *s,
                         const struct probe *p)
{
    float u = c->sizes->u;
    struct pen pen = {.width = fmaxf(0.4f * u, 1.5f), .color = c->theme->blue};
    struct pen thin = {.width = c->sizes->minor, .color = c->theme->grid};
    pt at = point_of(s, 0, p->f);
    double end = 0.8 * s->reach;
    picture_line(c->p, (pt){at.x, s->plot.y0}, (pt){at.x, s->plot.y1}, thin);
    picture_line(c->p, (pt){s->plot.x0, at.y}, (pt){s->plot.x1, at.y}, thin);
    draw_curve(c, s);
    picture_line(c->p, point_of(s, -end, p->f - end * p->along),
                 point_of(s, end, p->f + end * p->along), pen);
    picture_disc(c->p, at, 0.8f * u, c->theme->blue);
}

// From h = 0 to h; returns its slope (f(at + h·u) − f(at))/h.
static double draw_secant(const struct card *c, const struct slice *s,
                          const struct probe *p, const struct model *m, double h)
{
    double part[PARTS], end = 0.9 * s->reach;
    struct pen pen = {.width = fmaxf(0.3f * c->sizes->u, 1.5f), .color = c->theme->run[0]};
    if (h == 0)
        return 0;
    evaluator_at(m->value, p->at.x + h * p->u.x, p->at.y + h * p->u.y, part);
    double slope = (part[PART_F] - p->f) / h;
    if (!isfinite(slope))
        return slope;
    picture_line(c->p, point_of(s, -end, p->f - end * slope),
                 point_of(s, end, p->f + end * slope), pen);
    picture_disc(c->p, point_of(s, h, part[PART_F]), 0.8f * c->sizes->u, pen.color);
    return slope;
}

static void name_secant(char out[WORDS], double h, double slope)
{
    char at[NUMBER_TEXT], number[NUMBER_TEXT];
    snprintf(out, WORDS, "h %s   secant %s", number_shown(at, h, 3),
             number_shown(number, slope, 3));
}

rect slice_card_draw(struct card *c, const struct model *m, double secant)
{
    const struct probe *p = &m->probe;
    char words[WORDS], number[NUMBER_TEXT];
    float em = c->sizes->t2;
    card_title(c, "SLICE OF f ALONG u");
    struct slice s = {.plot = {c->left, c->y + 0.4f * c->sizes->t3, c->right,
                               c->where.y1 - 1.4f * c->sizes->u},
                      .reach = reach_in_map(p, m->camera.world)};
    if (!p->defined || s.plot.y1 - s.plot.y0 < em) {
        card_words(c, "f is undefined here");
        return (rect){0};
    }
    sample(&s, p, m->value);
    picture_clip(c->p, s.plot);
    draw_astray(c, &s, p);
    draw_tangent(c, &s, p);
    double slope = draw_secant(c, &s, p, m, secant);
    picture_unclip(c->p);
    if (secant != 0)
        name_secant(words, secant, slope);
    else
        snprintf(words, WORDS, "slope %s", number_shown(number, p->along, 2));
    pt at = {s.plot.x1, s.plot.y1 - 0.6f * em};
    if (secant != 0)
        at = (pt){s.plot.x0, s.plot.y0 + 0.6f * em};
    picture_text(c->p, at,
                 (struct type){.face = FACE_CONDENSED_BOLD, .size = em,
                               .color = c->theme->text,
                               .x = secant != 0 ? LEFT : RIGHT, .y = MIDDLE,
                               .halo = c->sizes->halo, .halo_color = c->theme->card},
                 words);
    return s.plot;
}

double slice_h_at(const struct model *m, rect slice, float x)
{
    double t = ((double)x - slice.x0) / ((double)slice.x1 - slice.x0);
    return (2 * fmin(fmax(t, 0), 1) - 1) * reach_in_map(&m->probe, m->camera.world);
}
