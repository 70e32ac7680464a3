
# ---------------------------------------------------------------- small tools

say() { echo "tablewalk record: $*" >&2; }
fail() {
  say "$*"
  exit 1
}
# What whoever reads the recording should know goes into it as a comment.
note() { echo "# tablewalk: $*" >>"$notes"; }
# Writes a word to a tracefs file; the status says whether the kernel took it.
put() { { echo "$1" >"$2"; } 2>/dev/null; }
add() { { echo "$1" >>"$2"; } 2>/dev/null; }

# 6.12.95+deb12-arm64 is 6012095, so that versions compare as numbers.
number() {
  rest=${1%%[!0-9.]*}.0.0
  major=${rest%%.*}
  rest=${rest#*.}
  minor=${rest%%.*}
  rest=${rest#*.}
  echo $((${major:-0} * 1000000 + ${minor:-0} * 1000 + ${rest%%.*}))
}
since() { [ "$version" -ge "$(number "$1")" ]; }

# --------------------------------------------- what is changed, and putting it back

ours=''     # “yes” once the kprobes of the group tablewalk/ can only be ours
probes=''   # those that the kernel took
own=''      # our own buffer, when there is one
saved=''    # “file value” lines: what a shared buffer's files held, last change first
mounted=''  # where we mounted tracefs
sleeper=''  # a process that waits for us
newline='
'

# The word that a tracefs file holds: “[local] global” is local, “7 (expanded: 1408)” is 7.
current() {
  value=$(cat "$1" 2>/dev/null)
  case $value in
    *\[*\]*) value=${value#*\[} value=${value%%\]*} ;;
    *\(*\)*) value=${value%% *} ;;
    [01X]\*) value=${value%\*} ;;
  esac
  echo "$value" | tr '\n' ' ' | sed 's/ *$//'
}

# change WORD FILE: a shared buffer's file is put back at the end; our own buffer is removed then.
change() {
  [ -e "$2" ] || return 1
  if [ -z "$own" ]; then saved="$2 $(current "$2")$newline$saved"; fi
  put "$1" "$2"
}

# The kprobes of the group tablewalk/ that the kernel has.
kprobes() {
  sed -n 's,^[pr][0-9]*:tablewalk/\([A-Za-z0-9_]*\) .*,\1,p' "$tracefs/kprobe_events" 2>/dev/null
}

