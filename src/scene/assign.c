// SPDX-License-Identifier: MIT
#include "scene/assign.h"

#include <math.h>
#include <stdio.h>
#include <strings.h>

static const char *number_end(const char *at)
{
    int depth = 0;
    for (; *at && (*at != ',' || depth > 0); at++)
        depth += (*at == '(' || *at == '{') - (*at == ')' || *at == '}');
    return at;
}

// The reader's sentence, after whose number it was.
static int pass_on(const char *what, const struct fault *inner, struct fault *fault)
{
    if (inner->machine)
        fault_machine(fault, "%s", inner->text);
    else
        fault_at(fault, 0, "%s: %s", what, inner->text);
    return -1;
}

// "nan" and "inf" are what programs print, so they are met where a number should stand.
static bool is_not_finite(const char *at, const char *end)
{
    static const char *const words[] = {"nan", "inf", "infinity"};
    at += at < end && (*at == '-' || *at == '+');
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == (size_t)(end - at)
            && strncasecmp(words[i], at, (size_t)(end - at)) == 0)
            return true;
    return false;
}

int assign_numbers(const char *what, const char *text, double *out, int most,
                   number_reader *read, struct fault *fault)
{
    int count = 0;
    for (const char *at = text; *text; at++) {
        const char *end = number_end(at);
        struct fault inner = {0};
        if (count == most)
            return fault_at(fault, 0, "%s takes at most %d numbers", what, most), -1;
        if (end == at)
            return fault_at(fault, 0, "%s: a number is missing", what), -1;
        bool wild = is_not_finite(at, end);
        if (!wild && !read(at, (size_t)(end - at), &out[count], &inner))
            return pass_on(what, &inner, fault);
        if (wild || !isfinite(out[count++]))
            return fault_at(fault, 0, "%s: a number must be finite", what), -1;
        at = end;
        if (!*at)
            break;
    }
    return count;
}

int setting_word(const struct setting *row, const char *word)
{
    for (int i = 0; row->words[i]; i++)
        if (strcmp(row->words[i], word) == 0)
            return i;
    return -1;
}

void setting_words(struct text *out, const struct setting *row)
{
    for (int i = 0; row->words[i]; i++) {
        text_add(out, i == 0 ? "" : row->words[i + 1] ? ", " : " or ");
        text_add(out, row->words[i]);
    }
}

