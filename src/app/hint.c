// SPDX-License-Identifier: MIT
#include "app/hint.h"

static const char words[] = "Click the map to start walking downhill.";

rect hint_chip(const struct attention *mind, const struct camera *camera,
               const struct layout *layout, const struct font *font)
{
    pt at = camera_to_screen(camera, mind->hint_at);
    float em = layout->sizes.t2, pad = 0.8f * em, y = at.y + 3.2f * layout->sizes.u;
    float width = font->measure(font->self, FACE_CONDENSED, em, words).width;
    float x = fmaxf(layout->focus.x0 + pad, fminf(at.x - width / 2,
                                                  layout->focus.x1 - width - 2 * pad));
    if (!mind->hint || mind->telling)
        return (rect){0};
    return (rect){x - pad, y, x + width + pad, y + 1.8f * em};
}

void hint_draw(struct picture *p, const struct attention *mind,
               const struct camera *camera, const struct layout *layout,
               const struct theme *theme, const struct font *font)
{
    rect chip = hint_chip(mind, camera, layout, font);
    float em = layout->sizes.t2, u = layout->sizes.u;
    if (!(chip.x1 > chip.x0))
        return;
    picture_ring(p, camera_to_screen(camera, mind->hint_at), 1.6f * u,
                 (struct pen){.width = 0.5f * u, .color = theme->run[0]});
    picture_round_box(p, chip, 0.4f * em, theme->card);
    picture_text(p, (pt){chip.x0 + 0.8f * em, (chip.y0 + chip.y1) / 2},
                 (struct type){.face = FACE_CONDENSED, .size = em, .color = theme->text,
                               .x = LEFT, .y = MIDDLE}, words);
}
