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
}

extension TranslationCase {
  init(_ value: DocumentValue) throws(DocumentError) {
    throw value.expected("a case of translation")
  }
}
