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
    for index in window.indices where !window[index].isText {
      window[index].isText = isImpossible(
        window[index], behind: marker, header, largestCPU: largestCPU)
    }
    if header.isSorted { markOutOfOrder() }
    var end = start
    for line in window {
      if line.isText {
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

  /// Marks as text what does not belong to the longest run of lines in order; where there are
  /// several such runs, what is not in all of them.
  private mutating func markOutOfOrder() {
    let lines = window.indices.filter { !window[$0].isText }
    guard zip(lines, lines.dropFirst()).contains(where: { window[$0].time > window[$1].time })
    else { return }
    let times = lines.map { window[$0].time }
    let before = MarkerSurroundings.runLengths(times)
    let after = MarkerSurroundings.runLengths(times.reversed().map { ~$0 }).reversed()
    let longest = before.max() ?? 0
    var members = [Int](repeating: 0, count: longest + 1)
    for (left, right) in zip(before, after) where left + right - 1 == longest { members[left] += 1 }
    for (index, (left, right)) in zip(lines, zip(before, after)) {
      if left + right - 1 != longest || members[left] > 1 { window[index].isText = true }
    }
  }

  /// How long the longest run of times in order is that ends at each.
  private static func runLengths(_ times: [Int64]) -> [Int] {
    var last: [Int64] = []
    return times.map { time in
      var low = 0
      var high = last.count
      while low < high {
        let middle = (low + high) / 2
        if last[middle] <= time { low = middle + 1 } else { high = middle }
      }
      if low == last.count { last.append(time) } else { last[low] = time }
      return low + 1
    }
  }
}
