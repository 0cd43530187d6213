// SPDX-License-Identifier: MIT
#include "fake_font.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct fake {
    struct font font;
    struct arena arena;
};

static struct extent measure(void *self, enum face face, float size, const char *text)
{
    (void)self;
    (void)face;
    float letters = (float)utf8_count(text, strlen(text));
    return (struct extent){0.6f * size * letters, 0.75f * size, 0.2f * size};
}

static bool in_letter(const char *text, float size, float u, float v)
{
    float at = u / (0.6f * size), letters = (float)utf8_count(text, strlen(text));
    return at >= 0 && at < letters && v < 0 && v >= -0.75f * size
        && (at - floorf(at)) * 0.6f < 0.5f;
}

static bool cover(void *self, enum face face, float size, float angle, const char *text,
                  struct cover *out)
{
    struct fake *fake = self;
    struct extent extent = measure(self, face, size, text);
    int reach = (int)(extent.width + extent.ascent) + 2, quarter = (int)roundf(angle / 1.5708f);
    uint8_t *alpha = arena_new(&fake->arena, (size_t)reach * (size_t)reach * 4);
    *out = (struct cover){-reach, -reach, 2 * reach, 2 * reach, alpha};
    for (int i = 0; alpha && i < 4 * reach * reach; i++) {
        float x = (float)(i % (2 * reach) - reach) + 0.5f;
        float y = (float)(i / (2 * reach) - reach) + 0.5f, old;
        for (int turns = quarter & 3; turns > 0; turns--)
            old = x, x = -y, y = old;
        alpha[i] = in_letter(text, size, x, y) ? 255 : 0;
    }
    return alpha != NULL;
}

struct font *fake_font_open(void)
{
    struct fake *fake = calloc(1, sizeof *fake);
    if (!fake)
        return NULL;
    fake->font = (struct font){fake, measure, cover};
    return &fake->font;
}

void fake_font_close(struct font *font)
{
    if (!font)
        return;
    struct fake *fake = font->self;
    arena_free(&fake->arena);
    free(fake);
}
