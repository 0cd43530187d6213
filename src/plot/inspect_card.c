// SPDX-License-Identifier: MIT
#include "plot/inspect_card.h"

#include "base/number.h"
#include "draw/writing.h"

#include <stdio.h>
#include <string.h>

static const float indent = 1.2f;               // em, of what is broken off a line
static const float usual_letter = 0.49f;        // em, before there is a font
static const float button = 2.4f;               // em

struct sheet {
    struct card *c;             // its font NULL: lines are only counted
    const struct inspection *of;
    enum detail detail;
    bool buttons;               // one stands beside title and pipe
    bool opened;                // all rules, in symbols
};

static float width_of(const struct card *c, enum face face, const char *words)
{
    float letters = 0;
    if (c->font)
        return writing_width(c->font, face, c->sizes->t3, words);
    for (; *words; words++)
        letters += (*words & 0xC0) != 0x80;
    return letters * usual_letter * c->sizes->t3;
}

static enum face face_of(enum term term)
{
    return term == TERM_SLOPE ? FACE_CONDENSED_BOLD : FACE_CONDENSED;
}

static bool breaks_before(const struct update_piece *piece)
{
    return piece->term == TERM_WORDS && (piece->text[0] == ' ' || piece->text[0] == '/');
}

// From piece i to where the line may be broken.
static float chunk_width(const struct card *c, const struct update_line *line, int i)
{
    float wide = 0;
    do {
        wide += width_of(c, face_of(line->piece[i].term), line->piece[i].text);
        i++;
    } while (i < line->count && !breaks_before(&line->piece[i]));
    return wide;
}

// Returns how many lines it takes.
static int flow(const struct sheet *k, const struct update_line *line, bool draw)
{
    struct card *c = k->c;
    float size = c->sizes->t3, x = c->left, middle = draw ? card_line(c, size) : 0;
    int lines = 1;
    for (int i = 0; i < line->count; i++) {
        const struct update_piece *piece = &line->piece[i];
        bool may = i > 1 && breaks_before(piece);
        bool must = x + width_of(c, face_of(piece->term), piece->text) > c->right;
        if (i > 0 && (must || (may && x + chunk_width(c, line, i) > c->right))) {
            x = c->left + indent * size;
            middle = draw ? card_line(c, size) : 0;
            lines++;
        }
        if (draw)
            card_write(c, x, middle, face_of(piece->term), size,
                       inspection_color(c->theme, piece->term), piece->text);
        x += width_of(c, face_of(piece->term), piece->text);
    }
    return lines;
}

// Rules are by turns symbols and numbers; the last two make the step.
static bool is_told(const struct sheet *k, int line)
{
    const struct update *u = &k->of->told;
    bool numbers = line % 2;
    if (k->c->covered || k->opened)
        return !numbers;
    if (line >= u->rules - 2)
        return numbers || k->detail >= DETAIL_RULE;
    return k->detail == DETAIL_ALL || (k->detail == DETAIL_RULES && !numbers);
}

static bool is_rescaled(const struct sheet *k)
{
    const struct update *u = &k->of->told;
    return inspection_name(k->of, TERM_SQUARES) && isfinite(u->scale.x)
           && isfinite(u->scale.y);
}

static bool has_pipe(const struct sheet *k)
{
    return k->buttons || k->detail >= DETAIL_LAST;
}

static int count_lines(const struct sheet *k)
{
    const struct update *u = &k->of->told;
    int lines = 1 + has_pipe(k);
    for (int i = 0; i < u->rules; i++)
        lines += is_told(k, i) ? flow(k, &u->line[i], false) : 0;
    lines += k->detail >= DETAIL_LENGTH ? flow(k, &u->line[u->rules], false) : 0;
    lines += k->detail >= DETAIL_LAST && is_rescaled(k) ? 3 : 0;
    return lines + 2 + u->overshoots + u->worsens;
}

static float height_of(const struct sheet *k)
{
    return card_height(k->c->sizes, count_lines(k), 0, 0);
}

float inspect_card_height(const struct scene *s, const struct sizes *sizes, float width,
                          enum detail detail)
{
    struct path_row rows[2] = {
        {.at = {2.6, 2.2}, .gradient = {5.2, 8.8}, .scale = {1, 2}},
        {.at = {2.08, 1.32}, .gradient = {4.16, 5.28}, .scale = {1, 2}, .t = 2}};
    struct path usual = {.rows = {.at = rows, .count = 2}};
    struct card c = {.sizes = sizes, .right = card_room(sizes, width)};
    struct inspection of;
    struct sheet k = {&c, &of, detail, true, false};
    if (!scene_has_run(s, s->chosen))
        return 0;
    of.with = scene_settings(s, s->chosen, (int)s->inspect - 1);
    update_write(&of.told, &usual, 1, of.with);
    return height_of(&k);
}

