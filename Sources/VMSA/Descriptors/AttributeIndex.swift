/// Which of the eight memory types in MAIR a stage 1 leaf uses: AttrIndx[2:0], bits 4:2.
public struct AttributeIndex: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The index, 0 to 7.
  public let value: UInt8

  /// Keeps the low three bits of `value`.
  public init(_ value: UInt8) { self.value = value & 0b111 }

  /// Keeps the low three bits of a literal.
  public init(integerLiteral value: UInt8) { self.init(value) }

  /// The type Linux keeps at this index: "NORMAL", "NORMAL-TAGGED"; nil for an unused one.
  ///
  /// Source: Linux, arch/arm64/include/asm/memory.h, `MT_*`.
  public var linuxName: String? {
    switch value {
    case 0: "NORMAL"
    case 1: "NORMAL-TAGGED"
    case 2: "NORMAL-NC"
    case 3: "DEVICE-nGnRnE"
    case 4: "DEVICE-nGnRE"
    default: nil
    }
  }
}
