import Machine

/// Makes conditions ready for a timeline.
struct FilterCompiler {
  private let timeline: Timeline
  private let start: Int64

  init(_ timeline: Timeline) {
    self.timeline = timeline
    start = timeline.count > 0 ? timeline.log.timeNanoseconds(ofEventAt: 0) : 0
  }

  func node(_ expression: QueryExpression) -> FilterNode {
    switch expression {
    case .all(let parts): return .all(FilterNode.ordered(parts.map(node)))
    case .any(let parts): return .any(FilterNode.ordered(parts.map(node)))
    case .not(let inner): return .not(node(inner))
    case .comparison(let comparison): return node(comparison)
    case .phrase(let text):
      let matcher = TextMatcher(text)
      return .phrase(timeline.cast.eventKinds.map(matcher.matches), matcher)
    }
  }

  private func node(_ comparison: QueryComparison) -> FilterNode {
    let isNegated = comparison.relation == .notEqual
    switch comparison.field {
    case .thread:
      let members = NameTest(comparison).members(threadNames)
      return .thread(isNegated ? members.map { !$0 } : members)
    case .pid:
      let numbers = Intervals(comparison, start: start)
      return .thread(
        timeline.cast.threads.map { thread in
          guard let identifier = thread.identifier else { return false }
          let ordinal = Intervals.ordinal(Int64(identifier))
          return numbers.meet(ordinal, ordinal) != isNegated
        })
    case .kind:
      let members = NameTest(comparison).members(timeline.cast.eventKinds.map { [$0] })
      return .kind(isNegated ? members.map { !$0 } : members)
    case .text: return .text(NameTest(comparison), isNegated: isNegated)
    case .outcome: return named(comparison, QueryVocabulary.outcomes.map { [$0] })
    case .mode: return named(comparison, QueryVocabulary.modes.map { [$0] })
    case .provenance: return named(comparison, QueryVocabulary.provenances.map { [$0] })
    case .rule: return named(comparison, QueryVocabulary.rules.map { [$0] })
    case .change:
      return named(comparison, Change.Kind.allCases.map(QueryVocabulary.changes(of:)))
    case .lock: return named(comparison, timeline.cast.locks.map { [$0.name, $0.address] })
    default:
      return .numbers(
        comparison.field, Intervals(comparison, start: start), isNegated: isNegated)
    }
  }

  private func named(_ comparison: QueryComparison, _ names: [[String]]) -> FilterNode {
    .members(
      comparison.field, NameTest(comparison).members(names),
      isNegated: comparison.relation == .notEqual)
  }

  /// The names each thread goes by: its command, the recording's name, its place among vCPUs.
  private var threadNames: [[String]] {
    let threads = timeline.cast.threads
    // A thread that is really called so is meant before a place in a row.
    let isTaken = threads.contains { $0.command.isVirtualCPUName }
    var virtualCPUs = 0
    return threads.map { thread in
      var names = [thread.command, thread.name]
      if thread.isVirtualCPU {
        if !isTaken { names.append("vcpu\(virtualCPUs)") }
        virtualCPUs += 1
      }
      return names
    }
  }
}

extension String {
  /// Whether it is “vcpu” and a number.
  fileprivate var isVirtualCPUName: Bool {
    hasPrefix("vcpu") && count > 4 && dropFirst(4).allSatisfy(\.isNumber)
  }
}
