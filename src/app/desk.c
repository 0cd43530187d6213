// SPDX-License-Identifier: MIT
#include "app/desk.h"

#include "base/number.h"
#include "calc/formula.h"

#include <stdarg.h>
#include <stdio.h>

void desk_say(struct desk *d, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(d->mind->toast, TOAST, format, arguments);
    va_end(arguments);
    d->mind->toast_until = d->mind->time + 3;
}

void desk_cover(struct desk *d, bool covered)
{
    struct attention *mind = d->mind;
    const struct probe *p = &d->model->probe;
    vec2 now = d->scene->direction;
    char number[NUMBER_TEXT];
    bool turned = now.x != mind->guess.x || now.y != mind->guess.y;
    if (mind->covered && !covered)
        mind->toast_until = 0;
    if (mind->covered && !covered && turned && d->scene->probe && p->norm > 0)
        desk_say(d, "%s° off the steepest",
                 number_shown(number, p->between * 180 / M_PI, 1));
    if (!mind->covered && covered) {
        mind->guess = now;
        desk_say(d, "numbers covered — K shows them");
    }
    mind->covered = covered;
}

void desk_toggle(struct desk *d, enum overlay overlay)
{
    d->mind->overlay = d->mind->overlay == overlay ? OVERLAY_NONE : overlay;
    d->mind->choice = 0;
    d->mind->scroll = 0;
    d->mind->pointed = d->ui->in->pointer;
    d->mind->filter[0] = 0;
}

bool desk_tells_fault(const struct desk *d)
{
    const struct reading *r = &d->mind->reading;
    bool in_box = d->ui->focus == ID_FORMULA;
    return r->fault.text[0] && d->mind->time - r->since >= reading_patience(r, in_box);
}

void desk_bar(const struct desk *d, rect bar, bool above)
{
    const struct theme *t = d->ui->theme;
    float edge = above ? bar.y1 - 1 : bar.y0;
    picture_box(d->ui->out, bar, t->panel);
    picture_box(d->ui->out, (rect){bar.x0, edge, bar.x1, edge + 1}, t->grid);
}

bool desk_read_number(const char *text, double *value)
{
    return formula_constant(text, strlen(text), value, NULL) && isfinite(*value);
}
