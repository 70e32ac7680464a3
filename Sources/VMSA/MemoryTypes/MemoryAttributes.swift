/// The type of a piece of memory and who keeps it coherent: what MAIR and stage 2 decide.
///
/// Source: Arm ARM, "Memory types and attributes"; pseudocode MemoryAttributes.
public struct MemoryAttributes: Hashable, Sendable {
  /// The type.
  public var type: MemoryType
  /// The shareability as described, before what Device and Non-cacheable memory force.
  public var shareability: Shareability

  /// Makes attributes.
  public init(type: MemoryType, shareability: Shareability) {
    self.type = type
    self.shareability = shareability
  }

  /// Device or Normal memory.
  public enum MemoryType: Hashable, Sendable {
    /// Where accesses have side effects.
    case device(DeviceType)
    /// Memory, with the cacheability of the outer and inner domain.
    case normal(outer: Cacheability, inner: Cacheability)
    /// Normal Write-Back memory with allocation tags (FEAT_MTE2).
    case tagged
  }

  /// The shareability that holds: Device and wholly Non-cacheable memory is outer shareable.
  ///
  /// Source: Arm ARM pseudocode, EffectiveShareability.
  public var effectiveShareability: Shareability {
    switch type {
    case .device: .outer
    case .normal(let outer, let inner)
    where outer.policy == .nonCacheable && inner.policy == .nonCacheable:
      .outer
    case .normal, .tagged: shareability
    }
  }

  /// The type as MAIR and PAR encode it in eight bits.
  ///
  /// Source: Arm ARM pseudocode, EncodePARAttrs.
  public var encodedType: UInt8 {
    switch type {
    case .device(let device): device.rawValue << 2
    case .normal(let outer, let inner): outer.nibble << 4 | inner.nibble
    case .tagged: 0xF0
    }
  }

  /// "Normal WB, inner shareable".
  public var words: String { "\(type.words), \(effectiveShareability.words)" }
}

extension MemoryAttributes.MemoryType {
  /// The type one byte of MAIR names.
  ///
  /// `0000dd00` is Device; `0xF0` Tagged with FEAT_MTE2; other values outer 7:4 and inner 3:0.
  /// Reserved values are read bit by bit, like the others.
  public init(mair byte: UInt8, hasTags: Bool = true) {
    if byte & 0xF0 == 0 {
      self = .device(DeviceType(lowBits: byte >> 2))
    } else if byte == 0xF0 && hasTags {
      self = .tagged
    } else {
      self = .normal(outer: Cacheability(nibble: byte >> 4), inner: Cacheability(nibble: byte))
    }
  }

  /// Whether this is Device memory.
  public var isDevice: Bool {
    if case .device = self { true } else { false }
  }

  /// "Normal WB", "Normal outer WB inner NC", "Device-nGnRE".
  public var words: String {
    switch self {
    case .device(let device): device.words
    case .normal(let outer, let inner):
      outer.words == inner.words
        ? "Normal \(outer.words)" : "Normal outer \(outer.words) inner \(inner.words)"
    case .tagged: "Normal WB tagged"
    }
  }
}
