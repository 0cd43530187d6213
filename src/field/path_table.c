// SPDX-License-Identifier: MIT
#include "field/path_table.h"

static void add_pair(struct text *out, vec2 pair)
{
    text_add(out, ",");
    text_add_number(out, pair.x);
    text_add(out, ",");
    text_add_number(out, pair.y);
}

void path_table_head(struct text *out, const struct method *method, bool internals)
{
    text_add(out, "step,x,y,f,gx,gy,lr,status");
    if (internals)
        text_add(out, ",used_x,used_y,scale_x,scale_y");
    for (int i = 0; internals && method->memory[i]; i++)
        text_addf(out, ",%s_x,%s_y", method->memory[i], method->memory[i]);
    text_add(out, "\n");
}

static void add_internals(struct text *out, const struct method *method,
                          const struct path_row *row)
{
    add_pair(out, row->used);
    add_pair(out, row->scale);
    for (int i = 0; method->memory[i]; i++)
        add_pair(out, row->memory[i]);
}

void path_table_row(struct text *out, const struct path *path, size_t step,
                    const struct method *method, bool internals)
{
    const struct path_row *row = &path->rows.at[step];
    bool last = step + 1 == path->rows.count;
    text_addf(out, "%zu", step);
    add_pair(out, row->at);
    text_add(out, ",");
    text_add_number(out, row->f);
    add_pair(out, row->gradient);
    text_add(out, ",");
    text_add_number(out, row->lr);
    text_addf(out, ",%s", last ? path_word(path->end) : "running");
    if (internals)
        add_internals(out, method, row);
    text_add(out, "\n");
}
