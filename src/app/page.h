// SPDX-License-Identifier: MIT
#pragma once
// What all pages over the map are made of.

#include "app/desk.h"

rect page_room(const struct desk *d);                   // between the bars
void page_ground(struct desk *d, rect where);
// The rectangle is shielded; a press beside it closes the overlay, the bars stay in use.
void page_close_outside(struct desk *d, rect where);

// A page of choices below a title: a button each, and words beside it.  Between the two
// calls the caller fills the title.
struct page_choice { const char *label, *words; bool off; };
struct page_list {
    rect where, title;
    float wide, high;           // of a button
};
struct page_list page_list_open(struct desk *d, const struct page_choice *choice, int count,
                                float title);           // its height

// The choice that was pressed, or whose number was typed; −1: none.  It takes the ids from
// ID_CARD on, one each.
int page_list_close(struct desk *d, const struct page_list *list,
                    const struct page_choice *choice, int count);

// At the right edge, where rows are hidden: which of them all are in sight.
void page_bar(struct desk *d, rect where, int first, int seen, int all);
