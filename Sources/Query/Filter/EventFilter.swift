import Machine

/// An expression made ready to be asked of the events of one timeline.
///
/// Threads, kinds and locks are looked up by name once; asking an event reads its columns and its
/// changes and makes no text, unless the text is asked for and everything cheaper holds.
public struct EventFilter: Sendable {
  /// What was asked.
  public let expression: QueryExpression
  private let root: FilterNode
  private let values: EventValues

  /// Makes an expression ready; O(cast), and O(holds and waits) where their lengths are asked for.
  public init(_ expression: QueryExpression, for timeline: Timeline) {
    self.expression = expression
    values = EventValues(timeline, fields: expression.fields)
    root = FilterCompiler(timeline).node(expression)
  }

  /// Whether an event satisfies the expression; the timeline must be the one it was made for.
  public func matches(eventAt event: Int, in timeline: Timeline) -> Bool {
    matches(root, event, timeline)
  }

  /// Whether asking an event may need its text, which is dear.
  public var readsText: Bool { root.cost >= 3 }

  private func matches(_ node: FilterNode, _ event: Int, _ timeline: Timeline) -> Bool {
    switch node {
    case .all(let parts):
      for part in parts where !matches(part, event, timeline) { return false }
      return true
    case .any(let parts):
      for part in parts where matches(part, event, timeline) { return true }
      return false
    case .not(let inner): return !matches(inner, event, timeline)
    case .thread(let members): return members.has(timeline.log.thread(ofEventAt: event))
    case .kind(let members): return members.has(timeline.log.kind(ofEventAt: event))
    case .numbers(let field, let intervals, let isNegated):
      var hasValue = false
      let isMet = values.visit(field, of: event, in: timeline) { low, high in
        hasValue = true
        return intervals.meet(low, high)
      }
      return isNegated ? hasValue && !isMet : isMet
    case .members(let field, let members, let isNegated):
      var hasValue = false
      let isMet = values.visitMembers(of: field, of: event, in: timeline) { member in
        hasValue = true
        return members.has(member)
      }
      return isNegated ? hasValue && !isMet : isMet
    case .text(let test, let isNegated):
      return test.passes(timeline.body(ofEventAt: event)) != isNegated
    case .phrase(let kinds, let matcher):
      return kinds.has(timeline.log.kind(ofEventAt: event))
        || matcher.matches(timeline.text.text(ofEventAt: event, in: timeline.log))
    }
  }
}

extension [Bool] {
  /// Whether an index is among the members; one out of range is not.
  fileprivate func has(_ index: Int) -> Bool { indices.contains(index) && self[index] }
}

extension QueryExpression {
  /// The fields that are asked for.
  var fields: Set<QueryField> {
    switch self {
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
    case .not(let inner): inner.fields
    case .comparison(let comparison): [comparison.field]
    case .phrase: []
    }
  }
}

extension Timeline {
  /// The text of an event without its kind and the spaces before it; may hold any characters.
  public func body(ofEventAt event: Int) -> String {
    let whole = text.text(ofEventAt: event, in: log)
    let kind = log.kind(ofEventAt: event)
    var rest = whole[...]
    if cast.eventKinds.indices.contains(kind), whole.hasPrefix(cast.eventKinds[kind] + ":") {
      rest = rest.dropFirst(cast.eventKinds[kind].count + 1)
    }
    return String(rest.drop { $0 == " " })
  }
}
