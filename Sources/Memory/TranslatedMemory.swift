import VMSA

/// Memory as a guest sees it: every address goes through stage 2 first.
///
/// Tables of a guest stand at intermediate addresses; walks and visits of them read through this.
/// Stage 2's permissions are not looked at.
public struct TranslatedMemory<Memory: PhysicalMemory>: TableMemory {
  /// The tables that lead from intermediate to physical addresses.
  public let stage2: PreparedWalk
  /// The memory both the tables and the guest's words stand in.
  public let memory: Memory

  /// Makes a guest's view of `memory`.
  public init(_ memory: Memory, through stage2: WalkRoot) {
    self.memory = memory
    self.stage2 = PreparedWalk(stage2)
  }

  /// The word at an intermediate address; nil where stage 2 leads nowhere.
  public func descriptor(at address: PhysicalAddress) -> UInt64? {
    guard let output = stage2.output(of: address.raw, in: memory) else { return nil }
    return memory.descriptor(at: output)
  }

  /// Lends words for reading, copied: stage 2 may put side by side what isn't.
  public func withWords<Result>(
    at address: PhysicalAddress, count: Int, _ body: (Span<UInt64>) -> Result
  ) -> Result? {
    guard count > 0, count <= 1 << 20 else { return nil }
    var words: [UInt64] = []
    for index in 0..<count {
      guard let word = descriptor(at: address.advanced(by: UInt64(index) * 8)) else { return nil }
      words.append(word)
    }
    return body(words.span)
  }
}
