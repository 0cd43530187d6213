// SPDX-License-Identifier: MIT
#include "plot/model.h"

#include "base/stamp.h"
#include "field/limit.h"
#include "field/sort.h"
#include "scene/run.h"

#include <float.h>
#include <stdio.h>
#include <string.h>

static bool is_curved(const struct scene *s)
{
    return s->runs > 0 || s->flat_points != FLAT_OFF || s->basins;
}

static bool update_formula(struct model *m, const struct scene *s, struct fault *fault)
{
    uint64_t stamp = stamp_number(stamp_text(0, s->formula), is_curved(s));
    const char *names[SCENE_PARAMETERS];
    for (int i = 0; i < s->parameters; i++) {
        names[i] = s->parameter[i].name;
        stamp = stamp_text(stamp, names[i]);
    }
    if (m->formula && m->stamps.formula == stamp)
        return true;
    struct formula *f = formula_read_with(s->formula, strlen(s->formula), names,
                                          s->parameters, fault);
    if (!f || !formula_derive(f, is_curved(s), fault)) {
        formula_free(f);
        return false;
    }
    formula_free(m->formula);
    m->formula = f;
    m->curved = is_curved(s);
    for (int i = 0; i < 2; i++) {
        text_clear(&m->partial[i]);
        formula_print(&m->partial[i], f, f->part[PART_FX + i]);
    }
    m->stamps.formula = stamp;
    return true;
}

static double parameter_value(const struct scene *s, const char *name)
{
    for (int i = 0; i < s->parameters; i++)
        if (strcmp(s->parameter[i].name, name) == 0)
            return s->parameter[i].value;
    return 1;
}

static bool update_evaluators(struct model *m, const struct scene *s, uint64_t *stamp)
{
    *stamp = m->stamps.formula;
    for (int i = 0; i < m->formula->parameters; i++) {
        m->parameters[i] = parameter_value(s, m->formula->parameter[i]);
        *stamp = stamp_number(*stamp, m->parameters[i]);
    }
    if (!stamp_renew(&m->stamps.evaluators, *stamp) && m->value && m->gradient
        && (m->curvature || !m->curved))
        return true;
    evaluator_close(m->value);
    evaluator_close(m->gradient);
    evaluator_close(m->curvature);
    m->curvature = NULL;
    m->value = evaluator_open(m->formula, m->parameters, NEED_F);
    m->gradient = evaluator_open(m->formula, m->parameters, NEED_F_GRADIENT);
    if (m->curved)
        m->curvature = evaluator_open(m->formula, m->parameters, NEED_ALL);
    return m->value && m->gradient && (m->curvature || !m->curved);
}

static uint64_t stamp_view(uint64_t stamp, struct view v)
{
    double all[] = {v.world.x0, v.world.x1, v.world.y0, v.world.y1, v.width, v.height};
    return stamp_bytes(stamp, all, sizeof all);
}

static bool update_levels(struct model *m, const struct scene *s, struct view view,
                          struct view part, uint64_t *stamp)
{
    *stamp = stamp_view(*stamp, part);
    *stamp = stamp_number(*stamp, s->levels);
    if (s->levels == LEVELS_GIVEN)
        *stamp = stamp_bytes(*stamp, s->level,
                             sizeof s->level[0] * (size_t)s->level_count);
    if (m->keep_levels && m->levels.count > 0)
        return true;
    if (stamp_renew(&m->stamps.levels, *stamp))
        m->levels = s->levels == LEVELS_GIVEN
                        ? levels_given(s->level, s->level_count)
                        : levels_choose_part(m->value, view, part, s->levels);
    return !m->levels.failed;
}

