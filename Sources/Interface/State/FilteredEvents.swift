import Machine
import Query

/// The events that a filter lets through, found bit by bit so that no key waits for a long time.
struct FilteredEvents: Sendable {
  /// What was typed.
  let text: String
  /// What is asked of each event.
  private(set) var filter: EventFilter
  /// The events found, in order.
  private(set) var matches: [UInt32] = []
  /// How many events have been asked.
  private(set) var asked = 0
  private var count: Int

  /// Filters the events of a timeline; none is asked yet.
  init(_ text: String, _ expression: QueryExpression, _ timeline: Timeline) {
    self.text = text
    filter = EventFilter(expression, for: timeline)
    count = timeline.count
  }

  /// Goes on over a timeline that begins as the one before and has more events.
  mutating func extend(over timeline: Timeline) {
    filter = EventFilter(filter.expression, for: timeline)
    count = timeline.count
  }

  /// Whether every event has been asked.
  var isComplete: Bool { asked == count }

  /// Asks some more events.
  mutating func goOn(in timeline: Timeline) {
    let end = min(count, asked + filter.eventsPerStep)
    for event in asked..<end where filter.matches(eventAt: event, in: timeline) {
      matches.append(UInt32(truncatingIfNeeded: event))
    }
    asked = end
  }

  /// How many there are: “12”, or “12 so far, 43%”.
  var progress: String {
    isComplete ? "\(matches.count)" : "\(matches.count) so far, \(asked * 100 / max(1, count))%"
  }

  /// So many events around one: those found, and that one itself.
  func events(around event: Int, rows: Int) -> [Int] {
    let place = matches.partitioningIndex { Int($0) >= event }
    let isMatch = place < matches.count && Int(matches[place]) == event
    let others = rows - (isMatch || event < 0 ? 0 : 1)
    let first = min(max(0, place - rows / 3), max(0, matches.count - others))
    var events = matches[first...].prefix(max(0, others)).map(Int.init)
    if !isMatch, event >= 0 { events.insert(event, at: min(events.count, place - first)) }
    return events
  }

  /// The event so many matches on from one, or back; the last or first where there are no more.
  func event(_ steps: Int, from event: Int) -> Int? {
    guard !matches.isEmpty else { return nil }
    let place = matches.partitioningIndex { Int($0) >= event }
    let isMatch = place < matches.count && Int(matches[place]) == event
    // From between two matches the first step on leads to the later one.
    let start = isMatch || steps < 0 ? place : place - 1
    let target = min(max(start.advancedClamping(by: steps), 0), matches.count - 1)
    return Int(matches[target])
  }
}
