import Documents

/// What a lesson says in words: paragraphs, list items, lines as they are.
public struct LessonText: Hashable, Sendable {
  /// One block of it.
  public enum Block: Hashable, Sendable {
    /// Sentences, to be broken into lines.
    case paragraph([Span])
    /// An item of a list.
    case item([Span])
    /// Lines to be shown as they are.
    case preformatted([String])
  }

  /// A stretch of words and what they are.
  public struct Span: Hashable, Sendable {
    /// The words.
    public var text: String
    /// What they are.
    public var kind: Kind

    /// Makes a stretch.
    public init(text: String, kind: Kind) {
      self.text = text
      self.kind = kind
    }

    /// What words are.
    public enum Kind: Hashable, Sendable {
      /// Words.
      case plain
      /// `Code`: a register, a function, a number.
      case code
      /// *Stressed*.
      case strong
    }
  }

  /// The blocks in order.
  public var blocks: [Block]

  /// Reads text: paragraphs apart by an empty line, items behind “- ”, lines indented by four spaces as
  /// they are; `code` between backticks, *stress* between asterisks.
  public init(_ source: String) {
    blocks = []
    for part in LessonText.parts(source) {
      if part.allSatisfy({ $0.hasPrefix("    ") }) {
        blocks.append(.preformatted(part.map { String($0.dropFirst(4)) }))
      } else {
        blocks += LessonText.flow(part)
      }
    }
  }

  private static func parts(_ source: String) -> [[Substring]] {
    source.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.allSatisfy(\.isWhitespace) }.map(Array.init)
  }

  private static func flow(_ lines: [Substring]) -> [Block] {
    var blocks: [(isItem: Bool, words: [Substring])] = []
    for line in lines {
      let isItem = line.hasPrefix("- ")
      if isItem || blocks.isEmpty { blocks.append((isItem, [])) }
      blocks[blocks.count - 1].words +=
        (isItem ? line.dropFirst(2) : line).split(whereSeparator: \.isWhitespace)
    }
    return blocks.map { block in
      let spans = LessonText.spans(block.words.joined(separator: " "))
      return block.isItem ? .item(spans) : .paragraph(spans)
    }
  }

  /// Cuts a line at its backticks and asterisks; one without its partner stands for itself.
  public static func spans(_ line: String) -> [Span] {
    var spans: [Span] = []
    var plain = ""
    var rest = line[...]
    func close(_ spans: inout [Span], _ plain: inout String) {
      if !plain.isEmpty { spans.append(Span(text: plain, kind: .plain)) }
      plain = ""
    }
    while let mark = rest.first {
      let after = rest.dropFirst()
      if mark == "`" || mark == "*", let end = after.firstIndex(of: mark), end > after.startIndex,
        mark == "`" || !(after.first?.isWhitespace ?? true)
      {
        close(&spans, &plain)
        spans.append(Span(text: String(after[..<end]), kind: mark == "`" ? .code : .strong))
        rest = after[after.index(after: end)...]
      } else {
        plain.append(mark)
        rest = after
      }
    }
    close(&spans, &plain)
    return spans
  }

  /// The words without any marks, a line for each block.
  public var plain: [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let spans): [spans.map(\.text).joined()]
      case .item(let spans): ["- " + spans.map(\.text).joined()]
      case .preformatted(let lines): lines
      }
    }
  }
}
