// SPDX-License-Identifier: MIT
#include "calc/token.h"

#include "base/number.h"
#include "base/utf8.h"

#include <string.h>

struct scanner {
    const char *at, *end;
    const char *run;            // letters before here are known to be no misspelling
    int column;
    bool spaced;
    struct token *out;
    size_t count, most;
    struct own_names own;
    struct fault *fault;
};

static bool is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_greek(uint32_t c)
{
    return c >= 0x391 && c <= 0x3C9 && c != 0x3A2;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static uint32_t peek(const char *at, const char *end)
{
    return utf8_next(&at, end);
}

static bool fail(const struct scanner *s, const char *sentence)
{
    return fault_at(s->fault, s->column, "%s", sentence);
}

static bool emit(struct scanner *s, struct token t, size_t length)
{
    t.column = s->column;
    t.spaced = s->spaced;
    t.at = s->at;
    t.length = length;
    if (s->count == s->most)
        return fail(s, "The formula is too long");
    s->out[s->count++] = t;
    s->spaced = false;
    s->column += utf8_count(s->at, length);
    s->at += length;
    return true;
}

int token_shown(const struct token *t)
{
    enum { MOST = 12 };
    const char *at = t->at, *next = at, *end = at + t->length;
    while (at < end && (utf8_next(&next, end), next - t->at <= MOST))
        at = next;
    return (int)(at - t->at);
}

static const struct token *last(const struct scanner *s)
{
    return s->count ? &s->out[s->count - 1] : NULL;
}

static bool follows_letter(const struct scanner *s)
{
    const struct token *t = last(s);
    return t && !s->spaced
           && (t->kind == TOKEN_LEAF || t->kind == TOKEN_LETTER
               || t->kind == TOKEN_RADIUS || t->kind == TOKEN_ANGLE);
}

// sin^2 2x: what follows the power of a function is its argument.
static bool ends_function_power(const struct scanner *s)
{
    size_t at = s->count - 1;
    if (!s->spaced || at < 2)
        return false;
    at -= s->out[at - 1].kind == TOKEN_MINUS && at > 2 ? 2 : 1;
    return s->out[at].kind == TOKEN_POWER && s->out[at - 1].kind == TOKEN_FUNCTION;
}

static bool follows_number(const struct scanner *s)
{
    const struct token *t = last(s);
    return t && (t->kind == TOKEN_NUMBER || t->kind == TOKEN_FRACTION)
           && !ends_function_power(s);
}

static bool fail_two_numbers(const struct scanner *s)
{
    return fail(s, "Two numbers need an operator between them");
}

static bool scan_number(struct scanner *s)
{
    struct token t = {.kind = TOKEN_NUMBER};
    const struct token *before = last(s);
    size_t length = number_scan(s->at, s->end, &t.value);
    if (length == 0)
        return fail(s, "A point needs a digit beside it");
    if (follows_letter(s)) {
        int n = token_shown(before), digits = length < 8 ? (int)length : 8;
        return fault_at(s->fault, s->column, "Write %.*s^%.*s or %.*s%.*s", n,
                        before->at, digits, s->at, digits, s->at, n, before->at);
    }
    if (follows_number(s))
        return fail_two_numbers(s);
    if (!(t.value <= 1.7976931348623157e308))
        return fail(s, "This number is too large");
    return emit(s, t, length);
}

// w_1, a_max, or with digits below the line: w₁.  Digits or letters: w_1x is w_1·x.
static size_t subscript_length(const char *at, const char *end)
{
    const char *from = at;
    if (at < end && *at == '_') {
        at++;
        bool digits = is_digit(peek(at, end));
        while (digits ? is_digit(peek(at, end)) : is_latin(peek(at, end)))
            at++;
        return at - from > 1 ? (size_t)(at - from) : 0;
    }
    for (uint32_t c; (c = peek(at, end)) >= 0x2080 && c <= 0x2089;)
        at += 3;
    return (size_t)(at - from);
}

static bool is_own(const struct scanner *s, const char *at, size_t length)
{
    for (int i = 0; i < s->own.count; i++)
        if (strlen(s->own.at[i]) == length && memcmp(s->own.at[i], at, length) == 0)
            return true;
    return false;
}

static bool scan_letter(struct scanner *s)
{
    static const struct { const char *name; enum token_kind kind; enum op op; } known[] = {
        {"x", TOKEN_LEAF, OP_X}, {"y", TOKEN_LEAF, OP_Y}, {"e", TOKEN_LEAF, OP_E},
        {"r", TOKEN_RADIUS, OP_COUNT},
    };
    const char *next = s->at;
    utf8_next(&next, s->end);
    size_t letter = (size_t)(next - s->at), below = subscript_length(next, s->end);
    if (peek(next, s->end) == '_' && below == 0)
        return fail(s, "After _ I need a letter or a digit");
    struct token t = {.kind = TOKEN_LETTER};
    for (int i = 0; i < 4 && below == 0 && !is_own(s, s->at, letter); i++)
        if (letter == 1 && *s->at == *known[i].name)
            t = (struct token){.kind = known[i].kind, .op = known[i].op};
    return emit(s, t, letter + below);
}

static size_t name_length(const struct scanner *s, const char *at)
{
    struct word w = word_longest(at, (size_t)(s->end - at));
    size_t length = w.name ? strlen(w.name) : 0;
    bool own = length && (w.kind == TOKEN_ANGLE) && is_own(s, at, length);
    return own ? 0 : length;
}

// How many bytes of letters stand before the next known name.
static size_t letters_before_name(const struct scanner *s)
{
    const char *at = s->at;
    while (at < s->end) {
        const char *next = at;
        uint32_t c = utf8_next(&next, s->end);
        if ((!is_latin(c) && !is_greek(c)) || name_length(s, at))
            break;
        at = next;
    }
    return (size_t)(at - s->at);
}

// How many bytes may be one misspelt name: flor( is no fl or (.
static size_t misspelt(const struct scanner *s)
{
    size_t run = letters_before_name(s), all = run;
    struct word next = word_longest(s->at + run, (size_t)(s->end - s->at) - run);
    if (next.kind != TOKEN_AND && next.kind != TOKEN_OR && next.kind != TOKEN_NOT)
        return run;
    while (is_latin(peek(s->at + all, s->end)))
        all++;
    bool called = peek(s->at + all, s->end) == '(';
    return called && word_meant(s->at, all).kind == TOKEN_FUNCTION ? all : run;
}

static bool scan_word(struct scanner *s)
{
    size_t known = name_length(s, s->at);
    if (known) {
        struct word w = word_longest(s->at, known);
        return emit(s, (struct token){.kind = w.kind, .op = w.op}, known);
    }
    for (int i = 0; i < s->own.count; i++) {
        size_t n = strlen(s->own.at[i]);
        if (n > 2 && !strchr(s->own.at[i], '_') && n <= (size_t)(s->end - s->at)
            && memcmp(s->at, s->own.at[i], n) == 0)
            return emit(s, (struct token){.kind = TOKEN_LETTER}, n);
    }
    bool starts = s->at >= s->run;
    size_t run = starts ? misspelt(s) : 0;
    struct word meant = word_meant(s->at, run);
    s->run = starts ? s->at + run : s->run;
    if (meant.name)
        return fault_at(s->fault, s->column, "I don't know %.*s, did you mean %s?",
                        (int)run, s->at, meant.name);
    return scan_letter(s);
}

static const struct sign { const char *text; enum token_kind kind; enum op op; }
signs[] = {                                             // longer before shorter
    {"**", TOKEN_POWER, 0}, {"<=", TOKEN_COMPARE, OP_LE}, {">=", TOKEN_COMPARE, OP_GE},
    {"==", TOKEN_COMPARE, OP_EQ}, {"!=", TOKEN_COMPARE, OP_NE},
    {"<", TOKEN_COMPARE, OP_LT}, {">", TOKEN_COMPARE, OP_GT}, {"=", TOKEN_COMPARE, OP_EQ},
    {"≤", TOKEN_COMPARE, OP_LE}, {"≥", TOKEN_COMPARE, OP_GE}, {"≠", TOKEN_COMPARE, OP_NE},
    {"+", TOKEN_PLUS, 0}, {"-", TOKEN_MINUS, 0}, {"−", TOKEN_MINUS, 0},
    {"*", TOKEN_TIMES, 0}, {"×", TOKEN_TIMES, 0}, {"·", TOKEN_TIMES, 0},
    {"⋅", TOKEN_TIMES, 0}, {"∙", TOKEN_TIMES, 0}, {"/", TOKEN_OVER, 0},
    {"÷", TOKEN_OVER, 0}, {"^", TOKEN_POWER, 0}, {"(", TOKEN_OPEN, 0},
    {")", TOKEN_CLOSE, 0}, {"[", TOKEN_OPEN, 0}, {"]", TOKEN_CLOSE, 0},
    {"|", TOKEN_BAR, 0}, {",", TOKEN_COMMA, 0}, {";", TOKEN_COMMA, 0},
    {":", TOKEN_COLON, 0}, {"?", TOKEN_ASK, 0}, {"{", TOKEN_BRACE, 0},
    {"}", TOKEN_UNBRACE, 0}, {"√", TOKEN_ROOT, OP_SQRT}, {"∛", TOKEN_ROOT, OP_CBRT},
};

static const struct fraction { const char *text; double over, under; } fractions[] = {
    {"½", 1, 2}, {"⅓", 1, 3}, {"⅔", 2, 3}, {"¼", 1, 4}, {"¾", 3, 4}, {"⅕", 1, 5},
    {"⅖", 2, 5}, {"⅗", 3, 5}, {"⅘", 4, 5}, {"⅙", 1, 6}, {"⅚", 5, 6}, {"⅐", 1, 7},
    {"⅛", 1, 8}, {"⅜", 3, 8}, {"⅝", 5, 8}, {"⅞", 7, 8}, {"⅑", 1, 9}, {"⅒", 1, 10},
};

static bool begins(const struct scanner *s, const char *text)
{
    size_t n = strlen(text);
    return n <= (size_t)(s->end - s->at) && memcmp(s->at, text, n) == 0;
}

static int superscript_digit(uint32_t c)
{
    switch (c) {
    case 0xB9: return 1;
    case 0xB2: return 2;
    case 0xB3: return 3;
    case 0x2070: return 0;
    default: return c >= 0x2074 && c <= 0x2079 ? (int)(c - 0x2070) : -1;
    }
}

static bool scan_superscript(struct scanner *s)
{
    const char *at = s->at, *next = at;
    uint32_t c = utf8_next(&next, s->end);
    double sign = c == 0x207B ? -1 : 1, value = 0;
    if (c == 0x207B || c == 0x207A)
        at = next;
    const char *digits = at;
    for (int d; (d = superscript_digit(peek(at, s->end))) >= 0; value = 10 * value + d)
        utf8_next(&at, s->end);
    if (at == digits || value > 1e15)
        return fail(s, "I need a whole number as the exponent");
    return emit(s, (struct token){.kind = TOKEN_SUPERSCRIPT, .value = sign * value},
                (size_t)(at - s->at));
}

static const struct script { uint32_t from, to; const char *name; } scripts[] = {
    {0xC0, 0x24F, "accented letter"}, {0x370, 0x3FF, "rare letter"},
    {0x400, 0x52F, "Cyrillic letter"}, {0x531, 0x58F, "Armenian letter"},
    {0x591, 0x5F4, "Hebrew letter"}, {0x660, 0x669, "Arabic digit"},
    {0x6F0, 0x6F9, "Persian digit"}, {0x600, 0x77F, "Arabic letter"},
    {0x966, 0x96F, "Devanagari digit"}, {0x900, 0x97F, "Devanagari letter"},
    {0xE00, 0xE7F, "Thai letter"}, {0x10A0, 0x10FF, "Georgian letter"},
    {0x1F00, 0x1FFF, "accented letter"}, {0x3040, 0x30FF, "Japanese letter"},
    {0x3400, 0x9FFF, "Chinese letter"}, {0xAC00, 0xD7AF, "Korean letter"},
    {0xFF10, 0xFF19, "full-width digit"}, {0xFF21, 0xFF5A, "full-width letter"},
    {0x1D400, 0x1D7CB, "mathematical letter"}, {0x1D7CE, 0x1D7FF, "mathematical digit"},
};

static const char *script_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (c >= scripts[i].from && c <= scripts[i].to)
            return scripts[i].name;
    return NULL;
}

