// SPDX-License-Identifier: MIT
#include "scene/scene_file.h"

#include "base/file.h"
#include "scene/assign.h"
#include "scene/describe.h"
#include "scene/fork_file.h"
#include "scene/run_file.h"

#include <jansson.h>

struct reading {
    const char *text;           // all of it
    struct slice all;           // the object
    struct slice where[SCHEMA_ROWS];
    struct scene scene;
    struct text extra;
    struct fault note;
    struct fault *fault;
};

static bool fault_here(struct reading *r, const char *place)
{
    if (r->fault && !r->fault->machine)
        text_place(r->text, place, &r->fault->line, &r->fault->column);
    return false;
}

static bool wrong_type(struct reading *r, const struct setting *row,
                       const struct slice *place, const char *wanted)
{
    fault_at(r->fault, 0, "%s must be %s", row->key, wanted);
    return fault_here(r, place->at);
}

static bool read_words(struct reading *r, const struct setting *row,
                       const json_t *value, const struct slice *place)
{
    int word = json_is_string(value) ? setting_word(row, json_string_value(value)) : -1;
    if (word >= 0) {
        *(unsigned *)setting_place(row, &r->scene) = (unsigned)word;
        return true;
    }
    struct text words = {0};
    setting_words(&words, row);
    wrong_type(r, row, place, text_or_empty(&words));
    text_free(&words);
    return false;
}

static bool read_text(struct reading *r, const struct setting *row, const json_t *value,
                      const struct slice *place)
{
    if (!json_is_string(value))
        return wrong_type(r, row, place, "a text in quotes");
    if (json_string_length(value) >= row->most) {
        fault_at(r->fault, 0, "%s may have at most %zu bytes", row->key, row->most - 1);
        return fault_here(r, place->at);
    }
    strcpy(setting_place(row, &r->scene), json_string_value(value));
    return true;
}

// An array of at least `least` and at most row->most numbers; its length, or −1.
static int read_numbers(struct reading *r, const struct setting *row,
                        const json_t *value, size_t least, double *out,
                        const struct slice *place)
{
    size_t count = json_array_size(value);
    bool fits = json_is_array(value) && count >= least && count <= row->most;
    for (size_t i = 0; fits && i < count; i++) {
        const json_t *item = json_array_get(value, i);
        fits = json_is_number(item);
        out[i] = json_number_value(item);
    }
    if (fits)
        return (int)count;
    char wanted[60];
    snprintf(wanted, sizeof wanted, "a list of %s%zu numbers",
             least == row->most ? "" : "at most ", row->most);
    wrong_type(r, row, place, wanted);
    return -1;
}

static bool read_box(struct reading *r, const struct setting *row, const json_t *value,
                     const struct slice *place)
{
    double side[4];
    if (read_numbers(r, row, value, 4, side, place) < 0)
        return false;
    *(box *)setting_place(row, &r->scene) = (box){side[0], side[1], side[2], side[3]};
    return true;
}

static bool read_point(struct reading *r, const struct setting *row,
                       const json_t *value, const struct slice *place)
{
    return read_numbers(r, row, value, 2, setting_place(row, &r->scene), place) == 2;
}

static int *list_count(struct reading *r, const struct setting *row)
{
    return (int *)((char *)&r->scene + row->count_offset);
}

static bool read_list(struct reading *r, const struct setting *row, const json_t *value,
                      const struct slice *place)
{
    int count = read_numbers(r, row, value, 0, setting_place(row, &r->scene), place);
    *list_count(r, row) = count;
    return count >= 0;
}

static bool parameter_part(struct scene_parameter *p, const char *key,
                           const json_t *value)
{
    double *part = strcmp(key, "value") == 0 ? &p->value
                   : strcmp(key, "low") == 0 ? &p->low
                   : strcmp(key, "high") == 0 ? &p->high : NULL;
    if (!part || !json_is_number(value))
        return false;
    *part = json_number_value(value);
    return true;
}

