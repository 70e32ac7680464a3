#!/bin/sh
# Finds what building tablewalk needs and installs what is missing, saying in one line what it does.
set -eu

fail() {
  echo "setup: $1" >&2
  exit 1
}

command -v swift >/dev/null 2>&1 ||
  fail "no Swift toolchain found: install Swift 6.2 or newer from https://www.swift.org/install/ and put its bin folder on PATH."

version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
set -- $version
[ "${1:-0}" -gt 6 ] || { [ "${1:-0}" -eq 6 ] && [ "${2:-0}" -ge 2 ]; } ||
  fail "Swift ${1:-?}.${2:-?} is too old: tablewalk needs 6.2 or newer, from https://www.swift.org/install/."

compiles() { printf '%s\nint main(void) { return 0; }\n' "$1" | "${CC:-cc}" -x c -fsyntax-only - 2>/dev/null; }

missing=""
command -v "${CC:-cc}" >/dev/null 2>&1 || missing="$missing compiler"
if [ -z "$missing" ]; then
  compiles '#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>' || missing="$missing ncurses"
  compiles '#include <zstd.h>' || missing="$missing zstd"
  compiles '#include <zlib.h>' || missing="$missing zlib"
  compiles '#include <lzma.h>' || missing="$missing xz"
else
  missing="compiler ncurses zstd zlib xz"
fi
[ -n "$missing" ] || exit 0

if [ "$(uname -s)" = Darwin ]; then
  formulas=$(echo "$missing" | sed 's/compiler//')
  case "$missing" in *compiler*) fail "no C compiler found: run xcode-select --install, then this again." ;; esac
  fail "missing:$missing. Run: brew install$formulas"
fi

packages=""
for need in $missing; do
  case "$need" in
    compiler) packages="$packages gcc libc6-dev" ;;
    ncurses) packages="$packages libncurses-dev" ;;
    zstd) packages="$packages libzstd-dev" ;;
    zlib) packages="$packages zlib1g-dev" ;;
    xz) packages="$packages liblzma-dev" ;;
  esac
done

command -v apt-get >/dev/null 2>&1 ||
  fail "missing:$missing. Install a C compiler and the development files of ncurses (wide), zstd, zlib and liblzma with your package manager."
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 ||
    fail "missing:$packages, and neither root nor sudo is at hand: ask an administrator to run apt-get install$packages."
  as_root=sudo
fi
echo "setup: installing$packages with apt-get" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages >"$log" 2>&1; }
install || { $as_root apt-get update >"$log" 2>&1 && install; } || {
  tail -n 5 "$log" >&2
  fail "apt-get could not install$packages; the lines above say why."
}
command -v "${CC:-cc}" >/dev/null 2>&1 || fail "the C compiler CC=$CC is not found."
