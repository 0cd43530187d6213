// SPDX-License-Identifier: MIT
#include "app/actions.h"

#include "app/overlay.h"
#include "app/race.h"
#include "app/runs.h"
#include "app/trials.h"

#include <stdio.h>

void actions_play(struct desk *d)
{
    struct attention *mind = d->mind;
    if (d->scene->runs == 0)
        runs_add(d, d->scene->probe ? d->scene->probe_at : mind->hint_at);
    else if (!mind->playing && mind->shown >= runs_longest(d))
        mind->shown = 0, mind->playing = true;
    else
        mind->playing = !mind->playing;
}

// The step that is inspected goes with the playhead.
static void go(struct desk *d, double steps)
{
    double longest = runs_longest(d), shown = fmin(d->mind->shown, longest);
    double inspect = d->scene->inspect;
    if (inspect > 0)
        shown = fmin(inspect, longest);
    d->mind->shown = fmin(fmax(steps > 0 ? floor(shown) + steps : ceil(shown) + steps,
                               inspect > 0), longest);
    d->mind->playing = false;
    if (inspect > 0)
        runs_inspect(d, d->scene->chosen, d->mind->shown);
}

static void forward(struct desk *d) { go(d, 1); }
static void backward(struct desk *d) { go(d, -1); }
static void forward_ten(struct desk *d) { go(d, 10); }
static void backward_ten(struct desk *d) { go(d, -10); }
static void to_start(struct desk *d) { go(d, -1e9); }
static void to_end(struct desk *d) { go(d, 1e9); }

// The step that comes next; where all are shown, the first.
static void inspect(struct desk *d)
{
    int run = runs_chosen(d) == &d->scene->next_run ? -1 : d->scene->chosen;
    if (run < 0)
        desk_say(d, "no run yet: a click on the map starts one");
    else if (d->scene->inspect > 0)
        d->scene->inspect = 0;
    else
        runs_inspect(d, run, d->mind->shown < runs_longest(d) ? floor(d->mind->shown) + 1 : 1);
}

static void climb(struct desk *d)
{
    struct descent run = *runs_chosen(d);
    run.ascend = !run.ascend;
    runs_set(d, &run);
}

static void scale_rate(struct desk *d, double by)
{
    struct descent run = *runs_chosen(d);
    double lr = run.lr * by;
    if (lr > 1e-300 && lr < 1e300)
        run.lr = lr;
    runs_set(d, &run);
    ui_burst(d->ui, ID_SLIDER);
}

static void rate_up(struct desk *d) { scale_rate(d, 1.1); }
static void rate_down(struct desk *d) { scale_rate(d, 1 / 1.1); }
static void rate_double(struct desk *d) { scale_rate(d, 2); }
static void rate_half(struct desk *d) { scale_rate(d, 0.5); }

static void run_at_probe(struct desk *d)
{
    if (d->mind->hovering)
        runs_add(d, d->mind->hover);
    else
        runs_add(d, d->scene->probe ? d->scene->probe_at : d->mind->hint_at);
}

static void pin(struct desk *d)
{
    d->scene->probe = !d->scene->probe || d->mind->hovering;
    if (d->scene->probe && d->mind->hovering)
        d->scene->probe_at = d->mind->hover;
    d->mind->rail = true;
}

static void nudge(struct desk *d, double x, double y)
{
    double step = d->model->quiver.step;
    d->scene->probe = true;
    d->scene->probe_at.x += x * step;
    d->scene->probe_at.y += y * step;
    ui_burst(d->ui, ID_PROBE);
}

static void nudge_left(struct desk *d) { nudge(d, -1, 0); }
static void nudge_right(struct desk *d) { nudge(d, 1, 0); }
static void nudge_up(struct desk *d) { nudge(d, 0, 1); }
static void nudge_down(struct desk *d) { nudge(d, 0, -1); }

static void turn(struct desk *d, double degrees)
{
    vec2 u = d->scene->direction;
    double angle = atan2(u.y, u.x) + degrees * M_PI / 180;
    angle = round(angle * 180 / M_PI * 1e9) / 1e9 * M_PI / 180;
    double x = cos(angle), y = sin(angle);
    d->scene->direction = (vec2){fabs(x) < 1e-15 ? 0 : x, fabs(y) < 1e-15 ? 0 : y};
    ui_burst(d->ui, ID_DIRECTION);
}

