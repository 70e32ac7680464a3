import Documents
import VMSA

extension DocumentValue {
  /// A number or an address of 64 bits, decimal or hexadecimal with underscores.
  package func word() throws(DocumentError) -> UInt64 {
    guard let word = Hexadecimal.parse(try text()) else {
      throw expected("a number, or an address such as 0xffff_8000_1234_5678")
    }
    return word
  }

  /// One of several words.
  package func one<Meaning>(of words: [String: Meaning]) throws(DocumentError) -> Meaning {
    guard let meaning = words[try text()] else {
      throw expected("one of \(words.keys.sorted().joined(separator: ", "))")
    }
    return meaning
  }

  /// A granule by its size.
  package func granule() throws(DocumentError) -> Granule {
    try one(of: ["4K": .size4K, "16K": .size16K, "64K": .size64K])
  }

  /// A level by its number, -1 to 3.
  package func level() throws(DocumentError) -> Level {
    let number = try number(-1...3)
    return Level(rawValue: Int8(number)) ?? .three
  }
}
