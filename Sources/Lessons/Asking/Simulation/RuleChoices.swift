import KVM

/// The rules as choices: the right one, some wrong ones, and that nothing goes wrong.
struct RuleChoices {
  let words: [String]
  let place: Int

  init(wrong random: inout SeededRandom, right: InvariantRule?) {
    let rules: [InvariantRule] = [
      .freedTable, .freedPage, .missedWrite, .conflictingEntries, .referenceCount, .progress,
    ]
    let others = random.shuffled(rules.filter { $0 != right }).prefix(right == nil ? 3 : 2)
    let shown = ([right].compactMap(\.self) + others).sorted { $0.rawValue < $1.rawValue }
    words = shown.map { "\($0.rawValue) is violated: \($0.brokenWords)" } + ["nothing goes wrong"]
    place = right.flatMap { right in shown.firstIndex(of: right) } ?? shown.count
  }
}

extension InvariantRule {
  /// What it means that it is violated.
  var brokenWords: String {
    switch self {
    case .freedTable: "someone goes through a table that is gone"
    case .freedPage: "the guest can reach a page that is free"
    case .missedWrite: "the dirty log misses a write"
    case .conflictingEntries: "a TLB holds two entries for one address"
    case .referenceCount: "a table's reference count is wrong"
    case .precondition: "a step finds a lock or state it takes for granted missing"
    case .progress: "a thread waits or retries for ever"
    case .kernelAssertion: "an assertion of the kernel fails"
    case .model: "the model leaves its bounds"
    }
  }
}
