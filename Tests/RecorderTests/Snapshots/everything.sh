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

output='it'\''s $HOME/`id`.gz' # where the recording goes
compress=yes # with gzip
buffer_kilobytes=64 # for each CPU
clock='boot'
pid='4711' # one process only
seconds='5' # none: until Ctrl-C, or while the command runs
kernel='6.1' # whose layouts to use; none: this kernel's
clones=yes # functions that compilers made clones of
set -- 'echo' 'a  b' '$x' 'it'\''s' 'a\b' '-n' # a command to record

