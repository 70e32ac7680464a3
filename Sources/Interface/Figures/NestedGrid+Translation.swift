import VMSA

extension NestedGrid {
  /// The grid of a translation, as the engine recorded it.
  public init(_ translation: Translation, by translator: Translator) {
    title = [
      "VA \(translation.address.grouped)", translator.regime.words, translation.access.words,
    ].joined(separator: " · ")
    (levels, rows) = ([], [])
    output = translation.mapping?.output
    outcome = NestedGrid.outcome(of: translation)
    for (place, access) in translation.accesses.enumerated() {
      add(Lookup(access, number: place + 1), for: access.purpose, of: access.input)
    }
    let way = TranslationWay(translation, translator)
    if case .failure(let stop) = translation.result { end(at: stop, translation, way) }
    levels = Set(rows.flatMap(\.stage2).map(\.level)).sorted()
  }

  /// Where a translation comes to, in words.
  static func outcome(of translation: Translation) -> String {
    switch translation.result {
    case .success(let mapping):
      "PA \(mapping.output.grouped)"
        + (mapping.stage2Leaf == nil ? "" : " · IPA \(mapping.intermediate.grouped)")
    case .failure(.fault(let fault)): fault.words
    case .failure(.unknownEntry(let entry, let stage, let level)):
      "not known: the \(stage.words) \(level.words) entry at \(entry.grouped) was not given"
    }
  }

  private mutating func add(
    _ lookup: Lookup, for purpose: TableAccess.Purpose, of input: UInt64
  ) {
    if lookup.stage == .two {
      begin(purpose, of: input)
      rows[rows.count - 1].stage2.append(lookup)
    } else {
      begin(.locatesTable(lookup.level), of: lookup.address.raw)
      rows[rows.count - 1].stage1 = lookup
    }
  }

  /// Begins a row unless the last one is for the same.
  private mutating func begin(_ purpose: TableAccess.Purpose, of input: UInt64) {
    guard rows.last?.purpose != purpose else { return }
    rows.append(Row(purpose: purpose, name: NestedGrid.name(of: purpose), input: input))
  }

  private static func name(of purpose: TableAccess.Purpose) -> String {
    switch purpose {
    case .stage1: "stage 1"
    case .locatesTable(let level): "stage 1 \(level.shortName)"
    case .updatesTable(let level): "write of \(level.shortName)"
    case .locatesOutput: "output"
    }
  }

  // MARK: - The end without an answer

  private mutating func end(
    at stop: TranslationStop, _ translation: Translation, _ way: TranslationWay
  ) {
    switch stop {
    case .unknownEntry(let address, let stage, let level):
      var lookup = Lookup(
        number: translation.accesses.count + 1, stage: stage, level: level, index: nil,
        address: address, summary: "not given")
      lookup.isStop = true
      guard let next = way.next else { return }
      add(lookup, for: next.purpose, of: next.input)
    case .fault(let fault): mark(fault, translation, way)
    }
  }

  /// Marks the entry that a fault is met at; one met before an entry is read has a row without any.
  private mutating func mark(
    _ fault: TranslationFault, _ translation: Translation, _ way: TranslationWay
  ) {
    guard let last = translation.accesses.last else {
      if fault.stage == .two, let next = way.next { begin(next.purpose, of: next.input) }
      return
    }
    let isMetThere =
      fault.stage == last.stage
      && (fault.stage == .one || fault.intermediateAddress?.raw == last.input)
    guard isMetThere else {
      if let next = way.next { begin(next.purpose, of: next.input) }
      return
    }
    if last.stage == .one {
      rows[rows.count - 1].stage1?.isStop = true
    } else {
      let place = rows[rows.count - 1].stage2.count - 1
      rows[rows.count - 1].stage2[place].isStop = true
    }
  }
}

extension NestedGrid.Lookup {
  fileprivate init(_ access: TableAccess, number: Int) {
    self.init(
      number: number, stage: access.stage, level: access.level, index: access.step.index,
      address: access.physicalAddress,
      summary: NestedGrid.Lookup.summary(of: access.step.descriptor))
  }

  /// What an entry leads to: in a grid that counts for more than what it permits.
  private static func summary(of descriptor: Descriptor) -> String {
    switch descriptor.kind {
    case .page: "page \(descriptor.outputAddress.grouped)"
    case .block: "block \(descriptor.outputAddress.grouped)"
    case .table, .invalid, .reserved: descriptor.summary
    }
  }
}
