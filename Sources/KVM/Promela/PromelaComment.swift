/// Comments of a Promela text.
enum PromelaComment {
  /// Words that do not end the comment they are in.
  static func safe(_ words: String) -> String {
    words.replacing("*/", with: "* /").replacing("/*", with: "/ *")
      .replacing("\n", with: " ").replacing("\\", with: "/")
  }

  /// Paragraphs as one comment, each from a line of its own.
  static func lines(_ paragraphs: [String], width: Int = 96) -> [String] {
    var lines: [String] = []
    for paragraph in paragraphs {
      var line = ""
      for word in safe(paragraph).split(separator: " ") {
        if !line.isEmpty, line.count + word.count + 1 > width {
          lines.append(line)
          line = " "
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      lines.append(line)
    }
    return lines.enumerated().map { number, line in
      (number == 0 ? "/* " : "   ") + line + (number == lines.count - 1 ? " */" : "")
    }
  }

  /// A line as several that are not too wide. Spin takes a line's end for a semicolon, unless an
  /// operator stands before it, and the preprocessor puts the ends of lines within a macro's
  /// arguments behind them; the lines of a macro's definition are one to it.
  static func wrapped(_ line: String) -> [String] {
    let width = 110
    guard line.count > width, !line.contains("/*") else { return [line] }
    let isMacro = line.hasPrefix("#define")
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = indent
    var rest = ""
    var calls = CallDepth()
    for word in line.dropFirst(indent.count).split(separator: " ") {
      rest += rest.isEmpty ? word : " " + word
      calls.read(word)
      guard isMacro || !calls.isInside && ["&&", "||", "="].contains(word) else { continue }
      if current.count + rest.count > width, !current.allSatisfy({ $0 == " " }) {
        lines.append(isMacro ? current + "\\" : String(current.dropLast()))
        current = indent + "    "
      }
      current += rest + " "
      rest = ""
    }
    return lines + [rest.isEmpty ? String(current.dropLast()) : current + rest]
  }

  /// Whether a place in a line is within the arguments of a macro.
  private struct CallDepth {
    private var parentheses: [Bool] = []
    private var name = ""

    var isInside: Bool { parentheses.contains(true) }

    mutating func read(_ word: Substring) {
      name = ""
      for character in word {
        switch character {
        case "(":
          parentheses.append(!name.isEmpty && name != "assert")
          name = ""
        case ")":
          if !parentheses.isEmpty { parentheses.removeLast() }
          name = ""
        case _ where character.isLetter || character.isNumber || character == "_":
          name.append(character)
        default: name = ""
        }
      }
    }
  }
}
