// SPDX-License-Identifier: MIT
#include "fake_font.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { MOST = 1 << 16 };        // pixels of a text; a longer one is cut

#define FOUR(x) x, x, x, x
static const uint8_t solid[MOST] = {
    FOUR(FOUR(FOUR(FOUR(FOUR(FOUR(FOUR(FOUR(255))))))))
};


static struct extent measure(void *self, enum face face, float size, const char *text)
{
    (void)self;
    (void)face;
    float letters = (float)utf8_count(text, strlen(text));
    return (struct extent){0.6f * size * letters, 0.75f * size, 0.2f * size};
}

static bool cover(void *self, enum face face, float size, float angle, const char *text,
                  struct cover *out)
{
    struct extent extent = measure(self, face, size, text);
    int height = (int)fminf(extent.ascent + 0.5f, 1000);
    int width = (int)fminf(extent.width + 0.5f, (float)(MOST / (height + 1)));
    switch ((int)roundf(remainderf(angle, 6.2831853f) / 1.5707963f) & 3) {
    case 0: *out = (struct cover){0, -height, width, height, solid}; break;
    case 1: *out = (struct cover){-height, -width, height, width, solid}; break;
    case 2: *out = (struct cover){-width, 0, width, height, solid}; break;
    default: *out = (struct cover){0, 0, height, width, solid}; break;
    }
    return true;
}

const struct font fake_font = {.measure = measure, .cover = cover};
