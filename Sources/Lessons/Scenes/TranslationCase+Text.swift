import VMSA

extension TranslationCase {
  /// The registers that matter, with what they say.
  public var registerLines: [String] {
    var lines: [String] = []
    if let root {
      let name = root.region == .lower ? "TTBR0_EL1" : "TTBR1_EL1"
      lines.append("stage 1: \(Self.words(root)), \(name) → \(root.tableAddress.grouped)")
    }
    if let root = stage2Root {
      lines.append("stage 2: \(Self.words(root)), VTTBR_EL2 → \(root.tableAddress.grouped)")
    }
    let flags = flagWords
    if !flags.isEmpty { lines.append("set:     " + flags.joined(separator: ", ")) }
    return lines
  }

  /// The control bits that are set and change what an access may do.
  public var flagWords: [String] {
    var flags: [String] = []
    if translator.stage1.writableIsNeverExecuted { flags.append("SCTLR_EL1.WXN") }
    if access.neverAccessesUserMemory { flags.append("PSTATE.PAN") }
    if root?.setsAccessFlag ?? false { flags.append("TCR_EL1.HA") }
    if translator.stage1.setsDirtyState { flags.append("TCR_EL1.HD") }
    if root?.format.isWide ?? false { flags.append("52-bit descriptors") }
    return flags
  }

  /// Granule, size and first level of a stage.
  static func words(_ root: WalkRoot) -> String {
    let tables = root.concatenatedTables
    let first = tables > 1 ? ", \(tables) tables side by side" : ""
    return "\(root.format.granule.name) granule, \(root.inputBits)-bit addresses, "
      + "from \(root.startLevel.words)\(first)"
  }

  /// The tables on the way, with those of their entries that are not 0 near the one that is read.
  public var tableLines: [String] {
    var lines: [String] = []
    var shown: Set<UInt64> = []
    for access in translation.accesses {
      let step = access.step
      let table = access.physicalAddress.raw &- UInt64(step.index) &* 8
      guard shown.insert(table).inserted else { continue }
      let stage = translator.stage2 == nil ? "" : "\(access.stage.words) "
      lines.append("\(stage)\(access.level.words) table at \(Hexadecimal.grouped(table))")
      lines += entryLines(table, around: step)
    }
    return lines
  }

  /// Five entries at most: those around one that are not 0.
  private func entryLines(_ table: UInt64, around step: WalkStep) -> [String] {
    let count = step.descriptor.format.granule.entriesPerTable
    let near = max(0, step.index - 2)...min(max(count, step.index + 1) - 1, step.index + 2)
    return near.compactMap { index in
      let address = table &+ UInt64(index) &* 8
      let word = entries[address] ?? 0
      guard word != 0 || index == step.index else { return nil }
      return
        "  [\(index)] at \(Hexadecimal.grouped(address)): \(Hexadecimal.grouped(word, groups: 4))"
    }
  }

  /// The registers and the tables on the way: what there is to know.
  public var figure: [String] { registerLines + tableLines }

  /// What is asked: “EL0 writes 0x0000_1234”.
  public var accessWords: String {
    let verb =
      switch access.kind {
      case .read: "reads"
      case .write: "writes"
      case .execute: "fetches an instruction from"
      }
    return "\(access.isUnprivileged ? "EL0" : "EL1") \(verb) `\(address.grouped)`"
  }

  /// The walk entry by entry, and how it ends.
  public var lines: [String] {
    let translation = translation
    return translation.accesses.map { line(of: $0) } + [ending(of: translation)]
  }

  /// One entry that is read: why, which, what it says.
  func line(of access: TableAccess) -> String {
    let step = access.step
    let stage = translator.stage2 == nil ? "" : "\(access.stage.words) "
    return "\(stage)\(step.level.words): index \(step.index) of "
      + "\(Hexadecimal.grouped(access.input)), entry at \(access.physicalAddress) is "
      + "\(Hexadecimal.grouped(step.descriptor.raw, groups: 4)): \(step.descriptor.summary)"
  }

  /// Where it leads, or the fault.
  func ending(of translation: Translation) -> String {
    switch translation.result {
    case .success(let mapping): "\(address) is \(mapping.output)"
    case .failure(.fault(let fault)): fault.words
    case .failure(.unknownEntry(let place, _, _)): "the entry at \(place) is not known"
    }
  }
}
