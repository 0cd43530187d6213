// SPDX-License-Identifier: MIT
#include "plot/annotation.h"

#include "base/number.h"
#include "base/stamp.h"
#include "plot/arrow.h"
#include "plot/basin_layer.h"
#include "plot/fade.h"

#include <stdlib.h>

// The value with few digits, as long as they tell it from its neighbours.
static double with_few_digits(double value, double gap)
{
    for (int digits = 4; digits < 15; digits++) {
        double power = pow(10, digits - 1 - floor(log10(fabs(value))));
        double rounded = round(value * power) / power;
        if (isfinite(rounded) && fabs(rounded - value) < gap / 20)
            return rounded;
    }
    return value;
}

const char *annotation_level(char out[40], const struct levels *levels, int level)
{
    double value = levels->value[level], gap = INFINITY;
    if (level > 0)
        gap = value - levels->value[level - 1];
    if (level + 1 < levels->count)
        gap = fmin(gap, levels->value[level + 1] - value);
    bool given = levels->family == LEVELS_GIVEN && value != 0;
    return number_round(out, given ? with_few_digits(value, gap) : value);
}

enum { BOXES_FIXED = AXES_TICKS + 2, BOXES = BOXES_FIXED + NOTES_MOST + NOTES_BOXES };

// Boxes of what stands where it stands, in the coordinates of the picture.
static int boxes_fixed(const struct annotation *a, float apart, rect *out)
{
    int count = 0;
    for (int i = 0; i < a->axes.ticks; i++)
        out[count++] = rect_grown(a->axes.tick[i].box, apart);
    if (a->key.items)
        out[count++] = rect_grown(a->key.box, apart);
    if (a->progress.x1 > a->progress.x0)
        out[count++] = rect_grown(a->progress, apart);
    return count;
}

// The boxes that labels keep out of, in the coordinates of the map.
static int boxes_taken(const struct annotation *a, rect map, float apart,
                       rect out[BOXES])
{
    int count = boxes_fixed(a, apart, out);
    for (int i = 0; i < a->notes.count; i++)
        out[count++] = rect_grown(a->notes.note[i].box, apart / 2);
    for (int i = 0; i < a->notes.marks; i++)
        out[count++] = rect_grown(a->notes.mark[i], apart / 2);
    for (int i = 0; i < count; i++) {
        out[i].x0 -= map.x0, out[i].x1 -= map.x0;
        out[i].y0 -= map.y0, out[i].y1 -= map.y0;
    }
    return count;
}

static int covered(const struct notes *n, rect r)
{
    int count = 0;
    for (int i = 0; i < n->marks; i++)
        count += rect_overlaps(n->mark[i], r);
    return count;
}

int annotation_boxes(const struct annotation *a, rect map, rect out[ANNOTATION_BOXES])
{
    int count = boxes_fixed(a, 0, out);
    for (size_t i = 0; i < a->labels.count && count < ANNOTATION_BOXES; i++) {
        const struct label *l = &a->labels.at[i];
        float half = hypotf(l->width, l->height) / 2;
        pt at = {l->at.x + map.x0, l->at.y + map.y0};
        out[count++] = rect_grown((rect){at.x, at.y, at.x, at.y}, half);
    }
    return count;
}

// The corner where the key hides the fewest starts, ends and critical points.
static void choose_corner(struct key *key, const struct notes *n, rect map, float em)
{
    rect at = key->box;
    float right = map.x1 - em / 2 - at.x1, up = map.y0 + em / 2 - at.y0;
    const pt way[] = {{0, 0}, {right, 0}, {right, up}, {0, up}};
    int best = 0, fewest = covered(n, at);
    for (int i = 1; i < 4 && fewest > 0; i++) {
        rect there = {at.x0 + way[i].x, at.y0 + way[i].y, at.x1 + way[i].x,
                      at.y1 + way[i].y};
        if (covered(n, there) < fewest) {
            best = i;
            fewest = covered(n, there);
        }
    }
    key_move(key, way[best].x, way[best].y);
}

