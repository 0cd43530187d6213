// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "draw/writing.h"
#include "ui/ui.h"

#include <assert.h>
#include <string.h>

// What is to be seen: the text, and in it what an input method composes.
struct line {
    char shown[EDIT_TEXT + INPUT_COMPOSING];
    size_t length, caret;
    size_t from, to;            // the selection
    size_t composed, composed_to;
    enum face face;
    float size, y;
    float lead;                 // its width
    rect room;                  // where the letters are seen
};

static void append(struct line *line, const char *bytes, size_t count)
{
    memcpy(line->shown + line->length, bytes, count);
    line->length += count;
    line->shown[line->length] = 0;
}

static void compose(struct line *line, const struct edit *e, const char *text,
                    const char *composing)
{
    size_t length = strnlen(text, EDIT_TEXT - 1), from = edit_from(e), to = edit_to(e);
    size_t more = strnlen(composing, INPUT_COMPOSING - 1);
    append(line, text, from);
    line->composed = line->length;
    append(line, composing, more);
    line->composed_to = line->caret = line->length;
    append(line, text + to, length - to);
}

// Lays a box out.  `e` is NULL where nobody writes.
static void lay(struct line *line, const struct ui *ui, rect where, const char *text,
                const struct box_look *look, const struct edit *e)
{
    float size = look->size > 0 ? look->size : ui->sizes->t2;
    float pad = (look->bare ? 0.6f : 1.2f) * ui->sizes->u;
    pad = fminf(pad, (where.x1 - where.x0) / 8);
    line->size = fminf(size, 0.8f * (where.y1 - where.y0));
    line->face = look->bold ? FACE_CONDENSED_BOLD : FACE_CONDENSED;
    line->y = (where.y0 + where.y1) / 2;
    line->room = (rect){where.x0 + pad, where.y0, where.x1 - pad, where.y1};
    line->lead = writing_width(ui->font, line->face, line->size,
                               look->lead ? look->lead : "");
    if (line->room.x1 - line->room.x0 - line->lead < 3 * line->size)
        line->lead = 0;
    line->room.x0 += line->lead;
    line->length = line->composed = line->composed_to = 0;
    line->from = line->to = line->caret = 0;
    if (e && ui->in->composing[0]) {
        compose(line, e, text, ui->in->composing);
        return;
    }
    append(line, text, strnlen(text, EDIT_TEXT - 1));
    if (e) {
        line->caret = e->caret;
        line->from = edit_from(e);
        line->to = edit_to(e);
    }
}

static float width_to(const struct ui *ui, struct line *line, size_t at)
{
    char kept = line->shown[at];
    line->shown[at] = 0;
    float width = writing_width(ui->font, line->face, line->size, line->shown);
    line->shown[at] = kept;
    return width;
}

static size_t fit(const struct ui *ui, struct line *line, float room)
{
    return writing_fit(ui->font, line->face, line->size, line->shown, line->length,
                       room);
}

static size_t next_letter(const struct line *line, size_t at)
{
    const char *p = line->shown + at;
    utf8_next(&p, line->shown + line->length);
    return (size_t)(p - line->shown);
}

// The border between letters that is nearest to a place on the screen.
static size_t nearest(const struct ui *ui, struct line *line, float x)
{
    x += ui->edit.scroll - line->room.x0;
    if (!(x > 0))
        return 0;
    size_t at = fit(ui, line, x), next = next_letter(line, at);
    return x - width_to(ui, line, at) <= width_to(ui, line, next) - x ? at : next;
}

// All is selected when a field is entered, from the end, so that its start is in sight.
static void begin(struct ui *ui, unsigned id, const char *text)
{
    if (ui->editing == id)
        return;
    edit_free(&ui->edit);
    ui->editing = id;
    ui->edit.anchor = strlen(text);
}

static void point(struct ui *ui, rect where, const char *text,
                  const struct box_look *look, bool pressed)
{
    struct line line;
    lay(&line, ui, where, text, look, &ui->edit);
    size_t at = nearest(ui, &line, ui->in->pointer.x);
    if (ui->clicks <= 1)
        edit_place(&ui->edit, text, at, !pressed || ui->in->mods & MOD_SHIFT);
    else if (pressed && ui->clicks == 2)
        edit_select_word(&ui->edit, text, at);
    else if (pressed)
        edit_select_all(&ui->edit, text);
}

