// SPDX-License-Identifier: MIT
#include "plot/frames.h"

#include "base/number.h"
#include "base/text.h"
#include "calc/formula.h"
#include "plot/model.h"
#include "scene/assign.h"
#include "scene/run.h"

#include <stdio.h>
#include <string.h>

static const double usual_speed = 8, longest_play = 20; // steps a second, seconds: the
                                                        // window's

static bool fault_shape(struct fault *fault)
{
    return fault_at(fault, 0, "--sweep takes KEY=A..B, as in a=0..2, "
                              "lr=0.01..0.6:log or start=1,2..2,1");
}

static bool read_side(const struct sweep *s, const char *at, size_t length, double *out,
                      int *count, struct fault *fault)
{
    char text[200];
    if (length == 0 || length >= sizeof text)
        return fault_shape(fault);
    memcpy(text, at, length);
    text[length] = 0;
    *count = assign_numbers(s->key, text, out, SWEEP_NUMBERS, formula_constant, fault);
    return *count >= 0;
}

static bool check_law(const struct sweep *s, struct fault *fault)
{
    for (int i = 0; s->logarithmic && i < s->numbers; i++)
        if (!(s->from[i] * s->to[i] > 0))
            return fault_at(fault, 0, "%s: by equal factors no number can be 0 or "
                                      "change its sign", s->key);
    return true;
}

bool sweep_read(struct sweep *out, const char *text, struct fault *fault)
{
    static const char law[] = ":log";
    size_t length = strlen(text), tail = sizeof law - 1;
    const char *equal = strchr(text, '='), *dots = equal ? strstr(equal, "..") : NULL;
    int others;
    *out = (struct sweep){0};
    if (!dots || equal == text || equal - text >= SWEEP_KEY)
        return fault_shape(fault);
    memcpy(out->key, text, (size_t)(equal - text));
    out->logarithmic = length > tail && strcmp(text + length - tail, law) == 0;
    length -= out->logarithmic ? tail : 0;
    if (!read_side(out, equal + 1, (size_t)(dots - equal - 1), out->from, &out->numbers,
                   fault)
        || !read_side(out, dots + 2, (size_t)(text + length - dots - 2), out->to, &others,
                      fault))
        return false;
    if (others != out->numbers)
        return fault_at(fault, 0, "%s goes from %d numbers to %d", out->key,
                        out->numbers, others);
    return check_law(out, fault);
}

static double between(double from, double to, double t, bool logarithmic)
{
    if (t <= 0 || t >= 1)
        return t <= 0 ? from : to;
    return logarithmic ? from * pow(to / from, t) : (1 - t) * from + t * to;
}

// One axis of a view: its width by equal factors, about the point that stays.
static void zoom(const double from[2], const double to[2], double t, double out[2])
{
    double wide = from[1] - from[0], narrow = to[1] - to[0];
    bool zooms = wide > 0 && narrow > 0 && wide != narrow;
    double width = between(wide, narrow, t, zooms);
    double way = zooms ? (width - wide) / (narrow - wide) : t;
    out[0] = between(from[0], to[0], way, false);
    out[1] = t <= 0 || t >= 1 ? between(from[1], to[1], t, false) : out[0] + width;
}

static void numbers_at(const struct sweep *s, double t, double out[SWEEP_NUMBERS])
{
    if (strcmp(s->key, "view") == 0 && s->numbers == 4) {
        zoom(s->from, s->to, t, out);
        zoom(s->from + 2, s->to + 2, t, out + 2);
        return;
    }
    for (int i = 0; i < s->numbers; i++)
        out[i] = between(s->from[i], s->to[i], t, s->logarithmic);
}

// Whole numbers stay whole on the way.
static bool is_whole(const struct scene *scene, const char *key)
{
    const struct setting *row = schema_find(key);
    if (row)
        return row->whole;
    const char *dot = strchr(key, '.');
    struct descent run = scene->run[dot && key[0] >= 'A' && key[0] < 'A' + SCENE_RUNS
                                    ? key[0] - 'A' : 0];
    struct run_field field;
    const char *name = dot ? dot + 1 : key;
    return strcmp(name, "fork") == 0
           || (run_field_find(&run, name, &field, NULL)
               && field.row.knob.kind == KNOB_WHOLE);
}

static bool is_one(const struct sweep *s, struct fault *fault)
{
    return s->numbers == 1
           || fault_at(fault, 0, "%s goes from one number to another", s->key);
}

