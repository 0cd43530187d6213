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

static rect number_box(pt at, struct extent e, float size, bool vertical)
{
    float half = size * 0.5f;
    if (vertical)
        return (rect){at.x, at.y - half, at.x + e.width, at.y + half};
    return (rect){at.x - e.width / 2, at.y - half, at.x + e.width / 2, at.y + half};
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
    t->at = vertical ? (pt){c->map.x0 + 0.8f * size, on.y}
                     : (pt){on.x, c->map.y1 - 0.95f * size};
    struct extent e = font->measure(font->self, FACE_CONDENSED, size, t->text);
    t->box = number_box(t->at, e, size, vertical);
    rect inside = rect_grown(c->map, -0.3f * size);
    bool fits = t->box.x0 >= inside.x0 && t->box.x1 <= inside.x1
                && t->box.y0 >= inside.y0
                && t->box.y1 <= (vertical ? c->map.y1 - a->across : c->map.y1);
    for (int i = 0; i < a->ticks && fits; i++)
        fits = !rect_overlaps(rect_grown(a->tick[i].box, 0.25f * size), t->box);
    a->ticks += fits;
}

struct axes axes_make(const struct camera *c, const struct sizes *sizes,
                      const struct font *font)
{
    struct axes a = {.across = 1.75f * sizes->t3};
    double value[MOST], step;
    int most = tick_count(c->map.x1 - c->map.x0, fmaxf(10 * sizes->u, 5 * sizes->t3));
    int count = ticks(c->world.x0, c->world.x1, most, value, &step);
    for (int i = 0; i < count; i++)
        add_tick(&a, c, sizes, font, value[i], false);
    most = tick_count(c->map.y1 - c->map.y0, fmaxf(10 * sizes->u, 3 * sizes->t3));
    count = ticks(c->world.y0, c->world.y1, most, value, &step);
    for (int i = 0; i < count; i++)
        add_tick(&a, c, sizes, font, value[i], true);
    return a;
}

static pt tick_foot(const struct tick *t, const struct camera *c)
{
    return t->vertical ? (pt){c->map.x0, t->at.y} : (pt){t->at.x, c->map.y1};
}

void axes_draw(const struct axes *a, const struct camera *c, const struct theme *theme,
               const struct sizes *sizes, struct picture *p)
{
    picture_group(p, "axes");
    rgba halo = contrast(theme->text2, theme->plot_hi) > contrast(theme->text2,
                                                                  theme->plot_lo)
                    ? theme->plot_hi : theme->plot_lo;
    float half = sizes->minor / 2, out = 0.3f * sizes->t3;
    struct pen pen = {.width = sizes->minor, .color = theme->axis, .cap = CAP_BUTT};
    const pt frame[] = {{c->map.x0 + half, c->map.y0}, {c->map.x0 + half, c->map.y1 - half},
                        {c->map.x1, c->map.y1 - half}};
    if (a->ticks)
        picture_stroke(p, frame, 3, pen, false);
    for (int i = 0; i < a->ticks; i++) {
        const struct tick *t = &a->tick[i];
        pt foot = tick_foot(t, c);
        picture_line(p, foot, t->vertical ? (pt){foot.x + out, foot.y}
                                          : (pt){foot.x, foot.y - out}, pen);
        picture_text(p, t->at,
                     (struct type){.face = FACE_CONDENSED, .size = sizes->t3,
                                   .color = theme->text2,
                                   .x = t->vertical ? LEFT : CENTER, .y = MIDDLE,
                                   .halo = fmaxf(sizes->halo * 1.2f, 2), .halo_color = halo},
                     t->text);
    }
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
