// SPDX-License-Identifier: MIT
#pragma once
// Editing one line of UTF-8: caret and selection, moves by letter and word, its own
// undo.  Knows no keys and no screen.  Positions are bytes and always stand between
// letters, whatever bytes the text has and whoever changed it meanwhile.

#include <stdbool.h>
#include <stddef.h>

enum {
    EDIT_TEXT = 4097,           // bytes of the largest text, its end included
    EDIT_UNDO = 32              // steps that are kept
};
enum edit_burst { BURST_NONE, BURST_TYPING, BURST_ERASING };

struct edit {
    size_t caret, anchor;       // the selection lies between them
    float scroll;               // pixels the text is moved to the left
    struct edit_step { char *text; size_t caret; } step[EDIT_UNDO];
    int undos, redos;           // steps back, and after them in `step` those forward
    enum edit_burst burst;      // what the last change was: a run of them is one step
};                              // zeroed is valid

enum edit_move { MOVE_LEFT, MOVE_RIGHT, MOVE_WORD_LEFT, MOVE_WORD_RIGHT, MOVE_HOME,
                 MOVE_END };

// The text may have been changed by others: brings caret and anchor back into it.
void edit_fit(struct edit *e, const char *text);
void edit_place(struct edit *e, const char *text, size_t at, bool select);
void edit_move(struct edit *e, const char *text, enum edit_move move, bool select);
void edit_select_word(struct edit *e, const char *text, size_t at);
void edit_select_all(struct edit *e, const char *text);
size_t edit_from(const struct edit *e);                 // the selection, from here
size_t edit_to(const struct edit *e);                   // to here

// Replaces the selection.  `size` is that of the buffer, the text's end included; what
// does not fit is cut between letters.  Control characters become spaces, what is no
// UTF-8 becomes U+FFFD.  True when the text changed.
bool edit_insert(struct edit *e, char *text, size_t size, const char *more);
// Erases the selection, or else as far as a move would go.
bool edit_erase(struct edit *e, char *text, enum edit_move reach);

// Steps of what was inserted and erased; a run of typed or erased letters is one, until
// the caret moves or edit_rest is called.  A step that finds no memory is left out.
bool edit_undo(struct edit *e, char *text, size_t size);
bool edit_redo(struct edit *e, char *text, size_t size);
void edit_rest(struct edit *e);
void edit_free(struct edit *e);                         // leaves it zeroed
