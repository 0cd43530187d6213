// SPDX-License-Identifier: MIT
// The languages that the scene can be copied in: one press copies.
#include "app/overlay.h"
#include "app/page.h"

#include "draw/writing.h"
#include "plot/program.h"

#include <stdio.h>

static void write_title(struct desk *d, rect row)
{
    float em = d->ui->sizes->t3;
    char words[64];
    rect title = row, rest = row;
    title.y1 = rest.y0 = (row.y0 + row.y1) / 2;
    ui_label(d->ui, title, FACE_CONDENSED_BOLD, em, d->ui->theme->accent, LEFT,
             "COPY AS CODE");
    if (scene_has_run(d->scene, d->scene->chosen))
        snprintf(words, sizeof words, "f, ∇f, a check of it, and run %c",
                 'A' + d->scene->chosen);
    else
        snprintf(words, sizeof words, "f, ∇f and a check of it; there is no run");
    ui_label(d->ui, rest, FACE_CONDENSED, em, d->ui->theme->text2, LEFT, words);
}

static float width_of_labels(const struct desk *d)
{
    float wide = 0;
    for (int i = 0; i < PROGRAM_KINDS; i++) {
        struct button_look look = {.label = program_kinds[i].label};
        wide = fmaxf(wide, ui_button_width(d->ui, &look, false));
    }
    return wide;
}

static float width_of_needs(const struct desk *d)
{
    float wide = 0;
    for (int i = 0; i < PROGRAM_KINDS; i++)
        wide = fmaxf(wide, writing_width(d->ui->font, FACE_CONDENSED, d->ui->sizes->t3,
                                         program_kinds[i].needs));
    return wide;
}

// The keys 1 to 5 are as good as a press.
static void show_kind(struct desk *d, int kind, rect row, float wide)
{
    const struct program_kind *k = &program_kinds[kind];
    rect button = {row.x0, row.y0, row.x0 + wide, row.y1};
    rect words = {button.x1 + d->ui->sizes->u, row.y0, row.x1, row.y1};
    bool pressed = ui_button(d->ui, ID_CARD + (unsigned)kind, button,
                             &(struct button_look){.label = k->label});
    ui_label(d->ui, words, FACE_CONDENSED, d->ui->sizes->t3, d->ui->theme->text, LEFT,
             k->needs);
    if (!pressed && !ui_key(d->ui, '1' + kind, 0))
        return;
    d->out->code = kind + 1;
    d->mind->overlay = OVERLAY_NONE;
}

void code_page(struct desk *d)
{
    const struct sizes *sizes = d->ui->sizes;
    rect room = rect_grown(page_room(d), -1.5f * sizes->u);
    float pad = 1.6f * sizes->u, gap = 0.6f * sizes->u, head = 2.8f * sizes->t3;
    float wide = width_of_labels(d), all = wide + sizes->u + width_of_needs(d) + sizes->t3
                                      + 2 * pad;
    float high = (room.y1 - room.y0 - 2 * pad - head) / PROGRAM_KINDS - gap;
    high = fminf(high, sizes->button);
    float x = (room.x0 + room.x1) / 2, half = fminf(all, room.x1 - room.x0) / 2;
    rect where = {x - half, room.y0, x + half,
                  room.y0 + 2 * pad + head + PROGRAM_KINDS * (high + gap)};
    rect row = rect_grown(where, -pad);
    page_ground(d, where);
    row.y1 = row.y0 + head;
    write_title(d, row);
    for (int i = 0; i < PROGRAM_KINDS; i++) {
        row.y0 = row.y1 + gap;
        row.y1 = row.y0 + high;
        show_kind(d, i, row, fminf(wide, half));
    }
    page_close_outside(d, where);
}
