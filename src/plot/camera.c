// SPDX-License-Identifier: MIT
#include "plot/camera.h"

struct camera camera_fit(box asked, rect focus, rect map)
{
    double width = (double)focus.x1 - focus.x0, height = (double)focus.y1 - focus.y0;
    double unit = fmax((asked.x1 - asked.x0) / width, (asked.y1 - asked.y0) / height);
    double x = asked.x0 / 2 + asked.x1 / 2, y = asked.y0 / 2 + asked.y1 / 2;
    double left = (double)focus.x0 - map.x0, right = (double)map.x1 - focus.x1;
    double above = (double)focus.y0 - map.y0, below = (double)map.y1 - focus.y1;
    return (struct camera){map, {x - unit * (width / 2 + left),
                                 x + unit * (width / 2 + right),
                                 y - unit * (height / 2 + below),
                                 y + unit * (height / 2 + above)}};
}

double camera_scale(const struct camera *c)
{
    return ((double)c->map.x1 - c->map.x0) / (c->world.x1 - c->world.x0);
}

pt camera_to_screen(const struct camera *c, vec2 at)
{
    double scale = camera_scale(c);
    return (pt){(float)(c->map.x0 + (at.x - c->world.x0) * scale),
                (float)(c->map.y0 + (c->world.y1 - at.y) * scale)};
}

double camera_length(const struct camera *c, const vec2 *points, uint32_t count)
{
    double length = 0;
    for (uint32_t i = 0; i + 1 < count; i++) {
        pt a = camera_to_screen(c, points[i]), b = camera_to_screen(c, points[i + 1]);
        length += hypot((double)b.x - a.x, (double)b.y - a.y);
    }
    return length;
}

vec2 camera_to_world(const struct camera *c, pt at)
{
    double scale = camera_scale(c);
    return (vec2){c->world.x0 + ((double)at.x - c->map.x0) / scale,
                  c->world.y1 - ((double)at.y - c->map.y0) / scale};
}

struct view camera_view(const struct camera *c)
{
    return (struct view){c->world, (int)(c->map.x1 - c->map.x0),
                         (int)(c->map.y1 - c->map.y0)};
}
