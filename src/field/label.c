// SPDX-License-Identifier: MIT
#include "field/label.h"

#include "field/crowd.h"

static const float sample_step = 4;             // pixels of arc
static const float least_chord = 0.9f;          // of its arc, under a label
static const float bend_fine = 0.22f, bend_most = 0.45f;            // em
static const float border = 0.25f;              // em, to the edge of the picture
static const float gap = 0.25f;                 // em, on either side of the text
static const float upright = 1.5707962f;        // the largest float below π/2
static const float box_height = 1.1f;           // em
static const float squeeze = 0.12f;             // em, off each side in a tight place

bool label_covers(const struct label *l, pt at, float within)
{
    float x = at.x - l->at.x, y = at.y - l->at.y;
    float far = l->width + l->height + within;
    if (fabsf(x) > far || fabsf(y) > far)
        return false;
    float c = cosf(l->angle), s = sinf(l->angle);
    return fabsf(x * c - y * s) < l->width / 2 + within
           && fabsf(x * s + y * c) < l->height / 2 + within;
}

struct candidate {
    float cost, bend;           // bend: of the line off the label's axis, em
    uint32_t line, rank;        // rank: of the line by length, longest first
    struct tilted place;
    float from, to;
    bool blocked;               // by something that will not move
    bool checked;
    bool meets, looked;         // a mark to keep off; whether that is known
};

struct samples { pt *at; size_t count, capacity; bool failed; };

struct placement {
    const struct label_rules *rules;
    struct view view;
    struct crowd crowd;
    struct samples samples;     // of the line at hand, at equal arc length
    float step;                 // between samples
    struct { struct candidate *at; size_t count, capacity; bool failed; } candidates;
    struct { struct tilted *at; size_t count, capacity; bool failed; } taken;
    struct labels *out;
};

static uint16_t level_of(const struct placement *p, uint32_t line)
{
    return p->crowd.lines->lines.at[line].level;
}

static float width_of(const struct placement *p, uint32_t line)
{
    float text = p->rules->width[level_of(p, line)];
    return text > 0 ? text + 2 * gap * p->rules->em : 0;
}

static void resample(struct placement *p, uint32_t line)
{
    const struct contour_line *l = &p->crowd.lines->lines.at[line];
    const pt *point = p->crowd.point + l->first;
    const float *arc = p->crowd.arc + l->first;
    float length = crowd_length(&p->crowd, line);
    int pieces = (int)ceilf(length / sample_step);
    uint32_t k = 0;
    p->samples.count = 0;
    p->step = length / (float)pieces;
    for (int i = 0; i < pieces + !l->closed; i++) {
        float s = (float)i * p->step;
        while (k + 2 < l->count && arc[k + 1] < s)
            k++;
        float t =
            arc[k + 1] > arc[k] ? fminf(1, (s - arc[k]) / (arc[k + 1] - arc[k])) : 0;
        array_push(&p->samples, (pt){point[k].x + t * (point[k + 1].x - point[k].x),
                                     point[k].y + t * (point[k + 1].y - point[k].y)});
    }
}

// Sample i, counted round and round on a closed line.
static pt sample_at(const struct placement *p, int i)
{
    int n = (int)p->samples.count;
    return p->samples.at[i < 0 ? i + n : i < n ? i : i - n];
}

// The axis of a label centred at sample i: along the chord of the samples it hides.
static bool lay(const struct placement *p, int i, int half, struct candidate *c)
{
    pt a = sample_at(p, i - half), b = sample_at(p, i + half);
    float x = b.x - a.x, y = b.y - a.y, chord = hypotf(x, y);
    if (chord < least_chord * 2 * (float)half * p->step)
        return false;
    float sign = x < 0 || (x == 0 && y > 0) ? -1 : 1;
    c->place.at = sample_at(p, i);
    c->place.cosine = sign * x / chord;
    c->place.sine = sign * y / chord;
    float bend = 0;
    for (int k = -half; k <= half; k++) {
        float off = fabsf(tilted_local(&c->place, sample_at(p, i + k)).y);
        bend = off > bend ? off : bend;
    }
    c->bend = bend / p->rules->em;
    return c->bend <= bend_most;
}

// Arc length from sample i to where the line leaves the box, going by `way`.
static float way_out(const struct placement *p, const struct candidate *c, int i,
                     int way)
{
    bool closed = p->crowd.lines->lines.at[c->line].closed;
    int count = (int)p->samples.count;
    int most = closed ? count / 2 : way > 0 ? count - 1 - i : i;
    float before = -c->place.across;
    for (int k = 1; k <= most; k++) {
        pt q = tilted_local(&c->place, sample_at(p, i + way * k));
        float beside = fabsf(q.x) - c->place.along;
        float above = fabsf(q.y) - c->place.across;
        float past = beside > above ? beside : above;
        if (past > 0)
            return p->step * ((float)k - past / (past - before));
        before = past;
    }
    return p->step * (float)most;
}

static float cost_of(const struct placement *p, const struct candidate *c)
{
    rect m = p->rules->middle;
    if (!(m.x1 > m.x0))
        m = (rect){0, 0, (float)p->view.width, (float)p->view.height};
    float x = 2 * (c->place.at.x - m.x0) / (m.x1 - m.x0) - 1;
    float y = 2 * (c->place.at.y - m.y0) / (m.y1 - m.y0) - 1;
    return c->bend + 0.35f * c->place.sine * c->place.sine
           + 0.15f * hypotf(x, y);
}

