/// Digits cut into groups of four from the right, for reading.
enum DigitGroups {
  /// The groups from left to right; the first may be short.
  static func split(_ digits: String) -> [Substring] {
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.append(rest.suffix(4))
      rest = rest.dropLast(4)
    }
    return groups.reversed()
  }

  /// `value` in binary, `bits` digits wide, in groups: `0 0000 0001`.
  static func binary(_ value: UInt64, bits: Int) -> String {
    let digits = String(value, radix: 2)
    let zeros = String(repeating: "0", count: max(0, bits - digits.count))
    return split(zeros + digits).joined(separator: " ")
  }
}
