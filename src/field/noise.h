// SPDX-License-Identifier: MIT
#pragma once
// Random numbers that come again: PCG32 (O'Neill 2014, XSH-RR 64/32), and normal ones
// made of them (Box & Muller 1958).

#include "base/vec.h"

#include <stdint.h>

struct noise { uint64_t state; };

struct noise noise_open(uint64_t seed);                 // the stream numbered 54
uint32_t noise_bits(struct noise *n);
vec2 noise_normal(struct noise *n);                     // two of N(0, 1)
