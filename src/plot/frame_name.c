// SPDX-License-Identifier: MIT
#include "plot/frame_name.h"

#include <string.h>
#include <sys/stat.h>

// Past "%d" or "%04d"; NULL: it is something else.
static const char *read_number(const char *at, int *digits)
{
    *digits = 1;
    if (at[1] == '0' && at[2] >= '1' && at[2] <= '9') {
        *digits = at[2] - '0';
        at += 2;
    }
    return at[1] == 'd' ? at + 2 : NULL;
}

bool frame_name_read(struct frame_name *out, const char *pattern, bool alone,
                     struct fault *fault)
{
    *out = (struct frame_name){.pattern = pattern};
    for (const char *at = pattern; (at = strchr(at, '%'));) {
        const char *end = at[1] == '%' ? at + 2 : read_number(at, &out->digits);
        if (!end || (at[1] != '%' && out->end))
            return fault_at(fault, 0, "one %%d or %%04d says where the number goes, as in "
                                      "frames/f_%%04d.png");
        if (at[1] != '%') {
            out->at = (size_t)(at - pattern);
            out->end = (size_t)(end - pattern);
        }
        at = end;
    }
    return out->end || alone
           || fault_at(fault, 0, "say where the number goes: frames/f_%%04d.png");
}

// A part of the pattern, %% made one.
static void add(struct text *out, const char *at, const char *end)
{
    for (; at < end; at++) {
        text_add_bytes(out, at, 1);
        at += *at == '%';
    }
}

void frame_name_make(const struct frame_name *name, size_t k, struct text *out)
{
    const char *pattern = name->pattern;
    text_clear(out);
    add(out, pattern, pattern + name->at);
    if (name->end)
        text_addf(out, "%0*zu", name->digits, k);
    add(out, pattern + name->end, pattern + strlen(pattern));
}

bool frame_name_has_folder(const struct frame_name *name, struct fault *fault)
{
    struct text folder = {0};
    struct stat info;
    const char *slash = strrchr(name->pattern, '/');
    bool numbered = name->end && slash > name->pattern + name->at;
    if (!slash || slash == name->pattern || numbered)
        return true;
    add(&folder, name->pattern, slash);
    bool there = !folder.failed && stat(folder.at, &info) == 0 && S_ISDIR(info.st_mode);
    if (folder.failed)
        fault_memory(fault);
    else if (!there)
        fault_machine(fault, "there is no folder %.120s to write to", folder.at);
    text_free(&folder);
    return there;
}
