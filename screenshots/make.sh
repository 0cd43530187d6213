#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the pictures of the README from assets/scenes: meson compile screenshots.
# Usage: make.sh NABLASCOPE SOURCE_FOLDER [FOLDER]
set -eu
draw() {
    name=$1
    shift
    "$nablascope" render "$folder/assets/scenes/$name.scene" \
        -o "$name.png" "$@"
}
nablascope=$(realpath "$1") folder=$(realpath "$2")
cd "${3:-$folder/screenshots}"
draw ravine --size 1280x800
draw two-wells --size 1280x800 --theme dark
draw book-figure --size 1280x800
draw article-figure --size 1024x768
draw worked-example --size 1280x800 --projector
draw rosenbrock --size 1280x800
draw tangent --size 1280x800
draw undefined --size 1280x800
"$nablascope" render "$folder/assets/scenes/bowl.scene" \
    -o diverged.png --size 1280x800 --set lr=0.52 --set steps=100
for script in window gallery rates race step keys; do
    "$nablascope" --play "$folder/screenshots/$script.play"
done
"$nablascope" render himmelblau.scene -o basins.png --size 1280x800 --set basins=on
"$nablascope" render "$folder/assets/scenes/bowl.scene" \
    -o film.webp --size 800x500 --sweep lr=0.02..0.52:log --duration 8 --fps 15
