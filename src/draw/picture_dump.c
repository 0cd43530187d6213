// SPDX-License-Identifier: MIT
#include "draw/picture.h"

static void number(struct text *out, float value)
{
    text_add(out, " ");
    text_add_number(out, round((double)value * 100) / 100);
}

static void color(struct text *out, rgba c)
{
    text_addf(out, " #%02x%02x%02x", c.r, c.g, c.b);
    if (c.a != 255)
        text_addf(out, "%02x", c.a);
}

static void points(struct text *out, const struct picture *p, const struct item *item)
{
    text_add(out, ":");
    for (uint32_t i = 0; i < item->count; i++) {
        pt at = p->points.at[item->first + i];
        number(out, at.x);
        text_add(out, ",");
        text_add_number(out, round((double)at.y * 100) / 100);
    }
}

static void stroke(struct text *out, const struct picture *p, const struct item *item)
{
    const struct pen *pen = &item->pen;
    text_add(out, item->closed ? "loop" : "line");
    number(out, pen->width);
    color(out, pen->color);
    if (pen->cap == CAP_BUTT)
        text_add(out, " butt");
    if (pen->dash > 0) {
        text_add(out, " dash");
        number(out, pen->dash);
        number(out, pen->gap);
    }
    points(out, p, item);
}

static void type(struct text *out, const struct type *type)
{
    static const char *const faces[FACES] = {"normal", "bold", "condensed",
                                             "condensed-bold"};
    static const char *const columns[] = {"left", "center", "right"};
    static const char *const rows[] = {"baseline", "middle", "top", "bottom"};
    text_addf(out, " %s", faces[type->face]);
    number(out, type->size);
    color(out, type->color);
    text_addf(out, " %s %s", columns[type->x], rows[type->y]);
    if (type->angle != 0) {
        text_add(out, " angle");
        number(out, type->angle);
    }
    if (type->halo > 0) {
        text_add(out, " halo");
        number(out, type->halo);
        color(out, type->halo_color);
    }
}

static void place(struct text *out, const char *what, rect r)
{
    text_add(out, what);
    number(out, r.x0);
    number(out, r.y0);
    number(out, r.x1);
    number(out, r.y1);
}

static void clip(struct text *out, rect r)
{
    if (isfinite(r.x0))
        place(out, "clip", r);
    else
        text_add(out, "unclip");
}

static void group(struct text *out, const char *name)
{
    if (*name)
        text_addf(out, "group %s", name);
    else
        text_add(out, "ungroup");
}

static void item_line(struct text *out, const struct picture *p, const struct item *item)
{
    switch (item->kind) {
    case ITEM_STROKE:
        stroke(out, p, item);
        break;
    case ITEM_FILL:
        text_add(out, "fill");
        color(out, item->color);
        points(out, p, item);
        break;
    case ITEM_DISC:
        text_add(out, "disc");
        number(out, item->radius);
        color(out, item->color);
        points(out, p, item);
        break;
    case ITEM_TEXT:
        text_addf(out, "text \"%s\"", p->chars.at + item->text.at);
        type(out, &item->text.type);
        points(out, p, item);
        break;
    case ITEM_IMAGE:
        place(out, "image", item->bounds);
        text_addf(out, " %dx%d", item->image->width, item->image->height);
        break;
    case ITEM_CLIP:
        clip(out, item->bounds);
        break;
    case ITEM_GROUP:
        group(out, p->chars.at + item->name);
        break;
    }
}

void picture_dump(struct text *out, const struct picture *p)
{
    text_add(out, "picture");
    number(out, p->size.x);
    number(out, p->size.y);
    text_add(out, "\n");
    for (size_t i = 0; i < p->items.count; i++) {
        item_line(out, p, &p->items.at[i]);
        text_add(out, "\n");
    }
}
