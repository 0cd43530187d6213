// SPDX-License-Identifier: MIT
#pragma once
// One piece of work on a thread of its own, beside whoever started it.  It gets no
// signals: those are for the one who waits.

struct task;

// NULL: no thread is to be had.  The context must outlive the task.
struct task *task_open(void (*work)(void *context), void *context);
void task_close(struct task *task);                     // waits for its end; NULL is fine
