// SPDX-License-Identifier: MIT
#include "plot/program_subject.h"

#include "calc/source.h"
#include "plot/pseudo.h"

#include <string.h>

static bool read(struct program_subject *s, struct fault *fault)
{
    const char *names[SCENE_PARAMETERS];
    for (int i = 0; i < s->scene.parameters; i++)
        names[i] = s->scene.parameter[i].name;
    s->formula = formula_read_with(s->scene.formula, strlen(s->scene.formula), names,
                                   s->scene.parameters, fault);
    if (!s->formula || !formula_derive(s->formula, true, fault))
        return false;
    for (int i = 0; i < s->formula->parameters; i++) {
        const struct scene_parameter *p = scene_parameter(&s->scene,
                                                          s->formula->parameter[i]);
        s->parameters[i] = p ? p->value : 1;
    }
    return true;
}

static bool make_run(struct program_subject *s, int i, const struct terrain *land)
{
    struct program_run *run = &s->run[i];
    struct path path = {0};
    if (!scene_has_run(&s->scene, i)
        || !descent_starts(&s->scene.run[i], land, &(struct fault){0}))
        return true;
    int count = scene_legs(&s->scene, i, scene_last_fork(&s->scene, i), run->leg);
    bool done = descent_run_legs(&path, run->leg, count, land);
    if (done) {
        run->legs = count;
        run->end = path.end;
        run->steps = (int)path.rows.count - 1;
        run->finite = isfinite(path.rows.at[run->steps].f);
    }
    path_free(&path);
    return done;
}

bool program_subject_open(struct program_subject *s, const struct scene *scene,
                          struct fault *fault)
{
    s->scene = *scene;
    scene_line_up(&s->scene);
    if (!read(s, fault))
        return false;
    s->slope = evaluator_open(s->formula, s->parameters, NEED_F_GRADIENT);
    s->curvature = evaluator_open(s->formula, s->parameters, NEED_ALL);
    bool done = s->slope && s->curvature;
    struct terrain land = {s->slope, s->curvature, s->scene.view};
    for (int i = 0; done && i < SCENE_RUNS; i++)
        done = make_run(s, i, &land);
    return done || fault_memory(fault);
}

void program_subject_free(struct program_subject *s)
{
    formula_free(s->formula);
    evaluator_close(s->slope);
    evaluator_close(s->curvature);
    *s = (struct program_subject){0};
}

static void write_parameter(struct text *out, const struct language *l,
                            const char *name, double value)
{
    struct text word = {0}, number = {0}, line = {0};
    language_add_name(&word, l, name);
    pseudo_number(&number, l, value);
    language_fill(&line, l->grammar.constant, text_or_empty(&word),
                  text_or_empty(&number), NULL);
    source_lines(out, 0, text_or_empty(&line));
    out->failed |= word.failed | number.failed | line.failed;
    text_free(&word);
    text_free(&number);
    text_free(&line);
}

bool program_subject_write(struct text *out, const struct language *l,
                           const struct program_subject *s, bool hessian)
{
    const struct formula *f = s->formula;
    for (int i = 0; i < f->parameters; i++)
        write_parameter(out, l, f->parameter[i], s->parameters[i]);
    text_add(out, f->parameters ? "\n" : "");
    bool done = source_function(out, l, f, "f", PART_F, 1);
    text_add(out, "\n");
    done = done && source_function(out, l, f, "gradient", PART_FX, 2);
    text_add(out, "\n");
    if (!hessian)
        return done;
    done = done && source_function(out, l, f, "hessian", PART_FXX, 3);
    text_add(out, "\n");
    return done;
}
