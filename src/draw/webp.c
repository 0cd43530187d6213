// SPDX-License-Identifier: MIT
#include "draw/webp.h"

#include "draw/cover.h"
#include "draw/svg.h"
#include "draw/xml.h"

#include <stdlib.h>
#include <string.h>
#include <webp/encode.h>
#include <webp/mux.h>

enum { EFFORT = 2 };            // of 9: more takes far longer and saves little

// What stands before the bytes that libwebp made.
struct head { struct area where; bool over; };

struct webp { WebPMux *mux; };

static const rgba *row_of(const struct image *image, int y)
{
    return image->pixels + (size_t)y * (size_t)image->width;
}

static bool rows_differ(const struct image *a, const struct image *b, int y)
{
    return memcmp(row_of(a, y), row_of(b, y), sizeof(rgba) * (size_t)a->width) != 0;
}

static void widen(struct area *a, const struct image *image, const struct image *before,
                  int y)
{
    const rgba *now = row_of(image, y), *then = row_of(before, y);
    for (int x = 0; x < a->x0; x++)
        if (memcmp(&now[x], &then[x], sizeof *now) != 0)
            a->x0 = x;
    for (int x = image->width; x > a->x1; x--)
        if (memcmp(&now[x - 1], &then[x - 1], sizeof *now) != 0)
            a->x1 = x;
}

// What differs, from an even corner on; one pixel where nothing does.
static struct area difference(const struct image *image, const struct image *before)
{
    struct area a = {0, 0, image->width, image->height};
    if (!before)
        return a;
    while (a.y0 < a.y1 && !rows_differ(image, before, a.y0))
        a.y0++;
    if (a.y0 == a.y1)
        return (struct area){0, 0, 1, 1};
    while (!rows_differ(image, before, a.y1 - 1))
        a.y1--;
    a.x0 = image->width, a.x1 = 0;
    for (int y = a.y0; y < a.y1; y++)
        widen(&a, image, before, y);
    a.x0 -= a.x0 % 2;
    a.y0 -= a.y0 % 2;
    return a;
}

static bool is_opaque(const struct image *image, struct area a)
{
    for (int y = a.y0; y < a.y1; y++)
        for (int x = a.x0; x < a.x1; x++)
            if (row_of(image, y)[x].a != 255)
                return false;
    return true;
}

static uint32_t argb(rgba c)
{
    return (uint32_t)c.a << 24 | (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

// Over an opaque frame what did not change is left out.
static void take_pixels(WebPPicture *to, const struct image *image,
                        const struct image *before, struct head head)
{
    for (int y = 0; y < to->height; y++) {
        const rgba *now = row_of(image, head.where.y0 + y) + head.where.x0;
        const rgba *then = before ? row_of(before, head.where.y0 + y) + head.where.x0
                                  : NULL;
        for (int x = 0; x < to->width; x++) {
            bool same = then && head.over && memcmp(&now[x], &then[x], sizeof *now) == 0;
            to->argb[(ptrdiff_t)y * to->argb_stride + x] = same ? 0 : argb(now[x]);
        }
    }
}

static int put(const uint8_t *bytes, size_t count, const WebPPicture *picture)
{
    struct text *out = picture->custom_ptr;
    text_add_bytes(out, bytes, count);
    return !out->failed;
}

bool webp_frame(struct text *out, const struct image *image, const struct image *before)
{
    struct head head = {.where = difference(image, before)};
    WebPConfig config;
    WebPPicture picture;
    if (!WebPConfigInit(&config) || !WebPConfigLosslessPreset(&config, EFFORT)
        || !WebPPictureInit(&picture))
        return false;
    head.over = is_opaque(image, head.where);
    text_add_bytes(out, &head, sizeof head);
    picture.use_argb = 1;
    picture.width = head.where.x1 - head.where.x0;
    picture.height = head.where.y1 - head.where.y0;
    picture.writer = put;
    picture.custom_ptr = out;
    if (!WebPPictureAlloc(&picture))
        return false;
    take_pixels(&picture, image, before, head);
    bool done = WebPEncode(&config, &picture);
    WebPPictureFree(&picture);
    return done && !out->failed;
}

struct webp *webp_open(int width, int height)
{
    struct webp *webp = calloc(1, sizeof *webp);
    WebPMuxAnimParams forever = {0xffffffff, 0};
    if (webp && (webp->mux = WebPMuxNew())
        && WebPMuxSetAnimationParams(webp->mux, &forever) == WEBP_MUX_OK
        && WebPMuxSetCanvasSize(webp->mux, width, height) == WEBP_MUX_OK)
        return webp;
    webp_close(webp);
    return NULL;
}

void webp_close(struct webp *webp)
{
    if (webp)
        WebPMuxDelete(webp->mux);
    free(webp);
}

bool webp_add(struct webp *webp, const struct text *frame, int milliseconds)
{
    struct head head;
    memcpy(&head, frame->at, sizeof head);
    WebPMuxFrameInfo info = {
        .bitstream = {(const uint8_t *)frame->at + sizeof head, frame->count - sizeof head},
        .x_offset = head.where.x0, .y_offset = head.where.y0, .duration = milliseconds,
        .id = WEBP_CHUNK_ANMF, .dispose_method = WEBP_MUX_DISPOSE_NONE,
        .blend_method = head.over ? WEBP_MUX_BLEND : WEBP_MUX_NO_BLEND};
    return WebPMuxPushFrame(webp->mux, &info, 1) == WEBP_MUX_OK;
}

static void write_xmp(struct text *out, const char *scene)
{
    text_add(out, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
                  " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                  "<rdf:Description rdf:about=\"\""
                  " xmlns:nablascope=\"https://nablascope.github.io/scene/\">"
                  "<nablascope:scene>");
    xml_text(out, scene);
    text_add(out, "</nablascope:scene></rdf:Description></rdf:RDF></x:xmpmeta>"
                  "<?xpacket end=\"w\"?>");
}

static bool add_scene(struct webp *webp, const char *scene)
{
    struct text xmp = {0};
    write_xmp(&xmp, scene);
    WebPData data = {(const uint8_t *)xmp.at, xmp.count};
    bool done = !xmp.failed
                && WebPMuxSetChunk(webp->mux, "XMP ", &data, 1) == WEBP_MUX_OK;
    text_free(&xmp);
    return done;
}

bool webp_write(struct webp *webp, const char *scene, struct text *out)
{
    WebPData file = {0};
    bool done = (!scene || add_scene(webp, scene))
                && WebPMuxAssemble(webp->mux, &file) == WEBP_MUX_OK;
    text_add_bytes(out, file.bytes, done ? file.size : 0);
    WebPDataClear(&file);
    return done && !out->failed;
}

bool webp_scene(const void *bytes, size_t count, struct text *out, struct fault *fault)
{
    WebPData file = {bytes, count}, xmp = {0};
    WebPMux *mux = WebPMuxCreate(&file, 0);
    text_clear(out);
    bool there = mux && WebPMuxGetChunk(mux, "XMP ", &xmp) == WEBP_MUX_OK;
    bool done = there ? xmp_scene(xmp.bytes, xmp.size, out, fault)
                      : fault_at(fault, 0, mux ? "this WebP carries no scene"
                                               : "this is not a whole WebP file");
    WebPMuxDelete(mux);
    return done;
}
