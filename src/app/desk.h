// SPDX-License-Identifier: MIT
#pragma once
// What a frame lends to the map, the bars, the rail and the actions: the draft of the
// scene to write, the model that is on the screen to read, what the person is looking
// at, and wishes for things that only the program can do.  They reach nothing else.

#include "app/folder.h"
#include "app/reading.h"
#include "app/screen.h"
#include "plot/annotation.h"
#include "plot/chart.h"
#include "scene/scene_file.h"
#include "ui/ui.h"

struct thumbs;

enum { TOAST = 208 };

enum overlay { OVERLAY_NONE, OVERLAY_GALLERY, OVERLAY_HELP, OVERLAY_METHODS,
               OVERLAY_FILE, OVERLAY_CODE, OVERLAY_SHOOT };

// The view that was zoomed last, with more digits than its borders have: deep in, they
// hardly differ, and yet the way out leads back.
struct lens {
    box view;
    vec2 middle, size;
};

// What the person is looking at: not saved, not undone.
struct attention {
    double time;                // seconds, of this frame
    double shown;               // steps of the runs that are revealed; INFINITY: all
    bool playing;
    double speed;               // steps a second; 0: so that no run lasts too long
    int sweeping;               // the parameter that plays, −1: none
    double sweep;               // where in its sweep, 0 to 4 seconds
    double secant;              // h in the slice, 0: none
    double level;               // of f, where the probe was pressed
    bool probe_first;           // the probe was touched after the runs were
    bool played;                // the runs, a frame before
    vec2 guess;                 // the direction when numbers were covered
    struct chart_view chart;    // where f at each step is, and the step that is pointed at
    int added[SCENE_RUNS], additions;   // when each run came: a sixth takes the oldest's place
    bool holding;               // hands hold something that may move
    bool tuning;                // and it is a parameter
    bool hovering;              // the pointer is on the map, and where
    vec2 hover;
    bool lock_x, lock_y;        // the probe moves along one axis, from `locked`
    vec2 locked;
    vec2 pressed;               // where the map was pressed, and whether it has been
    bool panning;               // dragged since
    vec2 grip;                  // from the pointer to the point that is dragged
    struct lens lens;
    bool rail;                  // open
    bool rough;                 // with the sliders of clipping and noise
    double rest;                // since when the pointer rests; opens the rail
    bool hint;                  // nobody has clicked yet
    vec2 hint_at;               // where the ring of the hint is
    struct thumbs *thumbs;      // pictures for the gallery
    bool opened;                // the box of the method in the step that is inspected
    int trial;                  // of the rates, that is pointed at, 1 to 9; 0: none
    double trial_since;
    bool enlarged;              // its cell
    int cell;                   // of the grid, from 0, that hands are in; −1: none
    uint64_t searched;          // the formula that other rates were tried for: the best
                                // one is no secret
    bool covered, measured, blank, fullscreen;
    bool exporting;             // a picture is on its way; cleared: it stops
    bool filming;               // so are pictures of all steps, or a film; cleared: it stops
    struct { size_t done, frames; double since; } shooting;    // how far they are
    bool large;                 // pictures have 2160 lines, else 1080
    enum overlay overlay;
    int choice;                 // in an overlay
    float scroll;               // of its rows
    pt pointed;                 // where the pointer last chose
    char filter[64];
    char path[1024];            // of the open file, "" : none
    char asked[1024];           // what the file box holds
    bool saving, replacing;     // that box saves, even over another file
    struct folder folder;       // what it lists
    char toast[TOAST];
    double toast_until;
    struct reading reading;     // of the formula
    bool telling;               // there are words about it on the map
    unsigned gesture;           // of the map: what it changes under one is one step
};

// What only the program can do, at the end of the frame.
struct outbox {
    bool undo, redo, quit, fresh;
    bool open, save;            // mind.asked is the path
    bool picture;               // export one
    int shoot;                  // all steps: a shoot_kind from 1 on; 0: none
    bool copy;                  // the scene as a command line
    int code;                   // the scene as a program: its kind, from 1; 0: none
    bool copy_table, save_table;        // the steps of the chosen run
    const char *card;           // a scene of the gallery to open
};

struct desk {
    struct ui *ui;
    struct scene *scene;
    const struct model *model;
    const struct notes *notes;  // of the picture on the screen
    struct attention *mind;
    const struct screen *screen;
    struct outbox *out;
};

// Ids of widgets; those of runs and of lists count on.
enum id {
    ID_NONE, ID_FORMULA, ID_GALLERY, ID_HELP, ID_BACK, ID_PLAY, ID_STEP, ID_SPEED, ID_SLIDER,
    ID_RATE, ID_METHOD, ID_CLEAR, ID_MAP, ID_TIMELINE, ID_SLICE, ID_PROBE, ID_DIRECTION,
    ID_POINT_X, ID_POINT_Y, ID_WAY_X, ID_WAY_Y, ID_SECANT, ID_INSIDE_X, ID_INSIDE_Y,
    ID_OVERLAY, ID_FILTER, ID_FILE, ID_FILE_DONE, ID_CHART, ID_TARGET, ID_GRAPH, ID_GHOSTS,
    ID_INSPECT,                 // closes its card
    ID_BOX,                     // of the method in it
    ID_TRIALS_CLOSE,
    ID_AXIS,                    // of the plot of f
    ID_STOP,                    // of pictures on their way
    ID_LOW = 40, ID_HIGH = 48,  // ends of each parameter
    ID_ROUGH = 56,              // clipping, noise, seed
    ID_START = 64,              // of each run
    ID_RACE = 72,               // of its card, and what starts it
    ID_PARAMETER = 80, ID_PARAMETER_NUMBER = 96, ID_SWEEP = 112,    // of each parameter
    ID_SNAP = 120,              // of the slider
    ID_TRIAL = 128,             // of each rate, in its card and in its cell
    ID_CARD = 144               // of each item of an overlay
};

void desk_say(struct desk *d, const char *format, ...)
    __attribute__((format(printf, 2, 3)));              // a toast of three seconds
void desk_cover(struct desk *d, bool covered);  // numbers; says how good a guess was
void desk_toggle(struct desk *d, enum overlay overlay);
bool desk_tells_fault(const struct desk *d);            // of the formula, by now
void desk_bar(const struct desk *d, rect bar, bool above);      // its ground and edge
bool desk_read_number(const char *text, double *value); // any constant: "pi/2"

// The parts of a frame, from what is on top to what lies below.
void overlays(struct desk *d);
void top_bar(struct desk *d);
float shoot_card(struct desk *d, rect room);    // how far a film is; returns where it ends
float offer_graph(struct desk *d, rect room);   // of one variable; returns where it ends
void notices(struct desk *d);   // on the map: what is wrong, new or done
void bottom_bar(struct desk *d);
void timeline(struct desk *d);
void rail(struct desk *d);
// What was touched, so that the rail shows it first.
void rail_notice(struct attention *mind, const struct scene *before,
                 const struct scene *after);
void canvas(struct desk *d);
void canvas_zoom(struct desk *d, double by);    // about the middle
void actions(struct desk *d);   // keys that nobody took
