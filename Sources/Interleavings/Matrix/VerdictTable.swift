import Explorer
import KVM

/// The table of verdicts: rows of scenarios and policies, columns of editions.
///
/// What it says is written in the scenarios' own files (`expect:`, with `row` and `part`).
/// Source: Documentation/KVM.md, the table of expected verdicts [analysis].
public struct VerdictTable: Sendable {
  /// A row.
  public struct Row: Hashable, Sendable {
    /// Its name, as scenarios give it.
    public var name: String
    /// What is compared, policies separated by “/”.
    public var title: String
  }

  /// A search that a cell stands for.
  public struct Entry: Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// What is expected of it.
    public var expectation: ScenarioExpectation
    /// The edition it is searched in.
    public var edition: Edition
    /// What the table says.
    public var table: ScenarioExpectation.Verdict
    /// What the scenario's file says.
    public var expected: ScenarioExpectation.Verdict

    /// Makes one.
    public init(
      scenario: Scenario, expectation: ScenarioExpectation, edition: Edition,
      expected: ScenarioExpectation.Verdict
    ) {
      self.scenario = scenario
      self.expectation = expectation
      self.edition = edition
      self.expected = expected
      table = expectation.table[edition] ?? expected
    }
  }

  /// The rows, in order.
  public static let rows: [Row] = [
    Row(name: "S1-retry", title: "retry: 1 vCPU / 2 vCPUs, a waiting writer keeps readers out"),
    Row(name: "S1-unfair", title: "2 vCPUs, readers ignore a waiting writer"),
    Row(name: "S1-check", title: "no check / sequence only / count only"),
    Row(name: "S1-outside", title: "F11 before F10, outside the lock"),
    Row(name: "S1-end", title: "end locked, either order / lockless seq-first / count-first"),
    Row(name: "S2-size", title: "stale VMA size"),
    Row(name: "S3-split", title: "F12 before F7 / between F8 and F10 / under the lock"),
    Row(name: "S4a-holds", title: "vCPUs hold mm_users, X3 reached"),
    Row(name: "S4b-P1", title: "no mm_users, P1: F14.1, AF14"),
    Row(name: "S4b-prologue", title: "no mm_users, P1: prologue Fp"),
    Row(name: "S4b-guest", title: "no mm_users, guest mode after X5, P1/P2/P3/P3' without X4'"),
    Row(name: "S4b-P2", title: "no mm_users, P2 with X4': F8 fails / walks"),
    Row(name: "S4b-P3", title: "no mm_users, P3 with and without X4' / P3' with X4', F8 fails"),
    Row(name: "S5-debugfs", title: "debugfs reader: open / read / kept pgt"),
    Row(name: "S5-checked", title: "root checked in open and read"),
    Row(name: "S6-rcu", title: "freed by RCU, no bracket"),
    Row(name: "S6-ipi", title: "IPI, then free, no bracket"),
    Row(name: "S6-now", title: "freed at once, no bracket"),
    Row(name: "S6-bracketed", title: "freed in any way, bracketed, lock and F11"),
    Row(name: "S7-same", title: "compare and exchange / plain store"),
    Row(name: "S8-sizes", title: "call_rcu, with and without reload / freed at once"),
    Row(name: "S9-collapse", title: "BBM / overwrite, TLBI after / TLBI before / TLBI of one IPA"),
    Row(name: "S10-logging", title: "with / without the wait for SRCU"),
    Row(name: "S12-split", title: "eager split / no re-read and no mm reference"),
    Row(name: "S13-getlog", title: "standard / no TLBI / copy before TLBI / clear after copy"),
    Row(name: "S14-relax", title: "local TLBI also on -EAGAIN / on success only"),
    Row(name: "S16-delete", title: "right / unmap before the wait / no wait at M6"),
    Row(name: "S18-destroy", title: "destroy in chunks / parent entry not cleared"),
  ]

  /// The columns: each edition stands for those up to the next.
  public static let columns = Edition.main

  /// The column that an edition is in.
  public static func column(of edition: Edition) -> Edition {
    columns.last { $0 <= edition } ?? columns[0]
  }

  /// What stands in a row and a column, by part.
  public static func entries(_ row: Row, _ column: Edition, in scenarios: [Scenario]) -> [Entry] {
    var entries: [Entry] = []
    for scenario in scenarios {
      for expectation in scenario.expectations where expectation.row == row.name {
        for (edition, expected) in expectation.verdicts.sorted(by: { $0.key < $1.key })
        where self.column(of: edition) == column {
          entries.append(
            Entry(
              scenario: scenario, expectation: expectation, edition: edition, expected: expected))
        }
      }
    }
    return entries.sorted { $0.expectation.part < $1.expectation.part }
  }

  /// The footnotes.
  public static let footnotes = [
    "† ok for I2; I1 comes from the walk of the process's tables without mmu_lock (S6): freed by RCU "
      + "up to v6.2; from v6.3 interrupts are off, and only freeing at once gives it.",
    "‡ Without I4 on processors that raise no conflict abort (BBML2_NOABORT).",
  ]
}

extension VerdictTable.Entry {
  /// Searches it; nil for what does not apply.
  ///
  /// - Parameter change: what else is to be different about the search.
  public func outcome(
    options: SearchOptions = SearchOptions(),
    _ goesOn: (SearchProgress) -> StopReason? = { _ in nil }
  ) throws(ModelInputError) -> Outcome? {
    guard !expected.isNotApplicable else { return nil }
    return try Exploration(
      scenario, edition: edition, policies: expectation.policies, vcpus: expectation.vcpus,
      options: options
    ).looking(for: expected).run(goesOn)
  }
}