// In the corner of the map, or under the key where that stands there.
static void place_progress(struct annotation *a, const struct model *m,
                           const struct scene *s, const struct layout *layout,
                           const struct font *font)
{
    a->progress = s->basins ? basin_layer_chip(m, layout, font) : (rect){0};
    if (!a->key.items || !rect_overlaps(a->progress, a->key.box))
        return;
    float down = a->key.box.y1 - a->progress.y0 + 0.3f * layout->sizes.t3;
    a->progress.y0 += down;
    a->progress.y1 += down;
}

// The key and the progress of basins stand where they stand; numbers of the axes make
// room for them.
static void drop_ticks_under(struct annotation *a, float apart)
{
    int kept = 0;
    rect key = a->key.items ? rect_grown(a->key.box, apart) : (rect){0};
    for (int i = 0; i < a->axes.ticks; i++)
        if (!rect_overlaps(a->axes.tick[i].box, key)
            && !rect_overlaps(a->axes.tick[i].box, a->progress))
            a->axes.tick[kept++] = a->axes.tick[i];
    a->axes.ticks = kept;
}

// Major levels carry numbers; all do where there are hardly any major ones.
static bool is_named(const struct levels *levels, int level)
{
    int majors = 0;
    for (int i = 0; i < levels->count; i++)
        majors += levels->major[i];
    return levels->major[level] || majors < 3;
}

struct strokes { struct stroke *at; size_t count, capacity; bool failed; };

// The arrows, in the coordinates of the map.
static void collect_arrows(struct strokes *out, const struct model *m, bool downhill)
{
    rect map = m->camera.map;
    for (size_t i = 0; i < m->quiver.arrows.count; i++) {
        struct arrow_place at = arrow_place(&m->camera, &m->quiver.arrows.at[i], downhill);
        array_push(out, (struct stroke){{at.tail.x - map.x0, at.tail.y - map.y0},
                                        {at.tip.x - map.x0, at.tip.y - map.y0}});
    }
}

static const float coarse = 6;                  // pixels between points of a path

// The paths, coarsely, in the coordinates of the map.
static void collect_trail(struct strokes *out, const struct trail *t, rect map)
{
    size_t first = 0;
    for (size_t piece = 0; piece < t->ends.count; first = t->ends.at[piece++]) {
        pt from = t->points.at[first];
        for (size_t i = first + 1; i < t->ends.at[piece]; i++) {
            pt to = t->points.at[i];
            if (hypotf(to.x - from.x, to.y - from.y) < coarse)
                continue;
            array_push(out, (struct stroke){{from.x - map.x0, from.y - map.y0},
                                            {to.x - map.x0, to.y - map.y0}});
            from = to;
        }
    }
}

// Between the major levels on both sides; 0: there are none.
static double major_gap(const struct levels *levels, int level)
{
    int below = level, above = level;
    while (below >= 0 && !levels->major[below])
        below--;
    while (above < levels->count && !levels->major[above])
        above++;
    return below < 0 || above == levels->count ? 0
                                               : levels->value[above] - levels->value[below];
}

// Of each contour point: whether the segment from there is not drawn, and the major lines
// beside it leave room for most of an em.  NULL: no memory.
static bool *find_hidden(const struct model *m, float u, float em)
{
    struct fades fades = {0};
    bool *hidden = calloc(m->contours.points.count + 1, sizeof *hidden);
    for (size_t i = 0; hidden && i < m->contours.lines.count; i++) {
        const struct contour_line *line = &m->contours.lines.at[i];
        const double *steep = m->steepness.at + line->first;
        double room = major_gap(&m->levels, line->level) / (0.9 * (double)em);
        if (room == 0)
            continue;
        fade_line(&fades, m, line, u);
        for (size_t k = 0; k < fades.count; k++)
            hidden[line->first + k] = fades.at[k] == 0 && steep[k] < room;
    }
    bool failed = fades.failed;
    array_free(&fades);
    if (!failed)
        return hidden;
    free(hidden);
    return NULL;
}

