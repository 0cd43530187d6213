// SPDX-License-Identifier: MIT
// Opens a window and writes to a file what input it gets, a word a line; test_window.py
// reads it.  Usage: show_window FILE auto|surface|texture [WIDTH HEIGHT]
#include "shell/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct told {                   // how things stood when they were last written
    pt size;
    bool inside, focused, held_x;
};

static void tell_state(FILE *out, const struct input *in, struct told *told)
{
    if (in->size.x != told->size.x || in->size.y != told->size.y)
        fprintf(out, "size %d %d\n", (int)in->size.x, (int)in->size.y);
    if (in->inside != told->inside)
        fprintf(out, in->inside ? "inside\n" : "outside\n");
    if (in->focused != told->focused)
        fprintf(out, in->focused ? "focused\n" : "unfocused\n");
    if (in->held_x != told->held_x)
        fprintf(out, in->held_x ? "x down\n" : "x up\n");
    *told = (struct told){in->size, in->inside, in->focused, in->held_x};
}

static void tell_deeds(FILE *out, const struct input *in)
{
    int x = (int)in->pointer.x, y = (int)in->pointer.y;
    if (in->pressed || in->released)
        fprintf(out, "%s %d at %d %d clicks %d mods %u\n",
                in->pressed ? "press" : "release", (int)in->button, x, y, in->clicks,
                in->mods);
    else if (in->held[BUTTON_LEFT])
        fprintf(out, "drag %d %d\n", x, y);
    if (in->wheel != 0)
        fprintf(out, "wheel %d mods %u\n", (int)in->wheel, in->mods);
    if (in->key && !in->repeated)
        fprintf(out, "key %d mods %u\n", in->key, in->mods);
    if (in->text[0])
        fprintf(out, "text %s\n", in->text);
    if (in->pasted)
        fprintf(out, "pasted %zu %.40s\n", strlen(in->pasted), in->pasted);
    if (in->dropped)
        fprintf(out, "dropped %s\n", in->dropped);
    if (in->close)
        fprintf(out, "close\n");
}

// Every pixel depends on its place, and on the pointer's.
static bool draw(struct image *frame, const struct input *in)
{
    int width = (int)in->size.x, height = (int)in->size.y;
    if (frame->width != width || frame->height != height) {
        image_free(frame);
        if (!image_make(frame, width, height, rgb(0)))
            return false;
    }
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            frame->pixels[(size_t)y * (size_t)width + (size_t)x] =
                rgb((uint32_t)(x & 255) << 16 | (uint32_t)(y & 255) << 8
                    | (abs(y - (int)in->pointer.y) < 4 ? 255 : 0));
    return true;
}

static void wish(struct wishes *wishes, const struct input *in)
{
    bool ctrl = in->mods & MOD_CTRL;
    wishes->paste = ctrl && in->key == 'v';
    wishes->copy = ctrl && in->key == 'c' ? "∇f = (2x, 2y)" : NULL;
    wishes->cursor = (enum cursor)((int)in->time % 5);
    wishes->fullscreen ^= in->key == KEY_F11;
    if (in->key == '/')
        wishes->typing = (rect){10, 10, 12, 30};
    if (in->key == KEY_ESCAPE)
        wishes->typing = (rect){0};
    wishes->quit = in->close;
}

int main(int argc, char **argv)
{
    struct window_options options = {0};
    struct wishes wishes = {.title = "∇ window test"};
    struct fault fault;
    struct image frame = {0};
    struct told told = {0};
    static struct input in;
    FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL;
    if (!out)
        return 2;
    setvbuf(out, NULL, _IOLBF, 0);
    options.present = argv[2][0] == 's' ? PRESENT_SURFACE
                    : argv[2][0] == 't' ? PRESENT_TEXTURE : PRESENT_AUTO;
    if (argc > 4)
        options.width = atoi(argv[3]), options.height = atoi(argv[4]);
    struct window *w = window_open(&options, &fault);
    if (!w) {
        fprintf(stderr, "%s\n", fault.text);
        return 1;
    }
    for (bool begun = false; !wishes.quit; begun = true) {
        window_input(w, &in, begun ? INFINITY : 0);
        tell_state(out, &in, &told);
        tell_deeds(out, &in);
        wish(&wishes, &in);
        if (!window_has_more(w) && draw(&frame, &in) && window_show(w, &frame) && !begun)
            fprintf(out, "shown\n");
        window_grant(w, &wishes);
    }
    image_free(&frame);
    window_close(w);
    fprintf(out, "closed\n");
    return fclose(out) != 0;
}
