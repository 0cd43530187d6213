// SPDX-License-Identifier: MIT
#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST = 64 };

struct worker {
    struct pool *pool;
    int index;
    pthread_t thread;
};

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t wake, idle;
    unsigned long job;          // counts the jobs; a worker serves each once
    int busy;
    bool closing;
    pool_work *work;
    void *context;
    size_t pieces;
    atomic_size_t next;
    int size;
    struct worker workers[];    // the caller is worker 0 and has no thread
};

static void work_through(struct pool *pool, int worker)
{
    size_t piece;
    while ((piece = atomic_fetch_add(&pool->next, 1)) < pool->pieces)
        pool->work(pool->context, piece, worker);
}

static void *serve(void *argument)
{
    struct worker *self = argument;
    struct pool *pool = self->pool;
    unsigned long served = 0;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (pool->job == served && !pool->closing)
            pthread_cond_wait(&pool->wake, &pool->lock);
        if (pool->closing)
            break;
        served = pool->job;
        pthread_mutex_unlock(&pool->lock);
        work_through(pool, self->index);
        pthread_mutex_lock(&pool->lock);
        if (--pool->busy == 0)
            pthread_cond_signal(&pool->idle);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static int machine_threads(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > MOST ? MOST : (int)cores;
}

struct pool *pool_open(int threads)
{
    int size = threads > MOST ? MOST : threads > 0 ? threads : machine_threads();
    if (size == 1)
        return NULL;
    struct pool *pool = calloc(1, sizeof *pool + sizeof *pool->workers * (size_t)size);
    if (!pool)
        return NULL;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->wake, NULL);
    pthread_cond_init(&pool->idle, NULL);
    for (pool->size = 1; pool->size < size; pool->size++) {
        struct worker *w = &pool->workers[pool->size];
        *w = (struct worker){.pool = pool, .index = pool->size};
        if (pthread_create(&w->thread, NULL, serve, w) != 0)
            break;
    }
    return pool;
}

void pool_close(struct pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->closing = true;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 1; i < pool->size; i++)
        pthread_join(pool->workers[i].thread, NULL);
    pthread_cond_destroy(&pool->idle);
    pthread_cond_destroy(&pool->wake);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

int pool_size(const struct pool *pool)
{
    return pool ? pool->size : 1;
}

void pool_run(struct pool *pool, size_t pieces, pool_work *work, void *context)
{
    if (!pool || pieces < 2) {
        for (size_t piece = 0; piece < pieces; piece++)
            work(context, piece, 0);
        return;
    }
    pthread_mutex_lock(&pool->lock);
    pool->work = work;
    pool->context = context;
    pool->pieces = pieces;
    atomic_store(&pool->next, 0);
    pool->busy = pool->size - 1;
    pool->job++;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);

    work_through(pool, 0);

    pthread_mutex_lock(&pool->lock);
    while (pool->busy > 0)
        pthread_cond_wait(&pool->idle, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}
