// SPDX-License-Identifier: MIT
#include "cli/list.h"

#include "cli/table.h"
#include "scene/gallery.h"
#include "scene/scene_file.h"

#include <string.h>

static void add_formula(struct text *out, const struct gallery_card *card)
{
    struct scene scene;
    if (scene_read(&scene, NULL, card->scene, strlen(card->scene), NULL))
        text_add(out, scene.formula);
    else
        out->failed = true;
}

static void card_cell(struct text *out, int row, int column)
{
    const struct gallery_card *card = &gallery[row];
    switch (column) {
    case 0: text_add(out, card->group); break;
    case 1: text_add(out, card->name); break;
    case 2: add_formula(out, card); break;
    default: text_add(out, card->why);
    }
}

void list_gallery(struct text *out)
{
    static const char *const titles[] = {"group", "name", "formula", "why", NULL};
    table_print(out, titles, GALLERY_CARDS, card_cell);
}

void list_gallery_json(struct text *out)
{
    struct text formula = {0};
    for (int i = 0; i < GALLERY_CARDS; i++) {
        const struct gallery_card *card = &gallery[i];
        text_clear(&formula);
        add_formula(&formula, card);
        text_add(out, i ? ",\n  {" : "[\n  {");
        list_member(out, "group", card->group);
        list_member(out, "name", card->name);
        list_member(out, "label", card->label);
        list_member(out, "formula", text_or_empty(&formula));
        list_member(out, "why", card->why);
        text_addf(out, "\"file\": \"%s.scene\"}", card->name);
    }
    text_add(out, "\n]\n");
    out->failed |= formula.failed;
    text_free(&formula);
}
