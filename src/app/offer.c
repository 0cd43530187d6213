// SPDX-License-Identifier: MIT
// What the map offers when the formula has one variable only: its graph.
#include "app/desk.h"

static const char words[] = "one variable: show graph ↵";

// DEPENDS_X or DEPENDS_Y; 0 where f depends on both or on neither.
static unsigned variable_of(const struct model *m)
{
    const unsigned both = DEPENDS_X | DEPENDS_Y;
    unsigned deps = 0;
    if (m->formula)
        deps = graph_at(&m->formula->graph, m->formula->part[PART_F])->deps & both;
    return deps == both || model_is_constant(m) ? 0 : deps;
}

static bool is_shown(const struct scene *s, bool x)
{
    vec2 u = s->direction;
    return s->probe && s->slice && (x ? u.x > 0 && u.y == 0 : u.y > 0 && u.x == 0);
}

// Where there is something to see: not in the middle, and f has a value.
static vec2 choose_point(const struct desk *d, bool x)
{
    static const double share[] = {0.65, 0.35, 0.8, 0.2, 0.5};
    box v = d->scene->view;
    vec2 at = {v.x0 / 2 + v.x1 / 2, v.y0 / 2 + v.y1 / 2};
    for (size_t i = 0; i < sizeof share / sizeof *share; i++) {
        double t = share[i], part[PARTS];
        *(x ? &at.x : &at.y) = x ? v.x0 + t * (v.x1 - v.x0) : v.y0 + t * (v.y1 - v.y0);
        evaluator_at(d->model->gradient, at.x, at.y, part);
        if (isfinite(part[PART_F] + part[PART_FX] + part[PART_FY]))
            break;
    }
    return at;
}

static void show_graph(struct desk *d, bool x)
{
    if (!d->scene->probe)
        d->scene->probe_at = choose_point(d, x);
    d->scene->probe = d->scene->slice = d->mind->rail = true;
    d->scene->direction = x ? (vec2){1, 0} : (vec2){0, 1};
    d->mind->hint = false;
}

float offer_graph(struct desk *d, rect room)
{
    unsigned variable = variable_of(d->model);
    bool x = variable == DEPENDS_X;
    struct button_look look = {.label = words};
    float wide = fminf(ui_button_width(d->ui, &look, false), room.x1 - room.x0);
    rect where = {room.x0, room.y0, room.x0 + wide, room.y0 + d->ui->sizes->button};
    if (!variable || is_shown(d->scene, x) || d->scene->runs || where.y1 > room.y1
        || desk_tells_fault(d))
        return room.y0;
    picture_round_box(d->ui->out, rect_grown(where, d->ui->sizes->halo),
                      d->ui->sizes->radius, d->ui->theme->track);
    bool taken = d->ui->focus || d->mind->overlay;
    if (ui_button(d->ui, ID_GRAPH, where, &look)
        || (!taken && ui_key(d->ui, KEY_ENTER, 0)))
        show_graph(d, x);
    return where.y1 + 0.6f * d->ui->sizes->u;
}
