import Query
import Screen

extension SummaryReport {
  /// The report for people.
  var text: String {
    let size = lines > 0 ? "\(lines) lines, \(events) events" : "\(events) events"
    var text = [
      "\(SafeText.sanitized(file)): \(kind), \(size)",
      "  virtual machines \(vms), threads \(threads), stage-2 faults \(faults)",
      "  mapped at the end: \(sizes(mapped)); at most: \(sizes(peakMapped))",
    ]
    if let firstTime, let lastTime { text.append("  from \(firstTime) s to \(lastTime) s") }
    if lost > 0 { text.append("  lost: \(lost) events, by the kernel's own count") }
    text.append(
      "  table entries: \(entriesVerified) read as inferred, \(entriesCorrected) read otherwise")
    text += notRecorded.map { "  \(SafeText.sanitized($0))" }
    if isCutOff { text.append("  it ends in the middle: the rest is missing") }
    if isMissingTables { text.append("  more tables than can be followed; later ones are missing") }
    text += list("facts, and how they are known:", factLines)
    text += list("locks:", locks.map(lockLine))
    text += list("events shown but not understood:", unknownLines)
    text += list(
      "\(lines > 0 ? "lines" : "pieces") not understood: \(unparsed)",
      firstUnparsed.map { unparsed in
        let place = unparsed.line.map { "line \($0): " } ?? ""
        return place + SafeText.sanitized(unparsed.text)
      })
    return text.joined(separator: "\n")
  }

  /// A heading and what stands below it; nothing where there is nothing.
  private func list(_ heading: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["  " + heading] + lines.map { "    " + $0 }
  }

  /// A line for each kind of fact: “blocks and pages mapped: 4 observed, 12 by madeByMapCall”.
  private var factLines: [String] {
    FactKind.allCases.compactMap { kind in
      let known = facts.filter { $0.fact == kind.rawValue }
        .map { "\($0.count) " + ($0.rule.map { "by \($0)" } ?? $0.provenance) }
      return known.isEmpty ? nil : "\(kind.words): \(known.joined(separator: ", "))"
    }
  }

  private var unknownLines: [String] {
    unknownKinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "\($0.value) × \(SafeText.sanitized($0.key))"
    }
  }

  private func sizes(_ counts: [String: Int]) -> String {
    let order = ["4K", "16K", "64K", "2M", "32M", "512M", "1G", "64G", "512G", "4T"]
    let known = order.filter { counts[$0] != nil }
    return known.isEmpty
      ? "nothing known" : known.map { "\(counts[$0] ?? 0) × \($0)" }.joined(separator: ", ")
  }

  private func lockLine(_ lock: Lock) -> String {
    var line =
      "\(lock.name) \(lock.address.isEmpty ? "at an address not recorded" : lock.address) "
    line += "(\(lock.kind)): "
    line += "\(lock.reads) reads, \(lock.writes) writes, \(lock.waits) waits"
    if lock.waits > 0 { line += ", the longest \(lock.longestWaitNanoseconds / 1000) µs" }
    return line + ", holds \(lock.provenance)"
  }
}
