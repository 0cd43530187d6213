// SPDX-License-Identifier: MIT
#pragma once
// Immediate-mode widgets.  Each is called every frame with its place and the value it
// shows; it writes through the pointer, adds to a picture and says whether it changed
// anything.  Ids are given by the caller: never 0, the same every frame, each once.  A
// widget whose place is empty is not there.
//
// What is called first is on top: overlays, then panels, then the map.  The first that
// has the pointer keeps it; what was pressed keeps it until it is released, wherever
// that is.  So is the order of keys: whatever has the focus takes those it understands
// when it is called, and what nobody took is the program's, who asks last.
//
// A press gives the keyboard to text fields only, and takes it from whatever else had
// it; buttons and sliders have it when Tab brought it, so that Space and the arrows
// stay the program's while one works by hand.

#include "base/text.h"
#include "draw/font.h"
#include "draw/picture.h"
#include "draw/theme.h"
#include "ui/edit.h"
#include "ui/input.h"
#include "ui/shape.h"
#include "ui/wish.h"

enum { UI_STOPS = 128, UI_NUMBER = 128 };

struct ui {
    const struct input *in;     // of this frame
    struct picture *out;        // where widgets draw now; the caller may change it
    const struct font *font;
    const struct theme *theme;
    const struct sizes *sizes;

    unsigned hot;               // has the pointer
    unsigned active;            // was pressed and is not yet released
    unsigned focus;             // has the keyboard
    unsigned gesture;           // what changes under one number is one step of undo: a
                                // drag, a burst of keys; 0 when hands are off
    enum button button;         // the active widget's, while it is held
    pt grabbed;                 // where it was pressed
    float grip;                 // from there to what is dragged; NaN: nothing is
    int clicks;                 // of that press
    bool pointer_taken, key_taken;
    enum cursor cursor;
    bool keyboard_used;         // the focus came by keyboard: its ring is shown
    bool typing;                // a text field has the focus: text and pasted are its
    bool again;                 // after the frame: focus or hold changed after they
                                // were drawn, so the next frame is due now

    struct text copy;           // to the clipboard, when not empty
    bool paste;                 // the clipboard is wished for
    rect caret;                 // where text is typed; empty: nowhere

    // What follows is the floor's own.
    struct { unsigned active, focus; } began;
    unsigned stop[UI_STOPS];    // that can have the focus, in the order of Tab
    int stops;
    bool focus_found;           // who has it was called, or has just been given it
    unsigned gestures;          // so far
    struct { unsigned id, gesture; double time; } burst;        // of keys
    unsigned editing;           // the text field that `edit` belongs to
    struct edit edit;
    struct { unsigned id; bool wrong, found; char text[UI_NUMBER]; } draft;
    struct text scratch;        // for labels that do not fit
};                              // zeroed is valid

void ui_begin(struct ui *ui, const struct input *in, struct picture *out,
              const struct font *font, const struct theme *theme,
              const struct sizes *sizes);
void ui_end(struct ui *ui);     // Tab moves the focus; a press on nothing clears it
void ui_free(struct ui *ui);

// The four questions of every widget, for those the program draws itself (the map, the
// timeline).  `hit` may be larger than what is drawn.
struct touch {
    bool hot, active;           // under the pointer; held
    bool pressed, released;     // this frame, by `button`
    bool clicked, doubled;      // released where it was pressed; pressed a second time
    enum button button;
};
struct touch ui_touch(struct ui *ui, unsigned id, rect hit);

// Takes the pointer from all that is called later, where it is in the rectangle.
void ui_shield(struct ui *ui, rect where);

// Makes it a stop of Tab and draws the focus ring around it, unless the rectangle is
// empty.  True when it has the focus.
bool ui_stop(struct ui *ui, unsigned id, rect around);
void ui_focus(struct ui *ui, unsigned id);              // 0: nobody

// This frame's key with exactly these modifiers, if nobody took it; takes it.
bool ui_key(struct ui *ui, int key, unsigned mods);

// A change by keyboard: those of one id within a second are one gesture.
void ui_burst(struct ui *ui, unsigned id);

struct button_look {
    const char *label;          // NULL: none
    const char *brief;          // instead of it where there is little room; NULL: none
    enum icon icon;             // before the label; ICON_MENU after it
    float size;                 // em, pixels; 0: of readouts
    bool on, off;               // switched on; cannot be used now
};
// How wide it would like to be, with its label or its brief one.
float ui_button_width(const struct ui *ui, const struct button_look *look, bool brief);
// True when it was pressed: clicked, or Enter or Space when it has the focus.
bool ui_button(struct ui *ui, unsigned id, rect where, const struct button_look *look);

// `danger` in words stands over the track where it begins, at `limit`; from there the
// track is hatched.  NULL: there is none.
struct range {
    double low, high, standard;
    bool log;
    double limit;
    const char *danger;
    bool brief;                 // a number is written as short as it is: "0.9", "1e-6"
};
// A track with a round handle, no number.  Drag (to the roundest number under a pixel),
// click, arrow keys (×1.1 or a hundredth, with Shift ×2 or a tenth), Home and End,
// double click for the standard value.  The handle stands out at both ends by half its
// width.
bool ui_slider(struct ui *ui, unsigned id, rect where, double *value,
               const struct range *range);
// Where on the screen a value stands, and the other way round; values outside of the
// range, NaN and ranges without length give an end of it.
float ui_slider_at(rect where, const struct range *range, double value);
double ui_slider_value(rect where, const struct range *range, float x);

struct box_look {
    float size;                 // em, pixels; 0: of readouts
    bool bold;
    const char *lead;           // greyed before the text: "f(x, y) = "
    const char *empty;          // greyed when there is none
    int fault;                  // column in characters from 1 to mark, 0: none
    bool wrong;                 // its frame says so
    bool bare;                  // without a frame until pointer or keyboard is there
    char held;                  // a variable that is greyed where it stands, 0: none
};
// A text field.  `size` is that of the buffer, the text's end included, at most
// EDIT_TEXT.  Enter and Escape leave it.  Returns true when the text changed.  Ends any
// clip of the picture.
bool ui_textbox(struct ui *ui, unsigned id, rect where, char *text, size_t size,
                const struct box_look *look);
// The same for a value: what is typed is handed to `read` on Enter or when the focus
// goes; what cannot be read is marked on Enter and forgotten on Escape.  The arrow keys
// up and down change it as a slider does.
typedef bool value_read(const char *text, double *value);
bool ui_number(struct ui *ui, unsigned id, rect where, double *value, value_read *read,
               const struct range *range);
// The same over a number that somebody else has written at `shown`: a quiet line under it
// says that it can be changed, the field stands in `typed`.  Where `pair` is not NULL
// `value` is one of its numbers, and two with a comma between them set both.
bool ui_number_over(struct ui *ui, unsigned id, rect shown, rect typed, double *value,
                    vec2 *pair, value_read *read);

// Words in a place, in the middle of its height: they shrink to 0.72, never below the
// smallest size, then end in dots.
void ui_label(struct ui *ui, rect where, enum face face, float size, rgba color,
              enum anchor_x anchor, const char *words);

// Words broken at spaces into lines from the top of the place down, `most` of them; what
// is too long even so ends in dots.  Returns how high they are; `color` with no alpha
// only measures.
float ui_paragraph(struct ui *ui, rect where, enum face face, float size, rgba color,
                   int most, const char *words);
