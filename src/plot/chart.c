// SPDX-License-Identifier: MIT
#include "plot/chart.h"

#include "base/number.h"
#include "draw/writing.h"
#include "field/levels.h"
#include "plot/chart_line.h"
#include "plot/chart_names.h"
#include "plot/chart_words.h"
#include "plot/echo.h"
#include "plot/mark.h"
#include "plot/walk.h"

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
    return chart_scale_row(&c->at, &c->m->path[run], k);
}

static void draw_line(const struct chart *c, const struct path *path, size_t first,
                      struct pen pen)
{
    chart_line_draw(c->p, &c->at, path, first, c->m->value, pen);
}

static void draw_run_line(const struct chart *c, int run)
{
    struct pen pen = {.width = fmaxf(0.8f * c->sizes->path, 1.5f),
                      .color = c->theme->run[run]};
    draw_line(c, &c->m->path[run], 0, pen);
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
    float wide = (c->at.plot.x1 - c->at.plot.x0) / (float)c->at.end;
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

// On the way each step that is shown has its mark; of many, some; what comes too close
// to the one before is left out.
static void draw_dots(const struct chart *c, int run, double shown)
{
    enum { DOTS = 250 };
    const struct path *path = &c->m->path[run];
    struct mark_style style = {0.8f * c->sizes->dot, c->theme->run[run],
                               0.4f * c->sizes->halo, c->theme->card};
    pt before = {-INFINITY, 0};
    size_t count = path->rows.count, last = count ? walk_row(path, shown) : 0;
    for (size_t k = 0; k < count && k <= last; k += 1 + count / DOTS) {
        pt at = point_of(c, run, k);
        bool near = hypotf(at.x - before.x, at.y - before.y) < 1.2f * style.size;
        if (at.x > c->at.plot.x1 + 1)
            return;
        if ((near && k < last) || !(at.y >= c->at.plot.y0 && at.y <= c->at.plot.y1))
            continue;
        before = at;
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
    float last = c->at.plot.y1 + 0.9f * type.size;      // below it the axis has a name
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
    number_round(last, floor(c->at.end));
    float each = writing_width(c->font, FACE_CONDENSED, em, last) + 1.6f * em;
    int most = (int)(width / each);
    int count = ticks(0, c->at.end, most > TICKS ? TICKS : most, value, &step);
    struct type type = number_type(c);
    if (count == 1)
        value[count++] = c->at.end;
    for (int i = 0; i < count; i++) {
        char text[NUMBER_TEXT];
        float x = c->at.plot.x0 + (float)(value[i] / c->at.end) * width;
        number_round(text, value[i]);
        float half = writing_width(c->font, type.face, em, text) / 2;
        type.x = x + half > c->at.plot.x1 + 0.6f * em ? RIGHT : CENTER;
        if (c->at.walked || value[i] == floor(value[i]))
            picture_text(c->p, (pt){x, c->at.plot.y1 + em}, type, text);
    }
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
    double longest = 0;
    for (int run = 0; run < c->s->runs; run++)
        longest = fmax(longest, (double)c->m->path[run].rows.count - 1);
    float x = chart_scale_x(&c->at, fmax(shown, 0));
    struct pen pen = {.width = c->sizes->minor, .color = c->theme->focus,
                      .cap = CAP_BUTT};
    if (shown < fmin(longest, c->at.end))
        picture_line(c->p, (pt){x, c->at.plot.y0}, (pt){x, c->at.plot.y1}, pen);
}

// A line to drag, and where each run crosses it.  Of a target out of sight there is
// only the handle.
static void draw_target(const struct chart *c)
{
    rect plot = c->at.plot;
    float y = chart_scale_target_y(&c->at, c->s->target), u = c->sizes->u;
    struct pen pen = {.width = fmaxf(0.2f * u, 1.5f), .color = c->theme->text2,
                      .cap = CAP_BUTT, .dash = 1.1f * u, .gap = 0.7f * u};
    if (chart_scale_shows_target(&c->at, c->s->target))
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
    at.x = fminf(at.x, plot.x1);
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

// Where each run is; its steps lie elsewhere than those of others.
static void draw_heads(const struct chart *c, double shown)
{
    for (int run = 0; run < c->s->runs; run++) {
        const struct path *path = &c->m->path[run];
        if (path->rows.count && shown < (double)(path->rows.count - 1))
            draw_looked_at(c, run, (int)walk_row(path, shown));
    }
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
        if (c->at.walked)
            draw_dots(c, run, view->shown);
        else
            draw_marks(c, run);
        draw_rises(c, run);
        draw_divergence(c, run);
    }
    chart_names_draw(&(struct chart_names){c->p, &c->at, c->m, echo, count, c->theme,
                                           c->sizes, c->font});
    if (c->at.walked)
        draw_heads(c, view->shown);
    draw_looked_at(c, view->run, view->step);
    picture_unclip(c->p);
}

const char *chart_axis_word(const struct scene *s)
{
    return s->walked ? "walked" : "step";
}

rect chart_axis(rect where, const struct scene *s, const struct sizes *sizes,
                const struct font *font)
{
    float em = sizes->t3, middle = where.y1 - 0.8f * em;
    float width = writing_width(font, FACE_CONDENSED, em, chart_axis_word(s)) + 0.6f * em;
    return (rect){where.x0, middle - 0.66f * em, where.x0 + width, middle + 0.66f * em};
}

static void name_axis(const struct chart *c, rect axis)
{
    struct type type = number_type(c);
    type.x = LEFT;
    picture_text(c->p, (pt){axis.x0, (axis.y0 + axis.y1) / 2}, type,
                 chart_axis_word(c->s));
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
    struct card words = {p, font, theme, sizes, where, where.x0, where.x1, where.y0,
                         c.covered};
    c.at.plot = where;
    c.at.plot.y0 = chart_words_write(&words, &c.at, m, s, view->tells, view->shown);
    c.at.plot.y1 -= 1.8f * em;
    int count = value_ticks(&c, value);
    rect axis = chart_axis(where, s, sizes, font);
    c.at.plot.x0 += fmaxf(widest(&c, value, count) + 0.4f * em,
                          axis.x1 - axis.x0 + 0.7f * em);
    c.at.plot.x1 -= 0.5f * em;
    if (!c.covered)
        view->scale = c.at;
    draw_values(&c, value, count);
    draw_steps(&c);
    if (!view->button)
        name_axis(&c, axis);
    if (c.at.aim.kind != AIM_NONE)
        draw_target(&c);
    if (!c.at.walked)
        draw_playhead(&c, view->shown);
    draw_lines(&c, view);
}
