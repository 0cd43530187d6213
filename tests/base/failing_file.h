// SPDX-License-Identifier: MIT
#pragma once
// System calls that fail on purpose.  Link with failing_file.c and its wrap flags
// (meson.build); then the k-th call of a kind from now on fails.

enum file_call { CALL_OPEN, CALL_WRITE, CALL_FSYNC, CALL_CLOSE, CALL_RENAME, CALLS };

enum { KILLED = -1 };           // in place of an errno: the process ends at once

void file_call_fail(enum file_call call, long k, int error);
long file_call_stop(void);      // calls of that kind seen since
void file_write_most(long bytes);       // a write takes no more at once; 0: as it likes
