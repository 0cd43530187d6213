// SPDX-License-Identifier: MIT
#include "shell/faces.h"

#include "base/utf8.h"
#include "shell/font_data.h"

#include <string.h>

const void *face_program(enum face face, size_t *bytes)
{
    static const struct { const uint8_t *at, *end; } files[FACES] = {
        [FACE_NORMAL] = {font_normal, font_normal_end},
        [FACE_BOLD] = {font_bold, font_bold_end},
        [FACE_CONDENSED] = {font_condensed, font_condensed_end},
        [FACE_CONDENSED_BOLD] = {font_condensed_bold, font_condensed_bold_end},
    };
    *bytes = (size_t)(files[face].end - files[face].at);
    return files[face].at;
}

static void close_face(struct open_face *open)
{
    if (open->font)
        TTF_CloseFont(open->font);
    *open = (struct open_face){0};
}

// A size of one typographic point at 72·em dots an inch is an em of em dots.
static bool open_face(struct open_face *open, enum face face, int em, bool hinted)
{
    *open = (struct open_face){.face = face, .em = em, .hinted = hinted};
    size_t bytes;
    const void *program = face_program(face, &bytes);
    SDL_RWops *file = SDL_RWFromConstMem(program, (int)bytes);
    if (file)
        open->font = TTF_OpenFontDPIRW(file, 1, 1, (unsigned)em, (unsigned)em);
    if (!open->font)
        return false;
    TTF_SetFontHinting(open->font, hinted ? TTF_HINTING_LIGHT_SUBPIXEL : TTF_HINTING_NONE);
    return true;
}

// The place of an open face, else the one that was used longest ago.
static struct open_face *place_of(struct faces *faces, enum face face, int em,
                                  bool hinted)
{
    struct open_face *oldest = &faces->open[0];
    for (int i = 0; i < FACES_OPEN; i++) {
        struct open_face *open = &faces->open[i];
        if (open->font && open->face == face && open->em == em && open->hinted == hinted)
            return open;
        if (open->used < oldest->used)
            oldest = open;
    }
    close_face(oldest);
    return oldest;
}

TTF_Font *faces_at(struct faces *faces, enum face face, float em, bool hinted)
{
    int dots = (int)(em * 72 + 0.5f);
    struct open_face *open = place_of(faces, face, dots, hinted);
    if (!open->font && !open_face(open, face, dots, hinted))
        return NULL;
    open->used = ++faces->uses;
    return open->font;
}

void faces_close(struct faces *faces)
{
    for (int i = 0; i < FACES_OPEN; i++)
        close_face(&faces->open[i]);
}

static enum face fallback(enum face face)
{
    return face == FACE_CONDENSED ? FACE_NORMAL
         : face == FACE_CONDENSED_BOLD ? FACE_BOLD : face;
}

static uint32_t printable(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) ? 0xfffd : c;
}

static void add_letter(struct text *text, uint32_t c)
{
    char bytes[4];
    text_add_bytes(text, bytes, (size_t)utf8_write(bytes, c));
}

bool faces_run(struct faces *faces, enum face face, float em, bool hinted,
               const char **at, struct run *run)
{
    const char *end = *at + strlen(*at);
    TTF_Font *wanted = faces_at(faces, face, em, hinted), *other = NULL;
    text_clear(&run->text);
    run->font = NULL;
    if (fallback(face) != face)
        other = faces_at(faces, fallback(face), em, hinted);
    while (*at < end && wanted) {
        const char *next = *at;
        uint32_t c = printable(utf8_next(&next, end));
        TTF_Font *has = wanted;
        if (!TTF_GlyphIsProvided32(wanted, c) && other && TTF_GlyphIsProvided32(other, c))
            has = other;
        if (run->font && has != run->font)
            break;
        run->font = has;
        add_letter(&run->text, TTF_GlyphIsProvided32(has, c) ? c : 0xfffd);
        *at = next;
    }
    if (run->text.failed || !wanted)
        return run->font = NULL, false;
    return run->font != NULL;
}
