#!/bin/sh
# Format, file lengths, leftovers. Prints what it found and exits 1 if it found anything.
set -u
cd "$(dirname "$0")/.."
status=0

swift format lint --strict -r Sources Tests Package.swift $( [ -d Benchmarks/Sources ] && echo Benchmarks/Sources Benchmarks/Package.swift ) || status=1

files=$(git ls-files '*.swift' '*.c' '*.h')
for file in $files; do
  lines=$(wc -l <"$file")
  [ "$lines" -le 400 ] || { echo "$file: $lines lines; no file may have more than 400"; status=1; }
done

if git grep -nE 'TODO|FIXME|XXX|fatalError\(|try!' -- 'Sources/*' 'Makefile' '.ci/*'; then
  echo "leftover marks and traps: finish or remove them"
  status=1
fi
if git grep -nE 'sleep\(|Task\.sleep' -- 'Tests/*.swift'; then
  echo "tests must not wait on a clock"
  status=1
fi
# What may include ncurses, and what may import the argument parser: one place each.
if git grep -nE '#include <(n?curses|term)' -- 'Sources/*' ':!Sources/CTerminal'; then
  echo "only CTerminal includes ncurses"
  status=1
fi
if git grep -nE 'import ArgumentParser' -- 'Sources/*' ':!Sources/tablewalk'; then
  echo "only the command imports ArgumentParser"
  status=1
fi
[ "$status" -eq 0 ] && echo "lint: $(echo "$files" | wc -l) files, nothing found"
exit "$status"
