// SPDX-License-Identifier: MIT
#include "plot/chart.h"

#include "base/number.h"
#include "draw/writing.h"
#include "field/levels.h"
#include "plot/card.h"
#include "plot/echo.h"
#include "plot/mark.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { TICKS = 12, MARKS = 6, RISES = 6 };

struct chart {
    struct picture *p;
    const struct model *m;
    const struct scene *s;
    const struct theme *theme;
    const struct sizes *sizes;
    const struct font *font;
    struct chart_scale at;
    bool covered;
};

static const struct path_row *row_of(const struct chart *c, int run, size_t k)
{
    return &c->m->path[run].rows.at[k];
}

static pt point_of(const struct chart *c, int run, size_t k)
{
    return chart_scale_point(&c->at, k, row_of(c, run, k)->f);
}

static void draw_line(const struct chart *c, const struct path *path, size_t first,
                      struct pen pen)
{
    enum { PIECE = 512 };
    pt line[PIECE];
    size_t count = path->rows.count, points = 0;
    for (size_t k = first; k < count; k++) {
        double f = path->rows.at[k].f;
        pt at = chart_scale_point(&c->at, k, f), last = points ? line[points - 1] : at;
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

static void draw_run_line(const struct chart *c, int run)
{
    struct pen pen = {.width = fmaxf(0.8f * c->sizes->path, 1.5f),
                      .color = c->theme->run[run]};
    draw_line(c, &c->m->path[run], 0, pen);
}

struct names {                  // of the echoes, as they are placed
    const struct echo *echo;
    rect box[ECHOES];
    int count;
};

static bool meets(const struct chart *c, const struct path *path, rect where)
{
    enum { SAMPLES = 12 };
    float each = (c->at.plot.x1 - c->at.plot.x0) / (float)c->at.steps;
    int first = (int)fmaxf((where.x0 - c->at.plot.x0) / each, 0);
    int last = (int)ceilf((where.x1 - c->at.plot.x0) / each);
    int stride = 1 + (last - first) / SAMPLES;
    for (int k = first; k < last && k + stride < (int)path->rows.count; k += stride) {
        pt a = chart_scale_point(&c->at, (size_t)k, path->rows.at[k].f);
        pt b = chart_scale_point(&c->at, (size_t)(k + stride), path->rows.at[k + stride].f);
        if (fminf(a.y, b.y) < where.y1 && fmaxf(a.y, b.y) > where.y0)
            return true;
    }
    return false;
}

// How many lines a name would stand on; −1: it cannot stand there.
static int crowd(const struct chart *c, const struct names *n, int count, rect where)
{
    const rect *plot = &c->at.plot;
    float y = (where.y0 + where.y1) / 2;
    int lines = 0;
    if (where.x0 < plot->x0 || where.x1 > plot->x1 || y < plot->y0 || y > plot->y1)
        return -1;
    for (int i = 0; i < n->count; i++)
        if (rect_overlaps(n->box[i], where))
            return -1;
    for (int run = 0; run < c->s->runs; run++)
        lines += meets(c, &c->m->path[run], where);
    for (int i = 0; i < count; i++)
        lines += meets(c, n->echo[i].path, where);
    return lines;
}

// The step at which a line ends, or leaves the plot.
static int last_in_plot(const struct chart *c, const struct path *path)
{
    int k = 0;
    while (k + 1 < (int)path->rows.count && k < c->at.steps
           && isfinite(path->rows.at[k + 1].f)) {
        float y = chart_scale_point(&c->at, (size_t)k + 1, path->rows.at[k + 1].f).y;
        if (y < c->at.plot.y0 || y > c->at.plot.y1)
            return k;
        k++;
    }
    return k;
}

// Behind the end of its line, or else on it, where it stands on the fewest others.
static rect name_place(const struct chart *c, const struct names *n, int count,
                       const struct echo *echo, float width)
{
    enum { PLACES = 16 };
    float em = c->sizes->t3;
    int end = last_in_plot(c, echo->path), least = INT_MAX;
    rect best = {0};
    for (int i = 0; i < PLACES && least > 0; i++) {
        int k = end - end * i / PLACES;
        pt at = chart_scale_point(&c->at, (size_t)k, echo->path->rows.at[k].f);
        float x = i == 0 ? at.x + 0.3f * em : at.x - width / 2;
        rect where = {x, at.y - em / 2, x + width, at.y + em / 2};
        int lines = crowd(c, n, count, where);
        if (lines >= 0 && lines < least)
            best = where, least = lines;
    }
    return best;
}

static void name_echoes(const struct chart *c, const struct echo *echo, int count)
{
    struct names n = {.echo = echo};
    struct type type = {.face = FACE_CONDENSED_BOLD, .size = c->sizes->t3,
                        .color = c->theme->text2, .x = LEFT, .y = MIDDLE,
                        .halo = fmaxf(1.2f * c->sizes->halo, 2),
                        .halo_color = c->theme->card};
    for (int i = 0; i < count; i++) {
        if (!echo[i].name[0])
            continue;
        float width = writing_width(c->font, type.face, type.size, echo[i].name);
        rect where = name_place(c, &n, count, &echo[i], width);
        if (!(where.x1 > where.x0))
            continue;
        n.box[n.count++] = where;
        picture_text(c->p, (pt){where.x0, (where.y0 + where.y1) / 2}, type, echo[i].name);
    }
}

static void draw_echoes(const struct chart *c, const struct echo *echo, int count)
{
    float u = c->sizes->u;
    for (int i = 0; i < count; i++)
        draw_line(c, echo[i].path, (size_t)echo[i].from,
                  (struct pen){.width = fmaxf((echo[i].best ? 1 : 0.5f) * c->sizes->path, 1.5f),
                               .color = c->theme->run[echo[i].run], .cap = CAP_BUTT,
                               .dash = echo[i].dash * u, .gap = echo[i].gap * u});
}

// The rate that is pointed at in the grid or in the fan.
static void draw_trial(const struct chart *c, int trial)
{
    const struct trials *t = &c->m->study.trials;
    if (c->s->rates && trial > 0 && trial <= t->count)
        draw_line(c, &t->at[trial - 1].path, 0,
                  (struct pen){.width = c->sizes->path, .color = c->theme->focus});
}

// A few marks along each line tell the runs apart without colour.
static void draw_marks(const struct chart *c, int run)
{
    size_t count = c->m->path[run].rows.count, each = (count + MARKS - 1) / MARKS;
    float wide = (c->at.plot.x1 - c->at.plot.x0) / (float)c->at.steps;
    struct mark_style style = {c->sizes->dot, c->theme->run[run], 0.4f * c->sizes->halo,
                               c->theme->card};
    each = (size_t)fmaxf((float)each, ceilf(2.5f * c->sizes->dot / wide));
    if (scene_count_runs(c->s) == 1 && count > 1)
        return;
    for (size_t k = (each < count ? each : count) / 2; k < count; k += each) {
        pt at = point_of(c, run, k);
        if (at.y >= c->at.plot.y0 && at.y <= c->at.plot.y1)     // no: NaN
            mark_draw(c->p, (enum mark)run, at, &style);
    }
}

static bool climbs(const struct chart *c, int run, int k)
{
    return scene_settings(c->s, run, k - 1)->ascend;
}

static bool worsens(const struct chart *c, int run, int k)
{
    return path_worsens(&c->m->path[run], k, climbs(c, run, k));
}

// Steps that went the wrong way; of many, the first.
static void draw_rises(const struct chart *c, int run)
{
    const struct path *path = &c->m->path[run];
    int count = (int)path->rows.count, rises = 0, drawn = 0;
    for (int k = 1; k < count; k++)
        rises += worsens(c, run, k);
    for (int k = 1; k < count && drawn < (rises > RISES ? 1 : rises); k++) {
        pt at = point_of(c, run, (size_t)k);
        struct mark_style style = {0.8f * c->sizes->dot, c->theme->text,
                                   0.4f * c->sizes->halo, c->theme->card};
        if (!worsens(c, run, k))
            continue;
        drawn++;
        if (at.y >= c->at.plot.y0)
            mark_draw(c->p, climbs(c, run, k) ? MARK_DOWN : MARK_UP, at, &style);
    }
}

// Powers of ten are plain as long as that is short.
static void name_value(const struct chart *c, double value, char out[NUMBER_TEXT])
{
    if (c->at.log && fabs(value) > 3)
        snprintf(out, NUMBER_TEXT, value < 0 ? "1e−%d" : "1e%d", abs((int)value));
    else
        number_round(out, c->at.log ? pow(10, value) : value);
}

static int value_ticks(const struct chart *c, double out[TICKS])
{
    double step;
    int most = (int)((c->at.plot.y1 - c->at.plot.y0) / (3.2f * c->sizes->t3)), count = 0;
    most = most > TICKS ? TICKS : most < 2 ? 2 : most;
    if (!c->at.log)
        return ticks(c->at.low, c->at.high, most, out, &step);
    int each = 1 + (int)(c->at.high - c->at.low) / (most > 1 ? most : 1);
    for (double at = ceil(c->at.low); at <= c->at.high && count < TICKS; at++)
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
    float last = INFINITY;
    type.x = RIGHT;
    for (int i = 0; i < count; i++) {
        char text[NUMBER_TEXT];
        float y = chart_scale_y(&c->at, value[i]);
        if (last - y < 1.1f * type.size)
            continue;
        last = y;
        name_value(c, value[i], text);
        if (c->covered)
            snprintf(text, NUMBER_TEXT, "%s", card_dots);
        picture_line(c->p, (pt){c->at.plot.x0, y}, (pt){c->at.plot.x1, y}, pen);
        picture_text(c->p, (pt){c->at.plot.x0 - 0.4f * c->sizes->t3, y}, type, text);
    }
}

static void draw_steps(const struct chart *c)
{
    double value[TICKS], step;
    float width = c->at.plot.x1 - c->at.plot.x0, em = c->sizes->t3;
    char last[NUMBER_TEXT];
    number_round(last, c->at.steps);
    float each = writing_width(c->font, FACE_CONDENSED, em, last) + 1.6f * em;
    int most = (int)(width / each);
    int count = ticks(0, c->at.steps, most > TICKS ? TICKS : most, value, &step);
    struct type type = number_type(c);
    if (count == 1)
        value[count++] = c->at.steps;
    for (int i = 0; i < count; i++) {
        char text[NUMBER_TEXT];
        float x = c->at.plot.x0 + (float)(value[i] / c->at.steps) * width;
        number_round(text, value[i]);
        float half = writing_width(c->font, type.face, em, text) / 2;
        type.x = x + half > c->at.plot.x1 + 0.6f * em ? RIGHT : CENTER;
        if (value[i] == floor(value[i]))
            picture_text(c->p, (pt){x, c->at.plot.y1 + em}, type, text);
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
    int kind = !c->at.log ? 0 : c->at.below == 0 ? 1 : 2, length = 0;
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
    float x = chart_scale_x(&c->at, fmax(shown, 0));
    struct pen pen = {.width = c->sizes->minor, .color = c->theme->focus,
                      .cap = CAP_BUTT};
    if (shown < c->at.steps)
        picture_line(c->p, (pt){x, c->at.plot.y0}, (pt){x, c->at.plot.y1}, pen);
}

enum { WORDS = 256, EACH = 160 };

static int arrival_of(const struct chart *c, int run)
{
    bool ascend = scene_settings(c->s, run, DESCENT_STEPS)->ascend;
    return chart_scale_arrival(&c->at, &c->m->path[run], ascend, c->s->target);
}

static void add_arrival(char out[EACH], int run, int step, bool brief)
{
    size_t length = strlen(out);
    char count[NUMBER_TEXT];
    snprintf(count, sizeof count, brief ? "%d" : "step %d", step);
    snprintf(out + length, EACH - length, "%s%c %s", brief ? "  " : ", ", 'A' + run,
             step >= 0 ? count : brief ? "—" : "never");
}

// "A reaches 0.001 at step 20"; of several runs "0.001: A step 20, B step 35".
static void say_arrivals(const struct chart *c, char out[WORDS], bool brief)
{
    char target[NUMBER_TEXT], each[EACH] = "";
    int last = 0, step = -1;
    number_round(target, c->s->target);
    for (int run = 0; run < c->s->runs; run++) {
        if (c->m->path[run].rows.count == 0)
            continue;
        last = run;
        step = arrival_of(c, run);
        add_arrival(each, run, step, brief);
    }
    if (scene_count_runs(c->s) > 1 && each[0])
        snprintf(out, WORDS, "%s: %s", target, each + 2);
    else if (step < 0)
        snprintf(out, WORDS, "%c does not reach %s", 'A' + last, target);
    else
        snprintf(out, WORDS, "%c reaches %s at step %d", 'A' + last, target, step);
}

static void write_arrivals(const struct chart *c, rect where, float middle)
{
    char words[WORDS];
    float em = c->sizes->t3;
    struct card line = {c->p, c->font, c->theme, c->sizes, where, where.x0, where.x1, 0,
                        false};
    say_arrivals(c, words, false);
    if (writing_width(c->font, FACE_CONDENSED, em, words) > where.x1 - where.x0)
        say_arrivals(c, words, true);
    card_write(&line, where.x0, middle, FACE_CONDENSED, em, c->theme->text2, words);
}

// A line to drag, and where each run crosses it.
static void draw_target(const struct chart *c)
{
    rect plot = c->at.plot;
    float y = chart_scale_target_y(&c->at, c->s->target), u = c->sizes->u;
    struct pen pen = {.width = fmaxf(0.2f * u, 1.5f), .color = c->theme->text2,
                      .cap = CAP_BUTT, .dash = 1.1f * u, .gap = 0.7f * u};
    picture_line(c->p, (pt){plot.x0, y}, (pt){plot.x1, y}, pen);
    rect handle = chart_scale_handle(&c->at, c->s->target, c->sizes);
    picture_disc(c->p, (pt){plot.x1, y}, (handle.x1 - handle.x0) / 2, c->theme->text2);
}

// A sign where the line leaves through the top, or where it ends.
static void draw_divergence(const struct chart *c, int run)
{
    const struct path *path = &c->m->path[run];
    rect plot = c->at.plot;
    struct mark_style style = {1.3f * c->sizes->dot, c->theme->run[run],
                               0.4f * c->sizes->halo, c->theme->card};
    pt at = {plot.x0, plot.y1};
    if (!path->rows.count || (path->end != PATH_DIVERGED && path->end != PATH_LEFT))
        return;
    for (size_t k = 0; k < path->rows.count && isfinite(row_of(c, run, k)->f); k++) {
        pt before = k ? at : point_of(c, run, k);
        at = point_of(c, run, k);
        if (at.y >= plot.y0)
            continue;
        float t = before.y > at.y ? (before.y - plot.y0) / (before.y - at.y) : 0;
        at.x = before.x + t * (at.x - before.x);
        break;
    }
    at.y = fminf(fmaxf(at.y, plot.y0), plot.y1);
    mark_draw(c->p, MARK_WARNING, at, &style);
}

static void draw_looked_at(const struct chart *c, int run, int step)
{
    if (run < 0 || run >= c->s->runs || (size_t)step >= c->m->path[run].rows.count)
        return;
    pt at = point_of(c, run, (size_t)step);
    struct mark_style style = {0.8f * c->sizes->ball, c->theme->run[run], 0.8f * c->sizes->halo,
                               c->theme->text};
    if (at.y >= c->at.plot.y0 && at.y <= c->at.plot.y1)
        mark_draw(c->p, (enum mark)run, at, &style);
}

static void draw_lines(const struct chart *c, const struct chart_view *view)
{
    picture_clip(c->p, rect_grown(c->at.plot, c->sizes->ball / 2 + c->sizes->halo));
    struct echo echo[ECHOES];
    int count = echo_list(echo, c->m, c->s);
    draw_echoes(c, echo, count);
    draw_trial(c, view->trial);
    for (int run = 0; run < c->s->runs; run++)
        draw_run_line(c, run);
    for (int run = 0; run < c->s->runs; run++) {
        draw_marks(c, run);
        draw_rises(c, run);
        draw_divergence(c, run);
    }
    name_echoes(c, echo, count);
    draw_looked_at(c, view->run, view->step);
    picture_unclip(c->p);
}

void chart_draw(struct picture *p, rect where, const struct model *m,
                const struct scene *s, struct chart_view *view,
                const struct theme *theme, const struct sizes *sizes,
                const struct font *font)
{
    struct chart c = {p, m, s, theme, sizes, font,
                      view->held ? view->scale : chart_scale_for(m, s), view->covered};
    double value[TICKS];
    float em = sizes->t3;
    bool roomy = where.y1 - where.y0 > 7.6f * em;
    c.at.plot = where;
    c.at.plot.y0 += roomy ? 3.4f * em : 2.2f * em;
    c.at.plot.y1 -= 1.8f * em;
    int count = value_ticks(&c, value);
    c.at.plot.x0 += widest(&c, value, count) + 0.4f * em;
    c.at.plot.x1 -= 0.5f * em;
    write_title(&c, where);
    if (!c.covered)
        view->scale = c.at;
    if (roomy && !c.covered)
        write_arrivals(&c, where, where.y0 + 2.1f * em);
    draw_values(&c, value, count);
    draw_steps(&c);
    draw_target(&c);
    draw_playhead(&c, view->shown);
    draw_lines(&c, view);
}
