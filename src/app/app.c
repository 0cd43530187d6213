// SPDX-License-Identifier: MIT
#include "app/app.h"

#include "app/actions.h"
#include "app/export.h"
#include "app/fingers.h"
#include "app/history.h"
#include "app/runs.h"
#include "app/easel.h"
#include "app/thumbs.h"
#include "plot/scene_command.h"
#include "scene/gallery.h"
#include "scene/schema.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static const double rail_opens_after = 1.5;     // seconds of rest on the map
static const double longest_play = 20;          // seconds
static const double usual_play = 8;             // steps a second
static const char blanks[] = " \t\r\n";
static const double sweep_time = 4;             // seconds there and back

struct app {
    struct history *history;
    struct scene_extra extra;
    struct scene kept;          // as it was opened or saved; defaults: in no file
    struct session *session;
    bool (*has_command)(const char *text);      // as in struct app_start
    scene_reader *read_command;
    struct attention mind;
    struct ui ui;
    struct screen screen;
    struct input in;            // of the last frame
    struct fingers fingers;
    struct easel *easel;        // model and pictures
    const struct font *font;
    struct pool *pool;
    struct text copy;           // for the clipboard
    bool paste;                 // it is wished for
    double longest;             // steps of the longest path, as hands last saw it
    bool quit;
};

static void say(struct app *app, const char *text)
{
    snprintf(app->mind.toast, TOAST, "%s", text);
    app->mind.toast_until = app->in.time + 4;
}

struct app *app_open(struct app_start *start, const struct font *font,
                     struct pool *pool)
{
    struct app *app = calloc(1, sizeof *app);
    if (!app)
        return NULL;
    app->history = history_open(&start->scene);
    app->easel = easel_open(font, pool);
    app->mind.thumbs = thumbs_open(font);
    app->extra = start->extra;
    start->extra = (struct scene_extra){0};
    app->session = start->session;
    app->has_command = start->has_command;
    app->read_command = start->read_command;
    app->kept = start->unsaved ? scene_defaults() : start->scene;
    app->font = font;
    app->pool = pool;
    app->mind.shown = INFINITY;
    app->mind.sweeping = -1;
    app->mind.hint_at = (vec2){2.6, 2.2};
    app->mind.hint = start->first_run && start->scene.runs == 0;
    app->mind.fullscreen = start->fullscreen;
    app->mind.rail = start->scene.runs > 0 || start->scene.probe
                     || start->scene.inside;
    app->in.size = (pt){1280, 800};
    struct scene first = start->scene;
    reading_take(&app->mind.reading, &first);
    reading_know(&app->mind.reading, &first);
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
    scene_extra_free(&app->extra);
    easel_close(app->easel);
    thumbs_close(app->mind.thumbs);
    ui_free(&app->ui);
    text_free(&app->copy);
    free(app);
}

// Looks at the formula when it is another than before.
static void settle_formula(struct app *app, struct scene *draft)
{
    struct reading *r = &app->mind.reading;
    if (strcmp(draft->formula, r->typed) == 0)
        return;
    reading_take(r, draft);
    r->since = app->in.time;
}

