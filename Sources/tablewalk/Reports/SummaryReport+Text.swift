import Screen

extension SummaryReport {
  /// The report for people.
  var text: String {
    var lines = [
      "\(SafeText.sanitized(file)): \(kind), \(self.lines) lines, \(events) events",
      "  virtual machines \(vms), threads \(threads), stage-2 faults \(faults)",
      "  mapped at the end: \(sizes(mapped)); at most: \(sizes(peakMapped))",
    ]
    if let firstTime, let lastTime {
      lines.append("  from \(firstTime) s to \(lastTime) s")
    }
    if lost > 0 { lines.append("  lost: \(lost) events, by the kernel's own count") }
    lines.append(
      "  table entries: \(entriesVerified) read as inferred, \(entriesCorrected) read otherwise")
    lines += notRecorded.map { "  \($0)" }
    if isCutOff { lines.append("  the compressed file ends in the middle: the rest is missing") }
    if isMissingTables {
      lines.append("  more tables than can be followed; later ones are missing")
    }
    lines.append("  locks:")
    lines += locks.map(lockLine)
    lines.append("  events shown but not understood:")
    lines += unknownKinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "    \($0.value) × \(SafeText.sanitized($0.key))"
    }
    if unparsed > 0 {
      lines.append("  lines not understood: \(unparsed)")
      lines += firstUnparsed.map { "    line \($0.line): \(SafeText.sanitized($0.text))" }
    }
    return lines.joined(separator: "\n")
  }

  private func sizes(_ counts: [String: Int]) -> String {
    let order = ["4K", "16K", "64K", "2M", "32M", "512M", "1G", "64G", "512G", "4T"]
    let known = order.filter { counts[$0] != nil }
    return known.isEmpty
      ? "nothing known" : known.map { "\(counts[$0] ?? 0) × \($0)" }.joined(separator: ", ")
  }

  private func lockLine(_ lock: Lock) -> String {
    var line =
      "    \(lock.name) \(lock.address.isEmpty ? "at an address not recorded" : lock.address) "
    line += "(\(lock.kind)): "
    line += "\(lock.reads) reads, \(lock.writes) writes, \(lock.waits) waits"
    if lock.waits > 0 { line += ", the longest \(lock.longestWaitNanoseconds / 1000) µs" }
    return line + ", holds \(lock.provenance)"
  }
}