rect inspect_card_close(const struct card *c)
{
    float side = button * c->sizes->t3, edge = 0.25f * (c->left - c->where.x0);
    return (rect){c->where.x1 - edge - side, c->where.y0 + edge, c->where.x1 - edge,
                  c->where.y0 + edge + side};
}

struct stage { const char *words; bool boxed; enum term term; };

enum { PARTS_MOST = 5, WORDS = 96 };

// ∇f → [what the method is] → step, with what is done to the gradient before.
static int list_parts(const struct inspection *of, struct stage part[PARTS_MOST],
                      const char *slope, const char *step)
{
    const struct descent *d = of->with;
    int count = 0;
    part[count++] = (struct stage){slope, false, TERM_SLOPE};
    if (d->noise > 0)
        part[count++] = (struct stage){"noise", true, TERM_WORDS};
    if (d->clip_norm > 0 || d->clip_value > 0)
        part[count++] = (struct stage){"clip", true, TERM_WORDS};
    part[count++] = (struct stage){methods[d->method].brief, true, TERM_WORDS};
    part[count++] = (struct stage){step, false, TERM_POINT};
    return count;
}

static const char pipe_arrow[] = " → ";

static float parts_width(const struct card *c, const struct stage *part, int count)
{
    float wide = 0, em = c->sizes->t3;
    for (int i = 0; i < count; i++)
        wide += width_of(c, FACE_CONDENSED_BOLD, part[i].words)
                + (part[i].boxed ? 0.8f * em : 0)
                + (i ? width_of(c, FACE_CONDENSED, pipe_arrow) : 0);
    return wide;
}

// Where a part and its box stand whose arrow begins at x.
static rect part_place(const struct card *c, const struct stage *part, bool first, float x)
{
    float em = c->sizes->t3, middle = c->y + 0.66f * em, pad = part->boxed ? 0.4f * em : 0;
    float from = x + (first ? 0 : width_of(c, FACE_CONDENSED, pipe_arrow));
    float to = from + width_of(c, FACE_CONDENSED_BOLD, part->words) + 2 * pad;
    return (rect){from, middle - 0.64f * em, to, middle + 0.64f * em};
}

// What there is no room for is left out.  Returns where the last box is.
static rect draw_parts(const struct card *c, const struct stage *part, int count)
{
    float x = c->left, em = c->sizes->t3, middle = c->y + 0.66f * em;
    rect last = {0};
    for (int i = 0; i < count; i++) {
        rect at = part_place(c, &part[i], i == 0, x);
        float pad = part[i].boxed ? 0.4f * em : 0;
        if (at.x1 > c->right)
            break;
        last = part[i].boxed ? at : last;
        if (i && c->p)
            card_write(c, x, middle, FACE_CONDENSED, em, c->theme->text2, pipe_arrow);
        x = at.x1;
        if (!c->p)
            continue;
        if (part[i].boxed)
            picture_round_box(c->p, at, 0.3f * em, c->theme->button);
        card_write(c, at.x0 + pad, middle, FACE_CONDENSED_BOLD, em, c->theme->text,
                   part[i].words);
    }
    return last;
}

static void name_vector(char out[WORDS], const char *name, vec2 v)
{
    char pair[UPDATE_TEXT];
    snprintf(out, WORDS, "%s %s", name, update_pair(pair, v));
}

// As many of the vectors in numbers as there is room for.
static rect draw_pipe(const struct sheet *k, float right)
{
    struct card c = *k->c;
    struct stage part[PARTS_MOST];
    char slope[WORDS], step[WORDS];
    c.right = right;
    name_vector(slope, "∇f", k->of->before->gradient);
    name_vector(step, "step", k->of->told.step);
    int count = list_parts(k->of, part, slope, step);
    if (c.covered || parts_width(&c, part, count) > c.right - c.left)
        part[count - 1].words = "step";
    if (c.covered || parts_width(&c, part, count) > c.right - c.left)
        part[0].words = "∇f";
    card_line(k->c, c.sizes->t3);
    return draw_parts(&c, part, count);
}

struct bars { double low, high; float x0, x1; };

// Beside a label a bar from zero, all at one scale.
static void draw_bar(struct card *c, const struct bars *bars, const char *label,
                     double value, rgba color, bool hollow)
{
    float em = c->sizes->t3, middle = card_line(c, em);
    double whole = bars->high - bars->low, part = (bars->x1 - bars->x0) / whole;
    card_write(c, c->left, middle, FACE_CONDENSED, em, c->theme->text, label);
    if (!(whole > 0) || !isfinite(part) || !(bars->x1 - bars->x0 > 2 * em))
        return;
    float zero = bars->x0 - (float)(bars->low * part);
    float end = zero + (float)(value * part), half = 0.3f * em, line = 0.12f * em;
    rect bar = {fminf(zero, end), middle - half, fmaxf(zero, end), middle + half};
    struct pen axis = {.width = fmaxf(line / 2, 1.5f), .color = c->theme->track};
    picture_box(c->p, bar, color);
    bar = rect_grown(bar, -line);
    if (hollow && bar.x1 > bar.x0)
        picture_box(c->p, bar, c->theme->card);
    picture_line(c->p, (pt){zero, middle - 1.5f * half}, (pt){zero, middle + 1.5f * half},
                 axis);
}