static bool place_labels(struct annotation *a, const struct model *m,
                         const struct scene *s, const struct layout *layout,
                         const struct font *font)
{
    struct strokes arrows = {0};
    float width[LEVELS_MOST] = {0}, size = layout->sizes.t3;
    for (int i = 0; i < m->levels.count; i++) {
        char text[40];
        if (is_named(&m->levels, i))
            width[i] = font->measure(font->self, FACE_CONDENSED, size,
                                     annotation_level(text, &m->levels, i)).width;
    }
    rect taken[BOXES];
    struct label_rules rules = {.width = width, .em = size,
                                .spacing = 48 * layout->sizes.u,
                                .apart = 2 * layout->sizes.u, .keep_out = taken};
    rules.middle = (rect){layout->focus.x0 - layout->map.x0,
                          layout->focus.y0 - layout->map.y0,
                          layout->focus.x1 - layout->map.x0,
                          layout->focus.y1 - layout->map.y0};
    rules.keep_outs = boxes_taken(a, layout->map, 0.6f * size, taken);
    collect_arrows(&arrows, m, s->downhill);
    for (int i = 0; i < s->runs; i++)
        collect_trail(&arrows, &a->notes.trail[i], layout->map);
    rules.avoid = arrows.at;
    rules.avoids = (int)arrows.count;
    rules.off = layout->sizes.head_width / 2;
    bool *hidden = find_hidden(m, layout->sizes.u, size);
    rules.hidden = hidden;
    bool done = !arrows.failed && hidden
                && labels_place(&a->labels, &m->contours, &m->levels,
                                camera_view(&m->camera), &rules);
    array_free(&arrows);
    free(hidden);
    return done;
}

// Of all that the labels depend on.
static uint64_t stamp_of(const struct annotation *a, const struct model *m,
                         const struct scene *s, float size)
{
    double made_of[] = {s->contours, s->labels, s->downhill, size};
    uint64_t stamp = stamp_bytes(m->stamps.contours, made_of, sizeof made_of);
    stamp = stamp_bytes(stamp, &m->stamps.quiver, sizeof m->stamps.quiver);
    stamp = stamp_bytes(stamp, &a->key.box, sizeof a->key.box);
    stamp = stamp_bytes(stamp, &a->progress, sizeof a->progress);
    for (int i = 0; i < a->axes.ticks; i++)
        stamp = stamp_bytes(stamp, &a->axes.tick[i].box, sizeof a->axes.tick[i].box);
    for (int i = 0; i < a->notes.count; i++)
        stamp = stamp_bytes(stamp, &a->notes.note[i].box, sizeof a->notes.note[i].box);
    stamp = stamp_bytes(stamp, a->notes.mark,
                        sizeof *a->notes.mark * (size_t)a->notes.marks);
    for (int i = 0; i < s->runs; i++)
        stamp = stamp_bytes(stamp, &m->stamps.path[i], sizeof m->stamps.path[i]);
    return stamp;
}

bool annotation_update(struct annotation *a, const struct model *m,
                       const struct scene *s, const struct layout *layout,
                       const struct font *font, bool clean)
{
    bool axes = s->axes && !clean;
    a->axes = axes ? axes_make(&m->camera, &layout->sizes, font, s->frame)
                   : (struct axes){.frame = s->frame};
    float em = layout->sizes.t3, above = axes ? a->axes.across + 0.3f * em : em;
    a->key = s->key ? key_make(m, s, layout, font, above) : (struct key){0};
    rect taken[BOXES_FIXED];
    if (!notes_trace(&a->notes, m, s, layout, INFINITY))
        return false;
    if (a->key.items && !s->frame)
        choose_corner(&a->key, &a->notes, layout->map, em);
    place_progress(a, m, s, layout, font);
    drop_ticks_under(a, 0.2f * em);
    int takens = boxes_fixed(a, 0.2f * em, taken);
    notes_place(&a->notes, m, s, layout, font, taken, takens);
    uint64_t stamp = stamp_of(a, m, s, em);
    if (stamp == a->stamp)
        return true;
    a->labels.count = 0;
    bool placed = !s->contours || !s->labels || place_labels(a, m, s, layout, font);
    a->stamp = placed ? stamp : 0;
    return placed;
}

void annotation_free(struct annotation *a)
{
    array_free(&a->labels);
    notes_free(&a->notes);
    a->stamp = 0;
}
