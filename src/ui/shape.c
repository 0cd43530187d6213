// SPDX-License-Identifier: MIT
#include "ui/shape.h"

#include "draw/circle.h"

bool shape_is_empty(rect r)
{
    return !(r.x1 > r.x0 && r.y1 > r.y0);
}

void shape_frame(struct picture *p, rect where, float radius, float width, rgba color)
{
    rect r = rect_grown(where, -width / 2);
    if (shape_is_empty(r))
        return;
    radius = fmaxf(fminf(radius - width / 2, fminf(r.x1 - r.x0, r.y1 - r.y0) / 2), 0);
    rect in = rect_grown(r, -radius);
    const pt corners[4] = {{in.x1, in.y1}, {in.x0, in.y1}, {in.x0, in.y0},
                           {in.x1, in.y0}};
    pt points[4 * CIRCLE_MOST];
    size_t count = 0;
    for (int i = 0; i < 4; i++)
        count += circle_quarter(points + count, corners[i], radius, i, true);
    picture_stroke(p, points, count, (struct pen){.width = width, .color = color},
                   true);
}

void shape_focus(struct picture *p, rect around, const struct sizes *sizes, rgba color)
{
    float out = sizes->focus + sizes->focus_gap;
    shape_frame(p, rect_grown(around, out), sizes->radius + out, sizes->focus, color);
}

// A triangle that points right, or left where `way` is −1.
static void triangle(struct picture *p, pt center, float width, float height, float way,
                     rgba color)
{
    float x = way * width / 2, y = height / 2;
    picture_fill(p, (pt[]){{center.x - x, center.y - y}, {center.x + x, center.y},
                           {center.x - x, center.y + y}}, 3, color);
}

static void bar(struct picture *p, pt center, float width, float height, rgba color)
{
    picture_box(p, rect_grown((rect){center.x - width / 2 + height / 2, center.y,
                                     center.x + width / 2 - height / 2, center.y},
                              height / 2), color);
}

static void skip(struct picture *p, pt at, float size, float way, rgba color)
{
    triangle(p, (pt){at.x - way * 0.1f * size, at.y}, 0.6f * size, 0.8f * size, way,
             color);
    bar(p, (pt){at.x + way * 0.34f * size, at.y}, 0.13f * size, 0.8f * size, color);
}

static void cross(struct picture *p, pt at, float size, rgba color)
{
    struct pen pen = {.width = 0.12f * size, .color = color};
    float r = 0.28f * size;
    picture_line(p, (pt){at.x - r, at.y - r}, (pt){at.x + r, at.y + r}, pen);
    picture_line(p, (pt){at.x - r, at.y + r}, (pt){at.x + r, at.y - r}, pen);
}

static void arrow_down(struct picture *p, pt at, float size, rgba color)
{
    float x = 0.26f * size, y = 0.16f * size;
    picture_fill(p, (pt[]){{at.x - x, at.y - y}, {at.x + x, at.y - y},
                           {at.x, at.y + y}}, 3, color);
}

void shape_icon(struct picture *p, enum icon icon, pt at, float size, rgba color)
{
    switch (icon) {
    case ICON_NONE:
        return;
    case ICON_PLAY:
        triangle(p, (pt){at.x + 0.06f * size, at.y}, 0.8f * size, 0.9f * size, 1,
                 color);
        return;
    case ICON_PAUSE:
        bar(p, (pt){at.x - 0.2f * size, at.y}, 0.22f * size, 0.8f * size, color);
        bar(p, (pt){at.x + 0.2f * size, at.y}, 0.22f * size, 0.8f * size, color);
        return;
    case ICON_STEP:
        skip(p, at, size, 1, color);
        return;
    case ICON_BACK:
        skip(p, at, size, -1, color);
        return;
    case ICON_CLOSE:
        cross(p, at, size, color);
        return;
    case ICON_MENU:
        arrow_down(p, at, size, color);
        return;
    }
}
