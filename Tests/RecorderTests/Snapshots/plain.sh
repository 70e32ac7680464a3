#!/bin/sh
# Records the page-table work of KVM on arm64 for “tablewalk replay”. Run it as root on the host.
#
# It sets kprobes of the group tablewalk/ and records them, with tracepoints, into a buffer of its
# own. When it ends, however it ends, it removes both and puts back whatever else it changed; only
# kill -9 leaves something behind, which running it with the word “clean” removes.
# Kprobes slow the functions they are on: a busy host is noticeably slower meanwhile.
#
# For shellcheck: $retval is for the kernel, not for the shell; a trap calls restore.
# shellcheck disable=SC2016,SC2317
set -u
action=${1:-record}

# ---------------------------------------------------------------- what was asked for

output='trace.txt' # where the recording goes
compress=no # with gzip
buffer_kilobytes=16384 # for each CPU
clock='mono'
pid='' # one process only
seconds='' # none: until Ctrl-C, or while the command runs
kernel='' # whose layouts to use; none: this kernel's
clones=no # functions that compilers made clones of
set -- # a command to record

# Every function that may be probed or that tells a version.
functions='kvm_handle_guest_abort|kvm_pgtable_stage2_map|kvm_pgtable_stage2_unmap|kvm_pgtable_stage2_wrprotect|kvm_pgtable_stage2_relax_perms|kvm_pgtable_stage2_mkyoung|kvm_pgtable_stage2_mkold|kvm_pgtable_stage2_test_clear_young|kvm_pgtable_stage2_flush|kvm_pgtable_stage2_split|kvm_pgtable_stage2_destroy|kvm_pgtable_stage2_destroy_range|stage2_map_walker|stage2_unmap_walker|stage2_attr_walker|stage2_age_walker|stage2_split_walker|stage2_try_break_pte|stage2_try_set_pte|stage2_make_pte|kvm_mmu_notifier_invalidate_range_start|kvm_mmu_notifier_invalidate_range_end|kvm_unmap_gfn_range|kvm_age_gfn|kvm_test_age_gfn|kvm_mmu_notifier_release|kvm_arch_flush_shadow_all|kvm_arch_flush_shadow_memslot|kvm_free_stage2_pgd|kvm_stage2_wp_range|kvm_stage2_unmap_range|queued_read_lock_slowpath|queued_write_lock_slowpath|__kvm_tlb_flush_vmid_range|__kvm_tlb_flush_vmid_ipa|__kvm_tlb_flush_vmid_ipa_nsh|__kvm_tlb_flush_vmid|kvm_pgtable_stage2_free_removed|mmu_notifier_range_update_to_read_only'

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

# What shows a newer KVM than the kernel's number says.
shows kvm_pgtable_stage2_free_removed 6.2
shows kvm_pgtable_stage2_split 6.5

# ------------------------------------------- where arguments are, by version of the kernel
# As kprobes have them: %x0 is the first argument, +8(%x0) what lies 8 bytes into what it points to.

# visit: what a walker's callback is called with: the entry, its place and its content.
# to v6.1: (addr, end, level, ptep, flag, arg); the entry is read through ptep
# v6.2: (ctx, visit); struct kvm_pgtable_visit_ctx is ptep, old, arg, mm_ops, addr, end, level
# v6.4, v6.3.4: start stands before addr (commit 1f0f4a2ef7a5); v6.8: level is signed
# read in asm/kvm_pgtable.h of 6.1, 6.5 and 6.12; not sure of 6.2 and 6.3 with patches of others
if since 6.3.4; then
  visit='addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 visit=%x1:u32'
elif since 6.2; then
  visit='addr=+32(%x0):x64 end=+40(%x0):x64 level=+48(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 visit=%x1:u32'
else
  visit='addr=%x0 end=%x1 level=%x2:s8 ptep=%x3 old=+0(%x3):x64 visit=%x4:u32'
fi

# entry: the entry a function is about to change, from the same structure.
# these functions came with v6.2
if since 6.3.4; then
  entry='addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64'
