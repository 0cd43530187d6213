// SPDX-License-Identifier: MIT
#include "ui/ui.h"

#include "draw/writing.h"

#include <string.h>

static const float least_size = 0.72f;  // of what was asked for

// The largest size at which the words fit, down to the smallest.
static float fitted(const struct ui *ui, enum face face, float size, float room,
                    const char *words)
{
    float least = fminf(size, fmaxf(least_size * size, ui->sizes->t3));
    float width = writing_width(ui->font, face, size, words);
    while (width > room && size > least) {
        size = fmaxf(fminf(size * room / width, 0.98f * size), least);
        width = writing_width(ui->font, face, size, words);
    }
    return size;
}

void ui_label(struct ui *ui, rect where, enum face face, float size, rgba color,
              enum anchor_x anchor, const char *words)
{
    float room = where.x1 - where.x0;
    if (shape_is_empty(where) || !(size > 0))
        return;
    size = fitted(ui, face, size, room, words);
    if (writing_width(ui->font, face, size, words) > room) {
        text_clear(&ui->scratch);
        text_add(&ui->scratch, words);
        writing_shorten(&ui->scratch, ui->font, face, size, room);
        words = text_or_empty(&ui->scratch);
    }
    float x = anchor == LEFT ? where.x0 : anchor == RIGHT ? where.x1
                                                          : (where.x0 + where.x1) / 2;
    picture_text(ui->out, (pt){x, (where.y0 + where.y1) / 2},
                 (struct type){.face = face, .size = size, .color = color, .x = anchor,
                               .y = MIDDLE}, words);
}

// How many bytes of the words stand on the next line; they are left in the scratch.
static size_t take_line(struct ui *ui, enum face face, float size, float room, bool last,
                        const char *words)
{
    struct text *line = &ui->scratch;
    text_clear(line);
    text_add(line, words);
    if (line->failed || line->count == 0)
        return strlen(words);
    size_t all = line->count;
    size_t fit = writing_fit(ui->font, face, size, line->at, all, room), end = fit;
    if (last && fit < all) {
        writing_shorten(line, ui->font, face, size, room);
        return all;
    }
    while (fit < all && end > 0 && words[end] != ' ')
        end--;
    end = end > 0 ? end : fit > 0 ? fit : all;
    line->at[end] = 0;
    return end;
}

float ui_paragraph(struct ui *ui, rect where, enum face face, float size, rgba color,
                   int most, const char *words)
{
    float high = 1.3f * size, y = where.y0;
    for (int line = 1; *words && line <= most; line++, y += high) {
        words += take_line(ui, face, size, where.x1 - where.x0, line == most, words);
        words += strspn(words, " ");
        if (color.a)
            picture_text(ui->out, (pt){where.x0, y + high / 2},
                         (struct type){.face = face, .size = size, .color = color,
                                       .x = LEFT, .y = MIDDLE},
                         text_or_empty(&ui->scratch));
    }
    return y - where.y0;
}
