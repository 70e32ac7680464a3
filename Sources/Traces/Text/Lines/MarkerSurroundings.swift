/// What stands behind markers, to tell their text from records that it imitates.
///
/// A marker's text may imitate records byte by byte. What gives it away: records are sorted by time,
/// so that a line earlier than its marker, or later than what follows the longest marker there can
/// be, or against the order of the lines around it, is no record; a line that is nothing else is
/// text with all between it and its marker; and a CPU that the machine does not have. An imitation
/// that keeps to all this can't be told.
struct MarkerSurroundings {
  /// A line behind a marker.
  private struct Line {
    var time: Int64
    var cpu: Int
    var end: Int
    var isMarker: Bool
    /// Whether it is no record, nor any other line that the kernel prints.
    var isText: Bool
  }

  /// Where the first record stands that can't be text of the markers before it.
  private var horizon = 0
  /// Its time: no record before it is later.
  private var latest = Int64.max
  private var window: [Line] = []

  /// How far behind a marker's name its text may reach, in bytes.
  ///
  /// The kernel cuts markers at 4096 bytes (TRACE_MARKER_MAX_SIZE since v6.16, a buffer's page
  /// before). Source: kernel/trace/trace.c, tracing_mark_write().
  private static let reach = 4096 + 64
  /// How far the horizon is looked for, in bytes, when markers stand close.
  private static let farthest = 1 << 16
  /// How much earlier than the record before it one of another CPU may be in text that was printed
  /// while it was recorded, in nanoseconds.
  private static let slackNanoseconds: Int64 = 100_000_000

  /// Where a marker's text ends, which goes on at least to the end of its first line.
  ///
  /// - Parameter candidate: the anchor of the line at a byte, if it looks like a record.
  mutating func endOfText(
    of marker: FtraceAnchor, from start: Int, lines: TextLines, header: TextHeader,
    largestCPU: Int, candidate: (Int) -> FtraceAnchor?
  ) -> Int {
    look(behind: marker, from: start, lines, candidate)
    var end = start
    for index in window.indices {
      let line = window[index]
      if line.isText {
        end = line.end
      } else if isImpossible(line, behind: marker, header, largestCPU: largestCPU)
        || header.isSorted && isAgainstOrder(index)
      {
        window[index].isText = true
        end = line.end
      } else if line.isMarker {
        break
      }
    }
    return end
  }

  /// Collects the lines that may be text of a marker, and finds the horizon if it is not known.
  private mutating func look(
    behind marker: FtraceAnchor, from start: Int, _ lines: TextLines,
    _ candidate: (Int) -> FtraceAnchor?
  ) {
    window.removeAll(keepingCapacity: true)
    let isKnown = marker.event < horizon
    if !isKnown { latest = .max }
    let last = marker.event + MarkerSurroundings.reach
    var reach = last
    var place = start
    let farthest = min(lines.bytes.count, marker.event + MarkerSurroundings.farthest)
    while place < (isKnown ? min(last, lines.bytes.count) : farthest) {
      guard var found = candidate(place) else {
        let end = lines.end(from: place)
        if place < last, lines.isForeign(place..<end) {
          window.append(
            Line(time: 0, cpu: 0, end: end + 1, isMarker: false, isText: true))
        }
        place = end + 1
        continue
      }
      if !isKnown, place > reach, found.time >= marker.time {
        latest = found.time
        break
      }
      let end = lines.end(from: found.event)
      let isMarker = lines.moveToMarker(&found, end: end)
      if isMarker { reach = max(reach, found.event + MarkerSurroundings.reach) }
      if place < last {
        window.append(
          Line(
            time: found.time, cpu: found.cpu, end: end + 1, isMarker: isMarker, isText: false))
      }
      place = end + 1
    }
    if !isKnown { horizon = place }
  }

  private func isImpossible(
    _ line: Line, behind marker: FtraceAnchor, _ header: TextHeader, largestCPU: Int
  ) -> Bool {
    let slack =
      header.isSorted || line.cpu == marker.cpu ? 0 : MarkerSurroundings.slackNanoseconds
    if line.time < marker.time &- slack { return true }
    if line.time &- slack > latest { return true }
    guard let cpus = header.cpus else { return false }
    return line.cpu >= cpus && line.cpu > largestCPU
  }

  /// Whether a line is later than most behind it, or earlier than most before it.
  private func isAgainstOrder(_ index: Int) -> Bool {
    let time = window[index].time
    let before = window[..<index].lazy.filter { !$0.isText }
    let after = window[(index + 1)...].lazy.filter { !$0.isText }
    // In order with its neighbours, as nearly all are: nothing to count.
    if before.last.map({ $0.time <= time }) ?? true, after.first.map({ $0.time >= time }) ?? true {
      return false
    }
    func isMost(_ count: Int, of all: Int) -> Bool { count > 0 && count * 2 > all }
    var total = 0
    var earlier = 0
    for line in after {
      total += 1
      if line.time < time { earlier += 1 }
    }
    if isMost(earlier, of: total) { return true }
    total = 0
    var later = 0
    for line in before {
      total += 1
      if line.time > time { later += 1 }
    }
    return isMost(later, of: total)
  }
}
