// SPDX-License-Identifier: MIT
#include "app/history.h"

#include "scene/schema.h"

#include <stdlib.h>

enum { SLOTS = HISTORY_STEPS + 1 };

struct slot {
    struct scene scene;
    bool brought_view;          // the step that led here
};

struct history {
    struct slot slot[SLOTS];    // a ring
    int first;                  // the oldest
    int now, count;             // from the oldest
    unsigned gesture;           // of the step that led to now; 0: it is over
};

static struct slot *slot_at(struct history *h, int i)
{
    return &h->slot[(h->first + i) % SLOTS];
}

struct history *history_open(const struct scene *first)
{
    struct history *h = calloc(1, sizeof *h);
    if (!h)
        return NULL;
    h->slot[0].scene = *first;
    h->count = 1;
    return h;
}

void history_close(struct history *h)
{
    free(h);
}

const struct scene *history_now(const struct history *h)
{
    return &h->slot[(h->first + h->now) % SLOTS].scene;
}

// What undo leaves alone.
static void keep_view(struct scene *scene, const struct scene *from)
{
    scene->view = from->view;
    scene->theme = from->theme;
    scene->projector = from->projector;
}

static bool same_view(const struct scene *a, const struct scene *b)
{
    struct scene as_a = *b;
    keep_view(&as_a, a);
    return scene_equal(&as_a, b);
}

static bool same_work(const struct scene *a, const struct scene *b)
{
    struct scene seen_alike = *b;
    keep_view(&seen_alike, a);
    return scene_equal(a, &seen_alike);
}

static struct slot *new_slot(struct history *h)
{
    if (h->now == SLOTS - 1)
        h->first = (h->first + 1) % SLOTS;
    else
        h->now++;
    h->count = h->now + 1;
    return slot_at(h, h->now);
}

static bool came_back(struct history *h)
{
    return same_work(&slot_at(h, h->now - 1)->scene, &slot_at(h, h->now)->scene);
}

static void drop_step(struct history *h)
{
    keep_view(&slot_at(h, h->now - 1)->scene, history_now(h));
    h->count = h->now--;
    h->gesture = 0;
}

void history_commit(struct history *h, const struct scene *next, unsigned gesture)
{
    struct slot *now = slot_at(h, h->now);
    if (same_work(&now->scene, next)) {
        keep_view(&now->scene, next);
    } else if (gesture && gesture == h->gesture) {
        now->scene = *next;
        if (came_back(h))
            drop_step(h);
    } else {
        bool brought = !gesture && !same_view(&now->scene, next);
        *new_slot(h) = (struct slot){*next, brought};
        h->gesture = gesture;
    }
}

static void go(struct history *h, int to, bool with_view)
{
    if (!with_view)
        keep_view(&slot_at(h, to)->scene, history_now(h));
    h->now = to;
    h->gesture = 0;
}

bool history_undo(struct history *h)
{
    if (!history_can_undo(h))
        return false;
    go(h, h->now - 1, slot_at(h, h->now)->brought_view);
    return true;
}

bool history_redo(struct history *h)
{
    if (!history_can_redo(h))
        return false;
    go(h, h->now + 1, slot_at(h, h->now + 1)->brought_view);
    return true;
}

bool history_can_undo(const struct history *h)
{
    return h->now > 0;
}

bool history_can_redo(const struct history *h)
{
    return h->now + 1 < h->count;
}
