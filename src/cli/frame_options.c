// SPDX-License-Identifier: MIT
#include "cli/frame_options.h"

#include "cli/values.h"

#include <string.h>

// Digits alone; NULL: there are none, or too many.
static const char *read_whole(const char *at, size_t *out)
{
    const char *start = at;
    for (*out = 0; *at >= '0' && *at <= '9'; at++)
        *out = *out > FRAMES_MOST ? *out : *out * 10 + (size_t)(*at - '0');
    return at > start && *out <= FRAMES_MOST ? at : NULL;
}

bool frame_options_range(struct frame_options *o, const char *value, struct fault *fault)
{
    const char *at = read_whole(value, &o->first);
    o->last = o->first;
    if (at && strncmp(at, "..", 2) == 0)
        at = read_whole(at + 2, &o->last);
    o->some = o->ranged = true;
    return (at && !*at && o->first <= o->last)
           || fault_at(fault, 0, "--frames takes A..B, both included, as in 0..25");
}

bool frame_options_sweep(struct frame_options *o, const char *value, struct fault *fault)
{
    o->some = true;
    if (o->sweeps == FRAMES_SWEEPS)
        return fault_at(fault, 0, "%d sweeps are the most", FRAMES_SWEEPS);
    return sweep_read(&o->sweep[o->sweeps++], value, fault);
}

bool frame_options_count(struct frame_options *o, const char *value, struct fault *fault)
{
    const char *end = read_whole(value, &o->pace.count);
    o->some = true;
    return (end && !*end && o->pace.count >= 1)
           || fault_at(fault, 0, "--count must be a whole number from 1 to %d", FRAMES_MOST);
}

bool frame_options_fps(struct frame_options *o, const char *value, struct fault *fault)
{
    o->some = true;
    if (!values_read("--fps", "a number", value, &o->pace.fps, 1, fault))
        return false;
    return (o->pace.fps >= 0.01 && o->pace.fps <= 1000)
           || fault_at(fault, 0, "--fps must be from 0.01 to 1000");
}

bool frame_options_duration(struct frame_options *o, const char *value,
                            struct fault *fault)
{
    o->some = true;
    if (!values_read("--duration", "seconds", value, &o->pace.duration, 1, fault))
        return false;
    return (o->pace.duration > 0 && o->pace.duration <= 1e6)
           || fault_at(fault, 0, "--duration must be above 0, at most 1e6 seconds");
}

bool frame_options_plan(struct frame_options *o, const struct scene *scene,
                        struct frames *out, struct fault *fault)
{
    double longest = frames_longest(scene);
    if (longest < 0)
        return fault_memory(fault);
    if (!frames_make(out, scene, o->sweep, o->sweeps, o->pace, longest, fault))
        return false;
    if (!o->ranged)
        o->last = out->count - 1;
    return o->last < out->count
           || fault_at(fault, 0, "there are frames 0 to %zu, not %zu; --count makes more "
                       "of them", out->count - 1, o->last);
}
