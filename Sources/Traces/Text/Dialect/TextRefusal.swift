/// Text of ftrace that holds no records we could read, and what to do instead.
enum TextRefusal {
  /// How much of a text is looked at, in bytes.
  private static let searchedBytes = 1 << 16

  /// What a text without records is; nil when nothing is known of it.
  static func reason(_ bytes: UnsafeRawBufferPointer) -> (name: String, advice: String)? {
    let text = UnsafeRawBufferPointer(rebasing: bytes.prefix(searchedBytes))
    if isHistogram(text) {
      return (
        "the counts of an event histogram (a “hist” file)",
        "They hold no times and no order. Copy tracefs's “trace” file instead."
      )
    }
    let body = self.body(text)
    guard body.lowerBound < body.upperBound else { return nil }
    let isTraceFile = TextHeader(text).isSorted
    if isTraceFile, text[body].contains(where: isBinary) {
      return (
        "a trace in the kernel's binary print format (option “bin”)",
        "Turn it off and copy “trace” again: echo 0 > options/bin."
      )
    }
    if beginsWithName(text, body) {
      return (
        "a trace without thread, CPU and time before each event (option “context-info” is off)",
        "What happened when can't be told. Turn it on and record again: "
          + "echo 1 > options/context-info."
      )
    }
    return nil
  }

  /// The text behind the comments at the beginning.
  private static func body(_ text: UnsafeRawBufferPointer) -> Range<Int> {
    let lines = TextLines(text)
    var place = TextHeader.start(of: text)
    while place < text.count, text[place] == 0x23 || text[place] == 0x0A || text[place] == 0x0D {
      place = lines.end(from: place) + 1
    }
    return min(place, text.count)..<text.count
  }

  private static func isHistogram(_ text: UnsafeRawBufferPointer) -> Bool {
    var cursor = ByteCursor(text, TextHeader.start(of: text)..<text.count)
    if cursor.skip("# event histogram") || cursor.skip("# trigger info: hist:") { return true }
    guard cursor.skip("{ ") else { return false }
    let line = ByteCursor(text, cursor.position..<TextLines(text).end(from: cursor.position))
    var rest = line
    while rest.skipBehind(0x7D) {
      if rest.skip(" hitcount:") { return true }
    }
    return false
  }

  private static func isBinary(_ byte: UInt8) -> Bool {
    byte < 0x09 || (0x0E..<0x1B).contains(byte) || (0x1C..<0x20).contains(byte)
  }

  /// Whether lines begin with an event's name: `kvm_entry: PC: 0x…`, `symbol <-parent`.
  private static func beginsWithName(_ text: UnsafeRawBufferPointer, _ body: Range<Int>) -> Bool {
    let lines = TextLines(text)
    var place = body.lowerBound
    var named = 0
    var seen = 0
    while place < body.upperBound, seen < 50 {
      let end = lines.end(from: place)
      var cursor = ByteCursor(text, place..<end)
      place = end + 1
      guard cursor.byte != nil, cursor.byte != 0x20 else { continue }
      seen += 1
      let name = cursor.run {
        !(0x61...0x7A ~= $0 || 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x5F)
      }
      let isEvent = text[name].contains(0x5F) && (cursor.skip(": ") || cursor.skip(" <-"))
      if isEvent { named += 1 }
    }
    return seen > 0 && named * 2 > seen
  }
}
