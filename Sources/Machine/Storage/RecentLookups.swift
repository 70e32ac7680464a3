/// The indexes looked up last, by key: asking a dictionary for every event would cost a tenth of all
/// reading.
///
/// Each key has one place, which it shares with others; the last one noted stands there.
@frozen
public struct RecentLookups: Sendable {
  @usableFromInline
  internal var places: [(key: UInt64, index: Int)]
  @usableFromInline
  internal let shift: UInt64

  /// - Parameter bits: the logarithm of the number of places, 1…16.
  public init(bits: UInt64) {
    places = Array(repeating: (key: 0, index: -1), count: 1 << bits)
    shift = 64 - bits
  }

  /// The index noted for a key; nil when another one has taken its place.
  @inlinable
  public func index(of key: UInt64) -> Int? {
    let place = places[place(of: key)]
    return place.key == key && place.index >= 0 ? place.index : nil
  }

  /// Notes the index of a key.
  @inlinable
  public mutating func note(_ index: Int, of key: UInt64) { places[place(of: key)] = (key, index) }

  /// Forgets all keys.
  public mutating func removeAll() {
    for place in places.indices { places[place].index = -1 }
  }

  /// Keys differ in their low bits, or are addresses that differ in higher ones: all of them count.
  @inlinable
  internal func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }
}