struct pair {
    const char *before[2], *after[2];   // the number
    double value[2];
    int decimals;
    rgba color[2];
    bool hollow;                // the first bar
};

static void draw_pair(struct card *c, const struct pair *pair)
{
    char label[2][WORDS], number[NUMBER_TEXT];
    double a = pair->value[0], b = pair->value[1];
    struct bars bars = {fmin(0, fmin(a, b)), fmax(0, fmax(a, b)), c->left, c->right};
    for (int i = 0; i < 2; i++) {
        number_shown(number, pair->value[i], pair->decimals);
        snprintf(label[i], WORDS, "%s%s%s", pair->before[i], card_number(c, number),
                 pair->after[i]);
        bars.x0 = fmaxf(bars.x0, c->left + width_of(c, FACE_CONDENSED, label[i])
                                     + 0.8f * c->sizes->t3);
    }
    if (c->covered)
        bars.low = bars.high = 0;
    for (int i = 0; i < 2; i++)
        draw_bar(c, &bars, label[i], pair->value[i], pair->color[i],
                 pair->hollow && i == 0);
}

static void draw_scale(const struct sheet *k)
{
    const struct update *u = &k->of->told;
    rgba color = k->c->theme->warn;
    card_words(k->c, "a slope of 1 makes a step of");
    draw_pair(k->c, &(struct pair){{"", ""}, {" along x", " along y"},
                                   {u->scale.x, u->scale.y}, 4, {color, color}, false});
}

static void draw_change(const struct sheet *k)
{
    struct card *c = k->c;
    const struct update *u = &k->of->told;
    rgba actual = u->worsens ? c->theme->error : c->theme->run[k->of->run];
    draw_pair(c, &(struct pair){{"promised ", "actual "}, {"", ""},
                                {u->promised, u->actual}, 3,
                                {c->theme->text2, actual}, true});
    if (c->covered)
        return;
    if (u->overshoots)
        card_words(c, "⇄ overshoots: the slope turned round");
    if (u->worsens)
        card_say(c, c->theme->error, k->of->with->ascend ? "▼ f falls" : "▲ f rises");
}

static void draw_title(const struct sheet *k, float right)
{
    char words[WORDS];
    struct card c = *k->c;
    const struct inspection *of = k->of;
    c.right = right;
    const char *ascent = of->there && of->with->ascend ? ", ASCENT" : "";
    snprintf(words, WORDS, "STEP %d OF RUN %c%s", of->step, 'A' + of->run, ascent);
    if (!card_fits(&c, c.left, FACE_CONDENSED_BOLD, c.sizes->t3, words))
        snprintf(words, WORDS, "STEP %d%s", of->step, ascent);
    card_title(&c, words);
    k->c->y = c.y;
}

static void draw_rules(const struct sheet *k)
{
    const struct update *u = &k->of->told;
    for (int i = 0; i < u->rules; i++)
        if (is_told(k, i))
            flow(k, &u->line[i], true);
    if (k->detail >= DETAIL_LENGTH && !k->c->covered)
        flow(k, &u->line[u->rules], true);
}

rect inspect_card_box(const struct card *c, const struct model *m, const struct scene *s)
{
    struct inspection of;
    struct card line = *c;
    struct sheet k = {&line, &of, DETAIL_ALL, true, false};
    inspection_make(&of, m, s);
    card_line(&line, c->sizes->t3);
    return of.there ? draw_pipe(&k, inspect_card_close(c).x0) : (rect){0};
}

void inspect_card_draw(struct card *c, const struct model *m, const struct scene *s,
                       struct inspect_view view)
{
    struct inspection of;
    bool buttons = view.buttons;
    inspection_make(&of, m, s);
    struct sheet k = {c, &of, DETAIL_ALL, buttons, view.opened};
    float right = buttons ? inspect_card_close(c).x0 : c->right;
    draw_title(&k, right);
    if (!of.there) {
        card_words(c, "the run has ended before");
        return;
    }
    while (k.detail > DETAIL_LEAST && height_of(&k) > c->where.y1 - c->where.y0 + 1)
        k.detail--;
    if (has_pipe(&k))
        draw_pipe(&k, right);
    draw_rules(&k);
    if (k.detail >= DETAIL_LAST && is_rescaled(&k))
        draw_scale(&k);
    draw_change(&k);
}
