// SPDX-License-Identifier: MIT
#pragma once
// Xlib ends a program for asking about a window that is gone, be it another program's that
// wanted the clipboard and did not wait.  Such errors are passed over here; a display that
// dies still ends it.

void *x11_forgive(void);                // after SDL's start; NULL: this is no X11
void x11_close(void *library);          // after SDL's end; NULL is fine
