// SPDX-License-Identifier: MIT
#include "plot/mark.h"

#include <math.h>

enum { CORNERS = 10 };

// Corners of a shape whose disc has radius 1, so large that all shapes look equal.
static int outline(enum mark mark, pt out[CORNERS])
{
    static const pt square[] = {{-0.86f, -0.86f}, {0.86f, -0.86f}, {0.86f, 0.86f},
                                {-0.86f, 0.86f}};
    static const pt up[] = {{0, -1.2f}, {1.12f, 0.8f}, {-1.12f, 0.8f}};
    static const pt diamond[] = {{0, -1.25f}, {1.25f, 0}, {0, 1.25f}, {-1.25f, 0}};
    static const pt cross[] = {{-0.85f, -0.85f}, {0.85f, 0.85f}, {0.85f, -0.85f},
                               {-0.85f, 0.85f}};
    static const pt check[] = {{-0.9f, 0}, {-0.2f, 0.8f}, {1, -0.9f}};
    static const pt fork[] = {{1, -0.85f}, {-0.1f, 0}, {-1.1f, 0}, {-0.1f, 0}, {1, 0.85f}};
    static const pt *const shape[] = {NULL, square, up, diamond, up, cross, NULL,
                                      diamond, check, up, fork};
    static const int corners[] = {0, 4, 3, 4, 3, 4, CORNERS, 4, 3, 3, 5};
    for (int i = 0; i < corners[mark]; i++) {
        float turn = (float)i * 0.62831853f, reach = i % 2 ? 0.55f : 1.35f;
        out[i] = mark == MARK_STAR ? (pt){reach * sinf(turn), -reach * cosf(turn)}
                                   : shape[mark][i];
        out[i].y *= mark == MARK_DOWN ? -1 : 1;
    }
    return corners[mark];
}

static void draw_cross(struct picture *p, const pt *corner, float width, rgba color)
{
    struct pen pen = {.width = width, .color = color, .cap = CAP_ROUND};
    picture_line(p, corner[0], corner[1], pen);
    picture_line(p, corner[2], corner[3], pen);
}

static void draw_bent(struct picture *p, const pt *corner, int count, float width,
                      rgba color)
{
    picture_stroke(p, corner, (size_t)count,
                   (struct pen){.width = width, .color = color}, false);
}

// The sign of exclamation in a triangle.
static void cut_warning(struct picture *p, pt at, const struct mark_style *s)
{
    struct pen pen = {.width = 0.14f * s->size, .color = s->halo_color, .cap = CAP_BUTT};
    pt top = {at.x, at.y - 0.27f * s->size}, end = {at.x, at.y + 0.1f * s->size};
    picture_line(p, top, end, pen);
    top.y += 0.45f * s->size, end.y += 0.22f * s->size;
    picture_line(p, top, end, pen);
}

static void draw_outline(struct picture *p, enum mark mark, const pt *corner, int count,
                         const struct mark_style *s)
{
    struct pen around = {.width = 2 * s->halo, .color = s->halo_color, .cap = CAP_ROUND};
    struct pen line = {.width = 0.2f * s->size, .color = s->color, .cap = CAP_ROUND};
    if (mark == MARK_HOLLOW)
        around.width += line.width;
    if (s->halo > 0)
        picture_stroke(p, corner, (size_t)count, around, true);
    picture_fill(p, corner, (size_t)count, mark == MARK_HOLLOW ? s->halo_color : s->color);
    if (mark == MARK_HOLLOW)
        picture_stroke(p, corner, (size_t)count, line, true);
}

void mark_draw(struct picture *p, enum mark mark, pt at, const struct mark_style *s)
{
    pt corner[CORNERS];
    int count = outline(mark, corner);
    float radius = s->size / 2, thick = 0.3f * s->size;
    for (int i = 0; i < count; i++)
        corner[i] = (pt){at.x + radius * corner[i].x, at.y + radius * corner[i].y};
    if (mark == MARK_DISC) {
        if (s->halo > 0)
            picture_disc(p, at, radius + s->halo, s->halo_color);
        picture_disc(p, at, radius, s->color);
    } else if (mark == MARK_CROSS) {
        if (s->halo > 0)
            draw_cross(p, corner, thick + 2 * s->halo, s->halo_color);
        draw_cross(p, corner, thick, s->color);
    } else if (mark == MARK_CHECK || mark == MARK_FORK) {
        if (s->halo > 0)
            draw_bent(p, corner, count, thick + 2 * s->halo, s->halo_color);
        draw_bent(p, corner, count, thick, s->color);
    } else {
        draw_outline(p, mark, corner, count, s);
        if (mark == MARK_WARNING)
            cut_warning(p, at, s);
    }
}
