// SPDX-License-Identifier: MIT
#include "plot/recipe.h"

#include "field/method.h"
#include "field/schedule.h"

#include <assert.h>
#include <string.h>

const char recipe_aim[] =
    "ask 2\n"
    "?tol if hypot(gx, gy) <= {tol}\n"
    "?tol arrived\n"
    "?tol end\n"
    "?ascend set g@ = -g@\n"
    "?noise draw\n"
    "?noise set g@ = g@ + {noise}*n@\n"
    "?clip_norm var fit = min({clip_norm}/(hypot(gx, gy) + 0.000001), 1.0)\n"
    "?clip_norm set g@ = fit*g@\n"
    "?clip_value set g@ = max(min(g@, {clip_value}), -{clip_value})\n";

#define DECAY "?weight_decay set g@ = g@ + {weight_decay}*@\n"

#define ADAM_MEMORY                                                                   \
    "var m@ = 0.0\n"                                                                  \
    "var v@ = 0.0\n"                                                                  \
    "?amsgrad var top@ = 0.0\n"                                                       \
    "var power1 = 1.0\n"                                                              \
    "var power2 = 1.0\n"
#define ADAM_STEP                                                                     \
    "set power1 = {beta1}*power1\n"                                                   \
    "set power2 = {beta2}*power2\n"                                                   \
    "set m@ = {beta1}*m@ + (1.0 - {beta1})*g@\n"                                      \
    "set v@ = {beta2}*v@ + (1.0 - {beta2})*g@*g@\n"                                   \
    "?amsgrad set top@ = max(top@, v@)\n"                                             \
    "?amsgrad var size@ = sqrt(top@)/sqrt(1.0 - power2) + {eps}\n"                    \
    "!amsgrad var size@ = sqrt(v@)/sqrt(1.0 - power2) + {eps}\n"                      \
    "set @ = @ - rate/(1.0 - power1)*m@/size@\n"

// Armijo's rule along px, py.
#define SEARCH                                                                        \
    "var slope = gx*px + gy*py\n"                                                     \
    "var here = value(x, y)\n"                                                        \
    "?ascend set here = -here\n"                                                      \
    "var size = rate\n"                                                               \
    "var found = 0.0\n"                                                               \
    "loop attempt 0 200\n"                                                            \
    "var there = value(x + size*px, y + size*py)\n"                                   \
    "?ascend set there = -there\n"                                                    \
    "var most = here + {c}*size*slope\n"                                              \
    "if there <= most + 2.220446049250313e-16*abs(most)\n"                            \
    "set found = size\n"                                                              \
    "leave\n"                                                                         \
    "end\n"                                                                           \
    "set size = {rho}*size\n"                                                         \
    "end\n"                                                                           \
    "set @ = @ + found*p@\n"

