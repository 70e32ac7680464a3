/// Eight bytes of text in one word, the first byte lowest: digits are tested and read together.
///
/// The tests are exact for the lowest byte that matches, which is all that is asked of them.
struct DigitWord {
  /// The bytes.
  let word: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  init(_ word: UInt64) { self.word = word }

  /// Loads the eight bytes at a place, which must be there.
  @inline(__always)
  init(_ place: UnsafeRawPointer) {
    word = UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
  }

  /// A byte in all eight places.
  @inline(__always)
  static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

  /// The first bytes of a word, the others zero; 0…8 of them.
  @inline(__always)
  static func first(_ count: Int) -> UInt64 { count >= 8 ? .max : (1 &<< UInt64(8 &* count)) &- 1 }

  /// The high bit of every byte that is `byte`; exact for the lowest one.
  @inline(__always)
  func positions(of byte: UInt8) -> UInt64 {
    let rest = word ^ DigitWord.all(byte)
    return (rest &- DigitWord.ones) & ~rest & DigitWord.high
  }

  /// The high bit of every byte that is a blank or a control character; exact for the lowest one.
  @inline(__always)
  var positionsOfBlanks: UInt64 {
    (word &- DigitWord.all(0x21)) & ~word & DigitWord.high
  }

  /// The high bit of every byte that is a decimal digit.
  @inline(__always)
  var positionsOfDigits: UInt64 {
    let rest = word ^ DigitWord.all(0x30)
    return ~(((rest & ~DigitWord.high) &+ DigitWord.all(0x76)) | rest) & DigitWord.high
  }

  /// How many bytes are decimal digits before the first that is none.
  @inline(__always)
  var leadingDigits: Int { (~positionsOfDigits & DigitWord.high).trailingZeroBitCount &>> 3 }

  /// The number whose digits the eight bytes are; blanks and zero bytes count as the digit 0.
  @inline(__always)
  var decimal: Int {
    var value = ((word & DigitWord.all(0x0F)) &* 2561) &>> 8
    value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
    return Int(((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32)
  }

  /// Whether a byte is a digit of base 16.
  @inline(__always)
  static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
  }

  /// The hexadecimal number at the beginning of the bytes: how many digits, and their value.
  @inline(__always)
  var hexadecimal: (digits: Int, value: UInt64) {
    let letters = (word | DigitWord.all(0x20)) ^ DigitWord.all(0x60)
    // 1…6 for a…f; anything else is 0 or more than 6.
    let low = letters & ~DigitWord.high
    let isLetter =
      (low &+ DigitWord.all(0x7F)) & ~(low &+ DigitWord.all(0x79)) & ~letters & DigitWord.high
    let invalid = ~(positionsOfDigits | isLetter) & DigitWord.high
    let digits = invalid.trailingZeroBitCount &>> 3
    guard digits > 0 else { return (0, 0) }
    let nibbles = (word & DigitWord.all(0x0F)) &+ (isLetter &>> 7) &* 9
    var value = (nibbles &<< UInt64(64 &- 8 &* digits)).byteSwapped
    value = (value | value &>> 4) & 0x00FF_00FF_00FF_00FF
    value = (value | value &>> 8) & 0x0000_FFFF_0000_FFFF
    return (digits, (value | value &>> 16) & 0xFFFF_FFFF)
  }
}