else
  entry='addr=+32(%x0):x64 end=+40(%x0):x64 level=+48(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64'
fi

# host_range: the host's addresses of an invalidation.
# to v6.2: struct mmu_notifier_range is vma, mm, start, end
# v6.3: vma is gone, with the function named here (commit 7d4a8be0c4b2)
# read in linux/mmu_notifier.h of 6.1 and 6.12
if has mmu_notifier_range_update_to_read_only; then
  host_range='start=+16(%x1):x64 end=+24(%x1):x64'
elif since 6.3; then
  host_range='start=+8(%x1):x64 end=+16(%x1):x64'
else
  host_range='start=+16(%x1):x64 end=+24(%x1):x64'
fi

# guest_range: the guest's frame numbers that the host's addresses are in a memslot.
# since v5.13: (kvm, range); struct kvm_gfn_range is slot, start, end in 6.1 and 6.12
# before, arm64 has no function of these names
guest_range='kvm=%x0 slot=+0(%x1):x64 start=+8(%x1):x64 end=+16(%x1):x64'

# ---------------------------------------------------------------- kprobes
# probe EVENT FUNCTION ARGUMENTS RETURN-ARGUMENTS; “-” is no probe there.

# a fault's handling, from beginning to end
probe guest_abort kvm_handle_guest_abort 'vcpu=%x0' 'ret=$retval:s32'

# what is mapped, unmapped, protected, aged, split and destroyed
probe map kvm_pgtable_stage2_map 'pgt=%x0 addr=%x1 size=%x2 phys=%x3 prot=%x4' 'ret=$retval:s32'
probe unmap kvm_pgtable_stage2_unmap 'pgt=%x0 addr=%x1 size=%x2' 'ret=$retval:s32'
probe wrprotect kvm_pgtable_stage2_wrprotect 'pgt=%x0 addr=%x1 size=%x2' -
probe relax kvm_pgtable_stage2_relax_perms 'pgt=%x0 addr=%x1 prot=%x2' 'ret=$retval:s32'
probe mkyoung kvm_pgtable_stage2_mkyoung 'pgt=%x0 addr=%x1' -
probe mkold kvm_pgtable_stage2_mkold 'pgt=%x0 addr=%x1' -
probe test_clear_young kvm_pgtable_stage2_test_clear_young 'pgt=%x0 addr=%x1 size=%x2 mkold=%x3:u8' -
probe flush kvm_pgtable_stage2_flush 'pgt=%x0 addr=%x1 size=%x2' -
probe split kvm_pgtable_stage2_split 'pgt=%x0 addr=%x1 size=%x2' -
probe destroy kvm_pgtable_stage2_destroy 'pgt=%x0' -
probe destroy_range kvm_pgtable_stage2_destroy_range 'pgt=%x0 addr=%x1 size=%x2' -

# every entry visited, with its content
probe map_walk stage2_map_walker "$visit" -
probe unmap_walk stage2_unmap_walker "$visit" -
probe attr_walk stage2_attr_walker "$visit" -
probe age_walk stage2_age_walker "$visit" -
probe split_walk stage2_split_walker "$visit" -

# every entry broken and made, where compilers leave these functions alone
probe try_break stage2_try_break_pte "$entry mmu=%x1" -
probe try_set stage2_try_set_pte "$entry new=%x1" -
probe make stage2_make_pte "$entry new=%x1" -

# invalidations by the host's memory management, and the end of a VM
probe invalidate_start kvm_mmu_notifier_invalidate_range_start "$host_range mn=%x0" -
probe invalidate_end kvm_mmu_notifier_invalidate_range_end "$host_range mn=%x0" -
probe unmap_gfn kvm_unmap_gfn_range "$guest_range" 'ret=$retval:u8'
probe age_gfn kvm_age_gfn "$guest_range" -
probe test_age_gfn kvm_test_age_gfn "$guest_range" -
probe release kvm_mmu_notifier_release 'mn=%x0 mm=%x1' -
probe flush_all kvm_arch_flush_shadow_all 'kvm=%x0' -
probe flush_slot kvm_arch_flush_shadow_memslot 'kvm=%x0 slot=%x1' -
probe free_pgd kvm_free_stage2_pgd 'mmu=%x0' ''

