// SPDX-License-Identifier: MIT
#include "scene/schema.h"

#include "base/number.h"
#include "base/utf8.h"
#include "scene/run.h"
#include "scene/spelling.h"

#include <float.h>
#include <math.h>

#define AT(field) offsetof(struct scene, field)
#define FARTHEST 1e300

static const char *const theme_words[] = {"light", "dark", NULL};
static const char *const fill_words[] = {"bands", "cividis", "viridis", "none", NULL};
static const char *const level_words[] = {"auto", "equal", "log", "symlog", "area",
                                          "given", NULL};
static const char *const arrow_words[] = {"auto", "root", "true", "direction",
                                          "saturating", "off", NULL};

static const char *const flat_words[] = {"off", "marks", "star", NULL};

static const char *const run_letters[] = {"A", "B", "C", "D", "E", NULL};
static const char *const rates_words[] = {"off", "grid", "fan", NULL};
static const char *const race_words[] = {"off", "own", "same", "good", NULL};

#define ROW(name, what, field, ...)                                                   \
    {.key = name, .kind = SETTING_##what, .offset = AT(field), .help = __VA_ARGS__}
#define ANY .low = -FARTHEST, .high = FARTHEST

const struct setting schema[SCHEMA_ROWS] = {
    ROW("formula", TEXT, formula, "the function f(x, y)", .most = SCENE_FORMULA),
    ROW("title", TEXT, title, "a name to show instead of the formula",
        .most = SCENE_TITLE),
    ROW("parameters", PARAMETERS, parameter,
        "the letters of the formula: value and the ends of the slider",
        .most = SCENE_PARAMETERS, .count_offset = AT(parameters), ANY),
    ROW("view", BOX, view, "X0,X1,Y0,Y1: what is shown whole, at equal aspect",
        .most = 4, ANY),
    ROW("theme", CHOICE, theme, "the colours", .words = theme_words),
    ROW("projector", BOOL, projector, "larger type and thicker lines for the back row"),
    ROW("fill", CHOICE, fill, "colour between the contour lines", .words = fill_words),
    ROW("contours", BOOL, contours, "contour lines"),
    ROW("minor", BOOL, minor, "the thinner contour lines between the labelled ones"),
    ROW("labels", BOOL, labels, "numbers on the contour lines"),
    ROW("level", NUMBERS, level,
        "the levels to draw, one by one; sets levels to given",
        .most = SCENE_LEVELS, .count_offset = AT(level_count), ANY),
    ROW("levels", CHOICE, levels, "how contour levels are chosen",
        .words = level_words),
    ROW("arrows", CHOICE, arrows, "how the length of an arrow shows the steepness",
        .words = arrow_words),
    ROW("downhill", BOOL, downhill, "arrows show the way down, against the gradient"),
    ROW("arrows-on-contours", BOOL, on_contours,
        "arrows stand on contour lines, not on a lattice"),
    ROW("arrow-step", NUMBER, arrow_step,
        "distance between arrows, 0 for a fitting one",
        .low = 0, .high = FARTHEST, .unit = "units of x"),
    ROW("arrow-count", NUMBER, arrow_count,
        "so many arrows across the view, corner to corner, 0 for arrow-step",
        .low = 0, .high = 200, .least = 2, .whole = true),
    ROW("arrow-scale", NUMBER, arrow_scale,
        "length of an arrow where the gradient is 1, 0 for a fitting one; arrows=true",
        .low = 0, .high = FARTHEST, .unit = "units of x"),
    ROW("runs", RUNS, run,
        "descents, A to E; lr=0.1 sets all of them, B.lr=0.1 one, start=2,1 makes one",
        .most = SCENE_RUNS, .count_offset = AT(runs)),
    ROW("forks", FORKS, fork,
        "runs that go on otherwise; A.fork=12 makes one, what follows it sets it",
        .most = SCENE_FORKS, .count_offset = AT(forks)),
    ROW("chosen", CHOICE, chosen,
        "the run that ghosts, rates, inspect and basins are about",
        .words = run_letters),
    ROW("ghosts", BOOL, ghosts, "the chosen run at half its rate and at twice it"),
    ROW("rates", CHOICE, rates,
        "the chosen run at nine multiples of the limit, or at seven rates",
        .words = rates_words),
    ROW("race", CHOICE, race,
        "all methods from A's start: own rates, A's for all, or good ones",
        .words = race_words),
    ROW("inspect", NUMBER, inspect, "the step of the chosen run to tell in full, or 0",
        .low = 0, .high = DESCENT_STEPS, .whole = true),
    ROW("basins", BOOL, basins,
        "colour each point by the minimum that the chosen run would reach from it"),
    ROW("next-run", RUN, next_run, "what the next descent will be; its start is none"),
    ROW("target", NUMBER, target,
        "how low f shall come, above the lowest where its plot says so",
        .low = 1e-300, .high = FARTHEST),
    ROW("flat-points", CHOICE, flat_points,
        "critical points; with star a minimum is a star", .words = flat_words),
    ROW("cards", BOOL, cards, "numbers of the runs, and f at each of their steps"),
    ROW("walked", BOOL, walked, "f along the way that runs walk, not at each step"),
    ROW("frame", BOOL, frame, "the view alone, framed, with its axes outside"),
    ROW("probe", BOOL, probe, "the gradient and a directional derivative at a point"),
    ROW("probe-at", POINT, probe_at, "X,Y: the point of the probe", .most = 2, ANY),
    ROW("direction", POINT, direction,
        "U,V: where the probe's directional derivative looks, of any length", .most = 2,
        ANY),
    ROW("rose", BOOL, rose, "the circle of the probe: the slope in every direction"),
    ROW("tangent", BOOL, tangent, "the probe's tangent and level curve"),
    ROW("slice", BOOL, slice, "f along the probe's direction, beside the map"),
    ROW("inside", BOOL, inside, "the partial derivatives as formulas, beside the map"),
    ROW("steepness", BOOL, steepness,
        "how far apart contour lines are at the probe, and the slope that means"),
    ROW("axes", BOOL, axes, "axes, ticks and their numbers"),
    ROW("grid", BOOL, grid, "a grid through the ticks"),
    ROW("key", BOOL, key, "the key that says what lines and arrows mean"),
    ROW("caption", BOOL, caption, "the line with the formula"),
};

const struct setting *schema_find(const char *key)
{
    for (int i = 0; i < SCHEMA_ROWS; i++)
        if (strcmp(schema[i].key, key) == 0)
            return &schema[i];
    return NULL;
}

const char *schema_nearest(const char *key)
{
    const char *best = NULL;
    for (int i = 0; i < SCHEMA_ROWS; i++)
        best = spelling_nearer(key, best, schema[i].key);
    return best;
}

int setting_count(const struct setting *row, const struct scene *scene)
{
    return *(const int *)((const char *)scene + row->count_offset);
}

static bool check_number(const struct setting *row, double value, struct fault *fault)
{
    char low[NUMBER_TEXT], high[NUMBER_TEXT];
    bool odd = (row->least && value && value < row->least)
               || (row->whole && value != floor(value));
    if (value >= row->low && value <= row->high && !odd)
        return true;
    if (row->least)
        return fault_at(fault, 0, "%s must be 0 or a%snumber from %s to %s", row->key,
                        row->whole ? " whole " : " ", number_shortest(low, row->least),
                        number_shortest(high, row->high));
    return fault_at(fault, 0, "%s must be between %s and %s", row->key,
                    number_shortest(low, row->low), number_shortest(high, row->high));
}

static bool check_side(const struct setting *row, double low, double high,
                       struct fault *fault)
{
    if (!check_number(row, low, fault) || !check_number(row, high, fault))
        return false;
    if (!(low < high))
        return fault_at(fault, 0, "%s is X0,X1,Y0,Y1 with X0 < X1 and Y0 < Y1",
                        row->key);
    double size = high - low, far = fmax(fabs(low), fabs(high));
    if (size < 1e-300 || size < 64 * DBL_EPSILON * far)
        return fault_at(fault, 0, "%s is too narrow to tell its points apart",
                        row->key);
    return size <= FARTHEST
           || fault_at(fault, 0, "%s must be at most 1e+300 wide and high", row->key);
}

static bool check_box(const struct setting *row, const box *b, struct fault *fault)
{
    return check_side(row, b->x0, b->x1, fault) && check_side(row, b->y0, b->y1, fault);
}

static bool check_point(const struct setting *row, const vec2 *at, struct fault *fault)
{
    return check_number(row, at->x, fault) && check_number(row, at->y, fault);
}

static bool check_text(const struct setting *row, const char *text, struct fault *fault)
{
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127)
            return fault_at(fault, 0, "%s must be one line without control characters",
                            row->key);
    return utf8_valid(text, strlen(text))
           || fault_at(fault, 0, "%s must be UTF-8 text", row->key);
}

