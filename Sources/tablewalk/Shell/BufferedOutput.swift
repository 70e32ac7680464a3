/// Lines for standard output, gathered so that a million of them are not a million writes.
struct BufferedOutput {
  private var text = ""
  /// How many bytes are gathered at most.
  private static let limit = 1 << 16

  /// Adds a line.
  mutating func write(_ line: String) throws {
    text += line
    text += "\n"
    if text.utf8.count >= BufferedOutput.limit { try flush() }
  }

  /// Writes what is gathered.
  mutating func flush() throws {
    guard !text.isEmpty else { return }
    let gathered = text
    text = ""
    try Output.write(gathered, terminator: "")
  }
}
