// SPDX-License-Identifier: MIT
#pragma once
// Chains of cheap instructions: each hands its result to the next in registers, a chunk
// of lanes at a time, and stores it only where somebody else wants it too.

#include <stddef.h>

// How a light instruction finds an operand.
enum { FROM_MANY, FROM_ONE, FROM_LAST, LIGHT_WAYS };

enum { LIGHT_FORMS = 2 * LIGHT_WAYS * LIGHT_WAYS * LIGHT_WAYS, LIGHT_MOST = 48 };

typedef void light_code(void);                          // known to light_run alone

struct light {
    light_code *run;
    const double *a, *b, *c;
    double *out;
};

static inline int light_form(int a, int b, int c, int stores)
{
    return ((stores * LIGHT_WAYS + c) * LIGHT_WAYS + b) * LIGHT_WAYS + a;
}

// What a kind of machine has of these; zeroed: nothing.
struct light_set {
    size_t chunk;               // lanes; counts are rounded up to multiples
    light_code *const *(*forms)(int code);              // of a code, or NULL
    light_code *end;            // closes a chain
    void (*run)(const struct light *chain, size_t count);
};
