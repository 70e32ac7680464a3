/// How one of the two cache domains may hold Normal memory.
///
/// Source: Arm ARM, "MAIR_EL1, Memory Attribute Indirection Register (EL1)", Attr.
public struct Cacheability: Hashable, Sendable {
  /// What a cache does with a write.
  public enum Policy: UInt8, CaseIterable, Hashable, Sendable {
    /// Nothing is cached.
    case nonCacheable
    /// Writes go through to memory.
    case writeThrough
    /// Writes stay in the cache.
    case writeBack
  }

  /// What a cache does with a write.
  public var policy: Policy
  /// Whether a read allocates a line; false when nothing is cached.
  public var allocatesOnRead: Bool
  /// Whether a write allocates a line; false when nothing is cached.
  public var allocatesOnWrite: Bool
  /// Whether a line is expected to be short-lived.
  public var isTransient: Bool

  /// Makes a cacheability; the hints of Non-cacheable memory are dropped.
  public init(
    _ policy: Policy, allocatesOnRead: Bool = true, allocatesOnWrite: Bool = true,
    isTransient: Bool = false
  ) {
    let isCached = policy != .nonCacheable
    self.policy = policy
    self.allocatesOnRead = isCached && allocatesOnRead
    self.allocatesOnWrite = isCached && allocatesOnWrite
    self.isTransient = isCached && isTransient
  }

  /// Nothing is cached.
  public static let nonCacheable = Cacheability(.nonCacheable)
  /// Written back, allocating on reads and writes.
  public static let writeBack = Cacheability(.writeBack)

  /// Reads four bits of MAIR: `0100` Non-cacheable, else transient when bits 3:2 are `00`
  /// (Write-Through) or `01` (Write-Back); bits 1:0 allocate on read and write.
  init(nibble: UInt8) {
    let policy: Policy =
      switch nibble & 0xF {
      case 0b0100: .nonCacheable
      case let bits: bits & 0b0100 == 0 ? .writeThrough : .writeBack
      }
    self.init(
      policy, allocatesOnRead: nibble & 0b10 != 0, allocatesOnWrite: nibble & 0b01 != 0,
      isTransient: nibble & 0b1000 == 0)
  }

  /// The four bits of MAIR and PAR.
  var nibble: UInt8 {
    guard policy != .nonCacheable else { return 0b0100 }
    return (isTransient ? 0 : 0b1000) | (policy == .writeBack ? 0b0100 : 0)
      | (allocatesOnRead ? 0b10 : 0) | (allocatesOnWrite ? 0b01 : 0)
  }

  /// The same hints under another policy.
  func with(_ policy: Policy) -> Cacheability {
    Cacheability(
      policy, allocatesOnRead: allocatesOnRead, allocatesOnWrite: allocatesOnWrite,
      isTransient: isTransient)
  }

  /// What two stages make together: the weaker policy, with stage 1's hints.
  ///
  /// Source: Arm ARM pseudocode, S2CombineS1AttrHints.
  func combined(with stage2: Policy) -> Cacheability {
    with(policy.rawValue < stage2.rawValue ? policy : stage2)
  }

  /// "NC", "WT" or "WB", with "transient".
  public var words: String {
    switch policy {
    case .nonCacheable: "NC"
    case .writeThrough: isTransient ? "WT transient" : "WT"
    case .writeBack: isTransient ? "WB transient" : "WB"
    }
  }
}
