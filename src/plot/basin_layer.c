// SPDX-License-Identifier: MIT
#include "plot/basin_layer.h"

#include "draw/writing.h"
#include "plot/mark.h"

#include <stdio.h>

static void draw_minima(struct picture *p, const struct model *m,
                        const struct theme *theme, const struct sizes *sizes)
{
    const struct basin_map *b = &m->basins;
    enum mark mark = b->climbs ? MARK_UP : MARK_DOWN;
    for (size_t i = 0; i < b->basins.minima.count; i++) {
        pt at = camera_to_screen(&m->camera, b->basins.minima.at[i].at);
        struct mark_style ring = {1.5f * sizes->flat, theme->ink, 0.8f * sizes->halo,
                                  theme_ground(theme)};
        struct mark_style inside = {sizes->flat, basin_map_color(b, i, theme), 0, ring.halo_color};
        mark_draw(p, mark, at, &ring);
        mark_draw(p, mark, at, &inside);
    }
}

// A bar along the upper edge of the map, with its number below.
static void draw_progress(struct picture *p, double done, const struct theme *theme,
                          const struct layout *layout, const struct font *font)
{
    char words[40];
    float em = layout->sizes.t3, thick = 0.5f * layout->sizes.u;
    rect map = layout->map, bar = {map.x0, map.y0, map.x1, map.y0 + thick};
    snprintf(words, sizeof words, "basins %d %%", (int)(100 * done));
    float width = writing_width(font, FACE_CONDENSED, em, "basins 100 %") + em;
    rect chip = {map.x0 + em / 2, bar.y1 + em / 2, map.x0 + em / 2 + width,
                 bar.y1 + 2 * em};
    picture_box(p, bar, rgba_faded(theme->card, 0.92f));
    bar.x1 = map.x0 + floorf((float)(100 * done)) / 100 * (map.x1 - map.x0);
    picture_box(p, bar, theme->accent);
    picture_round_box(p, chip, 0.3f * em, rgba_faded(theme->card, 0.92f));
    picture_text(p, (pt){chip.x0 + em / 2, (chip.y0 + chip.y1) / 2},
                 (struct type){.face = FACE_CONDENSED, .size = em, .color = theme->text,
                               .x = LEFT, .y = MIDDLE}, words);
}

void basin_layer_draw(struct picture *p, const struct model *m, const struct theme *theme,
                      const struct layout *layout, const struct font *font)
{
    double done = basin_map_done(&m->basins);
    picture_group(p, "minima");
    draw_minima(p, m, theme, &layout->sizes);
    if (done < 1)
        draw_progress(p, done, theme, layout, font);
    picture_ungroup(p);
}
