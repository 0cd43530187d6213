// SPDX-License-Identifier: MIT
#include "plot/probe_card.h"

#include "base/number.h"
#include "draw/writing.h"

#include <stdio.h>

enum { WORDS = 240 };
static const float value_at = 2.4f;             // em of T2
static const float one_line = 20.5f;              // em of T3 that the sentence needs
static const float with_kinds = 19.5f;            // em of T3
static const double raised = 0.01;

struct row {
    int size, lines;            // T1, T2 or T3
    void (*draw)(struct card *c, const struct probe *p, int decimals);
};

// Three decimals of a number of the usual size.
static double few(double value)
{
    double size = fabs(value);
    return size < 1e9 && (size >= 1e-3 || size == 0) ? round(value * 1e3) / 1e3 : value;
}

struct pair {                   // "lead(a, b)" and where a and b stand in it
    char words[WORDS];
    int from[2], to[2];
};

static struct pair name_pair(const char *lead, const char *a, const char *b)
{
    struct pair t;
    t.from[0] = snprintf(t.words, WORDS, "%s(", lead);
    t.to[0] = t.from[0] + (int)strlen(a);
    t.from[1] = t.to[0] + 2;
    t.to[1] = t.from[1] + (int)strlen(b);
    snprintf(t.words, WORDS, "%s(%s, %s)", lead, a, b);
    return t;
}

static struct pair name_vector(vec2 v, int decimals)
{
    char x[NUMBER_TEXT], y[NUMBER_TEXT];
    return name_pair("", number_shown(x, v.x, decimals), number_shown(y, v.y, decimals));
}

// The longest that has room.
static struct pair name_point(const struct card *c, const struct probe *p)
{
    char x[NUMBER_TEXT], y[NUMBER_TEXT];
    static const char *const leads[] = {"AT THE POINT ", "AT ", ""};
    struct pair out;
    number_round(x, few(p->at.x));
    number_round(y, few(p->at.y));
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        out = name_pair(leads[i], x, y);
        if (card_fits(c, c->left, FACE_CONDENSED_BOLD, c->sizes->t3, out.words))
            return out;
    }
    return name_pair("", number_shown(x, p->at.x, 2), number_shown(y, p->at.y, 2));
}

static void draw_point(struct card *c, const struct probe *p, int decimals)
{
    (void)decimals;
    struct pair title = name_point(c, p);
    card_title(c, title.words);
}

// Every row tells its kind, or none does.
static bool has_kinds(const struct card *c)
{
    return c->right - c->left >= with_kinds * c->sizes->t3;
}

// A row with what kind of thing it is at its end.
static void typed_row(struct card *c, const char *name, const char *value,
                      const char *kind)
{
    float em = c->sizes->t2, middle = c->y;
    card_row(c, name, value, value_at);
    middle = (middle + c->y) / 2;
    float x = c->left + value_at * em;
    if (has_kinds(c))
        card_chip(c, x + writing_width(c->font, FACE_CONDENSED, em, value), middle, kind);
}

static void draw_f(struct card *c, const struct probe *p, int decimals)
{
    char x[NUMBER_TEXT];
    (void)decimals;
    typed_row(c, "f", card_number(c, number_shown(x, p->f, 3)), "number");
}

// It may shrink as far as the smallest type.
static bool fits_row(const struct card *c, const char *words)
{
    float em = c->sizes->t2;
    return card_fits_shrunk(c, c->left + value_at * em, FACE_CONDENSED, em, words);
}

// In fewer digits where it is too long.
static struct pair fit_vector(const struct card *c, vec2 v, int decimals)
{
    struct pair out = name_vector(v, decimals);
    while (!fits_row(c, out.words) && decimals-- > 0)
        out = name_vector(v, decimals);
    return out;
}

static void draw_gradient(struct card *c, const struct probe *p, int decimals)
{
    struct pair v = fit_vector(c, p->gradient, decimals);
    typed_row(c, "∇f", card_number(c, v.words), "arrow");
}

static void draw_norm(struct card *c, const struct probe *p, int decimals)
{
    char words[WORDS], x[NUMBER_TEXT], y[NUMBER_TEXT];
    snprintf(words, WORDS, p->norm > 0 ? "%s at %s°" : "%s",
             number_shown(x, p->norm, decimals),
             number_shown(y, p->angle * 180 / M_PI, 1));
    if (!fits_row(c, words))
        snprintf(words, WORDS, "%s", x);
    typed_row(c, "‖∇f‖", card_number(c, words), "number");
}

static void draw_u(struct card *c, const struct probe *p, int decimals)
{
    struct pair v = fit_vector(c, p->u, decimals);
    typed_row(c, "u", v.words, "arrow");
}

