// SPDX-License-Identifier: MIT
#pragma once
// An image becomes what the window shows: copied into the window's own memory where the
// display server draws by itself, or into a texture where a graphics card does.  SDL is
// never handed a coordinate but rows of the whole window.

#include "draw/image.h"

#include <SDL.h>

struct presenter {
    SDL_Window *window;         // borrowed
    bool textured;
    SDL_Renderer *renderer;     // when textured
    SDL_Texture *texture;
    int width, height;          // of the texture, or of the window when last shown
    bool whole;                 // the next frame is copied whole, whatever was there
};

enum presenting { BY_SURFACE, BY_TEXTURE, BY_FAST_TEXTURE };    // fast: with a card, at
                                                                // the pace of the screen
// Whether it is worth looking for a card before there is a window.
bool presenter_may_be_fast(void);

// False: the window cannot be shown this way.
bool presenter_open(struct presenter *p, SDL_Window *window, enum presenting how);
void presenter_close(struct presenter *p);

pt presenter_size(const struct presenter *p);           // of the window, in pixels

// False: not now.  What was lost is made anew, or the other way is taken.
bool presenter_show(struct presenter *p, const struct image *frame);
bool presenter_again(struct presenter *p);              // what was shown last
void presenter_lose(struct presenter *p);               // what was shown last is lost
void presenter_resize(struct presenter *p);             // and so it is with a surface
bool presenter_lost(const struct presenter *p);         // it is, or nothing was shown
