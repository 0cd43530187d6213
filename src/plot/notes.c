// SPDX-License-Identifier: MIT
#include "plot/notes.h"

#include "base/number.h"
#include "plot/dart.h"
#include "plot/flat.h"

#include <stdio.h>
#include <string.h>

struct placing {
    struct notes *n;
    const struct model *m;
    const struct scene *s;
    const struct font *font;
    const struct sizes *sizes;
    rect map;
    const rect *taken;
    int takens;
};

static void add_mark(struct notes *n, pt at, float size)
{
    if (n->marks < NOTES_BOXES)
        n->mark[n->marks++] = rect_grown((rect){at.x, at.y, at.x, at.y}, size / 2);
}

static void add_tick(struct notes *n, pt a, pt b)
{
    rect r = {fminf(a.x, b.x), fminf(a.y, b.y), fmaxf(a.x, b.x), fmaxf(a.y, b.y)};
    if (n->marks < NOTES_BOXES)
        n->mark[n->marks++] = rect_grown(r, 0.2f * n->flat);
}

static bool is_within(rect r, rect in)
{
    return r.x0 >= in.x0 && r.y0 >= in.y0 && r.x1 <= in.x1 && r.y1 <= in.y1;
}

static bool is_free(const struct placing *k, rect r)
{
    if (!is_within(r, rect_grown(k->map, -0.3f * k->sizes->t3)))
        return false;
    for (int i = 0; i < k->takens; i++)
        if (rect_overlaps(k->taken[i], r))
            return false;
    for (int i = 0; i < k->n->marks; i++)
        if (rect_overlaps(k->n->mark[i], r))
            return false;
    for (int i = 0; i < k->n->count; i++)
        if (rect_overlaps(rect_grown(k->n->note[i].box, 0.15f * k->sizes->t3), r))
            return false;
    return true;
}

static void add_line(struct notes *n, pt from, pt to, float size)
{
    enum { PIECES = 16 };
    for (int i = 0; i <= PIECES; i++) {
        float t = (float)i / PIECES;
        add_mark(n, (pt){from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)}, size);
    }
}

// Nothing is written on the arrows and the box of a step that is inspected.
static void mark_step(struct notes *n, const struct model *m, const struct scene *s,
                      const struct sizes *sizes)
{
    struct inspection of;
    struct dart dart[DARTS_MOST];
    pt from, to;
    inspection_make(&of, m, s);
    if (!of.there)
        return;
    int count = darts_of(dart, &of, m, &theme_light, sizes);
    for (int i = 0; i < count; i++)
        if (dart[i].name[0] && dart_ends(&dart[i], &m->camera, &from, &to))
            add_line(n, from, to, 2 * sizes->u);
    rect b = dart_box(&of, &m->camera, sizes);
    const pt corner[] = {{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}};
    for (int i = 0; i < 4 && b.x1 > b.x0; i++)
        add_line(n, corner[i], corner[(i + 1) % 4], sizes->u);
}

// How many pieces of paths and of the probe run through the box.
static int crossings(const struct placing *k, rect r)
{
    int count = 0;
    for (int i = 0; i < k->n->strokes; i++)
        count += rect_crossed(r, k->n->probe[i].from, k->n->probe[i].to);
    for (int run = 0; run < k->s->runs; run++) {
        const struct trail *t = &k->n->trail[run];
        size_t first = 0;
        for (size_t piece = 0; piece < t->ends.count; first = t->ends.at[piece++])
            for (size_t i = first + 1; i < t->ends.at[piece]; i++)
                count += rect_crossed(r, t->points.at[i - 1], t->points.at[i]);
    }
    return count;
}

