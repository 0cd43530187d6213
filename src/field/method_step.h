// SPDX-License-Identifier: MIT
#pragma once
// The step functions of method.c's rows and the order of their knobs.  Operations come
// in PyTorch 1.13's order.

#include "field/walker.h"

#include <stddef.h>

enum { GD_WEIGHT_DECAY };
enum { MOMENTUM_MOMENTUM, MOMENTUM_DAMPENING, MOMENTUM_WEIGHT_DECAY };
enum { NESTEROV_MOMENTUM, NESTEROV_WEIGHT_DECAY };
enum { ADAGRAD_LR_DECAY, ADAGRAD_INITIAL, ADAGRAD_EPS, ADAGRAD_WEIGHT_DECAY };
enum { RMSPROP_ALPHA, RMSPROP_EPS, RMSPROP_WEIGHT_DECAY, RMSPROP_MOMENTUM,
       RMSPROP_CENTERED };
enum { ADAM_BETA1, ADAM_BETA2, ADAM_EPS, ADAM_WEIGHT_DECAY, ADAM_AMSGRAD };
enum { ARMIJO_C, ARMIJO_RHO };

typedef void method_step(struct walker *w, size_t count, const struct stride *s);

method_step step_gd, step_momentum, step_nesterov, step_adagrad, step_rmsprop,
    step_adam, step_adamw;

// Solves Hp = −g.  Where H is not positive definite, |H| stands for it, its small
// eigenvalues lifted to a millionth of its largest; where H is nothing, p = −g.  The
// learning rate is how much of p is tried first.
method_step step_newton;

// Both shorten their step until f falls by c of what the slope promises, give or take
// its rounding.  After the first try they leave out those of more than 1e6(1 + ‖θ‖);
// after SEARCH_MOST tries they stay.
enum { SEARCH_MOST = 200 };
method_step step_linesearch;
