// SPDX-License-Identifier: MIT
#include "plot/chart.h"

#include "base/number.h"
#include "draw/writing.h"
#include "field/levels.h"
#include "plot/mark.h"

#include <stdio.h>

static const double log_pays = 30;              // highest over lowest value
static const double blown_up = 1e6;             // times the start: the rest is cut
static const double sunk = 20;                  // times the starts' size below zero
enum { DECADES = 40, TICKS = 12, MARKS = 6, RISES = 6 };

struct chart {
    struct picture *p;
    const struct model *m;
    const struct scene *s;
    const struct theme *theme;
    const struct sizes *sizes;
    const struct font *font;
    rect plot;
    int steps;                  // along x
    bool log;
    double below;               // what is taken off f before its logarithm
    double low, high;           // along y; of the logarithm to base 10 on a log scale
};

static const struct path_row *row_of(const struct chart *c, int run, size_t k)
{
    return &c->m->path[run].rows.at[k];
}

struct span { double low, high, start, least; };         // of all values, of the starts

static struct span find_span(const struct chart *c)
{
    struct span span = {INFINITY, -INFINITY, -INFINITY, INFINITY};
    for (int run = 0; run < c->s->runs; run++) {
        for (size_t k = 0; k < c->m->path[run].rows.count; k++) {
            double f = row_of(c, run, k)->f;
            if (!isfinite(f))
                continue;
            span.low = fmin(span.low, f);
            span.high = fmax(span.high, f);
            span.start = k == 0 ? fmax(span.start, f) : span.start;
            span.least = k == 0 ? fmin(span.least, f) : span.least;
        }
    }
    return span;
}

static bool any_arrives(const struct chart *c)
{
    bool arrives = false, climbs = false;
    for (int run = 0; run < c->s->runs; run++) {
        arrives |= c->m->path[run].end == PATH_CONVERGED;
        climbs |= c->s->run[run].ascend;
    }
    return arrives && !climbs;
}

// The lowest value above `below`, as far as a log scale reaches.
static double least_above(const struct chart *c, double below, double high)
{
    double least = high;
    for (int run = 0; run < c->s->runs; run++) {
        for (size_t k = 0; k < c->m->path[run].rows.count; k++) {
            double f = row_of(c, run, k)->f - below;
            if (f > 0)
                least = fmin(least, f);
        }
    }
    return fmax(least, high * pow(10, -DECADES));
}

static void scale_log(struct chart *c, struct span span, double below)
{
    double high = fmin(span.high - below, blown_up * (span.start - below));
    c->log = true;
    c->below = below;
    c->low = log10(least_above(c, below, high));
    c->high = log10(high);
    double room = fmax((c->high - c->low) / 20, 0.05);
    c->low -= room;
    c->high += room;
}

static void scale_linear(struct chart *c, struct span span)
{
    double low = fmax(span.low, -sunk * fmax(fabs(span.start), fabs(span.least)));
    double high = fmin(span.high, span.start + 2 * fabs(span.start - low));
    if (high <= low)
        low = span.low, high = span.high;
    double room = fmax(high - low, 1e-9 * fmax(fabs(high), 1e-300)) / 20;
    c->low = low - room;
    c->high = high + room;
}

static void choose_scale(struct chart *c)
{
    struct span span = find_span(c);
    if (!(span.high > span.low)) {
        c->low = isfinite(span.low) ? span.low - 1 : -1;
        c->high = isfinite(span.low) ? span.low + 1 : 1;
    } else if (span.low > 0 && span.high / span.low > log_pays) {
        scale_log(c, span, 0);
    } else if (any_arrives(c) && span.start > span.low) {
        scale_log(c, span, span.low);
    } else {
        scale_linear(c, span);
    }
}

static float y_of(const struct chart *c, double value)
{
    double t = (value - c->low) / (c->high - c->low);
    double clear = fmin(fmax(t, -1), 2);
    return c->plot.y1 - (float)clear * (c->plot.y1 - c->plot.y0);
}

static pt point_of(const struct chart *c, size_t k, double f)
{
    double value = f;
    if (c->log)
        value = f > c->below ? log10(f - c->below) : c->low;
    float x = c->plot.x0 + (float)k / (float)c->steps * (c->plot.x1 - c->plot.x0);
    return (pt){x, isnan(value) ? c->plot.y1 : y_of(c, value)};
}

