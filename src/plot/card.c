// SPDX-License-Identifier: MIT
#include "plot/card.h"

#include "draw/writing.h"

#include <stdio.h>
#include <string.h>

static const float line_height = 1.32f;          // em
static const float least_size = 0.72f;          // of its size a text may shrink to
static const float padding = 1.3f;              // u
const char card_dots[] = "•••";

struct card card_open(struct picture *p, rect where, const struct theme *theme,
                      const struct sizes *sizes, const struct font *font)
{
    float pad = padding * sizes->u;
    if (p)
        picture_round_box(p, where, 0.8f * sizes->u, theme->card);
    return (struct card){p, font, theme, sizes, where, where.x0 + pad, where.x1 - pad,
                         where.y0 + pad, false};
}

float card_room(const struct sizes *sizes, float width)
{
    return width - 2 * padding * sizes->u;
}

float card_height(const struct sizes *sizes, int titles, int rows, int large)
{
    return line_height * ((float)titles * sizes->t3 + (float)rows * sizes->t2
                          + (float)large * sizes->t1) + 2 * padding * sizes->u;
}

float card_line(struct card *c, float size)
{
    float middle = c->y + line_height * size / 2;
    c->y += line_height * size;
    return middle;
}

float card_size(const struct card *c, float x, enum face face, float size,
                const char *words)
{
    float room = c->right - x, width = writing_width(c->font, face, size, words);
    float least = fminf(fmaxf(least_size * size, c->sizes->t3), size);
    return width > room ? fmaxf(least, 0.99f * size * room / width) : size;
}

void card_write(const struct card *c, float x, float middle, enum face face, float size,
                rgba color, const char *words)
{
    static const char dots[] = "…";
    struct type type = {.face = face, .color = color, .x = LEFT, .y = MIDDLE};
    char text[CARD_WORDS];
    if (!c->p || middle + 0.4f * size > c->where.y1)
        return;
    type.size = card_size(c, x, face, size, words);
    snprintf(text, sizeof text - sizeof dots, "%s", words);
    if (writing_width(c->font, face, type.size, text) > c->right - x) {
        float room = c->right - x - writing_width(c->font, face, type.size, dots);
        size_t fits = writing_fit(c->font, face, type.size, text, strlen(text), room);
        if (fits == 0)
            return;
        strcpy(text + fits, dots);
    }
    picture_text(c->p, (pt){x, middle}, type, text);
}

const char *card_number(const struct card *c, const char *words)
{
    return c->covered ? card_dots : words;
}

bool card_fits(const struct card *c, float x, enum face face, float size,
               const char *words)
{
    return x + writing_width(c->font, face, size, words) <= c->right;
}

bool card_fits_shrunk(const struct card *c, float x, enum face face, float size,
                      const char *words)
{
    return card_fits(c, x, face, card_size(c, x, face, size, words), words);
}

float card_chip(const struct card *c, float x, float middle, const char *words)
{
    float size = c->sizes->t3, pad = 0.4f * size;
    float width = writing_width(c->font, FACE_CONDENSED, size, words) + 2 * pad;
    if (x + size + width > c->right || middle + 0.6f * size > c->where.y1)
        return c->right;
    rect chip = {c->right - width, middle - 0.6f * size, c->right, middle + 0.6f * size};
    picture_round_box(c->p, chip, 0.4f * size, c->theme->panel);
    picture_text(c->p, (pt){chip.x0 + pad, middle},
                 (struct type){.face = FACE_CONDENSED, .size = size,
                               .color = c->theme->text2, .x = LEFT, .y = MIDDLE}, words);
    return chip.x0 - pad;
}

void card_title(struct card *c, const char *words)
{
    float size = c->sizes->t3;
    card_write(c, c->left, card_line(c, size), FACE_CONDENSED_BOLD, size,
               c->theme->text2, words);
}

void card_row(struct card *c, const char *name, const char *value, float em)
{
    float size = c->sizes->t2, middle = card_line(c, size);
    card_write(c, c->left, middle, FACE_CONDENSED, size, c->theme->text2, name);
    card_write(c, c->left + em * size, middle, FACE_CONDENSED, size, c->theme->text,
               value);
}

// The bytes of the words that fit into one line, up to a space.
static size_t fitting(const struct card *c, float size, const char *words)
{
    char line[160];
    size_t best = 0, length = strlen(words);
    for (size_t at = 1; at <= length && at < sizeof line; at++) {
        if (words[at] != ' ' && words[at])
            continue;
        memcpy(line, words, at);
        line[at] = 0;
        if (writing_width(c->font, FACE_CONDENSED, size, line) > c->right - c->left)
            break;
        best = at;
    }
    return best;
}

void card_paragraph(struct card *c, rgba color, int most, const char *words)
{
    char line[160];
    float size = c->sizes->t3;
    size_t cut;
    for (; most > 1 && words[cut = fitting(c, size, words)] == ' '; most--) {
        memcpy(line, words, cut);
        line[cut] = 0;
        card_write(c, c->left, card_line(c, size), FACE_CONDENSED, size, color, line);
        words += cut + 1;
    }
    card_write(c, c->left, card_line(c, size), FACE_CONDENSED, size, color, words);
}

int card_lines(const struct card *c, int most, const char *words)
{
    int lines = words[0] != 0;
    for (size_t cut; lines && lines < most; lines++) {
        cut = fitting(c, c->sizes->t3, words);
        if (words[cut] != ' ')
            break;
        words += cut + 1;
    }
    return lines;
}

// The bytes of the pieces that fit into one line: one at least.
static size_t fitting_pieces(const struct card *c, const char *words,
                             const char *between)
{
    char line[CARD_WORDS];
    size_t taken = 0;
    for (const char *end = words; end;) {
        const char *next = strstr(end, between);
        size_t length = next ? (size_t)(next - words) : strlen(words);
        snprintf(line, sizeof line, "%.*s", (int)length, words);
        if (taken && !card_fits(c, c->left, FACE_CONDENSED, c->sizes->t3, line))
            break;
        taken = length;
        end = next ? next + strlen(between) : NULL;
    }
    return taken;
}

int card_pieces(struct card *c, rgba color, const char *words, const char *between)
{
    char line[CARD_WORDS];
    float size = c->sizes->t3;
    int lines = 0;
    for (; *words; lines++) {
        size_t taken = fitting_pieces(c, words, between);
        snprintf(line, sizeof line, "%.*s", (int)taken, words);
        card_write(c, c->left, card_line(c, size), FACE_CONDENSED, size, color, line);
        words += taken;
        words += strncmp(words, between, strlen(between)) == 0 ? strlen(between) : 0;
    }
    return lines;
}

void card_say(struct card *c, rgba color, const char *words)
{
    card_paragraph(c, color, 2, words);
}

void card_words(struct card *c, const char *words)
{
    card_say(c, c->theme->text2, words);
}
