// SPDX-License-Identifier: MIT
#pragma once
// Files, read within a limit and written whole or not at all.

#include "base/fault.h"
#include "base/text.h"

// Does a file's name end in ".png" or its like, whatever the case of its letters?
bool path_ends_in(const char *path, const char *ending);

// Reads a regular file of at most `most` bytes into `out`.  Refuses directories,
// devices and pipes with a sentence that names the path as the person gave it.
bool file_read(const char *path, size_t most, struct text *out, struct fault *fault);

// A file in the making: bytes go to a temporary neighbour of `path`, which takes the
// place of `path` only when file_commit has everything safely on the disk.  A
// symbolic link is followed, the mode of a file that is replaced is kept.  Something
// that is not a regular file (/dev/stdout, a pipe) is written straight through.
// One writer of a path at a time; what a killed one left behind is cleared away.
struct file_writer;
struct file_writer *file_create(const char *path, struct fault *fault);

// The neighbour, where another program is to write the bytes; NULL where they go
// straight through.
const char *file_temporary(const struct file_writer *file);

// False once anything failed; the reason waits for file_commit.
bool file_write(struct file_writer *file, const void *bytes, size_t count);

// Both end the writer.  Commit: fsync, rename, fsync of the folder; on any failure
// nothing is left behind and `path` is as it was.  Abandon: the same, at will.
bool file_commit(struct file_writer *file, struct fault *fault);
void file_abandon(struct file_writer *file);            // NULL is fine

// All of the above for bytes already at hand.
bool file_save(const char *path, const void *bytes, size_t count, struct fault *fault);