static bool scan_other(struct scanner *s, uint32_t c)
{
    const char *next = s->at;
    utf8_next(&next, s->end);
    int length = (int)(next - s->at);
    if (c == 0xFFFD && length == 1)
        return fail(s, "This byte is not UTF-8 text");
    if (c == '!')
        return fail(s, "Write gamma(n + 1) for n!");
    if (c == '%')
        return fail(s, "Write mod for a remainder, /100 for percent");
    if (c == '&')
        return fail(s, "Write and");
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069))
        return fault_at(s->fault, s->column, "I cannot read the control character U+%04X",
                        (unsigned)c);
    const char *script = script_of(c);
    if (script)
        return fault_at(s->fault, s->column, "I don't know the %s %.*s: use %s", script,
                        length, s->at, strstr(script, "digit") ? "0 to 9"
                                                               : "Latin or Greek");
    return fault_at(s->fault, s->column, "I don't know the sign %.*s", length, s->at);
}

static bool scan_fraction(struct scanner *s, const struct fraction *f)
{
    struct token t = {.kind = TOKEN_FRACTION, .value = f->over, .under = f->under};
    return follows_number(s) ? fail_two_numbers(s) : emit(s, t, strlen(f->text));
}

static bool scan_sign(struct scanner *s, uint32_t c)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins(s, signs[i].text))
            return emit(s, (struct token){.kind = signs[i].kind, .op = signs[i].op},
                        strlen(signs[i].text));
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++)
        if (begins(s, fractions[i].text))
            return scan_fraction(s, &fractions[i]);
    return scan_other(s, c);
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x202F
           || (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

static bool scan(struct scanner *s, uint32_t c)
{
    if (is_digit(c) || c == '.')
        return scan_number(s);
    if (is_latin(c) || is_greek(c))
        return scan_word(s);
    if (superscript_digit(c) >= 0 || c == 0x207A || c == 0x207B)
        return scan_superscript(s);
    return scan_sign(s, c);
}

size_t token_split(struct token *out, size_t most, const char *text, size_t length,
                   struct own_names own, struct fault *fault)
{
    struct scanner s = {.at = text, .end = text + length, .run = text, .column = 1,
                        .out = out, .most = most, .own = own, .fault = fault};
    while (s.at < s.end) {
        const char *next = s.at;
        uint32_t c = utf8_next(&next, s.end);
        if (is_space(c)) {
            s.at = next;
            s.column++;
            s.spaced = true;
        } else if (!scan(&s, c)) {
            return 0;
        }
    }
    return emit(&s, (struct token){.kind = TOKEN_END}, 0) ? s.count : 0;
}
