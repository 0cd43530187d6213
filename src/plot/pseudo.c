// SPDX-License-Identifier: MIT
#include "plot/pseudo.h"

#include "calc/source.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pseudo_number(struct text *out, const struct language *l, double value)
{
    size_t before = out->count;
    language_add_number(out, l, value);
    if (isfinite(value) && !out->failed && !strpbrk(out->at + before, ".e"))
        text_add(out, ".0");
}

static double number_named(const struct pseudo *p, const char *name, size_t length)
{
    char word[40] = {0};
    struct descent d = p->settings;
    struct knob row;
    memcpy(word, name, length < sizeof word ? length : sizeof word - 1);
    if (strcmp(word, "ascend") == 0)
        return d.ascend;
    if (strcmp(word, "born") == 0)
        return p->born;
    const double *number = descent_number(&d, word, &row);
    return number ? *number : 0;
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    while (isalnum((unsigned char)at[length]) || at[length] == '_')
        length++;
    return length;
}

// Passes over the conditions; false: the line is left out.
static bool applies(const struct pseudo *p, const char **line)
{
    bool all = true;
    while (**line == '?' || **line == '!') {
        size_t length = word_length(*line + 1);
        all &= (number_named(p, *line + 1, length) != 0) == (**line == '?');
        *line += length + 2;
    }
    return all;
}

// With numbers for names and a letter for @.
static void substitute(const struct pseudo *p, struct text *out, const char *line,
                       size_t length, char letter)
{
    for (const char *at = line, *end = line + length; at < end; at++) {
        if (*at == '{') {
            size_t word = word_length(at + 1);
            pseudo_number(out, p->language, number_named(p, at + 1, word));
            at += word + 1;
        } else {
            text_add_bytes(out, *at == '@' ? &letter : at, 1);
        }
    }
}

static enum op op_named(const char *name, size_t length)
{
    if (length == 3 && memcmp(name, "pow", 3) == 0)
        return OP_POW;
    for (enum op op = OP_SIN; op < OP_COUNT; op++)
        if (op_table[op].name && strlen(op_table[op].name) == length
            && memcmp(op_table[op].name, name, length) == 0)
            return op;
    return OP_COUNT;
}

static const char *form_named(const struct language *l, const char *name, size_t length)
{
    enum op op = op_named(name, length);
    if (op != OP_COUNT)
        return l->form[op].text;
    return name[0] == 'v' ? l->grammar.value : l->grammar.counter;
}

// The end of an argument, which a comma or the last bracket follows.
static const char *argument_end(const char *at)
{
    for (int depth = 0; *at && (depth > 0 || (*at != ',' && *at != ')')); at++)
        depth += (*at == '(') - (*at == ')');
    return at;
}

static void expression(const struct language *l, struct text *out, const char *at,
                       const char *end);

// An operand that must hold tight gets brackets, a bare number its type.
static void operand(const struct language *l, struct text *out, const char *at,
                    const char *end, int most)
{
    bool tight = most == LOOSE_ATOM, bare = word_length(at) == (size_t)(end - at);
    bool number = isdigit((unsigned char)*at)
                  && strspn(at, "0123456789.e-") >= (size_t)(end - at);
    text_add(out, tight && !bare && !number ? "(" : "");
    expression(l, out, at, end);
    text_add(out, tight && !bare && !number ? ")" : tight && number ? l->typed : "");
}

// Returns where the call ends.
static const char *call(const struct language *l, struct text *out, const char *name,
                        size_t length)
{
    const char *form = form_named(l, name, length), *at = name + length + 1;
    struct text part[3] = {{0}};
    for (int i = 0; i < 3; i++) {
        const char *end = argument_end(at);
        operand(l, &part[i], at, end, language_most(form, (char)('a' + i)));
        at = end + 1;
        if (*end != ',')
            break;
        at += strspn(at, " ");
    }
    language_fill(out, form, text_or_empty(&part[0]), text_or_empty(&part[1]),
                  text_or_empty(&part[2]));
    for (int i = 0; i < 3; i++) {
        out->failed |= part[i].failed;
        text_free(&part[i]);
    }
    return at;
}

