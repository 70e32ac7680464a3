import Lessons
import Screen

/// Text as HTML.
enum HTMLText {
  /// Text in which nothing is markup, and nothing steers a terminal.
  static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      SafeText.sanitized(String(line)).reduce(into: "") { result, character in
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.append(character)
        }
      }
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