static void turn_left(struct desk *d) { turn(d, 5); }
static void turn_right(struct desk *d) { turn(d, -5); }
static void turn_left_a_bit(struct desk *d) { turn(d, 1); }
static void turn_right_a_bit(struct desk *d) { turn(d, -1); }

static void to_gradient(struct desk *d)
{
    const struct probe *p = &d->model->probe;
    if (p->defined && p->norm > 0)
        d->scene->direction = vec2_scale(p->gradient, 1 / p->norm);
}

static void type_direction(struct desk *d)
{
    d->scene->probe = true;
    d->mind->rail = true;
    ui_focus(d->ui, ID_WAY_X);
}

static void next_arrows(struct desk *d)
{
    static const enum arrow_law next[] = {
        [ARROWS_AUTO] = ARROWS_ROOT, [ARROWS_ROOT] = ARROWS_TRUE,
        [ARROWS_TRUE] = ARROWS_DIRECTION, [ARROWS_DIRECTION] = ARROWS_OFF,
        [ARROWS_SATURATING] = ARROWS_OFF, [ARROWS_OFF] = ARROWS_AUTO};
    d->scene->arrows = next[d->scene->arrows];
}

static void next_fill(struct desk *d)
{
    d->scene->fill = (d->scene->fill + 1) % (FILL_NONE + 1);
}

static void walk(struct desk *d) { d->scene->walked = !d->scene->walked; }

static void on_contours(struct desk *d)
{
    d->scene->on_contours = !d->scene->on_contours;
}

static void steepness(struct desk *d) { d->scene->steepness = !d->scene->steepness; }
static void flip(struct desk *d) { d->scene->downhill = !d->scene->downhill; }
static void contour_lines(struct desk *d) { d->scene->contours = !d->scene->contours; }
static void tangent(struct desk *d) { d->scene->tangent = !d->scene->tangent; }
static void rose(struct desk *d) { d->scene->rose = !d->scene->rose; }
static void slice(struct desk *d) { d->scene->slice = !d->scene->slice; }

static void inside(struct desk *d)
{
    d->scene->inside = !d->scene->inside;
    d->mind->rail |= d->scene->inside;
}

static void flat_points(struct desk *d)
{
    d->scene->flat_points = d->scene->flat_points ? FLAT_OFF : FLAT_MARKS;
}

static void basins(struct desk *d) { d->scene->basins = !d->scene->basins; }

static void rough(struct desk *d)
{
    d->mind->rough = !d->mind->rough;
    d->mind->rail |= d->mind->rough;
}

static void nine_rates(struct desk *d) { trials_show(d, RATES_GRID); }
static void fan_of_rates(struct desk *d) { trials_show(d, RATES_FAN); }

static void next_method(struct desk *d)
{
    runs_set_method(d, (runs_chosen(d)->method + 1) % METHODS);
}

static void pick_method(struct desk *d, const char *name)
{
    runs_set_method(d, method_find(name));
}

static void pick_gd(struct desk *d) { pick_method(d, "gd"); }
static void pick_momentum(struct desk *d) { pick_method(d, "momentum"); }
static void pick_rmsprop(struct desk *d) { pick_method(d, "rmsprop"); }
static void pick_adagrad(struct desk *d) { pick_method(d, "adagrad"); }
static void pick_adam(struct desk *d) { pick_method(d, "adam"); }

static void measure(struct desk *d) { d->mind->measured = !d->mind->measured; }
static void cover(struct desk *d) { desk_cover(d, !d->mind->covered); }
static void blank(struct desk *d) { d->mind->blank = !d->mind->blank; }

static void help(struct desk *d) { desk_toggle(d, OVERLAY_HELP); }
static void open_gallery(struct desk *d) { desk_toggle(d, OVERLAY_GALLERY); }

static void write_formula(struct desk *d) { ui_focus(d->ui, ID_FORMULA); }

static void zoom_in(struct desk *d) { canvas_zoom(d, 1 / 1.2); }
static void zoom_out(struct desk *d) { canvas_zoom(d, 1.2); }

// All of the runs and the pinned probe, or the view that scenes begin with.
static void fit(struct desk *d)
{
    box v = scene_defaults().view;
    for (int i = 0; i < d->scene->runs; i++) {
        vec2 at = d->scene->run[i].start;
        if (!scene_has_run(d->scene, i))
            continue;
        v = (box){fmin(v.x0, at.x - 1), fmax(v.x1, at.x + 1), fmin(v.y0, at.y - 1),
                  fmax(v.y1, at.y + 1)};
    }
    d->scene->view = v;
}