// Puts the note beside the point, `clear` pixels from it, on the side where the fewest
// paths run; `most` is how many may.  False: there is no room.
static bool place(struct placing *k, struct note note, pt at, float clear, int most)
{
    static const pt side[] = {{1, 0}, {0.75f, -1}, {-0.75f, -1}, {-1, 0}, {0.75f, 1},
                              {-0.75f, 1}, {0, -1}, {0, 1}};
    struct extent e = k->font->measure(k->font->self, note.face, note.size, note.text);
    float width = e.width + (note.chip ? note.size : 0.2f * note.size);
    float height = note.size * (note.chip ? 1.5f : 1);
    int fewest = most + 1;
    if (k->n->count == NOTES_MOST)
        return true;
    for (size_t i = 0; i < sizeof side / sizeof *side && fewest > 0; i++) {
        float x = at.x + side[i].x * (clear + width / 2);
        float y = at.y + side[i].y * (clear + height / 2);
        rect r = {x - width / 2, y - height / 2, x + width / 2, y + height / 2};
        int through = is_free(k, r) ? crossings(k, r) : most + 1;
        if (through < fewest) {
            fewest = through;
            note.box = r;
        }
    }
    if (fewest <= most)
        k->n->note[k->n->count++] = note;
    return fewest <= most;
}

enum { WHATEVER = 1 << 20 };                    // paths may run under it

static bool starts_at(const struct placing *k, int run, int other)
{
    const struct trail *a = &k->n->trail[run], *b = &k->n->trail[other];
    return b->starts
           && hypotf(a->start.x - b->start.x, a->start.y - b->start.y)
                  < k->sizes->ring / 2;
}

// One note for all runs that start at one place; a run from out of the map has its
// letter where it comes in.
static void place_letters(struct placing *k)
{
    for (int run = 0; run < k->s->runs; run++) {
        const struct trail *t = &k->n->trail[run];
        struct note note = {.size = k->sizes->t2, .face = FACE_CONDENSED_BOLD,
                            .letter = true};
        bool first = t->starts;
        for (int other = 0; other < run && first; other++)
            first = !starts_at(k, run, other);
        for (int other = run; other < k->s->runs && first; other++) {
            size_t length = strlen(note.text);
            if (starts_at(k, run, other))
                snprintf(note.text + length, NOTE_TEXT - length, "%s%c",
                         length ? " " : "", 'A' + other);
        }
        if (!t->starts && t->enters)
            snprintf(note.text, NOTE_TEXT, "%c", 'A' + run);
        bool done = !first && !t->enters;
        for (float away = 0.62f; away < 8 && !done; away *= 1.5f)
            done = place(k, note, t->starts ? t->start : t->entry,
                         away * k->sizes->ring, WHATEVER);
    }
}

// Who starts where others do is named again where its path is farthest from theirs.
static void place_lanes(struct placing *k)
{
    for (int run = 0; run < k->s->runs; run++) {
        const struct trail *t = &k->n->trail[run];
        struct note note = {.text = {(char)('A' + run)}, .size = k->sizes->t3,
                            .face = FACE_CONDENSED_BOLD, .letter = true};
        bool shared = false;
        pt at;
        for (int other = 0; other < k->s->runs && t->starts; other++)
            shared |= other != run && starts_at(k, run, other);
        if (shared && t->whole
            && trail_aside(k->n->trail, k->s->runs, run, 0.7f * k->sizes->t3, &at))
            place(k, note, at, 0.8f * k->sizes->dot, 1);
    }
}

static const char *end_words(const struct path *path)
{
    switch (path->end) {
    case PATH_CONVERGED: return "✓ step ";
    case PATH_DIVERGED: return "⚠ diverged at step ";
    case PATH_LEFT: return "⚠ undefined from step ";
    case PATH_CYCLING: return "⇄ round in circles";
    case PATH_FLAT: return "▬ flat here";
    default: return path->flat_from >= 0 ? "▬ flat here" : "";
    }
}

void notes_name_end(const struct path *path, char out[NOTE_TEXT])
{
    bool ends = path->end == PATH_DIVERGED || path->end == PATH_LEFT;
    if (ends && path->end_step == 0) {
        snprintf(out, NOTE_TEXT, "⚠ no start: f is %s here",
                 path->end == PATH_LEFT ? "undefined" : "not finite");
        return;
    }
    bool counts = ends || path->end == PATH_CONVERGED;
    snprintf(out, NOTE_TEXT, counts ? "%s%d" : "%s", end_words(path), path->end_step);
}

