/// Who may read and write through a stage 1 leaf of EL1&0: AP[2:1], bits 7:6.
///
/// Source: Arm ARM, "Stage 1 data accesses" (Direct permissions).
public enum Stage1AccessPermission: UInt8, CaseIterable, Hashable, Sendable {
  /// `0b00`: EL1 reads and writes, EL0 nothing.
  case privilegedReadWrite
  /// `0b01`: both read and write.
  case readWrite
  /// `0b10`: EL1 reads, EL0 nothing.
  case privilegedReadOnly
  /// `0b11`: both read.
  case readOnly

  /// Reads the low two bits of `bits`.
  init(lowBits bits: UInt64) {
    switch bits & 0b11 {
    case 0b00: self = .privilegedReadWrite
    case 0b01: self = .readWrite
    case 0b10: self = .privilegedReadOnly
    default: self = .readOnly
    }
  }

  /// Whether EL0 has the access EL1 has (AP[1]).
  public var includesEL0: Bool { rawValue & 0b01 != 0 }

  /// Whether nobody may write (AP[2]).
  public var isReadOnly: Bool { rawValue & 0b10 != 0 }

  /// "EL1 read and write, EL0 none".
  public var words: String {
    switch self {
    case .privilegedReadWrite: "EL1 read and write, EL0 none"
    case .readWrite: "EL1 and EL0 read and write"
    case .privilegedReadOnly: "EL1 read, EL0 none"
    case .readOnly: "EL1 and EL0 read"
    }
  }
}
