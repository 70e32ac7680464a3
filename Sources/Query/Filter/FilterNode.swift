/// A condition made ready for one timeline: names are sets of indexes, numbers are intervals.
indirect enum FilterNode: Sendable {
  case all([FilterNode])
  case any([FilterNode])
  case not(FilterNode)
  /// The event's thread is one of these.
  case thread([Bool])
  /// The event's kind is one of these.
  case kind([Bool])
  /// A value of a field lies in these intervals; or it has values, and none does.
  case numbers(QueryField, Intervals, isNegated: Bool)
  /// A value of a field is one of these members; or it has values, and none is.
  case members(QueryField, [Bool], isNegated: Bool)
  /// The text passes; or it doesn't.
  case text(NameTest, isNegated: Bool)
  /// The kind is one of these, or the text holds the phrase.
  case phrase([Bool], TextMatcher)

  /// How dear it is to ask, roughly: columns, changes, text.
  var cost: Int {
    switch self {
    case .thread, .kind: 0
    case .numbers(.event, _, _), .numbers(.time, _, _), .numbers(.cpu, _, _): 0
    case .numbers, .members: 1
    case .text, .phrase: 3
    case .not(let inner): inner.cost
    case .all(let parts), .any(let parts): parts.map(\.cost).max() ?? 0
    }
  }

  /// The parts with the cheap ones first; otherwise in the order they were written.
  static func ordered(_ parts: [FilterNode]) -> [FilterNode] {
    parts.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
      .map(\.element)
  }
}
