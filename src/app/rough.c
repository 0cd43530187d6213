// SPDX-License-Identifier: MIT
#include "app/rough.h"

#include "app/runs.h"
#include "scene/run.h"

#include <string.h>

// A setting that is 0 at the left end of its slider; `on` is where its button puts it.
struct slide {
    const char *name, *label;
    double on;
    struct range range;
};

static const struct slide clip = {"clip_norm", "clip", 1,
                                  {0.01, 100, 0.01, true, .limit = NAN}};
static const struct slide noise = {"noise", "noise", 0.1,
                                   {0.001, 10, 0.001, true, .limit = NAN}};

static const struct descent *settings(const struct scene *s)
{
    bool run = scene_has_run(s, s->chosen);
    return run ? scene_settings(s, s->chosen, DESCENT_STEPS) : &s->next_run;
}

bool rough_has(const struct scene *s)
{
    const struct descent *d = settings(s);
    return d->noise > 0 || d->clip_norm > 0;
}

int rough_rows(const struct scene *s)
{
    return settings(s)->noise > 0 ? 3 : 2;
}

static void set(struct desk *d, const char *name, const char *label, double value)
{
    struct fault fault = {0};
    struct run_field f;
    struct descent next = *runs_chosen(d);
    run_field_find(&next, name, &f, NULL);
    f.row.knob.name = label;
    if (!run_field_check(&f, value, &fault)) {
        desk_say(d, "%.150s", fault.text);
        return;
    }
    run_value_set(&f, value);
    if (next.clip_norm > 0)
        next.clip_value = 0;                    // one of them
    runs_set(d, &next);
}

static void slider(struct desk *d, unsigned id, rect row, const struct slide *slide)
{
    double value = slide->name == noise.name ? runs_chosen(d)->noise
                                             : runs_chosen(d)->clip_norm;
    double at = fmax(value, slide->range.low), typed = value;
    float em = d->ui->sizes->t2, knob = 0.6f * d->ui->sizes->knob;
    bool tight = row.x1 - row.x0 < 15 * em;
    struct button_look look = {.label = slide->label, .size = d->ui->sizes->t3,
                               .on = value > 0};
    struct range any = {-1e300, 1e300, 0, false, .limit = NAN, .brief = true};
    rect name = row, track = row, number = row;
    name.x1 = row.x0 + 4.2f * d->ui->sizes->t3;
    number.x0 = row.x1 - (tight ? 2.2f : 3.2f) * em;
    track.x0 = name.x1 + 0.4f * em + knob;
    track.x1 = number.x0 - 0.3f * em - knob;
    if (ui_button(d->ui, id, name, &look))
        set(d, slide->name, slide->label, value > 0 ? 0 : slide->on);
    if (ui_slider(d->ui, id + 1, track, &at, &slide->range))
        set(d, slide->name, slide->label, at > slide->range.low ? at : 0);
    if (ui_number(d->ui, id + 2, number, &typed, desk_read_number, &any))
        set(d, slide->name, slide->label, typed);
}

static void seed(struct desk *d, unsigned id, rect row)
{
    double typed = runs_chosen(d)->seed;
    float em = d->ui->sizes->t3;
    struct range any = {-1e300, 1e300, 0, false, .limit = NAN, .brief = true};
    struct button_look look = {.label = "another seed", .brief = "another", .size = em};
    rect name = row, number = row, button = row;
    name.x1 = row.x0 + 4.2f * em;
    button.x0 = row.x1 - fminf(ui_button_width(d->ui, &look, false),
                               0.45f * (row.x1 - row.x0));
    number.x0 = name.x1;
    number.x1 = button.x0 - 0.5f * em;
    ui_label(d->ui, name, FACE_CONDENSED, em, d->ui->theme->text, CENTER, "seed");
    if (number.x1 - number.x0 > 1.5f * em
        && ui_number(d->ui, id, number, &typed, desk_read_number, &any))
        set(d, "seed", "seed", typed);
    if (ui_button(d->ui, id + 1, button, &look))
        set(d, "seed", "seed", fmod(runs_chosen(d)->seed + 1, KNOB_COUNT));
}

void rough_sliders(struct desk *d, rect row)
{
    float down = row.y1 - row.y0 + d->ui->sizes->u;
    bool noisy = rough_rows(d->scene) > 2;
    d->mind->rough |= rough_has(d->scene);
    if (!d->mind->rough)
        return;
    slider(d, ID_ROUGH, row, &clip);
    row.y0 += down, row.y1 += down;
    slider(d, ID_ROUGH + 3, row, &noise);
    row.y0 += down, row.y1 += down;
    if (noisy)
        seed(d, ID_ROUGH + 6, row);
}
