// SPDX-License-Identifier: MIT
#include "plot/inside_card.h"

#include "base/text.h"
#include "draw/writing.h"

#include <stdio.h>

static const float row_height = 1.6f;           // em of T2
static const float button_width = 4.4f, long_button = 7.4f;     // em of T3
static const float enough = 18;                 // em of T3 beside the long button

float inside_card_height(const struct sizes *sizes)
{
    return card_height(sizes, 1, 0, 0) + 2 * row_height * sizes->t2;
}

// The line of one of the two, from the left to the right of the card.
static rect line_of(const struct card *c, int part)
{
    struct card below = *c;
    float high = row_height * c->sizes->t2;
    card_line(&below, c->sizes->t3);
    below.y += (float)part * high;
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

void inside_card_draw(struct card *c, const struct model *m, bool buttons)
{
    static const char *const name[] = {"∂f/∂x", "∂f/∂y"};
    char words[CARD_WORDS];
    float em = c->sizes->t2;
    struct card narrow = *c;
    if (buttons)
        narrow.right = inside_card_button(c, 0).x0 - 0.4f * em;
    for (int i = 0; i < 2; i++) {
        rect line = line_of(c, i);
        float middle = (line.y0 + line.y1) / 2;
        snprintf(words, sizeof words, "%s = ", name[i]);
        float x = c->left + writing_width(c->font, FACE_CONDENSED, em, words);
        card_write(&narrow, c->left, middle, FACE_CONDENSED, em, c->theme->text2, words);
        card_write(&narrow, x, middle, FACE_CONDENSED, em, c->theme->text,
                   text_or_empty(&m->partial[i]));
    }
    card_title(c, "INSIDE");
}
