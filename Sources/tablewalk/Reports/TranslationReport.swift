import VMSA

/// A whole translation, both stages: what `walk` prints when permissions or both stages are asked.
///
/// The keys are a promise to scripts: none is renamed or dropped while ``version`` is 1.
struct TranslationReport: Encodable {
  let version = 1
  let address: String
  let regime: String
  let access: String
  let accesses: [TableAccessReport]
  let updates: [Update]
  /// “mapped”, “fault” or “unknown entry”.
  let result: String
  @Nullable var output: String?
  @Nullable var intermediate: String?
  @Nullable var attributes: String?
  @Nullable var parEL1: String?
  @Nullable var fault: Fault?
  @Nullable var unknownEntry: String?

  struct TableAccessReport: Encodable {
    let purpose: String
    let stage: Int
    let level: Int
    let index: Int
    let entry: String
    let descriptor: String
    let meaning: String
  }

  struct Update: Encodable {
    let entry: String
    let stage: Int
    let before: String
    let after: String
  }

  struct Fault: Encodable {
    let words: String
    let exceptionLevel: Int
    let esr: String
    let far: String
    @Nullable var hpfar: String?
  }

  init(_ translation: Translation, by translator: Translator) {
    address = translation.address.hex
    regime = translator.regime.words
    access = translation.access.words
    accesses = translation.accesses.map(TableAccessReport.init)
    updates = translation.updates.map {
      Update(
        entry: $0.address.hex, stage: Int($0.stage.rawValue), before: Hexadecimal.plain($0.before),
        after: Hexadecimal.plain($0.after))
    }
    parEL1 = translator.parEL1(of: translation).map { Hexadecimal.plain($0.raw) }
    switch translation.result {
    case .success(let mapping):
      result = "mapped"
      output = mapping.output.hex
      intermediate = mapping.stage2Leaf == nil ? nil : mapping.intermediate.hex
      attributes =
        translator.attributes(
          of: mapping, at: translation.address, for: translation.access
        ).words
    case .failure(.fault(let fault)):
      result = "fault"
      self.fault = Fault(fault, translation, translator)
    case .failure(.unknownEntry(let entry, _, _)):
      result = "unknown entry"
      unknownEntry = entry.hex
    }
  }
}

extension TranslationReport.TableAccessReport {
  init(_ access: TableAccess) {
    let purpose =
      switch access.purpose {
      case .stage1: "stage 1"
      case .locatesTable(let level): "stage 2 of the stage 1 table at level \(level.number)"
      case .updatesTable(let level): "stage 2 of the update of the table at level \(level.number)"
      case .locatesOutput: "stage 2 of the output"
      }
    self.init(
      purpose: purpose, stage: Int(access.stage.rawValue), level: access.level.number,
      index: access.step.index, entry: access.physicalAddress.hex,
      descriptor: Hexadecimal.plain(access.step.descriptor.raw),
      meaning: access.step.descriptor.summary)
  }
}

extension TranslationReport.Fault {
  init(_ fault: TranslationFault, _ translation: Translation, _ translator: Translator) {
    let abort = translator.abort(
      for: fault, at: translation.address, access: translation.access)
    self.init(
      words: fault.words, exceptionLevel: abort.exceptionLevel,
      esr: Hexadecimal.plain(abort.syndrome.raw), far: Hexadecimal.plain(abort.faultAddress),
      hpfar: Nullable(wrappedValue: abort.intermediateFaultAddress.map(Hexadecimal.plain)))
  }
}

extension TranslationReport {
  /// The translation for people: the accesses in order, grouped by what they are for.
  var text: String {
    var lines = ["\(address) · \(regime) · \(access)"]
    var purpose = ""
    for (number, access) in accesses.enumerated() {
      if access.purpose != purpose {
        purpose = access.purpose
        lines.append("  \(purpose)")
      }
      lines.append(
        "    \(number + 1): L\(access.level)[\(access.index)] \(access.entry) ─► "
          + "\(access.descriptor)  \(access.meaning)")
    }
    lines += updates.map {
      "  hardware updates the stage \($0.stage) entry \($0.entry): \($0.before) ─► \($0.after)"
    }
    if let intermediate { lines.append("  intermediate physical address \(intermediate)") }
    if let output { lines.append("  output address \(output), \(attributes ?? "")") }
    if let fault {
      lines.append("  \(fault.words)")
      let hpfar = fault.hpfar.map { ", HPFAR_EL2 \($0)" } ?? ""
      lines.append(
        "  taken to EL\(fault.exceptionLevel): ESR \(fault.esr), FAR \(fault.far)\(hpfar)")
    }
    if let parEL1 { lines.append("  PAR_EL1 after an address translation instruction: \(parEL1)") }
    if let unknownEntry {
      lines.append(
        "  the walk reads \(unknownEntry) next; give it: --entry \(unknownEntry)=DESCRIPTOR")
    }
    return lines.joined(separator: "\n")
  }
}
