import Screen

/// Sentences broken into lines.
enum Prose {
  /// The lines of a paragraph, none wider than `width`; words that are too long are broken.
  static func lines(_ paragraph: String, width: Int, ink: Ink = .text) -> [Line] {
    guard width > 0 else { return [] }
    var lines: [Line] = []
    var current = ""
    for word in SafeText.sanitized(paragraph).split(separator: " ") {
      var word = String(word)
      let joined = current.isEmpty ? word : current + " " + word
      if CharacterWidth.columns(of: joined) <= width {
        current = joined
        continue
      }
      if !current.isEmpty { lines.append(Line(current, ink)) }
      while CharacterWidth.columns(of: word) > width {
        let head = String(word.prefix(max(1, width / 2)))
        guard head.count < word.count else { break }
        lines.append(Line(head, ink))
        word = String(word.dropFirst(head.count))
      }
      current = word
    }
    if !current.isEmpty { lines.append(Line(current, ink)) }
    return lines
  }

  /// Lines of a paragraph after a mark: the mark before the first, spaces before the others.
  static func item(_ mark: Word, _ paragraph: String, width: Int, ink: Ink = .text) -> [Line] {
    let indent = CharacterWidth.columns(of: mark.text) + 1
    return lines(paragraph, width: width - indent, ink: ink).enumerated().map { number, line in
      let lead =
        number == 0
        ? [mark, Word(" ")] : [Word(String(repeating: " ", count: indent))]
      return Line(lead + line.words)
    }
  }

  /// “1 change”, “2 changes”.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// “a, b and c”.
  static func list(_ items: [String], _ conjunction: String = "and") -> String {
    guard let last = items.last else { return "" }
    guard items.count > 1 else { return last }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