static bool check_parameter(const struct setting *row, const struct scene_parameter *p,
                            struct fault *fault)
{
    if (!p->name[0])
        return fault_at(fault, 0, "a parameter needs a name");
    if (!check_number(row, p->low, fault) || !check_number(row, p->high, fault))
        return false;
    if (!(p->low < p->high))
        return fault_at(fault, 0, "the parameter %s needs low < high", p->name);
    return (p->value >= p->low && p->value <= p->high)
           || fault_at(fault, 0, "the parameter %s must lie between its low and high",
                       p->name);
}

static bool is_empty(const struct descent *run, int i)
{
    return run[i].steps == 0;
}

static bool check_fork(const struct scene_fork *fork, struct fault *fault)
{
    if (fork->at >= 1 && fork->at < DESCENT_STEPS)
        return run_check(&fork->then, fault);
    return fault_at(fault, 0, "a fork is at a step from 1 to %d", DESCENT_STEPS - 1);
}

static bool check_item(const struct setting *row, const void *field, int i,
                       struct fault *fault)
{
    switch (row->kind) {
    case SETTING_NUMBERS:
        return check_number(row, ((const double *)field)[i], fault);
    case SETTING_PARAMETERS:
        return check_parameter(row, (const struct scene_parameter *)field + i, fault);
    case SETTING_FORKS:
        return check_fork((const struct scene_fork *)field + i, fault);
    default:
        return is_empty(field, i) || run_check((const struct descent *)field + i, fault);
    }
}