static bool measure_steepness(struct model *m, struct view view)
{
    enum { BATCH = EVAL_BLOCK };
    double pixel = view_pixel(view).x;
    size_t count = m->contours.points.count;
    m->steepness.count = 0;
    m->steepness.failed = false;
    if (!array_reserve(&m->steepness, count))
        return count == 0;
    for (size_t at = 0; at < count; at += BATCH) {
        double x[BATCH], y[BATCH], f[BATCH], fx[BATCH], fy[BATCH];
        size_t n = count - at < BATCH ? count - at : BATCH;
        for (size_t i = 0; i < n; i++) {
            x[i] = m->contours.points.at[at + i].x;
            y[i] = m->contours.points.at[at + i].y;
        }
        evaluator_points(m->gradient, n, x, y,
                         (double *[PARTS]){[PART_F] = f, [PART_FX] = fx, [PART_FY] = fy});
        for (size_t i = 0; i < n; i++)
            m->steepness.at[at + i] = hypot(fx[i], fy[i]) * pixel;
    }
    m->steepness.count = count;
    return true;
}

static bool update_contours(struct model *m, const struct scene *s, struct view view,
                            uint64_t stamp, struct pool *pool)
{
    if (!s->contours || !stamp_renew(&m->stamps.contours, stamp))
        return true;
    return contours_trace(&m->contours, m->gradient, m->formula, m->parameters, view,
                          &m->levels, pool)
           && measure_steepness(m, view);
}

static double median_norm(const struct evaluator *gradient, box world)
{
    enum { COLUMNS = 16, ROWS = 9 };
    double norm[COLUMNS * ROWS];
    int count = 0;
    for (int i = 0; i < COLUMNS * ROWS; i++) {
        double part[PARTS];
        double x = (i % COLUMNS + 0.37) / COLUMNS, y = (i / COLUMNS + 0.59) / ROWS;
        evaluator_at(gradient, world.x0 + x * (world.x1 - world.x0),
                     world.y0 + y * (world.y1 - world.y0), part);
        double g = hypot(part[PART_FX], part[PART_FY]);
        if (isfinite(g) && g > 0)
            norm[count++] = g;
    }
    sort_ascending(norm, (size_t)count);
    return count ? norm[count / 2] : 0;
}

static bool update_quiver(struct model *m, const struct scene *s, struct view view,
                          struct view part, const struct sizes *sizes, uint64_t stamp)
{
    stamp = stamp_number(stamp_number(stamp_view(stamp, part), s->arrows), s->arrow_step);
    stamp = stamp_number(stamp_number(stamp, s->arrow_count), s->arrow_scale);
    stamp = stamp_number(stamp, sizes->head_length);
    if (s->on_contours && s->contours)
        stamp = stamp_bytes(stamp, &m->stamps.contours, sizeof m->stamps.contours);
    if (!stamp_renew(&m->stamps.quiver, stamp))
        return true;
    struct quiver_rules rules = {.law = s->arrows, .least = fmaxf(4.5f * sizes->u, 22),
                                 .most = fmaxf(9 * sizes->u, 44),
                                 .head = 0.9f * sizes->u,
                                 .step = s->arrow_step,
                                 .part = &part.world};
    if (s->arrow_count > 1) {
        rules.step = (s->view.x1 - s->view.x0) / (s->arrow_count - 1);
        rules.origin = (vec2){s->view.x0, s->view.y0};
    }
    rules.length = s->arrow_scale / view_pixel(view).x;
    if (s->on_contours && s->contours)
        return quiver_on_lines(&m->quiver, m->gradient, view, &rules, &m->contours,
                               &m->levels, 6 * sizes->u);
    return quiver_make(&m->quiver, m->gradient, view, &rules);
}

static bool update_creases(struct model *m, struct view view, float u, uint64_t stamp)
{
    double apart = fmaxf(4.5f * u, 22);
    return !stamp_renew(&m->stamps.creases, stamp_number(stamp, u))
           || creases_find(&m->creases, m->formula, m->parameters, m->gradient, view,
                           apart);
}

