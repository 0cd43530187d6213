// SPDX-License-Identifier: MIT
// The methods against recorded runs of PyTorch, against plain loops written from its
// documentation, and against themselves.
#include "walk.h"

#include "field/noise.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <cmocka.h>

// Names of the recording: ours, and what it takes for granted.
static const struct { const char *theirs, *ours; } names[] = {
    {"sgd", "method=gd"},           {"momentum", "method=momentum"},
    {"nesterov", "method=nesterov"}, {"adagrad", "method=adagrad"},
    {"rmsprop", "method=rmsprop"},  {"adam", "method=adam"},
    {"adamw", "method=adamw"},      {"amsgrad", "method=adam"},
};

static void settings_of(const json_t *run, char *out, size_t size)
{
    const char *name = json_string_value(json_object_get(run, "optimizer")), *key;
    size_t used = 0;
    json_t *value;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].theirs, name) == 0)
            used = (size_t)snprintf(out, size, "%s exact steps=100", names[i].ours);
    assert_true(used > 0);
    json_object_foreach(json_object_get(run, "hyper"), key, value) {
        double number = json_is_true(value) ? 1 : json_number_value(value);
        char *end = out + used;
        if (json_is_array(value))
            used += (size_t)snprintf(end, size - used, " beta1=%.17g beta2=%.17g",
                                     json_number_value(json_array_get(value, 0)),
                                     json_number_value(json_array_get(value, 1)));
        else if (strcmp(key, "nesterov") != 0 && !json_is_false(value))
            used += (size_t)snprintf(end, size - used, " %s=%.17g", key, number);
    }
}

static double off(const json_t *list, size_t i, double found)
{
    double wanted = json_number_value(json_array_get(list, i));
    return fabs(found - wanted) / fmax(1, fabs(wanted));
}

static double worst_of(const json_t *run)
{
    char settings[300];
    const json_t *start = json_object_get(run, "start"), *points, *f;
    settings_of(run, settings, sizeof settings);
    struct walk w = walk_run(json_string_value(json_object_get(run, "expr")),
                             (vec2){json_number_value(json_array_get(start, 0)),
                                    json_number_value(json_array_get(start, 1))},
                             settings);
    double worst = 0;
    points = json_object_get(run, "points");
    f = json_object_get(run, "f");
    assert_int_equal(w.path.rows.count, json_array_size(points));
    for (size_t k = 0; k < w.path.rows.count; k++) {
        const json_t *point = json_array_get(points, k);
        worst = fmax(worst, off(point, 0, w.path.rows.at[k].at.x));
        worst = fmax(worst, off(point, 1, w.path.rows.at[k].at.y));
        worst = fmax(worst, off(f, k, w.path.rows.at[k].f));
    }
    walk_close(&w);
    return worst;
}

static void methods_agree_with_pytorch(void **state)
{
    (void)state;
    json_t *all = json_load_file(TEST_DATA "/trajectories.json", 0, NULL), *run;
    size_t i, checked = 0;
    double worst = 0;
    assert_non_null(all);
    json_array_foreach(json_object_get(all, "trajectories"), i, run) {
        double here = worst_of(run);
        if (!(here <= 1e-12))
            fail_msg("%s, %s: off by %g",
                     json_string_value(json_object_get(run, "function")),
                     json_string_value(json_object_get(run, "optimizer")), here);
        worst = fmax(worst, here);
        checked++;
    }
    assert_int_equal(checked, 24);
    print_message("# worst relative difference from PyTorch: %.2g\n", worst);
    json_decref(all);
}

// One axis of a plain loop, as PyTorch's documentation has it.  `g` is what
// the optimizer gets.
struct plain { double at, b, v, a, top; };
typedef void plain_step(struct plain *p, double g, int t, double lr);

static void plain_sgd(struct plain *p, double g, int t, double lr)
{
    g += 0.05 * p->at;
    p->b = t == 1 ? g : 0.8 * p->b + (1 - 0.3) * g;
    p->at -= lr * p->b;
}

