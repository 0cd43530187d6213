// SPDX-License-Identifier: MIT
#pragma once
// "Did you mean": which word of a list somebody most likely wanted to write.

#include <stddef.h>

// The nearer of two candidates for `word`: `candidate` when it is within two edits of
// the word, capitals aside, fewer than `best` is, and not mostly different; else `best`
// (may be NULL).  Call it along a list, starting with NULL.  Ties keep the earlier one.
const char *spelling_nearer(const char *word, const char *best, const char *candidate);
