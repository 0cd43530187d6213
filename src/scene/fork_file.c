// SPDX-License-Identifier: MIT
#include "scene/fork_file.h"

#include <jansson.h>
#include <math.h>

static bool fault_no_fork(struct fault *fault)
{
    return fault_at(fault, 0, "a fork is an object such as {\"run\": \"A\", \"at\": 12, "
                              "\"then\": {\"start\": [0, 0], \"method\": \"gd\", "
                              "\"lr\": 0.3}}");
}

static bool read_run_and_step(struct scene_fork *out, const json_t *value)
{
    const char *letter = json_string_value(json_object_get(value, "run"));
    double step = json_number_value(json_object_get(value, "at"));
    if (!letter || !letter[0] || letter[1] || letter[0] < 'A'
        || letter[0] >= 'A' + SCENE_RUNS || !(step >= 1 && step < DESCENT_STEPS)
        || step != floor(step))
        return false;
    out->run = letter[0] - 'A';
    out->at = (int)step;
    return true;
}

bool fork_read(struct scene_fork *out, json_t *value, struct slice object,
               const char **place, struct fault *fault)
{
    json_t *then = json_object_get(value, "then");
    struct slice rest = object, key, at = object;
    *place = object.at;
    if (json_object_size(value) != 3 || !then || !read_run_and_step(out, value))
        return fault_no_fork(fault);
    for (void *i = json_object_iter(value); slice_member(&rest, &key, &at);
         i = json_object_iter_next(value, i))
        if (json_object_iter_value(i) == then)
            break;
    return run_read(&out->then, then, at, place, fault);
}

void fork_write(struct text *out, const struct scene_fork *fork)
{
    text_addf(out, "{\"run\": \"%c\", \"at\": %d, \"then\": ", 'A' + fork->run,
              fork->at);
    run_write(out, &fork->then);
    text_add(out, "}");
}

void fork_json_schema(struct text *out)
{
    text_add(out, "{\"type\": \"object\", \"required\": [\"run\", \"at\", \"then\"], "
                  "\"additionalProperties\": false, \"properties\": {\"run\": "
                  "{\"enum\": [");
    for (int i = 0; i < SCENE_RUNS; i++)
        text_addf(out, "%s\"%c\"", i ? ", " : "", 'A' + i);
    text_addf(out, "]}, \"at\": {\"type\": \"integer\", \"minimum\": 1, "
                   "\"maximum\": %d}, \"then\": {", DESCENT_STEPS - 1);
    run_json_schema(out, "\"object\"");
    text_add(out, "}}}");
}
