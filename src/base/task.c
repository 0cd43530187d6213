// SPDX-License-Identifier: MIT
#include "base/task.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct task {
    void (*work)(void *context);
    void *context;
    pthread_t thread;
};

static void *serve(void *argument)
{
    struct task *task = argument;
    task->work(task->context);
    return NULL;
}

struct task *task_open(void (*work)(void *context), void *context)
{
    struct task *task = calloc(1, sizeof *task);
    if (!task)
        return NULL;
    *task = (struct task){.work = work, .context = context};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&task->thread, NULL, serve, task);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!failed)
        return task;
    free(task);
    return NULL;
}

void task_close(struct task *task)
{
    if (!task)
        return;
    pthread_join(task->thread, NULL);
    free(task);
}