# work on a range under mmu_lock
probe wp_range kvm_stage2_wp_range 'mmu=%x0 addr=%x1 end=%x2' -
probe unmap_range kvm_stage2_unmap_range 'mmu=%x0 start=%x1 size=%x2' -

# which lock a wait is for
probe rlock_slow queued_read_lock_slowpath 'lock=%x0' ''
probe wlock_slow queued_write_lock_slowpath 'lock=%x0' ''

# invalidations of TLBs (with VHE; without, EL2 does them and no probe sees it)
probe tlbi_range __kvm_tlb_flush_vmid_range 'mmu=%x0 start=%x1 pages=%x2' -
probe tlbi_ipa __kvm_tlb_flush_vmid_ipa 'mmu=%x0 ipa=%x1 level=%x2:s32' -
probe tlbi_ipa_nsh __kvm_tlb_flush_vmid_ipa_nsh 'mmu=%x0 ipa=%x1 level=%x2:s32' -
probe tlbi_vmid __kvm_tlb_flush_vmid 'mmu=%x0' -

# Tracepoints.
event kvm kvm_entry kvm_exit kvm_guest_fault kvm_access_fault kvm_mmio kvm_mmio_emulate kvm_userspace_exit kvm_unmap_hva_range kvm_age_hva kvm_test_age_hva kvm_set_spte_hva kvm_toggle_cache kvm_set_way_flush
event lock contention_begin contention_end
event mmap_lock mmap_lock_start_locking mmap_lock_acquire_returned mmap_lock_released

# ---------------------------------------------------------------- recording

[ -n "$probes" ] || fail "the kernel took no kprobe: is it locked down (/sys/kernel/security/lockdown)?"
change 1 "$buffer/events/tablewalk/enable" || fail "cannot switch the kprobes on"
marker="tablewalk record v1 kernel=$(uname -r) read-as=$kernel clock=$clock"
marker="$marker buffer=$buffer_kilobytes probes=$(echo "$probes" | wc -w | tr -d ' ')"
put 1 "$buffer/tracing_on" || fail "cannot start tracing"
put "$marker" "$buffer/trace_marker"

# From here on Ctrl-C ends the recording; what was recorded is still written.
stopped=''
trap 'stopped=yes' INT TERM HUP
status=0
if [ $# -gt 0 ]; then
  say "recording while the command runs: $1"
  "$@"
  status=$?
elif [ -n "$seconds" ]; then
  say "recording for $seconds seconds; Ctrl-C ends it earlier"
  sleep "$seconds" &
  sleeper=$!
  wait "$sleeper"
else
  say "recording until Ctrl-C"
  while [ -z "$stopped" ]; do
    sleep 3600 &
    sleeper=$!
    wait "$sleeper"
  done
fi
put 0 "$buffer/tracing_on"

# ---------------------------------------------------------------- the trace, and what is lost

lost=0
counts=$(sed -n -e 's/^overrun: //p' -e 's/^dropped events: //p' \
  "$buffer"/per_cpu/cpu*/stats 2>/dev/null)
for count in $counts; do lost=$((lost + count)); done
note "kernel $(uname -r), clock $clock, $buffer_kilobytes KiB of buffer for each CPU"
note "events lost because the buffer was full: $lost"

# Our comments go behind the first line, by which the file is known as a trace.
if [ "$compress" = yes ]; then
  sed "1r $notes" "$buffer/trace" | gzip -c >"$output" || fail "cannot write $output"
else
  sed "1r $notes" "$buffer/trace" >"$output" || fail "cannot write $output"
fi
grep '^# tablewalk: not recorded' "$notes" | sed 's/^# tablewalk: //' >&2
if [ "$lost" -gt 0 ]; then
  say "$lost events are lost: the tables may be wrong after that. Record with a larger --buffer."
fi
say "written: $output. To watch it: tablewalk replay $output"
exit "$status"
