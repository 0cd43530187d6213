// SPDX-License-Identifier: MIT
#include "field/method.h"

#include "field/method_step.h"

#include <string.h>

#define WEIGHT_DECAY(standard)                                                        \
    {"weight_decay", "λ", standard, 0, KNOB_MOST, KNOB_REAL, "pulls towards the origin"}
#define MOMENTUM(standard)                                                            \
    {"momentum", "β", standard, 0, 1, KNOB_REAL, "how much of the velocity is kept"}
#define EPS(standard)                                                                 \
    {"eps", "ε", standard, 0, KNOB_MOST, KNOB_REAL, "keeps the division from zero"}
#define BETA(name, label, standard, help)                                             \
    {name, label, standard, 0, KNOB_BELOW_1, KNOB_REAL, help}
#define ADAM_ROW(id, name, brief, source, decay, function)                            \
    {id, name, brief, source, 0.1,                                                    \
     {[ADAM_BETA1] = BETA("beta1", "β₁", 0.9, "memory of the gradient"),              \
      [ADAM_BETA2] = BETA("beta2", "β₂", 0.999, "memory of its square"),              \
      [ADAM_EPS] = EPS(1e-8), [ADAM_WEIGHT_DECAY] = WEIGHT_DECAY(decay),              \
      [ADAM_AMSGRAD] = {"amsgrad", "AMSGrad", 0, 0, 1, KNOB_TOGGLE,                   \
                        "never lengthens a step again"}},                             \
     {"m", "v", "m̂", "v̂", "v̄"}, false, true, function}
#define ARMIJO_KNOBS                                                                  \
    {[ARMIJO_C] = {"c", "c", 1e-4, 0, KNOB_BELOW_1, KNOB_REAL,                        \
                   "how much of the promised descent it asks"},                       \
     [ARMIJO_RHO] = {"rho", "ρ", 0.5, KNOB_ABOVE_0, KNOB_BELOW_1, KNOB_REAL,          \
                     "the factor of each shortening"}}

const struct method methods[METHODS] = {
    {"gd", "Gradient descent", "GD", "Robbins & Monro 1951", 0.1,
     {[GD_WEIGHT_DECAY] = WEIGHT_DECAY(0)}, {NULL}, false, false, step_gd},
    {"momentum", "Momentum", "Momentum", "Polyak 1964", 0.02,
     {[MOMENTUM_MOMENTUM] = MOMENTUM(0.9),
      [MOMENTUM_DAMPENING] = {"dampening", "τ", 0, 0, 1, KNOB_REAL,
                              "how much of a new gradient is left out"},
      [MOMENTUM_WEIGHT_DECAY] = WEIGHT_DECAY(0)},
     {"b"}, false, false, step_momentum},
    {"nesterov", "Nesterov", "Nesterov", "Nesterov 1983; Sutskever et al. 2013", 0.02,
     {[NESTEROV_MOMENTUM] = MOMENTUM(0.9), [NESTEROV_WEIGHT_DECAY] = WEIGHT_DECAY(0)},
     {"b"}, false, false, step_nesterov},
    {"adagrad", "AdaGrad", "AdaGrad", "Duchi, Hazan & Singer 2011", 0.5,
     {[ADAGRAD_LR_DECAY] = {"lr_decay", "η decay", 0, 0, KNOB_MOST, KNOB_REAL,
                            "the rate is η/(1 + (t − 1)·decay)"},
      [ADAGRAD_INITIAL] = {"initial_accumulator_value", "S₀", 0, 0, KNOB_MOST,
                           KNOB_REAL, "the sum of squares at the start"},
      [ADAGRAD_EPS] = EPS(1e-10), [ADAGRAD_WEIGHT_DECAY] = WEIGHT_DECAY(0)},
     {"S"}, false, true, step_adagrad},
    {"rmsprop", "RMSprop", "RMSprop", "Tieleman & Hinton 2012; Graves 2013", 0.05,
     {[RMSPROP_ALPHA] = BETA("alpha", "α", 0.99, "memory of the squared gradient"),
      [RMSPROP_EPS] = EPS(1e-8), [RMSPROP_WEIGHT_DECAY] = WEIGHT_DECAY(0),
      [RMSPROP_MOMENTUM] = MOMENTUM(0),
      [RMSPROP_CENTERED] = {"centered", "centred", 0, 0, 1, KNOB_TOGGLE,
                            "divides by the spread, not the size"}},
     {"v", "b", "a"}, false, true, step_rmsprop},
    ADAM_ROW("adam", "Adam", "Adam", "Kingma & Ba 2015, Alg. 1", 0, step_adam),
    ADAM_ROW("adamw", "AdamW", "AdamW", "Loshchilov & Hutter 2019, Alg. 2", 0.01,
             step_adamw),
    {"newton", "Newton", "Newton",
     "Nocedal & Wright, ch. 3; saddle-free: Dauphin et al. 2014", 1, ARMIJO_KNOBS,
     {"p"}, true, true, step_newton},
    {"linesearch", "Line search", "Search", "Armijo 1966", 1, ARMIJO_KNOBS, {NULL},
     false, true, step_linesearch},
};

int method_find(const char *name)
{
    for (int i = 0; i < METHODS; i++)
        if (strcmp(methods[i].name, name) == 0)
            return i;
    return -1;
}
