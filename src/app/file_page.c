// SPDX-License-Identifier: MIT
// The box that asks for the name of a file.
#include "app/overlay.h"

void file_page(struct desk *d)
{
    float u = d->ui->sizes->u, em = d->ui->sizes->t2, wide = d->screen->top.x1;
    float half = fminf(0.42f * wide, 24 * em), top = d->screen->top.y1 + 6 * u;
    rect where = {wide / 2 - half, top, wide / 2 + half, top + 12 * u};
    overlay_ground(d, where);
    rect row = rect_grown(where, -1.6f * u), done;
    rect title = row;
    title.y1 = row.y0 + 1.3f * d->ui->sizes->t3;
    row.y0 = title.y1 + 0.4f * u;
    done = row;
    done.x0 = row.x1 - fminf(5 * em, 0.3f * (row.x1 - row.x0));
    row.x1 = done.x0 - u;
    ui_label(d->ui, title, FACE_CONDENSED_BOLD, d->ui->sizes->t3, d->ui->theme->text2,
             LEFT, d->mind->saving ? "SAVE THE SCENE AS" : "OPEN A SCENE OR ITS PICTURE");
    bool enter = d->ui->focus == ID_FILE && d->ui->in->key == KEY_ENTER;
    ui_textbox(d->ui, ID_FILE, row, d->mind->asked, sizeof d->mind->asked,
               &(struct box_look){.empty = "name.scene"});
    struct button_look look = {.label = d->mind->saving ? "Save" : "Open"};
    if (ui_button(d->ui, ID_FILE_DONE, done, &look) || enter) {
        d->out->save = d->mind->saving;
        d->out->open = !d->mind->saving;
        d->mind->overlay = OVERLAY_NONE;
    }
    overlay_close_outside(d, where);
}
