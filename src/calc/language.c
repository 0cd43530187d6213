// SPDX-License-Identifier: MIT
#include "calc/language.h"

#include "base/number.h"
#include "base/utf8.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

static bool is_place(const char *at)
{
    return at[0] == '%' && at[1] >= 'a' && at[1] <= 'c';
}

void language_fill(struct text *out, const char *form, const char *a, const char *b,
                   const char *c)
{
    const char *const operand[] = {a, b, c};
    while (*form) {
        if (is_place(form)) {
            text_add(out, operand[form[1] - 'a']);
            form += 2 + (isdigit((unsigned char)form[2]) != 0);
        } else {
            text_add_bytes(out, form++, 1);
        }
    }
}

int language_most(const char *form, char operand)
{
    for (; *form; form++)
        if (is_place(form) && form[1] == operand && isdigit((unsigned char)form[2]))
            return form[2] - '0';
    return LOOSE_ANY;
}

static bool is_of_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (c & 0x80);
}

static bool says(const char *code, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = code; (at = strstr(at, word)); at++)
        if ((at == code || !is_of_word(at[-1])) && !is_of_word(at[length]))
            return true;
    return false;
}

enum { PIECES = 96 };             // of a language at most

// From the last to the first, because pieces need those before them.
static void choose_pieces(bool chosen[PIECES], const struct language *l,
                          const char *code)
{
    int count = 0;
    while (l->pieces[count].name)
        count++;
    assert(count <= PIECES);
    for (int i = count - 1; i >= 0; i--) {
        const char *name = l->pieces[i].name;
        chosen[i] = says(code, name);
        for (int j = i + 1; j < count && !chosen[i]; j++)
            chosen[i] = chosen[j] && l->pieces[j].code && says(l->pieces[j].code, name);
    }
}

void language_add_pieces(struct text *out, const struct language *l, const char *code)
{
    bool chosen[PIECES] = {0};
    struct text names = {0};
    choose_pieces(chosen, l, code);
    for (int i = 0; l->pieces[i].name; i++)
        if (chosen[i] && !l->pieces[i].code)
            text_addf(&names, "%s%s", names.count ? ", " : "", l->pieces[i].name);
    if (names.count)
        language_fill(out, l->grammar.import, names.at, NULL, NULL);
    for (int i = 0; l->pieces[i].name; i++)
        if (chosen[i] && l->pieces[i].code)
            text_addf(out, "%s\n", l->pieces[i].code);
    out->failed |= names.failed;
    text_free(&names);
}

static const char *const greek[] = {
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota",
    "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma_", "sigma",
    "tau", "upsilon", "phi", "chi", "psi", "omega"};

enum { GREEK = sizeof greek / sizeof *greek, CAPITAL_ALPHA = 0x391, ALPHA = 0x3B1,
       LOW_ZERO = 0x2080 };

static void add_letter(struct text *out, uint32_t c)
{
    if (c >= ALPHA && c < ALPHA + GREEK) {
        text_add(out, greek[c - ALPHA]);
    } else if (c >= CAPITAL_ALPHA && c < CAPITAL_ALPHA + GREEK) {
        const char *name = greek[c - CAPITAL_ALPHA];
        text_addf(out, "%c%s", toupper((unsigned char)name[0]), name + 1);
    } else if (c >= LOW_ZERO && c < LOW_ZERO + 10) {
        text_addf(out, "%d", (int)(c - LOW_ZERO));
    } else {
        text_addf(out, "%c", (char)c);
    }
}

void language_add_name(struct text *out, const struct language *l, const char *name)
{
    struct text made = {0};
    for (const char *at = name, *end = name + strlen(name); at < end;)
        add_letter(&made, utf8_next(&at, end));
    text_add(out, text_or_empty(&made));
    for (int i = 0; l->reserved[i]; i++)
        if (strcmp(text_or_empty(&made), l->reserved[i]) == 0)
            text_add(out, "_");
    out->failed |= made.failed;
    text_free(&made);
}

void language_add_number(struct text *out, const struct language *l, double value)
{
    char number[NUMBER_TEXT];
    if (isnan(value)) {
        text_add(out, l->form[OP_UNDEFINED].text);
    } else if (isinf(value)) {
        text_addf(out, "%s%s", value < 0 ? "-" : "", l->infinite);
    } else {
        text_add(out, number_shortest(number, value));
        bool whole = !strpbrk(number, ".e");
        text_add(out, whole && (l->points || fabs(value) >= 1e6) ? ".0" : "");
    }
}

const struct language *const languages[LANGUAGES] = {
    &language_python, &language_julia, &language_rust, &language_c};