static void expression(const struct language *l, struct text *out, const char *at,
                       const char *end)
{
    while (at < end) {
        size_t length = isalpha((unsigned char)*at) ? word_length(at) : 0;
        if (length && at[length] == '(') {
            at = call(l, out, at, length);
        } else {
            size_t count = length ? length : strspn(at, "0123456789.e");
            count = count ? count : 1;
            text_add_bytes(out, at, count);
            at += count;
        }
    }
}

static bool begins(const char *line, const char *word)
{
    return strncmp(line, word, strlen(word)) == 0;
}

static void put(struct pseudo *p, const char *form, const char *a, const char *b,
                const char *c)
{
    struct text line = {0};
    language_fill(&line, form, a, b, c);
    source_lines(p->out, p->depth, text_or_empty(&line));
    p->out->failed |= line.failed;
    text_free(&line);
}

// Out of all blocks, is the variable there already?
static bool is_known(struct pseudo *p, const char *name)
{
    char word[48];
    snprintf(word, sizeof word, " %s ", name);
    if (p->depth != 1 || strstr(text_or_empty(&p->known), word))
        return p->depth == 1;
    text_add(&p->known, word);
    return false;
}

// "var NAME = EXPRESSION" and "set …".
static void put_assignment(struct pseudo *p, bool fresh, const char *line)
{
    const struct grammar *g = &p->language->grammar;
    struct text value = {0};
    char name[40] = {0};
    size_t length = word_length(line);
    memcpy(name, line, length < sizeof name ? length : sizeof name - 1);
    const char *form = fresh && !is_known(p, name) ? g->variable : g->assign;
    line += length + strlen(" = ");
    expression(p->language, &value, line, line + strlen(line));
    put(p, form, name, text_or_empty(&value), NULL);
    p->out->failed |= value.failed;
    text_free(&value);
}

static void put_condition(struct pseudo *p, const char *line)
{
    struct text condition = {0};
    expression(p->language, &condition, line, line + strlen(line));
    put(p, p->language->grammar.when, text_or_empty(&condition), NULL, NULL);
    p->out->failed |= condition.failed;
    text_free(&condition);
    p->depth++;
}

static void put_loop(struct pseudo *p, char *line)
{
    char *rest = NULL, *name = strtok_r(line, " ", &rest);
    char *from = strtok_r(NULL, " ", &rest), last[16];
    snprintf(last, sizeof last, "%d", atoi(rest) - p->language->grammar.inclusive);
    put(p, p->language->grammar.loop, name, from, last);
    p->depth++;
}

static void put_line(struct pseudo *p, char *line)
{
    const struct grammar *g = &p->language->grammar;
    if (begins(line, "var "))
        put_assignment(p, true, line + 4);
    else if (begins(line, "set "))
        put_assignment(p, false, line + 4);
    else if (begins(line, "if "))
        put_condition(p, line + 3);
    else if (begins(line, "loop "))
        put_loop(p, line + 5);
    else if (begins(line, "ask "))
        put(p, g->ask[line[4] - '0'], NULL, NULL, NULL);
    else if (begins(line, "end"))
        p->depth--, put(p, g->end, NULL, NULL, NULL);
    else
        put(p, begins(line, "leave") ? g->leave : begins(line, "draw") ? g->draw
                                                                       : g->arrived,
            NULL, NULL, NULL);
}

void pseudo_write(struct pseudo *p, const char *lines)
{
    for (const char *end; *lines; lines = end + (*end != 0)) {
        end = lines + strcspn(lines, "\n");
        if (!applies(p, &lines))
            continue;
        bool both = memchr(lines, '@', (size_t)(end - lines));
        for (char letter = 'x'; letter <= (both ? 'y' : 'x'); letter++) {
            struct text line = {0};
            substitute(p, &line, lines, (size_t)(end - lines), letter);
            if (line.count)
                put_line(p, line.at);
            p->out->failed |= line.failed;
            text_free(&line);
        }
    }
}

void pseudo_free(struct pseudo *p)
{
    p->out->failed |= p->known.failed;
    text_free(&p->known);
}
