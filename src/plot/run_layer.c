// SPDX-License-Identifier: MIT
#include "plot/run_layer.h"

#include "plot/arrow.h"
#include "plot/flat.h"
#include "plot/mark.h"

static void draw_pieces(struct picture *p, const struct trail *t, struct pen pen)
{
    size_t first = 0;
    for (size_t i = 0; i < t->ends.count; first = t->ends.at[i++])
        if (t->ends.at[i] - first > 1)
            picture_stroke(p, t->points.at + first, t->ends.at[i] - first, pen, false);
}

static void draw_exit(struct picture *p, const struct trail *t,
                      const struct sizes *sizes, rgba color, rgba ground)
{
    float length = 3.2f * sizes->path + sizes->head_length;
    struct arrow_style style = {.shaft = sizes->path, .head_length = length,
                                .head_width = 0.8f * length, .dot = 1, .color = color,
                                .halo = 0.6f * sizes->halo, .halo_color = ground};
    pt tail = {t->exit.x - length * t->exit_way.x, t->exit.y - length * t->exit_way.y};
    arrow_draw(p, tail, t->exit_way, 1.001f * length, &style);
}

static void draw_run(struct picture *p, const struct trail *t, enum mark mark,
                     const struct sizes *sizes, rgba color, rgba ground)
{
    struct pen line = {.width = sizes->path, .color = color, .cap = CAP_ROUND};
    struct pen around = {.width = sizes->path + 2 * sizes->halo, .color = ground,
                         .cap = CAP_ROUND};
    struct mark_style style = {sizes->dot, color, 0.5f * sizes->halo, ground};
    draw_pieces(p, t, around);
    draw_pieces(p, t, line);
    for (size_t i = 0; i < t->dots.count; i++) {
        style.size = t->dots.at[i].old ? fmaxf(0.5f * sizes->dot, 1.6f * sizes->path)
                                       : sizes->dot;
        mark_draw(p, mark, t->dots.at[i].at, &style);
    }
    if (t->leaves)
        draw_exit(p, t, sizes, color, ground);
    style.size = sizes->ball;
    style.halo = sizes->halo;
    if (t->ends_here)
        mark_draw(p, mark, t->end, &style);
}

static void draw_start(struct picture *p, pt at, const struct sizes *sizes, rgba color,
                       rgba ground)
{
    float line = 0.75f * sizes->path, radius = (sizes->ring - line) / 2;
    picture_disc(p, at, sizes->ring / 2 + sizes->halo, ground);
    picture_ring(p, at, radius, (struct pen){.width = line, .color = color});
}

void run_layer_trail(struct picture *p, const struct trail *t, int run,
                     const struct theme *theme, const struct sizes *sizes)
{
    draw_run(p, t, (enum mark)run, sizes, theme->run[run], theme_ground(theme));
    if (t->starts)
        draw_start(p, t->start, sizes, theme->run[run], theme_ground(theme));
}

// One that is pointed at lies above the others.
static void draw_echoes(struct picture *p, const struct notes *n,
                        const struct theme *theme, const struct sizes *sizes)
{
    for (int i = 0; i < 2 * n->echoes; i++) {
        const struct echo *echo = &n->echo[i % n->echoes];
        bool lit = n->trial && echo->name[0] == '0' + n->trial;
        float times = lit || echo->best ? 1.2f : 0.61f;
        struct pen pen = {.width = fmaxf(times * sizes->path, 1.5f), .cap = CAP_BUTT,
                          .color = lit ? theme->focus : theme->run[echo->run],
                          .dash = echo->dash * sizes->u, .gap = echo->gap * sizes->u};
        if (lit == (i >= n->echoes))
            draw_pieces(p, &n->echo_trail[i % n->echoes], pen);
    }
}

