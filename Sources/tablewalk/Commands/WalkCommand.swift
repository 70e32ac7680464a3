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

  @OptionGroup var tables: TableOptions

  @OptionGroup var translation: TranslationOptions

  @Option(help: "Write text or json.")
  var format = OutputFormat.text

  func run() throws {
    guard format == .text || format == .json else {
      throw UsageError(
        description: "walk is written as text or json, not \(format); “tablewalk export --address” "
          + "draws it.")
    }
    let address = try TableOptions.number(self.address, as: "ADDRESS")
    if translation.isAsked || tables.hasBothStages {
      let report = try translationReport(address)
      try Output.write(format == .json ? try JSONOutput.text(report) : report.text)
      return
    }
    let report = WalkReport(
      Walk.translate(address, from: try root(address), in: try tables.memory()))
    try Output.write(format == .json ? try JSONOutput.text(report) : report.text)
  }

  /// The whole translation: permissions, both stages, the exception.
  private func translationReport(_ address: UInt64) throws -> TranslationReport {
    let translator = try tables.translator(translation)
    let result = translator.translate(
      VirtualAddress(address), for: translation.accessToMake, in: try tables.memory())
    return TranslationReport(result, by: translator)
  }

  private func root(_ address: UInt64) throws -> WalkRoot {
    do {
      if let vtcr = tables.vtcr, let vttbr = tables.vttbr {
        return try Stage2Configuration(
          vtcr: try TableOptions.number(vtcr, as: "--vtcr"),
          vttbr: try TableOptions.number(vttbr, as: "--vttbr")
        ).root()
      }
      guard let tcr = tables.tcr, tables.ttbr0 != nil || tables.ttbr1 != nil else {
        throw UsageError(
          description: "Stage 1 needs --tcr and --ttbr0 or --ttbr1; stage 2 --vtcr and --vttbr.")
      }
      return try stage1Root(address, tcr: try TableOptions.number(tcr, as: "--tcr"))
    } catch let error as RegisterError {
      throw UsageError(description: "\(error.place): \(error.sentence)")
    }
  }

  private func stage1Root(_ address: UInt64, tcr: UInt64) throws -> WalkRoot {
    let region = AddressRegion(selectedBy: VirtualAddress(address))
    let missing = region == .lower ? tables.ttbr0 == nil : tables.ttbr1 == nil
    guard !missing else {
      throw UsageError(
        description: "\(VirtualAddress(address)) is translated by "
          + "\(region == .lower ? "TTBR0: give --ttbr0" : "TTBR1: give --ttbr1").")
    }
    let configuration = Stage1Configuration(
      tcr: tcr, ttbr0: try tables.ttbr0.map { try TableOptions.number($0, as: "--ttbr0") } ?? 0,
      ttbr1: try tables.ttbr1.map { try TableOptions.number($0, as: "--ttbr1") } ?? 0)
    return try configuration.root(for: VirtualAddress(address))
  }
}
