/// Where some of a text's lines begin, so that the line of any byte is found without counting all.
struct LineIndex: Sendable {
  private var marks: [(byte: Int, line: Int)] = []
  /// The first byte at which a line is marked again.
  private var nextByte = 0
  /// Bytes from one mark to the next, at least.
  private static let spacing = 1 << 11

  /// Notes that a line, counted from 1, begins at a byte; bytes must not decrease.
  @inline(__always)
  mutating func note(line: Int, byte: Int) {
    guard byte >= nextByte else { return }
    marks.append((byte, line))
    nextByte = byte &+ LineIndex.spacing
  }

  /// The line a byte is on, counted from 1.
  func line(ofByte byte: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].byte <= byte { low = middle + 1 } else { high = middle }
    }
    let mark = low > 0 ? marks[low - 1] : (byte: 0, line: 1)
    let between = bytes[min(mark.byte, bytes.count)..<min(max(byte, mark.byte), bytes.count)]
    return mark.line + between.count { $0 == 0x0A }
  }
}
