#!/bin/sh
# Instructions per operation, by valgrind: they don't depend on what else the machine does.
# Each loop runs with two counts; the difference leaves out what starting costs.
set -eu
cd "$(dirname "$0")/../Benchmarks"
command -v valgrind >/dev/null || { echo "instructions: valgrind is not installed" >&2; exit 2; }
${SWIFT:-swift} build -c release --product benchmarks 1>&2
program=$(mktemp)
trap 'rm -f "$program"' EXIT
# valgrind gives up on some of the debug information; nothing here needs it.
strip -o "$program" "$(${SWIFT:-swift} build -c release --show-bin-path)/benchmarks"

count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" instructions "$1" "$2" "$3" \
    2>&1 | awk '/refs/ { gsub(",", ""); print $NF }'
}

echo "instructions per operation, loop and choice of address included: that is 'choice', to be subtracted from walks"
for operation in choice walk checked recorded map unmap; do
  for language in c swift; do
    few=$(count "$language" "$operation" 1000)
    many=$(count "$language" "$operation" 11000)
    awk -v o="$operation" -v l="$language" -v d="$((many - few))" \
      'BEGIN { printf "%-10s %-6s %8.1f\n", o, l, d / 10000 }'
  done
done