// Two runs that arrive at one place are told together.
static bool arrive_together(const struct placing *k, int run, int other)
{
    const struct trail *a = &k->n->trail[run], *b = &k->n->trail[other];
    return k->m->path[run].end == PATH_CONVERGED
           && k->m->path[other].end == PATH_CONVERGED && a->ends_here && b->ends_here
           && a->whole && b->whole
           && hypotf(a->end.x - b->end.x, a->end.y - b->end.y) < k->sizes->ball / 2;
}

static void name_end(const struct placing *k, int run, char out[NOTE_TEXT])
{
    const struct path *path = &k->m->path[run];
    bool alone = scene_count_runs(k->s) == 1;
    char words[NOTE_TEXT];
    size_t length = 0;
    notes_name_end(path, words);
    for (int other = run; other < k->s->runs && !alone; other++)
        if (other == run || arrive_together(k, run, other))
            length += (size_t)snprintf(out + length, NOTE_TEXT - length, "%c ",
                                       'A' + other);
    snprintf(out + length, NOTE_TEXT - length, "%s",
             !alone && path->end == PATH_CONVERGED ? "✓" : words);
}

static void place_end(struct placing *k, int run)
{
    const struct trail *t = &k->n->trail[run];
    struct note note = {.size = k->sizes->t3, .face = FACE_CONDENSED, .chip = true};
    bool told = !*end_words(&k->m->path[run]) || !(t->ends_here || t->leaves)
                || !t->whole;
    for (int other = 0; other < run; other++)
        told |= arrive_together(k, run, other);
    name_end(k, run, note.text);
    pt at = t->ends_here ? t->end : t->exit;
    for (float away = 0.8f; away < 2 && !told; away *= 1.5f)
        told = place(k, note, at, away * k->sizes->ball, 0);
    for (float away = 0.8f; away < 16 && !told; away *= 1.5f)
        told = place(k, note, at, away * k->sizes->ball, WHATEVER);
}

static void add_term(char out[NOTE_TEXT], const char *name, double value)
{
    char number[NUMBER_TEXT];
    size_t length = strlen(out);
    snprintf(out + length, NOTE_TEXT - length, "%s%s%s%s",
             length > 1 ? ", " : length ? " " : "", name, isnan(value) ? "" : " ",
             isnan(value) ? "" : number_round(number, value));
}

// "noise 0.1, seed 7": what makes the run another one than its rate alone.
static void place_terms(struct placing *k, int run)
{
    const struct descent *d = scene_settings(k->s, run, DESCENT_STEPS);
    const struct trail *t = &k->n->trail[run];
    struct note note = {.size = k->sizes->t3, .face = FACE_CONDENSED, .chip = true};
    double limit = fmax(d->clip_norm, d->clip_value);
    if (scene_count_runs(k->s) > 1)
        note.text[0] = (char)('A' + run);
    if (d->ascend)
        add_term(note.text, "ascent", NAN);
    if (limit > 0)
        add_term(note.text, "clip", limit);
    if (d->noise > 0)
        add_term(note.text, "noise", d->noise), add_term(note.text, "seed", d->seed);
    bool told = !note.text[0] || !note.text[1] || !t->starts;
    for (float away = 0.8f; away < 8 && !told; away *= 1.5f)
        told = place(k, note, t->start, away * k->sizes->ring, 0);
    for (float away = 0.8f; away < 16 && !told; away *= 1.5f)
        told = place(k, note, t->start, away * k->sizes->ring, WHATEVER);
}

static void place_echo(struct placing *k, int i)
{
    const struct trail *t = &k->n->echo_trail[i];
    struct note note = {.size = k->sizes->t3, .face = FACE_CONDENSED_BOLD};
    bool told = !k->n->echo[i].name[0] || !(t->ends_here || t->leaves);
    snprintf(note.text, NOTE_TEXT, "%s", k->n->echo[i].name);
    for (float away = 0.6f; away < 8 && !told; away *= 1.5f)
        told = place(k, note, t->ends_here ? t->end : t->exit, away * k->sizes->dot,
                     WHATEVER);
}

static bool is_numbered(int step)
{
    static const int numbered[] = {1, 5, 10, 25, 50, 100};
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
        if (numbered[i] == step)
            return true;
    return false;
}