// After undo and redo the formula is an older one, and its letters are no news.
static void look_back(struct app *app)
{
    struct scene now = *history_now(app->history);
    if (strcmp(now.formula, app->mind.reading.typed) == 0)
        return;
    reading_take(&app->mind.reading, &now);
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

static void open_scene(struct app *app, struct scene *draft, const struct scene *next,
                       const char *path)
{
    enum theme_name theme = draft->theme;
    bool projector = draft->projector;
    *draft = *next;
    draft->theme = theme;
    draft->projector = projector;
    snprintf(app->mind.path, sizeof app->mind.path, "%s", path);
    app->mind.run = 0;
    memset(app->mind.added, 0, sizeof app->mind.added);
    app->mind.shown = INFINITY;
    app->mind.playing = app->mind.hint = false;
    app->mind.rail = draft->runs > 0 || draft->probe || draft->inside;
    reading_take(&app->mind.reading, draft);
    reading_know(&app->mind.reading, draft);
    app->kept = *draft;
}

static void say_fault(struct app *app, const struct fault *fault)
{
    char words[TOAST];
    if (fault->line)
        snprintf(words, sizeof words, "line %d, column %d: %.150s", fault->line,
                 fault->column, fault->text);
    else
        snprintf(words, sizeof words, "%.200s", fault->text);
    say(app, words);
}

static void load(struct app *app, struct scene *draft, const char *path)
{
    struct scene next = *draft;
    struct fault fault = {0};
    if (export_load(path, &next, &app->extra, &fault))
        open_scene(app, draft, &next, path);
    else
        say_fault(app, &fault);
}

static void load_card(struct app *app, struct scene *draft, const char *name)
{
    struct scene next;
    const char *json = gallery_find(name)->scene;
    if (scene_read(&next, &app->extra, json, strlen(json), NULL))
        open_scene(app, draft, &next, "");
}

static bool is_json(const char *text)
{
    return *text == '{' && strchr("\"}", text[1 + strspn(text + 1, blanks)]);
}

// Opens a scene or a command line; false: it is none.
static bool open_text(struct app *app, struct scene *draft, const char *text)
{
    struct scene next;
    struct fault fault = {0};
    text += strspn(text, blanks);
    bool json = is_json(text), done;
    if (!json && !(app->has_command && app->has_command(text)))
        return false;
    done = json ? scene_read(&next, &app->extra, text, strlen(text), &fault)
                : app->read_command(text, &next, &app->extra, &fault);
    if (done)
        open_scene(app, draft, &next, ""), ui_focus(&app->ui, 0);
    else
        say_fault(app, &fault);
    return true;
}

static void write_formula(struct scene *draft, const char *text)
{
    struct edit edit = {.anchor = strlen(draft->formula)};
    edit_insert(&edit, draft->formula, SCENE_FORMULA, text + strspn(text, blanks));
    edit_free(&edit);
    for (size_t end = strlen(draft->formula); end > 0 && draft->formula[end - 1] == ' ';)
        draft->formula[--end] = 0;
}

// Takes what is pasted unless it is for a text field: a whole scene opens even where a
// formula is written.  True: it has been seen to.
static bool take_paste(struct app *app, struct scene *draft, const char *text)
{
    const struct ui *ui = &app->ui;
    bool in_box = ui->typing && ui->focus == ID_FORMULA;
    size_t kept = in_box ? strlen(draft->formula) + edit_from(&ui->edit) - edit_to(&ui->edit)
                      : 0;
    if (!*text)
        say(app, "the clipboard is empty or too large");
    else if (ui->typing && !in_box)
        return false;
    else if (open_text(app, draft, text))
        return true;
    else if (kept + strlen(text) >= SCENE_FORMULA)
        say(app, "that is too much for a formula: it has at most 4096 bytes");
    else if (in_box)
        return false;
    else
        write_formula(draft, text);
    return true;
}

static void save(struct app *app, const struct scene *draft)
{
    struct fault fault = {0};
    char words[TOAST];
    if (!scene_save(app->mind.asked, draft, &app->extra, &fault)) {
        say(app, fault.text);
        return;
    }
    app->kept = *draft;
    snprintf(app->mind.path, sizeof app->mind.path, "%s", app->mind.asked);
    snprintf(words, sizeof words, "saved %.140s", app->mind.asked);
    say(app, words);
}

static void save_picture(struct app *app, const struct scene *draft)
{
    struct fault fault = {0};
    char path[96], words[TOAST];
    bool done = export_picture(draft, app->mind.covered, app->font, app->pool, path,
                               sizeof path, &fault);
    snprintf(words, sizeof words, done ? "saved %.140s" : "%.140s",
             done ? path : fault.text);
    say(app, words);
}

static void copy_scene(struct app *app, const struct scene *draft)
{
    struct scene shown = *draft;
    reading_show(&app->mind.reading, &shown);
    scene_command(&app->copy, &shown);
    say(app, "copied as a command line");
}

// Serves what concerns documents; true when the history is where it should be already.
static bool serve(struct app *app, struct scene *draft, const struct outbox *out)
{
    if (out->undo && !history_undo(app->history))
        say(app, "nothing to undo");
    if (out->redo && !history_redo(app->history))
        say(app, "nothing to redo");
    if (out->fresh) {
        struct scene fresh = scene_defaults();
        open_scene(app, draft, &fresh, "");
    }
    if (out->card)
        load_card(app, draft, out->card);
    if (out->open)
        load(app, draft, app->mind.asked);
    if (out->save)
        save(app, draft);
    if (out->picture)
        save_picture(app, draft);
    if (out->copy)
        copy_scene(app, draft);
    app->quit |= out->quit;
    if (out->undo || out->redo)
        look_back(app);
    return out->undo || out->redo;
}

// One pass of everything that takes hands.
static void pass(struct app *app, const struct input *in, double elapsed)
{
    struct scene draft = *history_now(app->history);
    struct outbox out = {0};
    app->screen = screen_for(in->size, &draft, app->mind.rail, draft.runs > 0);
    struct input hands = *in;
    if (in->pasted && take_paste(app, &draft, in->pasted))
        hands.pasted = NULL;
    struct desk desk = {&app->ui, &draft, easel_model(app->easel),
                        easel_notes(app->easel), &app->mind, &app->screen, &out};
    sweep(app, &draft, elapsed);
    easel_begin(app->easel, in->size);
    ui_begin(&app->ui, &hands, easel_widgets(app->easel), app->font,
             draft.theme == THEME_DARK ? &theme_dark : &theme_light,
             &app->screen.layout.sizes);
    app->ui.out = easel_over(app->easel);
    overlays(&desk);
    app->ui.out = easel_widgets(app->easel);
    top_bar(&desk);
    notices(&desk);
    bottom_bar(&desk);
    timeline(&desk);
    rail(&desk);
    canvas(&desk);
    actions(&desk);
    if (in->dropped)
        load(app, &draft, in->dropped);
    ui_end(&app->ui);
    app->mind.tuning = app->mind.sweeping >= 0
                       || (app->ui.active >= ID_PARAMETER
                           && app->ui.active < ID_PARAMETER + SCENE_PARAMETERS);
    app->mind.holding = app->ui.active != 0 || app->mind.sweeping >= 0;
    text_add(&app->copy, text_or_empty(&app->ui.copy));
    app->paste |= app->ui.paste;
    settle_formula(app, &draft);
    rail_notice(&app->mind, history_now(app->history), &draft);
    if (!serve(app, &draft, &out))
        history_commit(app->history, &draft,
                       app->mind.sweeping >= 0 ? UINT_MAX : app->ui.gesture);
}

static void keep_session(struct app *app, double time)
{
    struct fault trouble = {0};
    if (!app->session)
        return;
    session_keep(app->session, history_now(app->history), &app->extra, time);
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
        pass(app, &rest, 0);
    }
}

