import Machine
import Query
import Traces

/// A recording in numbers: what `replay FILE --summary` prints.
///
/// The keys are a promise to scripts: none is renamed or dropped while ``version`` is 1.
struct SummaryReport: Encodable {
  let version = 1
  let file: String
  let kind: String
  let lines: Int
  let events: Int
  let unparsed: Int
  let lost: Int
  let vms: Int
  let threads: Int
  let faults: Int
  let mapped: [String: Int]
  let peakMapped: [String: Int]
  let locks: [Lock]
  /// How many facts of each kind are observed or inferred, and by which rule.
  let facts: [Fact]
  /// Seconds of the recording's clock; null when there is no event.
  @Nullable var firstTime: Double?
  @Nullable var lastTime: Double?
  let eventKinds: [String: Int]
  let unknownKinds: [String: Int]
  let entriesVerified: Int
  let entriesCorrected: Int
  let isMissingTables: Bool
  let isCutOff: Bool
  let notRecorded: [String]
  let firstUnparsed: [Line]

  struct Lock: Encodable {
    let name: String
    let address: String
    let kind: String
    let reads: Int
    let writes: Int
    let waits: Int
    let longestWaitNanoseconds: Int64
    let provenance: String
  }

  struct Fact: Encodable {
    let fact: String
    let provenance: String
    /// The name of the rule by which it is inferred; null for what is not.
    @Nullable var rule: String?
    let count: Int
  }

  struct Line: Encodable {
    /// Its number, from 1; null in formats without lines.
    @Nullable var line: Int?
    let text: String
  }

  init(_ recording: Recording) {
    let timeline = recording.timeline
    let leaves = timeline.mappedLeaves()
    file = recording.file
    kind = recording.kind
    lines = recording.lines
    events = timeline.count
    unparsed = recording.unparsed.count
    lost = recording.lost
    vms = timeline.cast.machines.count
    threads = timeline.cast.threads.count
    faults = timeline.cast.faults.count
    mapped = leaves.end
    peakMapped = leaves.peak
    locks = timeline.cast.locks.indices.map { Lock(timeline, lock: $0) }
    facts = FactCounts(timeline).counts.map(Fact.init)
    let log = timeline.log
    firstTime = log.count > 0 ? seconds(log.timeNanoseconds(ofEventAt: 0)) : nil
    lastTime = log.count > 0 ? seconds(log.timeNanoseconds(ofEventAt: log.count - 1)) : nil
    var counted: [String: Int] = [:]
    var unknown: [String: Int] = [:]
    for (index, name) in timeline.cast.eventKinds.enumerated() {
      counted[name] = recording.kindCounts[index]
      if !recording.understoodKinds[index] { unknown[name] = recording.kindCounts[index] }
    }
    eventKinds = counted
    unknownKinds = unknown
    entriesVerified = recording.verifiedEntries
    entriesCorrected = recording.correctedEntries
    isMissingTables = recording.isMissingTables
    isCutOff = recording.isCutOff
    notRecorded = recording.notRecorded
    firstUnparsed = recording.unparsed.first.prefix(10).map {
      Line(line: Nullable(wrappedValue: $0.number), text: $0.text)
    }
  }
}

extension SummaryReport.Fact {
  init(_ count: FactCounts.Count) {
    let isInferred = if case .inferred = count.provenance { true } else { false }
    self.init(
      fact: count.kind.rawValue, provenance: count.provenance.word,
      rule: Nullable(wrappedValue: isInferred ? count.provenance.name : nil), count: count.count)
  }
}

extension SummaryReport.Lock {
  init(_ timeline: Timeline, lock index: Int) {
    let lock = timeline.cast.locks[index]
    let totals = timeline.totals(ofLock: index)
    self.init(
      name: lock.name, address: lock.address, kind: lock.kind.rawValue, reads: totals.reads,
      writes: totals.writes, waits: totals.waits,
      longestWaitNanoseconds: totals.longestWaitNanoseconds,
      provenance: totals.hasInferredHolds ? "inferred" : "observed")
  }
}

/// Nanoseconds as seconds, exact to the microsecond for any uptime.
func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }
