#!/bin/sh
# Writes the documentation's pictures with the program itself: pictures.sh PROGRAM
set -eu
program=$1
out="$(dirname "$0")/../Documentation/pictures"
mkdir -p "$out"
unset NO_COLOR

picture() {
  name=$1
  shift
  "$program" export --output "$out/$name" --format "${name##*.}" "$@"
}

picture first-screen.svg --example thp2m --at 215 --size 120x40
picture contention.svg --example contend --at 815 --size 120x40
picture exit-race.svg --scenario S4 --variant 3 --size 120x40
picture exit-race.html --scenario S4 --variant 3 --size 120x40
picture locks.svg --example contend --at 815 --picture locks
picture address-space.svg --example thp2m --at 475 --picture map

# A guest's address through two stages of four levels each: 24 lookups. Stage 2 puts the guest's page
# at 0x4000_0000 at 0x9000_0000, and so on.
picture nested-walk.svg --picture nested --address 0xffff800080012340 \
  --tcr 0x5b5103510 --ttbr1 0x40000000 --vtcr 0x80050090 --vttbr 0x80000000 \
  --entry 0x90000800=0x40001003 --entry 0x90001010=0x40002003 \
  --entry 0x90002000=0x40003003 --entry 0x90003090=0x0078000040212703 \
  --entry 0x80000000=0x80001003 --entry 0x80001008=0x80002003 \
  --entry 0x80002000=0x80003003 --entry 0x80002008=0x80004003 \
  --entry 0x80003000=0x900007ff --entry 0x80003008=0x900017ff \
  --entry 0x80003010=0x900027ff --entry 0x80003018=0x900037ff \
  --entry 0x80004090=0x902127ff

# A lesson, at the page that follows the first walk to its end.
XDG_STATE_HOME=/nonexistent "$program" learn one-address --page 4 --size 120x40 --format svg \
  >"$out/lesson.svg"

echo "wrote $(ls "$out" | wc -l) pictures to Documentation/pictures"
