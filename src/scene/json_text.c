// SPDX-License-Identifier: MIT
#include "scene/json_text.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

void json_text_string(struct text *out, const char *text)
{
    text_add(out, "\"");
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            text_addf(out, "\\%c", *at);
        else if ((unsigned char)*at < ' ')
            text_addf(out, "\\u%04x", (unsigned)*at);
        else
            text_add_bytes(out, at, 1);
    }
    text_add(out, "\"");
}

void json_text_number(struct text *out, double value)
{
    if (isfinite(value))
        text_add_number(out, value);
    else
        text_add(out, "null");
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && strchr(" \t\r\n,:", *at))
        at++;
    return at;
}

static const char *skip_string(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++)
        at += *at == '\\';
    return at < end ? at + 1 : end;
}

static const char *skip_value(const char *at, const char *end)
{
    int depth = 0;
    while (at < end) {
        if (*at == '"')
            at = skip_string(at, end);
        else if (depth == 0 && strchr(",}] \t\r\n", *at))
            return at;
        else
            depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']'), at++;
        if (depth == 0 && (at[-1] == '"' || at[-1] == '}' || at[-1] == ']'))
            return at;
    }
    return at;
}

bool slice_member(struct slice *rest, struct slice *key, struct slice *value)
{
    const char *at = rest->at, *end = rest->end;
    if (at < end && *at == '{')
        at++;
    at = skip_space(at, end);
    if (at >= end || *at != '"')
        return false;
    *key = (struct slice){at, skip_string(at, end)};
    at = skip_space(key->end, end);
    *value = (struct slice){at, skip_value(at, end)};
    rest->at = value->end;
    return true;
}

bool slice_item(struct slice *rest, struct slice *value)
{
    const char *at = rest->at, *end = rest->end;
    if (at < end && *at == '[')
        at++;
    at = skip_space(at, end);
    if (at >= end || *at == ']')
        return false;
    *value = (struct slice){at, skip_value(at, end)};
    rest->at = value->end;
    return true;
}

void text_place(const char *text, const char *place, int *line, int *column)
{
    const char *start = text;
    *line = 1;
    for (const char *at = text; at < place; at++)
        if (*at == '\n')
            (*line)++, start = at + 1;
    *column = utf8_count(start, (size_t)(place - start)) + 1;
}
