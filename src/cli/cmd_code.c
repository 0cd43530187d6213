// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "cli/output.h"
#include "cli/subject.h"
#include "plot/program.h"

struct request {
    struct subject subject;
    int kind;
};

static bool take_language(void *request, const char *value, struct fault *fault)
{
    struct request *r = request;
    struct text known = {0};
    r->kind = program_find(value);
    if (r->kind >= 0)
        return true;
    for (int i = 0; i < PROGRAM_KINDS; i++)
        text_addf(&known, "%s%s", i ? ", " : "", program_kinds[i].name);
    fault_at(fault, 0, "I don't write %s; there is %s", value, text_or_empty(&known));
    text_free(&known);
    return false;
}

static bool answer(struct request *r, struct fault *fault)
{
    struct subject *s = &r->subject;
    struct text out = {0};
    if (!subject_open(s, fault))
        return false;
    if (!s->started)
        scene_remove_run(&s->scene, s->run);
    bool done = (program_write(&out, r->kind, &s->scene, s->run, fault)
                 || subject_fault(s, fault))
                && output_flush(&out, fault);
    text_free(&out);
    return done;
}

static bool run(const struct command *self, int count, char **arguments,
                const struct font *font, struct fault *fault)
{
    (void)font;
    struct request r = {.subject.descent = true};
    bool done = args_read(self, count, arguments, &r, subject_take, fault)
                && answer(&r, fault);
    subject_free(&r.subject);
    return done;
}

static const struct option options[] = {
    {"language", 'l', "NAME", take_language,
     "python, julia, rust, c or matplotlib (python)"},
    {"run", 0, "LETTER", subject_take_run, "which run of a scene (A)"},
    {"start", 0, "X,Y", subject_take_start, "where it begins; without it there is no run"},
    {"set", 0, "KEY=VALUE", subject_take_set, "of the run or the scene: method=adam"},
    {"param", 0, "NAME=VALUE", subject_take_param, "a letter of the formula"},
    {"view", 0, "X0,X1,Y0,Y1", subject_take_view, "what the figure shows (-3,3,-3,3)"},
    {0},
};

const struct command command_code = {
    "code", "The scene as a program: gradient, finite difference and run, or the figure.",
    "  nablascope code 'x^2 + 2y^2' --start 2.6,2.2\n"
    "  nablascope code two-wells.scene --language c\n"
    "  nablascope code 'sin(x) cos(y)' --language matplotlib | python3\n",
    "(FORMULA | FILE.scene) [OPTION]…", options, run,
};
