// SPDX-License-Identifier: MIT
#pragma once
// Sliders of the chosen run in the rail: how far its gradients are clipped, the noise on
// them and its seed.  They come with Shift+N, and with a run that has any of it.

#include "app/desk.h"

// Does the chosen run have noise, or clipped gradients?
bool rough_has(const struct scene *s);

int rough_rows(const struct scene *s);          // where they are shown
void rough_sliders(struct desk *d, rect first); // `first`: the place of the first row
