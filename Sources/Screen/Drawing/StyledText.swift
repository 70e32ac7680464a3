/// A piece of text in one style.
public struct StyledText: Hashable, Sendable {
  /// The characters; control characters are replaced when drawn.
  public var text: String
  /// How they look.
  public var style: Style

  /// `text` in `style`.
  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}
