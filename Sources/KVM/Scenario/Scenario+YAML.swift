import Documents
import Yams

extension Scenario {
  /// Reads a scenario from a file's text.
  ///
  /// The format is described in Documentation/SCENARIOS.md.
  ///
  /// - Throws: ``DocumentError`` with file, line and key.
  public init(yaml text: String, file: String) throws(DocumentError) {
    try self.init(yaml: text, file: file, buildsModel: true)
  }

  /// The same; a model need not be made of a file that tests make models of.
  init(yaml text: String, file: String, buildsModel: Bool) throws(DocumentError) {
    let root = try DocumentValue.root(of: text, file: file)
    let fields = try root.fields(
      "name", "title", "question", "prose", "edition", "editions", "policies", "memory", "threads",
      "schedule", "initial", "variants", "expect")
    func need(_ name: String) throws(DocumentError) -> DocumentValue {
      guard let field = fields[name] else {
        throw DocumentError(file: file, line: root.line, key: name, problem: .missing)
      }
      return field
    }
    self.init(name: try need("name").text(), title: try need("title").text())
    question = try fields["question"]?.text() ?? ""
    prose = try fields["prose"]?.paragraphs() ?? []
    edition = try fields["edition"]?.edition() ?? .v6_19
    editions = try fields["editions"]?.editions() ?? Edition.main
    policies = try fields["policies"]?.words() ?? [:]
    memory = try MemoryPlan(need("memory"))
    for thread in try need("threads").list(atMost: 16) {
      threads.append(try ThreadPlan(thread))
    }
    schedule = try fields["schedule"]?.text() ?? ""
    initial = try fields["initial"]?.numberLists() ?? [:]
    for variant in try fields["variants"]?.list(atMost: 64) ?? [] {
      variants.append(try Variant(variant))
    }
    for expectation in try fields["expect"]?.list(atMost: ScenarioExpectation.most) ?? [] {
      expectations.append(try ScenarioExpectation(expectation))
    }
    try check(root, buildsModel: buildsModel)
  }
}

extension Scenario.Variant {
  init(_ value: DocumentValue) throws(DocumentError) {
    let fields = try value.fields(
      "title", "policies", "editions", "schedule", "schedules", "violates", "note")
    self.init(title: try fields.need("title", of: value).text())
    policies = try fields["policies"]?.words() ?? [:]
    editions = try fields["editions"]?.editions() ?? []
    schedule = try fields["schedule"]?.text() ?? ""
    for (edition, text) in try fields["schedules"]?.words() ?? [:] {
      guard let known = Edition(name: edition) else {
        throw fields["schedules", default: value].expected("editions, each with its schedule")
      }
      schedules[known] = text
    }
    note = try fields["note"]?.text() ?? ""
    guard let rule = fields["violates"] else { return }
    violates = InvariantRule(rawValue: try rule.text())
    if violates == nil { throw rule.expected("a rule, I1 to I8") }
  }
}

extension DocumentValue {
  fileprivate func edition() throws(DocumentError) -> Edition {
    guard let edition = Edition(name: try text()) else {
      throw expected("an edition: " + Edition.allCases.map(\.name).joined(separator: ", "))
    }
    return edition
  }

  fileprivate func editions() throws(DocumentError) -> [Edition] {
    var editions: [Edition] = []
    for item in try list(atMost: Edition.allCases.count) { editions.append(try item.edition()) }
    return editions
  }

  /// A mapping of names to lists of whole numbers.
  fileprivate func numberLists() throws(DocumentError) -> [String: [Int]] {
    guard let mapping = node.mapping else { throw expected("a mapping of names to numbers") }
    var lists: [String: [Int]] = [:]
    for (name, value) in mapping {
      let numbers = value.sequence.map { $0.map(\.int) } ?? [value.int]
      guard let name = name.string, numbers.allSatisfy({ $0 != nil }) else {
        throw expected("a mapping of names to numbers")
      }
      lists[name] = numbers.compactMap { $0 }
    }
    return lists
  }
}
