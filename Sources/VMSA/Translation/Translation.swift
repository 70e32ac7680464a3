/// One translation: the entries read, the writes hardware makes, and how it ended.
public struct Translation: Sendable {
  /// The address asked for.
  public let address: VirtualAddress
  /// What was asked.
  public let access: Access
  /// The entries read, in order.
  public let accesses: TableAccesses
  /// The writes to the tables, in order; they happen whether or not the translation ends well.
  public let updates: [TableUpdate]
  /// How it ended.
  public let result: Result<Mapping, TranslationStop>

  /// Makes a translation from what it found.
  @inlinable
  init(
    address: VirtualAddress, access: Access, accesses: TableAccesses, updates: [TableUpdate],
    result: Result<Mapping, TranslationStop>
  ) {
    self.address = address
    self.access = access
    self.accesses = accesses
    self.updates = updates
    self.result = result
  }

  /// Where the address leads; nil when it leads nowhere.
  public var mapping: Mapping? { try? result.get() }

  /// The fault it ended in; nil when there was none.
  public var fault: TranslationFault? {
    if case .failure(.fault(let fault)) = result { fault } else { nil }
  }
}

/// Where an address leads.
public struct Mapping: Hashable, Sendable {
  /// The address in memory.
  public let output: PhysicalAddress
  /// The output of stage 1, which is `output` where there is no stage 2.
  public let intermediate: IntermediateAddress
  /// The leaf of stage 1; nil when it is off.
  public let stage1Leaf: Descriptor?
  /// The leaf of stage 2; nil when there is none, or it wasn't asked.
  public let stage2Leaf: Descriptor?

  /// Makes a mapping from its parts.
  @inlinable
  init(
    output: PhysicalAddress, intermediate: IntermediateAddress, stage1Leaf: Descriptor?,
    stage2Leaf: Descriptor?
  ) {
    self.output = output
    self.intermediate = intermediate
    self.stage1Leaf = stage1Leaf
    self.stage2Leaf = stage2Leaf
  }
}

/// How far a translation goes.
public enum StageSelection: UInt8, CaseIterable, Hashable, Sendable {
  /// Through all stages there are.
  case all
  /// To the output of stage 1, as AT S1E1R asks; stage 2 still locates the tables.
  case stage1Only
}