static void draw_line(const struct chart *c, int run)
{
    enum { PIECE = 512 };
    pt line[PIECE];
    size_t count = c->m->path[run].rows.count, points = 0;
    struct pen pen = {.width = 0.8f * c->sizes->path, .color = c->theme->run[run]};
    for (size_t k = 0; k < count; k++) {
        double f = row_of(c, run, k)->f;
        pt at = point_of(c, k, f), last = points ? line[points - 1] : at;
        bool near = points && k + 1 < count && at.x - last.x < 0.4f
                    && fabsf(at.y - last.y) < 0.4f;
        if (near || isnan(f))
            continue;
        line[points++] = at;
        if (points < PIECE)
            continue;
        picture_stroke(c->p, line, points, pen, false);
        line[0] = at;
        points = 1;
    }
    picture_stroke(c->p, line, points, pen, false);
}

// A few marks along each line tell the runs apart without colour.
static void draw_marks(const struct chart *c, int run)
{
    size_t count = c->m->path[run].rows.count, each = (count + MARKS - 1) / MARKS;
    struct mark_style style = {c->sizes->dot, c->theme->run[run], 0.4f * c->sizes->halo,
                               c->theme->card};
    for (size_t k = each / 2; k < count && (scene_count_runs(c->s) > 1 || count == 1); k += each) {
        double f = row_of(c, run, k)->f;
        if (!isnan(f))
            mark_draw(c->p, (enum mark)run, point_of(c, k, f), &style);
    }
}

static bool is_rise(const struct chart *c, int run, size_t k)
{
    double before = row_of(c, run, k - 1)->f, after = row_of(c, run, k)->f;
    return c->s->run[run].ascend ? after < before : after > before;
}

// Steps that went the wrong way; of many, the first.
static void draw_rises(const struct chart *c, int run)
{
    size_t count = c->m->path[run].rows.count;
    int rises = 0, drawn = 0;
    for (size_t k = 1; k < count; k++)
        rises += is_rise(c, run, k);
    for (size_t k = 1; k < count && drawn < (rises > RISES ? 1 : rises); k++) {
        pt at = point_of(c, k, row_of(c, run, k)->f);
        struct mark_style style = {0.8f * c->sizes->dot, c->theme->text,
                                   0.4f * c->sizes->halo, c->theme->card};
        if (!is_rise(c, run, k))
            continue;
        drawn++;
        if (at.y >= c->plot.y0)
            mark_draw(c->p, c->s->run[run].ascend ? MARK_DOWN : MARK_UP, at, &style);
    }
}

static void name_value(const struct chart *c, double value, char out[NUMBER_TEXT])
{
    if (c->log)
        snprintf(out, NUMBER_TEXT, value < 0 ? "1e−%d" : "1e%d", abs((int)value));
    else
        number_round(out, value);
}

static int value_ticks(const struct chart *c, double out[TICKS])
{
    double step;
    int most = (int)((c->plot.y1 - c->plot.y0) / (3.2f * c->sizes->t3)), count = 0;
    most = most > TICKS ? TICKS : most < 2 ? 2 : most;
    if (!c->log)
        return ticks(c->low, c->high, most, out, &step);
    int each = 1 + (int)(c->high - c->low) / (most > 1 ? most : 1);
    for (double at = ceil(c->low); at <= c->high && count < TICKS; at++)
        if ((int)floor(at) % each == 0)
            out[count++] = at;
    return count;
}

static struct type number_type(const struct chart *c)
{
    return (struct type){.face = FACE_CONDENSED, .size = c->sizes->t3,
                         .color = c->theme->text2, .y = MIDDLE};
}

static void draw_values(const struct chart *c, const double *value, int count)
{
    struct pen pen = {.width = c->sizes->minor, .color = c->theme->grid, .cap = CAP_BUTT};
    struct type type = number_type(c);
    type.x = RIGHT;
    for (int i = 0; i < count; i++) {
        char text[NUMBER_TEXT];
        float y = y_of(c, value[i]);
        name_value(c, value[i], text);
        picture_line(c->p, (pt){c->plot.x0, y}, (pt){c->plot.x1, y}, pen);
        picture_text(c->p, (pt){c->plot.x0 - 0.4f * c->sizes->t3, y}, type, text);
    }
}