static void projector(struct desk *d) { d->scene->projector = !d->scene->projector; }
static void next_theme(struct desk *d) { d->scene->theme = !d->scene->theme; }
static void full_screen(struct desk *d) { d->mind->fullscreen = !d->mind->fullscreen; }

// One level.  Overlays have taken their Escape; what is covered stays so.
static void leave(struct desk *d)
{
    struct attention *mind = d->mind;
    if (mind->blank)
        mind->blank = false;
    else if (mind->exporting)
        mind->exporting = false;
    else if (mind->filming)
        mind->filming = false;
    else if (d->scene->rates)
        d->scene->rates = RATES_OFF;
    else if (mind->fullscreen)
        mind->fullscreen = false;
    else if (d->scene->inspect > 0)
        d->scene->inspect = 0;
    else
        mind->playing = false;
}

static void undo(struct desk *d) { d->out->undo = true; }
static void redo(struct desk *d) { d->out->redo = true; }
static void quit(struct desk *d) { d->out->quit = true; }
static void fresh(struct desk *d) { d->out->fresh = true; }
static void copy(struct desk *d) { d->out->copy = true; }
static void copy_code(struct desk *d) { desk_toggle(d, OVERLAY_CODE); }
static void paste(struct desk *d) { d->ui->paste = true; }
static void picture(struct desk *d) { d->out->picture = true; }
static void film(struct desk *d) { desk_toggle(d, OVERLAY_SHOOT); }
static void copy_table(struct desk *d) { d->out->copy_table = true; }
static void save_table(struct desk *d) { d->out->save_table = true; }

static void open_file(struct desk *d) { file_ask(d, false); }

static void save_file(struct desk *d)
{
    if (!d->mind->path[0]) {
        file_ask(d, true);
        return;
    }
    snprintf(d->mind->asked, sizeof d->mind->asked, "%s", d->mind->path);
    d->out->save = true;
}

static void save_as(struct desk *d) { file_ask(d, true); }