static void plain_nesterov(struct plain *p, double g, int t, double lr)
{
    g += 0.02 * p->at;
    p->b = t == 1 ? g : 0.7 * p->b + g;
    p->at -= lr * (g + 0.7 * p->b);
}

static void plain_gd(struct plain *p, double g, int t, double lr)
{
    (void)t;
    p->at -= lr * (g + 0.1 * p->at);
}

static void plain_still(struct plain *p, double g, int t, double lr)
{
    (void)t;                        // momentum 0: PyTorch leaves dampening out
    p->at -= lr * g;
}

static void plain_adagrad(struct plain *p, double g, int t, double lr)
{
    g += 0.03 * p->at;
    p->v = (t == 1 ? 0.5 : p->v) + g * g;
    p->at -= lr / (1 + (t - 1) * 0.02) * g / (sqrt(p->v) + 1e-6);
}

static void plain_rmsprop(struct plain *p, double g, int t, double lr)
{
    (void)t;
    g += 0.01 * p->at;
    p->v = 0.9 * p->v + (1 - 0.9) * g * g;
    p->a = 0.9 * p->a + (1 - 0.9) * g;
    p->b = 0.6 * p->b + g / (sqrt(p->v - p->a * p->a) + 1e-5);
    p->at -= lr * p->b;
}

static void plain_adam(struct plain *p, double g, int t, double lr)
{
    g += 0.04 * p->at;
    p->b = 0.8 * p->b + (1 - 0.8) * g;
    p->v = 0.95 * p->v + (1 - 0.95) * g * g;
    p->top = fmax(p->top, p->v);
    p->at -= lr / (1 - pow(0.8, t)) * p->b
             / (sqrt(p->top) / sqrt(1 - pow(0.95, t)) + 1e-3);
}

static void plain_adamw(struct plain *p, double g, int t, double lr)
{
    p->at *= 1 - lr * 0.2;
    p->b = 0.9 * p->b + (1 - 0.9) * g;
    p->v = 0.999 * p->v + (1 - 0.999) * g * g;
    p->top = fmax(p->top, p->v);
    p->at -= lr / (1 - pow(0.9, t)) * p->b
             / (sqrt(p->top) / sqrt(1 - pow(0.999, t)) + 1e-8);
}

static const struct { const char *settings; plain_step *step; double lr; } plains[] = {
    {"method=gd weight_decay=0.1 lr=0.002", plain_gd, 0.002},
    {"method=momentum momentum=0.8 dampening=0.3 weight_decay=0.05 lr=0.001", plain_sgd,
     0.001},
    {"method=momentum momentum=0 dampening=0.5 lr=0.002", plain_still, 0.002},
    {"method=nesterov momentum=0.7 weight_decay=0.02 lr=0.0008", plain_nesterov,
     0.0008},
    {"method=adagrad lr_decay=0.02 initial_accumulator_value=0.5 eps=1e-6 "
     "weight_decay=0.03 lr=0.4", plain_adagrad, 0.4},
    {"method=rmsprop alpha=0.9 eps=1e-5 momentum=0.6 centered=1 weight_decay=0.01 "
     "lr=0.004", plain_rmsprop, 0.004},
    {"method=adam beta1=0.8 beta2=0.95 eps=1e-3 amsgrad=1 weight_decay=0.04 lr=0.05",
     plain_adam, 0.05},
    {"method=adamw amsgrad=1 weight_decay=0.2 lr=0.05", plain_adamw, 0.05},
};

// What is done to the gradient and the rate before a method sees them.
static void as_is(double g[2]) { (void)g; }

static void clipped_by_norm(double g[2])
{
    double k = 2.5 / (sqrt(g[0] * g[0] + g[1] * g[1]) + 1e-6);
    for (int i = 0; i < 2 && k < 1; i++)
        g[i] *= k;
}

