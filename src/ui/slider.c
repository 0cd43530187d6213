// SPDX-License-Identifier: MIT
#include "ui/slider.h"

#include "draw/writing.h"

static bool is_log(const struct range *r)
{
    return r->log && r->low > 0 && r->high > 0;
}

static double kept(const struct range *r, double value)
{
    return value > r->low ? value < r->high ? value : r->high : r->low;
}

// Where a value stands between the ends, 0…1.
static double share(const struct range *r, double value)
{
    value = kept(r, value);
    double t = is_log(r) ? log(value / r->low) / log(r->high / r->low)
                         : (value / 2 - r->low / 2) / (r->high / 2 - r->low / 2);
    return t > 0 ? t < 1 ? t : 1 : 0;
}

static double valued(const struct range *r, double t)
{
    if (!(t > 0))
        return r->low;
    if (!(t < 1))
        return r->high;
    return is_log(r) ? r->low * pow(r->high / r->low, t)
                     : r->low * (1 - t) + r->high * t;
}

float ui_slider_at(rect where, const struct range *range, double value)
{
    return where.x0 + (float)share(range, value) * (where.x1 - where.x0);
}

// The number with the fewest digits between two.
static double roundest(double from, double to)
{
    double middle = from / 2 + to / 2;
    if (!(to > from) || !isfinite(to - from))
        return middle;
    int digits = (int)ceil(log10(to - from));
    for (int last = digits - 2; digits >= last; digits--) {
        double step = pow(10, abs(digits));
        double value = digits < 0 ? round(middle * step) / step
                                  : round(middle / step) * step;
        if (value >= from && value <= to)
            return value;
    }
    return middle;
}

double ui_slider_value(rect where, const struct range *range, float x)
{
    double width = (double)where.x1 - where.x0;
    double t = ((double)x - where.x0) / width, half = 0.5 / width;
    if (!(width > 0) || !(t > 0))
        return range->low;
    if (!(t < 1))
        return range->high;
    return kept(range, roundest(valued(range, t - half), valued(range, t + half)));
}

static bool set(double *value, double to)
{
    bool changed = *value != to;
    *value = to;
    return changed;
}

// Moves the value only when it stands elsewhere, so that a click on the handle changes
// nothing.
static bool drag(struct ui *ui, rect where, double *value, const struct range *range,
                 const struct touch *touch)
{
    float x = ui->in->pointer.x, at = ui_slider_at(where, range, *value);
    if (touch->pressed)
        ui->grip = fabsf(x - at) <= ui->sizes->knob / 2 ? at - x : 0;
    if (touch->doubled) {
        ui->grip = NAN;
        ui->gesture = --ui->gestures;           // both presses are one step of undo
        return set(value, kept(range, range->standard));
    }
    x += ui->grip;
    bool inside = x > where.x0 && x < where.x1;
    if (!isfinite(x) || (inside && fabsf(x - at) < 0.5f))
        return false;
    return set(value, ui_slider_value(where, range, x));
}

// One step up or down, with Shift a large one.
static double stepped(const struct range *r, double value, int way, bool large)
{
    double next, noise;
    value = kept(r, value);
    if (is_log(r)) {
        double factor = large ? 2 : 1.1;
        next = way > 0 ? value * factor : value / factor;
        noise = next * 1e-9;
    } else {
        double span = r->high - r->low;
        next = value + way * span / (large ? 10 : 100);
        noise = span * 1e-9;
    }
    return kept(r, roundest(next - noise, next + noise));
}

bool slider_keys(struct ui *ui, unsigned id, double *value, const struct range *range,
                 int up, int down)
{
    unsigned shift = ui->in->mods & MOD_SHIFT;
    int way = ui_key(ui, up, shift) ? 1 : ui_key(ui, down, shift) ? -1 : 0;
    if (way == 0)
        return false;
    ui_burst(ui, id);
    return set(value, stepped(range, *value, way, shift));
}

static bool keys(struct ui *ui, unsigned id, double *value, const struct range *range)
{
    bool low = ui_key(ui, KEY_HOME, 0);
    if (low || ui_key(ui, KEY_END, 0)) {
        ui_burst(ui, id);
        return set(value, low ? range->low : range->high);
    }
    return slider_keys(ui, id, value, range, KEY_UP, KEY_DOWN)
        || slider_keys(ui, id, value, range, KEY_RIGHT, KEY_LEFT);
}

static void tick(struct ui *ui, float x, float y, float half, float width)
{
    picture_box(ui->out, (rect){x - width / 2, y - half, x + width / 2, y + half},
                ui->theme->track);
}

