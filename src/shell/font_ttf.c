// SPDX-License-Identifier: MIT
#include "shell/font_ttf.h"

#include "base/array.h"
#include "base/stamp.h"
#include "shell/canvas.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

enum { SHRINK = 4,              // turned letters are drawn so much larger first
       KEPT_MOST = 24 << 20 };  // bytes that are remembered when nobody holds it
static const float most_turned = 250;                   // em; larger ones as they are
static const float least_em = 1, most_em = 1000;        // pixels
static const float ascent = 0.76f, descent = 0.24f;     // of the em: DejaVu's own

struct known {                  // a text that was asked for before
    uint64_t stamp;
    enum face face;
    float size, angle;
    const char *text;
    bool measured, drawn;
    float width;                // when measured
    struct cover cover;         // when drawn
};

struct ttf {
    struct font font;           // first: it is what the caller holds
    struct faces faces;
    struct { struct known *at; size_t count, capacity; bool failed; } known;
    struct { uint32_t *at; size_t count, capacity; bool failed; } slots;
    struct arena arena;         // texts and covers
    size_t kept;                // bytes of all that is known
    pthread_mutex_t lock;       // of all of the above
    pthread_rwlock_t held;      // by who draws with covers
};

static float kept_size(float em)
{
    return em > least_em ? em < most_em ? em : most_em : least_em;
}

// False when memory ran out and something is missing.
static bool find_width(struct ttf *ttf, struct known *known)
{
    struct run run = {0};
    const char *at = known->text;
    int width, sum = 0;
    bool whole = true;
    while (faces_run(&ttf->faces, known->face, known->size, true, &at, &run)) {
        if (TTF_SizeUTF8(run.font, run.text.at, &width, NULL) == 0)
            sum += width;
        else
            whole = false;
    }
    text_free(&run.text);
    known->width = (float)sum;
    return whole && !*at;
}

// Quarter turns are exact; for others the letters are drawn larger and unhinted.
static bool draw(struct ttf *ttf, const struct known *want, struct cover *out)
{
    float quarters = want->angle / (float)M_PI_2, nearest = roundf(quarters);
    bool upright = fabsf(quarters - nearest) < 1e-4f;
    int shrink = upright || want->size > most_turned ? 1 : SHRINK;
    struct canvas canvas;
    bool done = canvas_write(&canvas, &ttf->faces, want->face,
                             want->size * (float)shrink, upright, want->text)
             && (upright ? canvas_turn_quarters(&canvas, ((int)fmodf(nearest, 4) + 4) % 4)
                         : canvas_turn(&canvas, want->angle, shrink))
             && canvas_keep(&canvas, &ttf->arena, out);
    canvas_free(&canvas);
    return done;
}

static bool same(const struct known *a, const struct known *b)
{
    return a->stamp == b->stamp && a->face == b->face && a->size == b->size
        && a->angle == b->angle && strcmp(a->text, b->text) == 0;
}

// Where the wanted cover stands in the table of slots, or could.
static uint32_t *slot_of(const struct ttf *ttf, const struct known *want)
{
    size_t mask = ttf->slots.count - 1, i = want->stamp & mask;
    while (ttf->slots.at[i] && !same(&ttf->known.at[ttf->slots.at[i] - 1], want))
        i = (i + 1) & mask;
    return &ttf->slots.at[i];
}

// A power of two of slots, at most half of them used.
static bool grow_slots(struct ttf *ttf)
{
    if (ttf->known.count * 2 < ttf->slots.count)
        return true;
    size_t count = ttf->slots.count ? ttf->slots.count * 2 : 64;
    ttf->slots.failed = false;
    if (!array_reserve(&ttf->slots, count))
        return false;
    memset(ttf->slots.at, 0, count * sizeof *ttf->slots.at);
    ttf->slots.count = count;
    for (size_t i = 0; i < ttf->known.count; i++)
        *slot_of(ttf, &ttf->known.at[i]) = (uint32_t)(i + 1);
    return true;
}

static bool learn(struct ttf *ttf, struct known *want, uint32_t *slot)
{
    size_t size = strlen(want->text) + 1;
    char *text = arena_new(&ttf->arena, size);
    ttf->known.failed = false;
    if (!text)
        return false;
    want->text = memcpy(text, want->text, size);
    if (!array_push(&ttf->known, *want))
        return false;
    *slot = (uint32_t)ttf->known.count;
    ttf->kept += size + sizeof *want;
    return true;
}

