// SPDX-License-Identifier: MIT
// The languages that the scene can be copied in: one press copies.
#include "app/overlay.h"
#include "app/page.h"

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

void code_page(struct desk *d)
{
    struct page_choice choice[PROGRAM_KINDS];
    for (int i = 0; i < PROGRAM_KINDS; i++)
        choice[i] = (struct page_choice){program_kinds[i].label, program_kinds[i].needs,
                                         false};
    struct page_list list = page_list_open(d, choice, PROGRAM_KINDS,
                                           2.8f * d->ui->sizes->t3);
    write_title(d, list.title);
    int kind = page_list_close(d, &list, choice, PROGRAM_KINDS);
    if (kind < 0)
        return;
    d->out->code = kind + 1;
    d->mind->overlay = OVERLAY_NONE;
}
