// SPDX-License-Identifier: MIT
#include "plot/key.h"

#include "base/number.h"
#include "plot/arrow.h"
#include "plot/flat.h"

#include <stdio.h>
#include <string.h>

static const float low_map = 20;                // em
static const float line_height = 1.45f;                // em

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
        snprintf(out, KEY_TEXT, "%s levels:",
                 levels->family == LEVELS_LOG ? "log" : "± log");
        break;
    case LEVELS_AREA:
        snprintf(out, KEY_TEXT, "unequal levels:");
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

static bool has_arrows(const struct quiver *q)
{
    for (size_t i = 0; i < q->arrows.count; i++)
        if (q->arrows.at[i].length > 0)
            return true;
    return false;
}

static void say_arrows(struct key *key, const struct model *m, const struct scene *s)
{
    const struct quiver *q = &m->quiver;
    if (!has_arrows(q))
        return;
    if (q->law != ARROWS_DIRECTION && isfinite(q->scale) && q->scale > 0) {
        char number[NUMBER_TEXT];
        double g = round_below(q->scale);
        key->sample = quiver_length(q, g);
        snprintf(add_item(key), KEY_TEXT, "%s = %s", s->downhill ? "‖−∇f‖" : "‖∇f‖",
                 number_round(number, g));
    }
    char factor[NUMBER_TEXT] = "";
    bool scaled = q->law == ARROWS_TRUE && s->arrow_scale > 0;
    snprintf(add_item(key), KEY_TEXT, "%s%s%s%s",
             scaled ? "length = " : length_words(q->law),
             scaled ? number_round(factor, s->arrow_scale) : "", scaled ? "·‖∇f‖" : "",
             s->downhill ? " (−∇f, downhill)" : "");
}

static bool any_overshoots(const struct model *m, const struct scene *s)
{
    for (int run = 0; run < s->runs; run++)
        for (size_t k = 1; k < m->path[run].rows.count; k++)
            if (vec2_dot(m->path[run].rows.at[k - 1].gradient,
                         m->path[run].rows.at[k].gradient) < 0)
                return true;
    return false;
}

static void say_flat_points(struct key *key, const struct model *m,
                            const struct scene *s)
{
    bool seen[CRITICAL_CURVE + 1] = {0};
    if (s->flat_points == FLAT_OFF)
        return;
    for (size_t i = 0; i < m->critical.points.count; i++)
        seen[m->critical.points.at[i].kind] = true;
    char item[KEY_TEXT] = "";
    for (int kind = 0; kind <= CRITICAL_CURVE; kind++) {
        size_t length = strlen(item);
        if (seen[kind])
            snprintf(item + length, KEY_TEXT - length, "%s%s", length ? "   " : "",
                     flat_words((enum critical_kind)kind, s->flat_points));
    }
    if (item[0])
        strcpy(add_item(key), item);
    if (!m->critical.finished)
        snprintf(add_item(key), KEY_TEXT, "there may be more flat points");
}

static void say_basins(struct key *key, const struct model *m, const struct scene *s)
{
    const struct basin_map *b = &m->basins;
    const char *goal = b->climbs ? "▲" : "▼";
    if (!s->basins)
        return;
    if (b->basins.minima.count > 0)
        snprintf(add_item(key), KEY_TEXT, "colour: the %s it leads to; strong: %d steps, "
                 "faint: %d or more", goal, b->few, b->many);
    else if (basin_map_done(b) == 1)
        snprintf(add_item(key), KEY_TEXT, "no start leads to a %s",
                 b->climbs ? "maximum" : "minimum");
    if (b->fate[BASIN_DIVERGED])
        snprintf(add_item(key), KEY_TEXT, "▧ diverges");
    if (b->fate[BASIN_LEFT])
        snprintf(add_item(key), KEY_TEXT, "▨ faint: leads to where f is undefined");
    if (b->fate[BASIN_FLAT] || b->fate[BASIN_UNDECIDED])
        snprintf(add_item(key), KEY_TEXT, "plain: no %s in %d steps", goal, b->steps);
}

static void say_constant(struct key *key, const struct model *m)
{
    if (!model_is_constant(m))
        return;
    snprintf(add_item(key), KEY_TEXT, "f does not change here:");
    snprintf(add_item(key), KEY_TEXT, "the gradient is (0, 0) everywhere");
}

