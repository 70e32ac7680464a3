import ArgumentParser
import VMSA

/// Which translation is asked for, beyond the registers of its tables.
struct TranslationOptions: ParsableArguments {
  @Option(help: "Whose addresses: el1, el2, el2-vhe (with E2H) or el3.")
  var regime = RegimeName.el1

  @Option(help: "The access: read, write or execute.")
  var access: AccessName?

  @Flag(help: "The access is made at EL0.")
  var el0 = false

  @Flag(help: "PSTATE.PAN is set.")
  var pan = false

  @Option(help: "The processor: \(TranslationOptions.processorNames).")
  var cpu: String?

  @Option(name: .customLong("set"), help: "Another register, NAME=VALUE, such as MAIR_EL1=0xff.")
  var settings: [String] = []

  static let processorNames = ProcessorFeatures.presets.map(\.name).joined(separator: ", ")

  /// Whether anything asks for more than where the tables lead.
  var isAsked: Bool {
    access != nil || el0 || pan || cpu != nil || !settings.isEmpty || regime != .el1
  }

  /// The access, a privileged read when none is named.
  var accessToMake: Access {
    Access((access ?? .read).kind, isUnprivileged: el0, pan: pan)
  }

  /// The processor, the one with everything when none is named.
  func processor() throws -> ProcessorFeatures {
    guard let cpu else { return .max }
    guard let processor = ProcessorFeatures(named: cpu) else {
      throw UsageError(
        description: "--cpu \(cpu): there are \(TranslationOptions.processorNames).")
    }
    return processor
  }

  /// The registers named by --set; the others are 0.
  func registers() throws -> SystemRegisters {
    var registers = SystemRegisters()
    for setting in settings {
      let (name, value) = try parts(of: setting)
      guard let path = SystemRegisters.path(named: name) else {
        throw UsageError(
          description: "--set \(setting): no register of translation is called \(name).")
      }
      registers[keyPath: path] = value
    }
    return registers
  }

  /// Switches translation on where tables are given and nothing else was said: SCTLR.M, HCR.VM.
  func switchOn(_ registers: inout SystemRegisters, stage1: Bool, stage2: Bool) throws {
    let named = Set(try settings.map { try parts(of: $0).name })
    if stage1 && !named.contains(regime.controlName) { registers[keyPath: regime.control] |= 1 }
    guard !named.contains("HCR_EL2") else { return }
    if stage2 { registers.hcrEL2 |= 1 }
    if regime == .el2VHE { registers.hcrEL2 |= 1 << 34 }
  }

  private func parts(of setting: String) throws -> (name: String, value: UInt64) {
    let parts = setting.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let value = Hexadecimal.parse(parts[1]) else {
      throw UsageError(description: "--set \(setting): expected NAME=VALUE.")
    }
    return (String(parts[0]).uppercased(), value)
  }
}

/// The kinds of access as they are typed.
enum AccessName: String, ExpressibleByArgument, CaseIterable {
  case read, write, execute

  var kind: Access.Kind {
    switch self {
    case .read: .read
    case .write: .write
    case .execute: .execute
    }
  }
}

/// The regimes as they are typed, and which registers hold theirs.
enum RegimeName: String, ExpressibleByArgument, CaseIterable {
  case el1, el2
  case el2VHE = "el2-vhe"
  case el3

  var regime: TranslationRegime {
    switch self {
    case .el1: .el1And0
    case .el2: .el2
    case .el2VHE: .el2And0
    case .el3: .el3
    }
  }

  var tcr: WritableKeyPath<SystemRegisters, UInt64> {
    pick(\.tcrEL1, \.tcrEL2, \.tcrEL3)
  }

  var ttbr0: WritableKeyPath<SystemRegisters, UInt64> {
    pick(\.ttbr0EL1, \.ttbr0EL2, \.ttbr0EL3)
  }

  /// EL3 has none; what is given there has no effect.
  var ttbr1: WritableKeyPath<SystemRegisters, UInt64> {
    pick(\.ttbr1EL1, \.ttbr1EL2, \.ttbr1EL2)
  }

  var control: WritableKeyPath<SystemRegisters, UInt64> {
    pick(\.sctlrEL1, \.sctlrEL2, \.sctlrEL3)
  }

  var controlName: String { "SCTLR_EL\(regime.exceptionLevel)" }

  private func pick(
    _ el1: WritableKeyPath<SystemRegisters, UInt64>,
    _ el2: WritableKeyPath<SystemRegisters, UInt64>,
    _ el3: WritableKeyPath<SystemRegisters, UInt64>
  ) -> WritableKeyPath<SystemRegisters, UInt64> {
    switch self {
    case .el1: el1
    case .el2, .el2VHE: el2
    case .el3: el3
    }
  }
}
