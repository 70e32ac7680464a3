#!/bin/sh
# Writes the documentation's pictures with the program itself: pictures.sh PROGRAM
set -eu
program=$1
out="$(dirname "$0")/../Documentation/pictures"
mkdir -p "$out"
"$program" step S4 --variant 3 --size 120x40 --format svg >"$out/exit-race.svg" || [ $? -eq 1 ]
"$program" replay --at 215 --size 120x40 --format svg >"$out/first-screen.svg"
"$program" replay --example contend --at 815 --size 120x40 --format svg >"$out/contention.svg"
echo "wrote $(ls "$out" | wc -l) pictures to Documentation/pictures"
