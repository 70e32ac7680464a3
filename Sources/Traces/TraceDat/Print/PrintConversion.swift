/// One `%…` of a string for printf.
struct PrintConversion: Equatable {
  var isLeft = false
  var hasZeros = false
  var hasSign = false
  var hasBlank = false
  var isAlternate = false
  /// The least width; nil for `*`.
  var width: Int? = 0
  /// The precision: nil for none, −1 for `*`.
  var precision: Int?
  /// Bytes of the number.
  var size = 4
  /// d, u, x, X, o, c, s, p.
  var type: UInt8
  /// What follows %p: “s” of %ps, “S” of %pS; empty for a plain pointer.
  var pointer = ""

  /// Wider output than anyone needs is cut.
  static let mostWidth = 1024

  /// Text with the width filled up.
  func padded(_ text: String) -> String {
    let count = text.unicodeScalars.count
    let missing = min(width ?? 0, PrintConversion.mostWidth) - count
    guard missing > 0 else { return text }
    let fill = String(repeating: " ", count: missing)
    return isLeft ? text + fill : fill + text
  }

  /// A number as printf writes it.
  func number(_ value: UInt64) -> String {
    let bits = UInt64(size * 8)
    let cut = bits >= 64 ? value : value & (1 << bits - 1)
    var sign = ""
    var digits: String
    switch type {
    case 0x78: digits = String(cut, radix: 16)
    case 0x58: digits = String(cut, radix: 16, uppercase: true)
    case 0x6F: digits = String(cut, radix: 8)
    case 0x75: digits = String(cut)
    default:
      let signed = Int64(bitPattern: cut << (64 - bits)) >> Int64(64 - bits)
      digits = String(signed.magnitude)
      sign = signed < 0 ? "-" : hasSign ? "+" : hasBlank ? " " : ""
    }
    if let precision {
      let missing = min(precision, PrintConversion.mostWidth) - digits.utf8.count
      if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
      if precision == 0 && cut == 0 { digits = "" }
    }
    if isAlternate && cut != 0 {
      if type == 0x78 { sign = "0x" } else if type == 0x58 { sign = "0X" }
      if type == 0x6F && !digits.hasPrefix("0") { digits = "0" + digits }
    }
    let missing = min(width ?? 0, PrintConversion.mostWidth) - sign.utf8.count - digits.utf8.count
    if hasZeros && !isLeft && precision == nil && missing > 0 {
      return sign + String(repeating: "0", count: missing) + digits
    }
    return padded(sign + digits)
  }
}
