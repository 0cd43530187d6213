// SPDX-License-Identifier: MIT
#include "draw/picture.h"

#include "draw/circle.h"

static bool finite_pt(pt at)
{
    return isfinite(at.x) && isfinite(at.y);
}

static bool finite_rect(rect r)
{
    return isfinite(r.x0) && isfinite(r.y0) && isfinite(r.x1) && isfinite(r.y1);
}

void picture_begin(struct picture *p, pt size)
{
    p->items.count = p->points.count = p->chars.count = 0;
    p->items.failed = p->points.failed = p->chars.failed = false;
    p->size = size;
}

void picture_free(struct picture *p)
{
    array_free(&p->items);
    array_free(&p->points);
    array_free(&p->chars);
    p->size = (pt){0};
}

bool picture_failed(const struct picture *p)
{
    return p->items.failed || p->points.failed || p->chars.failed;
}

// Copies points and makes them the item's; false when they do not fit.
static bool keep_points(struct picture *p, struct item *item, const pt *points,
                        size_t count)
{
    if (count > UINT32_MAX - p->points.count)
        p->points.failed = true;
    if (!array_reserve(&p->points, p->points.count + count))
        return false;
    item->first = (uint32_t)p->points.count;
    item->count = (uint32_t)count;
    memcpy(p->points.at + p->points.count, points, count * sizeof *points);
    p->points.count += count;
    return true;
}

static uint32_t keep_text(struct picture *p, const char *text)
{
    size_t at = p->chars.count, size = strlen(text) + 1;
    if (size > UINT32_MAX - at)
        p->chars.failed = true;
    if (!array_reserve(&p->chars, at + size))
        return 0;
    memcpy(p->chars.at + at, text, size);
    p->chars.count += size;
    return (uint32_t)at;
}

static uint32_t keep_again(struct picture *p, const struct picture *from, uint32_t at)
{
    size_t size = strlen(from->chars.at + at) + 1;
    if (!array_reserve(&p->chars, p->chars.count + size))
        return 0;
    return keep_text(p, from->chars.at + at);
}

static rect bounds_of(const pt *points, size_t count)
{
    rect r = {points[0].x, points[0].y, points[0].x, points[0].y};
    for (size_t i = 1; i < count; i++) {
        r.x0 = fminf(r.x0, points[i].x);
        r.y0 = fminf(r.y0, points[i].y);
        r.x1 = fmaxf(r.x1, points[i].x);
        r.y1 = fmaxf(r.y1, points[i].y);
    }
    return r;
}

static void add_stroke(struct picture *p, const pt *points, size_t count, struct pen pen,
                       bool closed)
{
    struct item item = {.kind = ITEM_STROKE, .closed = closed, .pen = pen};
    if (count < 2 || !keep_points(p, &item, points, count))
        return;
    item.bounds = rect_grown(bounds_of(points, count), pen.width / 2);
    array_push(&p->items, item);
}

void picture_stroke(struct picture *p, const pt *points, size_t count, struct pen pen,
                    bool closed)
{
    if (!(pen.width > 0) || !isfinite(pen.width))
        return;
    size_t start = 0;
    for (size_t i = 0; i < count; i++) {
        if (finite_pt(points[i]))
            continue;
        add_stroke(p, points + start, i - start, pen, false);
        start = i + 1;
        closed = false;
    }
    add_stroke(p, points + start, count - start, pen, closed);
}

void picture_line(struct picture *p, pt from, pt to, struct pen pen)
{
    picture_stroke(p, (pt[]){from, to}, 2, pen, false);
}

void picture_fill(struct picture *p, const pt *points, size_t count, rgba color)
{
    struct item item = {.kind = ITEM_FILL, .color = color};
    if (count == 0 || !keep_points(p, &item, points, count))
        return;
    pt *own = p->points.at + item.first;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (finite_pt(own[i]))
            own[kept++] = own[i];
    item.count = (uint32_t)kept;
    p->points.count = item.first + kept;
    if (kept < 3)
        return;
    item.bounds = bounds_of(own, kept);
    array_push(&p->items, item);
}

void picture_box(struct picture *p, rect r, rgba color)
{
    if (finite_rect(r))
        picture_fill(p, (pt[]){{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}}, 4,
                     color);
}

void picture_round_box(struct picture *p, rect r, float radius, rgba color)
{
    float most = fminf(r.x1 - r.x0, r.y1 - r.y0) / 2;
    radius = fminf(radius, most);
    if (!finite_rect(r) || !(radius > 0)) {
        picture_box(p, r, color);
        return;
    }
    pt points[4 * CIRCLE_MOST];
    const pt corners[4] = {{r.x1 - radius, r.y1 - radius}, {r.x0 + radius, r.y1 - radius},
                           {r.x0 + radius, r.y0 + radius}, {r.x1 - radius, r.y0 + radius}};
    size_t count = 0;
    for (int i = 0; i < 4; i++)
        count += circle_quarter(points + count, corners[i], radius, i, true);
    picture_fill(p, points, count, color);
}