static bool check_list(const struct setting *row, const struct scene *scene,
                       struct fault *fault)
{
    bool fine = true;
    for (int i = 0; fine && i < setting_count(row, scene); i++)
        fine = check_item(row, setting_field(row, scene), i, fault);
    return fine;
}

bool setting_check(const struct setting *row, const struct scene *scene,
                   struct fault *fault)
{
    const void *field = setting_field(row, scene);
    switch (row->kind) {
    case SETTING_NUMBER: return check_number(row, *(const double *)field, fault);
    case SETTING_TEXT: return check_text(row, field, fault);
    case SETTING_BOX: return check_box(row, field, fault);
    case SETTING_POINT: return check_point(row, field, fault);
    case SETTING_NUMBERS:
    case SETTING_PARAMETERS:
    case SETTING_FORKS:
    case SETTING_RUNS: return check_list(row, scene, fault);
    case SETTING_RUN: return run_check(field, fault);
    default: return true;
    }
}

bool scene_check(const struct scene *scene, struct fault *fault)
{
    for (int i = 0; i < SCHEMA_ROWS; i++)
        if (!setting_check(&schema[i], scene, fault))
            return false;
    if (scene->levels == LEVELS_GIVEN && scene->level_count == 0)
        return fault_at(fault, 0, "levels is given, so level needs a number");
    if (scene->direction.x == 0 && scene->direction.y == 0)
        return fault_at(fault, 0, "direction must not be 0,0: it points nowhere");
    for (int i = 0; i < scene->forks; i++)
        if (!scene_has_run(scene, scene->fork[i].run))
            return fault_at(fault, 0, "there is no run %c to fork",
                            'A' + scene->fork[i].run);
    return true;
}

void setting_follow(const struct setting *row, struct scene *scene)
{
    if (row->offset == AT(level))
        scene->levels = scene->level_count ? LEVELS_GIVEN : LEVELS_AUTO;
}

static bool parameter_equal(const struct scene_parameter *a,
                            const struct scene_parameter *b)
{
    return strcmp(a->name, b->name) == 0 && a->value == b->value && a->low == b->low
           && a->high == b->high;
}

static bool fork_equal(const struct scene_fork *a, const struct scene_fork *b)
{
    return a->run == b->run && a->at == b->at && run_equal(&a->then, &b->then);
}

static bool item_equal(const struct setting *row, const void *a, const void *b, int i)
{
    switch (row->kind) {
    case SETTING_NUMBERS:
        return ((const double *)a)[i] == ((const double *)b)[i];
    case SETTING_PARAMETERS:
        return parameter_equal((const struct scene_parameter *)a + i,
                               (const struct scene_parameter *)b + i);
    case SETTING_FORKS:
        return fork_equal((const struct scene_fork *)a + i,
                          (const struct scene_fork *)b + i);
    default:
        return (is_empty(a, i) && is_empty(b, i))
               || run_equal((const struct descent *)a + i, (const struct descent *)b + i);
    }
}

