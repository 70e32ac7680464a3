import Documents

/// Cases of translation that a lesson speaks of more than once, by the names it gives them.
struct NamedCases {
  private let cases: [String: DocumentValue]

  /// Reads the lesson's `cases:`; nil for none.
  init(_ value: DocumentValue?) throws(DocumentError) {
    var cases: [String: DocumentValue] = [:]
    if let value {
      guard value.node.mapping != nil else { throw value.expected("cases by their names") }
      for name in value.keys { cases[name] = value[name] }
    }
    self.cases = cases
  }

  /// The case that a name stands for; a case that is written out is itself.
  func meant(by value: DocumentValue) throws(DocumentError) -> DocumentValue {
    guard let name = value.node.string else { return value }
    guard let named = cases[name] else {
      throw value.expected(
        "a case, or the name of one of the lesson’s: "
          + (cases.isEmpty ? "it has none" : cases.keys.sorted().joined(separator: ", ")))
    }
    return named
  }
}
