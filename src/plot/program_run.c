// SPDX-License-Identifier: MIT
#include "plot/program_run.h"

#include "calc/source.h"
#include "plot/pseudo.h"
#include "plot/recipe.h"

#include <stdio.h>
#include <string.h>

// A run that broke or went too far is not taken farther; one that came to rest stops by
// itself.
int program_run_until(const struct program_run *r, int leg)
{
    bool cut = r->end == PATH_DIVERGED || r->end == PATH_LEFT;
    int most = r->leg[leg].d.steps;
    if (leg + 1 < r->legs && r->leg[leg + 1].from < most)
        most = r->leg[leg + 1].from;
    return cut && r->steps < most ? r->steps : most;
}

bool program_run_uses(const struct program_run *r, const char *method)
{
    for (int i = 0; i < r->legs; i++)
        if (strcmp(methods[r->leg[i].d.method].name, method) == 0)
            return true;
    return false;
}

static bool has_noise(const struct program_run *r)
{
    for (int i = 0; i < r->legs; i++)
        if (r->leg[i].d.noise > 0)
            return true;
    return false;
}

// What the words of the recipes stand for in this leg.
static struct descent settings_of(const struct leg *leg)
{
    struct descent d = leg->d;
    struct knob row;
    double *half_wave = strcmp(schedules[d.schedule].name, "cosine") == 0
                            ? descent_number(&d, "T_max", &row) : NULL;
    if (half_wave && *half_wave == 0)
        *half_wave = d.steps;
    if (d.exact)
        d.tol = 0;
    return d;
}

// Does the learning rate change from step to step?
static bool changes(const struct descent *d)
{
    struct descent copy = *d;
    struct knob row;
    const double *decay = descent_number(&copy, "lr_decay", &row);
    return d->schedule != 0 || (decay && *decay != 0);
}

static void write_rate(struct pseudo *p)
{
    char line[160];
    snprintf(line, sizeof line, "var rate = %s\n",
             recipe_of_schedule(schedules[p->settings.schedule].name));
    pseudo_write(p, line);
}

static void write_leg(struct pseudo *p, const struct program_run *r, int i)
{
    const struct descent *d = &p->settings;
    const struct recipe *recipe = recipe_of_method(methods[d->method].name);
    char loop[64];
    bool fresh = i == 0 || r->leg[i - 1].d.method != d->method;
    if (fresh) {
        p->born = r->leg[i].from;
        pseudo_write(p, recipe->memory);
    }
    if (!changes(d))
        write_rate(p);
    snprintf(loop, sizeof loop, "loop step %d %d\n", r->leg[i].from,
             program_run_until(r, i));
    pseudo_write(p, loop);
    pseudo_write(p, recipe_aim);
    if (changes(d))
        write_rate(p);
    pseudo_write(p, recipe->step);
    if (p->language->grammar.remember[1])
        source_lines(p->out, p->depth, p->language->grammar.remember[1]);
    pseudo_write(p, "end\n");
}

static void write_line(struct text *out, const char *form, int depth, const char *with)
{
    struct text line = {0};
    language_fill(&line, form, with, NULL, NULL);
    source_lines(out, depth, text_or_empty(&line));
    out->failed |= line.failed;
    text_free(&line);
}

void program_run_write(struct text *out, const struct language *l,
                       const struct program_run *r, const char *name)
{
    struct pseudo p = {.language = l, .out = out, .depth = 1};
    char seed[32];
    write_line(out, l->grammar.walk, 0, name);
    snprintf(seed, sizeof seed, "%.0f", r->leg[0].d.seed);
    if (has_noise(r))
        write_line(out, l->grammar.noise, 1, seed);
    if (l->grammar.remember[0])
        source_lines(out, 1, l->grammar.remember[0]);
    for (int i = 0; i < r->legs && r->leg[i].from <= r->steps; i++) {
        p.settings = settings_of(&r->leg[i]);
        write_leg(&p, r, i);
    }
    pseudo_write(&p, "arrived\n");
    pseudo_free(&p);
    source_lines(out, 0, l->grammar.end);
}
