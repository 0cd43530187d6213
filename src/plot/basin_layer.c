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

static int percent(const struct model *m)
{
    return (int)(100 * basin_map_done(&m->basins));
}

rect basin_layer_chip(const struct model *m, const struct layout *layout,
                      const struct font *font)
{
    float em = layout->sizes.t3, x = layout->map.x0 + 0.5f * em;
    float y = layout->map.y0 + 0.5f * layout->sizes.u + 0.5f * em;
    float width = writing_width(font, FACE_CONDENSED, em, "basins 100 %") + em;
    return percent(m) < 100 ? (rect){x, y, x + width, y + 1.6f * em} : (rect){0};
}

// A bar along the upper edge of the map, and a number.
static void draw_progress(struct picture *p, const struct model *m, rect chip,
                          const struct theme *theme, const struct layout *layout)
{
    char words[40];
    rect map = layout->map;
    rect bar = {map.x0, map.y0, map.x1, map.y0 + 0.5f * layout->sizes.u};
    float em = layout->sizes.t3;
    if (percent(m) == 100)
        return;
    snprintf(words, sizeof words, "basins %d %%", percent(m));
    picture_box(p, bar, theme->card);
    bar.x1 = map.x0 + (float)percent(m) / 100 * (map.x1 - map.x0);
    picture_box(p, bar, theme->accent);
    picture_round_box(p, chip, 0.3f * em, theme->card);
    picture_text(p, (pt){chip.x0 + em / 2, (chip.y0 + chip.y1) / 2},
                 (struct type){.face = FACE_CONDENSED, .size = em, .color = theme->text,
                               .x = LEFT, .y = MIDDLE}, words);
}

void basin_layer_draw(struct picture *p, const struct model *m, rect progress,
                      const struct theme *theme, const struct layout *layout)
{
    picture_group(p, "minima");
    draw_minima(p, m, theme, &layout->sizes);
    draw_progress(p, m, progress, theme, layout);
    picture_ungroup(p);
}
