#!/bin/sh
# Installs the programs that tests hold the results against, where Debian's package manager is at hand.
# Tests whose peer is missing say so and compare nothing; so nothing here fails.
set -u
command -v spin >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || { echo "peers: spin is missing, and apt-get too" >&2; exit 0; }
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 ||
    { echo "peers: spin is missing, and neither root nor sudo is at hand" >&2; exit 0; }
  as_root=sudo
fi
echo "peers: installing spin with apt-get" >&2
install() {
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends spin >/dev/null 2>&1
}
install || { $as_root apt-get update >/dev/null 2>&1 && install; } ||
  echo "peers: apt-get could not install spin; its tests compare nothing" >&2
exit 0
