// SPDX-License-Identifier: MIT
#include "field/method_step.h"

static vec2 mixed(vec2 a, double of_a, vec2 b, double of_b)
{
    return (vec2){a.x * of_a + b.x * of_b, a.y * of_a + b.y * of_b};
}

// αv + (1 − α)g², rounded in the order of PyTorch's addcmul.
static vec2 mean_square(vec2 v, double alpha, vec2 g)
{
    return (vec2){alpha * v.x + (1 - alpha) * g.x * g.x,
                  alpha * v.y + (1 - alpha) * g.y * g.y};
}

static vec2 plus(vec2 a, double k) { return (vec2){a.x + k, a.y + k}; }
static vec2 times(vec2 a, vec2 b) { return (vec2){a.x * b.x, a.y * b.y}; }
static vec2 square(vec2 a) { return times(a, a); }
static vec2 root(vec2 a) { return (vec2){sqrt(a.x), sqrt(a.y)}; }
static vec2 over(vec2 a, vec2 b) { return (vec2){a.x / b.x, a.y / b.y}; }
static vec2 larger(vec2 a, vec2 b) { return (vec2){fmax(a.x, b.x), fmax(a.y, b.y)}; }

static vec2 decayed(const struct walker *w, double weight_decay)
{
    return vec2_add(w->g, vec2_scale(w->at, weight_decay));
}

static void move(struct walker *w, vec2 along, double lr)
{
    w->next = vec2_sub(w->at, vec2_scale(along, lr));
    w->scale = (vec2){lr, lr};
}

// θ − lr·along/size.
static void move_over(struct walker *w, vec2 along, double lr, vec2 size)
{
    w->next = vec2_sub(w->at, over(vec2_scale(along, lr), size));
    w->scale = over((vec2){lr, lr}, size);
}

void step_gd(struct walker *w, size_t count, const struct stride *s)
{
    for (; count; count--, w++)
        move(w, decayed(w, s->knob[GD_WEIGHT_DECAY]), s->lr);
}

// The velocity: the first one is the gradient, whatever the dampening.
static vec2 velocity(vec2 before, vec2 g, int t, double momentum, double dampening)
{
    return t == 1 || momentum == 0 ? g : mixed(before, momentum, g, 1 - dampening);
}

void step_momentum(struct walker *w, size_t count, const struct stride *s)
{
    const double *k = s->knob;
    for (; count; count--, w++) {
        vec2 g = decayed(w, k[MOMENTUM_WEIGHT_DECAY]), *b = &w->memory[0];
        *b = velocity(*b, g, s->t, k[MOMENTUM_MOMENTUM], k[MOMENTUM_DAMPENING]);
        move(w, *b, s->lr);
    }
}

void step_nesterov(struct walker *w, size_t count, const struct stride *s)
{
    double momentum = s->knob[NESTEROV_MOMENTUM];
    for (; count; count--, w++) {
        vec2 g = decayed(w, s->knob[NESTEROV_WEIGHT_DECAY]), *b = &w->memory[0];
        *b = velocity(*b, g, s->t, momentum, 0);
        move(w, mixed(g, 1, *b, momentum), s->lr);
    }
}

void step_adagrad(struct walker *w, size_t count, const struct stride *s)
{
    const double *k = s->knob;
    double lr = s->lr / (1 + (s->t - 1) * k[ADAGRAD_LR_DECAY]);
    for (; count; count--, w++) {
        vec2 g = decayed(w, k[ADAGRAD_WEIGHT_DECAY]), *sum = &w->memory[0];
        if (s->t == 1)
            *sum = (vec2){k[ADAGRAD_INITIAL], k[ADAGRAD_INITIAL]};
        *sum = vec2_add(*sum, square(g));
        move_over(w, g, lr, plus(root(*sum), k[ADAGRAD_EPS]));
    }
}

void step_rmsprop(struct walker *w, size_t count, const struct stride *s)
{
    const double *k = s->knob;
    double alpha = k[RMSPROP_ALPHA], momentum = k[RMSPROP_MOMENTUM];
    for (; count; count--, w++) {
        vec2 g = decayed(w, k[RMSPROP_WEIGHT_DECAY]);
        vec2 *v = &w->memory[0], *b = &w->memory[1], *a = &w->memory[2];
        *v = mean_square(*v, alpha, g);
        if (k[RMSPROP_CENTERED] != 0)
            *a = mixed(*a, alpha, g, 1 - alpha);
        vec2 spread = larger(vec2_sub(*v, square(*a)), (vec2){0, 0});
        vec2 size = plus(root(spread), k[RMSPROP_EPS]);
        *b = mixed(*b, momentum, over(g, size), 1);
        move_over(w, g, s->lr, size);
        if (momentum > 0)
            w->next = vec2_sub(w->at, vec2_scale(*b, s->lr));
    }
}

// 1 − βᵗ, from βᵗ⁻¹.
static double correction(double *power, double beta, int t)
{
    *power = t == 1 ? beta : *power * beta;
    return 1 - *power;
}

// `g` is what the averages get, `at` is where the step begins.
static void adam_one(struct walker *w, const struct stride *s, vec2 g, vec2 at)
{
    const double *k = s->knob;
    vec2 *memory = w->memory;
    double first = correction(&w->power[0], k[ADAM_BETA1], s->t);
    double second = correction(&w->power[1], k[ADAM_BETA2], s->t);
    vec2 m = mixed(memory[0], k[ADAM_BETA1], g, 1 - k[ADAM_BETA1]);
    vec2 v = mean_square(memory[1], k[ADAM_BETA2], g);
    vec2 top = k[ADAM_AMSGRAD] != 0 ? larger(memory[4], v) : v;
    vec2 size = plus(vec2_scale(root(top), 1 / sqrt(second)), k[ADAM_EPS]);
    w->next = vec2_sub(at, over(vec2_scale(m, s->lr / first), size));
    w->scale = over((vec2){s->lr, s->lr}, size);
    memory[0] = m;
    memory[1] = v;
    memory[2] = vec2_scale(m, 1 / first);
    memory[3] = vec2_scale(top, 1 / second);
    memory[4] = top;
}

void step_adam(struct walker *w, size_t count, const struct stride *s)
{
    for (; count; count--, w++)
        adam_one(w, s, decayed(w, s->knob[ADAM_WEIGHT_DECAY]), w->at);
}

void step_adamw(struct walker *w, size_t count, const struct stride *s)
{
    double kept = 1 - s->lr * s->knob[ADAM_WEIGHT_DECAY];
    for (; count; count--, w++)
        adam_one(w, s, w->g, vec2_scale(w->at, kept));
}
