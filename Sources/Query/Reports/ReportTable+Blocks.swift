import Machine
import VMSA

extension ReportTable {
  /// Every fault mapped by less than a block, and why.
  static func blocks(_ timeline: Timeline, where isWanted: (Int) -> Bool) -> ReportTable {
    let findings = BlockReasons(timeline, where: isWanted).findings
    let faults = timeline.cast.faults
    return ReportTable(
      "blocks",
      [
        Column("event"), Column("time"), Column("thread"), Column("ipa"),
        Column("bytes", "size"), Column("block_bytes", "block"), Column("reason"), Column("slot"),
        Column("words", "in words"),
      ],
      count: findings.count, event: { faults[findings[$0].fault].event }
    ) { number in
      let finding = findings[number]
      let fault = faults[finding.fault]
      return timeline.heading(ofEvent: fault.event, thread: fault.thread) + [
        .address(fault.address.raw), .size(finding.bytes), .size(finding.blockBytes),
        .text(finding.reason.rawValue), .optional(finding.slot), .text(finding.reason.words),
      ]
    }
  }

  /// How many faults each reason explains; blocks are counted beside them.
  static func reasons(_ timeline: Timeline, where isWanted: (Int) -> Bool) -> ReportTable {
    let found = BlockReasons(timeline, where: isWanted)
    let counts = found.counts
    let faults = timeline.cast.faults
    let hasBlocks = found.blockCount > 0
    return ReportTable(
      "reasons",
      [
        Column("reason"), Column("faults"), Column("first_event", "first"),
        Column("words", "in words"),
      ],
      count: counts.count + (hasBlocks ? 1 : 0),
      event: { number in
        counts.indices.contains(number)
          ? counts[number].faults.first.map { faults[$0].event } : nil
      }
    ) { number in
      guard counts.indices.contains(number) else {
        return [
          .text("block"), .number(found.blockCount), .none, .text("mapped by a block, or more"),
        ]
      }
      let row = counts[number]
      return [
        .text(row.reason.rawValue), .number(row.faults.count),
        .optional(row.faults.first.map { faults[$0].event }), .text(row.reason.words),
      ]
    }
  }
}
