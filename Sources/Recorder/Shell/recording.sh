
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
