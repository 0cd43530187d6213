// SPDX-License-Identifier: MIT
// One page of hands and keys, from the table of actions: as many columns as give the
// largest letters, and further pages only where they would be too small to read.  A
// line of keys is a button too: it does what its first key does.
#include "app/actions.h"
#include "app/overlay.h"
#include "app/page.h"

#include "draw/writing.h"

#include <string.h>

static const float line_high = 1.3f, gap = 0.8f;       // em; beside a word

static const struct line {
    const char *keys, *does;
    void (*run)(struct desk *d);        // NULL: it only says so
} hands[] = {
    {NULL, "HANDS", NULL}, {"click", "a run downhill", NULL},
    {"drag, wheel", "move, zoom", NULL}, {"right click", "pin the probe", NULL},
    {"right drag", "pin it and aim u", NULL}, {"hold X or Y", "along one axis", NULL},
    {"Shift+drag ●", "along the level", NULL}, {"Ctrl+drag", "● and u snap", NULL},
    {"two fingers", "move, zoom, turn u", NULL},
};
enum { HANDS = sizeof hands / sizeof *hands, LINES = HANDS + ACTIONS };

struct help {
    struct line line[LINES];    // a heading has no keys
    float keys[LINES], does[LINES];     // how wide they are, in em
    int count, columns, rows;
    float size;                 // em
    rect page;
};

struct column { int first, end; float stop, wide; };    // `does` begins at the stop, in em

static void list_lines(struct help *h)
{
    memcpy(h->line, hands, sizeof hands);
    h->count = HANDS;
    for (const struct action *a = actions_table; a->key; a++)
        if (a->does)
            h->line[h->count++] = (struct line){a->keys, a->does, a->run};
}

// In em, which hold at every size, nearly.
static void measure_lines(const struct desk *d, struct help *h)
{
    float em = d->ui->sizes->t2;
    for (int i = 0; i < h->count; i++) {
        const struct line *l = &h->line[i];
        const char *keys = l->keys ? l->keys : "";
        h->keys[i] = writing_width(d->ui->font, FACE_CONDENSED_BOLD, em, keys) / em + gap;
        h->does[i] = writing_width(d->ui->font, FACE_CONDENSED, em, l->does) / em;
    }
}

// Keys stand before a stop; longer ones push what they do to the right.  A heading is
// never the last of its column.
static struct column next_column(const struct help *h, int first)
{
    int end = first + h->rows < h->count ? first + h->rows : h->count;
    if (end < h->count && end > first + 1 && !h->line[end - 1].keys)
        end--;
    float all = 0, keys = 0, does = 0;
    for (int i = first; i < end; i++) {
        if (!h->line[i].keys)
            continue;
        all = fmaxf(all, h->keys[i] + h->does[i]);
        keys = fmaxf(keys, h->keys[i]);
        does = fmaxf(does, h->does[i]);
    }
    float stop = fminf(keys, fmaxf(all - does, 0.3f * all));
    for (int i = first; i < end; i++)
        all = fmaxf(all, h->line[i].keys ? stop + h->does[i] : 0);
    return (struct column){first, end, stop, all + gap};
}

// Of the columns of a page; returns the first line of the next.
static int measure_page(const struct help *h, int first, float *wide)
{
    *wide = 0;
    for (int i = 0; i < h->columns; i++) {
        struct column column = next_column(h, first);
        *wide += column.wide;
        first = column.end;
    }
    return first;
}

static void lay_out(struct help *h, const struct sizes *sizes)
{
    float width = h->page.x1 - h->page.x0, height = h->page.y1 - h->page.y0, wide;
    struct help best = *h;
    for (h->columns = 1; h->columns <= 4; h->columns++) {
        h->rows = (h->count + h->columns - 1) / h->columns + (h->columns > 1);
        int end = measure_page(h, 0, &wide);
        h->size = fminf(width / wide, height / (float)h->rows / line_high);
        if (end == h->count && h->size > best.size)
            best = *h;
    }
    *h = best;
    h->size = fminf(h->size, sizes->t2);
    if (h->size >= 0.94f * sizes->t3)
        return;
    h->size = sizes->t3;
    h->rows = (int)fmaxf(height / line_high / h->size, 1);
    for (h->columns = 4; h->columns > 1; h->columns--) {
        measure_page(h, 0, &wide);
        if (wide * h->size <= width)
            break;
    }
}

