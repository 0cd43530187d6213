// SPDX-License-Identifier: MIT
#include "draw/plan.h"

#include "base/array.h"
#include "draw/anchor.h"
#include "draw/halo.h"

struct planner {
    struct plan *plan;
    const struct picture *picture;
    const struct font *font;
    double scale;
    struct area image;          // all there is
    struct area clip;           // where drawing is allowed now
};

static const double widest = 1e5;           // pixels, of a pen

static int cut_off(double value, int least, int most)
{
    return value > least ? value < most ? (int)value : most : least;
}

static int whole(double value, int least, int most)
{
    return cut_off(floor(value + 0.5), least, most);
}

// The pixels of the clip that bounds (in points, grown by pixels) may touch.
static struct area touched(const struct planner *to, rect bounds, double grown)
{
    struct area c = to->clip;
    return (struct area){
        cut_off(floor(bounds.x0 * to->scale - grown), c.x0, c.x1),
        cut_off(floor(bounds.y0 * to->scale - grown), c.y0, c.y1),
        cut_off(ceil(bounds.x1 * to->scale + grown), c.x0, c.x1),
        cut_off(ceil(bounds.y1 * to->scale + grown), c.y0, c.y1)};
}

static bool empty(struct area a)
{
    return a.x0 >= a.x1 || a.y0 >= a.y1;
}

static box window_of(struct area a, double grown)
{
    return (box){a.x0 - grown, a.x1 + grown, a.y0 - grown, a.y1 + grown};
}

static void plan_stroke(struct planner *to, const struct item *item)
{
    const struct pen *pen = &item->pen;
    double width = fmin(pen->width * to->scale, widest), radius = fmax(width, 1) / 2;
    struct job job = {.kind = JOB_STROKE, .color = pen->color,
                      .brush = {(float)radius, (float)fmin(width, 1)},
                      .first = to->plan->segments.count,
                      .area = touched(to, item->bounds, 1)};
    if (empty(job.area) || job.color.a == 0)
        return;
    struct way way = {.scale = to->scale, .window = window_of(job.area, radius + 1),
                      .dash = pen->dash * to->scale, .gap = pen->gap * to->scale, .radius = radius,
                      .butt = pen->cap == CAP_BUTT, .closed = item->closed};
    const pt *points = to->picture->points.at + item->first;
    segments_stroke(&to->plan->segments, points, item->count, &way);
    job.end = to->plan->segments.count;
    array_push(&to->plan->jobs, job);
}

// A disc is a dot of the brush: a line to itself.
static void plan_disc(struct planner *to, const struct item *item)
{
    pt center = to->picture->points.at[item->first];
    double width = 2 * item->radius * to->scale, faded = fmin(width, 1);
    struct job job = {.kind = JOB_STROKE, .color = item->color,
                      .brush = {(float)fmax(width, 1) / 2, (float)(faded * faded)},
                      .first = to->plan->segments.count,
                      .area = touched(to, item->bounds, 1)};
    if (empty(job.area) || job.color.a == 0 || width > 1e6)
        return;
    pt at = {(float)(center.x * to->scale), (float)(center.y * to->scale)};
    array_push(&to->plan->segments, (struct segment){.a = at, .b = at});
    job.end = to->plan->segments.count;
    array_push(&to->plan->jobs, job);
}

static bool upright_box(const pt *p, size_t count)
{
    return count == 4 && ((p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y
                           && p[3].x == p[0].x)
                          || (p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x
                              && p[3].y == p[0].y));
}

static rect pixels_of(const struct planner *to, rect r)
{
    box w = window_of(to->image, 0);
    return (rect){(float)fmin(fmax(r.x0 * to->scale, w.x0), w.x1),
                  (float)fmin(fmax(r.y0 * to->scale, w.y0), w.y1),
                  (float)fmin(fmax(r.x1 * to->scale, w.x0), w.x1),
                  (float)fmin(fmax(r.y1 * to->scale, w.y0), w.y1)};
}

static void plan_fill(struct planner *to, const struct item *item)
{
    const pt *points = to->picture->points.at + item->first;
    struct job job = {.kind = JOB_POLYGON, .color = item->color,
                      .first = to->plan->segments.count,
                      .area = touched(to, item->bounds, 0)};
    if (empty(job.area) || job.color.a == 0)
        return;
    if (upright_box(points, item->count)) {
        job.kind = JOB_BOX;
        job.box = pixels_of(to, item->bounds);
    } else {
        struct way way = {.scale = to->scale, .window = window_of(job.area, 0)};
        segments_fill(&to->plan->segments, points, item->count, &way);
    }
    job.end = to->plan->segments.count;
    array_push(&to->plan->jobs, job);
}

