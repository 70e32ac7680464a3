import Lessons
import Screen

/// Text as HTML.
enum HTMLText {
  /// Text in which nothing is markup, and nothing steers a terminal.
  static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      Markup.escaped(String(line))
    }.joined(separator: "\n")
  }

  /// A lesson's paragraph with its code and stress.
  static func flowing(_ paragraph: String) -> String {
    LessonText.spans(paragraph).map { span in
      switch span.kind {
      case .plain: escaped(span.text)
      case .code: "<code>\(escaped(span.text))</code>"
      case .strong: "<em>\(escaped(span.text))</em>"
      }
    }.joined()
  }
}
