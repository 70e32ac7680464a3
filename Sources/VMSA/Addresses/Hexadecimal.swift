/// Numbers as this program writes and reads them.
public enum Hexadecimal {
  /// Plain hexadecimal without leading zeros: `0x40201000`.
  public static func plain(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

  /// Hexadecimal in groups of four digits, at least `groups` of them: `0x4020_1000`.
  ///
  /// Two groups suit an address; four show all 64 bits of a descriptor.
  public static func grouped(_ value: UInt64, groups: Int = 2) -> String {
    let digits = String(value, radix: 16)
    let wanted = max(1, min(groups, 4)) * 4
    let length = max(wanted, (digits.count + 3) / 4 * 4)
    return "0x" + separated(padded(digits, to: length))
  }

  /// Reads `0x4020_1000`, `0x40201000` or decimal `1075843072`; nil for anything else.
  ///
  /// An underscore may stand between two digits and means nothing. Without `0x` the digits are
  /// decimal, with underscores too. A number above 64 bits is no number.
  public static func parse(_ text: some StringProtocol) -> UInt64? {
    let bytes = Array(text.utf8)
    let isHexadecimal = bytes.count > 2 && bytes[0] == 0x30 && bytes[1] | 0x20 == 0x78
    let radix: UInt64 = isHexadecimal ? 16 : 10
    var value: UInt64 = 0
    var lastWasDigit = false
    for byte in bytes.dropFirst(isHexadecimal ? 2 : 0) {
      if byte == 0x5F {
        guard lastWasDigit else { return nil }
        lastWasDigit = false
        continue
      }
      guard let digit = digit(byte), digit < radix else { return nil }
      let (product, productOverflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, sumOverflow) = product.addingReportingOverflow(digit)
      guard !productOverflow, !sumOverflow else { return nil }
      value = sum
      lastWasDigit = true
    }
    return lastWasDigit ? value : nil
  }

  /// The value of an ASCII digit or letter a to f.
  private static func digit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte - 0x30)
    case 0x41...0x46: UInt64(byte - 0x41 + 10)
    case 0x61...0x66: UInt64(byte - 0x61 + 10)
    default: nil
    }
  }

  /// `digits` with zeros in front, up to `length`.
  private static func padded(_ digits: String, to length: Int) -> String {
    String(repeating: "0", count: max(0, length - digits.count)) + digits
  }

  /// Groups of four digits counted from the right, with underscores between them.
  private static func separated(_ digits: String) -> String {
    DigitGroups.split(digits).joined(separator: "_")
  }
}
