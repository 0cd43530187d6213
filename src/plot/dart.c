// SPDX-License-Identifier: MIT
#include "plot/dart.h"

#include <stdio.h>
#include <string.h>

static const float longest = 18;                // u, as of the probe
static const float box_side = 6;                // u, half of the longer one
static const double farthest = 1e5;             // pixels

double dart_slope_scale(const struct model *m, const struct sizes *sizes, double steep)
{
    double whole = steep + m->usual / 2;
    return whole > 0 ? (double)(longest * sizes->u) / whole : 0;
}

bool dart_ends(const struct dart *dart, const struct camera *c, pt *from, pt *to)
{
    double size = vec2_length(dart->by), length = fmin(size * dart->scale, farthest);
    *from = camera_to_screen(c, dart->from);
    *to = (pt){from->x + (float)(dart->by.x / size * length),
               from->y - (float)(dart->by.y / size * length)};
    return length > 0 && isfinite(size);
}

struct sheet {
    const struct inspection *of;
    const struct theme *theme;
    double slopes, steps;       // pixels for a length of 1
    struct dart *dart;
    int count;
    const struct dart *moves;   // the velocity, where it is a step
    bool altered;               // the gradient, before the method got it
};

static struct dart *add(struct sheet *k, const char *name, vec2 by, double scale,
                        rgba color)
{
    struct dart *dart = &k->dart[k->count++];
    *dart = (struct dart){.from = k->of->before->at, .by = by, .scale = scale,
                          .color = color};
    snprintf(dart->name, sizeof dart->name, "%s", name);
    return dart;
}

// Is the gradient of this step as long as it may be, nearly?
static bool is_clipped(const struct inspection *of)
{
    const double close = 1 - 1e-3;
    const struct descent *d = of->with;
    vec2 g = of->after->used;
    double most = fmax(fabs(g.x), fabs(g.y));
    return (d->clip_norm > 0 && vec2_length(g) > close * d->clip_norm)
           || (d->clip_value > 0 && most > close * d->clip_value);
}

// Clipped or with noise, the gradient lies over the true one, in the same scale.
static void add_gradient(struct sheet *k)
{
    bool clipped = is_clipped(k->of);
    rgba ink = k->theme->ink;
    k->altered = clipped || k->of->with->noise > 0;
    add(k, "∇f", k->of->before->gradient, k->slopes, ink)->hollow = k->altered;
    if (k->altered)
        add(k, clipped ? "clipped" : "g", k->of->after->used, k->slopes, ink);
}

// What plain descent would do here, and did before, fainter the longer ago.
static void add_tail(struct sheet *k)
{
    const struct path_row *row = k->of->before;
    double sign = k->of->with->ascend ? 1 : -1;
    for (int i = 0; i <= DARTS_TAIL && i < k->of->step; i++, row--) {
        rgba color = rgba_faded(k->theme->ink, i ? 0.6f - 0.1f * (float)i : 1);
        vec2 by = vec2_scale(row->gradient, sign * k->of->after->lr);
        struct dart *dart = add(k, i ? "" : sign > 0 ? "η∇f" : "−η∇f", by, k->steps, color);
        dart->from = row->at;
        dart->thin = true;
    }
}

static vec2 memory_of(const struct inspection *of, const char *name)
{
    const struct method *method = &methods[of->with->method];
    for (int i = 0; method->memory[i]; i++)
        if (strcmp(method->memory[i], name) == 0)
            return of->after->memory[i];
    return of->after->memory[0];
}

// What the method remembers of gradients: a mean of them is drawn as they are, what makes
// the step as long as that.
static void add_velocity(struct sheet *k)
{
    const char *name = inspection_name(k->of, TERM_VELOCITY);
    char step[sizeof k->dart->name];
    if (!name || methods[k->of->with->method].curved)
        return;
    vec2 velocity = memory_of(k->of, name);
    snprintf(step, sizeof step, "−η%s", name);
    if (inspection_name(k->of, TERM_SQUARES)) {
        add(k, name, velocity, k->slopes, k->theme->ok)->hollow = true;
        return;
    }
    add_tail(k);
    struct dart *dart = add(k, step, vec2_scale(velocity, -k->of->after->lr), k->steps,
                            k->theme->ok);
    dart->hollow = true;
    k->moves = dart;
}

static void add_step(struct sheet *k)
{
    const struct descent *d = k->of->with;
    vec2 step = k->of->told.step;
    bool plain = d->method == method_find("gd") && !k->altered;
    if (k->moves && vec2_length(vec2_sub(k->moves->by, step)) < 1e-9 * vec2_length(step))
        return;
    add(k, !plain ? "step" : d->ascend ? "η∇f" : "−η∇f", step, k->steps,
        k->theme->run[k->of->run]);
}

int darts_of(struct dart out[DARTS_MOST], const struct inspection *of,
             const struct model *m, const struct theme *theme,
             const struct sizes *sizes)
{
    struct sheet k = {.of = of, .theme = theme, .dart = out,
                      .slopes = dart_slope_scale(m, sizes,
                                                 vec2_length(of->before->gradient)),
                      .steps = camera_scale(&m->camera)};
    add_velocity(&k);
    add_gradient(&k);
    add_step(&k);
    return k.count;
}

rect dart_box(const struct inspection *of, const struct camera *c,
              const struct sizes *sizes)
{
    vec2 scale = of->told.scale;
    float side = box_side * sizes->u / (float)fmax(scale.x, scale.y);
    pt at = camera_to_screen(c, of->before->at);
    pt half = {(float)scale.x * side, (float)scale.y * side};
    if (!inspection_name(of, TERM_SQUARES) || !isfinite(half.x) || !isfinite(half.y))
        return (rect){0};
    return (rect){at.x - half.x, at.y - half.y, at.x + half.x, at.y + half.y};
}
