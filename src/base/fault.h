// SPDX-License-Identifier: MIT
#pragma once
// How things fail that a person can put right: one sentence and a place.

#include <stdbool.h>

struct fault {
    int line;           // from 1; 0: not a place in a file
    int column;         // in characters from 1; 0: not a place in a text
    bool machine;       // true: disk, memory, display (exit 1); false: request (2)
    char text[200];     // one sentence, no newline
};

// Both write the sentence and return false, so that a failure is one statement:
//     return fault_at(fault, column, "After %s I need a number", op);
// A null fault is allowed and swallows the sentence.  Places stay as given.
bool fault_at(struct fault *fault, int column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool fault_machine(struct fault *fault, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// "out of memory", a machine fault.
bool fault_memory(struct fault *fault);
