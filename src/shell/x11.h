// SPDX-License-Identifier: MIT
#pragma once
// Xlib ends a program for asking about a window that is gone, be it another program's that
// wanted the clipboard and did not wait, or its own at its end.  Such errors are passed
// over here; a display that dies still ends it.

void *x11_open(void);                   // NULL: there is no Xlib, and no need
void x11_forgive(void *library);        // before SDL's start, whose end brings this back,
                                        // and after it; NULL is fine
void x11_close(void *library);          // after SDL's end; NULL is fine