static bool list_equal(const struct setting *row, const struct scene *a,
                       const struct scene *b)
{
    int count = setting_count(row, a);
    bool same = count == setting_count(row, b);
    for (int i = 0; same && i < count; i++)
        same = item_equal(row, setting_field(row, a), setting_field(row, b), i);
    return same;
}

static bool box_equal(const box *a, const box *b)
{
    return a->x0 == b->x0 && a->x1 == b->x1 && a->y0 == b->y0 && a->y1 == b->y1;
}

static bool point_equal(const vec2 *a, const vec2 *b)
{
    return a->x == b->x && a->y == b->y;
}

bool setting_equal(const struct setting *row, const struct scene *a,
                   const struct scene *b)
{
    const void *in_a = setting_field(row, a), *in_b = setting_field(row, b);
    switch (row->kind) {
    case SETTING_BOOL: return *(const bool *)in_a == *(const bool *)in_b;
    case SETTING_NUMBER: return *(const double *)in_a == *(const double *)in_b;
    case SETTING_CHOICE: return *(const unsigned *)in_a == *(const unsigned *)in_b;
    case SETTING_TEXT: return strcmp(in_a, in_b) == 0;
    case SETTING_BOX: return box_equal(in_a, in_b);
    case SETTING_POINT: return point_equal(in_a, in_b);
    case SETTING_RUN: return run_equal(in_a, in_b);
    default: return list_equal(row, a, b);
    }
}

bool scene_equal(const struct scene *a, const struct scene *b)
{
    for (int i = 0; i < SCHEMA_ROWS; i++)
        if (!setting_equal(&schema[i], a, b))
            return false;
    return true;
}

// Equal numbers have equal stamps: −0 and 0 too.
static uint64_t stamp_value(uint64_t stamp, double value)
{
    return stamp_number(stamp, value + 0.0);
}

static uint64_t stamp_item(uint64_t stamp, const struct setting *row, const void *field,
                           int i)
{
    const struct scene_parameter *p = field;
    const struct scene_fork *fork = field;
    switch (row->kind) {
    case SETTING_NUMBERS:
        return stamp_value(stamp, ((const double *)field)[i]);
    case SETTING_PARAMETERS:
        stamp = stamp_value(stamp_text(stamp, p[i].name), p[i].value);
        return stamp_value(stamp_value(stamp, p[i].low), p[i].high);
    case SETTING_FORKS:
        stamp = stamp_value(stamp_value(stamp, fork[i].run), fork[i].at);
        return run_stamp(stamp, &fork[i].then);
    default:
        return is_empty(field, i) ? stamp_value(stamp, 0)
                                  : run_stamp(stamp, (const struct descent *)field + i);
    }
}

static uint64_t stamp_list(uint64_t stamp, const struct setting *row,
                           const struct scene *scene)
{
    int count = setting_count(row, scene);
    stamp = stamp_value(stamp, count);
    for (int i = 0; i < count; i++)
        stamp = stamp_item(stamp, row, setting_field(row, scene), i);
    return stamp;
}

uint64_t setting_stamp(uint64_t stamp, const struct setting *row,
                       const struct scene *scene)
{
    const void *field = setting_field(row, scene);
    const box *b = field;
    switch (row->kind) {
    case SETTING_BOOL: return stamp_value(stamp, *(const bool *)field);
    case SETTING_NUMBER: return stamp_value(stamp, *(const double *)field);
    case SETTING_CHOICE: return stamp_value(stamp, *(const unsigned *)field);
    case SETTING_TEXT: return stamp_text(stamp, field);
    case SETTING_POINT:
        return stamp_value(stamp_value(stamp, ((const vec2 *)field)->x),
                           ((const vec2 *)field)->y);
    case SETTING_BOX:
        stamp = stamp_value(stamp_value(stamp, b->x0), b->x1);
        return stamp_value(stamp_value(stamp, b->y0), b->y1);
    case SETTING_RUN: return run_stamp(stamp, field);
    default: return stamp_list(stamp, row, scene);
    }
}

uint64_t scene_stamp(uint64_t stamp, const struct scene *scene)
{
    for (int i = 0; i < SCHEMA_ROWS; i++)
        stamp = setting_stamp(stamp, &schema[i], scene);
    return stamp;
}
