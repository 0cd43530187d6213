// SPDX-License-Identifier: MIT
#pragma once
// The race under the hands.  While it goes the draft holds the runs as they are drawn:
// lined up, with the rates that the rule of the race gives.  What hands did not touch is
// put back before the draft is kept, so that each run's own rate stays its own.

#include "app/desk.h"

// Starts a race of all methods from A's start, from the probe or from the ring of the
// hint; ends the one that goes: the runs stay as they are.
void race_toggle(struct desk *d);

// The draft in its lanes.
void race_open(const struct desk *d);
// What became of it, where it was `lined` when hands came and `before` in the history.
// Another rate than the rule gives makes the rates used the runs' own; but all follow
// A's where all have A's.  A run that moves takes all with it; one that is removed ends
// the race.
void race_close(struct scene *draft, const struct scene *lined,
                const struct scene *before);

// In the card of the race: its rules, and the way out of it.
struct card;
void race_buttons(struct desk *d, const struct card *c);