restore() {
  trap '' INT TERM HUP
  [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null
  if [ -d "$own" ]; then
    put 0 "$own/tracing_on"
    put 0 "$own/events/enable"
    rmdir "$own" 2>/dev/null || say "cannot remove $own: is it open elsewhere? Later: rmdir $own"
  fi
  echo "$saved" | while read -r file value; do
    [ -z "$file" ] || put "$value" "$file" || say "cannot put back: $file was $value"
  done
  if [ -n "$ours" ]; then
    # A kprobe that is switched on cannot be removed.
    if [ -e "$tracefs/events/tablewalk/enable" ]; then put 0 "$tracefs/events/tablewalk/enable"; fi
    # The kernel is asked, not $probes: a signal may come between a kprobe and its being noted there.
    for name in $(kprobes); do
      add "-:tablewalk/$name" "$tracefs/kprobe_events" ||
        say "cannot remove the kprobe tablewalk/$name"
    done
  fi
  if [ -n "$mounted" ]; then umount "$mounted" 2>/dev/null; fi
  rm -f "$notes"
}

# ---------------------------------------------------------------- where tracefs is

notes=$(mktemp) || fail "cannot make a temporary file"
tracefs=${TRACEFS:-}
trap restore EXIT
trap 'exit 130' INT TERM HUP

if [ -z "$tracefs" ]; then # TRACEFS=folder: a rehearsal with another tree, by anyone, anywhere
  [ "$(uname -m)" = aarch64 ] || fail "this is $(uname -m); KVM's arm64 page tables are on aarch64 only"
  [ "$(id -u)" -eq 0 ] || fail "only root may set kprobes: run it as root"
  for tracefs in /sys/kernel/tracing /sys/kernel/debug/tracing; do
    [ ! -e "$tracefs/trace" ] || break
  done
  if [ ! -e "$tracefs/trace" ]; then
    tracefs=/sys/kernel/tracing
    mounted=$tracefs
    mount -t tracefs nodev "$tracefs" || fail "cannot mount tracefs at $tracefs"
  fi
fi
[ -e "$tracefs/kprobe_events" ] ||
  fail "$tracefs has no kprobe_events: this kernel has no CONFIG_KPROBE_EVENTS"
kallsyms=${KALLSYMS:-/proc/kallsyms}

# ------------------------------------------------------- leftovers of an earlier run

leftovers=$(kprobes)
if [ "$action" = clean ]; then
  ours=yes
  if [ -d "$tracefs/instances/tablewalk" ]; then own=$tracefs/instances/tablewalk; fi
  say "removing${own:+ the buffer $own and} $(echo "$leftovers" | grep -c .) kprobes"
  exit 0
fi
if [ -n "$leftovers" ] || [ -d "$tracefs/instances/tablewalk" ]; then
  fail "another recording runs, or was killed. If none runs, remove what it left: tablewalk record --clean --run"
fi

# ---------------------------------------------------------------- a buffer of our own

ours=yes
if [ -d "$tracefs/instances" ]; then
  own=$tracefs/instances/tablewalk
  mkdir "$own" 2>/dev/null || own=''
fi
if [ -n "$own" ]; then
  buffer=$own
else
  say "no instances here: the shared buffer is used, and what is in it is lost"
  buffer=$tracefs
fi
change 0 "$buffer/tracing_on" || fail "cannot stop tracing in $buffer"
change nop "$buffer/current_tracer"
change "$buffer_kilobytes" "$buffer/buffer_size_kb" ||
  fail "the kernel refuses a buffer of $buffer_kilobytes KiB for each CPU: choose a smaller --buffer"
change "$clock" "$buffer/trace_clock" ||
  fail "no clock $clock here; there are: $(cat "$buffer/trace_clock" 2>/dev/null)"
# Addresses as they are, so that a lock of a contention event is the lock of a kprobe's argument.
change 0 "$buffer/options/hash-ptr" || note "pointers of tracepoints are hashed by this kernel"
{ : >"$buffer/trace"; } 2>/dev/null

if [ -n "$pid" ]; then
  threads=$(ls "/proc/$pid/task" 2>/dev/null) || fail "there is no process $pid"
  change 1 "$buffer/options/event-fork"
  change '' "$buffer/set_event_pid" || fail "this kernel cannot record one process only"
  for thread in $threads; do add "$thread" "$buffer/set_event_pid"; done
  note "recorded: process $pid only; what other threads did to its memory is missing"
fi

# ------------------------------------------------- this kernel, and what can be probed

told=$kernel
[ -n "$kernel" ] || kernel=$(uname -r)
version=$(number "$kernel")
[ "$version" -ge 5010000 ] || fail "kernel $kernel: the functions probed here came with 5.10"

# The functions of this kernel among those we know, with the clones compilers make of them.
symbols=$({
  cat "$tracefs/available_filter_functions" 2>/dev/null
  sed -n 's/^[^ ]* [tT] //p' "$kallsyms" 2>/dev/null
} | sed 's/[[:space:]].*//' | grep -E "^($functions)(\.[a-z]+\.[0-9]+)*\$" | sort -u)
[ -n "$symbols" ] || note "this kernel's functions could not be listed: every probe was tried"

has() {
  case "$newline$symbols$newline" in *"$newline$1$newline"*) return 0 ;; esac
  return 1
}
# shows FUNCTION VERSION: distributions put newer KVMs into older kernels. A function that came with
# a version shows that the layouts of that version are there.
shows() {
  if [ -z "$told" ] && has "$1" && ! since "$2"; then
    note "kernel $kernel has $1: its KVM is read as that of $2"
    kernel=$2
    version=$(number "$2")
  fi
}

define() { # define EVENT DEFINITION
  if add "$2" "$tracefs/kprobe_events"; then
    probes="$probes $1"
    return 0
  fi
  note "not recorded: the kernel refused the kprobe $2"
  say "refused: $2"
  return 1
}

# probe EVENT FUNCTION ENTRY-ARGUMENTS RETURN-ARGUMENTS (“-”: no probe there)
probe() {
  symbol=$2
  if [ -n "$symbols" ] && ! has "$symbol"; then
    # A clone (.isra, .constprop) may take its arguments otherwise, and a .part or .cold is not
    # the function's beginning: reading them would make wrong tables.
    clone=$(echo "$symbols" | grep -E "^$2\.(isra|constprop)\." | head -n 1)
    if [ -z "$clone" ]; then
      note "not recorded: $2 is no function of its own in this kernel"
      return 0
    fi
    if [ "$clones" != yes ]; then
      note "not recorded: $2 is there only as $clone, whose arguments may have moved (--clones)"
      return 0
    fi
    note "recorded as $clone: its arguments may have moved"
    symbol=$clone
  fi
  [ "$3" = - ] || define "$1" "p:tablewalk/$1 $symbol $3" || return 0
  [ "$4" = - ] || define "$1_ret" "r:tablewalk/$1_ret $symbol $4"
}

# event GROUP NAMES…: tracepoints, where they exist
event() {
  group=$1
  shift
  for name; do
    if [ -e "$buffer/events/$group/$name/enable" ]; then
      change 1 "$buffer/events/$group/$name/enable" || note "not recorded: $group:$name is refused"
    else
      note "not recorded: this kernel has no tracepoint $group:$name"
    fi
  done
}
