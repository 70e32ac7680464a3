/// One step of one thread.
public struct Move: Hashable, Sendable {
  /// The thread.
  public var thread: Int
  /// Which of several ways it goes; 0 where there is one.
  public var way: Int

  /// Makes a move.
  public init(thread: Int, way: Int = 0) {
    self.thread = thread
    self.way = way
  }
}

/// Moves as bytes: the ways of the first thread, then those of the second, and so on.
struct MoveCoding {
  private let starts: [Int]
  private let total: Int

  init(wayCounts: [Int]) {
    var starts: [Int] = []
    var total = 0
    for count in wayCounts {
      starts.append(total)
      total += max(1, count)
    }
    self.starts = starts
    self.total = total
  }

  /// Whether a byte can tell all moves apart.
  var fits: Bool { total <= 256 }

  func byte(_ thread: Int, _ way: Int) -> UInt8 { UInt8(truncatingIfNeeded: starts[thread] &+ way) }

  func move(_ byte: UInt8) -> Move {
    let thread = (starts.firstIndex { $0 > Int(byte) } ?? starts.count) - 1
    return Move(thread: thread, way: Int(byte) - starts[thread])
  }
}