static bool move_by_key(struct ui *ui, const char *text)
{
    static const struct { int key; unsigned mods; enum edit_move move; } moves[] = {
        {KEY_LEFT, 0, MOVE_LEFT}, {KEY_LEFT, MOD_CTRL, MOVE_WORD_LEFT},
        {KEY_RIGHT, 0, MOVE_RIGHT}, {KEY_RIGHT, MOD_CTRL, MOVE_WORD_RIGHT},
        {KEY_HOME, 0, MOVE_HOME}, {KEY_HOME, MOD_CTRL, MOVE_HOME},
        {KEY_END, 0, MOVE_END}, {KEY_END, MOD_CTRL, MOVE_END},
        {KEY_UP, 0, MOVE_HOME}, {KEY_DOWN, 0, MOVE_END},
    };
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        bool select = ui_key(ui, moves[i].key, moves[i].mods | MOD_SHIFT);
        if (select || ui_key(ui, moves[i].key, moves[i].mods)) {
            edit_move(&ui->edit, text, moves[i].move, select);
            return true;
        }
    }
    return false;
}

// Whoever changes the text by keyboard asks here first: is it still the same burst?
static void change(struct ui *ui, unsigned id)
{
    unsigned before = ui->burst.gesture;
    ui_burst(ui, id);
    if (ui->burst.gesture != before)
        edit_rest(&ui->edit);
}

