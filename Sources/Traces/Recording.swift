import Machine

/// A recording, read: its timeline and what the reading met.
public struct Recording: Sendable {
  /// The file, as it was named.
  public var file: String
  /// What was read: “ftrace text”.
  public var kind: String
  /// Everything that happened.
  public var timeline: Timeline
  /// How many lines there are.
  public var lines: Int
  /// Lines that are no record, no continuation of one and no comment, and records of kinds we
  /// understand whose fields can't be read.
  public var unparsed: UnparsedLines
  /// How many events the kernel says it lost, by “LOST EVENTS” lines and the header's counts.
  public var lost: Int
  /// How many events there are of each kind, by ``Cast/eventKinds``.
  public var kindCounts: [Int]
  /// Which kinds' fields are read; the others are shown and counted.
  public var understoodKinds: [Bool]
  /// How often an entry read was what had been inferred.
  public var verifiedEntries: Int
  /// How often an entry read was not what had been inferred; what was read counts.
  public var correctedEntries: Int
  /// Whether there were more tables than can be followed, so that later ones are missing.
  public var isMissingTables: Bool
  /// Whether the compressed file ends in the middle, so that the rest is missing.
  public var isCutOff: Bool
  /// What the recording's probes can't tell, in sentences a reader must know.
  public var notRecorded: [String]
  /// What was learned of the machine, in words for a title: “4K”.
  public var machineNotes: [String]
}

/// Lines that could not be read: all counted, the first ones kept.
public struct UnparsedLines: Hashable, Sendable {
  /// One such line.
  public struct Line: Hashable, Sendable {
    /// Its number, from 1; nil in formats without lines.
    public var number: Int?
    /// Its text; may hold anything.
    public var text: String
  }

  /// How many there are.
  public private(set) var count = 0
  /// The first ones.
  public private(set) var first: [Line] = []

  /// How many are kept.
  public static let keptLines = 100

  /// None so far.
  public init() {}

  /// Those that were counted before; of the first ones as many as are kept.
  init(count: Int, first: [Line]) {
    self.count = max(count, first.count)
    self.first = Array(first.prefix(UnparsedLines.keptLines))
  }

  /// Counts a line; those that are kept stand in order, whichever was found first.
  mutating func add(line: Int?, text: @autoclosure () -> String) {
    count += 1
    // What has no lines is counted in order.
    let place = first.lastIndex { ($0.number ?? 0) <= line ?? .max }.map { $0 + 1 } ?? 0
    if place == UnparsedLines.keptLines { return }
    if first.count == UnparsedLines.keptLines { first.removeLast() }
    first.insert(Line(number: line, text: text()), at: place)
  }
}
