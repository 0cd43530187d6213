// SPDX-License-Identifier: MIT
// Runs a fuzz target over files, and over all files of folders: the quick suite's part
// of fuzzing.  libFuzzer brings its own main instead.

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

enum { MOST = 1 << 20 };

static int run_file(const char *name)
{
    struct text text = {0};
    struct fault fault = {0};
    if (!file_read(name, MOST, &text, &fault)) {
        fprintf(stderr, "%s: %s\n", name, fault.text);
        return 1;
    }
    // In a block of its own size, so that reading past the end is seen.
    void *bytes = malloc(text.count ? text.count : 1);
    if (bytes && text.count)
        memcpy(bytes, text.at, text.count);
    if (bytes)
        LLVMFuzzerTestOneInput(bytes, text.count);
    free(bytes);
    text_free(&text);
    return !bytes;
}

static int run(const char *name)
{
    DIR *folder = opendir(name);
    if (!folder)
        return run_file(name);
    int bad = 0;
    for (struct dirent *d; (d = readdir(folder));) {
        struct text path = {0};
        text_addf(&path, "%s/%s", name, d->d_name);
        if (d->d_name[0] != '.')
            bad |= run(text_or_empty(&path));
        text_free(&path);
    }
    closedir(folder);
    return bad;
}

int main(int argc, char **argv)
{
    int bad = argc < 2;
    for (int i = 1; i < argc; i++)
        bad |= run(argv[i]);
    return bad;
}
