import Machine

/// Something that happened to a page, a table or a lock.
public struct HistoryMoment: Hashable, Sendable {
  /// What happened.
  public enum Happening: Hashable, Sendable {
    /// An entry was written or first seen.
    case write(DescriptorWrite)
    /// A table was hung below its parent's entry.
    case linked(table: Int)
    /// A table was taken out.
    case dropped(table: Int)
    /// A fault was taken, an index into ``Cast/faults``.
    case fault(Int)
    /// A lock was taken or a wait for it began.
    case began(LockSpan)
    /// A hold was given up or a wait ended.
    case ended(LockSpan)
  }

  /// The event.
  public var event: Int
  /// What happened.
  public var happening: Happening

  /// How many moments are kept of one history; one of so many may go on.
  public static let limit = 100_000

  /// The order of events, and at one event that of the list.
  static func sorted(_ moments: [HistoryMoment]) -> [HistoryMoment] {
    moments.enumerated().sorted {
      ($0.element.event, $0.offset) < ($1.element.event, $1.offset)
    }.map(\.element)
  }
}
