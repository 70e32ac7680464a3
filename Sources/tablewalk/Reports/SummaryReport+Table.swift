import Query

extension SummaryReport {
  /// The report as rows, a figure each, for CSV.
  ///
  /// One form for all figures: what a figure is of stands in columns, so that rows of many recordings
  /// can be put together, filtered and summed.
  var table: ReportTable {
    let rows = figures
    return ReportTable(
      "summary",
      ["section", "name", "figure", "value"].map { ReportTable.Column($0) },
      count: rows.count, event: { _ in nil }
    ) { number in
      let row = rows[number]
      return [.text(row.section), .text(row.name), .text(row.figure), row.value]
    }
  }

  private struct Figure {
    var section: String
    var name: String
    var figure: String
    var value: ReportCell
  }

  private var figures: [Figure] {
    whole + sizes + facts.map(figure) + locks.flatMap(figures) + kinds + sentences
  }

  private var whole: [Figure] {
    let numbers = [
      ("lines", lines), ("events", events), ("unparsed", unparsed), ("lost", lost), ("vms", vms),
      ("threads", threads), ("faults", faults), ("entries_verified", entriesVerified),
      ("entries_corrected", entriesCorrected), ("is_cut_off", isCutOff ? 1 : 0),
      ("is_missing_tables", isMissingTables ? 1 : 0),
    ]
    return [Figure(section: "recording", name: "", figure: "kind", value: .text(kind))]
      + numbers.map { Figure(section: "recording", name: "", figure: $0, value: .number($1)) }
      + [("first_time", firstTime), ("last_time", lastTime)].map { name, time in
        Figure(
          section: "recording", name: "", figure: name,
          value: time.map { .time(Int64($0 * 1e9)) } ?? .none)
      }
  }

  private var sizes: [Figure] {
    [("end", mapped), ("most", peakMapped)].flatMap { figure, counts in
      counts.sorted { $0.key < $1.key }.map {
        Figure(section: "mapped", name: $0.key, figure: figure, value: .number($0.value))
      }
    }
  }

  private func figure(_ fact: Fact) -> Figure {
    Figure(
      section: "fact", name: fact.fact, figure: fact.rule ?? fact.provenance,
      value: .number(fact.count))
  }

  private func figures(_ lock: Lock) -> [Figure] {
    let name = lock.address.isEmpty ? lock.name : "\(lock.name) \(lock.address)"
    return [
      ("reads", .number(lock.reads)), ("writes", .number(lock.writes)),
      ("waits", .number(lock.waits)),
      ("longest_wait_ns", .duration(lock.longestWaitNanoseconds)),
      ("holds", .text(lock.provenance)),
    ].map { Figure(section: "lock", name: name, figure: $0, value: $1) }
  }

  private var kinds: [Figure] {
    eventKinds.sorted { $0.key < $1.key }.map {
      Figure(
        section: "event", name: $0.key,
        figure: unknownKinds[$0.key] == nil ? "understood" : "not_understood",
        value: .number($0.value))
    }
  }

  private var sentences: [Figure] {
    notRecorded.map { Figure(section: "note", name: "", figure: "sentence", value: .text($0)) }
      + firstUnparsed.map {
        Figure(
          section: "unparsed", name: $0.line.map { "line \($0)" } ?? "", figure: "text",
          value: .text($0.text))
      }
  }
}
