// SPDX-License-Identifier: MIT
#pragma once
// All contour lines as segments on the screen, found by place: does a line run through
// this turned box?

#include "field/contour.h"

struct tilted { pt at; float along, across, cosine, sine; };  // half sizes; y down

struct crowd {
    const struct contours *lines;
    const bool *hidden;
    pt *point;                  // contours.points in pixels of the view
    float *arc;                 // length of its line up to each point, pixels
    uint32_t *start;            // of each cell's entries; columns·rows + 1 of them
    uint32_t *entry;            // first points of segments
    int columns, rows;
};

// `hidden`, of each point: the segment from there is not there; NULL: all are.
bool crowd_open(struct crowd *c, const struct contours *lines, const bool *hidden,
                struct view view);
void crowd_close(struct crowd *c);

// Whether the line is drawn there.
bool crowd_shows(const struct crowd *c, uint32_t line, float arc);
float crowd_length(const struct crowd *c, uint32_t line);           // in pixels

// Does any line enter the box, other than `own` between two arc lengths?  On a closed
// line these may lie a turn outside of it.
bool crowd_enters(const struct crowd *c, const struct tilted *t, uint32_t own,
                  float from, float to);

bool tilted_overlaps(const struct tilted *a, const struct tilted *b, float apart);

// Does the segment from a to b come within `off` of the box?
bool tilted_meets(const struct tilted *t, pt a, pt b, float off);
bool tilted_inside(const struct tilted *a, rect r);
struct tilted tilted_of_rect(rect r);

// Where a point lies in the box's own axes.
static inline pt tilted_local(const struct tilted *t, pt p)
{
    float x = p.x - t->at.x, y = p.y - t->at.y;
    return (pt){x * t->cosine + y * t->sine, y * t->cosine - x * t->sine};
}
