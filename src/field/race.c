// SPDX-License-Identifier: MIT
#include "field/race.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool arrived(const struct lane *lane, int step)
{
    return lane->reached >= 0 && lane->reached <= step;
}

// NaN is the worst.
static double height(const struct lane *lane, int step)
{
    int last = (int)lane->path->rows.count - 1;
    double f = lane->path->rows.at[step < last ? step : last].f;
    return isnan(f) ? INFINITY : lane->ascend ? -f : f;
}

static bool ahead(const struct lane *a, const struct lane *b, int step)
{
    if (arrived(a, step) != arrived(b, step))
        return arrived(a, step);
    if (arrived(a, step) && a->reached != b->reached)
        return a->reached < b->reached;
    return height(a, step) < height(b, step);
}

void race_places(const struct lane *lane, int lanes, int step, int out[RACE_LANES])
{
    for (int i = 0; i < lanes; i++) {
        int place = i;
        for (; place > 0 && ahead(&lane[i], &lane[out[place - 1]], step); place--)
            out[place] = out[place - 1];
        out[place] = i;
    }
}

static void add(char out[RACE_WORDS], const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add(char out[RACE_WORDS], const char *format, ...)
{
    size_t length = strlen(out);
    va_list values;
    va_start(values, format);
    vsnprintf(out + length, RACE_WORDS - length, format, values);
    va_end(values);
}

void race_words(char out[RACE_WORDS], const struct lane *lane, int lanes,
                const char *target, int steps)
{
    int place[RACE_LANES], count = 0;
    race_places(lane, lanes, DESCENT_STEPS, place);
    snprintf(out, RACE_WORDS, "On this function from this start: ");
    for (; count < lanes && lane[place[count]].reached >= 0; count++) {
        int reached = lane[place[count]].reached;
        add(out, "%s%s %d%s", count ? ", " : "", lane[place[count]].name, reached,
            count ? "" : reached == 1 ? " step" : " steps");
    }
    if (count == 0)
        add(out, "none of them reaches %s", target);
    if (count > 0 && count < lanes)
        add(out, "; not within %d", steps);
    for (int i = count; i < lanes && count > 0; i++)
        add(out, "%s %s", i == count ? ":" : ",", lane[place[i]].name);
    add(out, ".");
}

static bool has_value(const struct lane *lane)
{
    return !isnan(lane->path->rows.at[lane->path->rows.count - 1].f);
}

void race_words_aimless(char out[RACE_WORDS], const struct lane *lane, int lanes,
                        const char *missing)
{
    static const char *const ends[] = {"ended where f has no value", "lowest in the end",
                                       "highest in the end"};
    int place[RACE_LANES], before = -1;
    race_places(lane, lanes, DESCENT_STEPS, place);
    snprintf(out, RACE_WORDS, "On this function from this start %s", missing);
    bool level = lanes > 1 && has_value(&lane[place[0]])
                 && !ahead(&lane[place[0]], &lane[place[lanes - 1]], DESCENT_STEPS);
    if (level)
        add(out, "; all end at the same f");
    for (int i = 0; i < lanes && !level; i++) {
        const struct lane *at = &lane[place[i]];
        int end = !has_value(at) ? 0 : 1 + at->ascend;
        if (end == before)
            add(out, ", %s", at->name);
        else
            add(out, "; %s: %s", ends[end], at->name);
        before = end;
    }
    add(out, ".");
}
