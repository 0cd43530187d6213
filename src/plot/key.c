// SPDX-License-Identifier: MIT
#include "plot/key.h"

#include "base/number.h"
#include "plot/arrow.h"

#include <stdio.h>
#include <string.h>

static const char *length_words(enum arrow_law law)
{
    switch (law) {
    case ARROWS_ROOT: return "length ∝ √‖∇f‖";
    case ARROWS_TRUE: return "length ∝ ‖∇f‖";
    case ARROWS_DIRECTION: return "direction only";
    case ARROWS_SATURATING: return "longer is steeper, up to a limit";
    default: return "";
    }
}

static void line_words(const struct levels *levels, char out[KEY_TEXT])
{
    char number[NUMBER_TEXT];
    switch (levels->family) {
    case LEVELS_EQUAL:
        snprintf(out, KEY_TEXT, "lines %s apart", number_round(number, levels->step));
        break;
    case LEVELS_LOG:
    case LEVELS_SYMLOG:
        snprintf(out, KEY_TEXT, "%s levels: spacing does not show steepness",
                 levels->family == LEVELS_LOG ? "log" : "± log");
        break;
    case LEVELS_AREA:
        snprintf(out, KEY_TEXT, "unequal levels: spacing does not show steepness");
        break;
    default:
        snprintf(out, KEY_TEXT, "chosen levels");
    }
}

// The largest 1, 2 or 5 ×10^k that is not above g.
static double round_below(double g)
{
    double power = pow(10, floor(log10(g))), digit = g / power;
    return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}

static char *add_item(struct key *key)
{
    return key->item[key->items++].text;
}

static void say_arrows(struct key *key, const struct model *m, const struct scene *s)
{
    const struct quiver *q = &m->quiver;
    if (q->law == ARROWS_OFF || q->arrows.count == 0)
        return;
    if (q->law != ARROWS_DIRECTION && isfinite(q->scale) && q->scale > 0) {
        char number[NUMBER_TEXT];
        double g = round_below(q->scale);
        key->sample = quiver_length(q, g);
        snprintf(add_item(key), KEY_TEXT, "%s = %s", s->downhill ? "‖−∇f‖" : "‖∇f‖",
                 number_round(number, g));
    }
    snprintf(add_item(key), KEY_TEXT, "%s%s", length_words(q->law),
             s->downhill ? " (−∇f, downhill)" : "");
}

static void say_constant(struct key *key, const struct model *m)
{
    if (m->levels.low == m->levels.high)
        snprintf(add_item(key), KEY_TEXT,
                 "f does not change here: the gradient is (0, 0) everywhere");
}

static void say_all(struct key *key, const struct model *m, const struct scene *s)
{
    say_constant(key, m);
    say_arrows(key, m, s);
    if (s->contours && m->contours.lines.count > 0)
        line_words(&m->levels, add_item(key));
    if (m->bands.undefined)
        snprintf(add_item(key), KEY_TEXT, "▨ f is undefined here");
}

struct key key_make(const struct model *m, const struct scene *s,
                    const struct layout *layout, const struct font *font, float above)
{
    struct key key = {.size = layout->sizes.t3};
    say_all(&key, m, s);
    if (key.items == 0)
        return key;
    float pad = 0.5f * key.size, gap = 1.4f * key.size, line = 1.45f * key.size;
    float sample = key.sample > 0 ? key.sample + 0.6f * key.size : 0;
    float most = layout->map.x1 - layout->map.x0 - 4 * pad;
    float x = 0, y = 0, widest = 0;
    for (int i = 0; i < key.items; i++) {
        float lead = i == 0 ? sample : 0;
        struct extent e = font->measure(font->self, FACE_CONDENSED, key.size,
                                        key.item[i].text);
        if (x > 0 && x + lead + e.width > most)
            x = 0, y += line;
        key.item[i].at = (pt){x + lead, y};
        x += lead + e.width;
        widest = fmaxf(widest, x);
        x += gap;
    }
    float left = layout->map.x0 + 2 * pad;
    float bottom = layout->map.y1 - above;
    key.box = (rect){left - pad, bottom - y - line - pad / 2, left + widest + pad, bottom};
    for (int i = 0; i < key.items; i++) {
        key.item[i].at.x += left;
        key.item[i].at.y += key.box.y0 + pad / 4 + line / 2;
    }
    return key;
}

void key_draw(const struct key *key, const struct theme *theme,
              const struct sizes *sizes, struct picture *p)
{
    if (key->items == 0)
        return;
    picture_group(p, "key");
    picture_round_box(p, key->box, 0.4f * key->size, rgba_faded(theme->card, 0.92f));
    struct type type = {.face = FACE_CONDENSED, .size = key->size,
                        .color = theme->text2, .x = LEFT, .y = MIDDLE};
    for (int i = 0; i < key->items; i++)
        picture_text(p, key->item[i].at, type, key->item[i].text);
    if (key->sample > 0) {
        struct arrow_style style = arrow_field_style(sizes, theme->arrow);
        pt tail = {key->item[0].at.x - key->sample - 0.6f * key->size,
                   key->item[0].at.y};
        arrow_draw(p, tail, (pt){1, 0}, key->sample, &style);
    }
    picture_ungroup(p);
}
