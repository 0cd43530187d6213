// SPDX-License-Identifier: MIT
#include "app/overlay.h"

void overlays(struct desk *d)
{
    bool writing = d->ui->focus == ID_FORMULA, file = d->mind->overlay == OVERLAY_FILE;
    if (writing || (file && ui_key(d->ui, KEY_ESCAPE, 0)))
        d->mind->overlay = OVERLAY_NONE;
    switch (d->mind->overlay) {
    case OVERLAY_NONE: return;
    case OVERLAY_METHODS: method_page(d); break;
    case OVERLAY_HELP: help_page(d); break;
    case OVERLAY_GALLERY: gallery_page(d); break;
    case OVERLAY_FILE: file_page(d); break;
    case OVERLAY_CODE: code_page(d); break;
    case OVERLAY_SHOOT: shoot_page(d); break;
    }
    if (d->mind->overlay && ui_key(d->ui, KEY_ESCAPE, 0))
        d->mind->overlay = OVERLAY_NONE;        // text fields are left first
}
