import VMSA

/// The memory of the recorded machines: RAM at 0x4000_0000–0xBFFF_FFFF, 0 where nothing was written.
///
/// Below it and in the two PCI windows above 256 GiB lie devices, whose answers nobody knows; in all
/// other places nothing answers, and a read aborts.
public struct RecordedMemory: PhysicalMemory {
  /// The words that aren't 0.
  public var words: [UInt64: UInt64]

  /// Makes a memory of `words`.
  public init(_ words: [UInt64: UInt64]) { self.words = words }

  /// Where there is RAM.
  public static let ram: ClosedRange<UInt64> = 0x4000_0000...0xBFFF_FFFF

  /// Where devices may answer: all below RAM, and QEMU's windows from 256 GiB to 1 TiB.
  static func mayBeDevice(_ address: PhysicalAddress) -> Bool {
    address.raw < ram.lowerBound || (1 << 38..<1 << 40).contains(address.raw)
  }

  /// The word at `address`; nil outside RAM.
  public func descriptor(at address: PhysicalAddress) -> UInt64? {
    Self.ram.contains(address.raw) ? words[address.raw] ?? 0 : nil
  }

  /// Writes what hardware writes.
  public mutating func apply(_ updates: [TableUpdate]) {
    for update in updates { words[update.address.raw] = update.after }
  }
}

/// An operation of the recordings: which access of which regime, through which stages.
struct RecordedOperation {
  /// Whose address.
  let regime: TranslationRegime
  /// What is done with it.
  let access: Access
  /// How far the translation goes.
  let stages: StageSelection
  /// What a hypervisor is told of the instruction.
  let instruction: InstructionSyndrome?

  /// Reads an operation's name; nil for an unknown one.
  ///
  /// AT: `S1` or `S12`, `E0` to `E3`, `R` or `W`, and `P` for PAN. Accesses of the recording program:
  /// LDR of x2, STR of x1, both 8 bytes, and a fetch. An AT of EL1 by EL2 asks EL2&0 when HCR_EL2
  /// has E2H and TGE.
  init?(_ name: String, hypervisor: HypervisorConfiguration, pan: Bool) {
    if let (kind, isEL0) = Self.program[name] {
      regime = .el1And0
      access = Access(kind, isUnprivileged: isEL0, pan: pan, sizeBytes: kind == .execute ? 4 : 8)
      stages = .all
      instruction =
        kind == .execute
        ? nil : InstructionSyndrome(sizeShift: 3, register: kind == .read ? 2 : 1, is64Bit: true)
      return
    }
    guard let dash = name.firstIndex(of: "E"), let stages = Self.stages[String(name[..<dash])]
    else { return nil }
    let rest = Array(name[dash...].dropFirst())
    guard (2...3).contains(rest.count), let level = rest[0].wholeNumberValue,
      rest[1] == "R" || rest[1] == "W", rest.count == 2 || rest[2] == "P", level <= 3
    else { return nil }
    let isHost = hypervisor.hostsAtEL2
    switch level {
    case 0, 1:
      regime = isHost && hypervisor.trapsGeneralExceptions ? .el2And0 : .el1And0
    case 2: regime = isHost ? .el2And0 : .el2
    default: regime = .el3
    }
    access = Access(
      rest[1] == "R" ? .read : .write, isUnprivileged: level == 0, pan: rest.count == 3,
      origin: .addressTranslation)
    self.stages = stages
    instruction = nil
  }

  private static let stages: [String: StageSelection] = ["S1": .stage1Only, "S12": .all]

  private static let program: [String: (Access.Kind, isEL0: Bool)] = [
    "LDR_EL0": (.read, true), "LDR_EL1": (.read, false), "STR_EL0": (.write, true),
    "STR_EL1": (.write, false), "EXEC_EL0": (.execute, true), "EXEC_EL1": (.execute, false),
  ]
}
