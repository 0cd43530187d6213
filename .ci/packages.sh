# SPDX-License-Identifier: MIT
# What the two commands share: the Debian packages, installing the missing ones, and
# building a folder.  Sourced, not run.
BUILD_PACKAGES="gcc libc6-dev meson ninja-build pkg-config libsdl2-dev libsdl2-ttf-dev
 libsleef-dev libjansson-dev libpng-dev libcairo2-dev libwebp-dev"
TEST_PACKAGES="libcmocka-dev python3 librsvg2-bin poppler-utils desktop-file-utils appstream
 man-db python3-matplotlib locales strace xvfb xdotool xclip git debhelper dpkg-dev fakeroot lintian
 libglib2.0-bin shared-mime-info parallel ffmpeg webp"

say() { echo "nablascope: $*" >&2; }

install_missing() {
    missing=
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "this is no Debian; install the equivalents of:$missing"
        return 0
    fi
    root=env
    if [ "$(id -u)" != 0 ]; then
        root="sudo env"
        if ! command -v sudo >/dev/null; then
            say "cannot install packages without root; please install:$missing"
            exit 1
        fi
    fi
    say "installing$missing"
    root="$root DEBIAN_FRONTEND=noninteractive"
    $root apt-get update -q >&2 || say "apt-get update failed; trying what is known"
    if ! $root apt-get install -q -y --no-install-recommends $missing >&2; then
        say "could not install:$missing"
        exit 1
    fi
}

# build_in FOLDER TARGET BUILDTYPE [MESON OPTION …]
build_in() {
    folder=$1 target=$2 type=$3
    shift 3
    again=
    [ -f "$folder/build.ninja" ] && again=--reconfigure
    meson setup $again "$folder" --buildtype "$type" "$@" >&2 ||
        { say "could not configure $folder"; exit 1; }
    ninja -C "$folder" "$target" >&2 || { say "could not build in $folder"; exit 1; }
}