static struct area part_of(struct area a, int left, int top, int width, int height)
{
    return (struct area){cut_off(left, a.x0, a.x1), cut_off(top, a.y0, a.y1),
                         cut_off((double)left + width, a.x0, a.x1),
                         cut_off((double)top + height, a.y0, a.y1)};
}

static void plan_cover(struct planner *to, struct cover cover, rgba color, pt origin)
{
    cover.left += (int)origin.x;
    cover.top += (int)origin.y;
    struct job job = {.kind = JOB_COVER, .color = color, .cover = cover,
                      .area = part_of(to->clip, cover.left, cover.top, cover.width,
                                      cover.height)};
    if (!empty(job.area) && color.a)
        array_push(&to->plan->jobs, job);
}

static void plan_text(struct planner *to, const struct item *item)
{
    const struct type *type = &item->text.type;
    const char *text = to->picture->chars.at + item->text.at;
    pt at = to->picture->points.at[item->first];
    float scale = (float)to->scale;
    if (empty(touched(to, item->bounds, 1)))
        return;
    struct cover letters, halo;
    if (!to->font->cover(to->font->self, type->face, type->size * scale, type->angle, text,
                         &letters)) {
        to->plan->failed = true;
        return;
    }
    pt offset = anchor_turned(anchor_offset(to->font, type, scale, text), type->angle);
    pt origin = {floorf(at.x * scale + offset.x + 0.5f),
                 floorf(at.y * scale + offset.y + 0.5f)};
    if (!(fabsf(origin.x) < 1e6f) || !(fabsf(origin.y) < 1e6f))
        return;
    if (type->halo > 0) {
        if (halo_grow(&to->plan->arena, &letters, type->halo * scale, &halo))
            plan_cover(to, halo, type->halo_color, origin);
        else
            to->plan->failed = true;
    }
    plan_cover(to, letters, type->color, origin);
}

// An image whose place is its own size in pixels is copied, never resampled.
static void plan_image(struct planner *to, const struct item *item)
{
    struct job job = {.kind = JOB_IMAGE};
    rect r = item->bounds;
    const int far = 1 << 20;
    int left = whole(r.x0 * to->scale, -far, far), top = whole(r.y0 * to->scale, -far, far);
    int right = whole(r.x1 * to->scale, -far, far);
    int bottom = whole(r.y1 * to->scale, -far, far);
    job.image.from = item->image;
    job.image.left = left;
    job.image.top = top;
    job.image.width = right - left;
    job.image.height = bottom - top;
    job.area = part_of(to->clip, left, top, right - left, bottom - top);
    if (!empty(job.area))
        array_push(&to->plan->jobs, job);
}

static void plan_clip(struct planner *to, rect r)
{
    struct area a = to->image;
    to->clip = (struct area){whole(r.x0 * to->scale, a.x0, a.x1),
                             whole(r.y0 * to->scale, a.y0, a.y1),
                             whole(r.x1 * to->scale, a.x0, a.x1),
                             whole(r.y1 * to->scale, a.y0, a.y1)};
}

static void plan_item(struct planner *to, const struct item *item)
{
    switch (item->kind) {
    case ITEM_STROKE: plan_stroke(to, item); break;
    case ITEM_FILL: plan_fill(to, item); break;
    case ITEM_DISC: plan_disc(to, item); break;
    case ITEM_TEXT: plan_text(to, item); break;
    case ITEM_IMAGE: plan_image(to, item); break;
    case ITEM_CLIP: plan_clip(to, item->bounds); break;
    case ITEM_GROUP: break;
    }
}

bool plan_make(struct plan *plan, const struct picture *p, struct area image, float scale,
               const struct font *font)
{
    struct planner to = {plan, p, font, scale, image, image};
    for (size_t i = 0; i < p->items.count && !plan->failed; i++)
        plan_item(&to, &p->items.at[i]);
    plan->failed |= plan->jobs.failed || segments_failed(&plan->segments);
    return !plan->failed;
}

void plan_clear(struct plan *plan)
{
    plan->jobs.count = 0;
    plan->jobs.failed = plan->failed = false;
    segments_clear(&plan->segments);
    plan->segments.failed = plan->segments.flats.failed = false;
    arena_clear(&plan->arena);
}

void plan_free(struct plan *plan)
{
    array_free(&plan->jobs);
    segments_free(&plan->segments);
    arena_free(&plan->arena);
    plan->failed = false;
}
