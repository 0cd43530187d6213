// SPDX-License-Identifier: MIT
#include "field/contour_join.h"

// Crossings ordered by level, those of one level in their own order.
static uint32_t *order_by_level(const struct trace *t)
{
    uint32_t *order = malloc((t->crossings + 1) * sizeof *order);
    size_t place[LEVELS_MOST + 1] = {0};
    if (!order)
        return NULL;
    for (size_t i = 0; i < t->crossings; i++)
        place[t->crossing[i].level + 1]++;
    for (int level = 0; level < LEVELS_MOST; level++)
        place[level + 1] += place[level];
    for (size_t i = 0; i < t->crossings; i++)
        order[place[t->crossing[i].level]++] = (uint32_t)i;
    return order;
}

static void add_point(const struct trace *t, struct contours *out, size_t first,
                      double u, double v)
{
    vec2 p = trace_world(t, u, v);
    if (out->points.count > first) {
        vec2 last = out->points.at[out->points.count - 1];
        if (last.x == p.x && last.y == p.y)
            return;
    }
    array_push(&out->points, p);
}

// Follows the line from a crossing, taking it out of the links.
static void follow(struct trace *t, struct contours *out, uint32_t start)
{
    size_t first = out->points.count;
    uint32_t id = start;
    bool closed = false;
    for (uint32_t k = 0; k < t->link[id].heads; k++) {
        vec2 head = t->worker[t->link[id].head_worker].via.at[t->link[id].head];
        add_point(t, out, first, head.x, head.y);
    }
    add_point(t, out, first, t->crossing[id].u, t->crossing[id].v);
    while (!closed && t->link[id].next != NO_CROSSING) {
        struct link l = t->link[id];
        const vec2 *via = t->worker[l.worker].via.at;
        for (uint32_t k = l.via; k < l.via + l.vias; k++)
            add_point(t, out, first, via[k].x, via[k].y);
        t->link[id].next = NO_CROSSING;
        id = l.next;
        closed = id == start;
        add_point(t, out, first, t->crossing[id].u, t->crossing[id].v);
    }
    if (!closed && t->link[id].vias) {
        vec2 tail = t->worker[t->link[id].worker].via.at[t->link[id].via];
        add_point(t, out, first, tail.x, tail.y);
    }
    size_t count = out->points.count - first;
    if (out->points.failed || count < 2 || (closed && count < 4)) {
        out->points.count = first;
        return;
    }
    array_push(&out->lines, (struct contour_line){(uint32_t)first, (uint32_t)count,
                                                  t->crossing[start].level, closed});
}

static void join_level(struct trace *t, struct contours *out, const uint32_t *id,
                       size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (t->link[id[k]].next != NO_CROSSING && t->link[id[k]].prev == NO_CROSSING)
            follow(t, out, id[k]);
    for (size_t k = 0; k < count; k++)
        if (t->link[id[k]].next != NO_CROSSING)
            follow(t, out, id[k]);
}

bool lines_join(struct trace *t, struct contours *out)
{
    uint32_t *order = order_by_level(t);
    if (!order)
        return false;
    for (size_t from = 0, to; from < t->crossings; from = to) {
        uint16_t level = t->crossing[order[from]].level;
        for (to = from; to < t->crossings && t->crossing[order[to]].level == level;)
            to++;
        join_level(t, out, order + from, to - from);
    }
    free(order);
    return !out->points.failed && !out->lines.failed;
}