static const struct recipe recipes[] = {
    {"gd", "", DECAY "set @ = @ - rate*g@\n"},
    {"momentum",
     "var v@ = 0.0\n?momentum ?dampening var keep = 1.0\n",
     DECAY "?momentum !dampening set v@ = {momentum}*v@ + g@\n"
           "?momentum ?dampening set v@ = {momentum}*v@ + keep*g@\n"
           "?momentum ?dampening set keep = 1.0 - {dampening}\n"
           "!momentum set v@ = g@\n"
           "set @ = @ - rate*v@\n"},
    {"nesterov", "var v@ = 0.0\n",
     DECAY "set v@ = {momentum}*v@ + g@\n"
           "set @ = @ - rate*(g@ + {momentum}*v@)\n"},
    {"adagrad", "var sum@ = {initial_accumulator_value}\n",
     DECAY "set sum@ = sum@ + g@*g@\n"
           "?lr_decay set rate = rate/(1.0 + {lr_decay}*(float(step) - {born}))\n"
           "set @ = @ - rate*g@/(sqrt(sum@) + {eps})\n"},
    {"rmsprop", "var v@ = 0.0\n?centered var mean@ = 0.0\n?momentum var b@ = 0.0\n",
     DECAY "set v@ = {alpha}*v@ + (1.0 - {alpha})*g@*g@\n"
           "?centered set mean@ = {alpha}*mean@ + (1.0 - {alpha})*g@\n"
           "?centered var spread@ = max(v@ - mean@*mean@, 0.0)\n"
           "?centered var size@ = sqrt(spread@) + {eps}\n"
           "!centered var size@ = sqrt(v@) + {eps}\n"
           "?momentum set b@ = {momentum}*b@ + g@/size@\n"
           "?momentum set @ = @ - rate*b@\n"
           "!momentum set @ = @ - rate*g@/size@\n"},
    {"adam", ADAM_MEMORY, DECAY ADAM_STEP},
    {"adamw", ADAM_MEMORY,
     "?weight_decay set @ = @*(1.0 - rate*{weight_decay})\n" ADAM_STEP},
    {"newton", "",
     "ask 3\n"
     "?ascend set hxx = -hxx\n"
     "?ascend set hxy = -hxy\n"
     "?ascend set hyy = -hyy\n"
     "var reach = hypot((hxx - hyy)/2.0, hxy)\n"
     "var low = (hxx + hyy)/2.0 - reach\n"
     "var high = (hxx + hyy)/2.0 + reach\n"
     "var px = -gx\n"
     "var py = -gy\n"
     "if low > 0.0\n"
     "set px = (hxy*gy - hyy*gx)/(hxx*hyy - hxy*hxy)\n"
     "set py = (hxy*gx - hxx*gy)/(hxx*hyy - hxy*hxy)\n"
     "end\n"
     "if low <= 0.0\n"
     "var ux = 1.0\n"
     "var uy = 0.0\n"
     "if reach > 0.0\n"
     "if hxx >= hyy\n"
     "set ux = hxx - low\n"
     "set uy = hxy\n"
     "end\n"
     "if hxx < hyy\n"
     "set ux = hxy\n"
     "set uy = hyy - low\n"
     "end\n"
     "end\n"
     "var size = hypot(ux, uy)\n"
     "set ux = ux/size\n"
     "set uy = uy/size\n"
     "var most = max(abs(low), abs(high))\n"
     "set low = max(abs(low), 0.000001*most)\n"
     "set high = max(abs(high), 0.000001*most)\n"
     "if most > 0.0\n"
     "var along = (ux*gx + uy*gy)/high\n"
     "var across = (ux*gy - uy*gx)/low\n"
     "set px = uy*across - ux*along\n"
     "set py = -ux*across - uy*along\n"
     "end\n"
     "end\n" SEARCH},
    {"linesearch", "", "var p@ = -g@\n" SEARCH},
};

_Static_assert(sizeof recipes / sizeof *recipes == METHODS, "every method has one");

const struct recipe *recipe_of_method(const char *name)
{
    int i = 0;
    while (i < METHODS && strcmp(recipes[i].name, name) != 0)
        i++;
    assert(i < METHODS);
    return &recipes[i];
}

static const struct { const char *name, *rate; } rates[] = {
    {"constant", "{lr}"},
    {"step", "{lr}*pow({gamma}, floor(float(step)/{step_size}))"},
    {"exponential", "{lr}*pow({gamma}, float(step))"},
    {"cosine", "{eta_min} + ({lr} - {eta_min})*(1.0 + cos(3.141592653589793*float(step)/"
               "{T_max}))/2.0"},
    {"inverse", "{lr}/(1.0 + {k}*float(step))"},
    {"root", "{lr}/sqrt(1.0 + {k}*float(step))"},
};

_Static_assert(sizeof rates / sizeof *rates == SCHEDULES, "every schedule has one");

const char *recipe_of_schedule(const char *name)
{
    int i = 0;
    while (i < SCHEDULES && strcmp(rates[i].name, name) != 0)
        i++;
    assert(i < SCHEDULES);
    return rates[i].rate;
}