void run_layer_draw(struct picture *p, const struct notes *n, const struct scene *s,
                    const struct theme *theme, const struct sizes *sizes)
{
    rgba ground = theme_ground(theme);
    if (s->runs == 0)
        return;
    picture_group(p, "echoes");
    draw_echoes(p, n, theme, sizes);
    for (int i = 0; i < s->runs; i++) {
        const char path[] = {'p', 'a', 't', 'h', ' ', (char)('A' + i), 0};
        picture_group(p, path);
        draw_run(p, &n->trail[i], (enum mark)i, sizes, theme->run[i], ground);
    }
    picture_group(p, "starts");
    for (int i = s->runs - 1; i >= 0; i--)
        if (n->trail[i].starts)
            draw_start(p, n->trail[i].start, sizes, theme->run[i], ground);
    picture_ungroup(p);
}

static enum mark mark_of(enum critical_kind kind, bool star)
{
    switch (kind) {
    case CRITICAL_MINIMUM: return star ? MARK_STAR : MARK_DOWN;
    case CRITICAL_MAXIMUM: return MARK_UP;
    case CRITICAL_SADDLE: return MARK_CROSS;
    default: return MARK_HOLLOW;
    }
}

static void draw_curves(struct picture *p, const struct model *m, struct pen pen)
{
    struct { pt *at; size_t count, capacity; bool failed; } line = {0};
    for (size_t c = 0; c < m->critical.curves.count; c++) {
        const struct critical_curve *curve = &m->critical.curves.at[c];
        line.count = 0;
        for (size_t i = 0; i < curve->count; i++)
            array_push(&line, camera_to_screen(&m->camera,
                                               m->critical.vertices.at[curve->first + i]));
        picture_stroke(p, line.at, line.count, pen, curve->closed);
    }
    p->items.failed |= line.failed;
    array_free(&line);
}

static void draw_tick(struct picture *p, const struct flat_tick *tick, float mark,
                      const struct theme *theme, const struct sizes *sizes)
{
    struct pen pen = {.width = fmaxf(0.12f * mark, sizes->major), .color = theme->ink,
                      .cap = CAP_BUTT};
    struct pen halo = {.width = pen.width + 1.6f * sizes->halo,
                       .color = theme_ground(theme), .cap = CAP_BUTT};
    if (tick->down)
        pen.dash = 0.24f * mark, pen.gap = 0.16f * mark;
    for (int side = 0; side < 2; side++) {
        picture_line(p, tick->from[side], tick->to[side], halo);
        picture_line(p, tick->from[side], tick->to[side], pen);
    }
}

static void draw_flat_point(struct picture *p, const struct model *m,
                            const struct scene *s, const struct critical_point *c,
                            float mark, const struct theme *theme,
                            const struct sizes *sizes)
{
    bool star = s->flat_points == FLAT_STAR;
    float large = star && c->kind == CRITICAL_MINIMUM ? 1.3f : 1;
    struct mark_style style = {large * mark, theme->ink, 0.8f * sizes->halo,
                               theme_ground(theme)};
    struct flat_tick tick[2];
    if (c->kind == CRITICAL_CURVE)
        return;
    for (int i = flat_ticks(m, s, c, mark, tick); i-- > 0;)
        draw_tick(p, &tick[i], mark, theme, sizes);
    mark_draw(p, mark_of(c->kind, star), camera_to_screen(&m->camera, c->at), &style);
}

void flat_layer_draw(struct picture *p, const struct model *m, const struct notes *n,
                     const struct scene *s, const struct theme *theme,
                     const struct sizes *sizes)
{
    struct pen dashed = {.width = sizes->major, .color = theme->ink, .cap = CAP_BUTT,
                         .dash = 1.6f * sizes->u, .gap = 0.9f * sizes->u};
    if (s->flat_points == FLAT_OFF)
        return;
    picture_group(p, "flat points");
    draw_curves(p, m, dashed);
    for (size_t i = 0; i < m->critical.points.count; i++)
        draw_flat_point(p, m, s, &m->critical.points.at[i], n->flat, theme, sizes);
    picture_ungroup(p);
}