// What is known of a text; NULL when memory runs out.
static struct known *recall(struct ttf *ttf, enum face face, float size, float angle,
                            const char *text)
{
    struct known want = {.face = face, .size = size, .angle = angle, .text = text};
    want.stamp = stamp_text(stamp_number(stamp_number(face + 1, size), angle), text);
    if (!grow_slots(ttf))
        return NULL;
    uint32_t *slot = slot_of(ttf, &want);
    if (!*slot && !learn(ttf, &want, slot))
        return NULL;
    return &ttf->known.at[*slot - 1];
}

static struct extent measure(void *self, enum face face, float size, const char *text)
{
    struct ttf *ttf = self;
    size = kept_size(size);
    struct known once = {.face = face, .size = size, .text = text};
    pthread_mutex_lock(&ttf->lock);
    struct known *known = recall(ttf, face, size, 0, text);
    if (!known)
        known = &once;
    if (!known->measured)
        known->measured = find_width(ttf, known);
    struct extent extent = {known->width, size * ascent, size * descent};
    pthread_mutex_unlock(&ttf->lock);
    return extent;
}

static bool find_cover(struct ttf *ttf, enum face face, float size, float angle,
                       const char *text, struct cover *out)
{
    struct known *known = recall(ttf, face, kept_size(size), angle, text);
    if (!known || (!known->drawn && !draw(ttf, known, &known->cover)))
        return false;
    if (!known->drawn)
        ttf->kept += (size_t)known->cover.width * (size_t)known->cover.height;
    known->drawn = true;
    *out = known->cover;
    return true;
}

static bool cover(void *self, enum face face, float size, float angle, const char *text,
                  struct cover *out)
{
    struct ttf *ttf = self;
    pthread_mutex_lock(&ttf->lock);
    bool found = find_cover(ttf, face, size, angle, text, out);
    pthread_mutex_unlock(&ttf->lock);
    return found;
}

static void forget(struct ttf *ttf)
{
    array_free(&ttf->known);
    array_free(&ttf->slots);
    arena_free(&ttf->arena);
    ttf->kept = 0;
}

static void trim(struct ttf *ttf, size_t most)
{
    pthread_rwlock_wrlock(&ttf->held);
    pthread_mutex_lock(&ttf->lock);
    if (ttf->kept > most)
        forget(ttf);
    pthread_mutex_unlock(&ttf->lock);
    pthread_rwlock_unlock(&ttf->held);
}

void font_ttf_trim(struct font *font, size_t most)
{
    trim(font->self, most);
}

static void hold(void *self)
{
    pthread_rwlock_rdlock(&((struct ttf *)self)->held);
}

static void release(void *self)
{
    struct ttf *ttf = self;
    pthread_mutex_lock(&ttf->lock);
    bool much = ttf->kept > KEPT_MOST;
    pthread_mutex_unlock(&ttf->lock);
    pthread_rwlock_unlock(&ttf->held);
    if (much)
        trim(ttf, KEPT_MOST);
}

// Who wants to trim goes before who comes to hold, or frames after frames would keep
// it out.
static void make_locks(struct ttf *ttf)
{
    pthread_rwlockattr_t fair;
    pthread_rwlockattr_init(&fair);
    pthread_rwlockattr_setkind_np(&fair, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    pthread_rwlock_init(&ttf->held, &fair);
    pthread_rwlockattr_destroy(&fair);
    pthread_mutex_init(&ttf->lock, NULL);
}

struct font *font_ttf_open(struct fault *fault)
{
    if (TTF_Init() != 0)
        return fault_machine(fault, "the fonts cannot be used: %.150s", TTF_GetError()),
               NULL;
    struct ttf *ttf = calloc(1, sizeof *ttf);
    if (!ttf) {
        TTF_Quit();
        return fault_memory(fault), NULL;
    }
    make_locks(ttf);
    ttf->font = (struct font){ttf, measure, cover, face_program, hold, release};
    return &ttf->font;
}

void font_ttf_close(struct font *font)
{
    if (!font)
        return;
    struct ttf *ttf = font->self;
    faces_close(&ttf->faces);
    forget(ttf);
    pthread_mutex_destroy(&ttf->lock);
    pthread_rwlock_destroy(&ttf->held);
    free(ttf);
    TTF_Quit();
}