static void draw_angle(struct card *c, const struct probe *p, int decimals)
{
    char words[WORDS], x[NUMBER_TEXT], y[NUMBER_TEXT];
    double cosine = round(cos(p->between) * 1e4) / 1e4;
    float em = c->sizes->t2;
    (void)decimals;
    number_shown(x, p->between * 180 / M_PI, 2);
    snprintf(words, WORDS, "%s°   cos φ %s", x, number_shown(y, cosine, 3));
    if (!card_fits(c, c->left + value_at * em, FACE_CONDENSED, em, words))
        snprintf(words, WORDS, "%s°", x);
    card_row(c, "φ", card_number(c, p->norm > 0 ? words : "—"), value_at);
}

// "max 2.000" up to where `right` is, if that leaves it room.
static void write_most(const struct card *c, const struct probe *p, float x, float right,
                       float middle)
{
    char words[WORDS], number[NUMBER_TEXT];
    float size = c->sizes->t3;
    snprintf(words, WORDS, "max %s", card_number(c, number_shown(number, p->norm, 3)));
    x = fmaxf(x + 0.6f * size, right - writing_width(c->font, FACE_CONDENSED, size,
                                                     words));
    if (p->defined && p->linear && x + writing_width(c->font, FACE_CONDENSED, size, words)
                                       <= right + 1)
        card_write(c, x, middle, FACE_CONDENSED, size, c->theme->text2, words);
}

static void draw_slope(struct card *c, const struct probe *p, int decimals)
{
    char value[WORDS], words[WORDS], number[NUMBER_TEXT];
    float size = c->sizes->t1, middle = card_line(c, size);
    const char *name = probe_slope_name(p);
    float x = c->left + writing_width(c->font, FACE_CONDENSED_BOLD, size, name);
    decimals = 3;
    do {
        snprintf(value, WORDS, "%s%s", number_shown(number, p->along, decimals),
                 !p->defined ? "" : probe_is_level(p) ? " ●" : p->along > 0 ? " ▲" : " ▼");
        snprintf(words, sizeof words, " = %.100s", card_number(c, value));
    } while (!card_fits_shrunk(c, x, FACE_CONDENSED_BOLD, size, words) && decimals-- > 1);
    card_write(c, c->left, middle, FACE_CONDENSED_BOLD, size, c->theme->accent, name);
    card_write(c, x, middle, FACE_CONDENSED_BOLD, size, c->theme->text, words);
    x += writing_width(c->font, FACE_CONDENSED_BOLD, size, words);
    write_most(c, p, x, has_kinds(c) ? card_chip(c, x, middle, "number") : c->right, middle);
}

static void write_small(struct card *c, const char *words)
{
    card_write(c, c->left, card_line(c, c->sizes->t3), FACE_CONDENSED, c->sizes->t3,
               c->theme->text2, words);
}

static bool fits_small(const struct card *c, const char *words)
{
    return card_fits(c, c->left, FACE_CONDENSED, c->sizes->t3, words);
}

static void name_dot(char out[WORDS], const struct probe *p, double digits)
{
    const double part[] = {p->gradient.x, p->u.x, p->gradient.y, p->u.y};
    char number[4][NUMBER_TEXT], along[NUMBER_TEXT];
    for (int i = 0; i < 4; i++)
        number_round(number[i], fabs(part[i]) < 1e9 ? round(part[i] * digits) / digits
                                                    : part[i]);
    snprintf(out, WORDS, "(%s)(%s)+(%s)(%s) = %s", number[0], number[1], number[2],
             number[3], number_shown(along, vec2_dot(p->gradient, p->u), 3));
}

static void name_miss(char out[WORDS], const struct probe *p)
{
    char sum[NUMBER_TEXT], slope[NUMBER_TEXT];
    snprintf(out, WORDS, "∇f·u = %s, measured %s",
             number_shown(sum, vec2_dot(p->gradient, p->u), 3),
             number_shown(slope, p->along, 3));
}

static void draw_dot(struct card *c, const struct probe *p, int decimals)
{
    char words[WORDS];
    (void)decimals;
    name_dot(words, p, 1e3);
    if (!fits_small(c, words))
        name_dot(words, p, 1e2);
    if (!fits_small(c, words))
        *strstr(words, " =") = 0;               // what it is stands above
    if (!p->linear)
        name_miss(words, p);
    write_small(c, !p->defined || !p->smooth ? "" : card_number(c, words));
}

static void draw_sentence(struct card *c, const struct probe *p, int decimals)
{
    char sentence[PROBE_SENTENCE];
    (void)decimals;
    probe_sentence(p, sentence);
    const char *brief = strchr(sentence, ',');
    bool cut = brief && card_lines(c, 3, sentence) > 2;
    card_words(c, c->covered ? "numbers covered — K shows them"
                  : cut ? brief + 2 : sentence);
}

