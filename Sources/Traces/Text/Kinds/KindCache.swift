/// The kinds of the events met last, found by their names' bytes without hashing text.
///
/// A name of up to 31 bytes is four words, the unused bytes zero: the words choose one of 256
/// places, and a place answers only for exactly its words.
struct KindCache {
  private struct Place {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var kind: Int32 = -1
  }

  private var places = [Place](repeating: Place(), count: 256)

  /// The longest name it holds, in bytes.
  static let longest = 31

  /// The kind of the event whose name and colon begin at a byte, and how long the name is.
  @inline(__always)
  func find(_ bytes: UnsafeRawBufferPointer, at event: Int) -> (kind: Int, length: Int)? {
    guard event &+ 40 <= bytes.count, let base = bytes.baseAddress else { return nil }
    guard let name = KindCache.name(base + event) else { return nil }
    let kind: Int32 = places.withUnsafeBufferPointer {
      let place = $0[KindCache.slot(name.words)]
      return place.words == name.words ? place.kind : -1
    }
    return kind < 0 ? nil : (Int(kind), name.length)
  }

  /// Remembers the kind of a name.
  mutating func remember(_ bytes: UnsafeRawBufferPointer, at event: Int, kind: Int) {
    guard event + 40 <= bytes.count, let base = bytes.baseAddress,
      let name = KindCache.name(base + event), let number = Int32(exactly: kind)
    else { return }
    places[KindCache.slot(name.words)] = Place(words: name.words, kind: number)
  }

  /// The words of a name that ends in a colon; nil when it is too long or ends otherwise.
  @inline(__always)
  private static func name(
    _ place: UnsafeRawPointer
  ) -> (words: (UInt64, UInt64, UInt64, UInt64), length: Int)? {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var length = 0
    if let rest = end(place, &length, &words.0) { return rest ? (words, length) : nil }
    if let rest = end(place, &length, &words.1) { return rest ? (words, length) : nil }
    if let rest = end(place, &length, &words.2) { return rest ? (words, length) : nil }
    return end(place, &length, &words.3) == true ? (words, length) : nil
  }

  /// Takes the next eight bytes of a name; whether it ends there in a colon, nil when it goes on.
  @inline(__always)
  private static func end(
    _ place: UnsafeRawPointer, _ length: inout Int, _ word: inout UInt64
  ) -> Bool? {
    let text = DigitWord(place + length)
    let colon = text.positions(of: 0x3A)
    let blank = text.positionsOfBlanks
    if colon | blank == 0 {
      word = text.word
      length &+= 8
      return nil
    }
    let count = (colon | blank).trailingZeroBitCount &>> 3
    word = text.word & DigitWord.first(count)
    length &+= count
    return colon &>> UInt64(8 &* count &+ 7) & 1 == 1
  }

  @inline(__always)
  private static func slot(_ words: (UInt64, UInt64, UInt64, UInt64)) -> Int {
    var hash = words.0 &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ words.1) &* 0xC2B2_AE3D_27D4_EB4F
    hash = (hash ^ words.2) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ words.3) &* 0xC2B2_AE3D_27D4_EB4F
    return Int(truncatingIfNeeded: hash &>> 56)
  }
}
