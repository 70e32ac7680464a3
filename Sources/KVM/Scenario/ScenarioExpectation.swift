/// What a search of every order must find of a scenario under certain policies, by edition.
public struct ScenarioExpectation: Hashable, Sendable {
  /// Policies that differ from the scenario's.
  public var policies: [String: String] = [:]
  /// What must come of it; editions that are not named are not judged.
  public var verdicts: [Edition: Verdict] = [:]
  /// The row of the table of verdicts it belongs to, and its place there; empty for none.
  public var row = ""
  /// The place among those of its row, from 1.
  public var part = 1
  /// Signs of the table's footnotes, such as “†”.
  public var mark = ""
  /// What the table of verdicts says where that is something else.
  public var table: [Edition: Verdict] = [:]
  /// Why the table says something else.
  public var note = ""
  /// How many vCPUs run; nil for as many as the scenario has.
  public var vcpus: Int?
  /// Labels of steps that must be taken in some order, or “safe” would mean nothing.
  public var reaches: [String] = []
  /// The line in the scenario's file, for messages.
  public var line: Int?

  /// Expects nothing yet.
  public init() {}

  /// What must be found.
  public struct Verdict: Hashable, Sendable {
    /// Violations that must be reachable; with none, nothing may go wrong at all.
    public var needs: [Need] = []
    /// Rules that must hold although others don't.
    public var excludes: [InvariantRule] = []
    /// What the table says instead of a rule: “n/a” where there is nothing to search, “serialised” or
    /// “one pass” where there is nothing to go wrong; empty for none.
    public var word = ""

    /// Expects that nothing goes wrong.
    public init() {}

    /// A violation that must be reachable.
    public struct Need: Hashable, Sendable {
      /// The rule.
      public var rule: InvariantRule
      /// The label of the step that violates it; nil for any.
      public var step: String?

      /// Makes one.
      public init(rule: InvariantRule, step: String?) {
        self.rule = rule
        self.step = step
      }
    }

    /// Whether there is nothing to search.
    public var isNotApplicable: Bool { word == "n/a" }
    /// Whether nothing may go wrong.
    public var isSafe: Bool { needs.isEmpty && !isNotApplicable }

    /// As the table says it: “ok”, “I1”, “I1 I2”, “n/a”.
    public var text: String {
      if !word.isEmpty { return word }
      return needs.isEmpty ? "ok" : needs.map(\.rule.rawValue).uniqued.joined(separator: " ")
    }
  }
}

extension Array where Element: Hashable {
  /// Its elements without those that were there before.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
