import Screen

extension Line {
  /// Words of several inks broken into lines at spaces; lines after the first are indented.
  static func flow(_ words: [Word], width: Int, indent: Int = 0) -> [Line] {
    let tokens = words.flatMap { word in
      word.text.split(separator: " ").map { [Word(String($0), word.ink)] }
    }
    return flow(tokens: tokens, width: width, indent: indent)
  }

  /// The same, of words that touch: a space stands only between one token and the next.
  static func flow(tokens: [[Word]], width: Int, indent: Int = 0) -> [Line] {
    guard width > indent else { return [] }
    var flow = Flow(width: width, indent: indent)
    for token in tokens {
      flow.add(token.map { Word(SafeText.sanitized($0.text), $0.ink) })
    }
    return flow.finished
  }

  /// Lines being filled.
  private struct Flow {
    let width: Int
    let indent: Int
    var lines: [Line] = []
    var line = Line([])
    var isFresh = true

    init(width: Int, indent: Int) {
      self.width = width
      self.indent = indent
    }

    var finished: [Line] { isFresh && line.columns <= indent ? lines : lines + [line] }

    mutating func add(_ token: [Word]) {
      let columns = token.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) }
      let lead = isFresh ? 0 : 1
      if line.columns + lead + columns > width, !isFresh { turn() }
      if line.columns + columns <= width {
        append(token)
      } else {
        self.break(token)
      }
    }

    private mutating func append(_ token: [Word]) {
      var lead = isFresh ? "" : " "
      for word in token where !word.text.isEmpty {
        line.words.append(Word(lead + word.text, word.ink))
        lead = ""
        isFresh = false
      }
    }

    private mutating func turn() {
      lines.append(line)
      line = Line(String(repeating: " ", count: indent))
      isFresh = true
    }

    /// One token wider than a whole line.
    private mutating func `break`(_ token: [Word]) {
      for word in token {
        var rest = word.text
        while !rest.isEmpty {
          if line.columns >= width { turn() }
          let head = String(rest.prefix(max(1, width - line.columns)))
          line.words.append(Word(head, word.ink))
          isFresh = false
          rest = String(rest.dropFirst(head.count))
        }
      }
    }
  }
}