static bool erase_by_key(struct ui *ui, unsigned id, char *text)
{
    static const struct { int key; unsigned mods; enum edit_move reach; } ways[] = {
        {KEY_BACKSPACE, 0, MOVE_LEFT}, {KEY_BACKSPACE, MOD_SHIFT, MOVE_LEFT},
        {KEY_BACKSPACE, MOD_CTRL, MOVE_WORD_LEFT},
        {KEY_DELETE, 0, MOVE_RIGHT}, {KEY_DELETE, MOD_CTRL, MOVE_WORD_RIGHT},
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (ui_key(ui, ways[i].key, ways[i].mods)) {
            change(ui, id);
            return edit_erase(&ui->edit, text, ways[i].reach);
        }
    return false;
}

static void copy(struct ui *ui, const char *text)
{
    text_clear(&ui->copy);
    text_add_bytes(&ui->copy, text + edit_from(&ui->edit),
                   edit_to(&ui->edit) - edit_from(&ui->edit));
}

static bool command(struct ui *ui, unsigned id, char *text, size_t size)
{
    struct edit *e = &ui->edit;
    bool cut = ui_key(ui, 'x', MOD_CTRL);
    if (ui_key(ui, 'a', MOD_CTRL))
        edit_select_all(e, text);
    if (cut || ui_key(ui, 'c', MOD_CTRL))
        copy(ui, text);
    ui->paste |= ui_key(ui, 'v', MOD_CTRL);
    if (cut && ui->copy.count) {
        change(ui, id);
        return edit_erase(e, text, MOVE_LEFT);
    }
    bool undo = ui_key(ui, 'z', MOD_CTRL);
    if (undo || ui_key(ui, 'y', MOD_CTRL) || ui_key(ui, 'z', MOD_CTRL | MOD_SHIFT)) {
        change(ui, id);
        return undo ? edit_undo(e, text, size) : edit_redo(e, text, size);
    }
    return false;
}

static bool insert(struct ui *ui, unsigned id, char *text, size_t size,
                   const char *more)
{
    if (!more || !*more)
        return false;
    change(ui, id);
    return edit_insert(&ui->edit, text, size, more);
}

static bool type(struct ui *ui, unsigned id, char *text, size_t size)
{
    const struct input *in = ui->in;
    if (ui_key(ui, KEY_ENTER, 0) || ui_key(ui, KEY_ESCAPE, 0)) {
        ui_focus(ui, 0);
        return false;
    }
    bool changed = !move_by_key(ui, text) && erase_by_key(ui, id, text);
    changed |= command(ui, id, text, size);
    changed |= insert(ui, id, text, size, in->text);
    changed |= insert(ui, id, text, size, in->pasted);
    bool letter = (in->key >= ' ' && in->key < 127) || in->key == KEY_PLUS
               || in->key == KEY_MINUS;
    if (letter && !(in->mods & (MOD_CTRL | MOD_ALT)))
        ui->key_taken = true;
    return changed;
}

static void draw_frame(struct ui *ui, rect where, const struct box_look *look, bool hot,
                       bool focused)
{
    const struct theme *t = ui->theme;
    const struct sizes *s = ui->sizes;
    if (look->bare && !hot && !focused && !look->wrong)
        return;
    float width = focused || look->wrong ? s->focus : fmaxf(0.16f * s->u, 1.5f);
    rgba color = look->wrong ? t->error : focused ? t->focus
                             : hot ? rgba_mix(t->track, t->text, 0.4f) : t->track;
    picture_round_box(ui->out, where, s->radius, color);
    picture_round_box(ui->out, rect_grown(where, -width), s->radius - width, t->card);
}

static void draw_words(struct ui *ui, const struct line *line, float x, rgba color,
                       const char *words)
{
    picture_text(ui->out, (pt){x, line->y},
                 (struct type){.face = line->face, .size = line->size, .color = color,
                               .y = MIDDLE}, words);
}

// Keeps the caret in sight.
static void scroll(struct ui *ui, struct line *line)
{
    float space = line->room.x1 - line->room.x0;
    float margin = fminf(2 * line->size, space / 4);
    float at = width_to(ui, line, line->caret), all = width_to(ui, line, line->length);
    float *scroll = &ui->edit.scroll;
    if (at > *scroll + space)
        *scroll = at - space + margin;
    if (at < *scroll)
        *scroll = at - margin;
    *scroll = fmaxf(fminf(*scroll, all - space), 0);
}

// Of a long text only the letters that are in sight are drawn.
static void draw_seen(struct ui *ui, struct line *line, rgba color)
{
    float from = ui->edit.scroll, to = from + line->room.x1 - line->room.x0;
    size_t first = fit(ui, line, from), last = next_letter(line, fit(ui, line, to));
    float x = line->room.x0 - from + width_to(ui, line, first);
    char kept = line->shown[last];
    line->shown[last] = 0;
    draw_words(ui, line, x, color, line->shown + first);
    line->shown[last] = kept;
}

static rect span(const struct ui *ui, struct line *line, size_t from, size_t to)
{
    float start = line->room.x0 - ui->edit.scroll, half = 0.6f * line->size;
    return (rect){start + width_to(ui, line, from), line->y - half,
                  start + width_to(ui, line, to), line->y + half};
}

static void draw_caret(struct ui *ui, struct line *line)
{
    float wide = fmaxf(0.22f * ui->sizes->u, 2);
    rect at = span(ui, line, line->caret, line->caret);
    at.x0 -= wide / 2;
    at.x1 += wide / 2;
    ui->caret = at;
    if (ui->in->focused)
        picture_box(ui->out, at, ui->theme->text);
}

static void draw_written(struct ui *ui, struct line *line)
{
    const struct theme *t = ui->theme;
    scroll(ui, line);
    float out = 0.15f * ui->sizes->u;
    picture_clip(ui->out, (rect){line->room.x0 - out, line->room.y0 + out,
                                 line->room.x1 + out, line->room.y1 - out});
    if (line->to > line->from)
        picture_box(ui->out, span(ui, line, line->from, line->to),
                    rgba_mix(t->card, t->focus, 0.25f));
    draw_seen(ui, line, t->text);
    if (line->composed_to > line->composed) {
        rect under = span(ui, line, line->composed, line->composed_to);
        under.y0 = under.y1 - fmaxf(0.2f * ui->sizes->u, 1.5f);
        picture_box(ui->out, under, t->text);
    }
    draw_caret(ui, line);
    picture_unclip(ui->out);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Among x and y alone, not within a word such as exp?
static bool is_variable(const char *words, size_t at)
{
    size_t first = at, end = at;
    while (first > 0 && is_letter(words[first - 1]))
        first--;
    while (is_letter(words[end]))
        end++;
    return strspn(words + first, "xy") >= end - first;
}

static size_t find_variable(const char *words, size_t at, char name)
{
    while (words[at] && (words[at] != name || !is_variable(words, at)))
        at++;
    return at;
}

static void draw_part(struct ui *ui, struct line *line, size_t from, size_t to, rgba color)
{
    char kept = line->shown[to];
    float x = line->room.x0 + width_to(ui, line, from);
    line->shown[to] = 0;
    if (to > from)
        draw_words(ui, line, x, color, line->shown + from);
    line->shown[to] = kept;
}

static void draw_held(struct ui *ui, struct line *line, char name)
{
    const struct theme *t = ui->theme;
    size_t length = strlen(line->shown);
    for (size_t from = 0, at; from < length; from = at + 1) {
        at = find_variable(line->shown, from, name);
        draw_part(ui, line, from, at, t->text);
        if (at < length)
            draw_part(ui, line, at, at + 1, rgba_mix(t->text2, t->card, 0.35f));
    }
}

static void draw_shortened(struct ui *ui, struct line *line, char held)
{
    text_clear(&ui->scratch);
    text_add(&ui->scratch, line->shown);
    writing_shorten(&ui->scratch, ui->font, line->face, line->size,
                    line->room.x1 - line->room.x0);
    if (held && ui->scratch.count < sizeof line->shown) {
        strcpy(line->shown, text_or_empty(&ui->scratch));
        draw_held(ui, line, held);
    } else {
        draw_words(ui, line, line->room.x0, ui->theme->text, text_or_empty(&ui->scratch));
    }
}

// A mark on the lower edge that points at a column.
static void draw_fault(struct ui *ui, rect where, struct line *line, int column,
                       float scrolled)
{
    size_t at = 0;
    for (int i = 1; i < column && at < line->length; i++)
        at = next_letter(line, at);
    float from = width_to(ui, line, at), to = width_to(ui, line, next_letter(line, at));
    float x = line->room.x0 - scrolled + (to > from ? (from + to) / 2
                                                    : from + 0.25f * line->size);
    x = fmaxf(fminf(x, line->room.x1), line->room.x0);
    float half = 0.85f * ui->sizes->u;
    picture_fill(ui->out, (pt[]){{x - half, where.y1 + half}, {x, where.y1 - half},
                                 {x + half, where.y1 + half}}, 3, ui->theme->error);
}

static void draw(struct ui *ui, rect where, const char *text,
                 const struct box_look *look, bool hot, bool focused)
{
    struct line line;
    lay(&line, ui, where, text, look, focused ? &ui->edit : NULL);
    draw_frame(ui, where, look, hot, focused);
    if (line.lead > 0)
        draw_words(ui, &line, line.room.x0 - line.lead, ui->theme->text2, look->lead);
    if (line.length == 0 && look->empty)
        ui_label(ui, line.room, FACE_CONDENSED, fminf(line.size, ui->sizes->t2),
                 ui->theme->text2, LEFT, look->empty);
    if (focused)
        draw_written(ui, &line);
    else if (look->bare)
        ui_label(ui, line.room, line.face, line.size, ui->theme->text, LEFT, text);
    else
        draw_shortened(ui, &line, look->held);
    if (look->fault > 0)
        draw_fault(ui, where, &line, look->fault, focused ? ui->edit.scroll : 0);
}

bool ui_textbox(struct ui *ui, unsigned id, rect where, char *text, size_t size,
                const struct box_look *look)
{
    assert(size > 0 && size <= EDIT_TEXT);
    if (shape_is_empty(where))
        return false;
    struct touch touch = ui_touch(ui, id, where);
    bool left = touch.active && touch.button == BUTTON_LEFT, changed = false;
    if (touch.hot || left)
        ui->cursor = CURSOR_TEXT;
    if (touch.pressed && left)
        ui_focus(ui, id);
    bool focused = ui_stop(ui, id, where);
    if (focused) {
        begin(ui, id, text);
        edit_fit(&ui->edit, text);
        if (left)
            point(ui, where, text, look, touch.pressed);
        changed = type(ui, id, text, size);
        focused = ui->focus == id;
    }
    ui->typing |= focused;
    draw(ui, where, text, look, touch.hot, focused);
    return changed;
}