static bool update_bands(struct model *m, const struct scene *s, struct view view,
                         float u, uint64_t stamp, struct pool *pool)
{
    stamp = stamp_number(stamp_number(stamp_number(stamp, s->theme), s->fill), u);
    stamp = stamp_number(stamp, m->clear);
    if (!stamp_renew(&m->stamps.bands, stamp))
        return true;
    const struct theme *theme = s->theme == THEME_DARK ? &theme_dark : &theme_light;
    return bands_paint(&m->bands, m->value, view, &m->levels,
                       (struct band_style){theme, s->fill, u, m->clear}, pool);
}

struct terrain model_terrain(const struct model *m, const struct scene *s)
{
    return (struct terrain){m->gradient, m->curvature, s->view};
}

static uint64_t stamp_box(uint64_t stamp, box b)
{
    return stamp_bytes(stamp, &b, sizeof b);
}

// Exact where f is quadratic; elsewhere true of where the run came to rest.
static void give_regime(char out[MODEL_REGIME], const struct path *path,
                        const struct descent *d, const struct terrain *land)
{
    char words[SHRINK_WORDS] = "";
    bool everywhere = land->curvature && limit_everywhere(land->curvature, land->view);
    bool curved = path->eigen.low != 0 || path->eigen.high != 0;
    struct shrink s = limit_shrink(d, path->eigen);
    if ((everywhere || path->end == PATH_CONVERGED) && curved && !d->schedule && !d->noise
        && !d->clip_norm && !d->clip_value)
        limit_shrink_words(words, s, path->eigen);
    snprintf(out, MODEL_REGIME, "%s%s%s", everywhere || !words[0] ? "" : "at the end ",
             words, words[0] && fmin(s.low, s.high) < 0 ? ", zig-zag" : "");
}

static bool give_reason(char out[MODEL_REASON], const struct path *path,
                        const struct descent *d)
{
    struct text why = {0};
    path_reason(&why, path, d);
    snprintf(out, MODEL_REASON, "%s", text_or_empty(&why));
    bool done = !why.failed;
    text_free(&why);
    return done;
}

static uint64_t stamp_legs(uint64_t stamp, const struct leg *legs, int count)
{
    stamp = run_stamp_legs(stamp, legs, count);
    return stamp;
}

static bool update_path(struct model *m, const struct scene *s, int run, uint64_t stamp,
                        const struct terrain *land)
{
    struct leg legs[SCENE_LEGS];
    int count = scene_legs(s, run, scene_last_fork(s, run), legs);
    const struct descent *last = &legs[count - 1].d;
    if (m->stamps.path[run] == stamp_legs(stamp, legs, count))
        return true;
    if (m->moving && count == 1 && last->steps > MODEL_MOVING)
        legs[0].d.steps = MODEL_MOVING;
    if (!stamp_renew(&m->stamps.path[run], stamp_legs(stamp, legs, count)))
        return true;
    if (!descent_run_legs(&m->path[run], legs, count, land))
        return false;
    give_regime(m->regime[run], &m->path[run], last, land);
    return give_reason(m->reason[run], &m->path[run], last);
}

static bool update_paths(struct model *m, uint64_t stamp, struct pool *pool)
{
    const struct scene *s = &m->scene;
    struct terrain land = model_terrain(m, s);
    stamp = stamp_box(stamp, s->view);
    for (int i = 0; i < s->runs && m->curved; i++) {
        if (!scene_has_run(s, i))
            m->stamps.path[i] = m->path[i].rows.count = 0;
        else if (!update_path(m, s, i, stamp, &land))
            return false;
    }
    m->study.moving = m->moving;
    return !m->curved || study_update(&m->study, s, &land, stamp, pool);
}

// The scene as it is drawn.
static bool line_up(struct model *m, const struct scene *s, uint64_t stamp,
                    struct pool *pool)
{
    struct terrain land = model_terrain(m, s);
    m->scene = *s;
    m->scene.basins &= s->rates != RATES_GRID;          // they are of one rate
    return !m->curved
           || study_line_up(&m->study, &m->scene, &land, stamp_box(stamp, s->view), pool);
}

