// SPDX-License-Identifier: MIT
#pragma once
// What must survive a crash: the scene as it is, saved to the state folder soon after a
// change, and found again at the next start unless the program ended well.
//
// Every running program has a file of its own, session-PID.scene, and holds a lock
// beside it; a scene whose lock nobody holds was left behind.

#include "base/fault.h"
#include "base/text.h"
#include "scene/scene_file.h"

struct session;

// $XDG_STATE_HOME/nablascope, or HOME/.local/state/nablascope where that is not an
// absolute path; NULL stands for a variable that is not set.  Appends to `out`.
bool session_folder(struct text *out, const char *xdg_state_home, const char *home,
                    struct fault *fault);

// The folder is made if need be; NULL uses session_folder with what the environment
// says.  A folder that cannot be used: the session still works and saves nothing,
// session_trouble says why.  NULL: out of memory, and only then is there a fault.
struct session *session_open(const char *folder, struct fault *fault);

// The newest scene that an earlier session left behind, once; false: there is none.  It
// is this session's from now on.  One that cannot be read is put aside as .bad, which
// session_trouble tells.
bool session_restore(struct session *s, struct scene *scene, struct scene_extra *extra);

// Tells the scene of the moment and the time in seconds: saves it half a second after
// the last change and at most a second and a half after the first, whole or not at all.
// The first scene that is told is not saved before it changes.
void session_keep(struct session *s, const struct scene *scene,
                  const struct scene_extra *extra, double time);
double session_wait(const struct session *s, double time);      // until it has to save

bool session_first_run(const struct session *s);        // the program never ran before

// What kept it from its work, told once; false: nothing since.
bool session_trouble(struct session *s, struct fault *fault);

// Ends it.  Well: nothing is left to restore.  Else what was told last is saved first.
void session_close(struct session *s, bool well);       // NULL is fine
