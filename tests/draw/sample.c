// SPDX-License-Identifier: MIT
#include "sample.h"

#include <math.h>

void draw_sample(struct picture *p, const struct image *image)
{
    pt wave[90];
    picture_begin(p, (pt){SAMPLE_WIDTH, SAMPLE_HEIGHT});
    picture_box(p, (rect){0, 0, SAMPLE_WIDTH, SAMPLE_HEIGHT}, rgb(0xf3f5f8));
    picture_image(p, (rect){150, 100, 190, 140}, image);   // of one colour: no smoothing
    picture_group(p, "contours");
    picture_clip(p, (rect){10, 10, 170, 130});
    for (int k = 0; k < 12; k++) {
        for (int i = 0; i < 90; i++)
            wave[i] = (pt){(float)i * 2.2f, 10 + (float)k * 11 + 9 * (float)sin(i * 0.15 + k)};
        picture_stroke(p, wave, 90, (struct pen){0.5f + 0.3f * (float)k, rgb(0x46556a),
                                                 k & 1, k % 3 ? 0 : 9, 5}, false);
    }
    picture_unclip(p);
    picture_ungroup(p);
    picture_ring(p, (pt){60, 80}, 33, (struct pen){3, rgba_faded(rgb(0xc2123c), 0.6f),
                                                   CAP_ROUND, 0, 0});
    picture_disc(p, (pt){60, 80}, 8, rgb(0x005ba1));
    picture_round_box(p, (rect){100, 30, 160, 60}, 8, rgba_faded(rgb(0xffffff), 0.8f));
    picture_fill(p, (pt[]){{120, 80}, {180, 95}, {125, 120}}, 3, rgb(0x4d69f4));
}
