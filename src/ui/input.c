// SPDX-License-Identifier: MIT
#include "ui/input.h"

#include <stddef.h>

bool input_happens(const struct input *in)
{
    return in->pressed || in->released || in->key || in->text[0] || in->wheel != 0
           || in->pasted || in->dropped || in->pinch.apart > 0;
}

struct input input_rest(const struct input *in)
{
    struct input rest = *in;
    rest.pressed = rest.released = rest.close = false;
    rest.clicks = rest.key = 0;
    rest.wheel = 0;
    rest.pinch.apart = 0;
    rest.text[0] = 0;
    rest.pasted = rest.dropped = NULL;
    return rest;
}
