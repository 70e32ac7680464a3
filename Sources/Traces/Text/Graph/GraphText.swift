/// The text of a call or an event of a function graph, read again from where it stands.
struct GraphText {
  private let bytes: UnsafeRawBufferPointer
  private let lines: TextLines

  /// How far a call is looked for from its return, in bytes.
  private static let farthest = 1 << 20
  /// How far a line's beginning is looked for, in bytes.
  private static let longestLine = 1 << 12
  /// How many lines a comment is looked through for its end.
  private static let mostLines = 256

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    lines = TextLines(bytes)
  }

  /// The text of what stands at a byte: a line's first byte, or within a line the return of a call
  /// that has a line alone.
  func text(at place: Int) -> String {
    let start = lineStart(place)
    let range = lines.withoutReturn(start..<lines.end(from: start))
    guard let line = GraphLine(bytes, range) else { return string(place..<range.upperBound) }
    switch line.content {
    case .entry(let name): return string(name) + "()"
    case .leaf(let name): return place > start ? returned(string(name), line) : string(name) + "()"
    case .exit(let name):
      return returned(name.map(string) ?? caller(of: line, at: start) ?? "?", line)
    case .comment(let text):
      let whole = text.lowerBound..<commentEnd(text, lineEnd: range.upperBound)
      guard GraphReader.isEvent(bytes, whole) else { return string(whole) }
      var cursor = ByteCursor(bytes, whole)
      let name = cursor.run { $0 == 0x3A }
      return string(TextKinds.body(bytes, name.upperBound, whole.upperBound)..<whole.upperBound)
    case .threads, .ornament: return ""
    }
  }

  private func returned(_ name: String, _ line: GraphLine) -> String {
    var text = name
    if let nanoseconds = line.durationNanoseconds {
      let fraction = String(nanoseconds % 1000)
      text += " \(nanoseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))"
      text += "\(fraction) us"
    }
    if let value = line.returned { text += " ret=0x" + String(value, radix: 16) }
    return text
  }

  /// The function that a bare “}” ends: the last line of its CPU that is indented alike.
  private func caller(of line: GraphLine, at start: Int) -> String? {
    var place = start
    while place > 0, start - place < GraphText.farthest {
      let before = lineStart(place - 1)
      let range = lines.withoutReturn(before..<place - 1)
      place = before
      guard let earlier = GraphLine(bytes, range), earlier.cpu == line.cpu else { continue }
      switch earlier.content {
      case .threads where line.thread == nil: return nil
      case .entry(let name)
      where earlier.indentation == line.indentation
        && earlier.thread?.identifier == line.thread?.identifier:
        return string(name)
      default: continue
      }
    }
    return nil
  }

  private func commentEnd(_ text: Range<Int>, lineEnd: Int) -> Int {
    guard text.upperBound == lineEnd else { return text.upperBound }
    var end = lines.end(from: text.lowerBound)
    for _ in 0..<GraphText.mostLines where end < bytes.count {
      end = lines.end(from: end + 1)
      let whole = lines.withoutReturn(text.lowerBound..<end)
      let last = GraphLine.commentEnd(bytes, whole)
      if last < whole.upperBound { return last }
    }
    return text.upperBound
  }

  private func lineStart(_ place: Int) -> Int {
    var start = min(place, bytes.count)
    let first = max(0, start - GraphText.longestLine)
    while start > first, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
