// SPDX-License-Identifier: MIT
#pragma once
// Another program, fed through its standard input.  No shell is involved, what it says
// goes nowhere but to its last words, and it gets no signals from the terminal: those
// are for us.  SIGPIPE must be ignored.

#include "base/fault.h"
#include "base/text.h"

struct child;

bool child_is_there(const char *program);               // somewhere in PATH

// Starts arguments[0], looked for in PATH; NULL ends the list.  NULL: it is not there or
// cannot be started.
struct child *child_open(const char *const *arguments, struct fault *fault);

// False: it takes no more, or nothing for half a minute.
bool child_write(struct child *child, const void *bytes, size_t count);

// Waits for its end, which comes at once where `ends_now`.  True when it ended with 0; `last_words` gets the
// last line of its standard error.
bool child_close(struct child *child, bool ends_now, struct text *last_words);
