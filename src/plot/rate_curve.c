// SPDX-License-Identifier: MIT
#include "plot/rate_curve.h"

#include "base/number.h"
#include "draw/writing.h"

static const float number_room = 4.6f;          // em

struct curve {
    const struct path *path;
    rect where;
    double most;                // the highest rate
};

static struct curve curve_in(rect where, const struct path *path)
{
    struct curve k = {path, where, 0};
    for (size_t i = 0; i < path->rows.count; i++)
        k.most = fmax(k.most, path->rows.at[i].lr);
    return k;
}

static pt point_at(const struct curve *k, int step)
{
    float across = (float)step / (float)(k->path->rows.count - 1);
    float up = (float)(k->path->rows.at[step].lr / k->most);
    return (pt){k->where.x0 + across * (k->where.x1 - k->where.x0),
                k->where.y1 - up * (k->where.y1 - k->where.y0)};
}

static void draw_line(struct picture *p, const struct curve *k, struct pen pen)
{
    enum { POINTS = 240 };
    pt line[POINTS];
    int last = (int)k->path->rows.count - 1, count = last < POINTS ? last : POINTS - 1;
    for (int i = 0; i <= count; i++)
        line[i] = point_at(k, (int)((double)i / count * last));
    picture_stroke(p, line, (size_t)count + 1, pen, false);
}

void rate_curve_draw(struct card *c, const struct path *path, rgba color, int step)
{
    const struct sizes *sizes = c->sizes;
    float em = sizes->t2, middle = card_line(c, em);
    rect where = {c->left + 1.1f * em, middle - 0.42f * em, c->right - number_room * em,
                  middle + 0.42f * em};
    struct curve k = curve_in(where, path);
    char number[NUMBER_TEXT];
    struct pen pen = {.width = fmaxf(0.5f * sizes->path, 1.5f), .color = color};
    struct pen ground = {.width = sizes->minor, .color = c->theme->grid, .cap = CAP_BUTT};
    if (!(k.most > 0) || !(where.x1 > where.x0))
        return;
    picture_line(c->p, (pt){where.x0, where.y1}, (pt){where.x1, where.y1}, ground);
    draw_line(c->p, &k, pen);
    picture_disc(c->p, point_at(&k, step), 0.6f * sizes->dot, color);
    number_shown(number, path->rows.at[step].lr, 3);
    card_write(c, where.x1 + 0.6f * em, middle, FACE_CONDENSED, em, c->theme->text,
               card_number(c, number));
}
