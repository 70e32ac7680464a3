/// One word or sign of the step language, with its place.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A name; may hold dots (`my.old`, `F14.1`).
    case name(String)
    /// A whole number, or a kernel release as major × 100 + minor (`6.2` is 602).
    case number(Int)
    /// A text between quotation marks.
    case text(String)
    /// A sign: an operator, a bracket, a comma.
    case sign(String)
    /// The end of a line.
    case lineEnd
  }

  var kind: Kind
  var place: SourcePlace

  /// The token as an error names it.
  var words: String {
    switch kind {
    case .name(let name): "“\(name)”"
    case .number(let number): "\(number)"
    case .text(let text): "the text “\(text)”"
    case .sign(let sign): "“\(sign)”"
    case .lineEnd: "the end of the line"
    }
  }
}
