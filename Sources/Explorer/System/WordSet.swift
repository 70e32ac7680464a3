/// A set of small numbers, such as words of a state, one bit each.
public struct WordSet: Hashable, Sendable {
  private var bits: [UInt64] = []

  /// Makes a set.
  public init(_ members: some Sequence<Int> = []) { for member in members { insert(member) } }

  /// Adds a number, 0 or greater.
  public mutating func insert(_ member: Int) {
    while bits.count <= member >> 6 { bits.append(0) }
    bits[member >> 6] |= 1 << UInt64(member & 63)
  }

  /// Whether a number is in it.
  public func contains(_ member: Int) -> Bool {
    member >> 6 < bits.count && bits[member >> 6] >> UInt64(member & 63) & 1 != 0
  }

  /// Adds another set's members.
  public mutating func formUnion(_ other: WordSet) {
    while bits.count < other.bits.count { bits.append(0) }
    for index in other.bits.indices { bits[index] |= other.bits[index] }
  }

  /// Whether the two have a member in common.
  public func intersects(_ other: WordSet) -> Bool {
    for index in 0..<min(bits.count, other.bits.count) where bits[index] & other.bits[index] != 0 {
      return true
    }
    return false
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

  /// The members from the least on.
  public var members: [Int] {
    bits.indices.flatMap { index in
      (0..<64).filter { bits[index] >> UInt64($0) & 1 != 0 }.map { index << 6 + $0 }
    }
  }
}
