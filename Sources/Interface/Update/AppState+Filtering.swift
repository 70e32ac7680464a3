import Machine
import Query

extension AppState {
  /// Shows only the events that satisfy an expression, or all again.
  public mutating func filter(_ expression: QueryExpression?, text: String) {
    guard let expression else {
      filtered = nil
      return
    }
    filtered = FilteredEvents(text, expression, timeline)
    filtered?.goOn(in: timeline)
  }

  /// Makes search and filter ready again for another timeline.
  mutating func renewFilters() {
    running = nil
    report = nil
    searchFilter = searchFilter.map { EventFilter($0.expression, for: timeline) }
    if let filtered { filter(filtered.filter.expression, text: filtered.text) }
  }

  /// Lets filters go on over the events that have been read since.
  mutating func extendFilters() {
    searchFilter = searchFilter.map { EventFilter($0.expression, for: timeline) }
    filtered?.extend(over: timeline)
  }

  /// Whether ticks have something to look for.
  var isLooking: Bool { running != nil || filtered?.isComplete == false }

  /// Goes on with what takes longer than a key may.
  mutating func goOnLooking() -> [Effect] {
    if filtered?.isComplete == false { filtered?.goOn(in: timeline) }
    return goOnSearching()
  }

  /// The command: a filter, or none; says how many events it lets through.
  mutating func runFilter(_ expression: QueryExpression?, text: String) -> [Effect] {
    filter(expression, text: text)
    guard let filtered else {
      tell("all events are shown")
      return []
    }
    let count = filtered.matches.count
    if filtered.isComplete, count == 0 {
      message = Message(text: "no event passes the filter; :filter alone lifts it", isError: true)
      return [.beep]
    }
    tell(
      filtered.isComplete
        ? "\(Prose.counted(count, "event")) of \(log.count); n and N go through them"
        : "events are being looked through")
    return []
  }
}
