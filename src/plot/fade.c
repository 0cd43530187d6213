// SPDX-License-Identifier: MIT
#include "plot/fade.h"

#include <string.h>

static const float least_piece = 3;             // u: less is a speck, not a line

// Of equal steps: a multiple of 5 steps stands beside such multiples, one of 25 beside
// those, and so on, as far as f goes: a wave crosses a level again that much later.
static double equal_gap(const struct levels *levels, int level)
{
    double gap = levels->step, most = levels->high - levels->low;
    double k = round(levels->value[level] / gap);
    while (gap < most && fmod(k, 5) == 0) {
        gap *= 5;
        k /= 5;
    }
    return fmin(gap, most);
}

// Distance in f to the nearest other level that would be drawn beside this one.
static double level_gap(const struct levels *levels, int level)
{
    bool major = levels->major[level];
    double gap = INFINITY;
    if (levels->family == LEVELS_EQUAL)
        return equal_gap(levels, level);
    for (int step = -1; step <= 1; step += 2) {
        int i = level + step;
        while (i >= 0 && i < levels->count && major && !levels->major[i])
            i += step;
        if (i >= 0 && i < levels->count)
            gap = fmin(gap, fabs(levels->value[i] - levels->value[level]));
    }
    return gap;
}

// How strongly a line shows, 0 … FADES, when its neighbour is `gap` pixels away.
static int fade_at(double gap, bool major, float u)
{
    float gone = (major ? 0.5f : 0.9f) * u, whole = (major ? 0.9f : 1.6f) * u;
    double t = (gap - gone) / (whole - gone);
    return t >= 1 ? FADES : t > 0 ? (int)ceil(t * (FADES - 1)) : 0;
}

// What is left of a line beside a place where it has faded away must still be a line.
static void drop_specks(struct fades *out, const struct model *m, const vec2 *points,
                        float u)
{
    unsigned char *fade = out->at;
    size_t count = out->count, first = 0;
    for (size_t i = 0; i < count; i++) {
        if (fade[i] == 0) {
            first = i + 1;
            continue;
        }
        bool ends = i + 1 == count || fade[i + 1] == 0;
        uint32_t piece = (uint32_t)(i - first + 2);
        if (ends && piece <= count && camera_length(&m->camera, points + first, piece) < least_piece * u)
            memset(fade + first, 0, i + 1 - first);
    }
}

void fade_line(struct fades *out, const struct model *m, const struct contour_line *line,
               float u)
{
    const double *steep = m->steepness.at + line->first;
    bool major = m->levels.major[line->level];
    double gap = level_gap(&m->levels, line->level);
    out->count = 0;
    for (uint32_t i = 0; i + 1 < line->count; i++) {
        double steepest = fmax(steep[i], steep[i + 1]);
        int fade = isnan(steepest) ? FADES : fade_at(gap / steepest, major, u);
        array_push(out, (unsigned char)fade);
    }
    drop_specks(out, m, m->contours.points.at + line->first, u);
}
