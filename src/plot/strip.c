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

// In a picture without cards the caption says what the runs are.
static void name_runs(struct text *out, const struct model *m, const struct scene *s)
{
    char lr[NUMBER_TEXT], x[NUMBER_TEXT], y[NUMBER_TEXT];
    for (int i = 0; i < s->runs; i++) {
        const struct descent *d = &s->run[i];
        size_t rows = m->path[i].rows.count;
        if (!scene_has_run(s, i))
            continue;
        text_add(out, out->count ? "   " : "");
        if (scene_count_runs(s) > 1)
            text_addf(out, "%c: ", 'A' + i);
        text_addf(out, "%s, η %s", methods[d->method].brief, number_round(lr, d->lr));
        name_forks(out, s, i);
        if (scene_count_runs(s) == 1)
            text_addf(out, ", %zu steps from (%s, %s)", rows ? rows - 1 : 0,
                      number_round(x, d->start.x), number_round(y, d->start.y));
    }
}

static void write_all(struct writer *w, const struct layout *layout,
                      const struct theme *theme, struct text *body, struct text *side,
                      const char *lead, float size)
{
    const struct sizes *sizes = &layout->sizes;
    float small = fminf(sizes->t2, size);
    if (side->count)
        writing_shorten(side, w->font, FACE_CONDENSED, small, (w->end - w->x) / 2);
    float aside = side->count ? writing_width(w->font, FACE_CONDENSED, small, side->at)
                                    + size : 0;
    float room = w->end - w->x - aside;
    float whole = writing_width(w->font, FACE_CONDENSED, size, lead)
                  + writing_width(w->font, FACE_CONDENSED, size, text_or_empty(body));
    if (whole > room)
        size = fmaxf(fminf(sizes->t3, size), size * room / whole);
    room -= writing_width(w->font, FACE_CONDENSED, size, lead);
    writing_shorten(body, w->font, FACE_CONDENSED, size, room);
    write_piece(w, FACE_CONDENSED, size, theme->text2, lead);
    write_piece(w, FACE_CONDENSED, size, theme->text, text_or_empty(body));
    w->x = w->end - aside + size;
    write_piece(w, FACE_CONDENSED, small, theme->text2, text_or_empty(side));
}

void strip_draw(struct picture *p, const struct model *m, const struct scene *s,
                const struct layout *layout, const struct theme *theme,
                const struct font *font)
{
    rect strip = layout->strip;
    float tall = strip.y1 - strip.y0;
    if (tall <= 0)
        return;
    struct text body = {0}, side = {0};
    bool titled = s->title[0] != 0;
    if (titled)
        text_add(&body, s->title);
    else
        name_formula(&body, m->formula);
    name_parameters(&side, m);
    if (!(layout->cards.x1 > layout->cards.x0))
        name_runs(&side, m, s);
    picture_group(p, "caption");
    if (!m->clear)
        picture_box(p, strip, theme->panel);
    float margin = 1.5f * layout->sizes.u;
    struct writer w = {p, font, strip.x0 + margin, strip.x1 - margin,
                       (strip.y0 + strip.y1) / 2};
    write_all(&w, layout, theme, &body, &side, titled ? "" : "f(x, y) = ",
              fminf(layout->sizes.t1, 0.6f * tall));
    picture_ungroup(p);
    if (body.failed || side.failed)
        p->items.failed = true;
    text_free(&body);
    text_free(&side);
}
