extension TextDialect {
  /// How far into a text records are looked for, in bytes.
  private static let searchedBytes = 4 << 20
  /// How many lines decide.
  private static let decidingLines = 200

  /// The form that the records of a text are in; nil when there are none.
  ///
  /// What the lines look like counts, not the header, which may be cut off: the form that most of
  /// the first lines are in, the kernel's default when in doubt.
  static func detect(_ bytes: UnsafeRawBufferPointer) -> TextDialect? {
    let text = UnsafeRawBufferPointer(rebasing: bytes.prefix(searchedBytes))
    let lines = TextLines(text)
    var counts = [Int](repeating: 0, count: allCases.count)
    var seen = 0
    var place = TextHeader.start(of: text)
    while place < text.count, seen < decidingLines {
      let end = lines.end(from: place)
      let line = lines.withoutReturn(place..<end)
      defer { place = end + 1 }
      if line.isEmpty || text[line.lowerBound] == 0x23 { continue }
      var isRecord = false
      for (index, dialect) in allCases.enumerated() where dialect.isRecord(text, line) {
        counts[index] += 1
        isRecord = true
      }
      if isRecord { seen += 1 }
    }
    guard let most = counts.max(), most > 0, let first = counts.firstIndex(of: most) else {
      return nil
    }
    return allCases[first]
  }

  /// Whether a line begins a record in this form.
  private func isRecord(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
    switch self {
    case .graph:
      guard let graph = GraphLine(bytes, line) else { return false }
      if case .ornament = graph.content { return false }
      return true
    case .columns:
      return FtraceAnchor.padded(bytes, at: line.lowerBound) != nil
        || FtraceAnchor.searched(bytes, at: line.lowerBound, lineEnd: line.upperBound) != nil
    default: return anchor(bytes, at: line.lowerBound, lineEnd: line.upperBound) != nil
    }
  }
}
