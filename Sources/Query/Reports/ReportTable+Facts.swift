import Machine

extension ReportTable {
  /// How many facts of each kind are observed, and how many inferred by which rule.
  static func facts(_ timeline: Timeline, where isWanted: (Int) -> Bool) -> ReportTable {
    let counts = FactCounts(timeline, where: isWanted).counts
    return ReportTable(
      "facts",
      [
        Column("fact"), Column("provenance"), Column("rule"), Column("count"),
        Column("first_event", "first"), Column("because"),
      ],
      count: counts.count, event: { counts[$0].firstEvent }
    ) { number in
      let count = counts[number]
      return [
        .text(count.kind.rawValue), .text(count.provenance.word), count.provenance.ruleCell,
        .number(count.count), .number(count.firstEvent), .text(count.provenance.sentence),
      ]
    }
  }
}
