// SPDX-License-Identifier: MIT
#include "plot/inside_card.h"

#include "base/text.h"
#include "draw/writing.h"

#include <stdio.h>

static const float row_height = 1.6f;           // em of T2
static const float button_width = 4.4f, long_button = 7.4f;     // em of T3
static const float enough = 16;                 // em of T3 for a formula and its name

// Where it is narrow a formula stands below its name.
static bool is_narrow(const struct sizes *sizes, float width)
{
    return card_room(sizes, width) < (enough + button_width) * sizes->t3;
}

static bool narrow(const struct card *c)
{
    return is_narrow(c->sizes, c->where.x1 - c->where.x0);
}

float inside_card_height(const struct sizes *sizes, float width)
{
    int lines = is_narrow(sizes, width) ? 4 : 2;
    return card_height(sizes, 1, 0, 0) + (float)lines * row_height * sizes->t2;
}

// The line of the name of one of the two, from the left to the right of the card.
static rect line_of(const struct card *c, int part)
{
    struct card below = *c;
    float high = row_height * c->sizes->t2;
    card_line(&below, c->sizes->t3);
    below.y += (float)(narrow(c) ? 2 * part : part) * high;
    return (rect){c->left, below.y, c->right, below.y + high};
}

static bool has_room(const struct card *c)
{
    return c->right - c->left > (enough + long_button) * c->sizes->t3;
}

const char *inside_card_word(const struct card *c)
{
    return has_room(c) ? "plot this" : "plot";
}

rect inside_card_button(const struct card *c, int part)
{
    rect line = line_of(c, part);
    line.x0 = line.x1 - (has_room(c) ? long_button : button_width) * c->sizes->t3;
    return rect_grown(line, -0.15f * c->sizes->u);
}

static void draw_part(const struct card *c, const struct model *m, int part,
                      bool button)
{
    static const char *const name[] = {"∂f/∂x", "∂f/∂y"};
    char words[CARD_WORDS];
    float em = c->sizes->t2, high = row_height * em;
    rect line = line_of(c, part);
    struct card room = *c;
    float middle = (line.y0 + line.y1) / 2, x = c->left;
    snprintf(words, sizeof words, "%s = ", name[part]);
    card_write(c, x, middle, FACE_CONDENSED, em, c->theme->text2, words);
    if (narrow(c))
        middle += high;
    else
        x += writing_width(c->font, FACE_CONDENSED, em, words);
    if (!narrow(c) && button)
        room.right = inside_card_button(c, part).x0 - 0.4f * em;
    card_write(&room, x, middle, FACE_CONDENSED, em, c->theme->text,
               text_or_empty(&m->partial[part]));
}

void inside_card_draw(struct card *c, const struct model *m, bool buttons)
{
    draw_part(c, m, 0, buttons);
    draw_part(c, m, 1, buttons);
    card_title(c, "INSIDE");
}