// True when it is pressed.
static bool touch_line(struct desk *d, unsigned id, rect row)
{
    struct touch touch = ui_touch(d->ui, id, row);
    if (touch.hot || touch.active)
        picture_round_box(d->ui->out, row, 0.3f * (row.y1 - row.y0),
                          touch.active ? d->ui->theme->track : d->ui->theme->button);
    bool focused = ui_stop(d->ui, id, row);
    return touch.clicked
           || (focused && (ui_key(d->ui, KEY_ENTER, 0) || ui_key(d->ui, ' ', 0)));
}

static void draw_line(struct desk *d, const struct help *h, float stop, int i, rect row)
{
    const struct theme *t = d->ui->theme;
    const struct line *l = &h->line[i];
    rect around = {row.x0 - 0.25f * h->size, row.y0, row.x1, row.y1};
    if (l->run && touch_line(d, ID_CARD + (unsigned)i, around))
        d->mind->choice = -1 - i;
    rect keys = row;
    if (!l->keys) {
        row.y0 += 0.15f * h->size;
        ui_label(d->ui, row, FACE_CONDENSED_BOLD, h->size, t->accent, LEFT, l->does);
        return;
    }
    float width = writing_width(d->ui->font, FACE_CONDENSED_BOLD, h->size, l->keys);
    keys.x1 = row.x0 += fmaxf(stop * h->size, width + 0.5f * gap * h->size);
    ui_label(d->ui, keys, FACE_CONDENSED_BOLD, h->size, t->text, LEFT, l->keys);
    ui_label(d->ui, row, FACE_CONDENSED, h->size, t->text, LEFT, l->does);
}

// Draws a page from that line on; returns the first line of the next.
static int draw_page(struct desk *d, const struct help *h, int first)
{
    float wide, x = h->page.x0;
    int end = measure_page(h, first, &wide);
    float spare = (h->page.x1 - h->page.x0 - wide * h->size) / (float)h->columns;
    float high = fminf((h->page.y1 - h->page.y0) / (float)h->rows, 1.7f * h->size);
    while (first < end) {
        struct column column = next_column(h, first);
        float right = x + column.wide * h->size + fmaxf(spare, 0), y = h->page.y0;
        for (; first < column.end; first++, y += high)
            draw_line(d, h, column.stop, first,
                      (rect){x, y, right - 0.5f * gap * h->size, y + high});
        x = right;
    }
    return end;
}

static void turn_page(struct desk *d, int first, int next, const struct help *h)
{
    struct attention *mind = d->mind;
    if (first == 0 && next >= h->count)
        return;
    bool on = ui_key(d->ui, KEY_PAGE_DOWN, 0) || ui_key(d->ui, KEY_DOWN, 0)
              || d->ui->in->wheel < 0;
    bool back = ui_key(d->ui, KEY_PAGE_UP, 0) || ui_key(d->ui, KEY_UP, 0)
                || d->ui->in->wheel > 0;
    if (on && next < h->count)
        mind->choice = next;
    if (back)
        mind->choice = first > h->rows * h->columns ? first - h->rows * h->columns : 0;
}

static void press_line(struct desk *d, const struct line *l)
{
    d->mind->choice = 0;
    l->run(d);
    if (d->mind->overlay == OVERLAY_HELP)
        d->mind->overlay = OVERLAY_NONE;
}

void help_page(struct desk *d)
{
    float u = d->ui->sizes->u;
    rect where = rect_grown(page_room(d), -0.6f * u);
    struct help h = {.page = rect_grown(where, -1.2f * u)};
    page_ground(d, where);
    list_lines(&h);
    measure_lines(d, &h);
    lay_out(&h, d->ui->sizes);
    int first = d->mind->choice < h.count ? d->mind->choice : 0;
    if (h.rows * h.columns >= h.count)
        first = 0;
    turn_page(d, first, draw_page(d, &h, first), &h);
    page_close_outside(d, where);
    if (d->mind->choice < 0)
        press_line(d, &h.line[-1 - d->mind->choice]);
}