// A number alone, or {"value": 1, "low": -5, "high": 5}.
static bool parameter_value(struct scene_parameter *p, json_t *value)
{
    if (json_is_number(value)) {
        scene_parameter_set(p, json_number_value(value));
        return true;
    }
    const char *key;
    json_t *part;
    json_object_foreach(value, key, part)
        if (!parameter_part(p, key, part))
            return false;
    return json_object_get(value, "value") != NULL;
}

static bool read_parameters(struct reading *r, const struct setting *row, json_t *value,
                            const struct slice *place)
{
    if (!json_is_object(value) || json_object_size(value) > row->most)
        return wrong_type(r, row, place, "an object of at most 8 parameters");
    struct scene_parameter *p = setting_place(row, &r->scene);
    struct slice rest = *place, raw, at;
    const char *name;
    json_t *one;
    *list_count(r, row) = 0;
    json_object_foreach(value, name, one) {
        *p = (struct scene_parameter){.value = 1, .low = -5, .high = 5};
        slice_member(&rest, &raw, &at);
        if (strlen(name) >= sizeof p->name) {
            fault_at(r->fault, 0, "a parameter's name is a letter such as a or w_1");
            return fault_here(r, raw.at);
        }
        strcpy(p->name, name);
        if (!parameter_value(p, one)) {
            fault_at(r->fault, 0, "the parameter %s must be a number or "
                     "{\"value\": 1, \"low\": -5, \"high\": 5}", name);
            return fault_here(r, at.at);
        }
        p++;
        ++*list_count(r, row);
    }
    return true;
}

static bool read_run(struct reading *r, struct descent *run, json_t *value,
                     struct slice place)
{
    const char *where;
    return run_read(run, value, place, &where, r->fault) || fault_here(r, where);
}

static bool read_runs(struct reading *r, const struct setting *row, json_t *value,
                      const struct slice *place)
{
    size_t count = json_array_size(value);
    if (!json_is_array(value) || count > row->most)
        return wrong_type(r, row, place, "a list of at most 5 runs");
    struct descent *run = setting_place(row, &r->scene);
    struct slice rest = *place, one;
    *list_count(r, row) = 0;
    for (size_t i = 0; i < count && slice_item(&rest, &one); i++) {
        json_t *item = json_array_get(value, i);
        run[i].steps = 0;                       // null keeps a letter free
        if (json_is_null(item))
            continue;
        if (!read_run(r, &run[i], item, one))
            return false;
        *list_count(r, row) = (int)i + 1;
    }
    return true;
}

static bool read_forks(struct reading *r, const struct setting *row, json_t *value,
                       const struct slice *place)
{
    size_t count = json_array_size(value);
    if (!json_is_array(value) || count > row->most)
        return wrong_type(r, row, place, "a list of at most 8 forks");
    struct slice rest = *place, one;
    *list_count(r, row) = (int)count;
    for (size_t i = 0; i < count && slice_item(&rest, &one); i++) {
        const char *where;
        if (!fork_read(&r->scene.fork[i], json_array_get(value, i), one, &where, r->fault))
            return fault_here(r, where);
    }
    return true;
}

static bool read_any(struct reading *r, const struct setting *row, json_t *value,
                     const struct slice *place)
{
    switch (row->kind) {
    case SETTING_BOOL:
        if (!json_is_boolean(value))
            return wrong_type(r, row, place, "true or false");
        *(bool *)setting_place(row, &r->scene) = json_is_true(value);
        return true;
    case SETTING_NUMBER:
        if (!json_is_number(value))
            return wrong_type(r, row, place, "a number");
        *(double *)setting_place(row, &r->scene) = json_number_value(value);
        return true;
    case SETTING_CHOICE: return read_words(r, row, value, place);
    case SETTING_TEXT: return read_text(r, row, value, place);
    case SETTING_BOX: return read_box(r, row, value, place);
    case SETTING_POINT: return read_point(r, row, value, place);
    case SETTING_NUMBERS: return read_list(r, row, value, place);
    case SETTING_PARAMETERS: return read_parameters(r, row, value, place);
    case SETTING_RUNS: return read_runs(r, row, value, place);
    case SETTING_FORKS: return read_forks(r, row, value, place);
    case SETTING_RUN: return read_run(r, setting_place(row, &r->scene), value, *place);
    }
    return false;
}

