/// What a step looks at and changes: enough to say whether two steps get in each other's way.
public struct StepFootprint: Sendable {
  /// Words that what it waits for, does, and decides by depends on; also those that tell whether the
  /// state it leads to is wrong.
  public var reads: WordSet
  /// Words that it may change, its thread's position left out.
  public var writes: WordSet
  /// What it waits for: all must hold.
  public var conditions: [Condition]
  /// The positions it may lead to.
  public var successors: [Int]

  /// A condition that a step waits for.
  public struct Condition: Sendable {
    /// Its number, for ``TransitionSystem/holds(_:in:)``.
    public var number: Int
    /// Words it depends on.
    public var reads: WordSet

    /// Makes a condition.
    public init(number: Int, reads: WordSet) {
      self.number = number
      self.reads = reads
    }
  }

  /// Makes a footprint.
  public init(
    reads: WordSet, writes: WordSet, conditions: [Condition] = [], successors: [Int]
  ) {
    self.reads = reads
    self.writes = writes
    self.conditions = conditions
    self.successors = successors
  }
}

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
