/// Collects the named fields of a word and accounts for the bits no field has claimed.
struct DescriptorFieldList {
  /// The word the fields are cut from.
  let raw: UInt64
  private var fields: [DescriptorField] = []

  /// Starts a list of the fields of `raw`.
  init(_ raw: UInt64) { self.raw = raw }

  /// Adds the field `bits`.
  mutating func add(_ bits: ClosedRange<Int>, _ name: String, _ meaning: String) {
    fields.append(
      DescriptorField(bits: bits, name: name, value: raw.bits(bits), meaning: meaning))
  }

  /// Adds the one-bit field `bit` with words for both of its values.
  mutating func add(_ bit: Int, _ name: String, set: String, clear: String) {
    add(bit...bit, name, raw.bit(bit) ? set : clear)
  }

  /// Adds bits the hardware does not look at.
  mutating func addIgnored(_ bits: ClosedRange<Int>) {
    add(bits, "ignored", Self.positions(of: raw, in: bits).map { "software's: \($0)" } ?? "clear")
  }

  /// The fields from bit 63 down to bit 0, with `RES0` fields where nothing was added.
  func complete() -> [DescriptorField] {
    var result: [DescriptorField] = []
    var next = 63
    for field in fields.sorted(by: { $0.bits.upperBound > $1.bits.upperBound }) {
      if field.bits.upperBound < next {
        result.append(reserved((field.bits.upperBound + 1)...next))
      }
      result.append(field)
      next = field.bits.lowerBound - 1
    }
    if next >= 0 { result.append(reserved(0...next)) }
    return result
  }

  /// The set bits of `range` in words, "bit 10" or "bits 10, 12"; many as a number; nil for none.
  static func positions(of raw: UInt64, in range: ClosedRange<Int>) -> String? {
    let set = range.filter { raw.bit($0) }
    switch set.count {
    case 0: return nil
    case 1: return "bit \(set[0])"
    case 2...4: return "bits " + set.map(String.init).joined(separator: ", ")
    default: return Hexadecimal.plain(raw & .mask(range))
    }
  }

  /// A field of bits that should be 0.
  private func reserved(_ bits: ClosedRange<Int>) -> DescriptorField {
    let set = Self.positions(of: raw, in: bits)
    return DescriptorField(
      bits: bits, name: "RES0", value: raw.bits(bits),
      meaning: set.map { "reserved, should be 0: \($0) set" } ?? "reserved")
  }
}