static bool read_settings(struct reading *r, json_t *root)
{
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        const struct setting *row = &schema[i];
        json_t *value = json_object_get(root, row->key);
        if (!value)
            continue;
        if (!read_any(r, row, value, &r->where[i]))
            return false;
        if (!setting_check(row, &r->scene, r->fault))
            return fault_here(r, r->where[i].at);
        setting_follow(row, &r->scene);
    }
    return scene_check(&r->scene, r->fault) || fault_here(r, r->all.at);
}

static bool keep_unknown(struct reading *r, const char *name, struct slice key,
                         struct slice value)
{
    if (!r->note.text[0]) {
        const char *near = schema_nearest(name);
        fault_at(&r->note, 0, "I don't know \"%.40s\" and keep it%s%s%s", name,
                 near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
        text_place(r->text, key.at, &r->note.line, &r->note.column);
    }
    text_add(&r->extra, r->extra.count ? ",\n  " : "");
    text_add_bytes(&r->extra, key.at, (size_t)(key.end - key.at));
    text_add(&r->extra, ": ");
    text_add_bytes(&r->extra, value.at, (size_t)(value.end - value.at));
    if (r->extra.count <= SCENE_EXTRA_MOST)
        return true;
    fault_at(r->fault, 0, "more than 64 KiB of settings that I don't know");
    return fault_here(r, key.at);
}

// jansson keeps members in the order of the text: the n-th is the n-th slice.
static bool find_places(struct reading *r, json_t *root)
{
    struct slice rest = r->all, key, value;
    for (void *at = json_object_iter(root); at; at = json_object_iter_next(root, at)) {
        const char *name = json_object_iter_key(at);
        const struct setting *row = schema_find(name);
        if (!slice_member(&rest, &key, &value))
            break;
        if (row)
            r->where[row - schema] = value;
        else if (strcmp(name, "version") != 0 && !keep_unknown(r, name, key, value))
            return false;
    }
    return true;
}

static bool check_version(struct reading *r, json_t *root)
{
    struct slice rest = r->all, key, value = r->all;
    json_t *version = json_object_get(root, "version");
    for (void *at = json_object_iter(root); at; at = json_object_iter_next(root, at))
        if (slice_member(&rest, &key, &value)
            && strcmp(json_object_iter_key(at), "version") == 0)
            break;
    double number = json_number_value(version);
    if (!version)
        fault_at(r->fault, 0, "a scene needs \"version\": %d", SCENE_VERSION);
    else if (!json_is_number(version) || number < 1 || number != floor(number))
        fault_at(r->fault, 0, "version must be %d", SCENE_VERSION);
    else if (number > SCENE_VERSION)
        fault_at(r->fault, 0, "this scene is from a newer Nablascope "
                 "(version %.0f, I know %d)", number, SCENE_VERSION);
    else
        return true;
    return fault_here(r, version ? value.at : r->all.at);
}

static bool read_object(struct reading *r, json_t *root)
{
    if (!json_is_object(root)) {
        fault_at(r->fault, 0, "a scene is a JSON object, { … }");
        return fault_here(r, r->all.at);
    }
    if (!check_version(r, root))
        return false;
    if (!json_object_get(root, "formula")) {
        fault_at(r->fault, 0, "a scene needs a formula");
        return fault_here(r, r->all.at);
    }
    return find_places(r, root) && read_settings(r, root);
}

static const char *why_no_json(const json_error_t *error)
{
    switch (json_error_code(error)) {
    case json_error_premature_end_of_input:
        return "the file ends too early, before its last }";
    case json_error_end_of_input_expected:
        return "after the last } nothing may follow";
    case json_error_invalid_utf8:
        return "this is not UTF-8 text";
    case json_error_duplicate_key:
        return "this key stands here twice";
    case json_error_numeric_overflow:
        return "this number is too large";
    case json_error_stack_overflow:
        return "this is nested too deeply";
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return "a zero character cannot be part of a text";
    default:
        return NULL;
    }
}

static json_t *read_json(const char *text, size_t length, json_error_t *error)
{
    *error = (json_error_t){0};
    return json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY
                                    | JSON_DECODE_INT_AS_REAL, error);
}

