// SPDX-License-Identifier: MIT
#include "draw/pdf.h"

#include "draw/anchor.h"
#include "draw/segment.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>

static const double inch = 72;
static const double margin = 10000;             // points around the picture that are kept

struct writer {
    cairo_t *cairo;
    const struct picture *picture;
    const struct font *font;
    struct segments segments;
    FT_Library library;
    FT_Face face[FACES];
    cairo_font_face_t *drawn[FACES];
    bool clipped, failed;
};

static void ink(const struct writer *w, rgba c)
{
    cairo_set_source_rgba(w->cairo, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

static void use_pen(const struct writer *w, const struct pen *pen)
{
    double dashes[] = {pen->dash, pen->gap};
    ink(w, pen->color);
    cairo_set_line_width(w->cairo, pen->width);
    cairo_set_line_join(w->cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(w->cairo, pen->cap == CAP_ROUND ? CAIRO_LINE_CAP_ROUND
                                                       : CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(w->cairo, dashes, pen->dash > 0 && pen->gap > 0 ? 2 : 0, 0);
}

static void trace_segments(const struct writer *w)
{
    pt end = {NAN, NAN};
    for (size_t i = 0; i < w->segments.count; i++) {
        const struct segment *s = &w->segments.at[i];
        if (s->a.x != end.x || s->a.y != end.y)
            cairo_move_to(w->cairo, s->a.x, s->a.y);
        cairo_line_to(w->cairo, s->b.x, s->b.y);
        end = s->b;
    }
}

static void draw_stroke(struct writer *w, const struct item *item)
{
    pt size = w->picture->size;
    double out = margin + item->pen.width;
    struct way way = {.scale = 1, .closed = item->closed,
                      .window = {-out, size.x + out, -out, size.y + out}};
    segments_clear(&w->segments);
    segments_stroke(&w->segments, w->picture->points.at + item->first, item->count, &way);
    if (w->segments.count == 0)
        return;
    const struct segment *first = w->segments.at;
    const struct segment *last = first + w->segments.count - 1;
    trace_segments(w);
    if (item->closed && first->a.x == last->b.x && first->a.y == last->b.y)
        cairo_close_path(w->cairo);
    use_pen(w, &item->pen);
    cairo_stroke(w->cairo);
}

// Cairo counts in 24 bits before the point.
static double near(float x)
{
    return fmin(fmax(x, -1e6), 1e6);
}

static void draw_fill(const struct writer *w, const struct item *item)
{
    const pt *points = w->picture->points.at + item->first;
    for (uint32_t i = 0; i < item->count; i++)
        cairo_line_to(w->cairo, near(points[i].x), near(points[i].y));
    ink(w, item->color);
    cairo_fill(w->cairo);
}

static void draw_disc(const struct writer *w, const struct item *item)
{
    pt center = w->picture->points.at[item->first];
    cairo_new_sub_path(w->cairo);
    cairo_arc(w->cairo, center.x, center.y, item->radius, 0, 2 * M_PI);
    ink(w, item->color);
    cairo_fill(w->cairo);
}

static cairo_font_face_t *face_of(struct writer *w, enum face face)
{
    size_t bytes = 0;
    const void *program = w->font->program
                              ? w->font->program(face, &bytes) : NULL;
    if (w->drawn[face] || !program)
        return w->drawn[face];
    if ((!w->library && FT_Init_FreeType(&w->library))
        || FT_New_Memory_Face(w->library, program, (FT_Long)bytes, 0, &w->face[face])) {
        w->failed = true;
        return NULL;
    }
    w->drawn[face] = cairo_ft_font_face_create_for_ft_face(w->face[face],
                                                           FT_LOAD_NO_HINTING);
    return w->drawn[face];
}

// How much of a text is left of its point, as wide as it is here.
static double before(const struct writer *w, enum anchor_x anchor, const char *text)
{
    cairo_text_extents_t all;
    cairo_text_extents(w->cairo, text, &all);
    return anchor == RIGHT ? all.x_advance : anchor == CENTER ? all.x_advance / 2 : 0;
}

static void draw_text(struct writer *w, const struct item *item)
{
    const struct type *type = &item->text.type;
    const char *text = w->picture->chars.at + item->text.at;
    pt at = w->picture->points.at[item->first];
    cairo_font_face_t *face = face_of(w, type->face);
    cairo_save(w->cairo);
    cairo_translate(w->cairo, at.x, at.y);
    cairo_rotate(w->cairo, -type->angle);
    if (face)
        cairo_set_font_face(w->cairo, face);
    cairo_set_font_size(w->cairo, type->size);
    cairo_translate(w->cairo, -before(w, type->x, text),
                    anchor_offset(w->font, type, 1, text).y);
    if (type->halo > 0) {
        struct pen pen = {.width = 2 * type->halo, .color = type->halo_color};
        cairo_move_to(w->cairo, 0, 0);
        cairo_text_path(w->cairo, text);
        use_pen(w, &pen);
        cairo_stroke(w->cairo);
    }
    cairo_move_to(w->cairo, 0, 0);
    ink(w, type->color);
    cairo_show_text(w->cairo, text);
    cairo_new_path(w->cairo);
    cairo_restore(w->cairo);
}

// As cairo has its pixels: 32 bits, alpha above, colours times alpha.
static void fill_surface(cairo_surface_t *surface, const struct image *image)
{
    uint8_t *rows = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    cairo_surface_flush(surface);
    for (int y = 0; y < image->height; y++) {
        uint32_t *row = (uint32_t *)(void *)(rows + (ptrdiff_t)y * stride);
        const rgba *from = image->pixels + (size_t)y * (size_t)image->width;
        for (int x = 0; x < image->width; x++) {
            unsigned a = from[x].a, r = from[x].r * a / 255, g = from[x].g * a / 255;
            row[x] = a << 24 | r << 16 | g << 8 | from[x].b * a / 255;
        }
    }
    cairo_surface_mark_dirty(surface);
}

static void draw_image(struct writer *w, const struct item *item)
{
    const struct image *image = item->image;
    rect r = item->bounds;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
                                                          image->width, image->height);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        fill_surface(surface, image);
        cairo_save(w->cairo);
        cairo_translate(w->cairo, r.x0, r.y0);
        cairo_scale(w->cairo, (r.x1 - r.x0) / image->width,
                    (r.y1 - r.y0) / image->height);
        cairo_set_source_surface(w->cairo, surface, 0, 0);
        cairo_paint(w->cairo);
        cairo_restore(w->cairo);
    } else {
        w->failed = true;
    }
    cairo_surface_destroy(surface);
}

static void draw_clip(struct writer *w, rect r)
{
    cairo_reset_clip(w->cairo);
    if (!isfinite(r.x0))
        return;
    cairo_rectangle(w->cairo, r.x0, r.y0, r.x1 - r.x0, r.y1 - r.y0);
    cairo_clip(w->cairo);
}

static void draw_item(struct writer *w, const struct item *item)
{
    switch (item->kind) {
    case ITEM_STROKE: draw_stroke(w, item); break;
    case ITEM_FILL: draw_fill(w, item); break;
    case ITEM_DISC: draw_disc(w, item); break;
    case ITEM_TEXT: draw_text(w, item); break;
    case ITEM_IMAGE: draw_image(w, item); break;
    case ITEM_CLIP: draw_clip(w, item->bounds); break;
    case ITEM_GROUP: break;
    }
}

static cairo_status_t take_bytes(void *closure, const unsigned char *bytes,
                                 unsigned length)
{
    struct text *out = closure;
    text_add_bytes(out, (const char *)bytes, length);
    return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void carry(struct text *out, cairo_surface_t *page, const char *scene)
{
    struct text keywords = {0};
    text_add(&keywords, PDF_SCENE);
    text_add(&keywords, scene);
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_KEYWORDS,
                                   text_or_empty(&keywords));
    out->failed |= keywords.failed;
    text_free(&keywords);
}

// The date is always the same, so that the same picture gives the same bytes.
static cairo_surface_t *open_page(struct text *out, pt size, double scale,
                                  const struct pdf_options *options)
{
    cairo_surface_t *page = cairo_pdf_surface_create_for_stream(take_bytes, out,
                                                                size.x * scale,
                                                                size.y * scale);
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_TITLE, options->title);
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_CREATOR, "Nablascope");
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    if (options->scene)
        carry(out, page, options->scene);
    return page;
}

static void close_fonts(struct writer *w)
{
    for (int i = 0; i < FACES; i++) {
        if (w->drawn[i])
            cairo_font_face_destroy(w->drawn[i]);
        if (w->face[i])
            FT_Done_Face(w->face[i]);
    }
    if (w->library)
        FT_Done_FreeType(w->library);
}

bool pdf_write(struct text *out, const struct picture *p, const struct font *font,
               const struct pdf_options *options)
{
    double scale = inch / (options->dpi > 0 ? options->dpi : 96);
    cairo_surface_t *page = open_page(out, p->size, scale, options);
    struct writer w = {.cairo = cairo_create(page), .picture = p, .font = font,
                       .failed = picture_failed(p)};
    cairo_scale(w.cairo, scale, scale);
    for (size_t i = 0; i < p->items.count && !w.failed && !out->failed; i++)
        draw_item(&w, &p->items.at[i]);
    cairo_show_page(w.cairo);
    bool done = cairo_status(w.cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(w.cairo);
    cairo_surface_finish(page);
    done &= cairo_surface_status(page) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(page);
    done &= !w.failed && !segments_failed(&w.segments) && !out->failed;
    segments_free(&w.segments);
    close_fonts(&w);
    return done;
}
