// SPDX-License-Identifier: MIT
#include "calc/word.h"

#include <string.h>

enum { LONGEST = 16 };

static const struct word others[] = {                   // op_table has most, these go before
    {"pi", TOKEN_LEAF, OP_PI}, {"π", TOKEN_LEAF, OP_PI},
    {"tau", TOKEN_LEAF, OP_TAU}, {"τ", TOKEN_LEAF, OP_TAU},
    {"theta", TOKEN_ANGLE, OP_COUNT}, {"θ", TOKEN_ANGLE, OP_COUNT},
    {"log", TOKEN_FUNCTION, OP_LN}, {"arctan2", TOKEN_FUNCTION, OP_ATAN2},
    {"arcsin", TOKEN_FUNCTION, OP_ASIN}, {"arccos", TOKEN_FUNCTION, OP_ACOS},
    {"arctan", TOKEN_FUNCTION, OP_ATAN}, {"arcsinh", TOKEN_FUNCTION, OP_ASINH},
    {"arccosh", TOKEN_FUNCTION, OP_ACOSH}, {"arctanh", TOKEN_FUNCTION, OP_ATANH},
    {"arsinh", TOKEN_FUNCTION, OP_ASINH}, {"arcosh", TOKEN_FUNCTION, OP_ACOSH},
    {"artanh", TOKEN_FUNCTION, OP_ATANH}, {"sgn", TOKEN_FUNCTION, OP_SIGN},
    {"mod", TOKEN_MOD, OP_MOD}, {"piecewise", TOKEN_PIECEWISE, OP_IF},
    {"undefined", TOKEN_LEAF, OP_UNDEFINED},
    {"and", TOKEN_AND, OP_AND}, {"or", TOKEN_OR, OP_OR}, {"not", TOKEN_NOT, OP_NOT},
};

enum { OTHERS = sizeof others / sizeof *others, WORDS = OTHERS + OP_COUNT };

static struct word word_at(int i)
{
    return i >= OP_COUNT ? others[i - OP_COUNT]
                         : (struct word){op_table[i].name, TOKEN_FUNCTION, (enum op)i};
}

struct word word_longest(const char *text, size_t length)
{
    struct word best = {0};
    size_t most = 2;
    for (int i = 0; i < WORDS && length > 0; i++) {
        struct word w = word_at(i);
        size_t n = w.name && *w.name == *text ? strlen(w.name) : 0;
        if (n >= most && n <= length && memcmp(w.name, text, n) == 0) {
            best = w;
            most = n;
        }
    }
    return best;
}

// Edit distance of at most one: a letter changed, added, left out, or two swapped.
static bool is_near(const char *a, size_t n, const char *b, size_t m)
{
    size_t same = 0, tail = 0;
    while (same < n && same < m && a[same] == b[same])
        same++;
    while (tail < n - same && tail < m - same && a[n - 1 - tail] == b[m - 1 - tail])
        tail++;
    size_t left = n - same - tail, right = m - same - tail;
    return (left <= 1 && right <= 1)
           || (left == 2 && right == 2 && a[same] == b[same + 1]
               && a[same + 1] == b[same]);
}

struct word word_meant(const char *text, size_t length)
{
    for (int i = 0; i < WORDS && length >= 3; i++) {
        struct word w = word_at(i);
        if (w.name && length <= LONGEST && strlen(w.name) > 1
            && is_near(text, length, w.name, strlen(w.name)))
            return w;
    }
    return (struct word){0};
}
