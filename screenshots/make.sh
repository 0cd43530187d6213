#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the pictures of the README from assets/scenes: meson compile screenshots.
# Usage: make.sh NABLASCOPE SOURCE_FOLDER
set -eu
draw() {
    name=$1
    shift
    "$nablascope" render "$folder/assets/scenes/$name.scene" \
        -o "$folder/screenshots/$name.png" "$@"
}
nablascope=$1 folder=$2
draw bowl --size 1920x1080
draw rosenbrock --size 1280x800
draw worked-example --size 1024x768 --projector
draw tangent --size 1280x800
draw undefined --size 1024x768
