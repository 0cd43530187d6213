// SPDX-License-Identifier: MIT
#include "plot/run_card.h"

#include "base/number.h"
#include "draw/writing.h"
#include "plot/mark.h"
#include "plot/notes.h"
#include "plot/rate_curve.h"
#include "plot/walk.h"

#include <stdio.h>
#include <string.h>

enum { WORDS = 160, RATE = 96 };
static const char covered_words[] = "numbers covered — K shows them";

const char run_card_ghosts[] = "η/2  2η";

enum room { ROOM_ENOUGH, ROOM_LITTLE, ROOM_LEAST };

static enum room room_of(const struct card *c, const struct scene *s)
{
    float high = c->where.y1 - c->where.y0 + 1;
    int runs = scene_count_runs(s);
    return high >= run_card_least(s, c->sizes) ? ROOM_ENOUGH
           : high >= card_height(c->sizes, 1 + 2 * runs, 0, 0) ? ROOM_LITTLE
                                                               : ROOM_LEAST;
}

rect run_card_button(const struct card *c, const struct scene *s)
{
    struct card line = *c;
    float small = c->sizes->t3, middle = card_line(&line, small);
    bool one = scene_count_runs(s) == 1 && room_of(c, s) == ROOM_ENOUGH;
    for (int i = 0; one && i < 4; i++)
        middle = card_line(&line, c->sizes->t2);
    float half = (one ? 0.58f * c->sizes->t2 : 0.66f * small) + 0.2f * c->sizes->u;
    float width = writing_width(c->font, FACE_CONDENSED, small, run_card_ghosts)
                 + 2.4f * c->sizes->u;
    if (c->right - c->left < 2 * width)
        return (rect){0};
    return (rect){c->right - width, middle - half, c->right, middle + half};
}

static void draw_mark(const struct card *c, int run, float x, float middle)
{
    struct mark_style style = {1.2f * c->sizes->dot, c->theme->run[run], 0, {0}};
    mark_draw(c->p, (enum mark)run, (pt){x, middle}, &style);
}

// Four digits say enough.
static double rounded(double value)
{
    double power = pow(10, 3 - floor(log10(value))), few = round(value * power) / power;
    return isfinite(few) && few > 0 ? few : value;
}

// "0.1, cosine": the learning rate as it was given and how it goes on.
static const char *name_rate(const struct descent *d, char out[RATE])
{
    char number[NUMBER_TEXT];
    snprintf(out, RATE, "%s%s%s%s", number_round(number, rounded(d->lr)), d->schedule ? ", " : "",
             d->schedule ? schedules[d->schedule].label : "",
             d->ascend ? ", ascent" : "");
    return out;
}

// How it ended, with its sign and colour.
static void write_end(struct card *c, const struct path *path, const char *reason)
{
    bool arrived = path->end == PATH_CONVERGED;
    bool bad = path->end == PATH_DIVERGED || path->end == PATH_LEFT;
    const char *sign = arrived ? "✓ " : bad ? "⚠ " : path->end == PATH_CYCLING ? "⇄ "
                     : path->end == PATH_FLAT || path->flat_from >= 0 ? "▬ " : "";
    char words[WORDS];
    snprintf(words, WORDS, "%s%s", sign, reason);
    card_say(c, arrived ? c->theme->ok : bad ? c->theme->error : c->theme->text2, words);
}

static bool is_scheduled(const struct scene *s, int run)
{
    return scene_has_run(s, run)
           && (s->run[run].schedule || scene_settings(s, run, DESCENT_STEPS)->schedule);
}

// Where there is a line for it, and so many small ones below it.
static void write_schedule(struct card *c, const struct model *m, const struct scene *s,
                           int run, int step, int below)
{
    float padding = c->left - c->where.x0;
    float end = c->y + card_height(c->sizes, below, 1, 0) - padding;
    if (is_scheduled(s, run) && m->path[run].rows.count > 1 && end <= c->where.y1 + 1)
        rate_curve_draw(c, &m->path[run], c->theme->run[run], step);
}