static bool assign(struct scene *scene, const struct sweep *s, const char *value,
                   double first, struct fault *fault)
{
    const char *key = s->key;
    struct scene_parameter *parameter = scene_parameter(scene, key);
    if (schema_find(key))
        return setting_assign(schema_find(key), scene, value, formula_constant, fault);
    if (parameter) {
        scene_parameter_set(parameter, first);
        return is_one(s, fault);
    }
    if (runs_know(key))
        return runs_assign(scene, key, value, formula_constant, fault);
    return fault_at(fault, 0, "I don't know the setting %s, nor has the formula such a "
                              "letter", key);
}

static bool apply(const struct sweep *s, double t, struct frame *out,
                  struct fault *fault)
{
    double number[SWEEP_NUMBERS];
    struct text value = {0};
    bool whole = is_whole(&out->scene, s->key);
    numbers_at(s, t, number);
    if (strcmp(s->key, "step") == 0) {
        out->shown = fmax(number[0], 0);
        return is_one(s, fault);
    }
    for (int i = 0; i < s->numbers; i++) {
        text_add(&value, i ? "," : "");
        text_add_number(&value, whole ? round(number[i]) : number[i]);
    }
    bool done = value.failed ? fault_memory(fault)
                             : assign(&out->scene, s, text_or_empty(&value), number[0],
                                      fault);
    text_free(&value);
    return done;
}

// As in the window, the step that is inspected is the one under way.
static void follow(struct frame *out, double longest)
{
    if (out->scene.inspect > 0 && isfinite(out->shown))
        out->scene.inspect = fmin(floor(fmax(out->shown, 0)) + 1, longest);
}

static bool frame_at(const struct frames *frames, double t, struct frame *out,
                     struct fault *fault)
{
    out->scene = frames->scene;
    out->shown = INFINITY;
    for (int i = 0; i < frames->sweeps; i++)
        if (!apply(&frames->sweep[i], t, out, fault))
            return false;
    follow(out, frames->longest);
    return scene_check(&out->scene, fault);
}

bool frames_at(const struct frames *frames, size_t k, struct frame *out,
               struct fault *fault)
{
    double last = (double)frames->count - 1;
    return frame_at(frames, last > 0 ? (double)k / last : 0, out, fault);
}

// Alone, `step` is played as the window does it.
static double usual_duration(const struct frames *f)
{
    const struct sweep *first = &f->sweep[0];
    if (f->sweeps != 1 || strcmp(first->key, "step") != 0)
        return FRAMES_SECONDS;
    double steps = fabs(first->to[0] - first->from[0]);
    return steps / fmax(usual_speed, steps / longest_play);
}

static bool count_frames(struct frames *f, struct frames_pace pace, struct fault *fault)
{
    double duration = pace.duration > 0 ? pace.duration : usual_duration(f);
    double count = pace.count ? (double)pace.count : fmax(round(duration * f->fps), 1);
    if (count > FRAMES_MOST)
        return fault_at(fault, 0, "a sequence has at most %d frames", FRAMES_MOST);
    f->count = (size_t)count;
    return true;
}

bool frames_make(struct frames *out, const struct scene *scene,
                 const struct sweep *sweeps, int count, struct frames_pace pace,
                 double longest, struct fault *fault)
{
    struct frame end;
    bool step_by_step = !count && !pace.count && !pace.fps && !pace.duration;
    *out = (struct frames){.scene = *scene, .sweeps = count, .longest = longest,
                           .fps = pace.fps > 0 ? pace.fps : FRAMES_FPS};
    memcpy(out->sweep, sweeps, sizeof *sweeps * (size_t)count);
    if (!count && longest < 1)
        return fault_at(fault, 0, "nothing moves: there is no run; --sweep KEY=A..B "
                                  "moves a setting");
    if (!count)
        out->sweep[out->sweeps++] = (struct sweep){"step", 1, {0}, {longest}, false};
    if (step_by_step)
        pace.count = (size_t)longest + 1;
    return count_frames(out, pace, fault) && frame_at(out, 0, &end, fault)
           && frame_at(out, 1, &end, fault);
}

double frames_longest(const struct scene *scene)
{
    struct model m = {0};
    struct layout layout = layout_for(320, 240, scene, true);    // it does not matter
    double longest = model_follow(&m, scene, &layout, NULL) ? model_longest(&m) : -1;
    model_free(&m);
    return longest;
}
