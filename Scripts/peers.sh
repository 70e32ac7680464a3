#!/bin/sh
# Installs the programs that tests need besides the toolchain, where Debian's package manager is at hand:
# peers.sh [PROGRAM…], all of them when none is named. Tests whose program is missing say so and test
# nothing; so nothing here fails.
set -u

# The package that has a program.
package_of() {
  case "$1" in
    spin) echo spin ;;                  # models, beside the explorer
    chromium) echo chromium ;;          # the HTML export, driven by keys and clicks
    rsvg-convert) echo librsvg2-bin ;;  # pictures as PNG
    *) echo "peers: no package is known for $1" >&2 ;;
  esac
}

[ "$#" -gt 0 ] || set -- spin chromium rsvg-convert
missing=""
packages=""
for program in "$@"; do
  command -v "$program" >/dev/null 2>&1 && continue
  package=$(package_of "$program")
  [ -n "$package" ] || continue
  missing="$missing $program"
  packages="$packages $package"
done
[ -n "$packages" ] || exit 0

command -v apt-get >/dev/null 2>&1 || { echo "peers:$missing missing, and apt-get too" >&2; exit 0; }
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 ||
    { echo "peers:$missing missing, and neither root nor sudo is at hand" >&2; exit 0; }
  as_root=sudo
fi

install() {
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$1" >/dev/null 2>&1
}

echo "peers: installing$packages with apt-get" >&2
updated=no
# One by one, so that one that can't be had keeps no other from being installed.
for package in $packages; do
  install "$package" && continue
  if [ "$updated" = no ]; then
    updated=yes
    $as_root apt-get update >/dev/null 2>&1 && install "$package" && continue
  fi
  echo "peers: apt-get could not install $package; its tests test nothing" >&2
done
exit 0
