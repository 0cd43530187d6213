// SPDX-License-Identifier: MIT
#include "plot/strip.h"

#include "base/number.h"
#include "draw/writing.h"

#include <string.h>

struct writer {
    struct picture *p;
    const struct font *font;
    float x, end, middle;       // where the next piece goes, and where all must end
};

static void write_piece(struct writer *w, enum face face, float size, rgba color,
                        const char *text)
{
    picture_text(w->p, (pt){w->x, w->middle},
                 (struct type){.face = face, .size = size, .color = color, .x = LEFT,
                               .y = MIDDLE}, text);
    w->x += writing_width(w->font, face, size, text);
}

// The formula as it was read, with true minus signs.
static void name_formula(struct text *out, const struct formula *f)
{
    struct text plain = {0};
    formula_print(&plain, f, f->as_typed);
    for (const char *at = text_or_empty(&plain); *at; at++)
        text_add_bytes(out, *at == '-' ? "−" : at, *at == '-' ? strlen("−") : 1);
    out->failed |= plain.failed;
    text_free(&plain);
}

static void name_parameters(struct text *out, const struct model *m)
{
    char number[NUMBER_TEXT];
    for (int i = 0; i < m->formula->parameters; i++) {
        text_add(out, i ? "   " : "");
        text_add(out, m->formula->parameter[i]);
        text_add(out, " = ");
        text_add(out, number_round(number, m->parameters[i]));
    }
}

// ", Momentum, η 0.02 from step 12", of several ", forked at steps 6, 12".
static void name_forks(struct text *out, const struct scene *s, int run)
{
    struct leg legs[SCENE_LEGS];
    char lr[NUMBER_TEXT];
    int count = scene_legs(s, run, scene_last_fork(s, run), legs);
    const struct descent *then = &legs[count - 1].d;
    for (int i = 1; i < count && count > 2; i++)
        text_addf(out, "%s%d", i == 1 ? ", forked at steps " : ", ", legs[i].from);
    if (count == 2 && then->method != legs[0].d.method)
        text_addf(out, ", %s", methods[then->method].brief);
    if (count == 2)
        text_addf(out, ", η %s from step %d", number_round(lr, then->lr), legs[1].from);
}

static bool alike(const struct scene *s, int a, int b)
{
    return s->run[a].method == s->run[b].method && s->run[a].lr == s->run[b].lr
           && scene_last_fork(s, a) < 0 && scene_last_fork(s, b) < 0;
}

// The last of the runs from here on that are alike.
static int last_alike(const struct scene *s, int run)
{
    int last = run;
    while (last + 1 < s->runs && scene_has_run(s, last + 1) && alike(s, run, last + 1))
        last++;
    return last;
}

enum { SAY_METHODS, SAY_RATES, SAY_STEPS, SAY_STARTS, DETAILS };        // what of the runs

// "A: GD, η 0.1", of several that are alike "A–D: GD, η 0.1".
static void name_settings(struct text *out, const struct scene *s, int run, int last,
                          int detail)
{
    const struct descent *d = &s->run[run];
    char lr[NUMBER_TEXT];
    text_add(out, out->count ? "   " : "");
    if (scene_count_runs(s) > 1)
        text_addf(out, "%c", 'A' + run);
    if (last > run)
        text_addf(out, "%s%c", last > run + 1 ? "–" : ", ", 'A' + last);
    text_addf(out, "%s%s", scene_count_runs(s) > 1 ? ": " : "", methods[d->method].brief);
    if (detail < SAY_RATES)
        return;
    text_addf(out, ", η %s", number_round(lr, d->lr));
    name_forks(out, s, run);
}

// Where all runs start at one place, that place; and how far they are shown.
static void name_steps(struct text *out, const struct model *m, const struct scene *s,
                       double shown, int detail)
{
    char x[NUMBER_TEXT], y[NUMBER_TEXT];
    size_t steps = 0;
    int first = -1, apart = 0;
    bool single = scene_count_runs(s) == 1;
    for (int i = s->runs - 1; i >= 0; i--) {
        size_t rows = m->path[i].rows.count;
        if (!scene_has_run(s, i))
            continue;
        steps = rows > steps + 1 ? rows - 1 : steps;
        apart += first >= 0 && (s->run[i].start.x != s->run[first].start.x
                                || s->run[i].start.y != s->run[first].start.y);
        first = i;
    }
    if (shown < (double)steps)
        text_addf(out, "%sstep %d of %zu", single ? ", " : "   ", (int)shown, steps);
    else if (single)
        text_addf(out, ", %zu steps", steps);
    if (!apart && detail >= SAY_STARTS)
        text_addf(out, "%sfrom (%s, %s)", single ? " " : "   ", number_round(x, s->run[first].start.x),
                  number_round(y, s->run[first].start.y));
}

