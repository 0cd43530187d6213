// SPDX-License-Identifier: MIT
#pragma once
// Scenes and pictures in the working folder.

#include <stdbool.h>

enum { FOLDER_MOST = 256, FOLDER_NAME = 256 };

struct folder {
    char name[FOLDER_MOST][FOLDER_NAME];        // by alphabet
    int count;
    char place[1024];           // its path; "": not known
    bool more;                  // there are others behind the last
};

void folder_read(struct folder *f);

// The names that hold a part, in either case of its letters; returns how many.
int folder_find(const struct folder *f, const char *part, int out[FOLDER_MOST]);
