import Screen

extension Line {
  /// Words of several inks broken into lines at spaces; lines after the first are indented.
  static func flow(_ words: [Word], width: Int, indent: Int = 0) -> [Line] {
    guard width > indent else { return [] }
    var lines: [Line] = []
    var line = Line([])
    var isFresh = true
    for word in words {
      for piece in word.text.split(separator: " ") {
        var rest = SafeText.sanitized(String(piece))
        while !rest.isEmpty {
          let lead = isFresh ? "" : " "
          let columns = CharacterWidth.columns(of: rest) + lead.count
          if line.columns + columns <= width {
            line.words.append(Word(lead + rest, word.ink))
            isFresh = false
            break
          }
          if !isFresh {
            lines.append(line)
            line = Line(String(repeating: " ", count: indent))
            isFresh = true
          } else {
            // One word wider than the whole line.
            let head = String(rest.prefix(max(1, width - line.columns)))
            line.words.append(Word(head, word.ink))
            rest = String(rest.dropFirst(head.count))
            isFresh = false
          }
        }
      }
    }
    return isFresh && line.columns <= indent ? lines : lines + [line]
  }
}