// 0 or 1, −1 when it is neither.
static int on_or_off(const char *what, const char *value, struct fault *fault)
{
    static const char *const words[] = {"off", "on", "false", "true", "no", "yes",
                                        "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], value) == 0)
            return i % 2;
    fault_at(fault, 0, "%s is on or off", what);
    return -1;
}

static bool assign_bool(const struct setting *row, bool *place, const char *value,
                        struct fault *fault)
{
    int on = on_or_off(row->key, value, fault);
    *place = on > 0;
    return on >= 0;
}

static bool assign_choice(const struct setting *row, unsigned *place, const char *value,
                          struct fault *fault)
{
    int word = setting_word(row, value);
    if (word >= 0) {
        *place = (unsigned)word;
        return true;
    }
    struct text words = {0};
    setting_words(&words, row);
    fault_at(fault, 0, "%s is %s", row->key, text_or_empty(&words));
    text_free(&words);
    return false;
}

static bool assign_text(const struct setting *row, char *place, const char *value,
                        struct fault *fault)
{
    if (strlen(value) >= row->most)
        return fault_at(fault, 0, "%s may have at most %zu bytes", row->key,
                        row->most - 1);
    strcpy(place, value);
    return true;
}

static bool assign_some(const char *what, double *place, const char *value, int wanted,
                        number_reader *read, struct fault *fault)
{
    int count = assign_numbers(what, value, place, wanted, read, fault);
    if (count < 0 || count == wanted)
        return count == wanted;
    return fault_at(fault, 0, "%s takes %d number%s, got %d", what, wanted,
                    wanted > 1 ? "s" : "", count);
}

static bool assign_box(const struct setting *row, box *place, const char *value,
                       number_reader *read, struct fault *fault)
{
    double side[4];
    if (!assign_some(row->key, side, value, 4, read, fault))
        return false;
    *place = (box){side[0], side[1], side[2], side[3]};
    return true;
}

static bool assign_list(const struct setting *row, struct scene *scene,
                        const char *value, number_reader *read, struct fault *fault)
{
    int count = assign_numbers(row->key, value, setting_place(row, scene),
                               (int)row->most, read, fault);
    *(int *)((char *)scene + row->count_offset) = count;
    return count >= 0;
}

static bool assign_any(const struct setting *row, struct scene *scene,
                       const char *value, number_reader *read, struct fault *fault)
{
    void *place = setting_place(row, scene);
    switch (row->kind) {
    case SETTING_BOOL: return assign_bool(row, place, value, fault);
    case SETTING_NUMBER: return assign_some(row->key, place, value, 1, read, fault);
    case SETTING_CHOICE: return assign_choice(row, place, value, fault);
    case SETTING_TEXT: return assign_text(row, place, value, fault);
    case SETTING_BOX: return assign_box(row, place, value, read, fault);
    case SETTING_POINT: return assign_some(row->key, place, value, 2, read, fault);
    case SETTING_NUMBERS: return assign_list(row, scene, value, read, fault);
    case SETTING_FORKS:
        return fault_at(fault, 0, "A.fork=12 forks a run at a step");
    case SETTING_PARAMETERS:
        return fault_at(fault, 0, "set a parameter by its own name, as in a=2");
    case SETTING_RUNS:
    case SETTING_RUN:
        return fault_at(fault, 0, "set the runs by their parts, as in start=2,1 "
                                  "lr=0.05 or B.method=adam");
    }
    return false;
}

bool setting_assign(const struct setting *row, struct scene *scene, const char *value,
                    number_reader *read, struct fault *fault)
{
    struct scene next = *scene;
    if (!assign_any(row, &next, value, read, fault)
        || !setting_check(row, &next, fault))
        return false;
    setting_follow(row, &next);
    *scene = next;
    return true;
}

static bool run_assign_field(const struct run_field *f, const char *value,
                             number_reader *read, struct fault *fault)
{
    const char *name = f->row.knob.name;
    double number = 0;
    if (run_field_toggles(f)) {
        int on = on_or_off(name, value, fault);
        run_value_set(f, on > 0);
        return on >= 0;
    }
    if (!assign_some(name, &number, value, 1, read, fault)
        || !run_field_check(f, number, fault))
        return false;
    run_value_set(f, number);
    return true;
}

static bool run_assign_start(const struct run_field *f, const char *value,
                             number_reader *read, struct fault *fault)
{
    double at[2];
    if (!assign_some(f->row.knob.name, at, value, 2, read, fault))
        return false;
    *(vec2 *)f->at = (vec2){at[0], at[1]};
    return run_field_check_point(f, fault);
}

bool run_assign(struct descent *run, const char *key, const char *value,
                number_reader *read, struct fault *fault)
{
    struct run_field f;
    int word;
    if (!run_field_find(run, key, &f, fault))
        return false;
    switch (f.row.kind) {
    case RUN_POINT:
        return run_assign_start(&f, value, read, fault);
    case RUN_METHOD:
    case RUN_SCHEDULE:
        if (!run_word_find(f.row.kind, value, &word, fault))
            return false;
        if (word != run_value(&f))
            (f.row.kind == RUN_METHOD ? descent_set_method
                                      : descent_set_schedule)(run, word);
        return true;
    default:
        return run_assign_field(&f, value, read, fault);
    }
}

static bool is_next(const char *key)
{
    return strncmp(key, "next.", 5) == 0;
}

// The part after "B." or "next.", or the whole key.
static const char *bare(const char *key)
{
    if (is_next(key))
        return key + 5;
    return key[0] >= 'A' && key[0] < 'A' + SCENE_RUNS && key[1] == '.' ? key + 2 : key;
}

bool runs_know(const char *key)
{
    return bare(key) != key || run_knows(key) || run_forks(key);
}

bool run_forks(const char *key)
{
    return strcmp(bare(key), "fork") == 0;
}

int run_turn(const char *key)
{
    const char *name = bare(key);
    return strcmp(name, "start") == 0 || strcmp(name, "fork") == 0 ? 0
           : strcmp(name, "method") == 0 || strcmp(name, "schedule") == 0 ? 1 : 2;
}

// Which runs a key is about; a start may make one more.
static bool runs_meant(struct scene *scene, const char *key, int *first, int *end,
                       struct fault *fault)
{
    bool one = bare(key) != key, starts = strcmp(bare(key), "start") == 0;
    *first = one ? key[0] - 'A' : 0;
    *end = one || !scene->runs ? *first + 1 : scene->runs;
    if (scene_has_run(scene, *end - 1))
        return true;
    if (!starts)
        return fault_at(fault, 0, "there is no run %c; %c.start=X,Y makes one",
                        'A' + *first, 'A' + *first);
    for (; scene->runs < *end; scene->runs++)
        scene->run[scene->runs].steps = 0;
    scene->run[*first] = descent_default(0);
    return true;
}

static bool assign_fork(struct scene *scene, int run, const char *value,
                        number_reader *read, struct fault *fault)
{
    double step = 0;
    if (!assign_some("fork", &step, value, 1, read, fault))
        return false;
    if (!(step >= 1 && step < DESCENT_STEPS) || step != floor(step))
        return fault_at(fault, 0, "fork must be a whole number from 1 to %d",
                        DESCENT_STEPS - 1);
    return scene_fork_run(scene, run, (int)step)
           || fault_at(fault, 0, "%d forks are the most", SCENE_FORKS);
}

static bool assign_run(struct scene *scene, int run, const char *key, const char *value,
                       number_reader *read, struct fault *fault)
{
    bool whole = strcmp(key, "start") == 0 || strcmp(key, "seed") == 0;
    if (strcmp(key, "fork") == 0)
        return assign_fork(scene, run, value, read, fault);
    bool done = run_assign(whole ? &scene->run[run] : scene_last(scene, run), key, value,
                           read, fault);
    if (whole)
        scene_set_seed(scene, run, scene->run[run].seed);
    return done;
}

bool runs_assign(struct scene *scene, const char *key, const char *value,
                 number_reader *read, struct fault *fault)
{
    struct scene next = *scene;
    int first = 0, end = 0;
    bool fine = is_next(key) ? run_assign(&next.next_run, bare(key), value, read, fault)
                             : runs_meant(&next, key, &first, &end, fault);
    for (int i = first; fine && i < end; i++)
        fine = !scene_has_run(&next, i)
               || assign_run(&next, i, bare(key), value, read, fault);
    if (fine)
        *scene = next;
    return fine;
}
