// SPDX-License-Identifier: MIT
#include "app/folder.h"

#include "base/file.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

// Keeps those that come first by the alphabet.
static void insert(struct folder *f, const char *name)
{
    int at = f->count;
    while (at > 0 && strcmp(f->name[at - 1], name) > 0)
        at--;
    f->more |= f->count == FOLDER_MOST;
    if (at == FOLDER_MOST)
        return;
    f->count -= f->count == FOLDER_MOST;
    memmove(f->name[at + 1], f->name[at], (size_t)(f->count - at) * FOLDER_NAME);
    strcpy(f->name[at], name);
    f->count++;
}

void folder_read(struct folder *f)
{
    DIR *dir = opendir(".");
    f->count = 0;
    f->more = false;
    if (!getcwd(f->place, sizeof f->place))
        f->place[0] = 0;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *name = entry->d_name;
        if (name[0] != '.' && strlen(name) < FOLDER_NAME
            && (path_ends_in(name, ".scene") || path_ends_in(name, ".png")
                || path_ends_in(name, ".svg") || path_ends_in(name, ".pdf")
                || path_ends_in(name, ".webp")))
            insert(f, name);
    }
    if (dir)
        closedir(dir);
}

static bool holds(const char *name, const char *part)
{
    size_t length = strlen(part);
    while (*name && strncasecmp(name, part, length) != 0)
        name++;
    return *name || length == 0;
}

int folder_find(const struct folder *f, const char *part, int out[FOLDER_MOST])
{
    int count = 0;
    for (int i = 0; i < f->count; i++)
        if (holds(f->name[i], part))
            out[count++] = i;
    return count;
}
