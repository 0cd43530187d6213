// SPDX-License-Identifier: MIT
#include "plot/sequence.h"

#include "base/task.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct artist {                 // one for each thread
    struct renderer *renderer;
    struct frame frame;
    struct text bytes;
};

struct sequence {
    struct sequence_request request;
    struct pool *pool;
    struct artist *artists;
    struct task *task;
    atomic_size_t done, skipped;
    atomic_bool over;
    pthread_mutex_t lock;       // of what follows
    pthread_cond_t turned;
    size_t next, end;           // the frame to be begun; where there are no more
    size_t turn;                // the frame that may be put, where they are ordered
    size_t failed_at;           // the first that failed
    struct fault fault;         // and why
    bool finished;              // what it should be in the end, it is
};

static void fail(struct sequence *q, size_t k, const struct fault *fault)
{
    pthread_mutex_lock(&q->lock);
    if (k < q->failed_at) {
        q->failed_at = k;
        q->fault = *fault;
    }
    q->end = q->next;
    pthread_mutex_unlock(&q->lock);
}

// Frames are begun in their order, so that what is stopped has no gaps.
static bool begin(struct sequence *q, size_t *k)
{
    pthread_mutex_lock(&q->lock);
    bool more = q->next < q->end;
    *k = q->next;
    q->next += more;
    pthread_mutex_unlock(&q->lock);
    return more;
}

// What is wrong with the scene of one frame may be right in all others.
static bool name_frame(size_t k, struct fault *fault)
{
    struct fault inner = *fault;
    return !inner.machine && fault_at(fault, 0, "frame %zu: %s", k, inner.text);
}

static bool draw_frame(struct sequence *q, size_t k, int worker, struct fault *fault)
{
    struct artist *a = &q->artists[worker];
    const struct sequence_sink *sink = &q->request.sink;
    struct render_request render = q->request.render;
    if (!a->renderer && !(a->renderer = renderer_open()))
        return fault_memory(fault);
    if (!frames_at(q->request.frames, k, &a->frame, fault))
        return false;
    render.scene = &a->frame.scene;
    render.partly = true;
    render.shown = a->frame.shown;
    render.pool = NULL;
    render.progress = NULL;
    text_clear(&a->bytes);
    return sink->draw(sink->self, k, a->renderer, &render, &a->bytes, fault)
           && (!a->bytes.failed || fault_memory(fault));
}

static bool draw(struct sequence *q, size_t k, int worker, struct fault *fault)
{
    return draw_frame(q, k, worker, fault) || name_frame(k, fault);
}

// Waits until all frames before are done with.  False: one of them failed.
static bool wait_turn(struct sequence *q, size_t k)
{
    pthread_mutex_lock(&q->lock);
    while (q->turn != k)
        pthread_cond_wait(&q->turned, &q->lock);
    bool whole = q->failed_at > k;
    pthread_mutex_unlock(&q->lock);
    return whole;
}

static void pass_turn(struct sequence *q)
{
    pthread_mutex_lock(&q->lock);
    q->turn++;
    pthread_cond_broadcast(&q->turned);
    pthread_mutex_unlock(&q->lock);
}

static bool put(struct sequence *q, size_t k, int worker, struct fault *fault)
{
    const struct sequence_sink *sink = &q->request.sink;
    return sink->put(sink->self, k, &q->artists[worker].bytes, fault);
}

static void make(struct sequence *q, size_t k, int worker)
{
    const struct sequence_sink *sink = &q->request.sink;
    struct fault fault = {0};
    bool skips = sink->skips && sink->skips(sink->self, k);
    bool drawn = skips || draw(q, k, worker, &fault);
    bool wanted = !sink->ordered || wait_turn(q, k);
    bool done = drawn && wanted && (skips || put(q, k, worker, &fault));
    if (done)
        atomic_fetch_add(skips ? &q->skipped : &q->done, 1);
    else if (wanted)
        fail(q, k, &fault);
    if (sink->ordered)
        pass_turn(q);
}

static void work(void *context, size_t piece, int worker)
{
    (void)piece;
    for (size_t k; begin(context, &k);)
        make(context, k, worker);
}

static void finish(struct sequence *q)
{
    const struct sequence_sink *sink = &q->request.sink;
    size_t made = atomic_load(&q->done) + atomic_load(&q->skipped);
    bool whole = made == q->request.last - q->request.first + 1;
    struct fault fault = {0};
    bool done = !sink->finish || sink->finish(sink->self, whole, &fault);
    if (whole && !done)
        fail(q, q->request.last, &fault);
    q->finished = whole && done;
}

static void run(void *context)
{
    struct sequence *q = context;
    pool_run(q->pool, (size_t)pool_size(q->pool), work, q);
    finish(q);
    atomic_store(&q->over, true);
}

static void close_all(struct sequence *q)
{
    task_close(q->task);
    for (int i = 0; q->artists && i < pool_size(q->pool); i++) {
        renderer_close(q->artists[i].renderer);
        text_free(&q->artists[i].bytes);
    }
    free(q->artists);
    pool_close(q->pool);
    pthread_mutex_destroy(&q->lock);
    pthread_cond_destroy(&q->turned);
    free(q);
}

struct sequence *sequence_open(const struct sequence_request *request,
                               struct fault *fault)
{
    struct sequence *q = calloc(1, sizeof *q);
    if (!q)
        return fault_memory(fault), NULL;
    q->request = *request;
    q->turn = q->next = request->first;
    q->end = request->last + 1;
    q->failed_at = SIZE_MAX;
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->turned, NULL);
    q->pool = request->threads == 1 ? NULL : pool_open(request->threads);
    q->artists = calloc((size_t)pool_size(q->pool), sizeof *q->artists);
    if (q->artists && (q->task = task_open(run, q)))
        return q;
    close_all(q);
    fault_memory(fault);
    return NULL;
}

struct sequence_state sequence_look(const struct sequence *q)
{
    return (struct sequence_state){atomic_load(&q->done), atomic_load(&q->skipped),
                                   atomic_load(&q->over)};
}

void sequence_stop(struct sequence *q)
{
    pthread_mutex_lock(&q->lock);
    q->end = q->next;
    pthread_mutex_unlock(&q->lock);
}

bool sequence_close(struct sequence *q, struct fault *fault)
{
    if (!q)
        return false;
    task_close(q->task);
    q->task = NULL;
    bool done = q->finished;
    if (q->failed_at < SIZE_MAX && fault)
        *fault = q->fault;
    close_all(q);
    return done;
}
