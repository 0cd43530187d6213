// SPDX-License-Identifier: MIT
#include "draw/svg.h"

#include "base/array.h"
#include "draw/anchor.h"
#include "draw/png.h"
#include "draw/segment.h"
#include "draw/xml.h"

#include <string.h>

static const double unit = 100;             // of a point: coordinates are whole
static const double margin = 10000;         // points around the picture that are kept

struct writer {
    struct text *out;
    const struct picture *picture;
    const struct font *font;
    struct segments segments;   // paper
    size_t group;               // the item that names it, if it is grouped
    rect clip;                  // not finite: none
    bool grouped, in_group, in_clip;
    struct { rect *at; size_t count, capacity; bool failed; } clips;    // made so far
    bool failed;
};

static void write_point(struct text *out, int64_t x, int64_t y)
{
    xml_hundredths(out, x);
    xml_next_hundredths(out, y);
}

// Moves on from *at by whole hundredths, so that nothing adds up.  One l does for all.
static void write_step(struct text *out, int64_t at[2], int64_t x, int64_t y, bool first)
{
    if (first) {
        text_add(out, "l");
        xml_hundredths(out, x - at[0]);
    } else {
        xml_next_hundredths(out, x - at[0]);
    }
    xml_next_hundredths(out, y - at[1]);
    at[0] = x;
    at[1] = y;
}

// Segments that follow on each other are one line; a break starts another.
static void write_segments(struct text *out, const struct segments *segments)
{
    int64_t at[2] = {0, 0};
    pt end = {NAN, NAN};
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *s = &segments->at[i];
        bool first = s->a.x != end.x || s->a.y != end.y;
        if (first) {
            at[0] = llround(s->a.x);
            at[1] = llround(s->a.y);
            text_add(out, "M");
            write_point(out, at[0], at[1]);
        }
        write_step(out, at, llround(s->b.x), llround(s->b.y), first);
        end = s->b;
    }
}

static void write_pen(struct text *out, const struct pen *pen)
{
    text_add(out, " fill=\"none\"");
    xml_color(out, "stroke", pen->color);
    xml_attribute(out, "stroke-width", pen->width);
    text_add(out, " stroke-linejoin=\"round\"");
    if (pen->cap == CAP_ROUND)
        text_add(out, " stroke-linecap=\"round\"");
    if (pen->dash > 0 && pen->gap > 0) {
        text_add(out, " stroke-dasharray=\"");
        write_point(out, xml_to_hundredths(pen->dash), xml_to_hundredths(pen->gap));
        text_add(out, "\"");
    }
}

static void write_stroke(struct writer *w, const struct item *item)
{
    pt size = w->picture->size;
    double out = margin + item->pen.width;
    struct way way = {.scale = unit, .closed = item->closed,
                      .window = {-out * unit, (size.x + out) * unit, -out * unit,
                                 (size.y + out) * unit}};
    segments_clear(&w->segments);
    segments_stroke(&w->segments, w->picture->points.at + item->first, item->count, &way);
    if (w->segments.count == 0)
        return;
    const struct segment *first = w->segments.at;
    const struct segment *last = first + w->segments.count - 1;
    text_add(w->out, "<path d=\"");
    write_segments(w->out, &w->segments);
    if (item->closed && first->a.x == last->b.x && first->a.y == last->b.y)
        text_add(w->out, "z");
    text_add(w->out, "\"");
    write_pen(w->out, &item->pen);
    text_add(w->out, "/>\n");
}

static void write_fill(struct writer *w, const struct item *item)
{
    const pt *points = w->picture->points.at + item->first;
    int64_t at[2] = {xml_to_hundredths(points[0].x), xml_to_hundredths(points[0].y)};
    text_add(w->out, "<path d=\"M");
    write_point(w->out, at[0], at[1]);
    for (uint32_t i = 1; i < item->count; i++)
        write_step(w->out, at, xml_to_hundredths(points[i].x),
                   xml_to_hundredths(points[i].y), i == 1);
    text_add(w->out, "z\"");
    xml_color(w->out, "fill", item->color);
    text_add(w->out, "/>\n");
}

