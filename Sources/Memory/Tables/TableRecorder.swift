import VMSA

/// A table entry that was written.
public struct TableWrite: Hashable, Sendable {
  /// Where the entry stands.
  public let entry: PhysicalAddress
  /// The level of its table.
  public let level: Level
  /// What stood there.
  public let old: UInt64
  /// What stands there now.
  public let new: UInt64

  /// Makes a write.
  @inlinable
  public init(entry: PhysicalAddress, level: Level, old: UInt64, new: UInt64) {
    self.entry = entry
    self.level = level
    self.old = old
    self.new = new
  }
}

/// Something that is told what a builder does to the tables, in order.
public protocol TableRecorder {
  /// Whether it wants to be told; where it says no, telling costs nothing.
  static var isRecording: Bool { get }
  /// An entry was written.
  mutating func wrote(_ write: TableWrite)
  /// TLB entries must go, between the barriers that such an instruction needs.
  mutating func invalidated(_ invalidation: TLBInvalidation)
}

/// A recorder that keeps nothing.
public struct NoRecorder: TableRecorder, Sendable {
  /// Makes one.
  @inlinable
  public init() {}

  /// False.
  @inlinable
  public static var isRecording: Bool { false }

  /// Forgets it.
  @inlinable
  public mutating func wrote(_ write: TableWrite) {}

  /// Forgets it.
  @inlinable
  public mutating func invalidated(_ invalidation: TLBInvalidation) {}
}

/// A recorder that keeps everything in order.
public struct TableLog: TableRecorder, Hashable, Sendable {
  /// One thing done.
  public enum Change: Hashable, Sendable {
    /// An entry was written.
    case write(TableWrite)
    /// TLB entries were made to go.
    case invalidation(TLBInvalidation)
  }

  /// What was done so far.
  public var changes: [Change] = []

  /// Makes an empty log.
  public init() {}

  /// True.
  @inlinable
  public static var isRecording: Bool { true }

  /// Keeps it.
  public mutating func wrote(_ write: TableWrite) { changes.append(.write(write)) }

  /// Keeps it.
  public mutating func invalidated(_ invalidation: TLBInvalidation) {
    changes.append(.invalidation(invalidation))
  }
}
