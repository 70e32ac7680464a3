import Lessons
import Screen

/// A lesson's text in lines.
enum LessonProse {
  /// Paragraphs, items and lines as they are, an empty line between them.
  static func lines(_ text: LessonText, width: Int) -> [Line] {
    var lines: [Line] = []
    var lastWasItem = false
    for block in text.blocks {
      var isItem = false
      if case .item = block { isItem = true }
      if !lines.isEmpty, !(isItem && lastWasItem) { lines.append(.blank) }
      lastWasItem = isItem
      switch block {
      case .paragraph(let spans): lines += self.lines(spans: spans, width: width)
      case .item(let spans):
        lines += Line.flow(
          tokens: [[Word("·", .label)]] + tokens(spans), width: width, indent: 2)
      case .preformatted(let rows): lines += rows.map { Line([Word("  "), Word($0, .label)]) }
      }
    }
    return lines
  }

  /// Spans in lines.
  static func lines(spans: [LessonText.Span], width: Int) -> [Line] {
    Line.flow(tokens: tokens(spans), width: width)
  }

  /// A paragraph behind a mark.
  static func item(_ mark: Word, _ paragraph: String, width: Int) -> [Line] {
    Line.flow(
      tokens: [[mark]] + tokens(LessonText.spans(paragraph)), width: width, indent: 2)
  }

  /// Words between spaces, each in as many inks as it has: “`mmu_lock`.” is one.
  private static func tokens(_ spans: [LessonText.Span]) -> [[Word]] {
    var tokens: [[Word]] = [[]]
    for span in spans {
      for (number, piece) in span.text.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        if number > 0 { tokens.append([]) }
        if !piece.isEmpty {
          tokens[tokens.count - 1].append(Word(String(piece), ink(of: span.kind)))
        }
      }
    }
    return tokens.filter { !$0.isEmpty }
  }

  private static func ink(of kind: LessonText.Span.Kind) -> Ink {
    switch kind {
    case .plain: .text
    case .code: .label
    case .strong: .strong
    }
  }
}
