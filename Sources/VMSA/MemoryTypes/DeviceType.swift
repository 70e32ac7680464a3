/// How much a device lets accesses be gathered, reordered and acknowledged early.
///
/// From the strictest to the freest; of two stages the stricter wins.
///
/// Source: Arm ARM, "Device memory".
public enum DeviceType: UInt8, CaseIterable, Comparable, Hashable, Sendable {
  /// No gathering, no reordering, no early acknowledgement.
  case nGnRnE
  /// No gathering, no reordering.
  case nGnRE
  /// No gathering.
  case nGRE
  /// All three.
  case gre

  /// "Device-nGnRE".
  public var words: String {
    switch self {
    case .nGnRnE: "Device-nGnRnE"
    case .nGnRE: "Device-nGnRE"
    case .nGRE: "Device-nGRE"
    case .gre: "Device-GRE"
    }
  }

  /// Reads two bits, as MAIR bits 3:2 and stage 2 MemAttr bits 1:0 hold them.
  init(lowBits bits: UInt8) { self = Self(rawValue: bits & 0b11) ?? .nGnRnE }

  /// Orders types from strict to free.
  public static func < (left: DeviceType, right: DeviceType) -> Bool {
    left.rawValue < right.rawValue
  }
}
