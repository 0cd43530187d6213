// SPDX-License-Identifier: MIT
// The gallery: cards in rows, their groups and what is typed to find one beside them.
#include "app/overlay.h"
#include "app/page.h"

#include "app/thumbs.h"
#include "draw/writing.h"
#include "scene/gallery.h"

#include <stdio.h>
#include <string.h>

enum { PASTE = GALLERY_CARDS, CARDS };          // the last card is the person's own
enum { ID_GROUP = ID_CARD + CARDS };

static const struct gallery_card paste = {
    "", "", "Paste your own", "The formula in the clipboard takes the place of this one",
    NULL};

// Where cards stand, and how many of them are in sight.
struct shelf {
    rect grid, side, found;     // found: what is typed, above the cards or beside them
    bool aside;                 // the groups are beside the cards
    int columns, rows, count;
    int card[CARDS];
    float width, height, gap;
};

static const struct gallery_card *card_at(int card)
{
    return card == PASTE ? &paste : &gallery[card];
}

static bool contains(const char *text, const char *part)
{
    for (; *text; text++) {
        size_t i = 0;
        while (part[i] && (text[i] | 32) == (part[i] | 32))
            i++;
        if (!part[i])
            return true;
    }
    return !*part;
}

static void list_cards(struct shelf *s, const char *filter)
{
    for (int i = 0; i < CARDS; i++)
        if (contains(card_at(i)->label, filter) || contains(card_at(i)->group, filter))
            s->card[s->count++] = i;
}

static void cut_page(struct shelf *s, const struct sizes *sizes, rect page)
{
    float u = sizes->u, em = sizes->t2, wide = page.x1 - page.x0;
    float side = fmaxf(fminf(fmaxf(0.3f * wide, 36 * u), 48 * u), 10 * em);
    float field = fmaxf(sizes->button, 1.6f * em);
    s->aside = side < 0.42f * wide;
    s->grid = s->side = s->found = page;
    s->found.y1 = page.y0 + field;
    if (s->aside) {
        s->found.x0 = s->side.x0 = page.x1 - side;
        s->grid.x1 = s->side.x0 - 2 * u;
        s->side.y0 = s->found.y1 + u;
    } else {
        s->side.y0 = fmaxf(page.y1 - 4.2f * sizes->t3, s->found.y1);
        s->grid.y0 = s->found.y1 + u;
        s->grid.y1 = s->side.y0 - u;
    }
}

static struct shelf shelf_for(const struct desk *d, rect page)
{
    const struct sizes *sizes = d->ui->sizes;
    struct shelf s = {.gap = sizes->u};
    list_cards(&s, d->mind->filter);
    cut_page(&s, sizes, page);
    float wide = s.grid.x1 - s.grid.x0 - 2 * s.gap, high = s.grid.y1 - s.grid.y0;
    float least = fmaxf(26 * sizes->u, 6 * sizes->t2);
    s.columns = (int)fmaxf((wide + s.gap) / (least + s.gap), 1);
    s.width = (wide + s.gap) / (float)s.columns - s.gap;
    float low = 1.5f * sizes->t2 + 0.55f * s.width;
    s.rows = (int)fmaxf((high + s.gap) / (low + s.gap), 1);
    s.height = (high + s.gap) / (float)s.rows - s.gap;
    return s;
}

static int rows_hidden(const struct shelf *s)
{
    int all = (s->count + s->columns - 1) / s->columns;
    return all > s->rows ? all - s->rows : 0;
}

// The chosen card stays in sight.
static void choose(struct desk *d, const struct shelf *s, int choice)
{
    struct attention *mind = d->mind;
    choice = choice < s->count ? choice : s->count - 1;
    mind->choice = choice > 0 ? choice : 0;
    float row = (float)(mind->choice / s->columns);
    mind->scroll = fminf(fmaxf(mind->scroll, row - (float)s->rows + 1), row);
}

static void choose_by_key(struct desk *d, const struct shelf *s)
{
    const struct { int key, by; } moves[] = {
        {KEY_RIGHT, 1}, {KEY_LEFT, -1}, {KEY_DOWN, s->columns}, {KEY_UP, -s->columns},
        {KEY_PAGE_DOWN, s->rows * s->columns}, {KEY_PAGE_UP, -s->rows * s->columns},
        {KEY_END, CARDS}, {KEY_HOME, -CARDS},
    };
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
        if (ui_key(d->ui, moves[i].key, 0))
            choose(d, s, d->mind->choice + moves[i].by);
}

