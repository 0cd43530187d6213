// SPDX-License-Identifier: MIT
#include "plot/layout.h"

#include <math.h>

struct layout layout_for(int width, int height, bool projector, bool strip, bool clean)
{
    struct sizes sizes = sizes_for((float)height, projector);
    float w = (float)width, h = (float)height;
    float wanted = clean ? fmaxf(5 * sizes.u, 1.6f * sizes.t3)
                         : fmaxf(9 * sizes.u, 1.6f * sizes.t1);
    float tall = strip ? roundf(wanted) : 0;
    if (clean)
        return (struct layout){sizes, {0, h - tall, w, h}, {0, 0, w, h - tall}};
    return (struct layout){sizes, {0, 0, w, tall}, {0, tall, w, h}};
}
