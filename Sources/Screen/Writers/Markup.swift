/// Text in SVG and HTML.
public enum Markup {
  /// `text` made harmless and with nothing in it that markup means something by.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.sanitized(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
