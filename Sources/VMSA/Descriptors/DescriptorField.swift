/// One named run of bits of a descriptor or register, with its value in words.
public struct DescriptorField: Hashable, Sendable {
  /// Where the bits are.
  public let bits: ClosedRange<Int>
  /// The architecture's name: "S2AP".
  public let name: String
  /// The value of the bits.
  public let value: UInt64
  /// What the value means: "read and write".
  public let meaning: String

  /// Makes a field from its parts.
  public init(bits: ClosedRange<Int>, name: String, value: UInt64, meaning: String) {
    self.bits = bits
    self.name = name
    self.value = value
    self.meaning = meaning
  }

  /// The value as a person wants it: binary up to five bits, else hexadecimal.
  public var valueText: String {
    guard bits.count <= 5 else { return Hexadecimal.plain(value) }
    let digits = String(value, radix: 2)
    return "0b" + String(repeating: "0", count: max(0, bits.count - digits.count)) + digits
  }
}
