/// A key as a browser is told of it.
public struct BrowserKey: Sendable {
  var name: String
  var code: String
  var number: Int
  var text: String?

  /// ←
  public static let left = BrowserKey(name: "ArrowLeft", code: "ArrowLeft", number: 37)
  /// →
  public static let right = BrowserKey(name: "ArrowRight", code: "ArrowRight", number: 39)
  /// Home
  public static let home = BrowserKey(name: "Home", code: "Home", number: 36)
  /// End
  public static let end = BrowserKey(name: "End", code: "End", number: 35)
  /// Space
  public static let space = BrowserKey(name: " ", code: "Space", number: 32, text: " ")
  /// Enter
  public static let enter = BrowserKey(name: "Enter", code: "Enter", number: 13, text: "\r")
  /// Tab
  public static let tab = BrowserKey(name: "Tab", code: "Tab", number: 9)
}