// The line, its ends, and where it is logarithmic 1, 2, 5, 10 …
static void draw_track(struct ui *ui, rect where, float y, const struct range *range)
{
    float u = ui->sizes->u, thin = fmaxf(0.16f * u, 1.5f), half = 0.2f * u;
    picture_box(ui->out, (rect){where.x0, y - half, where.x1, y + half},
                ui->theme->track);
    tick(ui, where.x0 + thin / 2, y, 0.9f * u, thin);
    tick(ui, where.x1 - thin / 2, y, 0.9f * u, thin);
    if (!is_log(range) || !(range->high / range->low < 1e12))
        return;
    static const double steps[] = {1, 2, 5};
    int power = (int)floor(log10(range->low) + 1e-9);
    for (; pow(10, power) < range->high; power++)
        for (int i = 0; i < 3; i++) {
            double value = steps[i] * pow(10, power);
            if (value > range->low && value < range->high)
                tick(ui, ui_slider_at(where, range, value), y, (i ? 0.55f : 0.9f) * u,
                     thin);
        }
}

static void draw_hatch(struct ui *ui, float from, float to, float y)
{
    float u = ui->sizes->u, gap = fmaxf(0.95f * u, (to - from) / 200), rise = 0.95f * u;
    rgba color = ui->theme->error;
    picture_box(ui->out, (rect){from, y - 0.2f * u, to, y + 0.2f * u}, color);
    for (float x = from; x + 2 * 0.6f * u <= to; x += gap)
        picture_line(ui->out, (pt){x, y + rise}, (pt){x + 1.2f * u, y - rise},
                     (struct pen){.width = fmaxf(0.16f * u, 1.5f), .color = color});
}

static bool is_dangerous(const struct range *range)
{
    return range->danger && range->limit < range->high;
}

// The words stand to the right of where danger begins, or else to its left; in a low or
// short track the mark is enough.
static void draw_words(struct ui *ui, rect where, float y, const struct range *range)
{
    float x = ui_slider_at(where, range, range->limit);
    float em = ui->sizes->t3, line = y - ui->sizes->knob / 2 - 0.5f * em;
    picture_fill(ui->out, (pt[]){{x - 0.35f * em, line - 0.25f * em},
                                 {x + 0.35f * em, line - 0.25f * em},
                                 {x, line + 0.3f * em}}, 3, ui->theme->error);
    float width = writing_width(ui->font, FACE_CONDENSED_BOLD, em, range->danger);
    bool right = x + 0.5f * em + width <= where.x1 || x - where.x0 < where.x1 - x;
    rect room = right ? (rect){x + 0.5f * em, line - em, where.x1, line + em}
                      : (rect){where.x0, line - em, x - 0.5f * em, line + em};
    bool roomy = where.y1 - where.y0 > 1.8f * em && room.x1 - room.x0 > width;
    if (roomy)
        ui_label(ui, room, FACE_CONDENSED_BOLD, em, ui->theme->error,
                 right ? LEFT : RIGHT, range->danger);
}

static void draw_handle(struct ui *ui, pt at, const struct touch *touch, bool focused)
{
    const struct theme *t = ui->theme;
    const struct sizes *s = ui->sizes;
    float radius = s->knob / 2;
    if (touch->hot || touch->active)
        picture_disc(ui->out, at, radius * (touch->active ? 1.7f : 1.5f),
                     rgba_faded(t->focus, touch->active ? 0.35f : 0.22f));
    picture_disc(ui->out, at, radius + 0.3f * s->u, t->card);
    picture_disc(ui->out, at, radius, t->focus);
    if (focused && ui->keyboard_used)
        picture_ring(ui->out, at, radius + s->focus_gap + s->focus / 2,
                     (struct pen){.width = s->focus, .color = t->focus});
}

bool ui_slider(struct ui *ui, unsigned id, rect where, double *value,
               const struct range *range)
{
    if (shape_is_empty(where))
        return false;
    float y = (where.y0 + where.y1) / 2, out = ui->sizes->knob / 2;
    float half = fmaxf(where.y1 - where.y0, ui->sizes->grab) / 2;
    struct touch touch = ui_touch(ui, id, (rect){where.x0 - out, y - half,
                                                 where.x1 + out, y + half});
    if (touch.hot || touch.active)
        ui->cursor = CURSOR_HAND;
    bool changed = touch.active && touch.button == BUTTON_LEFT
                && drag(ui, where, value, range, &touch);
    bool focused = ui_stop(ui, id, (rect){0});
    changed |= focused && keys(ui, id, value, range);
    draw_track(ui, where, y, range);
    if (is_dangerous(range))
        draw_hatch(ui, ui_slider_at(where, range, range->limit), where.x1, y);
    draw_handle(ui, (pt){ui_slider_at(where, range, *value), y}, &touch, focused);
    if (is_dangerous(range))
        draw_words(ui, where, y, range);
    return changed;
}
