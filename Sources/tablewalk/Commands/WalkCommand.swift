import ArgumentParser
import VMSA

/// `tablewalk walk`: one translation, level by level.
struct WalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk",
    abstract: "Translate one address, level by level, from registers and entries you give.",
    discussion: """
      Stage 1 needs --tcr and --ttbr0 or --ttbr1, stage 2 needs --vtcr and --vttbr; with both, each \
      fetch of a stage 1 table is translated by stage 2. Permissions, hardware updates and the \
      exception are worked out when --access, --regime, --cpu, --set or both stages are given. \
      Registers not given are 0, but that translation is on where tables are given. Entries are \
      what an oops or a debugger shows: --entry ADDRESS=DESCRIPTOR, as often as needed. Where an \
      entry is not given, the walk stops and says which it would read.

      tablewalk walk 0xffff800080012340 --tcr 0x400035b5503510 --ttbr1 0x41b44000 \\
        --entry 0x41b44800=0x10000000bfff003
      """)

  @Argument(help: "The virtual address, or the intermediate physical address for stage 2.")
  var address: String

  @Option(help: "TCR_EL1.") var tcr: String?
  @Option(help: "TTBR0_EL1.") var ttbr0: String?
  @Option(help: "TTBR1_EL1.") var ttbr1: String?
  @Option(help: "VTCR_EL2.") var vtcr: String?
  @Option(help: "VTTBR_EL2.") var vttbr: String?

  @OptionGroup var translation: TranslationOptions

  @Option(name: .customLong("entry"), help: "A table entry, ADDRESS=DESCRIPTOR.")
  var entries: [String] = []

  @Option(help: "Write text or json.")
  var format = OutputFormat.text

  func run() throws {
    guard format == .text || format == .json else {
      throw UsageError(description: "walk is written as text or json, not \(format).")
    }
    let address = try number(self.address, as: "ADDRESS")
    if translation.isAsked || (tcr != nil && vtcr != nil) {
      let report = try translationReport(address)
      try Output.write(format == .json ? try JSONOutput.text(report) : report.text)
      return
    }
    let report = WalkReport(
      Walk.translate(address, from: try root(address), in: try memory()))
    try Output.write(format == .json ? try JSONOutput.text(report) : report.text)
  }

  /// The whole translation: permissions, both stages, the exception.
  private func translationReport(_ address: UInt64) throws -> TranslationReport {
    var registers = try translation.registers()
    let regime = translation.regime
    for (text, name, path) in [
      (tcr, "--tcr", regime.tcr), (ttbr0, "--ttbr0", regime.ttbr0),
      (ttbr1, "--ttbr1", regime.ttbr1), (vtcr, "--vtcr", \SystemRegisters.vtcrEL2),
      (vttbr, "--vttbr", \SystemRegisters.vttbrEL2),
    ] {
      if let text { registers[keyPath: path] = try number(text, as: name) }
    }
    try translation.switchOn(&registers, stage1: tcr != nil, stage2: vtcr != nil)
    let translator = Translator(
      registers, regime: regime.regime, processor: try translation.processor())
    let result = translator.translate(
      VirtualAddress(address), for: translation.accessToMake, in: try memory())
    return TranslationReport(result, by: translator)
  }

  private func root(_ address: UInt64) throws -> WalkRoot {
    do {
      if let vtcr, let vttbr {
        return try Stage2Configuration(
          vtcr: try number(vtcr, as: "--vtcr"), vttbr: try number(vttbr, as: "--vttbr")
        ).root()
      }
      guard let tcr, ttbr0 != nil || ttbr1 != nil else {
        throw UsageError(
          description: "Stage 1 needs --tcr and --ttbr0 or --ttbr1; stage 2 --vtcr and --vttbr.")
      }
      return try stage1Root(address, tcr: try number(tcr, as: "--tcr"))
    } catch let error as RegisterError {
      throw UsageError(description: "\(error.place): \(error.sentence)")
    }
  }

  private func stage1Root(_ address: UInt64, tcr: UInt64) throws -> WalkRoot {
    let region = AddressRegion(selectedBy: VirtualAddress(address))
    let missing = region == .lower ? ttbr0 == nil : ttbr1 == nil
    guard !missing else {
      throw UsageError(
        description: "\(VirtualAddress(address)) is translated by "
          + "\(region == .lower ? "TTBR0: give --ttbr0" : "TTBR1: give --ttbr1").")
    }
    let configuration = Stage1Configuration(
      tcr: tcr, ttbr0: try ttbr0.map { try number($0, as: "--ttbr0") } ?? 0,
      ttbr1: try ttbr1.map { try number($0, as: "--ttbr1") } ?? 0)
    return try configuration.root(for: VirtualAddress(address))
  }

  private func memory() throws -> RecordedEntries {
    var words: [UInt64: UInt64] = [:]
    for entry in entries {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError(description: "--entry \(entry): expected ADDRESS=DESCRIPTOR.")
      }
      words[try number(parts[0], as: "--entry")] = try number(parts[1], as: "--entry")
    }
    return RecordedEntries(words)
  }

  private func number(_ text: String, as name: String) throws -> UInt64 {
    guard let number = Hexadecimal.parse(text) else {
      throw UsageError(description: "\(name) \(text): expected a number such as 0x4020_1000.")
    }
    return number
  }
}
