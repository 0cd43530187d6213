// SPDX-License-Identifier: MIT
#include "plot/cards.h"

#include "base/number.h"
#include "plot/chart.h"
#include "plot/mark.h"
#include "plot/notes.h"
#include "plot/writing.h"

static const float line_height = 1.4f;          // em
static const float least_size = 0.72f;          // of its size a text may shrink to

struct writer {
    struct picture *p;
    const struct font *font;
    const struct theme *theme;
    const struct sizes *sizes;
    float left, right, y;       // y: the top of the next line
};

// One line from x to the right border; what is too long shrinks, then ends in dots.
static void write_at(const struct writer *w, float x, float middle, enum face face,
                     float size, rgba color, const char *words)
{
    struct text text = {0};
    float room = w->right - x, width = writing_width(w->font, face, size, words);
    if (width > room)
        size *= fmaxf(least_size, 0.99f * room / width);
    text_add(&text, words);
    writing_shorten(&text, w->font, face, size, room);
    picture_text(w->p, (pt){x, middle},
                 (struct type){.face = face, .size = size, .color = color, .x = LEFT,
                               .y = MIDDLE}, text_or_empty(&text));
    w->p->items.failed |= text.failed;
    text_free(&text);
}

static float next_line(struct writer *w, float size)
{
    float middle = w->y + line_height * size / 2;
    w->y += line_height * size;
    return middle;
}

static void write_title(struct writer *w, const char *words)
{
    float size = w->sizes->t3;
    write_at(w, w->left, next_line(w, size), FACE_CONDENSED_BOLD, size, w->theme->text2,
             words);
}

static void write_row(struct writer *w, const char *name, const char *value)
{
    float size = w->sizes->t2, middle = next_line(w, size);
    write_at(w, w->left, middle, FACE_CONDENSED, size, w->theme->text2, name);
    write_at(w, w->left + 1.1f * size, middle, FACE_CONDENSED, size, w->theme->text,
             value);
}

static void write_mark(const struct writer *w, int run, float x, float middle)
{
    struct mark_style style = {1.2f * w->sizes->dot, w->theme->run[run], 0, {0}};
    mark_draw(w->p, (enum mark)run, (pt){x, middle}, &style);
}

static const struct path_row *last_row(const struct path *path)
{
    return path->rows.count ? &path->rows.at[path->rows.count - 1] : NULL;
}

static void write_reason(struct writer *w, const struct path *path,
                         const struct descent *d)
{
    struct text why = {0};
    path_reason(&why, path, d);
    write_at(w, w->left, next_line(w, w->sizes->t3), FACE_CONDENSED, w->sizes->t3,
             w->theme->text2, text_or_empty(&why));
    w->p->items.failed |= why.failed;
    text_free(&why);
}

// "0.1, cosine": the learning rate as it was given and how it goes on.
static void name_rate(struct text *out, const struct descent *d)
{
    char number[NUMBER_TEXT];
    text_add(out, number_round(number, d->lr));
    if (d->schedule)
        text_addf(out, ", %s", schedules[d->schedule].label);
    if (d->ascend)
        text_add(out, ", climbing");
}

static void write_one(struct writer *w, const struct path *path,
                      const struct descent *d)
{
    struct text words = {0};
    char x[NUMBER_TEXT], y[NUMBER_TEXT];
    const struct path_row *row = last_row(path);
    text_addf(&words, "RUN A   step %zu of %d", path->rows.count - 1, d->steps);
    write_title(w, text_or_empty(&words));
    float middle = next_line(w, w->sizes->t2);
    write_mark(w, 0, w->left + 0.4f * w->sizes->t2, middle);
    write_at(w, w->left + 1.1f * w->sizes->t2, middle, FACE_CONDENSED, w->sizes->t2,
             w->theme->text, methods[d->method].label);
    text_clear(&words);
    text_addf(&words, "(%s, %s)", number_shown(x, row->at.x, 3),
              number_shown(y, row->at.y, 3));
    write_row(w, "θ", text_or_empty(&words));
    write_row(w, "f", number_shown(x, row->f, 3));
    text_clear(&words);
    name_rate(&words, d);
    write_row(w, "η", text_or_empty(&words));
    w->p->items.failed |= words.failed;
    text_free(&words);
    write_reason(w, path, d);
}

