// SPDX-License-Identifier: MIT
#include "cli/subject.h"

#include "base/array.h"
#include "base/file.h"
#include "cli/values.h"
#include "plot/scene_source.h"
#include "scene/assign.h"
#include "scene/gallery.h"

#include <stdio.h>
#include <unistd.h>

static bool wish(void *request, const char *key, const char *value, bool parameter,
                 struct fault *fault)
{
    struct subject *subject = request;
    return array_push(&subject->wishes, (struct wish){key, value, parameter})
           || fault_memory(fault);
}

bool subject_wish(void *request, const char *key, const char *value,
                  struct fault *fault)
{
    return wish(request, key, value, false, fault);
}

bool subject_take_run(void *request, const char *value, struct fault *fault)
{
    struct subject *s = request;
    s->run = value[0] - 'A';
    return (s->run >= 0 && s->run < SCENE_RUNS && !value[1])
           || fault_at(fault, 0, "--run takes a letter from A to %c",
                       'A' + SCENE_RUNS - 1);
}

bool subject_take_start(void *request, const char *value, struct fault *fault)
{
    return subject_wish(request, "start", value, fault);
}

bool subject_take(void *request, const char *value, struct fault *fault)
{
    struct subject *subject = request;
    if (subject->given)
        return fault_at(fault, 0, "one formula is enough, I got %.60s too", value);
    subject->given = value;
    return true;
}

bool subject_take_json(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct subject *)request)->json = true;
    return true;
}

static bool has_key(const char *value)
{
    return strchr(value, '=') && value[strspn(value, " ")] != '=';
}

bool subject_take_set(void *request, const char *value, struct fault *fault)
{
    if (!has_key(value))
        return fault_at(fault, 0, "--set takes KEY=VALUE, as in theme=dark");
    return wish(request, NULL, value, false, fault);
}

bool subject_take_param(void *request, const char *value, struct fault *fault)
{
    if (!has_key(value))
        return fault_at(fault, 0, "--param takes NAME=VALUE, as in a=2");
    return wish(request, NULL, value, true, fault);
}

bool subject_take_view(void *request, const char *value, struct fault *fault)
{
    return wish(request, "view", value, false, fault);
}

bool subject_take_theme(void *request, const char *value, struct fault *fault)
{
    return wish(request, "theme", value, false, fault);
}

bool subject_take_projector(void *request, const char *value, struct fault *fault)
{
    (void)value;
    return wish(request, "projector", "on", false, fault);
}

// Puts the file's name in front of the sentence, as compilers do.
static bool fault_in_file(const char *path, struct fault *fault)
{
    enum { SHOWN = 80 };
    size_t length = strlen(path);
    char place[160] = "";
    struct fault old = *fault;
    if (old.machine)
        return false;
    if (old.line)
        snprintf(place, sizeof place, "%d:%d:", old.line, old.column);
    bool cut = length > SHOWN;
    fault_at(fault, old.line ? 0 : old.column, "%s%s:%s %s", cut ? "…" : "",
             cut ? path + length - SHOWN : path, place, old.text);
    return false;
}

// The gallery's own scene where there is no file of that name.
static const struct gallery_card *card_named(const char *given)
{
    char name[40];
    if (strchr(given, '/') || !path_ends_in(given, ".scene")
        || access(given, F_OK) == 0)
        return NULL;
    snprintf(name, sizeof name, "%.*s", (int)(strlen(given) - strlen(".scene")), given);
    return gallery_find(name);
}

static bool load(struct subject *subject, struct fault *fault)
{
    const struct gallery_card *card = card_named(subject->given);
    if (card)
        return scene_read(&subject->scene, &subject->extra, card->scene,
                          strlen(card->scene), fault);
    struct scene_source source = {.scene = &subject->scene, .extra = &subject->extra};
    bool done = scene_source_read(&source, subject->given, fault);
    subject->picture = source.picture;
    return done;
}

static bool is_file(const char *given)
{
    return path_ends_in(given, ".scene") || path_ends_in(given, ".png")
           || path_ends_in(given, ".svg") || path_ends_in(given, ".pdf")
           || path_ends_in(given, ".webp");
}

// Splits KEY=VALUE, spaces around the sign allowed.  A key that does not fit is none
// that anybody knows.
static const char *split(const struct wish *wish, char key[40])
{
    if (wish->key)
        return strcpy(key, wish->key), wish->value;
    const char *start = wish->value + strspn(wish->value, " ");
    const char *mark = strchr(start, '='), *end = mark;
    while (end > start && end[-1] == ' ')
        end--;
    snprintf(key, 40, "%.*s", (int)(end - start), start);
    return mark + 1 + strspn(mark + 1, " ");
}

