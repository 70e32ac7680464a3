import Documents
import VMSA

/// One translation to look at: registers, tables in memory, an address and an access.
public struct TranslationCase: Sendable {
  /// The registers.
  public var registers: SystemRegisters
  /// The processor.
  public var processor: ProcessorFeatures
  /// The words of the tables by their physical address; others are 0.
  public var entries: [UInt64: UInt64]
  /// The address asked for.
  public var address: VirtualAddress
  /// What is asked.
  public var access: Access

  /// Takes a case's parts.
  public init(
    registers: SystemRegisters, processor: ProcessorFeatures, entries: [UInt64: UInt64],
    address: VirtualAddress, access: Access
  ) {
    self.registers = registers
    self.processor = processor
    self.entries = entries
    self.address = address
    self.access = access
  }

  /// The engine for its registers: EL1&0, with stage 2 if HCR_EL2.VM is set.
  public var translator: Translator {
    Translator(registers, regime: .el1And0, processor: processor)
  }

  /// Its memory.
  public var memory: CaseMemory { CaseMemory(words: entries) }

  /// What the engine says of it, with every entry that is read on the way.
  public var translation: Translation { translation(for: access) }

  /// What the engine says of another access to the same address.
  public func translation(for access: Access) -> Translation {
    translator.translate(address, for: access, in: memory)
  }

  /// Where stage 1 walks of the address start; nil when the registers start none.
  public var root: WalkRoot? { translator.half(of: address).root }

  /// Where stage 2 walks start; nil without a stage 2.
  public var stage2Root: WalkRoot? { translator.stage2?.root }

  /// The entries of stage 1's own tables that the translation reads, from the first level down.
  public var steps: [WalkStep] {
    translation.accesses.filter { $0.purpose == .stage1 }.map(\.step)
  }
}

/// The memory of a case: the words it knows, and zeros.
public struct CaseMemory: PhysicalMemory, Sendable {
  /// The words by address.
  public var words: [UInt64: UInt64]

  /// The word at `address`.
  public func descriptor(at address: PhysicalAddress) -> UInt64? { words[address.raw] ?? 0 }
}
