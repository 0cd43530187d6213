// SPDX-License-Identifier: MIT
#include "draw/svg.h"

#include "base/array.h"
#include "draw/anchor.h"
#include "draw/png.h"
#include "draw/segment.h"
#include "draw/xml.h"

static const double unit = 100;             // of a point: coordinates are whole
static const double margin = 10000;         // points around the picture that are kept

struct writer {
    struct text *out;
    const struct picture *picture;
    const struct font *font;
    struct segments segments;   // paper
    bool in_group, in_clip;
    int clips;                  // clip paths made so far
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

static void open_clip(struct writer *w)
{
    text_addf(w->out, "<g clip-path=\"url(#clip%d)\">\n", w->clips);
    w->in_clip = true;
}

static void write_clip(struct writer *w, rect r)
{
    close_one(w, &w->in_clip);
    if (!isfinite(r.x0))
        return;
    text_addf(w->out, "<clipPath id=\"clip%d\">", ++w->clips);
    write_place(w->out, "rect", r);
    text_add(w->out, "/></clipPath>\n");
    open_clip(w);
}

// Groups stand outside of clips: a clip that holds is opened again within.
static void write_group(struct writer *w, const char *name)
{
    bool clipped = w->in_clip;
    close_one(w, &w->in_clip);
    close_one(w, &w->in_group);
    if (*name) {
        text_add(w->out, "<g class=\"");
        xml_text(w->out, name);
        text_add(w->out, "\">\n");
        w->in_group = true;
    }
    if (clipped)
        open_clip(w);
}

static void write_item(struct writer *w, const struct item *item)
{
    switch (item->kind) {
    case ITEM_STROKE: write_stroke(w, item); break;
    case ITEM_FILL: write_fill(w, item); break;
    case ITEM_DISC: write_disc(w, item); break;
    case ITEM_TEXT: write_text(w, item); break;
    case ITEM_IMAGE: write_image(w, item); break;
    case ITEM_CLIP: write_clip(w, item->bounds); break;
    case ITEM_GROUP: write_group(w, w->picture->chars.at + item->name); break;
    }
}

static void write_head(struct text *out, pt size, const char *metadata)
{
    text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<svg xmlns=\"http://www.w3.org/2000/svg\""
                  " xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"");
    xml_attribute(out, "width", size.x);
    xml_attribute(out, "height", size.y);
    text_add(out, " viewBox=\"0 0 ");
    write_point(out, xml_to_hundredths(size.x), xml_to_hundredths(size.y));
    text_add(out, "\" font-family=\"DejaVu Sans, sans-serif\" xml:space=\"preserve\">\n");
    if (metadata) {
        text_add(out, "<metadata>");
        xml_text(out, metadata);
        text_add(out, "</metadata>\n");
    }
}

bool svg_write(struct text *out, const struct picture *p, const struct font *font,
               const char *metadata)
{
    struct writer w = {.out = out, .picture = p, .font = font,
                       .failed = picture_failed(p)};
    write_head(out, p->size, metadata);
    for (size_t i = 0; i < p->items.count && !w.failed && !out->failed; i++)
        write_item(&w, &p->items.at[i]);
    close_one(&w, &w.in_clip);
    close_one(&w, &w.in_group);
    text_add(out, "</svg>\n");
    bool done = !w.failed && !segments_failed(&w.segments) && !out->failed;
    segments_free(&w.segments);
    return done;
}
