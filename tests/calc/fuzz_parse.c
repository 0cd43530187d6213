// SPDX-License-Identifier: MIT
// Any bytes either are a formula, whose canonical text reads back as the same formula,
// or have a fault with a short sentence and a column inside them.

#include "base/file.h"
#include "base/utf8.h"
#include "calc/formula.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

static void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static bool is_limit(const struct fault *fault)
{
    return strstr(fault->text, "4096") || strstr(fault->text, "200")
           || strstr(fault->text, "too large") || fault->machine;
}

static void check_fault(const char *text, size_t count, const struct fault *fault)
{
    int characters = utf8_count(text, count);
    must(!fault->machine && fault->text[0], "a fault without a sentence");
    must(utf8_count(fault->text, strlen(fault->text)) <= 60, "a long sentence");
    must(utf8_valid(fault->text, strlen(fault->text)), "a sentence that is no text");
    must(fault->column >= 1 && fault->column <= characters + 1, "a column outside");
}

// Prints, reads and prints again.  Brackets and spaces may take a canonical text past
// the limits of what a person may type; nothing else may go wrong.
static void check_print(const struct formula *f, expr e)
{
    struct fault fault = {0};
    struct text first = {0}, second = {0};
    formula_print(&first, f, e);
    must(!first.failed && first.count, "nothing printed");
    struct formula *back = formula_read(first.at, first.count, &fault);
    if (!back && !is_limit(&fault))
        fprintf(stderr, "%s\n%d: %s\n", first.at, fault.column, fault.text);
    must(back || is_limit(&fault), "canonical text not read back");
    if (back) {
        formula_print(&second, back, back->as_typed);
        if (strcmp(first.at, second.at) != 0)
            fprintf(stderr, "%s\n%s\n", first.at, second.at);
        must(strcmp(first.at, second.at) == 0, "printed in another way");
    }
    formula_free(back);
    text_free(&first);
    text_free(&second);
}

static void check_points(const struct formula *f)
{
    static const double parameters[FORMULA_MOST_PARAMETERS] = {1, 2, 0.5, -1, 3, 1, 1, 1};
    static const double at[] = {0, 1, -0.7, 2.5, 1e300};
    double out[PARTS];
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        must(formula_eval(f, parameters, at[i], 1.3 - at[i], out), "no value at all");
        for (int k = 1; k < PARTS && isnan(out[PART_F]); k++)
            must(isnan(out[k]), "a slope where nothing is");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct fault fault = {0};
    const char *text = (const char *)bytes;
    struct formula *f = formula_read(text, count, &fault);
    if (!f) {
        check_fault(text, count, &fault);
        return 0;
    }
    check_print(f, f->as_typed);
    if (formula_derive(f, true, &fault)) {
        for (int i = 1; i < PARTS; i++)
            check_print(f, f->part[i]);
        check_points(f);
    } else {
        check_fault(text, count, &fault);
    }
    must(f->graph.count <= EXPR_MOST_NODES, "too many nodes");
    formula_free(f);
    return 0;
}

#ifndef FUZZING
// Every file of the folders that are named.
int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        must(folder, argv[i]);
        for (struct dirent *entry; (entry = readdir(folder));) {
            struct text path = {0}, text = {0};
            text_addf(&path, "%s/%s", argv[i], entry->d_name);
            if (file_read(path.at, 4 * FORMULA_MOST_BYTES, &text, NULL)) {
                LLVMFuzzerTestOneInput((const uint8_t *)text_or_empty(&text), text.count);
                files++;
            }
            text_free(&path);
            text_free(&text);
        }
        closedir(folder);
    }
    printf("%d files\n", files);
    return files == 0;
}
#endif
