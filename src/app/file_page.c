// SPDX-License-Identifier: MIT
// The box that asks for the name of a file, and those that can be opened below it.
#include "app/overlay.h"
#include "app/page.h"

#include "app/export.h"
#include "draw/writing.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NOBODY = -1 };                           // no file of the list is chosen

void file_ask(struct desk *d, bool saving)
{
    struct attention *mind = d->mind;
    char slug[EXPORT_SLUG];
    export_slug(slug, d->scene);
    mind->asked[0] = 0;
    if (saving && mind->path[0])
        snprintf(mind->asked, sizeof mind->asked, "%s", mind->path);
    else if (saving)
        snprintf(mind->asked, sizeof mind->asked, "%s.scene", slug);
    mind->saving = saving;
    mind->replacing = false;
    mind->choice = NOBODY;
    mind->overlay = OVERLAY_FILE;
    folder_read(&mind->folder);
    ui_focus(d->ui, ID_FILE);
}

// The files below the box: those with the typed part in their names.
struct list {
    rect where;
    float row;                  // the height of one
    int rows, count, file[FOLDER_MOST];
};

// What Enter takes: the chosen file, else the name as typed where there is such a file,
// else the first.
static int taken(const struct desk *d, const struct list *l)
{
    int choice = d->mind->choice;
    if (choice >= 0 || l->count == 0)
        return choice < l->count ? choice : l->count - 1;
    return access(d->mind->asked, F_OK) == 0 ? NOBODY : 0;
}

static void choose_by_key(struct desk *d, const struct list *l)
{
    int by = ui_key(d->ui, KEY_DOWN, 0) - ui_key(d->ui, KEY_UP, 0);
    by += l->rows * (ui_key(d->ui, KEY_PAGE_DOWN, 0) - ui_key(d->ui, KEY_PAGE_UP, 0));
    by -= (int)fminf(fmaxf(d->ui->in->wheel, -10), 10);
    if (by == 0 || l->count == 0)
        return;
    int before = taken(d, l), choice = before < 0 ? by - 1 : before + by;
    d->mind->choice = choice < 0 ? 0 : choice < l->count ? choice : l->count - 1;
}

static void take_listed(struct desk *d, const struct list *l, int i)
{
    strcpy(d->mind->asked, d->mind->folder.name[l->file[i]]);
}

// True when one was clicked.
static bool show_list(struct desk *d, const struct list *l)
{
    const struct theme *t = d->ui->theme;
    const struct sizes *sizes = d->ui->sizes;
    int chosen = taken(d, l), first = chosen < l->rows ? 0 : chosen - l->rows + 1;
    bool clicked = false;
    for (int i = first; i < l->count && i < first + l->rows; i++) {
        float y = l->where.y0 + (float)(i - first) * l->row;
        rect row = {l->where.x0, y, l->where.x1, y + l->row}, words = row;
        struct touch touch = ui_touch(d->ui, ID_CARD + (unsigned)i, row);
        if (touch.hot)
            d->ui->cursor = CURSOR_HAND;
        if (touch.hot || i == chosen)
            picture_round_box(d->ui->out, row, sizes->radius,
                              i == chosen ? rgba_mix(t->card, t->focus, 0.25f) : t->button);
        words.x0 += 1.2f * sizes->u;
        words.x1 -= 1.2f * sizes->u;
        ui_label(d->ui, words, FACE_CONDENSED, sizes->t2, t->text, LEFT,
                 d->mind->folder.name[l->file[i]]);
        if (touch.clicked)
            take_listed(d, l, i), clicked = true;
    }
    return clicked;
}

static struct list list_files(const struct desk *d, float top)
{
    const struct sizes *sizes = d->ui->sizes;
    struct list l = {.row = 1.5f * sizes->t2};
    float room = page_room(d).y1 - 3 * sizes->u - top;
    if (d->mind->saving)
        return l;
    l.count = folder_find(&d->mind->folder, d->mind->asked, l.file);
    l.rows = (int)fmaxf(fminf(room / l.row, 12), 0);
    l.rows = l.rows < l.count ? l.rows : l.count;
    return l;
}

