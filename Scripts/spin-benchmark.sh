#!/usr/bin/env bash
# Spin on an exported model: states, states/s and bytes a state, without reduction and with.
#   tablewalk explore S1 --promela | Scripts/spin-benchmark.sh [RUNS]
# The model is read from standard input. The quickest of RUNS (3) runs counts, in seconds of processor
# time, less what a checker of nothing takes to set up the same tables.
set -euo pipefail
runs=${1:-3}
for program in spin cc; do
  command -v $program >/dev/null || { echo "spin-benchmark: $program is not installed" >&2; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >model.pml
echo 'active proctype nothing() { skip }' >nothing.pml
TIMEFORMAT='%U %S'

make_checker() { # MODEL FLAGS...: ./pan
  spin -a -o1 -o2 -o3 "$1" >spin.log 2>&1 || { cat spin.log >&2; exit 2; }
  cc -O2 -w -DSAFETY -DVECTORSZ=4096 "${@:2}" -o pan pan.c
}

quickest() { # processor seconds of the quickest run; its output in out
  for _ in $(seq "$runs"); do
    { time ./pan -m1000000 -w22 >out 2>&1; } 2>&1
  done | awk '{ t = $1 + $2; if (NR == 1 || t < best) best = t } END { print best }'
}

measure() { # NAME FLAGS...
  make_checker nothing.pml "${@:2}"
  idle=$(quickest)
  make_checker model.pml "${@:2}"
  busy=$(quickest)
  awk -v name="$1" -v busy="$busy" -v idle="$idle" '
    /^State-vector/ { vector = $2 }
    /states, stored/ { states = $1 }
    /transitions \(/ { transitions = $1 }
    /actual memory usage for states/ { bytes = $1 * 1048576 }
    /^pan:1: / { wrong = ": " substr($0, 8, 40) }
    /search depth too small/ { wrong = ": depth too small" }
    END {
      seconds = busy - idle
      rate = seconds > 0.02 ? sprintf("%.0f states/s", states / seconds) : "too quick to tell"
      printf "%-21s %9d states %10d transitions %7.2f s  %s, vector %d bytes, %.0f bytes a state%s\n",
        name, states, transitions, seconds, rate, vector, bytes / states, wrong
    }' out
}

measure "without reduction" -DNOREDUCE
measure "partial order"
measure "collapsed, unreduced" -DNOREDUCE -DCOLLAPSE
