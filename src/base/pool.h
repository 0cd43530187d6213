// SPDX-License-Identifier: MIT
#pragma once
// Threads that share one job at a time.  Results must not depend on how many there
// are: the work is cut into numbered pieces, and a piece writes only what is its own.

#include <stddef.h>

struct pool;

// `threads` workers, the caller being one of them; 0: as many as the machine has.
// NULL for one worker or when there is no memory: a null pool is valid everywhere and
// means that the caller works alone.  Where fewer threads are to be had, there are fewer.
struct pool *pool_open(int threads);
void pool_close(struct pool *pool);                     // NULL is fine

// How many may work at the same time, at least 1.
int pool_size(const struct pool *pool);

// Calls work(context, piece, worker) once for each piece in [0, pieces), worker in
// [0, pool_size), and returns when all are done.  Not reentrant.
typedef void pool_work(void *context, size_t piece, int worker);
void pool_run(struct pool *pool, size_t pieces, pool_work *work, void *context);