static void write_disc(struct writer *w, const struct item *item)
{
    pt center = w->picture->points.at[item->first];
    text_add(w->out, "<circle");
    xml_attribute(w->out, "cx", center.x);
    xml_attribute(w->out, "cy", center.y);
    xml_attribute(w->out, "r", item->radius);
    xml_color(w->out, "fill", item->color);
    text_add(w->out, "/>\n");
}

static void write_face(struct text *out, enum face face)
{
    if (face == FACE_CONDENSED || face == FACE_CONDENSED_BOLD)
        text_add(out, " font-family=\"DejaVu Sans Condensed, DejaVu Sans, sans-serif\""
                      " font-stretch=\"condensed\"");
    if (face == FACE_BOLD || face == FACE_CONDENSED_BOLD)
        text_add(out, " font-weight=\"bold\"");
}

static void write_turn(struct text *out, float angle, pt about)
{
    text_add(out, " transform=\"rotate(");
    xml_hundredths(out, xml_to_hundredths(-angle * 180 / M_PI));
    xml_next_hundredths(out, xml_to_hundredths(about.x));
    xml_next_hundredths(out, xml_to_hundredths(about.y));
    text_add(out, ")\"");
}

static void write_halo(struct text *out, const struct type *type)
{
    xml_color(out, "stroke", type->halo_color);
    xml_attribute(out, "stroke-width", 2 * type->halo);
    text_add(out, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
}

static void write_text(struct writer *w, const struct item *item)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"",
                                          " text-anchor=\"end\""};
    const struct type *type = &item->text.type;
    const char *text = w->picture->chars.at + item->text.at;
    pt at = w->picture->points.at[item->first];
    text_add(w->out, "<text");
    xml_attribute(w->out, "x", at.x);
    xml_attribute(w->out, "y", at.y + anchor_offset(w->font, type, 1, text).y);
    xml_attribute(w->out, "font-size", type->size);
    write_face(w->out, type->face);
    text_add(w->out, anchors[type->x]);
    xml_color(w->out, "fill", type->color);
    if (type->halo > 0)
        write_halo(w->out, type);
    if (type->angle != 0)
        write_turn(w->out, type->angle, at);
    text_add(w->out, ">");
    xml_text(w->out, text);
    text_add(w->out, "</text>\n");
}

static void write_place(struct text *out, const char *element, rect r)
{
    text_addf(out, "<%s", element);
    xml_attribute(out, "x", r.x0);
    xml_attribute(out, "y", r.y0);
    xml_attribute(out, "width", r.x1 - r.x0);
    xml_attribute(out, "height", r.y1 - r.y0);
}

static void write_image(struct writer *w, const struct item *item)
{
    struct text bytes = {0};
    if (!png_bytes(&bytes, item->image, &(struct png_options){.level = 6}))
        w->failed = true;
    write_place(w->out, "image", item->bounds);
    text_add(w->out, " preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,");
    xml_base64(w->out, bytes.at, bytes.count);
    text_add(w->out, "\"/>\n");
    text_free(&bytes);
}

static void close_one(struct writer *w, bool *open)
{
    if (*open)
        text_add(w->out, "</g>\n");
    *open = false;
}

static bool same(rect a, rect b)
{
    return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1;
}

// The number of the clip path with this rectangle, from 1; a new one is written.
static size_t clip_number(struct writer *w, rect r)
{
    size_t i = 0;
    while (i < w->clips.count && !same(w->clips.at[i], r))
        i++;
    if (i == w->clips.count && array_push(&w->clips, r)) {
        text_addf(w->out, "<clipPath id=\"clip-%zu\">", i + 1);
        write_place(w->out, "rect", r);
        text_add(w->out, "/></clipPath>\n");
    }
    return i + 1;
}

// How many groups of the same name came before item `at`.
static int count_before(const struct picture *p, size_t at)
{
    int count = 0;
    const char *name = p->chars.at + p->items.at[at].name;
    for (size_t i = 0; i < at; i++)
        count += p->items.at[i].kind == ITEM_GROUP
                 && strcmp(p->chars.at + p->items.at[i].name, name) == 0;
    return count;
}

