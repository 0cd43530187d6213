// SPDX-License-Identifier: MIT
#pragma once
// The command line that opens a scene, for the clipboard and for letters.

#include "base/text.h"
#include "scene/scene.h"

// "nablascope 'x^2 + a*y' --set theme=dark --param a=2 --set A.start=1,2": what differs
// from the defaults, in words that a POSIX shell and `cli_read_scene` read alike.
void scene_command(struct text *out, const struct scene *scene);
