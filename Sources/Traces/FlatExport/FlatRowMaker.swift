import Machine
import VMSA

/// Makes the rows of one event after the other.
struct FlatRowMaker {
  let timeline: Timeline
  let cast: Cast
  let log: EventLog
  private let file: String
  /// The fault and the call each thread is in, plus 1.
  private var faults: [UInt64]
  private var calls: [UInt64]
  private let machinesByRoot: [Int: Int]

  init(_ timeline: Timeline, file: String) {
    self.timeline = timeline
    self.file = file
    cast = timeline.cast
    log = timeline.log
    faults = Array(repeating: 0, count: cast.threads.count)
    calls = Array(repeating: 0, count: cast.threads.count)
    machinesByRoot = Dictionary(
      cast.machines.enumerated().compactMap { number, machine in
        machine.root.map { ($0, number) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The rows of an event; those of the one before must have been made.
  mutating func rows(ofEvent index: Int) -> [FlatRow] {
    let changes = Array(log.changes(ofEventAt: index))
    for change in changes { note(change) }
    var first = heading(index)
    first.set(.text, timeline.text.text(ofEventAt: index, in: log))
    guard !changes.isEmpty else { return [first] }
    return changes.enumerated().map { place, change in
      var row = place == 0 ? first : heading(index)
      row.set(.row, place)
      write(change, of: index, to: &row)
      return row
    }
  }

  private mutating func note(_ change: Change) {
    let subject = Int(change.subject)
    if change.kind == .threadFault, faults.indices.contains(subject) {
      faults[subject] = change.new
    } else if change.kind == .threadCall, calls.indices.contains(subject) {
      calls[subject] = change.new
    }
  }

  private func heading(_ index: Int) -> FlatRow {
    var row = FlatRow()
    row[.file] = .text(FlatRow.withVisibleControls(file))
    row.set(.event, index)
    row.set(.row, 0)
    row.set(.timeNanoseconds, log.timeNanoseconds(ofEventAt: index))
    row.set(.cpu, log.cpu(ofEventAt: index))
    let thread = log.thread(ofEventAt: index)
    if cast.threads.indices.contains(thread) {
      row.set(.thread, cast.threads[thread].command)
      row.set(.pid, cast.threads[thread].identifier)
      row.set(.vcpu, cast.threads[thread].isVirtualCPU)
      writeContext(of: thread, to: &row)
    }
    let kind = log.kind(ofEventAt: index)
    row.set(.kind, cast.eventKinds.indices.contains(kind) ? cast.eventKinds[kind] : nil)
    row.set(.inputAddress, word: log.workAddress(ofEventAt: index))
    return row
  }

  /// The fault and the call a thread is in, and their virtual machine.
  private func writeContext(of thread: Int, to row: inout FlatRow) {
    var machine: Int?
    if let call = member(calls[thread], cast.calls.count) {
      row.set(.function, cast.calls[call].function)
      machine = cast.calls[call].machine
    }
    if let fault = member(faults[thread], cast.faults.count) {
      row.set(.fault, fault)
      machine = cast.faults[fault].machine ?? machine
    }
    row.set(.vm, machine)
  }

  /// A member's number from a register's word.
  func member(_ word: UInt64, _ count: Int) -> Int? {
    word > 0 && word <= UInt64(count) ? Int(word) - 1 : nil
  }

  /// The virtual machine whose tables a root is.
  func machine(ofRoot root: Int) -> Int? { machinesByRoot[root] }

  /// How long something took that began with an event, until another.
  func nanoseconds(from start: Int, to end: Int) -> Int64? {
    guard start >= 0, start <= end, end < log.count else { return nil }
    return log.timeNanoseconds(ofEventAt: end) &- log.timeNanoseconds(ofEventAt: start)
  }
}
