/// Which observers the hardware keeps coherent for a piece of memory: the SH field, bits 9:8.
///
/// Source: Arm ARM, "Shareability attributes" of the descriptor.
public enum Shareability: UInt8, CaseIterable, Hashable, Sendable {
  /// `0b00`: this processor alone.
  case nonShareable
  /// `0b01`: has no meaning.
  case reserved
  /// `0b10`: all observers of the outer domain.
  case outer
  /// `0b11`: the processors one operating system or hypervisor runs on.
  case inner

  /// "inner shareable".
  public var words: String {
    switch self {
    case .nonShareable: "non-shareable"
    case .reserved: "reserved shareability"
    case .outer: "outer shareable"
    case .inner: "inner shareable"
    }
  }

  /// Reads the low two bits of `bits`.
  init(lowBits bits: UInt64) {
    switch bits & 0b11 {
    case 0b00: self = .nonShareable
    case 0b01: self = .reserved
    case 0b10: self = .outer
    default: self = .inner
    }
  }
}
