// SPDX-License-Identifier: MIT
#include "scene/spelling.h"

#include <string.h>

enum { LONGEST = 32, MOST_EDITS = 2 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

// Levenshtein's distance where capitals are no edits, or more than MOST_EDITS for words that are too long.
static int distance(const char *a, const char *b)
{
    size_t long_a = strlen(a), long_b = strlen(b);
    int row[LONGEST + 1];
    if (long_a > LONGEST || long_b > LONGEST)
        return MOST_EDITS + 1;
    for (size_t j = 0; j <= long_b; j++)
        row[j] = (int)j;
    for (size_t i = 0; i < long_a; i++) {
        int diagonal = row[0];
        row[0] = (int)i + 1;
        for (size_t j = 0; j < long_b; j++) {
            int changed = diagonal + (small(a[i]) != small(b[j]));
            diagonal = row[j + 1];
            row[j + 1] = least(changed, least(row[j], row[j + 1]) + 1);
        }
    }
    return row[long_b];
}

const char *spelling_nearer(const char *word, const char *best, const char *candidate)
{
    int edits = distance(word, candidate);
    if (edits > MOST_EDITS || 2 * edits > (int)strlen(word))
        return best;
    return best && distance(word, best) <= edits ? best : candidate;
}
