/// Random numbers that a seed decides: the same seed gives the same paper everywhere.
///
/// Source: SplitMix64, Steele, Lea and Flood, “Fast splittable pseudorandom number generators”, 2014.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts a sequence of its own for every seed.
  public init(seed: UInt64) { state = seed }

  /// A sequence for one of many things that share a seed: a question of a paper by its number.
  public init(seed: UInt64, part: Int) {
    var mixed = SeededRandom(seed: seed)
    state = mixed.next() ^ UInt64(truncatingIfNeeded: part) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  /// A number from 0 up to, and without, `bound`; 0 where there is none.
  ///
  /// Written out, because the standard library does not promise the same numbers in every release.
  public mutating func number(below bound: UInt64) -> UInt64 {
    bound == 0 ? 0 : next().multipliedFullWidth(by: bound).high
  }

  /// A number of a closed range.
  public mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(number(below: UInt64(range.count)))
  }

  /// One of several; nil of none.
  public mutating func one<Element>(of choices: [Element]) -> Element? {
    choices.isEmpty ? nil : choices[Int(number(below: UInt64(choices.count)))]
  }

  /// Whether a coin shows heads.
  public mutating func coin() -> Bool { next() >> 63 == 1 }

  /// The same things in another order (Fisher and Yates).
  public mutating func shuffled<Element>(_ things: [Element]) -> [Element] {
    var things = things
    for last in stride(from: things.count - 1, to: 0, by: -1) {
      things.swapAt(last, Int(number(below: UInt64(last + 1))))
    }
    return things
  }
}
