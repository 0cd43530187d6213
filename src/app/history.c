// SPDX-License-Identifier: MIT
#include "app/history.h"

#include "scene/schema.h"

#include <stdlib.h>

enum { SLOTS = HISTORY_STEPS + 1 };

struct history {
    struct scene slot[SLOTS];   // a ring
    int first;                  // the oldest
    int now, count;             // from the oldest
    int dropped;                // steps that were too old
    unsigned gesture;           // of the step that led to now; 0: it is over
};

static struct scene *slot_at(struct history *h, int i)
{
    return &h->slot[(h->first + i) % SLOTS];
}

struct history *history_open(const struct scene *first)
{
    struct history *h = calloc(1, sizeof *h);
    if (!h)
        return NULL;
    h->slot[0] = *first;
    h->count = 1;
    return h;
}

void history_close(struct history *h)
{
    free(h);
}

const struct scene *history_now(const struct history *h)
{
    return &h->slot[(h->first + h->now) % SLOTS];
}

static struct scene *new_slot(struct history *h)
{
    if (h->now == SLOTS - 1)
        h->first = (h->first + 1) % SLOTS, h->dropped++;
    else
        h->now++;
    h->count = h->now + 1;
    return slot_at(h, h->now);
}

static void drop_step(struct history *h)
{
    h->count = h->now--;
    h->gesture = 0;
}

// Another run is chosen, or another step where one was inspected already.
static bool only_chooses(const struct scene *now, const struct scene *next)
{
    struct scene same = *next;
    same.chosen = now->chosen;
    if (now->inspect > 0 && next->inspect > 0)
        same.inspect = now->inspect;
    return scene_equal(now, &same);
}

void history_commit(struct history *h, const struct scene *next, unsigned gesture)
{
    if (scene_equal(slot_at(h, h->now), next))
        return;
    if (only_chooses(slot_at(h, h->now), next)) {
        *slot_at(h, h->now) = *next;
        return;
    }
    if (gesture && gesture == h->gesture) {
        *slot_at(h, h->now) = *next;
        if (scene_equal(slot_at(h, h->now - 1), next))
            drop_step(h);
        return;
    }
    *new_slot(h) = *next;
    h->gesture = gesture;
}

int history_place(const struct history *h)
{
    return h->dropped + h->now;
}

static bool go(struct history *h, int to)
{
    h->now = to;
    h->gesture = 0;
    return true;
}

bool history_undo(struct history *h)
{
    return history_can_undo(h) && go(h, h->now - 1);
}

bool history_redo(struct history *h)
{
    return history_can_redo(h) && go(h, h->now + 1);
}

bool history_can_undo(const struct history *h)
{
    return h->now > 0;
}

bool history_can_redo(const struct history *h)
{
    return h->now + 1 < h->count;
}