// In a picture without cards the caption says what the runs are.
static void name_runs(struct text *out, const struct model *m, const struct scene *s,
                      double shown, int detail)
{
    for (int i = 0, last; i < s->runs; i = last + 1) {
        last = last_alike(s, i);
        if (scene_has_run(s, i))
            name_settings(out, s, i, last, detail);
    }
    if (detail >= SAY_STEPS && scene_count_runs(s) > 0)
        name_steps(out, m, s, shown, detail);
}

static float width_of(const struct writer *w, float size, const char *text)
{
    return writing_width(w->font, FACE_CONDENSED, size, text);
}

struct words { const char *lead; struct text body, side; float size, small; };

static float whole_width(const struct writer *w, const struct words *say)
{
    const char *side = text_or_empty(&say->side);
    return width_of(w, say->size, say->lead)
           + width_of(w, say->size, text_or_empty(&say->body))
           + (*side ? say->size + width_of(w, say->small, side) : 0);
}

// Both parts shrink together, down to the size of labels; what does not fit then says
// less about the runs, and is cut in the end.
static bool shrink(const struct writer *w, struct words *say, float least)
{
    float whole = whole_width(w, say), room = w->end - w->x;
    float times = whole > room ? 0.97f * room / whole : 1;  // widths are not linear
    say->size = fmaxf(fminf(least, say->size), times * say->size);
    say->small = fmaxf(fminf(least, say->small), times * say->small);
    return whole_width(w, say) <= room;
}

static void cut(const struct writer *w, struct words *say)
{
    float begun = width_of(w, say->size, say->lead) + (say->side.count ? say->size : 0);
    float room = w->end - w->x - begun;
    float body = width_of(w, say->size, text_or_empty(&say->body));
    writing_shorten(&say->side, w->font, FACE_CONDENSED, say->small,
                    fmaxf(room - body, room / 2));
    float side = width_of(w, say->small, text_or_empty(&say->side));
    writing_shorten(&say->body, w->font, FACE_CONDENSED, say->size, room - side);
}

static void write_all(struct writer *w, const struct theme *theme,
                      const struct words *say)
{
    float aside = width_of(w, say->small, text_or_empty(&say->side));
    write_piece(w, FACE_CONDENSED, say->size, theme->text2, say->lead);
    write_piece(w, FACE_CONDENSED, say->size, theme->text, text_or_empty(&say->body));
    w->x = w->end - aside;
    write_piece(w, FACE_CONDENSED, say->small, theme->text2, text_or_empty(&say->side));
}

// Parameters, and the runs where no cards tell of them.
static void name_side(struct text *out, const struct model *m, const struct scene *s,
                      const struct layout *layout, double shown, int detail)
{
    text_clear(out);
    name_parameters(out, m);
    if (!(layout->cards.x1 > layout->cards.x0))
        name_runs(out, m, s, shown, detail);
}

void strip_draw(struct picture *p, const struct model *m, const struct scene *s,
                const struct layout *layout, const struct theme *theme,
                const struct font *font, double shown)
{
    rect strip = layout->strip;
    float tall = strip.y1 - strip.y0, margin = 1.5f * layout->sizes.u;
    if (tall <= 0)
        return;
    struct writer w = {p, font, strip.x0 + margin, strip.x1 - margin,
                       (strip.y0 + strip.y1) / 2};
    struct words say = {.lead = s->title[0] ? "" : "f(x, y) = "};
    if (s->title[0])
        text_add(&say.body, s->title);
    else
        name_formula(&say.body, m->formula);
    bool fits = false;
    for (int detail = DETAILS; detail-- > 0 && !fits;) {
        say.size = fminf(layout->sizes.t1, 0.6f * tall);
        say.small = fminf(layout->sizes.t2, say.size);
        name_side(&say.side, m, s, layout, shown, detail);
        fits = shrink(&w, &say, layout->sizes.t3);
    }
    if (!fits)
        cut(&w, &say);
    picture_group(p, "caption");
    if (!m->clear)
        picture_box(p, strip, theme->panel);
    write_all(&w, theme, &say);
    picture_ungroup(p);
    if (say.body.failed || say.side.failed)
        p->items.failed = true;
    text_free(&say.body);
    text_free(&say.side);
}
