// SPDX-License-Identifier: MIT
#include "cli/table.h"

#include "base/utf8.h"

#include <string.h>

enum { MOST_COLUMNS = 8 };

static int width_of(const char *text)
{
    return utf8_count(text, strlen(text));
}

static int widest(table_cell *cell, int rows, int column, const char *title,
                  struct text *work)
{
    int widest = width_of(title);
    for (int row = 0; row < rows; row++) {
        text_clear(work);
        cell(work, row, column);
        int width = width_of(text_or_empty(work));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void add(struct text *out, const char *text, int width, bool last)
{
    text_add(out, text);
    if (last)
        text_add(out, "\n");
    else
        text_addf(out, "%*s", width - width_of(text) + 2, "");
}

void table_print(struct text *out, const char *const *titles, int rows,
                 table_cell *cell)
{
    struct text work = {0};
    int width[MOST_COLUMNS] = {0};
    for (int c = 0; titles[c]; c++)
        width[c] = widest(cell, rows, c, titles[c], &work);
    for (int c = 0; titles[c]; c++)
        add(out, titles[c], width[c], !titles[c + 1]);
    for (int row = 0; row < rows; row++) {
        for (int c = 0; titles[c]; c++) {
            text_clear(&work);
            cell(&work, row, c);
            add(out, text_or_empty(&work), width[c], !titles[c + 1]);
        }
    }
    out->failed |= work.failed;
    text_free(&work);
}
