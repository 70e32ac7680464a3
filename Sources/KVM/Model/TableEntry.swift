/// A stage-2 or user table entry as the model's variables hold it: small, so that a state stays small.
///
/// Bits 1:0 the kind, 2 writable, 3 young (access flag), 4 executable, 31:5 the table below or the
/// first page frame. A rendering turns it into a real descriptor (``TableRendering``).
public struct TableEntry: Hashable, Sendable {
  /// The packed word.
  public var word: Int32

  /// What an entry is.
  public enum Kind: Int32, Hashable, Sendable {
    /// All zero: nothing is mapped.
    case empty = 0
    /// KVM's LOCKED: invalid for hardware, taken by a thread that is changing it (since v6.2).
    case locked = 1
    /// It leads to a table.
    case table = 2
    /// A block or page.
    case leaf = 3
  }

  /// Takes a packed word.
  public init(word: Int32) { self.word = word }

  /// Makes an entry that leads to a table.
  public init(table: Int32) { word = table << 5 | Kind.table.rawValue }

  /// Makes a leaf.
  public init(frame: Int32, isWritable: Bool, isExecutable: Bool, isYoung: Bool = true) {
    word =
      frame << 5 | (isExecutable ? 16 : 0) | (isYoung ? 8 : 0) | (isWritable ? 4 : 0)
      | Kind.leaf.rawValue
  }

  /// All zero.
  public static let empty = TableEntry(word: Kind.empty.rawValue)
  /// Taken by a thread that is changing it.
  public static let locked = TableEntry(word: Kind.locked.rawValue)

  /// What it is.
  public var kind: Kind { Kind(rawValue: word & 3) ?? .empty }
  /// The table below, or the first page frame of a leaf.
  public var target: Int32 { word >> 5 }
  /// Whether a leaf permits writes.
  public var isWritable: Bool { word & 4 != 0 }
  /// Whether a leaf's access flag is set.
  public var isYoung: Bool { word & 8 != 0 }
  /// Whether a leaf permits execution.
  public var isExecutable: Bool { word & 16 != 0 }
}

/// What formulas can ask of an entry or make of it.
public enum EntryFunction: String, Hashable, Sendable, CaseIterable {
  /// Whether it leads to a table.
  case isTable
  /// Whether it is a block or page.
  case isLeaf
  /// The table below; −1 for others.
  case tableOf
  /// The first frame of a leaf; −1 for others.
  case frameOf
  /// Whether it is a leaf that permits writes.
  case isWritable
  /// Whether it is a leaf with its access flag set.
  case isYoung
  /// The leaf with writes permitted.
  case withWrite
  /// The leaf with writes forbidden.
  case withoutWrite
  /// The leaf with its access flag set.
  case withYoung
  /// The leaf with its access flag clear.
  case withoutYoung

  /// What it gives for a packed word.
  @inlinable
  public func apply(_ word: Int32) -> Int32 {
    let isLeaf = word & 3 == 3
    switch self {
    case .isTable: return word & 3 == 2 ? 1 : 0
    case .isLeaf: return isLeaf ? 1 : 0
    case .tableOf: return word & 3 == 2 ? word >> 5 : -1
    case .frameOf: return isLeaf ? word >> 5 : -1
    case .isWritable: return isLeaf && word & 4 != 0 ? 1 : 0
    case .isYoung: return isLeaf && word & 8 != 0 ? 1 : 0
    case .withWrite: return isLeaf ? word | 4 : word
    case .withoutWrite: return isLeaf ? word & ~4 : word
    case .withYoung: return isLeaf ? word | 8 : word
    case .withoutYoung: return isLeaf ? word & ~8 : word
    }
  }
}
