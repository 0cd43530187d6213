// SPDX-License-Identifier: MIT
#include "plot/program.h"

#include "plot/figure_script.h"
#include "plot/pseudo.h"
#include "plot/scene_command.h"

#include <stdio.h>
#include <string.h>

enum { FIGURE = LANGUAGES };            // behind the languages, in their order

_Static_assert((int)PROGRAM_KINDS == (int)FIGURE + 1, "each language is a kind");

const struct program_kind program_kinds[PROGRAM_KINDS] = {
    {"python", "Python", "for python3 alone"},
    {"julia", "Julia", "for julia alone"},
    {"rust", "Rust", "for rustc alone"},
    {"c", "C", "for cc with -lm"},
    [FIGURE] = {"matplotlib", "matplotlib", "the figure, for python3"},
};

int program_find(const char *name)
{
    for (int i = 0; i < PROGRAM_KINDS; i++)
        if (strcmp(program_kinds[i].name, name) == 0)
            return i;
    return -1;
}

// One comment line whatever the words are: they can neither end it nor go on in the next,
// as C does behind a backslash, which ??/ is as well.
static void add_comment(struct text *out, const struct language *l, const char *words)
{
    text_addf(out, "%s ", l->grammar.comment);
    for (const char *at = words; *at; at++)
        text_add_bytes(out, (unsigned char)*at < ' ' ? " " : at, 1);
    size_t length = strlen(words);
    while (length > 0 && words[length - 1] == ' ')
        length--;
    bool goes_on = length > 0 && strchr("\\/", words[length - 1]);
    text_add(out, goes_on ? ".\n" : "\n");
}

// The first two lines are always the same: Python looks there for an encoding.
static void add_header(struct text *out, const struct language *l,
                       const struct program_subject *s, bool figure)
{
    struct text line = {0};
    add_comment(out, l, "Written by Nablascope.");
    add_comment(out, l, figure ? "It draws the figure and saves it as figure.png."
                               : "It prints the gradient, a finite difference, and where "
                                 "the descent ends.");
    if (s->scene.title[0])
        add_comment(out, l, s->scene.title);
    text_add(&line, "f(x, y) = ");
    formula_print(&line, s->formula, s->formula->as_typed);
    add_comment(out, l, text_or_empty(&line));
    add_comment(out, l, "The scene again:");
    text_clear(&line);
    scene_command(&line, &s->scene);
    if (line.count)
        line.at[line.count - 1] = 0;            // its line feed
    add_comment(out, l, text_or_empty(&line));
    text_add(out, "\n");
    out->failed |= line.failed;
    text_free(&line);
}

// Where the gradient is checked: at the probe, else where the run starts, else aside of
// the middle, where nothing is likely to be symmetric.
static vec2 check_point(const struct program_subject *s, int run)
{
    box v = s->scene.view;
    if (s->scene.probe)
        return s->scene.probe_at;
    if (s->run[run].legs)
        return s->scene.run[run].start;
    return (vec2){v.x0 + 0.75 * (v.x1 - v.x0), v.y0 + 0.625 * (v.y1 - v.y0)};
}

static void add_at(struct text *out, const struct language *l, const char *form, vec2 at,
                   const char *value)
{
    struct text x = {0}, y = {0};
    pseudo_number(&x, l, at.x);
    pseudo_number(&y, l, at.y);
    language_fill(out, form, text_or_empty(&x), text_or_empty(&y), value);
    out->failed |= x.failed | y.failed;
    text_free(&x);
    text_free(&y);
}

static bool add_program(struct text *out, const struct language *l,
                        const struct program_subject *s, int run)
{
    const struct program_run *r = &s->run[run];
    const struct grammar *g = &l->grammar;
    struct text value = {0};
    bool done = program_subject_write(out, l, s, program_run_uses(r, "newton"));
    if (r->legs)
        program_run_write(out, l, r, "descend"), text_add(out, "\n");
    text_add(out, g->begin);
    add_at(out, l, g->check, check_point(s, run), NULL);
    language_fill(&value, r->finite ? "f(%a, %b)" : g->value, "x", "y", NULL);
    if (r->legs)
        add_at(out, l, g->run, s->scene.run[run].start, text_or_empty(&value));
    text_add(out, g->finish);
    out->failed |= value.failed;
    text_free(&value);
    return done;
}

static bool add_figure(struct text *out, const struct program_subject *s)
{
    bool hessian = false;
    for (int i = 0; i < SCENE_RUNS; i++)
        hessian |= program_run_uses(&s->run[i], "newton");
    return program_subject_write(out, &language_python, s, hessian)
           && figure_script_write(out, s);
}

static bool write(struct text *out, int kind, const struct program_subject *s, int run,
                  struct fault *fault)
{
    struct text code = {0};
    bool figure = kind == FIGURE;
    const struct language *l = languages[figure ? LANGUAGE_PYTHON : kind];
    bool done = figure ? add_figure(&code, s) : add_program(&code, l, s, run);
    add_header(out, l, s, figure);
    text_add(out, l->grammar.head);
    if (figure)
        text_add(out, "import matplotlib.pyplot as plt\nimport numpy as np\n");
    language_add_pieces(out, l, text_or_empty(&code));
    text_add_bytes(out, text_or_empty(&code), code.count);
    bool whole = !code.failed && !out->failed;
    text_free(&code);
    if (!done && whole)
        return fault_at(fault, 0, "this formula is too large for a program");
    return whole || fault_memory(fault);
}

bool program_write(struct text *out, int kind, const struct scene *scene, int run,
                   struct fault *fault)
{
    struct program_subject s = {0};
    bool done = program_subject_open(&s, scene, fault);
    struct terrain land = {s.slope, s.curvature, scene->view};
    if (done && kind != FIGURE && scene_has_run(&s.scene, run))
        done = scene_run_starts(&s.scene, run, &land, fault);
    done = done && write(out, kind, &s, run, fault);
    program_subject_free(&s);
    return done;
}
