// SPDX-License-Identifier: MIT
#include "field/update.h"

#include "base/number.h"
#include "field/method_step.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define DUST 1e-12              // of the other component: a rounding of zero

// Rules are written with one letter for each quantity; all else stands for itself:
//   P, N  θ before and after     R  η       G  the gradient      A  the length tried
//   f-j   memory after           a-e  memory before      T  the step, as a power
//   p-t   knobs 0 to 4           M  max     H  H⁻¹
struct rule { char left; const char *right; };

enum { RULES_MOST = 6 };

struct writer {
    struct update *out;
    const struct descent *d;
    const struct path_row *before, *after;
    const char *slope;          // "∇f", or "g" where something is done to it first
    vec2 g;
    bool numbers;               // rather than symbols
};

static void put(struct writer *w, enum term term, const char *text)
{
    struct update_line *line = &w->out->line[w->out->count];
    if (line->count == UPDATE_PIECES)
        return;
    struct update_piece *piece = &line->piece[line->count++];
    piece->term = term;
    snprintf(piece->text, UPDATE_TEXT, "%s", text);
}

static void put_number(struct writer *w, enum term term, double value)
{
    char number[NUMBER_TEXT];
    put(w, term, number_round(number, value));
}

const char *update_pair(char out[UPDATE_TEXT], vec2 v)
{
    char x[NUMBER_TEXT], y[NUMBER_TEXT];
    double dust = DUST * fmax(fabs(v.x), fabs(v.y));
    v = (vec2){fabs(v.x) < dust ? 0 : v.x, fabs(v.y) < dust ? 0 : v.y};
    snprintf(out, UPDATE_TEXT, "(%.28s, %.28s)", number_shown(x, v.x, 3),
             number_shown(y, v.y, 3));
    return out;
}

static void put_pair(struct writer *w, enum term term, vec2 v)
{
    char both[UPDATE_TEXT];
    put(w, term, update_pair(both, v));
}

static void end_line(struct writer *w)
{
    if (w->out->count < UPDATE_LINES - 1)
        w->out->line[++w->out->count].count = 0;
}

static const struct method *method_of(const struct writer *w)
{
    return &methods[w->d->method];
}

static void put_memory(struct writer *w, int i, vec2 value)
{
    bool adaptive = method_of(w)->adaptive;
    const char *name = adaptive ? method_of(w)->memory[i] : "v";    // the book's letter
    bool squares = adaptive && strchr("Sv", name[0]);
    enum term term = squares ? TERM_SQUARES : TERM_VELOCITY;
    if (w->numbers)
        put_pair(w, term, value);
    else
        put(w, term, name);
}

// AdaGrad's sum does not begin with nothing.
static vec2 memory_before(const struct writer *w, int i)
{
    double initial = w->d->knob[ADAGRAD_INITIAL];
    bool summed = method_of(w)->step == step_adagrad;
    if (w->after->t > 1)
        return w->before->memory[i];
    return summed ? (vec2){initial, initial} : (vec2){0, 0};
}

static void put_power(struct writer *w)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸",
                                         "⁹"};
    char number[16];
    snprintf(number, sizeof number, "%d", w->after->t);
    if (!w->numbers)
        put(w, TERM_WORDS, "ᵗ");
    for (int i = 0; w->numbers && number[i]; i++)
        put(w, TERM_WORDS, digits[number[i] - '0']);
}

// AdaGrad's rate falls by itself.
static double rate_of(const struct writer *w)
{
    bool falls = method_of(w)->step == step_adagrad;
    double decay = falls ? w->d->knob[ADAGRAD_LR_DECAY] : 0;
    return w->after->lr / (1 + (w->after->t - 1) * decay);
}

static void put_scalar(struct writer *w, enum term term, const char *symbol,
                       double value)
{
    if (w->numbers)
        put_number(w, term, value);
    else
        put(w, term, symbol);
}

static void put_vector(struct writer *w, enum term term, const char *symbol, vec2 value)
{
    if (w->numbers)
        put_pair(w, term, value);
    else
        put(w, term, symbol);
}

static void put_quantity(struct writer *w, char c)
{
    switch (c) {
    case 'P': put_vector(w, TERM_POINT, "θ", w->before->at); return;
    case 'N': put_vector(w, TERM_POINT, "θ", w->after->at); return;
    case 'R': put_scalar(w, TERM_RATE, "η", rate_of(w)); return;
    case 'A': put_scalar(w, TERM_RATE, "s", w->after->scale.x); return;
    case 'G': put_vector(w, TERM_SLOPE, w->slope, w->g); return;
    case 'T': put_power(w); return;
    case 'M': put(w, TERM_WORDS, "max"); return;
    case 'H': put(w, TERM_WORDS, "H⁻¹"); return;
    }
    if (c >= 'f' && c <= 'j')
        put_memory(w, c - 'f', w->after->memory[c - 'f']);
    else if (c <= 'e')
        put_memory(w, c - 'a', memory_before(w, c - 'a'));
    else
        put_scalar(w, TERM_WORDS, method_of(w)->knob[c - 'p'].label,
                   w->d->knob[c - 'p']);
}