static void collect(struct placement *p, uint32_t line, uint32_t rank)
{
    float width = width_of(p, line);
    bool closed = p->crowd.lines->lines.at[line].closed;
    resample(p, line);
    int count = (int)p->samples.count;
    int half = (int)ceilf(width / 2 / p->step);
    if (closed && count <= 4 * half)
        return;
    for (int i = closed ? 0 : half + 1; i < count - (closed ? 0 : half + 1); i += 2) {
        struct candidate c = {.line = line, .rank = rank,
                              .place = {.along = width / 2,
                                        .across = box_height / 2 * p->rules->em}};
        if (!crowd_shows(&p->crowd, line, (float)i * p->step) || !lay(p, i, half, &c))
            continue;
        c.from = (float)i * p->step - way_out(p, &c, i, -1);
        c.to = (float)i * p->step + way_out(p, &c, i, 1);
        c.cost = cost_of(p, &c);
        array_push(&p->candidates, c);
    }
}

struct ranked { uint32_t line; float length; };

static int longest_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static int in_turn(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static bool collect_all(struct placement *p)
{
    size_t count = p->crowd.lines->lines.count, some = 0;
    struct ranked *order = malloc(sizeof *order * (count + 1));
    if (!order)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        float length = crowd_length(&p->crowd, i);
        if (width_of(p, i) > 0 && length > width_of(p, i))
            order[some++] = (struct ranked){i, length};
    }
    if (some > 1)
        qsort(order, some, sizeof *order, longest_first);
    for (uint32_t i = 0; i < some; i++)
        collect(p, order[i].line, i);
    free(order);
    if (p->samples.failed || p->candidates.failed)
        return false;
    if (p->candidates.count > 1)
        qsort(p->candidates.at, p->candidates.count, sizeof *p->candidates.at, in_turn);
    return true;
}

static bool is_blocked(const struct placement *p, const struct candidate *c)
{
    float edge = border * p->rules->em;
    rect inside = {edge, edge, (float)p->view.width - edge,
                   (float)p->view.height - edge};
    if (!tilted_inside(&c->place, inside))
        return true;
    for (int i = 0; i < p->rules->keep_outs; i++) {
        struct tilted kept = tilted_of_rect(p->rules->keep_out[i]);
        if (tilted_overlaps(&c->place, &kept, 0))
            return true;
    }
    return crowd_enters(&p->crowd, &c->place, c->line, c->from, c->to);
}

static bool is_apart(const struct placement *p, const struct candidate *c)
{
    for (size_t i = 0; i < p->out->count; i++) {
        const struct label *other = &p->out->at[i];
        float x = other->at.x - c->place.at.x, y = other->at.y - c->place.at.y;
        if (other->level == level_of(p, c->line) && hypotf(x, y) < p->rules->spacing)
            return false;
        if (tilted_overlaps(&c->place, &p->taken.at[i], p->rules->apart))
            return false;
    }
    return true;
}

static bool meets_mark(const struct placement *p, const struct candidate *c)
{
    for (int i = 0; i < p->rules->avoids; i++) {
        struct stroke s = p->rules->avoid[i];
        if (tilted_meets(&c->place, s.from, s.to, p->rules->off))
            return true;
    }
    return false;
}

static bool is_off_marks(const struct placement *p, struct candidate *c)
{
    if (!c->looked)
        c->meets = meets_mark(p, c);
    c->looked = true;
    return !c->meets;
}

static bool is_free(const struct placement *p, struct candidate *c, bool off_marks)
{
    if (!is_apart(p, c) || (off_marks && !is_off_marks(p, c)))
        return false;
    if (!c->checked)
        c->blocked = is_blocked(p, c);
    c->checked = true;
    return !c->blocked;
}

static void place(struct placement *p, const struct candidate *c)
{
    struct label l = {.level = level_of(p, c->line), .line = c->line,
                      .at = c->place.at,
                      .angle = fminf(atan2f(-c->place.sine, c->place.cosine), upright),
                      .width = 2 * c->place.along, .height = 2 * c->place.across,
                      .from = c->from, .to = c->to};
    if (array_push(&p->taken, c->place))
        array_push(p->out, l);
}

// One label for each level that has none, or as many as the spacing allows.
static void place_pass(struct placement *p, bool *named, bool first, float bend,
                       bool off_marks)
{
    for (size_t i = 0; i < p->candidates.count; i++) {
        struct candidate *c = &p->candidates.at[i];
        bool *has = &named[level_of(p, c->line)];
        if (c->bend > bend || (c->checked && c->blocked) || (first && *has))
            continue;
        if (is_free(p, c, off_marks)) {
            place(p, c);
            *has = true;
        }
    }
}

// The last resort for a level without a label: less room around the text.
static void squeeze_all(struct placement *p)
{
    for (size_t i = 0; i < p->candidates.count; i++) {
        struct candidate *c = &p->candidates.at[i];
        c->checked = false;
        c->place.along -= squeeze * p->rules->em;
        c->place.across -= squeeze * p->rules->em;
    }
}

bool labels_place(struct labels *out, const struct contours *c,
                  const struct levels *levels, struct view view,
                  const struct label_rules *rules)
{
    struct placement p = {.rules = rules, .view = view, .out = out};
    bool named[LEVELS_MOST] = {false};
    out->count = 0;
    out->failed = false;
    bool done = crowd_open(&p.crowd, c, rules->hidden, view) && collect_all(&p);
    if (done && levels->count > 0) {
        place_pass(&p, named, true, bend_fine, true);
        place_pass(&p, named, true, bend_fine, false);
        place_pass(&p, named, true, bend_most, false);
        place_pass(&p, named, false, bend_fine, true);
        squeeze_all(&p);
        place_pass(&p, named, true, bend_most, false);
    }
    done = done && !out->failed && !p.taken.failed;
    crowd_close(&p.crowd);
    array_free(&p.samples);
    array_free(&p.candidates);
    array_free(&p.taken);
    return done;
}