static void clipped_by_value(double g[2])
{
    for (int i = 0; i < 2; i++)
        g[i] = g[i] > 1.5 ? 1.5 : g[i] < -1.5 ? -1.5 : g[i];
}

static double constant(int t) { (void)t; return 1; }
static double dropping(int t) { return 1.0 / (1 << t / 12); }
static double waning(int t) { return pow(0.97, t); }
static double waving(int t) { return 0.5 + 0.5 * cos(M_PI * t / 20); }
static double sinking(int t) { return 1 / (1 + 0.3 * t); }
static double slowing(int t) { return 1 / sqrt(1 + 0.3 * t); }

static const struct {
    const char *settings;
    void (*clip)(double g[2]);
    double (*factor)(int t);
} frames[] = {
    {"", as_is, constant},
    {" clip_norm=2.5", clipped_by_norm, constant},
    {" clip_value=1.5 schedule=step step_size=12 gamma=0.5", clipped_by_value,
     dropping},
    {" schedule=exponential gamma=0.97", as_is, waning},
    {" schedule=cosine T_max=20", as_is, waving},
    {" clip_norm=2.5 schedule=inverse k=0.3", clipped_by_norm, sinking},
    {" schedule=root k=0.3", as_is, slowing},
};

// Beale's function, which nobody simplifies alike.
static const char beale[] = "(1.5-x+x*y)^2 + (2.25-x+x*y^2)^2 + (2.625-x+x*y^3)^2";

static void beale_gradient(double x, double y, double g[2])
{
    double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
    g[0] = 2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1);
    g[1] = 2 * a * x + 4 * b * x * y + 6 * c * x * y * y;
}

static void compare(size_t method, size_t frame, double sign)
{
    char settings[200];
    snprintf(settings, sizeof settings, "%s exact steps=50%s%s",
             plains[method].settings, frames[frame].settings,
             sign < 0 ? " ascend" : "");
    struct walk w = walk_run(beale, (vec2){0.5, -0.4}, settings);
    struct plain p[2] = {{.at = 0.5}, {.at = -0.4}};
    for (int t = 1; t < (int)w.path.rows.count; t++) {
        double g[2], lr = plains[method].lr * frames[frame].factor(t - 1);
        beale_gradient(p[0].at, p[1].at, g);
        g[0] *= sign, g[1] *= sign;
        frames[frame].clip(g);
        for (int i = 0; i < 2; i++)
            plains[method].step(&p[i], g[i], t, lr);
        const struct path_row *row = &w.path.rows.at[t];
        if (fabs(p[0].at) > 1e3 || fabs(p[1].at) > 1e3)
            break;                  // climbs away
        if (!(fabs(row->at.x - p[0].at) <= 1e-11 * fmax(1, fabs(p[0].at))
              && fabs(row->at.y - p[1].at) <= 1e-11 * fmax(1, fabs(p[1].at))))
            fail_msg("%s: step %d: (%.17g, %.17g), not (%.17g, %.17g)", settings, t,
                     row->at.x, row->at.y, p[0].at, p[1].at);
        assert_true(fabs(row->lr - lr) <= 1e-15);
        assert_true(fabs(row->used.x - g[0]) <= 1e-10 * fmax(1, fabs(g[0])));
    }
    walk_close(&w);
}

static void methods_agree_with_plain_loops(void **state)
{
    (void)state;
    for (size_t method = 0; method < sizeof plains / sizeof *plains; method++)
        for (size_t frame = 0; frame < sizeof frames / sizeof *frames; frame++) {
            compare(method, frame, 1);
            compare(method, frame, -1);
        }
}

