/// Why what was typed is no command.
enum CommandError: Error, Hashable, Sendable {
  /// No command begins so.
  case unknown(String)
  /// Several commands begin so.
  case ambiguous(String, [String])
  /// Something else was expected after a command.
  case expected(String, found: String)
  /// There is no theme of this name.
  case noTheme(String)

  /// The sentence for the person.
  var sentence: String {
    switch self {
    case .unknown(let word): "“\(word)” is no command; ? lists them"
    case .ambiguous(let word, let names): "“\(word)” may be \(Prose.list(names, "or"))"
    case .expected(let what, let found):
      found.isEmpty ? "expected \(what)" : "expected \(what), found “\(found)”"
    case .noTheme(let name):
      "no theme “\(name)”; there are \(Prose.list(Theme.all.map(\.name)))"
    }
  }
}
