// SPDX-License-Identifier: MIT
#include "plot/chart_words.h"

#include "base/number.h"
#include "plot/run_card.h"
#include "plot/walk.h"

#include <stdio.h>
#include <string.h>

enum { WORDS = 256 };
static const float least_plot = 4.2f;           // em, with the numbers of the steps
static const float line_high = 1.32f;           // em

// The longest of the titles that fits.
static void write_title(struct card *c, const struct chart_scale *scale)
{
    static const char *const titles[][3] = {
        {"f AT EACH STEP", "f, EACH STEP", "f"},
        {"f AT EACH STEP (log scale)", "f AT EACH STEP (log)", "f (log)"},
        {"f − LOWEST f, AT EACH STEP (log scale)", "f − LOWEST f (log scale)",
         "f − LOWEST f (log)"},
        {"f ALONG THE WAY", "f, THE WAY", "f"}};
    int kind = scale->walked ? 3 : !scale->log ? 0 : scale->below == 0 ? 1 : 2, length = 0;
    while (length < 2 && !card_fits(c, c->left, FACE_CONDENSED_BOLD, c->sizes->t3,
                                    titles[kind][length]))
        length++;
    card_title(c, titles[kind][length]);
}

static const char between[] = "  ";

static void add_arrival(char out[WORDS], int run, int step, bool brief)
{
    size_t length = strlen(out);
    char count[NUMBER_TEXT];
    snprintf(count, sizeof count, brief ? "%d" : "step %d", step);
    snprintf(out + length, WORDS - length, "%s%c %s", brief ? between : ", ", 'A' + run,
             step >= 0 ? count : brief ? "—" : "never");
}

// "A reaches 0.001 at step 20"; of several runs "0.001: A step 20, B never", briefly
// "0.001: A 20  B —"; why there is no target.
static void say_arrivals(const struct chart_scale *scale, const struct model *m,
                         const struct scene *s, bool brief, char out[WORDS])
{
    char target[NUMBER_TEXT], each[WORDS] = "";
    int last = 0, step = -1;
    chart_scale_name_target(scale, s->target, target);
    for (int run = 0; run < s->runs; run++) {
        if (m->path[run].rows.count == 0)
            continue;
        last = run;
        step = chart_scale_arrival(scale, &m->path[run], s->target);
        add_arrival(each, run, step, brief);
    }
    if (scale->aim.kind == AIM_NONE)
        snprintf(out, WORDS, "%s", scale->aim.missing);
    else if (scene_count_runs(s) > 1 || brief)
        snprintf(out, WORDS, "%s: %.200s", target, each + strlen(between));
    else if (step < 0)
        snprintf(out, WORDS, "%c does not reach %s", 'A' + last, target);
    else
        snprintf(out, WORDS, "%c reaches %s at step %d", 'A' + last, target, step);
}

static void add_way(char out[WORDS], int run, const char *walked)
{
    size_t length = strlen(out);
    snprintf(out + length, WORDS - length, "%s%c %s", between, 'A' + run, walked);
}

// "A has walked 3.589"; of several runs "walked  A 3.589  B 2.118", or "A 3.6  B 2.1".
static void say_ways(const struct model *m, const struct scene *s, double shown,
                     bool brief, char out[WORDS])
{
    char each[WORDS] = "", number[NUMBER_TEXT];
    for (int run = 0; run < s->runs; run++) {
        const struct path *path = &m->path[run];
        if (path->rows.count == 0)
            continue;
        double walked = path->rows.at[walk_row(path, shown)].walked;
        add_way(each, run, number_shown(number, walked, brief ? 1 : 3));
        snprintf(out, WORDS, "%c has walked %s", 'A' + run, number);
    }
    if (scene_count_runs(s) > 1)
        snprintf(out, WORDS, "%s%.200s", brief ? "" : "walked",
                 each + (brief ? strlen(between) : 0));
}

static void say_all(const struct chart_scale *scale, const struct model *m,
                    const struct scene *s, double shown, bool brief, char out[WORDS])
{
    if (scale->walked)
        say_ways(m, s, shown, brief, out);
    else
        say_arrivals(scale, m, s, brief, out);
}

static bool has_room(const struct card *c, int lines)
{
    float em = c->sizes->t3;
    return c->y + (line_high * (float)lines + least_plot) * em <= c->where.y1;
}

float chart_words_write(struct card *c, const struct chart_scale *scale,
                        const struct model *m, const struct scene *s, bool tells,
                        double shown)
{
    char words[WORDS] = "";
    struct card blind = *c;
    blind.p = NULL;
    write_title(c, scale);
    if (!c->covered && tells && has_room(c, 1))
        run_card_line(c, m, s, s->chosen, shown);
    say_all(scale, m, s, shown, false, words);
    if (!card_fits(c, c->left, FACE_CONDENSED, c->sizes->t3, words))
        say_all(scale, m, s, shown, true, words);
    if (!c->covered && has_room(c, card_pieces(&blind, c->theme->text2, words, between)))
        card_pieces(c, c->theme->text2, words, between);
    return c->y + 0.75f * c->sizes->t3;
}
