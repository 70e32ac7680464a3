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
  private(set) var fields: [[Field]] = [[]]
  /// The nodes above the pieces; the last is the root. Empty where there is one piece.
  private(set) var nodes: [Node] = []

  /// Bits of a whole state.
  private(set) var bits = 0

  init(ranges: [ClosedRange<Int32>]) {
    var used = 0
    for (word, range) in ranges.enumerated() {
      let span = UInt32(bitPattern: range.upperBound &- range.lowerBound)
      let width = UInt32.bitWidth - span.leadingZeroBitCount
      if used + width > 64 {
        fields.append([])
        used = 0
      }
      pieces.append(Int32(fields.count - 1))
      shifts.append(UInt8(min(used, 63)))
      lows.append(range.lowerBound)
      spans.append(span)
      guard width > 0 else { continue }
      fields[fields.count - 1].append(
        Field(
          word: Int32(word), shift: UInt8(used), width: UInt8(width), low: range.lowerBound))
      used += width
      bits += width
    }
    joinPieces()
  }

  /// Builds the tree over the pieces, neighbours together.
  private mutating func joinPieces() {
    var level = Array(fields.indices)
    while level.count > 1 {
      var next: [Int] = []
      for pair in stride(from: 0, to: level.count - 1, by: 2) {
        next.append(fields.count + nodes.count)
        nodes.append(Node(left: level[pair], right: level[pair + 1]))
      }
      if level.count % 2 == 1 { next.append(level[level.count - 1]) }
      level = next
    }
  }
}