static void schedules_have_their_values(void **state)
{
    (void)state;
    static const struct { const char *name; double a, b; int t, steps; double rate; }
    table[] = {
        {"constant", 0, 0, 77, 100, 0.2},       {"step", 30, 0.1, 29, 100, 0.2},
        {"step", 30, 0.1, 30, 100, 0.02},       {"step", 30, 0.1, 60, 100, 0.002},
        {"exponential", 0.95, 0, 0, 100, 0.2},
        {"exponential", 0.95, 0, 2, 100, 0.1805},
        {"cosine", 0, 0, 0, 100, 0.2},          {"cosine", 0, 0, 50, 100, 0.1},
        {"cosine", 0, 0, 100, 100, 0},          {"cosine", 10, 0.1, 10, 100, 0.1},
        {"cosine", 10, 0.1, 20, 100, 0.2},      {"inverse", 1, 0, 3, 100, 0.05},
        {"root", 1, 0, 3, 100, 0.1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double knob[SCHEDULE_KNOBS] = {table[i].a, table[i].b};
        int s = schedule_find(table[i].name);
        assert_true(s >= 0);
        double rate = schedules[s].rate(0.2, table[i].t, knob, table[i].steps);
        if (!(fabs(rate - table[i].rate) <= 1e-16))
            fail_msg("%s at %d: %.17g", table[i].name, table[i].t, rate);
    }
    assert_int_equal(schedule_find("warm"), -1);
}

// A point on its way, made up from a number.
static struct walker walker_of(int i)
{
    double x = sin(i * 12.9898) * 2, y = cos(i * 78.233) * 2;
    return (struct walker){.at = {x, y}};
}

static void prepare(const struct evaluator *e, struct walker *w)
{
    double out[PARTS];
    evaluator_at(e, w->at.x, w->at.y, out);
    w->f = out[PART_F];
    w->g = (vec2){out[PART_FX], out[PART_FY]};
    w->h = (struct hessian){out[PART_FXX], out[PART_FXY], out[PART_FYY]};
}

static void walkers_do_not_know_of_each_other(void **state)
{
    (void)state;
    enum { MANY = 100 };
    struct walk w = walk_open(beale, (vec2){0, 0}, "");
    for (int m = 0; m < METHODS; m++) {
        struct descent d = descent_default(m);
        struct walker together[MANY], alone[MANY];
        memset(together, 0, sizeof together);
        for (int i = 0; i < MANY; i++)
            together[i] = walker_of(i);
        memcpy(alone, together, sizeof alone);
        for (int t = 1; t <= 5; t++) {
            struct stride s = {t, d.lr, d.knob, w.land.slope, 1};
            for (int i = 0; i < MANY; i++)
                prepare(w.land.curvature, &together[i]);
            memcpy(alone, together, sizeof alone);
            methods[m].step(together, MANY, &s);
            for (int i = 0; i < MANY; i++) {
                methods[m].step(&alone[i], 1, &s);
                assert_memory_equal(&alone[i], &together[i], sizeof *alone);
                together[i].at = together[i].next;
            }
        }
    }
    walk_close(&w);
}

static void the_table_is_in_order(void **state)
{
    (void)state;
    static const struct { const char *name; double lr; } table[METHODS] = {
        {"gd", 0.1},     {"momentum", 0.02}, {"nesterov", 0.02},
        {"adagrad", 0.5}, {"rmsprop", 0.05}, {"adam", 0.1},
        {"adamw", 0.1},  {"newton", 1},      {"linesearch", 1},
    };
    static const struct { const char *method, *knob; double standard; } knobs[] = {
        {"gd", "weight_decay", 0},          {"momentum", "momentum", 0.9},
        {"momentum", "dampening", 0},       {"momentum", "weight_decay", 0},
        {"nesterov", "momentum", 0.9},      {"nesterov", "weight_decay", 0},
        {"adagrad", "lr_decay", 0},         {"adagrad", "eps", 1e-10},
        {"adagrad", "initial_accumulator_value", 0}, {"adagrad", "weight_decay", 0},
        {"rmsprop", "alpha", 0.99},         {"rmsprop", "eps", 1e-8},
        {"rmsprop", "momentum", 0},         {"rmsprop", "centered", 0},
        {"rmsprop", "weight_decay", 0},     {"adam", "beta1", 0.9},
        {"adam", "beta2", 0.999},           {"adam", "eps", 1e-8},
        {"adam", "weight_decay", 0},        {"adam", "amsgrad", 0},
        {"adamw", "weight_decay", 0.01},    {"adamw", "beta1", 0.9},
        {"adamw", "beta2", 0.999},          {"adamw", "eps", 1e-8},
        {"adamw", "amsgrad", 0},            {"newton", "c", 1e-4},
        {"newton", "rho", 0.5},             {"linesearch", "c", 1e-4},
        {"linesearch", "rho", 0.5},
    };
    size_t have = 0;
    for (int i = 0; i < METHODS; i++) {
        assert_string_equal(methods[i].name, table[i].name);
        assert_true(methods[i].lr == table[i].lr);
        assert_int_equal(method_find(table[i].name), i);
        for (const struct knob *k = methods[i].knob; k->name; k++, have++)
            assert_true(knob_check(k, k->standard, NULL));
    }
    assert_int_equal(have, sizeof knobs / sizeof *knobs);
    for (size_t i = 0; i < have; i++) {
        const struct knob *list = methods[method_find(knobs[i].method)].knob;
        int found = knob_find(list, knobs[i].knob);
        assert_true(found >= 0 && list[found].standard == knobs[i].standard);
    }
    assert_int_equal(method_find("sgd"), -1);
}

static void newton_knows_every_curvature(void **state)
{
    (void)state;
    static const struct { const char *formula; vec2 at, way; } table[] = {
        {"x^2 + 2y^2", {2.6, 2.2}, {-2.6, -2.2}},           // H p = −g
        {"x^2 + x*y + 3y^2", {3.5, -2}, {-3.5, 2}},
        {"x^2 - y^2", {1.5, 0.1}, {-1.5, 0.1}},             // |H| p = −g
        {"-x^2 - 4y^2", {0.5, 0.25}, {0.5, 0.25}},
        {"x^2 + y", {1, 1}, {-1, -5e5}},                    // a flat way, lifted
        {"2x - y", {1, 1}, {-2, 1}},                        // no curvature: −g
        {"abs(x) + abs(y)", {1, -1}, {-1, 1}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_run(table[i].formula, table[i].at,
                                 "method=newton exact steps=1");
        vec2 p = w.path.rows.at[1].memory[0], wanted = table[i].way;
        if (!(vec2_length(vec2_sub(p, wanted)) <= 1e-12 * vec2_length(wanted)))
            fail_msg("%s: (%.17g, %.17g)", table[i].formula, p.x, p.y);
        walk_close(&w);
    }
}

static void searches_obey_armijo(void **state)
{
    (void)state;
    static const char *const settings[] = {
        "method=linesearch steps=40 exact", "method=newton steps=40 exact",
        "method=linesearch steps=40 exact lr=8 rho=0.9 c=0.3",
        "method=linesearch steps=40 ascend exact lr=0.5"};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct walk w = walk_run("sin(x)*cos(y) + 0.1ln(1 + x^2 + y^2)",
                                 (vec2){0.3, 1.2}, settings[i]);
        double sign = w.d.ascend ? -1 : 1;
        for (int k = 1; k < (int)w.path.rows.count; k++) {
            const struct path_row *row = &w.path.rows.at[k];
            double promised = sign * path_promised(&w.path, k);
            assert_true(promised <= 0);
            if (promised < -1e-13)
                assert_true(sign * path_actual(&w.path, k) <= w.d.knob[0] * promised);
            if (row->scale.x > 0) {
                double tries = log(row->scale.x / w.d.lr) / log(w.d.knob[1]);
                assert_true(fabs(tries - round(tries)) < 1e-9 && tries >= -1e-9);
            }
        }
        walk_close(&w);
    }
}

// The first 32 bits are those of the author's demonstration program, seed 42.
static void noise_is_pcg(void **state)
{
    (void)state;
    static const uint32_t demo[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330,
                                    0x83d2f293, 0xbfa4784b, 0xcbed606e};
    struct noise n = noise_open(42);
    for (size_t i = 0; i < sizeof demo / sizeof *demo; i++)
        assert_true(noise_bits(&n) == demo[i]);
}

static void noise_is_normal(void **state)
{
    (void)state;
    enum { MANY = 200000 };
    struct noise n = noise_open(7);
    double sum = 0, square = 0, cube = 0, fourth = 0, both = 0;
    for (int i = 0; i < MANY; i++) {
        vec2 z = noise_normal(&n);
        sum += z.x + z.y;
        square += z.x * z.x + z.y * z.y;
        cube += z.x * z.x * z.x + z.y * z.y * z.y;
        fourth += pow(z.x, 4) + pow(z.y, 4);
        both += z.x * z.y;
    }
    double per = 1.0 / (2 * MANY);
    assert_true(fabs(sum * per) < 0.006 && fabs(square * per - 1) < 0.01);
    assert_true(fabs(cube * per) < 0.03 && fabs(fourth * per - 3) < 0.08);
    assert_true(fabs(both / MANY) < 0.01);
}

static void knobs_say_what_they_take(void **state)
{
    (void)state;
    static const struct { struct knob knob; double value; const char *text; }
    table[] = {
        {{.name = "beta1", .low = 0, .high = KNOB_BELOW_1}, 1.5,
         "beta1 must be at least 0 and below 1, not 1.5"},
        {{.name = "beta1", .low = 0, .high = KNOB_BELOW_1}, 1,
         "beta1 must be at least 0 and below 1, not 1"},
        {{.name = "beta1", .low = 0, .high = KNOB_BELOW_1}, 0, NULL},
        {{.name = "lr", .low = KNOB_ABOVE_0, .high = KNOB_MOST}, 0,
         "lr must be above 0, not 0"},
        {{.name = "lr", .low = KNOB_ABOVE_0, .high = KNOB_MOST}, NAN,
         "lr must be above 0, not nan"},
        {{.name = "eps", .low = 0, .high = KNOB_MOST}, -1e-8,
         "eps must be at least 0, not -1e-08"},
        {{.name = "eps", .low = 0, .high = KNOB_MOST}, INFINITY,
         "eps must be at least 0, not inf"},
        {{.name = "momentum", .low = 0, .high = 1}, 2,
         "momentum must be at least 0 and at most 1, not 2"},
        {{.name = "amsgrad", .low = 0, .high = 1, .kind = KNOB_TOGGLE}, 0.5,
         "amsgrad must be 0 or 1, not 0.5"},
        {{.name = "lr", .low = KNOB_ABOVE_0, .high = KNOB_MOST}, 1e-320,
         "lr must be at least 2.2250738585072014e-308, not 1e-320"},
        {{.name = "step_size", .low = 1, .high = 9, .kind = KNOB_WHOLE}, 2.5,
         "step_size must be a whole number from 1 to 9"},
        {{.name = "x", .low = -KNOB_MOST, .high = KNOB_MOST}, NAN,
         "x must be a number, not nan"},
        {{.name = "x", .low = -KNOB_MOST, .high = 4}, 5, "x must be at most 4, not 5"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct fault fault = {0};
        bool fits = knob_check(&table[i].knob, table[i].value, &fault);
        assert_int_equal(fits, !table[i].text);
        assert_string_equal(fault.text, table[i].text ? table[i].text : "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(methods_agree_with_pytorch),
        cmocka_unit_test(methods_agree_with_plain_loops),
        cmocka_unit_test(schedules_have_their_values),
        cmocka_unit_test(walkers_do_not_know_of_each_other),
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(newton_knows_every_curvature),
        cmocka_unit_test(searches_obey_armijo),
        cmocka_unit_test(noise_is_pcg),
        cmocka_unit_test(noise_is_normal),
        cmocka_unit_test(knobs_say_what_they_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