void app_handle(struct app *app, const struct input *in)
{
    text_clear(&app->copy);
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
        thumbs_paint(app->mind.thumbs, app->pool);
    app->screen = screen_for(app->in.size, s, app->mind.rail, s->runs > 0);
    return easel_draw(app->easel, frame, s, &app->screen, &app->mind);
}

// Until a fault or a new letter is told.
static double reading_wait(const struct app *app)
{
    const struct reading *r = &app->mind.reading;
    double rest = app->in.time - r->since;
    double until = reading_patience(r, app->ui.focus == ID_FORMULA);
    return rest < until ? until - rest : rest < 0.5 ? 0.5 - rest : INFINITY;
}

double app_wait(const struct app *app)
{
    const struct attention *mind = &app->mind;
    double now = app->in.time, wait = INFINITY;
    if (app->ui.again
        || app->longest != easel_longest(app->easel, history_now(app->history)->runs))
        return 0;
    if (easel_is_stale(app->easel))
        wait = 0.02;
    bool painting = shows_thumbs(app) && thumbs_wished(mind->thumbs);
    if (mind->playing || mind->sweeping >= 0 || painting)
        return 1.0 / 60;
    if (mind->toast[0] && mind->toast_until > now)
        wait = mind->toast_until - now;
    wait = fmin(wait, fmin(reading_wait(app), fingers_wait(&app->fingers, now)));
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
        .copy = app->copy.count ? app->copy.at : NULL, .paste = app->paste, .cursor = app->ui.cursor, .typing = app->ui.caret,
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

bool app_unsaved(const struct app *app)
{
    return !scene_equal(history_now(app->history), &app->kept);
}

bool app_shows(const struct app *app, const char *text)
{
    return easel_shows(app->easel, text);
}
