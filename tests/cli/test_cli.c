// SPDX-License-Identifier: MIT
// The command line inside one process: options by table, and memory that runs out.
#include "cli/cli.h"

#include "../failing_malloc.h"
#include "cli/args.h"

#include <jansson.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// A font whose every letter is a grey block, 0.6 em wide.
static struct extent block_measure(void *self, enum face face, float size,
                                   const char *text)
{
    (void)self, (void)face;
    return (struct extent){0.6f * size * (float)strlen(text), 0.75f * size,
                           0.25f * size};
}

static bool block_cover(void *self, enum face face, float size, float angle,
                        const char *text, struct cover *out)
{
    static const uint8_t grey[6] = {200, 200, 200, 200, 200, 200};
    (void)self, (void)face, (void)size, (void)angle, (void)text;
    *out = (struct cover){0, -2, 3, 2, grey};
    return true;
}

static const struct font block = {.measure = block_measure, .cover = block_cover};

struct seen { char order[200]; };

static bool note(struct seen *seen, const char *name, const char *value)
{
    size_t length = strlen(seen->order);
    snprintf(seen->order + length, sizeof seen->order - length, "%s[%s]", name,
             value ? value : "");
    return true;
}

static bool take_at(void *request, const char *value, struct fault *fault)
{
    (void)fault;
    return note(request, "at", value);
}

static bool take_json(void *request, const char *value, struct fault *fault)
{
    (void)fault;
    return note(request, "json", value);
}

static bool take_output(void *request, const char *value, struct fault *fault)
{
    (void)fault;
    return note(request, "output", value);
}

static bool take_operand(void *request, const char *value, struct fault *fault)
{
    (void)fault;
    return note(request, "", value);
}

static const struct option options[] = {
    {"at", 0, "X,Y", take_at, "where"},
    {"json", 0, NULL, take_json, "how"},
    {"output", 'o', "FILE", take_output, "whereto"},
    {"secret", 0, NULL, take_json, NULL},
    {0},
};

static const struct command command = {"try", "Tries.", "  nablascope try\n", "THIS",
                                       options, NULL};

struct row { const char *arguments[6], *order, *sentence; };

static const struct row rows[] = {
    {{"x", "--at", "-1,2"}, "[x]at[-1,2]", NULL},
    {{"--at=-1,2", "-x^2"}, "at[-1,2][-x^2]", NULL},
    {{"--at=", "--json", "--", "--json"}, "at[]json[][--json]", NULL},
    {{"--at", "--json"}, "at[--json]", NULL},
    {{"-o", "-o", "-", "--output=a=b"}, "output[-o][-]output[a=b]", NULL},
    {{"--x", "-oh", "-x", "--2x", "--sin(x)"}, "[--x][-oh][-x][--2x][--sin(x)]", NULL},
    {{"", "--", "--", "x"}, "[][--][x]", NULL},
    {{"--at"}, "", "--at needs a value: X,Y"},
    {{"--json=yes"}, "", "--json takes no value"},
    {{"--jsno"}, "", "I don't know the option --jsno, did you mean --json?"},
    {{"--wind=5"}, "", "I don't know the option --wind; --help shows those I know"},
};

static void options_and_operands(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct seen seen = {""};
        struct fault fault = {0};
        char *arguments[6], copy[6][80];
        int count = 0;
        for (; count < 6 && rows[i].arguments[count]; count++)
            arguments[count] = strcpy(copy[count], rows[i].arguments[count]);
        bool done = args_read(&command, count, arguments, &seen, take_operand, &fault);
        assert_int_equal(done, rows[i].sentence == NULL);
        assert_string_equal(seen.order, rows[i].order);
        assert_string_equal(fault.text, done ? "" : rows[i].sentence);
    }
}

static void help_shows_what_is_to_be_shown(void **unused)
{
    (void)unused;
    struct text out = {0};
    args_help(&out, &command);
    assert_string_equal(out.at, "Tries.\n\nExamples:\n  nablascope try\n\n"
                        "Usage: nablascope try THIS\n\nOptions:\n"
                        "  --at X,Y                where\n"
                        "  --json                  how\n"
                        "  -o, --output FILE       whereto\n"
                        "  --help                  this text\n");
    text_free(&out);
}

// Runs with both streams in files; the status, and in `said` what stood on stderr.
static int run(const char *const *given, char said[400])
{
    char *arguments[10], copy[10][80];
    int count = 0, out = dup(1), err = dup(2);
    for (; given[count]; count++)
        arguments[count] = strcpy(copy[count], given[count]);
    arguments[count] = NULL;
    FILE *messages = tmpfile();
    int nowhere = open("/dev/null", O_WRONLY);
    fflush(NULL);
    dup2(nowhere, 1);
    dup2(fileno(messages), 2);
    int status = cli_main(count, arguments, &block, NULL, NULL);
    dup2(out, 1);
    dup2(err, 2);
    close(out), close(err), close(nowhere);
    rewind(messages);
    said[fread(said, 1, 399, messages)] = 0;
    fclose(messages);
    return status;
}

// The k-th allocation fails, for each small k and then for more and more distant ones.
static void out_of_memory(const char *const *given)
{
    char usual[400], said[400];
    assert_int_equal(run(given, usual), 0);
    for (int sticky = 0; sticky < 2; sticky++) {
        long seen;
        for (long k = 1;; k += 1 + k / 16) {
            fail_allocation(k, sticky);
            int status = run(given, said);
            seen = fail_stop();
            if (status == 0)
                assert_string_equal(said, usual);
            else
                assert_string_equal(said, "nablascope: there is not enough memory "
                                          "for this\n");
            assert_in_range(status, 0, 1);
            if (seen < k)
                break;
        }
    }
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void)unused;
    static const char *const requests[][10] = {
        {"nablascope", "eval", "a*x^2 + sin(y)", "--at", "1,2", "--param", "a=2", NULL},
        {"nablascope", "derive", "exp(-x^2)/y", "--json", NULL},
        {"nablascope", "list", "settings", NULL},
        {"nablascope", "list", "methods", NULL},
        {"nablascope", "list", "gallery", "--json", NULL},
        {"nablascope", "critical", "x^2 + y^2", "--json", NULL},
        {"nablascope", "descend", "ravine.scene", "--set", "A.start=1,2", NULL},
        {"nablascope", "list", "settings", "--json-schema", NULL},
        {"nablascope", "contours", "x*y", "--level", "1", "--size", "64x64", NULL},
        {"nablascope", "render", "x*y + a", "--size", "320x240", "--threads", "1", "-o",
         "failing.png", NULL},
        {"nablascope", "render", "x*y", "--size", "320x240", "--threads", "1", "-o",
         "failing.svg", NULL},
    };
    json_set_alloc_funcs(malloc, free);
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        out_of_memory(requests[i]);
    unlink("failing.png");
    unlink("failing.svg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_and_operands),
        cmocka_unit_test(help_shows_what_is_to_be_shown),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
