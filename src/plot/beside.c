// SPDX-License-Identifier: MIT
#include "plot/beside.h"

#include <stdio.h>
#include <string.h>

static const float line_cost = 3;               // of covering one
static const float turn_cost = 2.5f;                    // of being on the other side
static const float far_cost = 1.5f;                     // of each step away

static void add_box(struct beside *b, rect r)
{
    if (b->boxes < BESIDE_BOXES && r.x1 > r.x0)
        b->box[b->boxes++] = r;
}

void beside_begin(struct beside *b, rect map, const struct annotation *a,
                  const struct notes *n, rect hint)
{
    b->map = rect_grown(map, -0.3f * b->sizes->t3);
    b->boxes = b->lines = 0;
    b->labels = &a->labels;
    add_box(b, hint);
    add_box(b, a->progress);
    if (a->key.items)
        add_box(b, a->key.box);
    for (int i = 0; i < a->axes.ticks; i++)
        add_box(b, a->axes.tick[i].box);
    for (int i = 0; i < n->count; i++)
        add_box(b, rect_grown(n->note[i].box, 0.15f * b->sizes->t3));
    for (int i = 0; i < n->marks && i < BESIDE_LINES / 8; i++)
        beside_keep_off(b, (pt){n->mark[i].x0, n->mark[i].y0},
                        (pt){n->mark[i].x1, n->mark[i].y1});
}

void beside_keep_off(struct beside *b, pt from, pt to)
{
    if (b->lines < BESIDE_LINES)
        b->line[b->lines++] = (struct stroke){from, to};
}

void beside_keep_off_circle(struct beside *b, pt centre, float radius)
{
    enum { SIDES = 24 };
    for (int i = 0; i < SIDES; i++) {
        float a = (float)i * 2 * (float)M_PI / SIDES, c = a + 2 * (float)M_PI / SIDES;
        beside_keep_off(b,
                        (pt){centre.x + radius * cosf(a), centre.y + radius * sinf(a)},
                        (pt){centre.x + radius * cosf(c), centre.y + radius * sinf(c)});
    }
}

static rect box_of_label(const struct beside *b, const struct label *l)
{
    float c = fabsf(cosf(l->angle)) / 2, s = fabsf(sinf(l->angle)) / 2;
    float x = l->width * c + l->height * s, y = l->width * s + l->height * c;
    float left = b->map.x0 - 0.3f * b->sizes->t3, top = b->map.y0 - 0.3f * b->sizes->t3;
    return (rect){left + l->at.x - x, top + l->at.y - y, left + l->at.x + x,
                  top + l->at.y + y};
}

static bool is_free(const struct beside *b, rect r)
{
    if (r.x0 < b->map.x0 || r.x1 > b->map.x1 || r.y0 < b->map.y0 || r.y1 > b->map.y1)
        return false;
    for (int i = 0; i < b->boxes; i++)
        if (rect_overlaps(b->box[i], r))
            return false;
    for (size_t i = 0; i < b->labels->count; i++)
        if (rect_overlaps(box_of_label(b, &b->labels->at[i]), r))
            return false;
    return true;
}

static float cost(const struct beside *b, rect r)
{
    float sum = 0;
    for (int i = 0; i < b->lines; i++)
        sum += rect_crossed(r, b->line[i].from, b->line[i].to) ? line_cost : 0;
    return sum;
}

// A box of the given half sides that touches a circle around the point, `angle` from it.
static rect box_at(pt at, float angle, float clear, float x, float y)
{
    pt middle = {at.x + cosf(angle) * (clear + x), at.y + sinf(angle) * (clear + y)};
    return (rect){middle.x - x, middle.y - y, middle.x + x, middle.y + y};
}

enum { LINE = 80 };

// The next line of the words, "" after the last.
static const char *next_line(const char *words, char line[LINE])
{
    size_t length = strcspn(words, "\n");
    snprintf(line, LINE, "%.*s", (int)length, words);
    return words + length + (words[length] == '\n');
}

// Half of what the words take up.
static pt half_of(const struct beside *b, float size, enum face face, const char *words)
{
    char line[LINE];
    pt half = {0, 0};
    while (*words) {
        words = next_line(words, line);
        float wide = b->font->measure(b->font->self, face, size, line).width;
        half.x = fmaxf(half.x, wide / 2);
        half.y += 0.55f * size;
    }
    return half;
}

static void write_lines(const struct beside *b, rect room, float size, enum face face,
                        const char *words)
{
    char line[LINE];
    struct type type = {.face = face, .size = size, .color = b->color, .x = CENTER,
                        .y = MIDDLE, .halo = fmaxf(1.2f * b->sizes->halo, 2),
                        .halo_color = b->ground};
    pt at = {(room.x0 + room.x1) / 2, room.y0 + 0.55f * size};
    for (; *words; at.y += 1.1f * size) {
        words = next_line(words, line);
        picture_text(b->picture, at, type, line);
    }
}

bool beside_write(struct beside *b, pt at, pt outward, float size, enum face face,
                  const char *words)
{
    enum { TURNS = 16, STEPS = 4 };
    pt half = half_of(b, size, face, words);
    float turn = atan2f(outward.y, outward.x), least = INFINITY;
    rect best = {0};
    for (int i = 0; i < TURNS * STEPS; i++) {
        float off = (float)((i % TURNS + 1) / 2) * (i % 2 ? 1 : -1) / (TURNS / 2);
        int step = i / TURNS;
        float clear = 1.1f * b->sizes->u + (0.15f + 0.6f * (float)step) * size;
        rect r = box_at(at, turn + off * (float)M_PI, clear, half.x, half.y);
        float bad = turn_cost * fabsf(off) + far_cost * (float)step;
        if (bad >= least || !is_free(b, r))
            continue;
        bad += cost(b, r);
        if (bad < least)
            best = r, least = bad;
    }
    if (!isfinite(least))
        return false;
    add_box(b, best);
    write_lines(b, best, size, face, words);
    return true;
}