static bool update_critical(struct model *m, const struct scene *s, uint64_t stamp,
                            struct pool *pool)
{
    if (s->flat_points == FLAT_OFF || !m->curved || !stamp_renew(&m->stamps.critical, stamp))
        return true;
    critical_free(&m->critical);
    return critical_find(&m->critical, m->formula, m->parameters, m->curvature,
                         m->camera.world, pool);
}

static void update_usual(struct model *m, struct view part, uint64_t stamp)
{
    if (stamp_renew(&m->stamps.usual, stamp_view(stamp, part)))
        m->usual = median_norm(m->gradient, part.world);
}

// What they depend on besides f and the view.
static uint64_t stamp_basins(uint64_t stamp, const struct model *m,
                             const struct descent *d)
{
    const void *at[] = {m->gradient, m->curvature};     // the work holds on to them
    struct descent rest = *d;
    rest.start = (vec2){0, 0};
    return run_stamp(stamp_bytes(stamp, at, sizeof at), &rest);
}

// Where a run arrives, not a number where it does not.
static vec2 arrival(const struct model *m, int run)
{
    const struct path *path = &m->path[run];
    if (!scene_has_run(&m->scene, run) || path->end != PATH_CONVERGED || !path->rows.count)
        return (vec2){NAN, NAN};
    return path->rows.at[path->rows.count - 1].at;
}

static bool update_basins(struct model *m, struct view view, float u, uint64_t stamp,
                          struct pool *pool)
{
    const struct scene *s = &m->scene;
    const struct theme *theme = s->theme == THEME_DARK ? &theme_dark : &theme_light;
    struct terrain land = model_terrain(m, s);
    struct leg legs[SCENE_LEGS];
    const struct descent *run = &s->next_run;
    if (!s->basins)
        return true;
    if (scene_has_run(s, s->chosen)) {
        int last = scene_last_fork(s, s->chosen);
        run = &legs[scene_legs(s, s->chosen, last, legs) - 1].d;
    }
    struct descent d = basin_descent(run);
    stamp = stamp_basins(stamp, m, &d);
    if (stamp_renew(&m->stamps.basins, stamp_view(stamp, view))
        && !basin_map_begin(&m->basins, &d, &land, view, stamp))
        return false;
    struct basin_style style = {.theme = theme, .u = u};
    for (int i = 0; i < THEME_RUNS; i++)
        style.home[i] = arrival(m, i);
    basin_map_work(&m->basins, m->basin_steps, style, pool);
    return true;
}

// At a flat point that was found, what is left of ∇f by rounding alone is 0.
static void settle_probe(struct model *m, const struct scene *s)
{
    const double noise = 1e3 * DBL_EPSILON;
    vec2 at = s->probe_at;
    for (size_t i = 0; s->probe && i < m->critical.points.count; i++) {
        const struct critical_point *c = &m->critical.points.at[i];
        double bend = fmax(fabs(c->eigen.low), fabs(c->eigen.high));
        if (c->at.x == at.x && c->at.y == at.y
            && m->probe.norm <= noise * bend * fmax(1, vec2_length(at)))
            probe_rest(&m->probe);
    }
}

static void update_probe(struct model *m, const struct scene *s)
{
    if (s->probe)
        m->probe = probe_make(m->gradient, s->probe_at, s->direction);
    settle_probe(m, s);
}

static bool update_curve(struct model *m, const struct scene *s, struct view view,
                         uint64_t stamp, struct pool *pool)
{
    enum { NEAR = 3 };                          // pixels
    if (!s->probe || !s->tangent || !m->probe.defined) {
        m->curve.some = false;
        return true;
    }
    struct levels levels = levels_given(&m->probe.f, 1);
    if (stamp_renew(&m->stamps.curve, stamp_number(stamp, m->probe.f))
        && !contours_trace(&m->curve.contours, m->gradient, m->formula, m->parameters,
                           view, &levels, pool))
        return false;
    level_curve_choose(&m->curve, m->probe.at, NEAR * view_pixel(view).x);
    return true;
}

