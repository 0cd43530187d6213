// SPDX-License-Identifier: MIT
#include "plot/slice_card.h"

#include "base/number.h"
#include "draw/writing.h"

#include <stdio.h>

enum { WORDS = 160, SAMPLES = 256 };
static const double astray = 0.1;               // of the true change: the tangent errs

struct slice {
    rect where, plot;           // of all; of the curve, above the words where it is high
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

// (f(at + h·u) − f(at))/h.
static double secant_slope(const struct probe *p, const struct model *m, double h)
{
    double part[PARTS];
    evaluator_at(m->value, p->at.x + h * p->u.x, p->at.y + h * p->u.y, part);
    return (part[PART_F] - p->f) / h;
}

static void draw_secant(const struct card *c, const struct slice *s,
                        const struct probe *p, const struct model *m, double h)
{
    struct pen pen = {.width = fmaxf(0.3f * c->sizes->u, 1.5f), .color = c->theme->run[0]};
    double slope = secant_slope(p, m, h), end = 0.9 * s->reach;
    if (!isfinite(slope))
        return;
    picture_line(c->p, point_of(s, -end, p->f - end * slope),
                 point_of(s, end, p->f + end * slope), pen);
    picture_disc(c->p, point_of(s, h, p->f + h * slope), 0.8f * c->sizes->u, pen.color);
}

// "1+0.6h"
static void name_part(char out[WORDS], double at, double way, double digits)
{
    char x[NUMBER_TEXT], u[NUMBER_TEXT];
    at = fabs(at) < 1e9 ? round(at * digits) / digits : at;
    way = round(way * digits) / digits;
    number_round(x, at);
    snprintf(out, WORDS, way == 0 ? "%s" : way < 0 ? "%s−%sh" : "%s+%sh", x,
             number_round(u, fabs(way)));
}

static bool fits_title(const struct card *c, const char *words)
{
    return card_fits(c, c->left, FACE_CONDENSED_BOLD, c->sizes->t3, words);
}

enum { TITLE = 2 * WORDS + 40 };

// The longest title that has room without shrinking.
static void name_title(const struct card *c, const struct probe *p, char words[TITLE])
{
    char x[WORDS], y[WORDS];
    for (double digits = 1e3; digits >= 1e2; digits /= 10) {
        name_part(x, p->at.x, p->u.x, digits);
        name_part(y, p->at.y, p->u.y, digits);
        snprintf(words, TITLE, "SLICE  g(h) = f(%s, %s)", x, y);
        if (fits_title(c, words))
            return;
        snprintf(words, TITLE, "g(h) = f(%s, %s)", x, y);
        if (fits_title(c, words))
            return;
    }
    snprintf(words, TITLE, "SLICE OF f ALONG u");
    if (!fits_title(c, words))
        snprintf(words, TITLE, "SLICE");
}

struct caption {                // words in a corner of the plot
    char words[WORDS];
    rect where;
};

// There is room for words under the curve.
static bool is_high(const struct slice *s)
{
    return s->plot.y1 < s->where.y1;
}

static rect corner(const struct slice *s, bool right, bool low, float width, float high)
{
    rect out = s->where;
    if (right)
        out.x0 = out.x1 - width;
    else
        out.x1 = out.x0 + width;
    if (low)
        out.y0 = out.y1 - high;
    else
        out.y1 = out.y0 + high;
    return out;
}

static int count_met(const struct slice *s, const struct probe *p, rect r)
{
    int met = 0;
    for (int i = 0; i <= SAMPLES; i++) {
        double h = step_of(s, i);
        float curve = point_of(s, h, s->f[i]).y, line = point_of(s, h, p->f + h * p->along).y;
        float x = point_of(s, h, 0).x;
        if (x >= r.x0 && x <= r.x1)
            met += (curve > r.y0 && curve < r.y1) + (line > r.y0 && line < r.y1);
    }
    return met;
}

// Under the curve, or in that corner of a side that the lines keep away from.
static struct caption place(const struct card *c, const struct slice *s,
                          const struct probe *p, bool right, float em, const char *words)
{
    struct caption out;
    float width = writing_width(c->font, FACE_CONDENSED_BOLD, em, words), high = 1.2f * em;
    rect top = corner(s, right, false, width, high);
    rect low = corner(s, right, true, width, high);
    int more = is_high(s) ? 1 : count_met(s, p, top) - count_met(s, p, low);
    snprintf(out.words, WORDS, "%s", words);
    out.where = more > 0 || (more == 0 && right) ? low : top;
    return out;
}

static void write_label(const struct card *c, const struct caption *label)
{
    rect r = label->where;
    picture_text(c->p, (pt){r.x0, (r.y0 + r.y1) / 2},
                 (struct type){.face = FACE_CONDENSED_BOLD, .size = (r.y1 - r.y0) / 1.2f,
                               .color = c->theme->text, .x = LEFT, .y = MIDDLE,
                               .halo = c->sizes->halo, .halo_color = c->theme->card},
                 label->words);
}

// "h 0.1  secant 1.698", on the left; where there is none, its name is the field for h.
static struct caption name_secant(const struct card *c, const struct slice *s,
                                const struct probe *p, const struct model *m, double h)
{
    char words[WORDS], shown[NUMBER_TEXT], number[NUMBER_TEXT];
    number_shown(shown, h, 3);
    number_shown(number, secant_slope(p, m, h), 3);
    if (h == 0)
        snprintf(words, WORDS, "secant");
    else
        snprintf(words, WORDS, "h %s  secant %s", shown, card_number(c, number));
    return place(c, s, p, false, c->sizes->t3, words);
}

static struct caption name_slope(const struct card *c, const struct slice *s,
                                 const struct probe *p, float size)
{
    char words[WORDS], number[NUMBER_TEXT];
    number_shown(number, p->along, 3);
    snprintf(words, WORDS, "slope %s", card_number(c, number));
    return place(c, s, p, true, size, words);
}

// As large as there is room for beside the words of the secant; else no words.
static struct caption name_slope_beside(const struct card *c, const struct slice *s,
                                        const struct probe *p, rect secant)
{
    struct caption slope = name_slope(c, s, p, is_high(s) ? c->sizes->t2 : c->sizes->t3);
    rect apart = rect_grown(secant, 0.4f * c->sizes->t3);
    if (rect_overlaps(slope.where, apart))
        slope = name_slope(c, s, p, c->sizes->t3);
    if (rect_overlaps(slope.where, apart))
        slope.words[0] = 0;
    return slope;
}

struct captions { struct caption secant, slope; char title[TITLE]; };

static float put_left_of(struct caption *label, float right, float middle)
{
    rect r = label->where;
    float half = (r.y1 - r.y0) / 2;
    label->where = (rect){right - (r.x1 - r.x0), middle - half, right, middle + half};
    return label->where.x0;
}

// In a low plot, beside the title where that leaves room: there no line runs.
static struct captions name_all(const struct card *c, const struct slice *s,
                                const struct model *m, double h)
{
    const struct probe *p = &m->probe;
    struct captions k = {.secant = name_secant(c, s, p, m, h)};
    struct card line = *c;
    float middle = card_line(&line, c->sizes->t3), right = c->right;
    k.slope = name_slope_beside(c, s, p, k.secant.where);
    line.right -= k.secant.where.x1 - k.secant.where.x0 + k.slope.where.x1
                  - k.slope.where.x0 + 2.4f * c->sizes->t3;
    name_title(&line, p, k.title);
    if (is_high(s) || !k.slope.words[0] || !fits_title(&line, k.title)) {
        name_title(c, p, k.title);
        return k;
    }
    right = put_left_of(&k.slope, right, middle) - 1.2f * c->sizes->t3;
    put_left_of(&k.secant, right, middle);
    return k;
}

rect slice_card_plot(const struct card *c)
{
    float pad = c->left - c->where.x0, em = c->sizes->t3;
    struct card below = *c;
    card_line(&below, em);
    return (rect){c->left, below.y + 0.3f * em, c->right, c->where.y1 - pad};
}

static struct slice slice_of(const struct card *c, const struct model *m)
{
    rect where = slice_card_plot(c);
    struct slice s = {where, where, .reach = reach_in_map(&m->probe, m->camera.world)};
    if (where.y1 - where.y0 > 3.4f * c->sizes->t2)
        s.plot.y1 -= 1.25f * c->sizes->t2;
    sample(&s, &m->probe, m->value);
    return s;
}

static bool has_room(const struct card *c)
{
    rect plot = slice_card_plot(c);
    return plot.y1 - plot.y0 >= c->sizes->t2;
}

rect slice_card_field(const struct card *c, const struct model *m, double secant)
{
    char number[NUMBER_TEXT];
    if (!m->probe.defined || !has_room(c))
        return (rect){0};
    struct slice s = slice_of(c, m);
    rect r = name_all(c, &s, m, secant).secant.where;
    float em = c->sizes->t3;
    if (secant == 0)
        return r;
    number_shown(number, secant, 3);
    r.x0 += writing_width(c->font, FACE_CONDENSED_BOLD, em, "h ");
    r.x1 = r.x0 + writing_width(c->font, FACE_CONDENSED_BOLD, em, number);
    return r;
}

void slice_card_draw(struct card *c, const struct model *m, double secant)
{
    const struct probe *p = &m->probe;
    const struct card whole = *c;
    if (!p->defined || !has_room(&whole)) {
        card_title(c, "SLICE OF f ALONG u");
        card_words(c, p->defined ? "" : "f is undefined here");
        return;
    }
    struct slice s = slice_of(c, m);
    struct captions k = name_all(c, &s, m, secant);
    card_title(c, k.title);
    picture_clip(c->p, s.plot);
    draw_astray(c, &s, p);
    draw_tangent(c, &s, p);
    draw_secant(c, &s, p, m, secant);
    picture_unclip(c->p);
    write_label(c, &k.secant);
    if (k.slope.words[0])
        write_label(c, &k.slope);
}

double slice_h_at(const struct model *m, rect slice, float x)
{
    double t = ((double)x - slice.x0) / ((double)slice.x1 - slice.x0);
    return (2 * fmin(fmax(t, 0), 1) - 1) * reach_in_map(&m->probe, m->camera.world);
}
