// SPDX-License-Identifier: MIT
#include "app/app.h"

#include "app/actions.h"
#include "app/document.h"
#include "app/fingers.h"
#include "app/history.h"
#include "app/race.h"
#include "app/rough.h"
#include "app/runs.h"
#include "app/easel.h"
#include "app/thumbs.h"
#include "app/trials.h"
#include "scene/schema.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static const double rail_opens_after = 1.5;     // seconds of rest on the map
static const double longest_play = 20;          // seconds
static const double usual_play = 8;             // steps a second
static const double sweep_time = 4;             // seconds there and back

struct app {
    struct history *history;
    struct document document;
    struct session *session;
    struct attention mind;
    struct ui ui;
    struct screen screen;
    struct input in;            // of the last frame
    struct fingers fingers;
    struct easel *easel;        // model and pictures
    int opened_at;              // the place in the history where the file was opened
    bool paste;                 // it is wished for
    double longest;             // steps of the longest path, as hands last saw it
    bool quit;
};

static void say(struct app *app, const char *text)
{
    snprintf(app->mind.toast, TOAST, "%s", text);
    app->mind.toast_until = app->in.time + 3;
}

struct app *app_open(struct app_start *start, const struct font *font,
                     struct pool *pool)
{
    struct app *app = calloc(1, sizeof *app);
    if (!app)
        return NULL;
    struct scene first = start->scene;
    reading_take(&app->mind.reading, &first, true);
    reading_know(&app->mind.reading, &first);
    app->history = history_open(&first);
    app->easel = easel_open(font, pool);
    app->mind.thumbs = thumbs_open(font);
    app->document = (struct document){
        .kept = start->unsaved ? scene_defaults() : first, .extra = start->extra,
        .commands = start->commands, .font = font, .pool = pool};
    start->extra = (struct scene_extra){0};
    app->session = start->session;
    app->mind.shown = INFINITY;
    app->mind.sweeping = -1;
    app->mind.hint_at = (vec2){2.6, 2.2};
    app->mind.hint = start->first_run && start->scene.runs == 0;
    app->mind.fullscreen = start->fullscreen;
    app->mind.rough = rough_has(&start->scene);
    app->mind.rail = start->scene.runs > 0 || start->scene.probe
                     || start->scene.inside;
    app->in.size = (pt){1280, 800};
    if (start->path)
        snprintf(app->mind.path, sizeof app->mind.path, "%s", start->path);
    if (start->note)
        snprintf(app->mind.toast, TOAST, "%s", start->note), app->mind.toast_until = 5;
    if (app->history && app->easel && app->mind.thumbs)
        return app;
    app_close(app);
    return NULL;
}

void app_close(struct app *app)
{
    if (!app)
        return;
    history_close(app->history);
    easel_close(app->easel);
    thumbs_close(app->mind.thumbs);
    ui_free(&app->ui);
    document_free(&app->document);
    free(app);
}

// Looks at the formula when it is another than before, and again when typing rests.
// True: what changes is still of what was typed.
static bool settle_formula(struct app *app, struct scene *draft)
{
    struct reading *r = &app->mind.reading;
    bool same = strcmp(draft->formula, r->typed) == 0;
    if (!same)
        r->since = app->in.time;
    bool rested = app->ui.focus != ID_FORMULA || app->in.time - r->since >= reading_rest;
    if (same && !(r->waits && rested))
        return false;
    reading_take(r, draft, rested);
    return same;
}

// After undo and redo the formula is an older one, and its letters are no news.
static void look_back(struct app *app)
{
    struct scene now = *history_now(app->history);
    if (strcmp(now.formula, app->mind.reading.typed) == 0)
        return;
    reading_take(&app->mind.reading, &now, true);
    reading_know(&app->mind.reading, &now);
    app->mind.reading.since = app->in.time;
}

static void play(struct app *app, double elapsed)
{
    struct attention *mind = &app->mind;
    double longest = easel_longest(app->easel, history_now(app->history)->runs);
    double speed = mind->speed > 0 ? mind->speed
                                   : fmax(usual_play, longest / longest_play);
    if (!mind->playing)
        return;
    mind->shown += speed * elapsed;
    if (mind->shown < longest)
        return;
    mind->shown = INFINITY;
    mind->playing = false;
}

// While runs are played, the step that is inspected is the one under way.
static void follow(struct app *app, struct scene *draft)
{
    const struct path *path = &easel_model(app->easel)->path[draft->chosen];
    double last = (double)path->rows.count - 1;
    if (app->mind.playing && draft->inspect > 0 && last >= 1)
        draft->inspect = fmin(floor(app->mind.shown) + 1, last);
}