// jansson 2.14 overlooks memory that runs out in the middle of a token and goes on with
// a shorter one.  What comes out the same a second time is right.
static bool same_again(const json_t *root, const json_error_t *error, const char *text,
                       size_t length)
{
    json_error_t error_again;
    json_t *again = read_json(text, length, &error_again);
    bool same = root ? again && json_equal(root, again)
                     : !again && error->text[0]
                           && strcmp(error->text, error_again.text) == 0;
    json_decref(again);
    return same;
}

static bool fault_of_json(struct fault *fault, const json_error_t *error)
{
    const char *why = why_no_json(error);
    const char *near = strstr(error->text, " near ");
    int length = near ? (int)(near - error->text) : (int)strlen(error->text);
    if (why)
        fault_at(fault, 0, "%s", why);
    else
        fault_at(fault, 0, "this is not JSON: %.*s", length, error->text);
    if (fault) {
        fault->line = error->line > 0 ? error->line : 1;
        fault->column = error->column > 0 ? error->column : 1;
        if (json_error_code(error) == json_error_invalid_utf8 && error->column > 0)
            fault->column++;                    // jansson names the last good one
    }
    return false;
}

static struct slice whole_object(const char *text, size_t length)
{
    struct slice all = {text, text + length};
    while (all.at < all.end && strchr(" \t\r\n", *all.at))
        all.at++;
    return all;
}

static void hand_over(struct reading *r, struct scene *scene, struct scene_extra *extra)
{
    *scene = r->scene;
    if (!extra)
        return;
    text_free(&extra->members);
    extra->members = r->extra;
    extra->note = r->note;
    r->extra = (struct text){0};
}

bool scene_read(struct scene *scene, struct scene_extra *extra, const char *text,
                size_t length, struct fault *fault)
{
    size_t mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    text += mark, length -= mark;
    json_error_t error;
    json_t *root = read_json(text, length, &error);
    if (!same_again(root, &error, text, length))
        return json_decref(root), fault_memory(fault);
    if (!root)
        return fault_of_json(fault, &error);
    struct reading r = {.text = text, .all = whole_object(text, length),
                        .scene = scene_defaults(), .fault = fault};
    bool done = read_object(&r, root);
    if (r.extra.failed)
        done = fault_memory(fault);
    if (done)
        hand_over(&r, scene, extra);
    text_free(&r.extra);
    json_decref(root);
    return done;
}

void scene_write(struct text *out, const struct scene *scene,
                 const struct scene_extra *extra)
{
    text_addf(out, "{\n  \"version\": %d", SCENE_VERSION);
    for (int i = 0; i < SCHEMA_ROWS; i++) {
        text_addf(out, ",\n  \"%s\": ", schema[i].key);
        setting_json(out, &schema[i], scene);
    }
    if (extra && extra->members.count) {
        text_add(out, ",\n  ");
        text_add_bytes(out, extra->members.at, extra->members.count);
    }
    text_add(out, "\n}\n");
}

bool scene_load(const char *path, struct scene *scene, struct scene_extra *extra,
                struct fault *fault)
{
    struct text text = {0};
    bool done = file_read(path, SCENE_FILE_MOST, &text, fault)
                && scene_read(scene, extra, text_or_empty(&text), text.count, fault);
    text_free(&text);
    return done;
}

bool scene_save(const char *path, const struct scene *scene,
                const struct scene_extra *extra, struct fault *fault)
{
    struct text text = {0};
    scene_write(&text, scene, extra);
    bool done = text.failed ? fault_memory(fault)
                            : file_save(path, text.at, text.count, fault);
    text_free(&text);
    return done;
}

void scene_extra_free(struct scene_extra *extra)
{
    text_free(&extra->members);
    *extra = (struct scene_extra){0};
}
