// SPDX-License-Identifier: MIT
#pragma once
// A setting from text, as --set KEY=VALUE and the panels give it.

#include "scene/run.h"
#include "scene/schema.h"

// Reads a number of `length` bytes, for instance formula_constant, which knows "pi/2".
typedef bool number_reader(const char *text, size_t length, double *value,
                           struct fault *fault);

// Reads numbers parted by commas (those in brackets part nothing), at most `most` of
// them, all finite.  `what` begins the sentence of a fault.  Returns how many, −1 when
// that failed; an empty text has none.
int assign_numbers(const char *what, const char *text, double *out, int most,
                   number_reader *read, struct fault *fault);

// Gives the setting a value, checks it and lets follow what follows.  On failure the
// scene is as it was.
bool setting_assign(const struct setting *row, struct scene *scene, const char *value,
                    number_reader *read, struct fault *fault);

// The same for a setting of a run, as in lr=0.05.
bool run_assign(struct descent *run, const char *key, const char *value,
                number_reader *read, struct fault *fault);

// Is it of runs: "lr", or "B." and anything for one of them, "next." for the next one?
bool runs_know(const char *key);

// Gives the runs, or the one that is named, a value; fork=12 makes a fork at that step,
// to which the values after it go.  A start makes the next run where there is none of
// that letter (A where there is no run at all).  On failure the scene is as it was.
bool runs_assign(struct scene *scene, const char *key, const char *value,
                 number_reader *read, struct fault *fault);

// Another method brings its own rate and knobs, so words go before numbers: the turn
// of a key, from 0.
enum { RUN_TURNS = 3 };
int run_turn(const char *key);

// Does it make a fork: "fork" or "B.fork"?  What is before it is of the run before.
bool run_forks(const char *key);

// "light or dark": what a choice may be.
void setting_words(struct text *out, const struct setting *row);

// The index of a word of a choice, or −1.
int setting_word(const struct setting *row, const char *word);
