// SPDX-License-Identifier: MIT
#include "plot/axes.h"

#include "base/number.h"
#include "field/levels.h"

enum { MOST = AXES_TICKS / 2 };

static int tick_count(float pixels, float each)
{
    int most = (int)(pixels / each);
    return most > MOST ? MOST : most;
}

// Numbers begin at the left border, end at it outside of a frame, or stand centred.
static enum anchor_x anchor_of(const struct tick *t, bool frame)
{
    return !t->vertical ? CENTER : frame ? RIGHT : LEFT;
}

static rect number_box(pt at, struct extent e, float size, enum anchor_x anchor)
{
    float half = size * 0.5f;
    float left = anchor == LEFT ? 0 : anchor == RIGHT ? e.width : e.width / 2;
    return (rect){at.x - left, at.y - half, at.x - left + e.width, at.y + half};
}

static bool is_in_map(const struct axes *a, const struct tick *t, rect map, float size)
{
    rect inside = rect_grown(map, -0.3f * size);
    return t->box.x0 >= inside.x0 && t->box.x1 <= inside.x1 && t->box.y0 >= inside.y0
           && t->box.y1 <= (t->vertical ? map.y1 - a->across : map.y1);
}

static void add_tick(struct axes *a, const struct camera *c, const struct sizes *sizes,
                     const struct font *font, double value, bool vertical)
{
    struct tick *t = &a->tick[a->ticks];
    t->vertical = vertical;
    number_round(t->text, value);
    pt on = camera_to_screen(c, vertical ? (vec2){c->world.x0, value}
                                         : (vec2){value, c->world.y0});
    float size = sizes->t3;
    float in = (a->frame ? -0.7f : 0.8f) * size, up = (a->frame ? -1.1f : 0.95f) * size;
    t->at = vertical ? (pt){c->map.x0 + in, on.y} : (pt){on.x, c->map.y1 - up};
    struct extent e = font->measure(font->self, FACE_CONDENSED, size, t->text);
    t->box = number_box(t->at, e, size, anchor_of(t, a->frame));
    float apart = (a->frame ? 0.05f : 0.25f) * size;
    bool fits = a->frame ? e.width < 3 * size || !vertical
                         : is_in_map(a, t, c->map, size);
    for (int i = 0; i < a->ticks && fits; i++)
        fits = !rect_overlaps(rect_grown(a->tick[i].box, apart), t->box);
    a->ticks += fits;
}

struct axes axes_make(const struct camera *c, const struct sizes *sizes,
                      const struct font *font, bool frame)
{
    struct axes a = {.across = frame ? 0 : 1.75f * sizes->t3, .frame = frame};
    double value[MOST], step;
    int most = tick_count(c->map.x1 - c->map.x0, fmaxf(10 * sizes->u, 5 * sizes->t3));
    double slack = 1e-9 * (c->world.x1 - c->world.x0);  // a border on a tick has it
    int count = ticks(c->world.x0 - slack, c->world.x1 + slack, most, value, &step);
    for (int i = 0; i < count; i++)
        add_tick(&a, c, sizes, font, value[i], false);
    most = tick_count(c->map.y1 - c->map.y0, fmaxf(10 * sizes->u, 3 * sizes->t3));
    count = ticks(c->world.y0 - slack, c->world.y1 + slack, most, value, &step);
    for (int i = 0; i < count; i++)
        add_tick(&a, c, sizes, font, value[i], true);
    return a;
}

static pt tick_foot(const struct tick *t, const struct camera *c)
{
    return t->vertical ? (pt){c->map.x0, t->at.y} : (pt){t->at.x, c->map.y1};
}

static void draw_border(const struct axes *a, rect map, struct pen pen,
                        struct picture *p)
{
    float half = pen.width / 2;
    if (a->frame) {
        rect r = rect_grown(map, half);
        const pt around[] = {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
        picture_stroke(p, around, 4, pen, true);
        return;
    }
    const pt corner[] = {{map.x0 + half, map.y0}, {map.x0 + half, map.y1 - half},
                         {map.x1, map.y1 - half}};
    if (a->ticks)
        picture_stroke(p, corner, 3, pen, false);
}

static void name_axes(const struct camera *c, struct type type, float size,
                      struct picture *p)
{
    type.x = CENTER;
    picture_text(p, (pt){(c->map.x0 + c->map.x1) / 2, c->map.y1 + 2.2f * size}, type,
                 "x");
    picture_text(p, (pt){c->map.x0 - 3.2f * size, (c->map.y0 + c->map.y1) / 2}, type,
                 "y");
}

void axes_draw(const struct axes *a, const struct camera *c, const struct theme *theme,
               const struct sizes *sizes, struct picture *p)
{
    picture_group(p, "axes");
    float out = (a->frame ? -0.3f : 0.3f) * sizes->t3;
    struct pen pen = {.width = sizes->minor, .color = theme->axis, .cap = CAP_BUTT};
    struct type type = {.face = FACE_CONDENSED, .size = sizes->t3, .color = theme->text2,
                        .y = MIDDLE,
                        .halo = a->frame ? 0 : fmaxf(sizes->halo * 1.2f, 2),
                        .halo_color = theme_ground(theme)};
    draw_border(a, c->map, pen, p);
    for (int i = 0; i < a->ticks; i++) {
        const struct tick *t = &a->tick[i];
        pt foot = tick_foot(t, c);
        picture_line(p, foot, t->vertical ? (pt){foot.x + out, foot.y}
                                          : (pt){foot.x, foot.y - out}, pen);
        type.x = anchor_of(t, a->frame);
        picture_text(p, t->at, type, t->text);
    }
    if (a->frame)
        name_axes(c, type, sizes->t3, p);
    picture_ungroup(p);
}

void axes_draw_grid(const struct axes *a, const struct camera *c,
                    const struct theme *theme, const struct sizes *sizes,
                    struct picture *p)
{
    picture_group(p, "grid");
    struct pen pen = {.width = sizes->minor, .color = theme->grid, .cap = CAP_BUTT};
    for (int i = 0; i < a->ticks; i++) {
        pt foot = tick_foot(&a->tick[i], c);
        picture_line(p, foot, a->tick[i].vertical ? (pt){c->map.x1, foot.y}
                                                  : (pt){foot.x, c->map.y0}, pen);
    }
    picture_ungroup(p);
}