static void say_all(struct key *key, const struct model *m, const struct scene *s)
{
    say_constant(key, m);
    say_arrows(key, m, s);
    if (s->contours && m->contours.lines.count > 0) {
        line_words(&m->levels, add_item(key));
        if (m->levels.family != LEVELS_EQUAL && m->levels.family != LEVELS_GIVEN)
            snprintf(add_item(key), KEY_TEXT, "spacing does not show steepness");
    }
    if (m->creases.count > 0)
        snprintf(add_item(key), KEY_TEXT, "◇ not smooth");
    say_flat_points(key, m, s);
    if (any_overshoots(m, s))
        snprintf(add_item(key), KEY_TEXT, "⇄ overshoot");
    if (m->study.ghost[GHOST_HALF].rows.count > 1)
        snprintf(add_item(key), KEY_TEXT, "dashed η/2, dotted 2η");
    say_basins(key, m, s);
    if (m->bands.undefined)
        snprintf(add_item(key), KEY_TEXT, "▨ f is undefined here");
}

static float item_width(const struct key *key, const struct font *font, int i)
{
    return font->measure(font->self, FACE_CONDENSED, key->size, key->item[i].text).width;
}

// The text shrinks where a single item would not fit.
static void fit(struct key *key, const struct font *font, float room)
{
    float widest = 0, lead = key->sample > 0 ? key->sample + 0.6f * key->size : 0;
    for (int i = 0; i < key->items; i++)
        widest = fmaxf(widest, item_width(key, font, i) + (i ? 0 : lead));
    if (widest > room)
        key->size *= 0.98f * room / widest;
}

// Puts the items into lines from the left; returns the width, *height the last line's.
static float flow(struct key *key, const struct font *font, float room, float *height)
{
    float gap = 1.4f * key->size, x = 0, widest = 0;
    *height = 0;
    for (int i = 0; i < key->items; i++) {
        float lead = i == 0 && key->sample > 0 ? key->sample + 0.6f * key->size : 0;
        float width = item_width(key, font, i);
        if (i > 0 && key->item[i - 1].text[strlen(key->item[i - 1].text) - 1] == ':')
            x -= gap - 0.35f * key->size;
        if (x > 0 && x + lead + width > room) {
            x = 0;
            *height += line_height * key->size;
        }
        key->item[i].at = (pt){x + lead, *height};
        x += lead + width;
        widest = fmaxf(widest, x);
        x += gap;
    }
    return widest;
}

static void move_items(struct key *key, float right, float down)
{
    for (int i = 0; i < key->items; i++) {
        key->item[i].at.x += right;
        key->item[i].at.y += down;
    }
}

void key_move(struct key *key, float right, float down)
{
    move_items(key, right, down);
    key->box = (rect){key->box.x0 + right, key->box.y0 + down, key->box.x1 + right,
                      key->box.y1 + down};
}

// In a low map the first line has to do, unless it tells of a constant.
static void keep_first_line(struct key *key, rect map)
{
    if (map.y1 - map.y0 > low_map * key->size || !(key->sample > 0))
        return;
    for (int i = 1; i < key->items; i++)
        if (key->item[i].at.y > key->item[0].at.y)
            key->items = i;
}

static void put_in_map(struct key *key, rect map, const struct font *font, float above)
{
    float width = map.x1 - map.x0, height;
    fit(key, font, width - 2 * key->size);
    float pad = 0.5f * key->size, line = line_height * key->size;
    flow(key, font, width - 4 * pad, &height);
    keep_first_line(key, map);
    float widest = flow(key, font, width - 4 * pad, &height);
    float left = map.x0 + 2 * pad, bottom = map.y1 - above;
    key->box = (rect){left - pad, bottom - height - line - pad / 2, left + widest + pad,
                      bottom};
    move_items(key, left, key->box.y0 + pad / 4 + line / 2);
}

static void put_under_frame(struct key *key, rect map, const struct font *font)
{
    float height, em = key->size, width = map.x1 - map.x0;
    float widest = flow(key, font, INFINITY, &height);
    if (widest > width) {
        key->size *= 0.98f * width / widest;
        widest = flow(key, font, INFINITY, &height);
    }
    float middle = map.y1 + 4 * em;
    key->box = (rect){map.x0, middle - em / 2, map.x0 + widest, middle + em / 2};
    move_items(key, map.x0, middle);
}

struct key key_make(const struct model *m, const struct scene *s,
                    const struct layout *layout, const struct font *font, float above)
{
    struct key key = {.size = layout->sizes.t3, .bare = s->frame};
    say_all(&key, m, s);
    if (key.items > 0 && s->frame)
        put_under_frame(&key, layout->map, font);
    else if (key.items > 0)
        put_in_map(&key, layout->map, font, above);
    return key;
}

void key_draw(const struct key *key, const struct theme *theme,
              const struct sizes *sizes, struct picture *p)
{
    if (key->items == 0)
        return;
    picture_group(p, "key");
    if (!key->bare)
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
