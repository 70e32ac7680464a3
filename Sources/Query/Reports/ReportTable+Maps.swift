import Machine
import VMSA

extension ReportTable {
  /// Every block and page entered into a table, by the numbers of the changes.
  ///
  /// What was there when an entry was first seen was not mapped by the event, and is not listed.
  static func maps(_ timeline: Timeline, where isWanted: (Int) -> Bool) -> ReportTable {
    let cast = timeline.cast
    let log = timeline.log
    var found: [(event: Int, change: Int)] = []
    for event in 0..<timeline.count {
      var isAsked = false
      for (number, change) in log.changes(ofEventAt: event).enumerated() {
        guard change.kind == .descriptor, change.new & 1 == 1,
          let leaf = change.descriptor(change.new, in: cast), leaf.isLeaf
        else { continue }
        // A page may be entered by each of many changes of one event: it is asked once.
        if !isAsked {
          guard isWanted(event) else { break }
          isAsked = true
        }
        found.append((event, number))
      }
    }
    let rows = found
    return ReportTable(
      "maps",
      [
        Column("event"), Column("time"), Column("thread"), Column("root"), Column("ipa"),
        Column("bytes", "size"), Column("level"), Column("output"), Column("descriptor"),
        Column("old"), Column("provenance"), Column("rule"),
      ],
      count: rows.count, event: { rows[$0].event }
    ) { number in
      let row = rows[number]
      guard let change = log.changes(ofEventAt: row.event).change(at: row.change),
        let table = change.table(in: cast), let leaf = change.descriptor(change.new, in: cast)
      else { return [] }
      return timeline.heading(ofEvent: row.event, thread: log.thread(ofEventAt: row.event)) + [
        .text(cast.roots[cast.tables[table].root].name),
        cast.inputAddress(ofSlot: Int(change.subject)).map(ReportCell.address) ?? .none,
        .size(leaf.leafSizeBytes), .number(leaf.level.number), .address(leaf.outputAddress.raw),
        .address(change.new), .address(change.old), .text(change.provenance.word),
        change.provenance.ruleCell,
      ]
    }
  }
}

extension Provenance {
  /// The name of the rule, as a cell.
  var ruleCell: ReportCell {
    if case .inferred(let rule) = self { .text("\(rule)") } else { .none }
  }
}
