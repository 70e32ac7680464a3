/// What the comments at the beginning of ftrace text tell.
struct TextHeader: Equatable {
  /// The tracer; nil when it is not told.
  var tracer: String?
  /// How many records there are, and how many were written; nil when it is not told.
  var entries: (kept: Int, written: Int)?
  /// How many CPUs the machine has; nil when it is not told.
  var cpus: Int?
  /// Whether it is a whole “trace” file, whose records the kernel sorts by time.
  var isSorted: Bool { tracer != nil }

  /// How far into a text its header is looked for, in bytes.
  private static let searchedBytes = 1 << 14

  init() {}

  /// Reads the comments before the first line that is none.
  init(_ bytes: UnsafeRawBufferPointer) {
    let lines = TextLines(bytes)
    var place = TextHeader.start(of: bytes)
    let last = min(bytes.count, TextHeader.searchedBytes)
    while place < last, bytes[place] == 0x23 || bytes[place] == 0x0A || bytes[place] == 0x0D {
      let end = lines.end(from: place)
      read(ByteCursor(bytes, lines.withoutReturn(place..<end)), bytes)
      place = end + 1
    }
  }

  /// Where text begins: behind a byte order mark.
  static func start(of bytes: UnsafeRawBufferPointer) -> Int {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  static func == (left: TextHeader, right: TextHeader) -> Bool {
    left.tracer == right.tracer && left.cpus == right.cpus
      && left.entries?.kept == right.entries?.kept
      && left.entries?.written == right.entries?.written
  }

  private mutating func read(_ line: ByteCursor, _ bytes: UnsafeRawBufferPointer) {
    var cursor = line
    if cursor.skip("# tracer: ") {
      tracer = String(decoding: bytes[cursor.position..<cursor.end], as: UTF8.self)
    } else if cursor.skip("# entries-in-buffer/entries-written: ") {
      guard let kept = cursor.decimal(), cursor.skip(0x2F), let written = cursor.decimal() else {
        return
      }
      entries = (kept, written)
      readCPUs(&cursor)
    } else if cursor.skip("# latency: ") {
      readLatency(&cursor)
    }
  }

  /// `latency: 0 us, #2769/2769, CPU#0 | (M:desktop VP:0, KP:0, SP:0 HP:0 #P:2)`.
  private mutating func readLatency(_ cursor: inout ByteCursor) {
    guard cursor.skipBehind(0x23), let kept = cursor.decimal(), cursor.skip(0x2F),
      let written = cursor.decimal()
    else { return }
    entries = (kept, written)
    readCPUs(&cursor)
  }

  private mutating func readCPUs(_ cursor: inout ByteCursor) {
    while cursor.skipBehind(0x23) {
      guard cursor.skip("P:"), let count = cursor.decimal() else { continue }
      cpus = count
      return
    }
  }
}