// The settings at a step, up to `right`, and since when they are in force.
static void write_rate(struct card *c, const struct model *m, const struct scene *s,
                       int run, int step, float right)
{
    char words[RATE];
    struct card line = *c;
    int fork = scene_fork_at(s, run, step);
    line.right = right;
    float x = c->left + 1.1f * c->sizes->t2;
    name_rate(scene_settings(s, run, step), words);
    if (!card_fits_shrunk(&line, x, FACE_CONDENSED, c->sizes->t2, words))
        words[strcspn(words, ",")] = 0;         // the map tells the rest
    card_row(&line, "η", words, 1.1f);
    c->y = line.y;
    write_schedule(c, m, s, run, step, 1);
    snprintf(words, RATE, "forked at step %d", fork < 0 ? 0 : s->fork[fork].at);
    if (fork >= 0)
        card_words(c, words);
}

static void write_one(struct card *c, const struct model *m, const struct scene *s,
                      int run, double shown, bool button)
{
    rect beside = button ? run_card_button(c, s) : (rect){0};
    float right = beside.x1 > beside.x0 ? beside.x0 - 0.5f * c->sizes->t3 : c->right;
    const struct path *path = &m->path[run];
    char words[WORDS], x[NUMBER_TEXT], y[NUMBER_TEXT];
    size_t step = walk_row(path, shown);
    const struct descent *d = scene_settings(s, run, (int)step);
    const struct path_row *row = &path->rows.at[step];
    float size = c->sizes->t2;
    snprintf(words, WORDS, c->covered ? "RUN %c" : "RUN %c   step %zu of %zu", 'A' + run,
             step, path->rows.count - 1);
    card_title(c, words);
    float middle = card_line(c, size);
    draw_mark(c, run, c->left + 0.4f * size, middle);
    card_write(c, c->left + 1.1f * size, middle, FACE_CONDENSED, size, c->theme->text,
               methods[d->method].label);
    snprintf(words, WORDS, "(%s, %s)", number_shown(x, row->at.x, 3),
             number_shown(y, row->at.y, 3));
    card_row(c, "θ", card_number(c, words), 1.1f);
    card_row(c, "f", card_number(c, number_shown(x, row->f, 3)), 1.1f);
    write_rate(c, m, s, run, (int)step, right);
    if (c->covered)
        card_words(c, covered_words);
    else if (step + 1 == path->rows.count)
        write_end(c, path, m->reason[run]);
    else
        card_words(c, "running …");
    if (!c->covered)
        card_paragraph(c, c->theme->text2, 3, m->regime[run]);
}

// "f 0.313   ⚠ diverged at step 17"; where that is too long the end without its words,
// where that is too long f alone.
static void write_state(struct card *c, float x, const char *f, const char *how)
{
    char words[WORDS];
    float em = c->sizes->t3, middle = card_line(c, em);
    int sign = (int)strcspn(how, " ");
    const char *number = how + strlen(how);
    while (number > how && number[-1] != ' ')
        number--;
    snprintf(words, WORDS, "f %s   %s", f, how);
    if (!card_fits(c, x, FACE_CONDENSED, em, words))
        snprintf(words, WORDS, "f %s   %.*s %s", f, sign, how, number);
    if (!card_fits(c, x, FACE_CONDENSED, em, words))
        snprintf(words, WORDS, "f %s", f);
    card_write(c, x, middle, FACE_CONDENSED, em, c->theme->text2, words);
}

// "✓ step 70" at its end, before that "step 12".
static void name_state(const struct path *path, size_t step, char out[NOTE_TEXT])
{
    notes_name_end(path, out);
    if (!out[0] || step + 1 < path->rows.count)
        snprintf(out, NOTE_TEXT, "step %zu", step);
}

