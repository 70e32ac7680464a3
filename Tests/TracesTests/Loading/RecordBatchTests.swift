import TestSupport
import Testing

@testable import Traces

@Suite("Record batches")
struct RecordBatchTests {
  private struct Kept: Equatable {
    var kind: Int
    var thread: Int
    var bytes: Range<Int>
    var line: Int
    var meaning: EventMeaning
    var fields: [RecordFields.Name: UInt64]
    var isAfterLoss: Bool
  }

  @Test(
    "A batch gives back its records with their fields, again after it was emptied",
    arguments: 1...10 as ClosedRange<UInt64>)
  func giveBack(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var batch = RecordBatch()
    for _ in 0..<3 {
      batch.removeAll()
      let kept = (0..<500).map { line in append(line, &batch, &random) }
      var read: [Kept] = []
      batch.forEach { entry, fields in
        read.append(
          Kept(
            kind: entry.kind, thread: entry.thread, bytes: entry.bytes, line: entry.line,
            meaning: entry.meaning, fields: Self.values(fields), isAfterLoss: entry.isAfterLoss))
      }
      #expect(read == kept, "seed \(seed)")
    }
  }

  private func append(
    _ line: Int, _ batch: inout RecordBatch, _ random: inout SplitMix64
  ) -> Kept {
    let meanings: [EventMeaning] = [
      .call(.mapWalker), .returned(.mapStage2), .tracepoint(.guestFault), .tracepoint(.guestEntry),
      .other,
    ]
    let meaning = meanings.randomElement(using: &random) ?? .other
    var fields = RecordFields()
    for name in RecordFields.Name.allCases where random.once(in: 3) { fields[name] = random.next() }
    let start = Int.random(in: 0..<1 << 40, using: &random)
    let record = TraceRecord(
      identifier: 0, cpu: 1, timeNanoseconds: 5, kind: Int.random(in: 0..<9, using: &random),
      line: line, bytes: start..<start + 80)
    let thread = Int.random(in: 0..<99, using: &random)
    let isAfterLoss = random.once(in: 5)
    batch.append(record, thread: thread, meaning, fields, isAfterLoss: isAfterLoss)
    return Kept(
      kind: record.kind, thread: thread, bytes: record.bytes, line: line, meaning: meaning,
      // What has no meaning that needs them is not kept.
      fields: meaning.hasFields ? Self.values(fields) : [:], isAfterLoss: isAfterLoss)
  }

  private static func values(_ fields: borrowing RecordFields) -> [RecordFields.Name: UInt64] {
    var values: [RecordFields.Name: UInt64] = [:]
    for name in RecordFields.Name.allCases { values[name] = fields[name] }
    return values
  }
}