// The part of the map that the scene's view is fitted to: what is chosen for it stays
// when what is beside it is covered.
static struct view view_to_fit(const struct scene *s, const struct layout *layout)
{
    struct camera part = camera_fit(s->view, layout->focus, layout->focus);
    return camera_view(&part);
}

bool model_update(struct model *m, const struct scene *s, const struct layout *layout,
                  struct pool *pool, struct fault *fault)
{
    uint64_t stamp;
    bool read = update_formula(m, s, fault);
    if (!m->formula)
        return false;
    if (!update_evaluators(m, s, &stamp))
        return fault_memory(fault);
    m->camera = camera_fit(s->view, layout->focus, layout->map);
    struct view view = camera_view(&m->camera), part = view_to_fit(s, layout);
    uint64_t seen = stamp_view(stamp, view), levelled = seen;
    update_usual(m, part, stamp);
    update_probe(m, s);
    bool made = line_up(m, s, stamp, pool) && update_curve(m, s, view, seen, pool)
                && update_paths(m, stamp, pool) && update_critical(m, s, seen, pool)
                && update_levels(m, s, view, part, &levelled)
                && update_contours(m, s, view, levelled, pool)
                && update_quiver(m, s, view, part, &layout->sizes, seen)
                && update_creases(m, view, layout->sizes.u, seen)
                && update_bands(m, s, view, layout->sizes.u, levelled, pool)
                && update_basins(m, view, layout->sizes.u, stamp, pool);
    settle_probe(m, s);
    if (made)
        return read;
    memset(&m->stamps, 0, sizeof m->stamps);
    return fault_memory(fault);
}

bool model_follow(struct model *m, const struct scene *s, const struct layout *layout,
                  struct pool *pool)
{
    uint64_t stamp;
    update_formula(m, s, NULL);
    if (!m->formula || !update_evaluators(m, s, &stamp))
        return false;
    m->camera = camera_fit(s->view, layout->focus, layout->map);
    update_probe(m, s);
    m->curve.some &= m->probe.defined && s->probe;
    return line_up(m, s, stamp, pool) && update_paths(m, stamp, pool);
}

static size_t longer(size_t most, const struct path *path)
{
    return path->rows.count > most + 1 ? path->rows.count - 1 : most;
}

double model_longest(const struct model *m)
{
    size_t most = 0;
    for (int i = 0; i < m->scene.runs; i++)
        if (scene_has_run(&m->scene, i))
            most = longer(most, &m->path[i]);
    for (int i = 0; m->scene.ghosts && i < GHOSTS; i++)
        most = longer(most, &m->study.ghost[i]);
    for (int i = 0; m->scene.rates && i < m->study.trials.count; i++)
        most = longer(most, &m->study.trials.at[i].path);
    return (double)most;
}

bool model_is_constant(const struct model *m)
{
    return m->levels.low == m->levels.high;
}

void model_free(struct model *m)
{
    formula_free(m->formula);
    text_free(&m->partial[0]);
    text_free(&m->partial[1]);
    evaluator_close(m->value);
    evaluator_close(m->gradient);
    evaluator_close(m->curvature);
    for (int i = 0; i < SCENE_RUNS; i++)
        path_free(&m->path[i]);
    study_free(&m->study);
    critical_free(&m->critical);
    level_curve_free(&m->curve);
    contours_free(&m->contours);
    array_free(&m->steepness);
    quiver_free(&m->quiver);
    array_free(&m->creases);
    bands_free(&m->bands);
    basin_map_free(&m->basins);
    *m = (struct model){0};
}
