// SPDX-License-Identifier: MIT
#include "cli/words.h"

#include "base/array.h"

#include <string.h>

// Appends what stands in the quotes at `at`; returns where they close, NULL: nowhere.
static const char *add_quoted(struct text *out, const char *at)
{
    char quote = *at++;
    for (; *at != quote; at++) {
        if (quote == '"' && *at == '\\' && at[1] && strchr("\"\\$`\n", at[1]))
            at++;
        if (!*at)
            return NULL;
        text_add_bytes(out, at, 1);
    }
    return at;
}

// One word; returns its end, NULL: a quote is not closed.
static const char *add_word(struct text *out, const char *at)
{
    for (; *at && !strchr(" \t\r\n;|&<>", *at); at++) {
        bool quoted = *at == '\'' || *at == '"';
        if (quoted && !(at = add_quoted(out, at)))
            return NULL;
        if (quoted)
            continue;
        at += *at == '\\' && at[1];
        text_add_bytes(out, at, 1);
    }
    text_add_bytes(out, "", 1);
    return at;
}

static const char *skip_blank(const char *at)
{
    for (; *at == ' ' || *at == '\t' || (*at == '\\' && at[1] == '\n'); at++)
        at += *at == '\\';
    return at;
}

static bool list(struct words *words, int count)
{
    char *at = words->bytes.at;
    for (int i = 0; i < count && !words->at.failed; i++, at += strlen(at) + 1)
        array_push(&words->at, at);
    return !words->at.failed;
}

bool words_split(struct words *words, const char *line, struct fault *fault)
{
    int count = 0;
    for (line = skip_blank(line); *line && !strchr("\r\n;|&<>", *line); count++) {
        line = add_word(&words->bytes, line);
        if (!line)
            return fault_at(fault, 0, "a quote in the command is not closed");
        line = skip_blank(line);
    }
    return (!words->bytes.failed && list(words, count)) || fault_memory(fault);
}

void words_free(struct words *words)
{
    text_free(&words->bytes);
    array_free(&words->at);
}
