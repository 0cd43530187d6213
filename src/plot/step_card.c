// SPDX-License-Identifier: MIT
#include "plot/step_card.h"

#include "base/number.h"
#include "draw/writing.h"
#include "field/update.h"
#include "plot/mark.h"

#include <stdio.h>
#include <string.h>

enum { WORDS = STEP_CARD_WORDS };

static void write_line(struct step_lines *out, const struct update_line *line, int first,
                       const char *instead)
{
    char *words = out->text[out->count++];
    size_t length = (size_t)snprintf(words, WORDS, "%s", instead);
    for (int i = first; i < line->count; i++)
        length += (size_t)snprintf(words + length, WORDS - length, "%s",
                                   line->piece[i].text);
}

// The numbers of the last rule, and the facts.
static void write_next(struct step_lines *out, const struct path *path,
                       const struct descent *d, int step)
{
    struct update next;
    update_write(&next, path, step + 1, d);
    write_line(out, &next.line[next.rules - 1], 1, "θ → ");
    for (int i = next.rules; i < next.count && out->count < STEP_CARD_LINES - 1; i++)
        write_line(out, &next.line[i], 0, "");
}

static void write_lines(struct step_lines *out, const struct model *m,
                        const struct scene *s, int run, int step)
{
    const struct path *path = &m->path[run];
    const struct path_row *row = &path->rows.at[step];
    char at[UPDATE_TEXT], f[NUMBER_TEXT], norm[NUMBER_TEXT];
    snprintf(out->text[0], WORDS, "%c  step %d", 'A' + run, step);
    snprintf(out->text[1], WORDS, "θ %s   f %s   ‖∇f‖ %s", update_pair(at, row->at),
             number_shown(f, row->f, 3),
             number_shown(norm, vec2_length(row->gradient), 3));
    out->count = 2;
    if ((size_t)step + 1 < path->rows.count)
        write_next(out, path, scene_settings(s, run, step), step);
    if (m->regime[run][0])
        snprintf(out->text[out->count++], WORDS, "%s", m->regime[run]);
}

// Beside the point, to its right and above it, as far as there is room.
static rect find_place(const struct layout *layout, pt at, float width, float height)
{
    rect map = rect_grown(layout->map, -0.8f * layout->sizes.u);
    float away = 2.2f * layout->sizes.u;
    float x = at.x + away + width <= map.x1 ? at.x + away : at.x - away - width;
    float y = at.y - away - height >= map.y0 ? at.y - away - height : at.y + away;
    x = fmaxf(fminf(x, map.x1 - width), map.x0);
    y = fmaxf(fminf(y, map.y1 - height), map.y0);
    return (rect){x, y, x + width, y + height};
}

// What is too long for the map is left out.
static void drop_long(struct step_lines *lines, const struct font *font, float em, float room,
                      float *widest)
{
    int kept = 0;
    *widest = 0;
    for (int i = 0; i < lines->count; i++) {
        float wide = writing_width(font, i ? FACE_CONDENSED : FACE_CONDENSED_BOLD, em,
                                   lines->text[i]);
        if (wide > room)
            continue;
        *widest = fmaxf(*widest, wide);
        memmove(lines->text[kept++], lines->text[i], WORDS);
    }
    lines->count = kept;
}

struct step_card step_card_make(const struct model *m, const struct scene *s, int run,
                                int step, const struct layout *layout,
                                const struct font *font)
{
    struct step_card card = {.run = run};
    if (!scene_has_run(s, run) || (size_t)step >= m->path[run].rows.count)
        return card;
    float em = layout->sizes.t3, wide;
    card.at = camera_to_screen(&m->camera, m->path[run].rows.at[step].at);
    if (!rect_overlaps(layout->map, (rect){card.at.x, card.at.y, card.at.x + 1,
                                           card.at.y + 1}))
        return card;
    write_lines(&card.lines, m, s, run, step);
    drop_long(&card.lines, font, em,
              layout->map.x1 - layout->map.x0 - 2 * layout->sizes.u - 1.2f * em, &wide);
    if (card.lines.count)
        card.where = find_place(layout, card.at, wide + 1.2f * em,
                                1.35f * em * (float)card.lines.count + 0.7f * em);
    return card;
}

void step_card_draw(struct picture *p, const struct step_card *card,
                    const struct sizes *sizes, const struct theme *theme)
{
    rect where = card->where;
    float em = sizes->t3;
    if (!(where.x1 > where.x0))
        return;
    struct mark_style style = {1.2f * sizes->dot, theme->run[card->run],
                               0.8f * sizes->halo, theme->text};
    mark_draw(p, (enum mark)card->run, card->at, &style);
    picture_round_box(p, rect_grown(where, 0.15f * sizes->u), 0.5f * em,
                      theme->run[card->run]);
    picture_round_box(p, where, 0.45f * em, theme->card);
    for (int i = 0; i < card->lines.count; i++)
        picture_text(p, (pt){where.x0 + 0.6f * em,
                             where.y0 + 0.35f * em + 1.35f * em * ((float)i + 0.5f)},
                     (struct type){.face = i ? FACE_CONDENSED : FACE_CONDENSED_BOLD,
                                   .size = em, .color = theme->text, .y = MIDDLE},
                     card->lines.text[i]);
}
