// SPDX-License-Identifier: MIT
#include "plot/walk.h"

size_t walk_row(const struct path *path, double shown)
{
    return (size_t)fmin(fmax(shown, 0), (double)(path->rows.count - 1));
}

int walk_between(struct walk_place out[WALK_PLACES], const struct path *path, size_t k,
                 double apart, double end, const struct evaluator *value)
{
    const struct path_row *row = &path->rows.at[k];
    double x[WALK_PLACES], y[WALK_PLACES], f[WALK_PLACES];
    double length = row[1].walked - row->walked, far = fmin(length, end - row->walked);
    vec2 step = vec2_sub(row[1].at, row->at);
    int count = far > apart && isfinite(length) ? (int)fmin(far / apart, WALK_PLACES) : 0;
    if (count < 1)
        return 0;
    for (int i = 0; i < count; i++) {
        double t = (i + 1) * far / (count + 1);
        x[i] = row->at.x + t / length * step.x;
        y[i] = row->at.y + t / length * step.y;
        out[i].walked = row->walked + t;
    }
    evaluator_points(value, (size_t)count, x, y, (double *[PARTS]){[PART_F] = f});
    for (int i = 0; i < count; i++)
        out[i].f = f[i];
    return count;
}
