import ArgumentParser
import VMSA

/// The registers that say where tables are, and the entries in them.
struct TableOptions: ParsableArguments {
  @Option(help: "TCR_EL1.") var tcr: String?
  @Option(help: "TTBR0_EL1.") var ttbr0: String?
  @Option(help: "TTBR1_EL1.") var ttbr1: String?
  @Option(help: "VTCR_EL2.") var vtcr: String?
  @Option(help: "VTTBR_EL2.") var vttbr: String?

  @Option(name: .customLong("entry"), help: "A table entry, ADDRESS=DESCRIPTOR.")
  var entries: [String] = []

  /// Whether any was given.
  var isGiven: Bool {
    !entries.isEmpty || [tcr, ttbr0, ttbr1, vtcr, vttbr].contains { $0 != nil }
  }

  /// Whether both stages were given.
  var hasBothStages: Bool { tcr != nil && vtcr != nil }

  /// The regime that the registers make, with the other options of a translation.
  func translator(_ options: TranslationOptions) throws -> Translator {
    var registers = try options.registers()
    let regime = options.regime
    for (text, name, path) in [
      (tcr, "--tcr", regime.tcr), (ttbr0, "--ttbr0", regime.ttbr0),
      (ttbr1, "--ttbr1", regime.ttbr1), (vtcr, "--vtcr", \SystemRegisters.vtcrEL2),
      (vttbr, "--vttbr", \SystemRegisters.vttbrEL2),
    ] {
      if let text { registers[keyPath: path] = try TableOptions.number(text, as: name) }
    }
    try options.switchOn(&registers, stage1: tcr != nil, stage2: vtcr != nil)
    return Translator(registers, regime: regime.regime, processor: try options.processor())
  }

  /// The entries.
  func memory() throws -> RecordedEntries {
    var words: [UInt64: UInt64] = [:]
    for entry in entries {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError(description: "--entry \(entry): expected ADDRESS=DESCRIPTOR.")
      }
      words[try TableOptions.number(parts[0], as: "--entry")] =
        try TableOptions.number(parts[1], as: "--entry")
    }
    return RecordedEntries(words)
  }

  /// A number as it is typed.
  static func number(_ text: String, as name: String) throws -> UInt64 {
    guard let number = Hexadecimal.parse(text) else {
      throw UsageError(description: "\(name) \(text): expected a number such as 0x4020_1000.")
    }
    return number
  }
}
