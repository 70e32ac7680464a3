/// Screens one after the other as an asciicast, version 2: what asciinema and its player play.
///
/// Each frame after the first redraws only the rows that changed. A marker at each frame says what the
/// step did; a player can stop there. No clock is read: the times are those that were asked for.
///
/// Source: docs.asciinema.org, “asciicast file format (version 2)”.
public struct AsciicastWriter: Sendable {
  /// The recording's title; may hold any characters.
  public var title: String
  /// How long each frame is shown, in milliseconds.
  public var millisecondsPerStep: Int

  /// A writer of recordings with a title.
  public init(title: String, millisecondsPerStep: Int = 1_000) {
    self.title = title
    self.millisecondsPerStep = max(1, min(millisecondsPerStep, 3_600_000))
  }

  /// The recording of `frames`, which are of one size: a header line, then a line an event.
  public func string(from frames: some Sequence<SteppingFrame>) -> String {
    var lines: [String] = []
    var size = Size(1, 1)
    var shown: [String]?
    var time = 0
    for frame in frames {
      if shown == nil { size = frame.screen.size }
      let next = (0..<size.rows).map { ANSIWriter().line(of: frame.screen.row($0)) }
      lines.append("[\(seconds(time)),\"o\",\(quoted(redraw(next, over: shown)))]")
      let words = SafeText.sanitized("\(frame.label): \(frame.caption)")
      lines.append("[\(seconds(time)),\"m\",\(quoted(words))]")
      shown = next
      time += millisecondsPerStep
    }
    // The last frame stays as long as the others; a recording ends with its last event.
    lines.append("[\(seconds(time)),\"o\",\(quoted("\u{1b}[?25h"))]")
    return ([header(size)] + lines).joined(separator: "\n") + "\n"
  }

  private func header(_ size: Size) -> String {
    "{\"version\":2,\"width\":\(max(1, size.columns)),\"height\":\(max(1, size.rows)),"
      + "\"title\":\(quoted(SafeText.sanitized(title))),\"env\":{\"TERM\":\"xterm-256color\"}}"
  }

  /// What turns one screen into the next; without one before, clears and hides the cursor first.
  private func redraw(_ rows: [String], over before: [String]?) -> String {
    let start = before == nil ? "\u{1b}[?25l\u{1b}[0m\u{1b}[2J" : ""
    return start
      + rows.enumerated().filter { before?[$0.offset] != $0.element }.map { y, row in
        // Cleared before it is written: at the end of a full row that would take its last cell.
        "\u{1b}[\(y + 1);1H\u{1b}[K\(row)"
      }.joined()
  }

  /// Milliseconds as seconds, a decimal number.
  private func seconds(_ milliseconds: Int) -> String {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
    let digits = String(rest)
    return "\(whole).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }

  /// A string of JSON.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{1b}": result += "\\u001b"
      // No other control character passes a cell or SafeText.
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