static float dragged(const struct desk *d)
{
    unsigned id = d->ui->active;
    bool card = id >= ID_CARD && id < ID_CARD + CARDS;
    return card ? d->ui->grabbed.y - d->ui->in->pointer.y : 0;
}

// By the wheel, or by a hand that holds a card; `grip`: the rows it has moved already.
static void scroll(struct desk *d, const struct shelf *s)
{
    float by = -fminf(fmaxf(d->ui->in->wheel, -10), 10);
    if (dragged(d) != 0) {
        float rows = roundf(dragged(d) / (s->height + s->gap));
        by += rows - d->ui->grip;
        d->ui->grip = rows;
    }
    d->mind->scroll = fmaxf(fminf(d->mind->scroll + by, (float)rows_hidden(s)), 0);
}

static void open_card(struct desk *d, int card)
{
    d->mind->overlay = OVERLAY_NONE;
    if (card != PASTE) {
        d->out->card = gallery[card].name;
        return;
    }
    ui_focus(d->ui, ID_FORMULA);
    d->ui->paste = true;
}

// Letters that are typed narrow the choice; the overlay keeps them from the map.
static void type_filter(struct desk *d)
{
    char *filter = d->mind->filter;
    size_t length = strlen(filter), room = sizeof d->mind->filter - 1 - length;
    const struct input *in = d->ui->in;
    unsigned char first = (unsigned char)in->text[0];
    if (first > ' ' - (length > 0) && first != 127 && strlen(in->text) <= room) {
        strcat(filter, in->text);
        d->mind->choice = 0;
    }
    if (in->key >= ' ' && in->key < 127 && !(in->mods & (MOD_CTRL | MOD_ALT)))
        d->ui->key_taken = true;
    if (ui_key(d->ui, KEY_BACKSPACE, 0)) {
        while (length > 0 && (filter[--length] & 0xC0) == 0x80)
            ;
        filter[length] = 0;
        d->mind->choice = 0;
    }
}

static void draw_plus(struct desk *d, rect where)
{
    const struct theme *t = d->ui->theme;
    pt at = {(where.x0 + where.x1) / 2, (where.y0 + where.y1) / 2};
    float r = 0.22f * (where.y1 - where.y0);
    struct pen pen = {.width = 0.6f * d->ui->sizes->u, .color = t->text2};
    picture_line(d->ui->out, (pt){at.x - r, at.y}, (pt){at.x + r, at.y}, pen);
    picture_line(d->ui->out, (pt){at.x, at.y - r}, (pt){at.x, at.y + r}, pen);
}

void overlay_card(struct desk *d, int card, rect where, bool chosen)
{
    const struct sizes *sizes = d->ui->sizes;
    const struct theme *t = d->ui->theme;
    float edge = roundf(0.5f * sizes->u);
    rect picture = rect_grown(where, -edge), label = picture;
    picture.y1 = label.y0 = roundf(picture.y1 - 1.4f * sizes->t2);
    label = rect_grown(label, -0.2f * sizes->u);
    picture_round_box(d->ui->out, where, sizes->radius, chosen ? t->focus : t->button);
    if (chosen)
        picture_round_box(d->ui->out, rect_grown(where, -sizes->focus), sizes->radius / 2,
                          t->card);
    picture_box(d->ui->out, picture, t->plot_lo);
    int width = (int)(picture.x1 - picture.x0), height = (int)(picture.y1 - picture.y0);
    const struct image *thumb = card == PASTE ? NULL
        : thumbs_image(d->mind->thumbs, card, d->scene->theme, width, height);
    if (thumb)
        picture_image(d->ui->out, picture, thumb);
    if (card == PASTE)
        draw_plus(d, picture);
    ui_label(d->ui, label, chosen ? FACE_CONDENSED_BOLD : FACE_CONDENSED, sizes->t2,
             t->text, CENTER, card_at(card)->label);
}

// A pointer that moves chooses; one that rests leaves the choice to the keys.
static void show_card(struct desk *d, const struct shelf *s, int i, rect place)
{
    struct attention *mind = d->mind;
    pt at = d->ui->in->pointer;
    struct touch touch = ui_touch(d->ui, ID_CARD + (unsigned)s->card[i], place);
    if (touch.hot) {
        d->ui->cursor = CURSOR_HAND;
        if (at.x != mind->pointed.x || at.y != mind->pointed.y)
            mind->choice = i;
        mind->pointed = at;
    }
    overlay_card(d, s->card[i], place, i == mind->choice);
    bool moved = fabsf(dragged(d)) > d->ui->sizes->t2;
    if (touch.clicked && touch.button == BUTTON_LEFT && !moved)
        open_card(d, s->card[i]);
}

