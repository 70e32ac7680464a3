/// What to type to record the same with trace-cmd.
///
/// trace-cmd sets no kprobes, so the lines do that first; they are for one kernel, and nothing is
/// looked up when they are run.
public struct TraceCommandLines: Sendable {
  let plan: RecordingPlan
  let version: KernelVersion

  /// - Parameter version: the kernel they are for.
  public init(_ plan: RecordingPlan, for version: KernelVersion) {
    self.plan = plan
    self.version = version
  }

  /// The lines.
  public var text: String {
    """
    # Records with trace-cmd what “tablewalk replay” reads, on a kernel \(version). As root:
    # a kprobe that is refused is not recorded, and that is all.
    kprobes=/sys/kernel/tracing/kprobe_events
    \(definitions.joined(separator: "\n"))
    trace-cmd start -B tablewalk -b \(plan.bufferKibibytes) -C \(plan.clock) \(events)\(process)
    \(waiting)
    trace-cmd stop -B tablewalk
    trace-cmd show -B tablewalk >\(ShellText.quoted(plan.output))
    trace-cmd reset -B tablewalk -d
    \(removals.joined(separator: "\n"))

    """
  }

  private var definitions: [String] {
    ProbeGroup.allProbes.flatMap { probe -> [String] in
      guard let arguments = probe.entry?.text(for: version) else { return [] }
      let entry = "p:tablewalk/\(probe.event) \(probe.function) \(arguments)"
      let returned = probe.returned.map {
        "r:tablewalk/\(probe.event)_ret \(probe.function)" + ($0.isEmpty ? "" : " " + $0)
      }
      return [entry, returned].compactMap(\.self).map {
        "echo \(ShellText.quoted($0)) >>$kprobes"
      }
    }
  }

  private var removals: [String] {
    [
      "sed -n 's,^[pr][0-9]*:\\(tablewalk/[^ ]*\\) .*,-:\\1,p' $kprobes |",
      "  while read -r line; do echo \"$line\" >>$kprobes; done",
    ]
  }

  /// trace-cmd ends where a tracepoint it is asked for is missing, so only those of the kernel are.
  private var events: String {
    var events = ["tablewalk", "kvm"]
    if version >= KernelVersion(5, 11) { events.append("mmap_lock") }
    if version >= KernelVersion(5, 19) {
      events += ["lock:contention_begin", "lock:contention_end"]
    }
    return events.map { "-e \($0)" }.joined(separator: " ")
  }

  private var process: String { plan.process.map { " -P \($0)" } ?? "" }

  private var waiting: String {
    if !plan.command.isEmpty { return plan.command.map(ShellText.quoted).joined(separator: " ") }
    return plan.seconds.map { "sleep \($0)" } ?? "read -r _ # Enter ends the recording"
  }
}
