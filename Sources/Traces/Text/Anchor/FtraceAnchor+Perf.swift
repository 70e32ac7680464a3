// perf script: `            comm     pid/tid     [cpu] time:     period   event: text`.
//
// The name is right-justified in 16 columns, ids in 7 (5 in older versions), and the columns chosen
// with -F are there or not. Source: tools/perf/builtin-script.c, perf_sample__fprintf_start(); v7.1.
extension FtraceAnchor {
  /// How far into a line its event begins at most.
  private static let widestPerfPrefix = 256

  /// Reads the anchor of a record of perf script that begins at a byte.
  ///
  /// A name may hold anything, so the first place in the line behind which everything fits counts;
  /// a name padded as perf pads it is tried first.
  static func perf(_ bytes: UnsafeRawBufferPointer, at start: Int, lineEnd: Int) -> FtraceAnchor? {
    let limit = min(lineEnd, start + widestPerfPrefix)
    let padded = start + commandWidth
    if padded < limit, bytes[start] == 0x20, bytes[padded] == 0x20,
      let found = perf(bytes, from: start, nameEnd: padded, limit: limit, lineEnd: lineEnd)
    {
      return found
    }
    var place = start
    let last = min(limit, start + 48)
    while place < last {
      if bytes[place] == 0x20,
        let found = perf(bytes, from: start, nameEnd: place, limit: limit, lineEnd: lineEnd)
      {
        return found
      }
      place += 1
    }
    return nil
  }

  private static func perf(
    _ bytes: UnsafeRawBufferPointer, from start: Int, nameEnd: Int, limit: Int, lineEnd: Int
  ) -> FtraceAnchor? {
    var cursor = ByteCursor(bytes, nameEnd..<limit)
    cursor.skipBlanks()
    guard var identifier = cursor.decimal() else { return nil }
    if cursor.skip(0x2F) {
      guard let thread = cursor.decimal() else { return nil }
      identifier = thread
    }
    guard cursor.skipBlanks() > 0 else { return nil }
    var cpu = 0
    if cursor.skip(0x5B) {
      guard let number = cursor.decimal(), number <= largestCPU, cursor.skip(0x5D),
        cursor.skipBlanks() > 0
      else { return nil }
      cpu = number
    }
    guard let (time, hasFraction) = cursor.time(), hasFraction, cursor.skipBlanks() > 0 else {
      return nil
    }
    // A period stands between the time and the event's name.
    let event = cursor.position
    if cursor.decimal() == nil || cursor.skipBlanks() == 0 { cursor.move(to: event) }
    guard cursor.position < lineEnd else { return nil }
    cursor.skipGroup()
    return FtraceAnchor(
      paddedCommand: start..<nameEnd, identifier: identifier, cpu: cpu, time: time,
      hasFraction: true, event: cursor.position)
  }
}

extension ByteCursor {
  /// Passes `group:` before an event's name; `cycles:P:` has a modifier behind its name instead.
  fileprivate mutating func skipGroup() {
    var ahead = self
    let group = ahead.run { $0 == 0x3A || $0 == 0x20 }
    guard !group.isEmpty, ahead.skip(0x3A) else { return }
    let name = ahead.run { $0 == 0x3A || $0 == 0x20 }
    if name.count > 3, ahead.byte == 0x3A { move(to: name.lowerBound) }
  }
}