static void put_side(struct writer *w, const char *rule)
{
    while (*rule) {
        char words[UPDATE_TEXT] = "";
        size_t length = 0;
        while (rule[length] && !isalpha((unsigned char)rule[length]))
            length++;
        snprintf(words, sizeof words, "%.*s", (int)length, rule);
        if (length > 0)
            put(w, TERM_WORDS, words);
        rule += length;
        if (*rule)
            put_quantity(w, *rule++);
    }
}

static void put_rule(struct writer *w, struct rule rule)
{
    w->numbers = false;
    put_quantity(w, rule.left);
    put(w, TERM_WORDS, " ← ");
    put_side(w, rule.right);
    end_line(w);
    w->numbers = true;
    put(w, TERM_WORDS, "  = ");
    put_side(w, rule.right);
    put(w, TERM_WORDS, " = ");
    put_quantity(w, rule.left);
    end_line(w);
}

static int momentum_rules(const struct writer *w, struct rule *rule)
{
    const double *k = w->d->knob;
    bool ahead = method_of(w)->step == step_nesterov;
    bool damped = !ahead && k[MOMENTUM_DAMPENING] > 0;
    bool plain = w->after->t == 1 || k[MOMENTUM_MOMENTUM] == 0;
    rule[0] = (struct rule){'f', plain ? "G" : damped ? "p·a + (1 − q)·G" : "p·a + G"};
    rule[1] = (struct rule){'N', ahead ? "P − R·(G + p·f)" : "P − R·f"};
    return 2;
}

static int adagrad_rules(const struct writer *w, struct rule *rule)
{
    (void)w;
    rule[0] = (struct rule){'f', "a + G²"};
    rule[1] = (struct rule){'N', "P − R·G/(√f + r)"};
    return 2;
}

static int rmsprop_rules(const struct writer *w, struct rule *rule)
{
    int count = 0;
    bool centred = w->d->knob[RMSPROP_CENTERED] != 0;
    bool heavy = w->d->knob[RMSPROP_MOMENTUM] > 0;
    rule[count++] = (struct rule){'f', "p·a + (1 − p)·G²"};
    if (centred)
        rule[count++] = (struct rule){'h', "p·c + (1 − p)·G"};
    if (heavy)
        rule[count++] = (struct rule){'g', centred ? "s·b + G/(√(f − h²) + q)"
                                                   : "s·b + G/(√f + q)"};
    rule[count++] = (struct rule){'N', heavy ? "P − R·g" : centred
                                  ? "P − R·G/(√(f − h²) + q)" : "P − R·G/(√f + q)"};
    return count;
}

static int adam_rules(const struct writer *w, struct rule *rule)
{
    int count = 0;
    const double *k = w->d->knob;
    bool top = k[ADAM_AMSGRAD] != 0;
    bool decays = method_of(w)->step == step_adamw && k[ADAM_WEIGHT_DECAY] > 0;
    rule[count++] = (struct rule){'f', "p·a + (1 − p)·G"};
    rule[count++] = (struct rule){'g', "q·b + (1 − q)·G²"};
    rule[count++] = (struct rule){'h', "f/(1 − pT)"};
    if (top)
        rule[count++] = (struct rule){'j', "M(e, g)"};
    rule[count++] = (struct rule){'i', top ? "j/(1 − qT)" : "g/(1 − qT)"};
    rule[count++] = (struct rule){'N', decays ? "(1 − R·s)·P − R·h/(√i + r)"
                                              : "P − R·h/(√i + r)"};
    return count;
}

static int plain_rules(const struct writer *w, struct rule *rule)
{
    method_step *step = method_of(w)->step;
    bool up = w->d->ascend && w->slope[0] != 'g';
    rule[0] = (struct rule){'N', up ? "P + R·G" : "P − R·G"};
    if (step == step_linesearch)
        rule[0].right = up ? "P + A·G" : "P − A·G";
    if (step != step_newton)
        return 1;
    rule[0] = (struct rule){'f', "−H·G"};
    rule[1] = (struct rule){'N', "P + A·f"};
    return 2;
}

