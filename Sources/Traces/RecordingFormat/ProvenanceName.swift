import Machine

/// How a fact is known, as one word of the format: “observed”, “simulated”, or the rule's name.
enum ProvenanceName {
  private static let rules: [(rule: InferenceRule, name: String)] = InferenceRule.allCases.map {
    ($0, String(describing: $0))
  }
  private static let rulesByName = Dictionary(
    rules.map { ($0.name, $0.rule) }, uniquingKeysWith: { first, _ in first })
  private static let namesByRule = Dictionary(
    rules.map { ($0.rule, $0.name) }, uniquingKeysWith: { first, _ in first })

  /// The word for a provenance.
  static func word(_ provenance: Provenance) -> String {
    switch provenance {
    case .observed: "observed"
    case .simulated: "simulated"
    case .inferred(let rule): namesByRule[rule] ?? "inferred"
    }
  }

  /// The provenance a word stands for; nil for a rule this program does not know.
  static func provenance(_ word: String) -> Provenance? {
    switch word {
    case "observed": .observed
    case "simulated": .simulated
    default: rulesByName[word].map(Provenance.inferred)
    }
  }
}
