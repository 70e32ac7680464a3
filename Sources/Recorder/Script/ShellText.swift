/// Text as POSIX shells read it.
enum ShellText {
  /// One word that stands for exactly this text.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }

  /// A word for a kprobe's arguments: double-quoted where the script's variables stand in it.
  static func word(_ arguments: KernelProbe.Arguments?) -> String {
    guard let arguments else { return "-" }
    let text = arguments.shellText
    return arguments.layout == nil ? quoted(text) : "\"\(text)\""
  }

  /// The lines of a comment, not wider than a screen.
  static func comment(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 98 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append((lines.isEmpty ? "# " : "#   ") + word)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