static void draw_steps(const struct chart *c)
{
    double value[TICKS], step;
    float width = c->plot.x1 - c->plot.x0, em = c->sizes->t3;
    char last[NUMBER_TEXT];
    number_round(last, c->steps);
    float each = writing_width(c->font, FACE_CONDENSED, em, last) + 1.6f * em;
    int most = (int)(width / each);
    int count = ticks(0, c->steps, most > TICKS ? TICKS : most, value, &step);
    struct type type = number_type(c);
    if (count == 1)
        value[count++] = c->steps;
    for (int i = 0; i < count; i++) {
        char text[NUMBER_TEXT];
        float x = c->plot.x0 + (float)(value[i] / c->steps) * width;
        number_round(text, value[i]);
        float half = writing_width(c->font, type.face, em, text) / 2;
        type.x = x + half > c->plot.x1 + 0.6f * em ? RIGHT : CENTER;
        if (value[i] == floor(value[i]))
            picture_text(c->p, (pt){x, c->plot.y1 + em}, type, text);
    }
}

// The longest of the titles that fits.
static void write_title(const struct chart *c, rect where)
{
    static const char *const titles[][3] = {
        {"f AT EACH STEP", "f, EACH STEP", "f"},
        {"f AT EACH STEP (log scale)", "f AT EACH STEP (log)", "f (log)"},
        {"f − LOWEST f, AT EACH STEP (log scale)", "f − LOWEST f (log scale)",
         "f − LOWEST f (log)"}};
    int kind = !c->log ? 0 : c->below == 0 ? 1 : 2, length = 0;
    struct type type = {.face = FACE_CONDENSED_BOLD, .size = c->sizes->t3,
                        .color = c->theme->text2, .y = MIDDLE};
    while (length < 2 && writing_width(c->font, type.face, type.size, titles[kind][length])
                             > where.x1 - where.x0)
        length++;
    picture_text(c->p, (pt){where.x0, where.y0 + 0.7f * c->sizes->t3}, type,
                 titles[kind][length]);
}

static float widest(const struct chart *c, const double *value, int count)
{
    float widest = 0;
    for (int i = 0; i < count; i++) {
        char text[NUMBER_TEXT];
        name_value(c, value[i], text);
        widest = fmaxf(widest, writing_width(c->font, FACE_CONDENSED, c->sizes->t3, text));
    }
    return widest;
}

static void draw_playhead(const struct chart *c, double shown)
{
    float width = c->plot.x1 - c->plot.x0;
    float x = c->plot.x0 + (float)(fmax(shown, 0) / c->steps) * width;
    struct pen pen = {.width = c->sizes->minor, .color = c->theme->focus,
                      .cap = CAP_BUTT};
    if (shown < c->steps)
        picture_line(c->p, (pt){x, c->plot.y0}, (pt){x, c->plot.y1}, pen);
}

void chart_draw(struct picture *p, rect where, const struct model *m,
                const struct scene *s, double shown, const struct theme *theme,
                const struct sizes *sizes, const struct font *font)
{
    struct chart c = {p, m, s, theme, sizes, font, .plot = where, .steps = 1};
    double value[TICKS];
    float em = sizes->t3;
    for (int run = 0; run < s->runs; run++)
        if ((int)m->path[run].rows.count - 1 > c.steps)
            c.steps = (int)m->path[run].rows.count - 1;
    choose_scale(&c);
    c.plot.y0 += 2.2f * em;
    c.plot.y1 -= 1.8f * em;
    int count = value_ticks(&c, value);
    c.plot.x0 += widest(&c, value, count) + 0.4f * em;
    c.plot.x1 -= 0.5f * em;
    write_title(&c, where);
    draw_values(&c, value, count);
    draw_steps(&c);
    draw_playhead(&c, shown);
    picture_clip(p, rect_grown(c.plot, sizes->dot / 2));
    for (int run = 0; run < s->runs; run++)
        draw_line(&c, run);
    for (int run = 0; run < s->runs; run++) {
        draw_marks(&c, run);
        draw_rises(&c, run);
    }
    picture_unclip(p);
}