#define C MOD_CTRL
#define S MOD_SHIFT
#define GROUP(name) {NULL, name, KEYS, 0, NULL}        // a heading of the help page
const struct action actions_table[ACTIONS] = {
    GROUP("MAP"),
    {"/ or F2", "edit the formula", '/', 0, write_formula},
    {"F2", NULL, KEY_F2, 0, write_formula},
    {"+ −", "zoom in, out", KEY_PLUS, 0, zoom_in}, {"−", NULL, KEY_MINUS, 0, zoom_out},
    {"0", "fit the view", '0', 0, fit},
    {"A", "arrows: how long", 'a', 0, next_arrows},
    {"Shift+A", "arrows on contours", 'a', S, on_contours},
    {"F", "arrows: up or down", 'f', 0, flip},
    {"C", "contour lines", 'c', 0, contour_lines}, {"V", "fill", 'v', 0, next_fill},
    {"I", "flat points", 'i', 0, flat_points},
    {"Shift+I", "basins of attraction", 'i', S, basins},
    GROUP("PROBE"),
    {"P", "pin it, or free it", 'p', 0, pin},
    {"Ctrl+arrows", "move it", KEY_LEFT, C, nudge_left},
    {"Ctrl+→", NULL, KEY_RIGHT, C, nudge_right}, {"Ctrl+↑", NULL, KEY_UP, C, nudge_up},
    {"Ctrl+↓", NULL, KEY_DOWN, C, nudge_down},
    {"Q E", "turn u by 5°", 'q', 0, turn_left}, {"E", NULL, 'e', 0, turn_right},
    {"Shift+Q E", "by 1°", 'q', S, turn_left_a_bit},
    {"Shift+E", NULL, 'e', S, turn_right_a_bit},
    {"U", "type a direction", 'u', 0, type_direction},
    {"Shift+U", "u along ∇f", 'u', S, to_gradient},
    {"T", "level curve, tangent", 't', 0, tangent}, {"R", "rose", 'r', 0, rose},
    {"Shift+R", "measure 24 slopes", 'r', S, measure},
    {"D", "slope from lines", 'd', 0, steepness},
    {"S", "slice along u", 's', 0, slice}, {"J", "inside ∇f", 'j', 0, inside},
    GROUP("RUNS"),
    {"Enter", "a run from the probe", KEY_ENTER, 0, run_at_probe},
    {"Space", "play, pause", ' ', 0, actions_play},
    {"→ ←", "a step forward, back", KEY_RIGHT, 0, forward},
    {"←", NULL, KEY_LEFT, 0, backward},
    {"PgDn", NULL, KEY_PAGE_DOWN, 0, forward}, {"PgUp", NULL, KEY_PAGE_UP, 0, backward},
    {"Shift+→ ←", "ten steps", KEY_RIGHT, S, forward_ten},
    {"Shift+←", NULL, KEY_LEFT, S, backward_ten},
    {"Home End", "first, last step", KEY_HOME, 0, to_start},
    {"End", NULL, KEY_END, 0, to_end},
    {"↑ ↓", "η × 1.1, ÷ 1.1", KEY_UP, 0, rate_up}, {"↓", NULL, KEY_DOWN, 0, rate_down},
    {"Shift+↑ ↓", "η × 2, ÷ 2", KEY_UP, S, rate_double},
    {"Shift+↓", NULL, KEY_DOWN, S, rate_half},
    {"W", "race of five methods", 'w', 0, race_toggle},
    {"Shift+W", "f along the way", 'w', S, walk},
    {"Shift+S", "a step in full", 's', S, inspect},
    {"Shift+F", "ascent, descent", 'f', S, climb},
    {"M", "nine rates at once", 'm', 0, nine_rates},
    {"Shift+M", "a fan of rates", 'm', S, fan_of_rates},
    {"O", "next method", 'o', 0, next_method},
    {"1–5", "GD … Adam", '1', 0, pick_gd},
    {"2", NULL, '2', 0, pick_momentum}, {"3", NULL, '3', 0, pick_rmsprop},
    {"4", NULL, '4', 0, pick_adagrad}, {"5", NULL, '5', 0, pick_adam},
    {"N", "ghosts: η/2 and 2η", 'n', 0, runs_ghosts},
    {"Shift+N", "noise, clipping", 'n', S, rough},
    {"Del", "remove the run", KEY_DELETE, 0, runs_remove},
    {"Ctrl+Del", "remove all runs", KEY_DELETE, C, runs_clear},
    GROUP("SHOW"),
    {"G", "gallery", 'g', 0, open_gallery},
    {"H or F1", "this page", 'h', 0, help},
    {"F1", NULL, KEY_F1, 0, help}, {"?", NULL, '/', S, help},
    {"K", "cover the numbers", 'k', 0, cover},
    {"B", "blank the picture", 'b', 0, blank}, {".", NULL, '.', 0, blank},
    {"F9", "projector size", KEY_F9, 0, projector},
    {"F10", "light, dark", KEY_F10, 0, next_theme},
    {"F11", "full screen", KEY_F11, 0, full_screen},
    {"Esc", "leave", KEY_ESCAPE, 0, leave},
    GROUP("DOCUMENT"),
    {"Ctrl+Z Y", "undo, redo", 'z', C, undo}, {"Ctrl+Y", NULL, 'y', C, redo},
    {"Ctrl+Shift+Z", NULL, 'z', C | S, redo},
    {"Ctrl+N O S", "new, open, save", 'n', C, fresh},
    {"Ctrl+O", NULL, 'o', C, open_file}, {"Ctrl+S", NULL, 's', C, save_file},
    {"Ctrl+Shift+S", NULL, 's', C | S, save_as},
    {"Ctrl+E", "a picture", 'e', C, picture},
    {"Ctrl+Shift+E", "pictures, a film", 'e', C | S, film},
    {"Ctrl+C", "copy as a command", 'c', C, copy},
    {"Ctrl+K", "copy as code", 'k', C, copy_code},
    {"Ctrl+Shift+C", "copy a run's steps", 'c', C | S, copy_table},
    {"Ctrl+T", "save them as CSV", 't', C, save_table},
    {"Ctrl+V", "paste f or a scene", 'v', C, paste},
    {"Ctrl+Q", "quit", 'q', C, quit},
};

void actions(struct desk *d)
{
    for (const struct action *a = actions_table; a->key; a++)
        if (a->run && ui_key(d->ui, a->key, a->mods))
            a->run(d);
}