// A parameter that plays goes up and down between its ends.
static void sweep(struct app *app, struct scene *draft, double elapsed)
{
    struct attention *mind = &app->mind;
    if (mind->sweeping < 0 || mind->sweeping >= draft->parameters) {
        mind->sweeping = -1;
        return;
    }
    struct scene_parameter *p = &draft->parameter[mind->sweeping];
    mind->sweep = fmod(mind->sweep + elapsed, sweep_time);
    double t = 2 * mind->sweep / sweep_time;
    p->value = p->low + (p->high - p->low) * (t < 1 ? t : 2 - t);
}

static void notice_rest(struct app *app, const struct input *in)
{
    struct attention *mind = &app->mind;
    bool moved = in->pointer.x != app->in.pointer.x || in->pointer.y != app->in.pointer.y;
    if (moved || !mind->hovering)
        mind->rest = in->time;
    if (mind->hovering && in->time - mind->rest >= rail_opens_after)
        mind->rail = true;
}

// True when the history is where it should be already.
static bool travel(struct app *app, const struct outbox *out)
{
    if (out->undo && !history_undo(app->history))
        say(app, "nothing to undo");
    if (out->redo && !history_redo(app->history))
        say(app, "nothing to redo");
    if (history_place(app->history) < app->opened_at)
        app->mind.path[0] = 0, app->opened_at = 0;      // this one was of another file
    if (out->undo || out->redo)
        look_back(app);
    return out->undo || out->redo;
}

static void commit(struct app *app, const struct scene *draft, unsigned gesture)
{
    bool *opened = &app->document.opened;
    history_commit(app->history, draft, *opened ? 0 : app->mind.sweeping >= 0
                                        ? UINT_MAX : gesture);
    if (*opened)
        app->opened_at = history_place(app->history);
    *opened = false;
}

// From what is on top to what lies below; a race is in its lanes meanwhile.
static void take_hands(struct app *app, struct desk *d)
{
    struct scene own = *d->scene, lined;
    bool wrong = app->ui.draft.wrong;
    race_open(d);
    lined = *d->scene;
    app->ui.out = easel_over(app->easel);
    overlays(d);
    app->ui.out = easel_widgets(app->easel);
    top_bar(d);
    notices(d);
    bottom_bar(d);
    timeline(d);
    rail(d);
    canvas(d);
    actions(d);
    if (app->ui.draft.wrong && !wrong)
        desk_say(d, "that is not a number; 0.1, 1/3 and pi are");
    race_close(d->scene, &lined, &own);
}

static struct screen screen_of(const struct app *app, pt size, const struct scene *s)
{
    const struct attention *mind = &app->mind;
    int rows = s->parameters + (mind->rough ? rough_rows(s) : 0);
    struct screen screen = screen_for(size, s, mind->rail ? rows : -1, s->runs > 0);
    screen.layout.large = trials_large(mind);
    return screen;
}

// One pass of everything that takes hands.
static void pass(struct app *app, const struct input *in, double elapsed)
{
    struct scene draft = *history_now(app->history);
    struct outbox out = {0};
    app->screen = screen_of(app, in->size, &draft);
    struct input hands = *in;
    struct desk desk = {&app->ui, &draft, easel_model(app->easel),
                        easel_notes(app->easel), &app->mind, &app->screen, &out};
    app->ui.in = &hands;
    if (in->pasted && document_paste(&app->document, &desk, in->pasted))
        hands.pasted = NULL;
    sweep(app, &draft, elapsed);
    follow(app, &draft);
    easel_begin(app->easel, in->size);
    ui_begin(&app->ui, &hands, easel_widgets(app->easel), app->document.font,
             draft.theme == THEME_DARK ? &theme_dark : &theme_light,
             &app->screen.layout.sizes);
    take_hands(app, &desk);
    if (in->dropped)
        document_load(&app->document, &desk, in->dropped);
    ui_end(&app->ui);
    app->mind.tuning = app->mind.sweeping >= 0
                       || (app->ui.active >= ID_PARAMETER
                           && app->ui.active < ID_PARAMETER + SCENE_PARAMETERS);
    app->mind.holding = app->ui.active != 0 || app->mind.sweeping >= 0;
    text_add(&app->document.copy, text_or_empty(&app->ui.copy));
    app->paste |= app->ui.paste;
    bool late = settle_formula(app, &draft);
    rail_notice(&app->mind, history_now(app->history), &draft);
    document_serve(&app->document, &desk);
    app->quit |= out.quit;
    if (!travel(app, &out))
        commit(app, &draft, late ? app->ui.burst.gesture : app->ui.gesture);
}