static int rules_of(const struct writer *w, struct rule rule[RULES_MOST])
{
    method_step *step = method_of(w)->step;
    if (step == step_momentum || step == step_nesterov)
        return momentum_rules(w, rule);
    if (step == step_adagrad)
        return adagrad_rules(w, rule);
    if (step == step_rmsprop)
        return rmsprop_rules(w, rule);
    if (step == step_adam || step == step_adamw)
        return adam_rules(w, rule);
    return plain_rules(w, rule);
}

static double decay_of(const struct writer *w)
{
    int knob = knob_find(method_of(w)->knob, "weight_decay");
    return knob < 0 || method_of(w)->step == step_adamw ? 0 : w->d->knob[knob];
}

// What is done to the gradient before the method gets it.
static void write_slope(struct writer *w)
{
    const struct descent *d = w->d;
    double decay = decay_of(w), clip = fmax(d->clip_norm, d->clip_value);
    bool altered = decay > 0 || clip > 0 || d->noise > 0;
    w->slope = "∇f";
    w->g = w->before->gradient;
    if (!altered && (!d->ascend || !method_of(w)->memory[0]))
        return;
    w->slope = "g";
    w->g = vec2_add(w->after->used, vec2_scale(w->before->at, decay));
    put(w, TERM_SLOPE, "g");
    put(w, TERM_WORDS, d->ascend ? " ← −" : " ← ");
    put(w, TERM_SLOPE, "∇f");
    if (d->noise > 0)
        put(w, TERM_WORDS, " + noise");
    if (clip > 0) {
        put(w, TERM_WORDS, d->clip_norm > 0 ? ", no longer than "
                                            : ", each part within ±");
        put_number(w, TERM_WORDS, clip);
    }
    if (decay > 0) {
        put(w, TERM_WORDS, clip > 0 ? ", + " : " + ");
        put_number(w, TERM_WORDS, decay);
        put(w, TERM_POINT, "·θ");
    }
    end_line(w);
    put(w, TERM_WORDS, "  = ");
    put_pair(w, TERM_SLOPE, w->g);
    end_line(w);
}

static void write_rules(struct writer *w)
{
    struct rule rule[RULES_MOST];
    int count = rules_of(w, rule);
    for (int i = 0; i < count; i++)
        put_rule(w, rule[i]);
}

static void put_shown(struct writer *w, const char *words, double value, int decimals)
{
    char number[NUMBER_TEXT];
    put(w, TERM_WORDS, words);
    put(w, TERM_WORDS, number_shown(number, value, decimals));
}

static void write_length(struct writer *w)
{
    bool plain = method_of(w)->step == step_gd && w->slope[0] != 'g';
    if (plain) {
        put(w, TERM_WORDS, "step length ");
        put(w, TERM_RATE, "η");
        put(w, TERM_SLOPE, "‖∇f‖");
        put(w, TERM_WORDS, " = ");
        put_number(w, TERM_RATE, w->after->lr);
        put_shown(w, "·", vec2_length(w->g), 3);
    }
    put_shown(w, plain ? " = " : "step length ", w->out->length, 3);
    end_line(w);
}

static void write_facts(struct writer *w)
{
    const struct update *u = w->out;
    write_length(w);
    if (u->scale.x != u->scale.y) {
        put_shown(w, "step for a slope of 1: ", u->scale.x, 4);
        put_shown(w, " along x, ", u->scale.y, 4);
        put(w, TERM_WORDS, " along y");
        end_line(w);
    }
    put_shown(w, "promised ", u->promised, 3);
    put_shown(w, ", actual ", u->actual, 3);
    end_line(w);
    if (u->overshoots) {
        put(w, TERM_WORDS, "⇄ overshoots: the slope has turned round");
        end_line(w);
    }
    if (u->worsens) {
        put(w, TERM_WORDS, w->d->ascend ? "▼ f falls" : "▲ f rises");
        end_line(w);
    }
}

void update_write(struct update *out, const struct path *p, int k,
                  const struct descent *d)
{
    const struct path_row *before = &p->rows.at[k - 1], *after = &p->rows.at[k];
    struct writer w = {.out = out, .d = d, .before = before, .after = after};
    out->count = 0;
    out->line[0].count = 0;
    out->step = path_step(p, k);
    out->length = vec2_length(out->step);
    out->promised = path_promised(p, k);
    out->actual = path_actual(p, k);
    out->overshoots = vec2_dot(before->gradient, after->gradient) < 0;
    out->worsens = d->ascend ? out->actual < 0 : out->actual > 0;
    out->scale = after->scale;
    write_slope(&w);
    write_rules(&w);
    out->rules = out->count;
    write_facts(&w);
}

void update_line_text(struct text *out, const struct update_line *line)
{
    for (int i = 0; i < line->count; i++)
        text_add(out, line->piece[i].text);
}