// Two lines a run: who it is, and how it ended.  Where there is little room, the first
// of them, smaller.
static void write_brief(struct writer *w, int run, const struct path *path,
                        const struct descent *d, bool small)
{
    struct text words = {0};
    char number[NUMBER_TEXT], how[NOTE_TEXT], letter[2] = {(char)('A' + run), 0};
    const struct path_row *row = last_row(path);
    float size = small ? w->sizes->t3 : w->sizes->t2, left = w->left;
    float middle = next_line(w, size);
    write_mark(w, run, left + 0.4f * size, middle);
    write_at(w, left + 1.0f * size, middle, FACE_CONDENSED_BOLD, size, w->theme->text,
             letter);
    text_addf(&words, "%s  η ", methods[d->method].brief);
    name_rate(&words, d);
    write_at(w, left + 1.9f * size, middle, FACE_CONDENSED, size, w->theme->text,
             text_or_empty(&words));
    text_clear(&words);
    notes_name_end(path, how);
    text_addf(&words, "f %s   %s", number_shown(number, row->f, 3), how);
    if (!how[0])
        text_addf(&words, "step %zu", path->rows.count - 1);
    if (!small)
        write_at(w, left + 1.0f * size, next_line(w, w->sizes->t3), FACE_CONDENSED,
                 w->sizes->t3, w->theme->text2, text_or_empty(&words));
    w->p->items.failed |= words.failed;
    text_free(&words);
}

static float runs_height(const struct scene *s, const struct sizes *sizes)
{
    float one = line_height * (2 * sizes->t3 + 4 * sizes->t2);
    float many = line_height * (sizes->t3 + (float)s->runs * (sizes->t2 + sizes->t3));
    return s->runs == 1 ? one : many;
}

static void draw_runs(struct writer *w, const struct model *m, const struct scene *s,
                      bool small)
{
    if (s->runs == 1 && last_row(&m->path[0]) && !small) {
        write_one(w, &m->path[0], &s->run[0]);
        return;
    }
    write_title(w, "RUNS");
    for (int i = 0; i < s->runs; i++)
        if (last_row(&m->path[i]))
            write_brief(w, i, &m->path[i], &s->run[i], small);
}

// Cuts the area in two: above and below, or side by side where it is low and wide.
static void divide(rect area, float first_height, float gap, rect *first, rect *second)
{
    bool wide = area.x1 - area.x0 > 1.5f * (area.y1 - area.y0);
    *first = *second = area;
    if (wide) {
        float middle = area.x0 + 0.46f * (area.x1 - area.x0);
        first->x1 = middle - gap / 2;
        second->x0 = middle + gap / 2;
    } else {
        first->y1 = fminf(area.y0 + first_height, area.y1);
        second->y0 = fminf(first->y1 + gap, area.y1);
    }
}

void cards_draw(struct picture *p, const struct model *m, const struct scene *s,
                const struct layout *layout, const struct theme *theme,
                const struct font *font)
{
    const struct sizes *sizes = &layout->sizes;
    rect all = layout->cards, runs, chart;
    float gap = 1.2f * sizes->u, pad = 1.4f * sizes->u;
    if (!(all.x1 > all.x0))
        return;
    picture_group(p, "cards");
    picture_box(p, all, theme->panel);
    float high = runs_height(s, sizes) + 2 * pad;
    divide(rect_grown(all, -gap), high, gap, &runs, &chart);
    picture_round_box(p, runs, 0.8f * sizes->u, theme->card);
    struct writer w = {p, font, theme, sizes, runs.x0 + pad, runs.x1 - pad,
                       runs.y0 + pad};
    picture_clip(p, runs);
    draw_runs(&w, m, s, runs.y1 - runs.y0 < high - 1);
    picture_unclip(p);
    if (chart.y1 - chart.y0 > 7 * sizes->t3) {
        picture_round_box(p, chart, 0.8f * sizes->u, theme->card);
        chart_draw(p, rect_grown(chart, -pad), m, s, theme, sizes, font);
    }
    picture_ungroup(p);
}