// Two lines a run: who it is, and how it ended.  Where there is little room they are
// smaller, where there is least one line says who it is and f.
static void write_brief(struct card *c, int run, const struct path *path,
                        const struct scene *s, double shown, enum room room)
{
    char words[WORDS], rate[RATE], number[NUMBER_TEXT], how[NOTE_TEXT];
    char letter[2] = {(char)('A' + run), 0};
    size_t step = walk_row(path, shown);
    const struct descent *d = scene_settings(s, run, (int)step);
    const struct path_row *row = &path->rows.at[step];
    float size = room ? c->sizes->t3 : c->sizes->t2, left = c->left;
    float middle = card_line(c, size);
    draw_mark(c, run, left + 0.4f * size, middle);
    card_write(c, left + 1.0f * size, middle, FACE_CONDENSED_BOLD, size, c->theme->text,
               letter);
    number_shown(number, row->f, 3);
    if (room == ROOM_LEAST)
        snprintf(words, WORDS, "%s  f %s", methods[d->method].brief, card_number(c, number));
    else
        snprintf(words, WORDS, "%s  η %s", methods[d->method].brief, name_rate(d, rate));
    int fork = scene_fork_at(s, run, (int)step);
    size_t length = strlen(words);
    if (fork >= 0)
        snprintf(words + length, WORDS - length, " from step %d", s->fork[fork].at);
    if (!card_fits(c, left + 1.9f * size, FACE_CONDENSED, size, words))
        words[length] = 0;
    card_write(c, left + 1.9f * size, middle, FACE_CONDENSED, size, c->theme->text,
               words);
    if (room == ROOM_LEAST)
        return;
    name_state(path, step, how);
    write_state(c, left + 1.0f * size, card_number(c, number), c->covered ? "" : how);
}

void run_card_line(struct card *c, const struct model *m, const struct scene *s, int run,
                   double shown)
{
    const struct path *path = &m->path[run];
    char words[WORDS], rate[RATE], number[NUMBER_TEXT], how[NOTE_TEXT];
    char letter[2] = {(char)('A' + run), 0};
    float em = c->sizes->t3, middle = card_line(c, em), x = c->left + 1.9f * em;
    size_t step = walk_row(path, shown);
    const struct descent *d = scene_settings(s, run, (int)step);
    draw_mark(c, run, c->left + 0.4f * em, middle);
    card_write(c, c->left + em, middle, FACE_CONDENSED_BOLD, em, c->theme->text, letter);
    name_state(path, step, how);
    number_shown(number, path->rows.at[step].f, 3);
    snprintf(words, WORDS, "%s  η %s  f %s  %s", methods[d->method].brief,
             name_rate(d, rate), number, how);
    if (!card_fits(c, x, FACE_CONDENSED, em, words))
        snprintf(words, WORDS, "f %s  %s", number, how);
    if (!card_fits(c, x, FACE_CONDENSED, em, words))
        snprintf(words, WORDS, "f %s", number);
    card_write(c, x, middle, FACE_CONDENSED, em, c->theme->text, words);
}

float run_card_least(const struct scene *s, const struct sizes *sizes)
{
    int runs = scene_count_runs(s);
    return runs == 1 ? card_height(sizes, 2, 4, 0) : card_height(sizes, 1 + runs, runs, 0);
}

// Small lines that its end and what a step does to it take, or what stands there instead.
static int word_lines(const struct model *m, int run, const struct sizes *sizes,
                      const struct font *font, float width)
{
    struct card c = card_open(NULL, (rect){0, 0, width, 0}, NULL, sizes, font);
    char end[WORDS];
    snprintf(end, WORDS, "✓ %s", m->reason[run]);
    int lines = card_lines(&c, 2, end) + card_lines(&c, 3, m->regime[run]);
    int covered = card_lines(&c, 2, covered_words);
    return lines > covered ? lines : covered;
}

float run_card_height(const struct model *m, const struct scene *s,
                      const struct sizes *sizes, const struct font *font, float width)
{
    int last = s->runs - 1, lines = 1;                  // its title
    float curve = card_height(sizes, 0, is_scheduled(s, s->chosen), 0)
                  - card_height(sizes, 0, 0, 0);
    if (scene_count_runs(s) != 1)
        return curve + run_card_least(s, sizes);
    lines += word_lines(m, last, sizes, font, width) + (scene_last_fork(s, last) >= 0);
    return curve + card_height(sizes, lines, 4, 0);
}

void run_card_draw(struct card *c, const struct model *m, const struct scene *s,
                   double shown, bool buttons)
{
    int last = s->runs - 1;
    enum room room = room_of(c, s);
    if (scene_count_runs(s) == 1 && !room && m->path[last].rows.count) {
        write_one(c, m, s, last, shown, buttons);
        return;
    }
    card_title(c, "RUNS");
    for (int i = 0; i < s->runs; i++)
        if (m->path[i].rows.count)
            write_brief(c, i, &m->path[i], s, shown, room);
    if (scene_has_run(s, s->chosen) && m->path[s->chosen].rows.count)
        write_schedule(c, m, s, s->chosen,
                       (int)walk_row(&m->path[s->chosen], shown), 0);
}
