/// What `trace-cmd report` prints, taken apart in a plain way.
struct ReportLines {
  /// One event: thread, CPU, time, name and text, which may have several lines.
  struct Event: Equatable {
    var command: String
    var thread: Int
    var cpu: Int
    var time: String
    var name: String
    var text: String
  }

  var events: [Event] = []

  /// Takes lines `   name-id   [cpu]   seconds: event:   text`; others go on with the text before.
  init(_ report: String) {
    for line in report.split(separator: "\n", omittingEmptySubsequences: false) {
      if let event = ReportLines.event(line) {
        events.append(event)
      } else if !events.isEmpty {
        events[events.count - 1].text += "\n" + line
      }
    }
    for index in events.indices {
      while events[index].text.last == "\n" { events[index].text.removeLast() }
    }
  }

  private static func event(_ line: Substring) -> Event? {
    // A line's first `-id   [cpu]` with a time behind it; blanks in names make it the last of those.
    guard let open = line.range(of: "   [", options: .backwards) ?? line.range(of: " [") else {
      return nil
    }
    for start in [open.lowerBound] + line.ranges(of: "   [").map(\.lowerBound) {
      let head = line[..<start]
      guard let dash = head.lastIndex(of: "-"), let thread = Int(head[head.index(after: dash)...]),
        let close = line[start...].firstIndex(of: "]"),
        let cpu = Int(line[start..<close].drop { $0 == " " || $0 == "[" })
      else { continue }
      let rest = line[line.index(after: close)...].drop { $0 == " " }
      guard let colon = rest.firstIndex(of: ":"),
        rest[..<colon].allSatisfy({ $0.isNumber || $0 == "." })
      else { continue }
      let event = rest[rest.index(after: colon)...].drop { $0 == " " }
      guard let end = event.firstIndex(of: ":") else { continue }
      return Event(
        command: String(head[..<dash].drop { $0 == " " }), thread: thread, cpu: cpu,
        time: String(rest[..<colon]), name: String(event[..<end]),
        text: String(event[event.index(after: end)...].drop { $0 == " " }))
    }
    return nil
  }
}