// A file that is there already is asked for once more.
static bool is_settled(struct desk *d)
{
    struct attention *mind = d->mind;
    if (!mind->saving || mind->replacing || strcmp(mind->asked, mind->path) == 0
        || access(mind->asked, F_OK) != 0)
        return true;
    mind->replacing = true;
    ui_focus(d->ui, ID_FILE);
    return false;
}

static void finish(struct desk *d)
{
    if (!is_settled(d))
        return;
    d->out->save = d->mind->saving;
    d->out->open = !d->mind->saving;
    d->mind->overlay = OVERLAY_NONE;
}

// What it is for, and in which folder.
static void write_title(struct desk *d, rect title)
{
    const struct attention *mind = d->mind;
    const struct theme *t = d->ui->theme;
    const char *words = mind->replacing ? "THERE IS SUCH A FILE: ONCE MORE TO REPLACE IT"
                        : mind->saving  ? "SAVE THE SCENE AS" : "OPEN A SCENE OR ITS PICTURE";
    const char *last = strrchr(mind->folder.place, '/');
    float em = d->ui->sizes->t3;
    char place[FOLDER_NAME + 8];
    ui_label(d->ui, title, FACE_CONDENSED_BOLD, em, mind->replacing ? t->error : t->text2,
             LEFT, words);
    title.x0 += writing_width(d->ui->font, FACE_CONDENSED_BOLD, em, words) + 2 * em;
    if (last && last[1] && title.x1 - title.x0 > 4 * em) {
        snprintf(place, sizeof place, "in %s", last + 1);
        ui_label(d->ui, title, FACE_CONDENSED, em, t->text2, RIGHT, place);
    }
}

// The name and the button; true when it is to be done.
static bool show_name(struct desk *d, rect row)
{
    struct attention *mind = d->mind;
    rect done = row;
    done.x0 = row.x1 - fminf(6 * d->ui->sizes->t2, 0.3f * (row.x1 - row.x0));
    row.x1 = done.x0 - d->ui->sizes->u;
    bool enter = d->ui->focus == ID_FILE && d->ui->in->key == KEY_ENTER;
    if (ui_textbox(d->ui, ID_FILE, row, mind->asked, sizeof mind->asked,
                   &(struct box_look){.empty = "name.scene"}))
        mind->choice = NOBODY, mind->replacing = false;
    struct button_look look = {.label = mind->replacing ? "Replace"
                                        : mind->saving  ? "Save" : "Open"};
    return ui_button(d->ui, ID_FILE_DONE, done, &look) || enter;
}

void file_page(struct desk *d)
{
    const struct sizes *sizes = d->ui->sizes;
    float u = sizes->u, em = sizes->t2, pad = 1.6f * u, wide = d->screen->top.x1;
    float half = fminf(0.42f * wide, 24 * em), top = d->screen->top.y1 + 4 * u;
    rect title = {wide / 2 - half, top, wide / 2 + half, top + 1.3f * sizes->t3};
    rect name = {title.x0, title.y1 + 0.4f * u, title.x1, 0};
    name.y1 = name.y0 + fmaxf(sizes->button, 1.6f * em);
    struct list l = list_files(d, name.y1 + u);
    rect where = {title.x0 - pad, title.y0 - pad, title.x1 + pad,
                  name.y1 + (l.rows ? u + (float)l.rows * l.row : 0) + pad};
    l.where = (rect){title.x0, name.y1 + u, title.x1, where.y1 - pad};
    page_ground(d, where);
    write_title(d, title);
    choose_by_key(d, &l);
    int listed = taken(d, &l);
    if (show_name(d, name)) {
        if (listed >= 0)
            take_listed(d, &l, listed);
        finish(d);
    } else if (show_list(d, &l)) {
        finish(d);
    }
    page_close_outside(d, where);
}