// What a wish is about.  The letters of the formula are known once it has been read.
enum aim { AIM_SETTING, AIM_PARAMETER, AIM_RUNS, AIM_NOTHING };

static enum aim aim_of(struct subject *subject, const struct wish *wish,
                       const char *key)
{
    if (!wish->parameter && schema_find(key))
        return AIM_SETTING;
    if (scene_parameter(&subject->scene, key))
        return AIM_PARAMETER;
    return !wish->parameter && runs_know(key) ? AIM_RUNS : AIM_NOTHING;
}

static bool fulfil_settings(struct subject *subject, struct fault *fault)
{
    char key[40];
    for (size_t i = 0; i < subject->wishes.count; i++) {
        const struct wish *wish = &subject->wishes.at[i];
        const char *value = split(wish, key);
        if (aim_of(subject, wish, key) == AIM_SETTING
            && !setting_assign(schema_find(key), &subject->scene, value,
                               formula_constant, fault))
            return false;
    }
    return true;
}

static bool fault_unknown(const struct subject *subject, const struct wish *wish,
                          const char *key, struct fault *fault)
{
    const char *near = wish->parameter ? NULL : run_nearest(key, schema_nearest(key));
    if (near)
        return fault_at(fault, 0, "I don't know the setting %s, did you mean %s?", key,
                        near);
    struct text known = {0};
    for (int i = 0; i < subject->scene.parameters; i++)
        text_addf(&known, "%s%s", i ? ", " : "; it has ",
                  subject->scene.parameter[i].name);
    fault_at(fault, 0, wish->parameter ? "the formula has no parameter %s%s"
             : "I don't know the setting %s, nor has the formula such a letter%s", key,
             text_or_empty(&known));
    text_free(&known);
    return false;
}

// "2", or with the ends of its slider "2,0,5".
static bool assign_parameter(struct scene_parameter *p, const char *value,
                             struct fault *fault)
{
    double number[3];
    int count = assign_numbers(p->name, value, number, 3, formula_constant, fault);
    if (count < 0)
        return false;
    if (count != 1 && count != 3)
        return fault_at(fault, 0, "%s takes a number%s", p->name,
                        count ? ", or three with the ends of its slider" : "");
    if (count == 3)
        p->low = number[1], p->high = number[2];
    scene_parameter_set(p, number[0]);
    return true;
}

static bool fulfil_parameters(struct subject *subject, struct fault *fault)
{
    char key[40];
    for (size_t i = 0; i < subject->wishes.count; i++) {
        const struct wish *wish = &subject->wishes.at[i];
        const char *value = split(wish, key);
        enum aim aim = aim_of(subject, wish, key);
        if (aim == AIM_NOTHING)
            return fault_unknown(subject, wish, key, fault);
        if (aim == AIM_PARAMETER
            && !assign_parameter(scene_parameter(&subject->scene, key), value, fault))
            return false;
    }
    return true;
}

enum { RUN_KEY = 42 };                                  // bytes of "B." and a key

// Where one run alone is meant, a key without a letter is about it.
static const char *run_key(const struct subject *subject, const char *key,
                           char out[RUN_KEY])
{
    if (!subject->descent || strchr(key, '.'))
        return key;
    snprintf(out, RUN_KEY, "%c.%s", 'A' + subject->run, key);
    return out;
}

// Of the wishes from `first` to before `end`.
static bool fulfil_runs(struct subject *subject, size_t first, size_t end, int turn,
                        struct fault *fault)
{
    char key[40], named[RUN_KEY];
    for (size_t i = first; i < end; i++) {
        const struct wish *wish = &subject->wishes.at[i];
        const char *value = split(wish, key);
        if (aim_of(subject, wish, key) == AIM_RUNS && run_turn(key) == turn
            && !runs_assign(&subject->scene, run_key(subject, key, named), value,
                            formula_constant, fault))
            return false;
    }
    return true;
}

