// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "cli/output.h"
#include "cli/subject.h"
#include "cli/values.h"
#include "field/contour.h"
#include "plot/render.h"
#include "scene/assign.h"

struct request {
    struct subject subject;
    struct size size;
    bool automatic;
    int count;                  // of levels
    double level[LEVELS_MOST];
};

static bool take_size(void *request, const char *value, struct fault *fault)
{
    return size_read(value, (struct size){2, 2},
                     (struct size){RENDER_MOST_WIDTH, RENDER_MOST_HEIGHT},
                     &((struct request *)request)->size, fault);
}

static bool take_level(void *request, const char *value, struct fault *fault)
{
    struct request *r = request;
    if (!*value)
        return fault_at(fault, 0, "--level takes L or L,L,…");
    if (r->count == LEVELS_MOST)
        return fault_at(fault, 0, "--level takes at most %d levels in all", LEVELS_MOST);
    int count = assign_numbers("--level", value, r->level + r->count,
                               LEVELS_MOST - r->count, formula_constant, fault);
    r->count += count > 0 ? count : 0;
    return count >= 0;
}

static bool take_auto(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->automatic = true;
    return true;
}

static void write_line(struct text *out, const struct contours *c,
                       const struct contour_line *line, const char *head)
{
    for (uint32_t i = line->first; i < line->first + line->count; i++) {
        text_add(out, head);
        text_add_number(out, c->points.at[i].x);
        text_add(out, ",");
        text_add_number(out, c->points.at[i].y);
        text_add(out, "\n");
    }
}

static bool write_csv(const struct contours *c, const struct levels *levels,
                      struct fault *fault)
{
    struct text out = {0}, head = {0};
    unsigned number = 0;
    bool fine = true;
    text_add(&out, "level,line,x,y\n");
    for (size_t i = 0; fine && i < c->lines.count; i++) {
        const struct contour_line *line = &c->lines.at[i];
        bool next = i > 0 && c->lines.at[i - 1].level == line->level;
        number = next ? number + 1 : 0;
        text_clear(&head);
        text_add_number(&head, levels->value[line->level]);
        text_addf(&head, ",%u,", number);
        write_line(&out, c, line, text_or_empty(&head));
        out.failed |= head.failed;
        if (out.count > 1 << 16)
            fine = output_flush(&out, fault);
    }
    fine = fine && output_flush(&out, fault);
    text_free(&out);
    text_free(&head);
    return fine;
}

static bool trace(const struct request *r, const struct evaluator *e,
                  struct fault *fault)
{
    const struct subject *s = &r->subject;
    struct view view = {s->scene.view, r->size.width, r->size.height};
    bool listed = s->scene.levels == LEVELS_GIVEN;
    struct levels levels = !r->automatic ? levels_given(r->level, r->count)
                           : listed ? levels_given(s->scene.level, s->scene.level_count)
                                    : levels_choose(e, view, s->scene.levels);
    if (levels.failed)
        return fault_memory(fault);
    struct contours contours = {0};
    struct pool *pool = pool_open(0);
    bool done = contours_trace(&contours, e, s->formula, s->parameters, view, &levels,
                               pool)
                || fault_memory(fault);
    pool_close(pool);
    done = done && write_csv(&contours, &levels, fault);
    contours_free(&contours);
    return done;
}

static bool answer(struct request *r, struct fault *fault)
{
    if (!subject_open(&r->subject, fault))
        return false;
    if (r->automatic == (r->count > 0))
        return fault_at(fault, 0, "contours needs either --level L or --auto");
    if (!formula_derive(r->subject.formula, false, fault))
        return false;
    struct evaluator *e = evaluator_open(r->subject.formula, r->subject.parameters,
                                         NEED_F_GRADIENT);
    if (!e)
        return fault_memory(fault);
    bool done = trace(r, e, fault);
    evaluator_close(e);
    return done;
}

static bool run(const struct command *self, int count, char **arguments,
                const struct font *font, struct fault *fault)
{
    (void)font;
    struct request r = {.size = {1920, 1080}};
    bool done = args_read(self, count, arguments, &r, subject_take, fault)
                && answer(&r, fault);
    subject_free(&r.subject);
    return done;
}

static const struct option options[] = {
    {"view", 0, "X0,X1,Y0,Y1", subject_take_view, "where to look (-3,3,-3,3)"},
    {"level", 0, "L,…", take_level, "the levels; repeatable"},
    {"auto", 0, NULL, take_auto, "levels by the rules of a picture, or the scene's"},
    {"size", 0, "WxH", take_size, "pixels the view is divided into (1920x1080)"},
    {"param", 0, "NAME=VALUE", subject_take_param, "a letter of the formula"},
    {0},
};

const struct command command_contours = {
    "contours", "The contour lines of a formula as CSV: level,line,x,y.",
    "  nablascope contours 'x*y' --view -3,3,-3,3 --level 0,1,2\n"
    "  nablascope contours 'sin(x) + cos(y)' --view -pi,pi,-pi,pi --auto\n",
    "FORMULA (--level L… | --auto) [--view X0,X1,Y0,Y1] [OPTION]…", options, run,
};
