// SPDX-License-Identifier: MIT
#include "app/fingers.h"

#include <math.h>

static const double rest_pins = 0.5, taps_within = 0.4;        // seconds
static const float slack = 1.5f, above = 6, same_place = 5;     // u
static const double turns_from = 0.2;                           // radians

static float apart(pt a, pt b)
{
    return hypotf(b.x - a.x, b.y - a.y);
}

static double slant(pt a, pt b)
{
    return atan2((double)b.y - (double)a.y, (double)b.x - (double)a.x);
}

static pt middle(pt a, pt b)
{
    return (pt){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

static void point(struct fingers *f, struct input *out, pt at)
{
    f->at = out->pointer = at;
    out->inside = true;
}

static void press(struct input *out, enum button button, int clicks)
{
    out->pressed = out->held[button] = true;
    out->button = button;
    out->clicks = clicks;
}

static void release(struct input *out, enum button button)
{
    out->released = true;
    out->held[button] = false;
    out->button = button;
}

// The same press again soon at the same place is the second of a double one.
static int count_tap(struct fingers *f, const struct input *in, float u)
{
    bool again = in->time - f->tapped_at < taps_within
                 && apart(f->from, f->tapped) < same_place * u;
    f->taps = again ? f->taps % 3 + 1 : 1;
    f->tapped = f->from;
    f->tapped_at = in->time;
    return f->taps;
}

static void begin_pinch(struct fingers *f, const struct input *in)
{
    f->mode = FINGERS_PINCH;
    f->was[0] = in->finger[0];
    f->was[1] = in->finger[1];
    f->twist = 0;
    f->turning = false;
}

// Fingers that close in always turn a little; u turns when they mean it.
static void pinch(struct fingers *f, const struct input *in, float u, struct input *out)
{
    pt a = f->was[0].at, b = f->was[1].at, c = in->finger[0].at, d = in->finger[1].at;
    double turn = remainder(slant(a, b) - slant(c, d), 2 * M_PI);
    f->twist += turn;
    bool turned = f->turning;
    f->turning |= fabs(f->twist) > turns_from;
    out->pinch = (struct pinch){
        .from = middle(a, b), .to = middle(c, d),
        .apart = (double)fmaxf(apart(c, d), u) / (double)fmaxf(apart(a, b), u),
        .turned = !f->turning ? 0 : turned ? turn : f->twist};
    point(f, out, out->pinch.to);
    f->was[0] = in->finger[0];
    f->was[1] = in->finger[1];
}

static bool rest(struct fingers *f, const struct input *in, float u, struct input *out)
{
    const struct finger *first = &in->finger[0];
    point(f, out, f->from);
    if (!first->down) {
        press(out, BUTTON_LEFT, count_tap(f, in, u));
        f->mode = FINGERS_TAP;
        return true;
    }
    if (apart(first->at, f->from) > slack * u) {
        f->mode = FINGERS_LEAD;
        return true;
    }
    if (in->time - f->since >= rest_pins) {
        press(out, BUTTON_RIGHT, 1);
        f->mode = FINGERS_PIN;
    }
    return false;
}

// The pointer stays on the map when fingers leave; anywhere else it goes with them.
static bool spend(struct fingers *f, bool stays)
{
    f->stays = stays;
    f->mode = FINGERS_SPENT;
    return true;
}

// A button that is held follows the finger until that is lifted.
static bool hold(struct fingers *f, const struct input *in, enum button button,
                 struct input *out)
{
    const struct finger *first = &in->finger[0];
    point(f, out, first->down ? first->at : f->at);
    out->held[button] = true;
    if (first->down)
        return false;
    release(out, button);
    return spend(f, button == BUTTON_RIGHT);
}

static bool tap(struct fingers *f, struct input *out)
{
    point(f, out, f->from);
    release(out, BUTTON_LEFT);
    return spend(f, true);
}

static bool lead(struct fingers *f, const struct input *in, float u, struct input *out)
{
    const struct finger *first = &in->finger[0];
    point(f, out, first->down ? (pt){first->at.x, first->at.y - above * u} : f->at);
    return !first->down && spend(f, true);
}

static bool land(struct fingers *f, const struct input *in, bool map, float u,
                 struct input *out)
{
    point(f, out, f->from);
    f->mode = map ? FINGERS_REST : FINGERS_PRESS;
    if (!map)
        press(out, BUTTON_LEFT, count_tap(f, in, u));
    return false;
}

static bool begin(struct fingers *f, const struct input *in, struct input *out)
{
    f->mode = FINGERS_NONE;
    if (in->finger[0].down) {
        f->mode = FINGERS_LANDED;
        f->from = in->finger[0].at;
        f->since = in->time;
        point(f, out, f->from);
        return true;
    }
    f->stays &= in->pointer.x == f->mouse.x && in->pointer.y == f->mouse.y;
    if (f->stays)
        point(f, out, f->at);
    return false;
}

bool fingers_next(struct fingers *f, const struct input *in, bool map, float u,
                  struct input *out)
{
    bool one = in->finger[0].down, other = in->finger[1].down;
    bool on_map = f->mode == FINGERS_REST || f->mode == FINGERS_LEAD;
    *out = *in;
    if (one || other)
        f->mouse = in->pointer;
    if (on_map && one && other)
        begin_pinch(f, in);
    switch (f->mode) {
    case FINGERS_LANDED: return land(f, in, map, u, out);
    case FINGERS_PRESS:  return hold(f, in, BUTTON_LEFT, out);
    case FINGERS_REST:   return rest(f, in, u, out);
    case FINGERS_TAP:    return tap(f, out);
    case FINGERS_LEAD:   return lead(f, in, u, out);
    case FINGERS_PIN:    return hold(f, in, BUTTON_RIGHT, out);
    case FINGERS_PINCH:
        if (!one || !other)
            return spend(f, true);
        pinch(f, in, u, out);
        return false;
    case FINGERS_SPENT:
        point(f, out, f->at);
        if (one || other)
            return false;
        *out = *in;
        return begin(f, in, out);
    default:
        return begin(f, in, out);
    }
}

double fingers_wait(const struct fingers *f, double now)
{
    return f->mode == FINGERS_REST ? fmax(f->since + rest_pins - now, 0) : INFINITY;
}