// Letters and digits stay, all else is a dash.
static void write_id(struct writer *w, const char *name, int before)
{
    text_add(w->out, " id=\"");
    for (const char *at = name; *at; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z')
                     || (*at >= '0' && *at <= '9');
        text_add_bytes(w->out, plain ? at : "-", 1);
    }
    if (before > 0)
        text_addf(w->out, "-%d", before + 1);
    text_add(w->out, "\"");
}

static void open_group(struct writer *w)
{
    const char *name = w->picture->chars.at + w->picture->items.at[w->group].name;
    text_add(w->out, "<g");
    write_id(w, name, count_before(w->picture, w->group));
    text_add(w->out, " inkscape:groupmode=\"layer\" inkscape:label=\"");
    xml_text(w->out, name);
    text_add(w->out, "\">\n");
    w->in_group = true;
}

// Groups stand outside of clips and are opened where something is drawn in them.
static void open_groups(struct writer *w)
{
    if (w->grouped && !w->in_group)
        open_group(w);
    if (!isfinite(w->clip.x0) || w->in_clip)
        return;
    size_t number = clip_number(w, w->clip);
    text_addf(w->out, "<g clip-path=\"url(#clip-%zu)\">\n", number);
    w->in_clip = true;
}

static void begin_clip(struct writer *w, rect r)
{
    close_one(w, &w->in_clip);
    w->clip = r;
}

static void begin_group(struct writer *w, size_t item)
{
    close_one(w, &w->in_clip);
    close_one(w, &w->in_group);
    w->group = item;
    w->grouped = w->picture->chars.at[w->picture->items.at[item].name] != 0;
}

static void write_item(struct writer *w, size_t number)
{
    const struct item *item = &w->picture->items.at[number];
    if (item->kind != ITEM_CLIP && item->kind != ITEM_GROUP)
        open_groups(w);
    switch (item->kind) {
    case ITEM_STROKE: write_stroke(w, item); break;
    case ITEM_FILL: write_fill(w, item); break;
    case ITEM_DISC: write_disc(w, item); break;
    case ITEM_TEXT: write_text(w, item); break;
    case ITEM_IMAGE: write_image(w, item); break;
    case ITEM_CLIP: begin_clip(w, item->bounds); break;
    case ITEM_GROUP: begin_group(w, number); break;
    }
}

static const rect everywhere = {-INFINITY, -INFINITY, INFINITY, INFINITY};

// An inch has 96 px in SVG.
static void write_head(struct text *out, pt size, const struct svg_options *options)
{
    double px = options->dpi > 0 ? 96 / options->dpi : 1;
    text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<svg xmlns=\"http://www.w3.org/2000/svg\""
                  " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                  " xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\""
                  " version=\"1.1\"");
    xml_attribute(out, "width", px * size.x);
    xml_attribute(out, "height", px * size.y);
    text_add(out, " viewBox=\"0 0 ");
    write_point(out, xml_to_hundredths(size.x), xml_to_hundredths(size.y));
    text_add(out, "\" font-family=\"DejaVu Sans, sans-serif\""
                  " style=\"font-kerning:none\" xml:space=\"preserve\">\n");
    if (!options->scene)
        return;
    text_add(out, "<metadata><nablascope:scene"
                  " xmlns:nablascope=\"https://nablascope.github.io/scene\">");
    xml_text(out, options->scene);
    text_add(out, "</nablascope:scene></metadata>\n");
}

bool svg_write(struct text *out, const struct picture *p, const struct font *font,
               const struct svg_options *options)
{
    struct writer w = {.out = out, .picture = p, .font = font, .clip = everywhere,
                       .failed = picture_failed(p)};
    write_head(out, p->size, options);
    for (size_t i = 0; i < p->items.count && !w.failed && !out->failed; i++)
        write_item(&w, i);
    close_one(&w, &w.in_clip);
    close_one(&w, &w.in_group);
    text_add(out, "</svg>\n");
    bool done = !w.failed && !segments_failed(&w.segments) && !w.clips.failed
                && !out->failed;
    segments_free(&w.segments);
    array_free(&w.clips);
    return done;
}
