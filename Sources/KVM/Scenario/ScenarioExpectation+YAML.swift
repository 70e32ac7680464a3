import Documents

extension ScenarioExpectation {
  /// The most that one scenario may expect.
  static let most = 64

  init(_ value: DocumentValue) throws(DocumentError) {
    self.init()
    let fields = try value.fields(
      "policies", "verdicts", "row", "part", "mark", "table", "note", "vcpus", "reaches")
    line = value.line
    policies = try fields["policies"]?.words() ?? [:]
    row = try fields["row"]?.text() ?? ""
    mark = try fields["mark"]?.text() ?? ""
    note = try fields["note"]?.text() ?? ""
    part = try fields["part"]?.number(1...9) ?? 1
    vcpus = try fields["vcpus"]?.number(1...8)
    for label in try fields["reaches"]?.list(atMost: 16) ?? [] { reaches.append(try label.text()) }
    verdicts = try ScenarioExpectation.verdicts(fields.need("verdicts", of: value))
    if let other = fields["table"] { table = try ScenarioExpectation.verdicts(other) }
  }

  private static func verdicts(_ value: DocumentValue) throws(DocumentError) -> [Edition: Verdict] {
    var verdicts: [Edition: Verdict] = [:]
    for (name, text) in try value.pairs() {
      let verdict = try Verdict(text)
      if name == "all" {
        for edition in Edition.main where verdicts[edition] == nil { verdicts[edition] = verdict }
      } else if let edition = Edition(name: name) {
        verdicts[edition] = verdict
      } else {
        throw text.failure(.unknownKey(known: ["all"] + Edition.allCases.map(\.name)))
      }
    }
    return verdicts
  }
}

extension ScenarioExpectation.Verdict {
  /// Reads “ok”, “serialised”, “one pass”, “n/a”, or rules: “I1”, “I1 at F14.1, I2”, “I8, not I1”.
  init(_ value: DocumentValue) throws(DocumentError) {
    self.init()
    let text = try value.text()
    if ["ok", "serialised", "one pass", "n/a"].contains(text) {
      word = text == "ok" ? "" : text
      return
    }
    for term in text.split(separator: ",") {
      let words = term.split(separator: " ").map(String.init)
      switch (words.count, words.first) {
      case (2, "not"):
        excludes.append(try Self.rule(words[1], value))
      case (1, _):
        needs.append(Need(rule: try Self.rule(words[0], value), step: nil))
      case (3, _) where words[1] == "at":
        needs.append(Need(rule: try Self.rule(words[0], value), step: words[2]))
      default: throw value.expected(Self.grammar)
      }
    }
    guard !needs.isEmpty else { throw value.expected(Self.grammar) }
  }

  private static let grammar =
    "ok, serialised, one pass, n/a, or rules such as “I1 at F14.1, I2, not I8”"

  private static func rule(
    _ name: String, _ value: DocumentValue
  ) throws(DocumentError) -> InvariantRule {
    guard let rule = InvariantRule(rawValue: name), rule != .model else {
      throw value.expected(grammar)
    }
    return rule
  }
}

extension DocumentValue {
  /// The keys of a mapping with their values, “all” last: what it says holds for the rest.
  fileprivate func pairs() throws(DocumentError) -> [(name: String, value: DocumentValue)] {
    guard let mapping = node.mapping else {
      throw expected("editions, or “all”, each with what must be found")
    }
    var pairs: [(name: String, value: DocumentValue)] = []
    for (name, value) in mapping {
      let text = name.string ?? "?"
      pairs.append((text, DocumentValue(node: value, file: file, key: "\(key).\(text)")))
    }
    return pairs.filter { $0.name != "all" } + pairs.filter { $0.name == "all" }
  }
}