static void keep_session(struct app *app, double time)
{
    struct fault trouble = {0};
    if (!app->session)
        return;
    session_keep(app->session, history_now(app->history), &app->document.extra, time);
    if (session_trouble(app->session, &trouble))
        say(app, trouble.text), app->ui.again = true;
}

static void handle(struct app *app, const struct input *in)
{
    double elapsed = fmin(fmax(in->time - app->in.time, 0), 0.1);
    app->mind.time = in->time;
    notice_rest(app, in);
    play(app, elapsed);
    app->in = *in;
    pass(app, in, elapsed);
    if (input_happens(in)) {
        struct input rest = input_rest(in);
        const struct scene *now = history_now(app->history);
        app->screen = screen_of(app, in->size, now);
        easel_follow(app->easel, now, &app->screen, &app->mind);
        pass(app, &rest, 0);
    }
}

void app_handle(struct app *app, const struct input *in)
{
    text_clear(&app->document.copy);
    app->paste = false;
    for (bool more = true; more;) {
        struct input plain;
        more = fingers_next(&app->fingers, in, app->ui.hot == ID_MAP,
                            app->screen.layout.sizes.u, &plain);
        handle(app, &plain);
    }
    app->longest = easel_longest(app->easel, history_now(app->history)->runs);
    app->quit |= in->close;
    keep_session(app, in->time);
}

// The gallery, or its first cards where there is no formula.
static bool shows_thumbs(const struct app *app)
{
    enum overlay overlay = app->mind.overlay;
    bool blank = !history_now(app->history)->formula[0];
    return overlay == OVERLAY_GALLERY || (blank && overlay == OVERLAY_NONE);
}

bool app_draw(struct app *app, struct image *frame)
{
    const struct scene *s = history_now(app->history);
    if (shows_thumbs(app))
        thumbs_paint(app->mind.thumbs, app->document.pool);
    app->screen = screen_of(app, app->in.size, s);
    return easel_draw(app->easel, frame, s, &app->screen, &app->mind);
}

// Until a fault or a new letter is told.
static double reading_wait(const struct app *app)
{
    const struct reading *r = &app->mind.reading;
    double rest = app->in.time - r->since;
    double until = reading_patience(r, app->ui.focus == ID_FORMULA);
    until = r->waits ? reading_rest : until;
    return rest < until ? until - rest : rest < 0.5 ? 0.5 - rest : INFINITY;
}

double app_wait(const struct app *app)
{
    const struct attention *mind = &app->mind;
    double now = app->in.time, wait = INFINITY;
    if (app->ui.again || easel_is_busy(app->easel) || mind->exporting
        || app->longest != easel_longest(app->easel, history_now(app->history)->runs))
        return 0;
    if (easel_is_stale(app->easel))
        wait = 0.02;
    bool painting = shows_thumbs(app) && thumbs_wished(mind->thumbs);
    if (mind->playing || mind->sweeping >= 0 || painting)
        return 1.0 / 60;
    if (mind->toast[0] && mind->toast_until > now)
        wait = mind->toast_until - now;
    if (app->document.shoot)
        wait = fmin(wait, 0.1);
    wait = fmin(wait, fmin(reading_wait(app), fingers_wait(&app->fingers, now)));
    if (mind->enlarged && trials_wait(mind) > 0)
        wait = fmin(wait, trials_wait(mind) + 0.01);
    if (mind->hovering && !mind->rail)
        wait = fmin(wait, fmax(mind->rest + rail_opens_after - now, 0.01));
    if (app->session)
        wait = fmin(wait, session_wait(app->session, now));
    return wait;
}

struct wishes app_wishes(const struct app *app)
{
    return (struct wishes){
        .title = app->mind.path[0] ? app->mind.path : "Nablascope",
        .copy = app->document.copy.count ? app->document.copy.at : NULL,
        .paste = app->paste, .cursor = app->ui.cursor, .typing = app->ui.caret,
        .fullscreen = app->mind.fullscreen, .quit = app->quit};
}

const struct scene *app_scene(const struct app *app)
{
    return history_now(app->history);
}

const struct picture *app_picture(const struct app *app, int i)
{
    return easel_picture(app->easel, i);
}

const struct screen *app_screen(const struct app *app)
{
    return &app->screen;
}

bool app_busy(const struct app *app)
{
    return app->mind.exporting || app->document.shoot;
}

bool app_unsaved(const struct app *app)
{
    return !scene_equal(history_now(app->history), &app->document.kept);
}

bool app_shows(const struct app *app, const char *text)
{
    return easel_shows(app->easel, text);
}