// Two runs side by side are numbered once.
static bool is_said_near(const struct placing *k, const char *text, pt at)
{
    float near = 3.5f * k->sizes->t3;
    rect r = rect_grown((rect){at.x, at.y, at.x, at.y}, near);
    for (int i = 0; i < k->n->count; i++)
        if (strcmp(k->n->note[i].text, text) == 0 && rect_overlaps(k->n->note[i].box, r))
            return true;
    return false;
}

static void place_steps(struct placing *k, const struct trail *t)
{
    for (size_t i = 0; i < t->dots.count; i++) {
        struct note note = {.size = k->sizes->t3, .face = FACE_CONDENSED};
        const struct trail_dot *dot = &t->dots.at[i];
        snprintf(note.text, NOTE_TEXT, "%d", dot->step);
        if (is_numbered(dot->step) && !is_said_near(k, note.text, dot->at))
            place(k, note, dot->at, 0.7f * k->sizes->dot, 0);
    }
}

// The first step that went past the lowest point of its line: there ∇f turned round.
static void place_overshoot(struct placing *k, int run)
{
    const struct path *path = &k->m->path[run];
    struct note note = {"⇄", .size = k->sizes->t3, .face = FACE_CONDENSED_BOLD};
    for (size_t i = 0; i < k->n->trail[run].dots.count; i++) {
        const struct trail_dot *dot = &k->n->trail[run].dots.at[i];
        const struct path_row *row = &path->rows.at[dot->step];
        if (vec2_dot(row[-1].gradient, row->gradient) >= 0)
            continue;
        place(k, note, dot->at, 0.8f * k->sizes->dot, 1);
        return;
    }
}

static void place_flat_points(struct placing *k)
{
    const struct critical *c = &k->m->critical;
    if (k->s->flat_points == FLAT_OFF || c->points.count > NOTES_FLAT)
        return;
    for (size_t i = 0; i < c->points.count; i++) {
        struct note note = {.size = k->sizes->t3, .face = FACE_CONDENSED};
        char number[NUMBER_TEXT];
        if (c->points.at[i].kind == CRITICAL_CURVE)
            continue;
        snprintf(note.text, NOTE_TEXT, "f %s",
                 number_shown(number, flat_value(k->m, &c->points.at[i]), 3));
        pt at = camera_to_screen(&k->m->camera, c->points.at[i].at);
        bool told = false;
        for (float away = 0.7f; away < 3 && !told; away *= 1.5f)
            told = place(k, note, at, away * k->sizes->flat, 0);
    }
}

// Where each minimum of the basins is.
static void place_basins(struct placing *k)
{
    const struct basins *b = &k->m->basins.basins;
    for (size_t i = 0; i < b->minima.count && i < NOTES_FLAT && k->s->basins; i++) {
        struct note note = {.size = k->sizes->t3, .face = FACE_CONDENSED_BOLD};
        char x[NUMBER_TEXT], y[NUMBER_TEXT];
        vec2 at = b->minima.at[i].at;
        snprintf(note.text, NOTE_TEXT, "(%s, %s)", number_shown(x, at.x, 3),
                 number_shown(y, at.y, 3));
        bool told = false;
        for (float away = 0.8f; away < 4 && !told; away *= 1.5f)
            told = place(k, note, camera_to_screen(&k->m->camera, at),
                         away * k->n->flat, WHATEVER);
    }
}

static void add_flat_point(struct notes *n, const struct model *m,
                           const struct scene *s, const struct critical_point *c)
{
    struct flat_tick tick[2];
    if (c->kind == CRITICAL_CURVE)
        return;
    add_mark(n, camera_to_screen(&m->camera, c->at), 1.2f * n->flat);
    for (int i = flat_ticks(m, s, c, n->flat, tick); i-- > 0;)
        for (int side = 0; side < 2; side++)
            add_tick(n, tick[i].from[side], tick[i].to[side]);
}