void picture_disc(struct picture *p, pt center, float radius, rgba color)
{
    struct item item = {.kind = ITEM_DISC, .color = color, .radius = radius};
    if (!finite_pt(center) || !(radius > 0) || !isfinite(radius)
        || !keep_points(p, &item, &center, 1))
        return;
    item.bounds = rect_grown(bounds_of(&center, 1), radius);
    array_push(&p->items, item);
}

void picture_ring(struct picture *p, pt center, float radius, struct pen pen)
{
    if (!finite_pt(center) || !(radius > 0) || !isfinite(radius))
        return;
    pt points[4 * CIRCLE_MOST];
    size_t count = 0;
    for (int i = 0; i < 4; i++)
        count += circle_quarter(points + count, center, radius, i, false);
    picture_stroke(p, points, count, pen, true);
}

// A text reaches no further than its letters would if each were two em wide.
static float text_reach(const struct type *type, const char *text)
{
    return 2 * type->size * (float)(strlen(text) + 1) + type->halo;
}

void picture_text(struct picture *p, pt at, struct type type, const char *text)
{
    struct item item = {.kind = ITEM_TEXT};
    if (!finite_pt(at) || !(type.size > 0) || !isfinite(type.size) || !isfinite(type.angle)
        || !*text || !keep_points(p, &item, &at, 1))
        return;
    if (!(type.halo > 0) || !isfinite(type.halo))
        type.halo = 0;
    item.text.type = type;
    item.text.at = keep_text(p, text);
    item.bounds = rect_grown(bounds_of(&at, 1), text_reach(&type, text));
    array_push(&p->items, item);
}

void picture_image(struct picture *p, rect where, const struct image *image)
{
    if (finite_rect(where) && where.x1 > where.x0 && where.y1 > where.y0 && image->pixels)
        array_push(&p->items, (struct item){.kind = ITEM_IMAGE, .bounds = where,
                                            .image = image});
}

void picture_clip(struct picture *p, rect where)
{
    if (finite_rect(where))
        array_push(&p->items, (struct item){.kind = ITEM_CLIP, .bounds = where});
}

void picture_unclip(struct picture *p)
{
    array_push(&p->items,
               (struct item){.kind = ITEM_CLIP,
                             .bounds = {-INFINITY, -INFINITY, INFINITY, INFINITY}});
}

static pt again(pt at, float times, pt move)
{
    return (pt){times * at.x + move.x, times * at.y + move.y};
}

// The texts and points of `from` may move when `p` grows, so they are found anew.
static void add_again(struct picture *p, const struct picture *from, size_t i,
                      float times, pt move)
{
    struct item item = from->items.at[i];
    pt low = again((pt){item.bounds.x0, item.bounds.y0}, times, move);
    pt high = again((pt){item.bounds.x1, item.bounds.y1}, times, move);
    uint32_t first = item.first;
    item.bounds = (rect){low.x, low.y, high.x, high.y};
    item.first = (uint32_t)p->points.count;
    if (p->points.count + item.count > UINT32_MAX
        || !array_reserve(&p->points, p->points.count + item.count))
        return;
    for (uint32_t k = 0; k < item.count; k++)
        p->points.at[p->points.count++] = again(from->points.at[first + k], times, move);
    if (item.kind == ITEM_TEXT)
        item.text.at = keep_again(p, from, item.text.at);
    if (item.kind == ITEM_GROUP)
        item.name = keep_again(p, from, item.name);
    array_push(&p->items, item);
}

void picture_again(struct picture *p, const struct picture *from, size_t first,
                   size_t last, float times, pt move)
{
    for (size_t i = first; i < last && !picture_failed(p); i++)
        add_again(p, from, i, times, move);
}

void picture_grey(struct picture *p)
{
    for (size_t i = 0; i < p->items.count; i++) {
        struct item *item = &p->items.at[i];
        if (item->kind == ITEM_STROKE)
            item->pen.color = rgba_grey(item->pen.color);
        if (item->kind == ITEM_FILL || item->kind == ITEM_DISC)
            item->color = rgba_grey(item->color);
        if (item->kind == ITEM_TEXT) {
            item->text.type.color = rgba_grey(item->text.type.color);
            item->text.type.halo_color = rgba_grey(item->text.type.halo_color);
        }
    }
}

void picture_group(struct picture *p, const char *name)
{
    struct item item = {.kind = ITEM_GROUP};
    item.name = keep_text(p, name);
    array_push(&p->items, item);
}

void picture_ungroup(struct picture *p)
{
    picture_group(p, "");
}
