// SPDX-License-Identifier: MIT
#include "shell/presenter.h"

#include <string.h>
#include <unistd.h>

// On X11 a texture without a card is drawn by the processor: ten times slower.
bool presenter_may_be_fast(void)
{
    return strcmp(SDL_GetCurrentVideoDriver(), "x11") != 0
        || access("/dev/dri/renderD128", R_OK | W_OK) == 0;
}

// Mesa's and Apple's names for drawing without a card.
static bool drawn_by_processor(void)
{
    typedef const unsigned char *(*gl_string)(unsigned name);
    static const char *const names[] = {"llvmpipe", "softpipe", "swrast", "Software"};
    enum { GL_RENDERER = 0x1f01 };
    void *found = SDL_GL_GetCurrentContext() ? SDL_GL_GetProcAddress("glGetString") : NULL;
    gl_string get_string;
    memcpy(&get_string, &found, sizeof found);
    const char *name = found ? (const char *)get_string(GL_RENDERER) : NULL;
    for (size_t i = 0; name && i < SDL_arraysize(names); i++)
        if (strstr(name, names[i]))
            return true;
    return false;
}

static bool is_fast(SDL_Renderer *renderer)
{
    const unsigned wanted = SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC;
    SDL_RendererInfo info;
    return SDL_GetRendererInfo(renderer, &info) == 0 && (info.flags & wanted) == wanted
        && !drawn_by_processor();
}

static void drop(struct presenter *p)
{
    if (p->texture)
        SDL_DestroyTexture(p->texture);
    if (p->renderer)
        SDL_DestroyRenderer(p->renderer);
    p->texture = NULL;
    p->renderer = NULL;
    p->whole = true;
}

static bool make_renderer(struct presenter *p)
{
    if (!p->renderer)
        p->renderer = SDL_CreateRenderer(p->window, -1, SDL_RENDERER_PRESENTVSYNC);
    if (!p->renderer)
        p->renderer = SDL_CreateRenderer(p->window, -1, 0);
    return p->renderer != NULL;
}

bool presenter_open(struct presenter *p, SDL_Window *window, enum presenting how)
{
    *p = (struct presenter){.window = window, .textured = how != BY_SURFACE,
                            .whole = true};
    if (how == BY_SURFACE)
        return SDL_GetWindowSurface(window) != NULL;
    if (make_renderer(p) && (how == BY_TEXTURE || is_fast(p->renderer)))
        return true;
    drop(p);
    return false;
}

void presenter_close(struct presenter *p)
{
    drop(p);
}

pt presenter_size(const struct presenter *p)
{
    int width, height;
    if (!p->renderer || SDL_GetRendererOutputSize(p->renderer, &width, &height) != 0) {
        SDL_Surface *surface = p->textured ? NULL : SDL_GetWindowSurface(p->window);
        if (surface)
            return (pt){(float)surface->w, (float)surface->h};
        SDL_GetWindowSize(p->window, &width, &height);
    }
    return (pt){(float)width, (float)height};
}

static bool make_texture(struct presenter *p, int width, int height)
{
    if (p->texture && p->width == width && p->height == height)
        return true;
    if (p->texture)
        SDL_DestroyTexture(p->texture);
    p->texture = SDL_CreateTexture(p->renderer, SDL_PIXELFORMAT_RGBA32,
                                   SDL_TEXTUREACCESS_STREAMING, width, height);
    p->width = width;
    p->height = height;
    return p->texture && SDL_SetTextureBlendMode(p->texture, SDL_BLENDMODE_NONE) == 0;
}

static bool show_texture(struct presenter *p, const struct image *frame)
{
    return make_renderer(p) && make_texture(p, frame->width, frame->height)
        && SDL_UpdateTexture(p->texture, NULL, frame->pixels,
                             frame->width * (int)sizeof(rgba)) == 0
        && presenter_again(p);
}

// Copies a row of pixels, red and blue exchanged.  True when there was another.
static bool copy_row(uint32_t *to, const rgba *from, int count)
{
    uint32_t changed = 0;
    for (int i = 0; i < count; i++) {
        uint32_t pixel = (uint32_t)from[i].r << 16 | (uint32_t)from[i].g << 8 | from[i].b;
        changed |= to[i] ^ pixel;
        to[i] = pixel;
    }
    return changed != 0;
}

static bool copy_changed(struct presenter *p, SDL_Surface *to, const struct image *frame)
{
    int width = SDL_min(to->w, frame->width), height = SDL_min(to->h, frame->height);
    int first = height, last = -1;
    for (int y = 0; y < height; y++) {
        uint8_t *row = (uint8_t *)to->pixels + (size_t)y * (size_t)to->pitch;
        const rgba *from = frame->pixels + (size_t)y * (size_t)frame->width;
        if (copy_row((uint32_t *)(void *)row, from, width)) {
            first = SDL_min(first, y);
            last = y;
        }
    }
    if (p->whole)
        return SDL_UpdateWindowSurface(p->window) == 0;
    SDL_Rect rows = {0, first, to->w, last + 1 - first};
    return last < 0 || SDL_UpdateWindowSurfaceRects(p->window, &rows, 1) == 0;
}

static bool copy_any(struct presenter *p, SDL_Surface *to, const struct image *frame)
{
    SDL_Surface *from = SDL_CreateRGBSurfaceWithFormatFrom(
        frame->pixels, frame->width, frame->height, 32, frame->width * (int)sizeof(rgba),
        SDL_PIXELFORMAT_RGBA32);
    bool done = from && SDL_SetSurfaceBlendMode(from, SDL_BLENDMODE_NONE) == 0
             && SDL_BlitSurface(from, NULL, to, NULL) == 0
             && SDL_UpdateWindowSurface(p->window) == 0;
    SDL_FreeSurface(from);
    return done;
}

static bool show_surface(struct presenter *p, const struct image *frame)
{
    SDL_Surface *to = SDL_GetWindowSurface(p->window);
    if (!to)
        return false;
    p->whole |= p->width != to->w || p->height != to->h;
    bool done = to->format->format == SDL_PIXELFORMAT_RGB888 ? copy_changed(p, to, frame)
                                                             : copy_any(p, to, frame);
    p->width = to->w;
    p->height = to->h;
    p->whole = !done;
    return done;
}

static bool show(struct presenter *p, const struct image *frame)
{
    return p->textured ? show_texture(p, frame) : show_surface(p, frame);
}

bool presenter_show(struct presenter *p, const struct image *frame)
{
    for (int attempt = 0; attempt < 3; attempt++) {
        if (show(p, frame))
            return true;
        drop(p);
        if (attempt > 0)
            p->textured = !p->textured;
    }
    return false;
}

bool presenter_again(struct presenter *p)
{
    if (!p->textured && !p->whole)
        p->whole = SDL_UpdateWindowSurface(p->window) != 0;
    if (!p->textured)
        return !p->whole;
    if (!p->texture || SDL_RenderCopy(p->renderer, p->texture, NULL, NULL) != 0)
        return false;
    SDL_RenderPresent(p->renderer);
    return true;
}

bool presenter_lost(const struct presenter *p)
{
    return p->textured ? !p->texture : p->whole;
}

// A window that was resized and back again has another surface of the same size.
void presenter_resize(struct presenter *p)
{
    p->whole = true;
}

void presenter_lose(struct presenter *p)
{
    drop(p);
}
