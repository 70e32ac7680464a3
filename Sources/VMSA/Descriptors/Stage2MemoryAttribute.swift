/// The memory type a stage 2 leaf asks for: MemAttr[3:0], bits 5:2.
///
/// Its meaning depends on `HCR_EL2.FWB`. Without FWB bits 3:2 are the outer and 1:0 the inner
/// cacheability, and the weaker of the two stages wins. With FWB stage 2 may overrule stage 1.
///
/// Source: Arm ARM, "Stage 2 memory region type and cacheability attributes", FEAT_S2FWB.
public struct Stage2MemoryAttribute: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The four bits.
  public let bits: UInt8

  /// Keeps the low four bits of `bits`.
  public init(_ bits: UInt8) { self.bits = bits & 0xF }

  /// Keeps the low four bits of a literal.
  public init(integerLiteral value: UInt8) { self.init(value) }

  /// The memory type in words: "Normal WB", "Device-nGnRE".
  ///
  /// `forcedWriteBack` is `HCR_EL2.FWB`. Nil means it isn't known; then the answer is the meaning
  /// both agree on, or the only one that isn't reserved, or else both.
  public func words(forcedWriteBack: Bool?) -> String {
    switch (forcedWriteBack, withoutForcing, withForcing) {
    case (false?, let plain, _): plain ?? Self.reserved
    case (true?, _, let forced): forced ?? Self.reserved
    case (nil, let plain?, let forced?) where plain != forced:
      "\(forced) with FWB, \(plain) without"
    case (nil, let plain, let forced): plain ?? forced ?? Self.reserved
    }
  }

  private static let reserved = "reserved memory type"

  /// The meaning with `HCR_EL2.FWB` = 0; nil for a reserved value.
  private var withoutForcing: String? {
    let (outer, inner) = (bits >> 2, bits & 0b11)
    guard outer != 0 else { return device }
    guard let outerText = Self.cacheability(outer), let innerText = Self.cacheability(inner) else {
      return nil
    }
    return outer == inner ? "Normal \(outerText)" : "Normal outer \(outerText) inner \(innerText)"
  }

  /// The meaning with `HCR_EL2.FWB` = 1; nil for a reserved value.
  private var withForcing: String? {
    switch bits {
    case 0b0000...0b0011: device
    case 0b0101: "Normal NC"
    case 0b0110: "Normal WB"
    case 0b0111: "as stage 1"
    default: nil
    }
  }

  /// The Device type of the low two bits.
  private var device: String {
    switch bits & 0b11 {
    case 0b00: "Device-nGnRnE"
    case 0b01: "Device-nGnRE"
    case 0b10: "Device-nGRE"
    default: "Device-GRE"
    }
  }

  /// The cacheability two bits ask for; nil for `0b00`, which is reserved in Normal memory.
  private static func cacheability(_ bits: UInt8) -> String? {
    switch bits {
    case 0b01: "NC"
    case 0b10: "WT"
    case 0b11: "WB"
    default: nil
    }
  }
}
