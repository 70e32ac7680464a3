/// What a name must be like.
struct NameTest: Hashable, Sendable {
  private var patterns: [NamePattern] = []
  private var parts: [TextMatcher] = []

  /// The test of a comparison, regardless of whether it is `!=`.
  init(_ comparison: QueryComparison) {
    for case .value(.name(let name)) in comparison.operands {
      if comparison.relation == .contains {
        parts.append(TextMatcher(name))
      } else {
        patterns.append(NamePattern(name))
      }
    }
  }

  /// Whether a name passes.
  func passes(_ name: String) -> Bool {
    patterns.contains { $0.matches(name) } || parts.contains { $0.matches(name) }
  }

  /// Which members of a list, each with its names, pass.
  func members(_ names: [[String]]) -> [Bool] { names.map { $0.contains(where: passes) } }
}