static bool trace_echoes(struct notes *n, const struct model *m, const struct scene *s,
                         const struct layout *layout, double shown)
{
    bool done = true;
    n->echoes = echo_list(n->echo, m, s);
    for (int i = 0; i < n->echoes && done; i++)
        done = trail_make(&n->echo_trail[i], n->echo[i].path, n->echo[i].from,
                          n->echo[i].whole ? INFINITY : shown, &m->camera,
                          layout->sizes.dot);
    return done;
}

bool notes_trace(struct notes *n, const struct model *m, const struct scene *s,
                 const struct layout *layout, double shown)
{
    enum { CROWD = 60 };
    const struct sizes *sizes = &layout->sizes;
    const struct critical *c = &m->critical;
    n->count = n->marks = 0;
    for (int run = 0; run < s->runs; run++) {
        struct trail *t = &n->trail[run];
        if (!trail_make(t, &m->path[run], 0, shown, &m->camera, sizes->dot))
            return false;
        if (t->starts)
            add_mark(n, t->start, sizes->ring);
        if (t->ends_here)
            add_mark(n, t->end, sizes->ball);
    }
    mark_step(n, m, s, sizes);
    n->strokes = s->probe ? probe_strokes(m, s, sizes, n->probe) : 0;
    if (!trace_echoes(n, m, s, layout, shown))
        return false;
    n->flat = sizes->flat * fminf(1, fmaxf(0.5f, sqrtf((float)CROWD
                                                       / (float)(1 + c->points.count))));
    for (size_t i = 0; s->flat_points && i < c->points.count; i++)
        add_flat_point(n, m, s, &c->points.at[i]);
    for (size_t i = 0; s->basins && i < m->basins.basins.minima.count; i++)
        add_mark(n, camera_to_screen(&m->camera, m->basins.basins.minima.at[i].at),
                 1.2f * n->flat);
    return true;
}

void notes_place(struct notes *n, const struct model *m, const struct scene *s,
                 const struct layout *layout, const struct font *font,
                 const rect *taken, int takens)
{
    struct placing k = {n, m, s, font, &layout->sizes, layout->map, taken, takens};
    place_letters(&k);
    for (int run = 0; run < s->runs; run++)
        place_end(&k, run);
    for (int run = 0; run < s->runs; run++)
        if (scene_has_run(s, run))
            place_terms(&k, run);
    for (int i = 0; i < n->echoes; i++)
        place_echo(&k, i);
    place_basins(&k);
    place_flat_points(&k);
    for (int run = 0; run < s->runs; run++)
        place_overshoot(&k, run);
    place_lanes(&k);
    for (int run = 0; run < s->runs; run++)
        place_steps(&k, &n->trail[run]);
}

// Wide enough for nothing to be seen between letters, or above a decimal point.
static float halo_of(const struct note *note, const struct sizes *sizes)
{
    float usual = fmaxf(1.2f * sizes->halo, 2);
    bool gaps = strpbrk(note->text, " .");
    return note->chip ? 0 : gaps ? fmaxf(usual, 0.24f * note->size) : usual;
}

void notes_draw(const struct notes *n, const struct theme *theme,
                const struct sizes *sizes, bool covered, struct picture *p)
{
    if (n->count == 0)
        return;
    picture_group(p, "notes");
    for (int i = 0; i < n->count; i++) {
        const struct note *note = &n->note[i];
        if (covered && !note->letter)
            continue;
        struct type type = {.face = note->face, .size = note->size,
                            .color = theme->text, .x = CENTER, .y = MIDDLE,
                            .halo = halo_of(note, sizes),
                            .halo_color = theme_ground(theme)};
        if (note->chip)
            picture_round_box(p, note->box, 0.4f * note->size,
                              rgba_faded(theme->card, 0.92f));
        picture_text(p, (pt){(note->box.x0 + note->box.x1) / 2,
                             (note->box.y0 + note->box.y1) / 2}, type, note->text);
    }
    picture_ungroup(p);
}

void notes_free(struct notes *n)
{
    for (int run = 0; run < SCENE_RUNS; run++)
        trail_free(&n->trail[run]);
    for (int i = 0; i < ECHOES; i++)
        trail_free(&n->echo_trail[i]);
    n->count = n->marks = 0;
}