// "x +0.01 → f changes by about +0.026"
static void write_raised(struct card *c, const char *letter, double slope, bool defined)
{
    char words[WORDS], number[NUMBER_TEXT];
    const char *sign = slope > 0 && !c->covered ? "+" : "";
    number_shown(number, slope * raised, 3);
    snprintf(words, WORDS, "%s +0.01 → f changes by about %s%s", letter, sign,
             card_number(c, number));
    if (!fits_small(c, words))
        snprintf(words, WORDS, "%s +0.01 → f %s%s", letter, sign, card_number(c, number));
    write_small(c, defined ? words : "");
}

static void draw_raised(struct card *c, const struct probe *p, int decimals)
{
    (void)decimals;
    write_raised(c, "x", p->ahead.x, p->defined);
    write_raised(c, "y", p->ahead.y, p->defined);
}

enum { ROW_POINT, ROW_F, ROW_GRADIENT, ROW_NORM, ROW_U, ROW_ANGLE, ROW_SLOPE, ROW_DOT,
       ROW_SENTENCE, ROW_RAISED };

static const struct row rows[PROBE_ROWS] = {
    [ROW_POINT] = {3, 1, draw_point}, [ROW_F] = {2, 1, draw_f},
    [ROW_GRADIENT] = {2, 1, draw_gradient}, [ROW_NORM] = {2, 1, draw_norm},
    [ROW_U] = {2, 1, draw_u}, [ROW_ANGLE] = {2, 1, draw_angle},
    [ROW_SLOPE] = {1, 1, draw_slope}, [ROW_DOT] = {3, 1, draw_dot},
    [ROW_SENTENCE] = {3, 1, draw_sentence}, [ROW_RAISED] = {3, 2, draw_raised},
};
static const int importance[PROBE_ROWS] = {
    ROW_POINT, ROW_SLOPE, ROW_GRADIENT, ROW_U, ROW_F, ROW_SENTENCE, ROW_NORM, ROW_DOT,
    ROW_RAISED, ROW_ANGLE};

static bool is_shown(int row, int count)
{
    for (int i = 0; i < count; i++)
        if (importance[i] == row)
            return true;
    return false;
}

float probe_card_height(const struct sizes *sizes, float width, int count)
{
    int lines[4] = {0};
    for (int i = 0; i < count; i++)
        lines[rows[importance[i]].size] += rows[importance[i]].lines;
    if (is_shown(ROW_SENTENCE, count) && card_room(sizes, width) < one_line * sizes->t3)
        lines[3]++;
    return card_height(sizes, lines[3], lines[2], lines[1]);
}

int probe_card_rows(const struct sizes *sizes, float width, float height)
{
    int count = PROBE_ROWS;
    while (count > 1 && probe_card_height(sizes, width, count) > height + 0.5f)
        count--;
    return count;
}

static int rows_of(const struct card *c)
{
    return probe_card_rows(c->sizes, c->where.x1 - c->where.x0, c->where.y1 - c->where.y0);
}

void probe_card_draw(struct card *c, const struct probe *p, bool projector)
{
    int count = rows_of(c);
    for (int row = 0; row < PROBE_ROWS; row++)
        if (is_shown(row, count))
            rows[row].draw(c, p, projector ? 2 : 3);
}

// From x on at the height of `row`, which is shown.
static void find_fields(const struct card *c, int row, float x, enum face face,
                        const struct pair *t, rect out[2])
{
    struct card above = *c;
    const float size[] = {0, c->sizes->t1, c->sizes->t2, c->sizes->t3};
    for (int i = 0; i < row; i++)
        if (is_shown(i, rows_of(c)))
            card_line(&above, size[rows[i].size]);
    float top = above.y, em = size[rows[row].size];
    float shrunk = card_size(c, x, face, em, t->words);
    card_line(&above, em);
    for (int i = 0; i < 2; i++) {
        char words[WORDS];
        snprintf(words, WORDS, "%.*s", t->from[i], t->words);
        float from = writing_width(c->font, face, shrunk, words);
        snprintf(words, WORDS, "%.*s", t->to[i], t->words);
        float to = writing_width(c->font, face, shrunk, words);
        out[i] = (rect){x + from, top, x + to, above.y};
    }
}

struct probe_fields probe_card_fields(const struct card *c, const struct probe *p,
                                      bool projector)
{
    struct probe_fields out = {0};
    struct pair at = name_point(c, p), u = fit_vector(c, p->u, projector ? 2 : 3);
    int count = rows_of(c);
    if (is_shown(ROW_POINT, count))
        find_fields(c, ROW_POINT, c->left, FACE_CONDENSED_BOLD, &at, out.point);
    if (is_shown(ROW_U, count))
        find_fields(c, ROW_U, c->left + value_at * c->sizes->t2, FACE_CONDENSED, &u,
                    out.way);
    return out;
}