static void prepare_descent(struct subject *subject)
{
    char key[40], named[RUN_KEY];
    const char start[] = {(char)('A' + subject->run), '.', 's', 't', 'a', 'r', 't', 0};
    subject->started = scene_has_run(&subject->scene, subject->run);
    for (size_t i = 0; i < subject->wishes.count; i++) {
        split(&subject->wishes.at[i], key);
        subject->started |= strcmp(run_key(subject, key, named), start) == 0;
    }
    if (subject->scene.runs)
        return;
    subject->scene.run[0] = descent_default(0);
    subject->scene.runs = 1;
}

// The wish after `first` that makes a fork, or the end.
static size_t next_fork(const struct subject *subject, size_t first)
{
    char key[40];
    for (size_t i = first + 1; i < subject->wishes.count; i++) {
        split(&subject->wishes.at[i], key);
        if (run_forks(key))
            return i;
    }
    return subject->wishes.count;
}

static bool fulfil_all_runs(struct subject *subject, struct fault *fault)
{
    bool fine = true;
    if (subject->descent)
        prepare_descent(subject);
    for (size_t first = 0, end; fine && first < subject->wishes.count; first = end) {
        end = next_fork(subject, first);
        for (int turn = 0; fine && turn < RUN_TURNS; turn++)
            fine = fulfil_runs(subject, first, end, turn, fault);
    }
    return fine;
}

struct names { const char **at; size_t count, capacity; bool failed; };

// Letters that a scene or an option names are parameters, even r and theta.
static void collect_names(struct names *names, const struct subject *subject,
                          char (*keys)[40])
{
    for (int i = 0; i < subject->scene.parameters; i++)
        array_push(names, subject->scene.parameter[i].name);
    for (size_t i = 0; i < subject->wishes.count; i++) {
        split(&subject->wishes.at[i], keys[i]);
        if (subject->wishes.at[i].parameter
            || !(schema_find(keys[i]) || runs_know(keys[i])))
            array_push(names, keys[i]);
    }
}

static struct formula *read_with_names(const struct subject *subject, const char *text,
                                       struct fault *fault)
{
    struct names names = {0};
    char (*keys)[40] = malloc(sizeof *keys * (subject->wishes.count + 1));
    if (keys)
        collect_names(&names, subject, keys);
    struct formula *f = NULL;
    if (keys && !names.failed)
        f = formula_read_with(text, strlen(text), names.at, (int)names.count, fault);
    else
        fault_memory(fault);
    array_free(&names);
    free(keys);
    return f;
}

static bool read_formula(struct subject *subject, const char *text, struct fault *fault)
{
    subject->formula = read_with_names(subject, text, fault);
    if (!subject->formula)
        return false;
    const struct formula *f = subject->formula;
    if (strlen(text) < SCENE_FORMULA && text != subject->scene.formula)
        strcpy(subject->scene.formula, text);
    scene_sync(&subject->scene, f->parameter, f->parameters);
    return true;
}

// A word that is no formula may be the name of a file of another kind.
static bool fault_if_file(const char *given, struct fault *fault)
{
    return strchr(given, '.') && access(given, F_OK) == 0
           && fault_at(fault, 0, "I open .scene, .png, .svg, .pdf and .webp files, not %.80s", given);
}

bool subject_open(struct subject *subject, struct fault *fault)
{
    const char *given = subject->given;
    if (!given)
        return fault_at(fault, 0, "a formula is missing, as in 'x^2 + 2y^2'");
    if (path_ends_in(given, ".lesson"))
        return fault_at(fault, 0, "this version does not read lessons");
    bool file = is_file(given);
    subject->file = file ? given : NULL;
    subject->scene = scene_defaults();
    subject->scene.formula[0] = 0;
    if (file && !load(subject, fault))
        return fault_in_file(given, fault);
    if (!fulfil_settings(subject, fault))
        return false;
    bool own = file || subject->scene.formula[0];
    if (!read_formula(subject, own ? subject->scene.formula : given, fault))
        return file ? fault_in_file(given, fault) : fault_if_file(given, fault);
    if (!fulfil_parameters(subject, fault))
        return false;
    if (!fulfil_all_runs(subject, fault) || !scene_check(&subject->scene, fault))
        return false;
    for (int i = 0; i < subject->scene.parameters; i++)
        subject->parameters[i] = subject->scene.parameter[i].value;
    return true;
}

bool subject_fault(const struct subject *subject, struct fault *fault)
{
    return is_file(subject->given) && fault_in_file(subject->given, fault);
}

void subject_free(struct subject *subject)
{
    array_free(&subject->wishes);
    scene_extra_free(&subject->extra);
    formula_free(subject->formula);
    subject->formula = NULL;
}