static void show_cards(struct desk *d, const struct shelf *s)
{
    int first = (int)roundf(d->mind->scroll) * s->columns;
    for (int i = first; i < s->count && i < first + s->rows * s->columns; i++) {
        int column = (i - first) % s->columns, row = (i - first) / s->columns;
        float x = roundf(s->grid.x0 + (float)column * (s->width + s->gap));
        float y = roundf(s->grid.y0 + (float)row * (s->height + s->gap));
        show_card(d, s, i, (rect){x, y, x + roundf(s->width), y + roundf(s->height)});
    }
}

static void show_filter(struct desk *d, const struct shelf *s)
{
    const struct theme *t = d->ui->theme;
    const struct sizes *sizes = d->ui->sizes;
    const char *filter = d->mind->filter;
    char words[80];
    picture_round_box(d->ui->out, s->found, sizes->radius, t->track);
    picture_round_box(d->ui->out, rect_grown(s->found, -0.25f * sizes->u),
                      sizes->radius, t->card);
    snprintf(words, sizeof words, "%s▏", filter);
    rect row = rect_grown(s->found, -sizes->u);
    d->ui->caret = row;                         // text is wished for
    ui_label(d->ui, (rect){row.x0, s->found.y0, row.x1, s->found.y1}, FACE_CONDENSED,
             sizes->t2, filter[0] ? t->text : t->text2, LEFT,
             filter[0] ? words : "type to find");
}

// The groups, the one of the chosen card switched on; returns where the next line goes.
static float show_groups(struct desk *d, const struct shelf *s, const char *chosen)
{
    float u = d->ui->sizes->u, y = s->side.y0;
    float high = fmaxf(d->ui->sizes->button, 1.5f * d->ui->sizes->t2);
    const char *last = "";
    for (int i = 0; i < s->count; i++) {
        const char *group = card_at(s->card[i])->group;
        if (!group[0] || strcmp(group, last) == 0)
            continue;
        struct button_look look = {.label = group, .on = strcmp(group, chosen) == 0};
        rect row = {s->side.x0, y, s->side.x1, y + high};
        if (ui_button(d->ui, ID_GROUP + (unsigned)s->card[i], row, &look)) {
            choose(d, s, i);
            d->mind->scroll = (float)(i / s->columns);
        }
        last = group;
        y = row.y1 + 0.7f * u;
    }
    return y + u;
}

static void show_side(struct desk *d, const struct shelf *s)
{
    static const struct gallery_card none = {
        "", "", "Nothing found", "No card has this in its name; Backspace takes it back",
        NULL};
    const struct sizes *sizes = d->ui->sizes;
    const struct gallery_card *card =
        s->count > 0 ? card_at(s->card[d->mind->choice]) : &none;
    rect row = s->side;
    float name = s->aside ? sizes->t2 : sizes->t3;
    if (s->aside)
        row.y0 = show_groups(d, s, card->group);
    row.y0 += ui_paragraph(d->ui, row, FACE_CONDENSED_BOLD, name, d->ui->theme->text, 2,
                           card->label);
    float wide = writing_width(d->ui->font, FACE_CONDENSED, sizes->t2, card->why);
    float high = row.y1 - row.y0, em = sizes->t2;
    if (1.3f * em * ceilf(1.15f * wide / (row.x1 - row.x0)) > high)
        em = sizes->t3;
    ui_paragraph(d->ui, row, FACE_CONDENSED, em, d->ui->theme->text2,
                 (int)fmaxf(high / (1.3f * em), 1), card->why);
}

void gallery_page(struct desk *d)
{
    rect where = rect_grown(page_room(d), -d->ui->sizes->u);
    rect page = rect_grown(where, -1.4f * d->ui->sizes->u);
    page_ground(d, where);
    struct shelf s = shelf_for(d, page);
    choose_by_key(d, &s);
    scroll(d, &s);
    if (d->mind->choice >= s.count)
        choose(d, &s, s.count - 1);
    show_cards(d, &s);
    page_bar(d, s.grid, (int)roundf(d->mind->scroll), s.rows, rows_hidden(&s) + s.rows);
    show_filter(d, &s);
    show_side(d, &s);
    type_filter(d);
    if (s.count > 0 && ui_key(d->ui, KEY_ENTER, 0))
        open_card(d, s.card[d->mind->choice]);
    page_close_outside(d, where);
}
