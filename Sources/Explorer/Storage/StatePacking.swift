/// Where each word of a state stands when it is packed: as few bits as its range needs, in pieces of
/// 64 bits, which are the leaves of a tree.
struct StatePacking {
  /// A word within a piece.
  struct Field {
    var word: Int32
    var shift: UInt8
    var width: UInt8
    var low: Int32
  }

  /// A node above two others: leaves come first, then nodes, each after those below it.
  struct Node {
    var left: Int
    var right: Int
  }

  /// Every word's piece, shift, least value, and how many values it has after that.
  private(set) var pieces: [Int32] = []
  private(set) var shifts: [UInt8] = []
  private(set) var lows: [Int32] = []
  private(set) var spans: [UInt32] = []
  /// The fields of each piece.
  private(set) var fields: [[Field]] = []
  /// The nodes above the pieces; the last is the root. Empty where there is one piece.
  private(set) var nodes: [Node] = []

  /// Bits of a whole state.
  private(set) var bits = 0

  /// Packs words.
  ///
  /// - Parameter groups: words that change together, each word in one group. What stands in a group
  ///   comes under one node of the tree.
  init(ranges: [ClosedRange<Int32>], groups: [[Int]]) {
    pieces = Array(repeating: 0, count: ranges.count)
    shifts = Array(repeating: 0, count: ranges.count)
    lows = ranges.map(\.lowerBound)
    spans = ranges.map { UInt32(bitPattern: $0.upperBound &- $0.lowerBound) }
    var starts: [Int] = []
    for group in groups where group.contains(where: { spans[$0] > 0 }) {
      starts.append(fields.count)
      add(group)
    }
    if fields.isEmpty {
      starts.append(0)
      fields.append([])
    }
    var tops: [Int] = []
    for (start, end) in zip(starts, starts.dropFirst() + [fields.count]) {
      tops.append(join(Array(start..<end)))
    }
    _ = join(tops)
  }

  /// Adds pieces for the words of a group.
  private mutating func add(_ group: [Int]) {
    fields.append([])
    var used = 0
    for word in group where spans[word] > 0 {
      let width = UInt32.bitWidth - spans[word].leadingZeroBitCount
      if used + width > 64 {
        fields.append([])
        used = 0
      }
      pieces[word] = Int32(fields.count - 1)
      shifts[word] = UInt8(used)
      fields[fields.count - 1].append(
        Field(word: Int32(word), shift: UInt8(used), width: UInt8(width), low: lows[word]))
      used += width
      bits += width
    }
  }

  /// Builds the tree over some of its places, neighbours together; its root.
  private mutating func join(_ places: [Int]) -> Int {
    var level = places
    while level.count > 1 {
      var next: [Int] = []
      for pair in stride(from: 0, to: level.count - 1, by: 2) {
        next.append(fields.count + nodes.count)
        nodes.append(Node(left: level[pair], right: level[pair + 1]))
      }
      if level.count % 2 == 1 { next.append(level[level.count - 1]) }
      level = next
    }
    return level[0]
  }
}
