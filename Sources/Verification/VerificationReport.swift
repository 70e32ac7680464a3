/// How the engine did against recorded answers.
public struct VerificationReport: Hashable, Sendable, Encodable {
  /// The version of this form.
  public var version = 1
  /// Cases read.
  public var cases = 0
  /// Questions asked.
  public var queries = 0
  /// Answers alike.
  public var agree = 0
  /// Questions the recordings can't decide, by reason.
  public var excused: [String: Int] = [:]
  /// Answers that differ, and tables that differ after the last question of a case.
  public var disagree = 0
  /// Cases whose tables were compared after the last question.
  public var tablesCompared = 0
  /// The first disagreements, 20 at most.
  public var first: [Disagreement] = []

  /// One answer that differs.
  public struct Disagreement: Hashable, Sendable, Encodable {
    /// The number of the case.
    public var `case`: Int
    /// What the case is about.
    public var label: String
    /// The question; `mem_after` for a word of a table.
    public var operation: String
    /// The address asked for, or the word's.
    public var address: String
    /// The recorded answer.
    public var expected: String
    /// The engine's.
    public var got: String
  }

  /// Makes a report of nothing.
  public init() {}

  /// All excused questions together.
  public var excusedTotal: Int { excused.values.reduce(0, +) }

  /// Adds a disagreement, which is shown only while there are few.
  mutating func add(_ disagreement: Disagreement) {
    disagree += 1
    if first.count < Self.shown { first.append(disagreement) }
  }

  /// Disagreements shown.
  static let shown = 20
}
