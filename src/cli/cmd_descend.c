// SPDX-License-Identifier: MIT
#include "cli/cmd.h"

#include "cli/output.h"
#include "cli/subject.h"
#include "field/path_table.h"

#include <stdio.h>

struct request {
    struct subject subject;
    bool internals;
};

#define TAKE(name)                                                                    \
    static bool take_##name(void *request, const char *value, struct fault *fault)    \
    {                                                                                 \
        return subject_wish(request, #name, value, fault);                            \
    }
TAKE(method) TAKE(lr) TAKE(schedule) TAKE(clip_norm) TAKE(clip_value)
TAKE(noise) TAKE(seed) TAKE(tol)

// Who asks for a number of steps gets that number.
static bool take_steps(void *request, const char *value, struct fault *fault)
{
    return subject_wish(request, "steps", value, fault)
           && subject_wish(request, "exact", "on", fault);
}

static bool take_ascend(void *request, const char *value, struct fault *fault)
{
    (void)value;
    return subject_wish(request, "ascend", "on", fault);
}

static bool take_internals(void *request, const char *value, struct fault *fault)
{
    (void)value, (void)fault;
    ((struct request *)request)->internals = true;
    return true;
}

static bool write_csv(const struct path *path, const struct method *method,
                      bool internals, struct fault *fault)
{
    struct text out = {0};
    bool fine = true;
    path_table_head(&out, method, internals);
    for (size_t k = 0; fine && k < path->rows.count; k++) {
        path_table_row(&out, path, k, method, internals);
        if (out.count > 1 << 16)
            fine = output_flush(&out, fault);
    }
    fine = fine && output_flush(&out, fault);
    text_free(&out);
    return fine;
}

static bool say_reason(const struct path *path, const struct descent *d,
                       struct fault *fault)
{
    struct text why = {0};
    struct fault message = {0};
    path_reason(&why, path, d);
    snprintf(message.text, sizeof message.text, "%s", text_or_empty(&why));
    bool done = !why.failed || fault_memory(fault);
    text_free(&why);
    if (done)
        output_message(&message);
    return done;
}

static bool descend(const struct request *r, const struct terrain *land,
                    struct fault *fault)
{
    const struct subject *s = &r->subject;
    struct leg legs[SCENE_LEGS];
    int last = scene_last_fork(&s->scene, s->run);
    int count = scene_legs(&s->scene, s->run, last, legs);
    const struct descent *d = &legs[count - 1].d;
    struct path path = {0};
    bool done = (scene_run_starts(&s->scene, s->run, land, fault)
                 || subject_fault(s, fault))
                && (descent_run_legs(&path, legs, count, land) || fault_memory(fault))
                && write_csv(&path, &methods[d->method], r->internals, fault)
                && say_reason(&path, d, fault);
    path_free(&path);
    return done;
}

static bool open_and_descend(const struct request *r, struct fault *fault)
{
    const struct formula *f = r->subject.formula;
    const double *parameters = r->subject.parameters;
    struct evaluator *slope = evaluator_open(f, parameters, NEED_F_GRADIENT);
    struct evaluator *curvature = evaluator_open(f, parameters, NEED_ALL);
    struct terrain land = {slope, curvature, r->subject.scene.view};
    bool done = slope && curvature ? descend(r, &land, fault) : fault_memory(fault);
    evaluator_close(slope);
    evaluator_close(curvature);
    return done;
}

static bool answer(struct request *r, struct fault *fault)
{
    if (!subject_open(&r->subject, fault))
        return false;
    if (!r->subject.started)
        return fault_at(fault, 0, "descend needs a start: --start X,Y");
    return formula_derive(r->subject.formula, true, fault)
           && open_and_descend(r, fault);
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
    {"run", 0, "LETTER", subject_take_run, "which run of a scene (A)"},
    {"start", 0, "X,Y", subject_take_start, "where it begins"},
    {"method", 0, "NAME", take_method, "nablascope list methods (gd)"},
    {"lr", 0, "R", take_lr, "the learning rate, above 0; each method has its own"},
    {"steps", 0, "N", take_steps, "exactly so many; without it at most 100"},
    {"set", 0, "KNOB=VALUE", subject_take_set, "of the method: beta1=0.8"},
    {"schedule", 0, "NAME", take_schedule, "nablascope list schedules (constant)"},
    {"clip-norm", 0, "C", take_clip_norm, "shortens longer gradients to C"},
    {"clip-value", 0, "C", take_clip_value, "limits each part of the gradient to C"},
    {"noise", 0, "S", take_noise, "normal noise on the gradient (0)"},
    {"seed", 0, "N", take_seed, "of the noise (1)"},
    {"tol", 0, "T", take_tol, "ends where the gradient is no longer (1e-6)"},
    {"ascend", 0, NULL, take_ascend, "climb instead"},
    {"internals", 0, NULL, take_internals,
     "more columns: gradient used, step sizes, memory"},
    {"view", 0, "X0,X1,Y0,Y1", subject_take_view, "what is near (-3,3,-3,3)"},
    {"param", 0, "NAME=VALUE", subject_take_param, "a letter of the formula"},
    {0},
};

const struct command command_descend = {
    "descend", "The steps of a descent as CSV: step,x,y,f,gx,gy,lr,status.",
    "  nablascope descend 'x^2 + 2y^2' --start 2.6,2.2 --steps 25\n"
    "  nablascope descend 'x^2 + 25y^2' --start -4,1.2 --method adam --lr 0.3 "
    "--set beta1=0.8\n"
    "  nablascope descend two-wells.scene --start 0.05,1\n",
    "(FORMULA | FILE.scene) --start X,Y [OPTION]…", options, run,
};
