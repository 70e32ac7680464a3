import Machine
import Query

extension AppState {
  /// Goes to the nearest event that holds the text looked for, around the end if need be.
  mutating func goToMatch(forwards: Bool) -> [Effect] {
    guard !searchText.isEmpty else { return go(to: nil, or: "nothing to look for yet; / searches") }
    let count = log.count
    let after = max(0, index + 1)
    let here = max(0, index)
    let filter = EventFilter(.phrase(searchText), for: timeline)
    let match: Int?
    if forwards {
      match =
        firstMatch(in: after..<max(after, count), filter)
        ?? firstMatch(in: 0..<min(after, count), filter)
    } else {
      match =
        lastMatch(in: 0..<min(here, count), filter)
        ?? lastMatch(in: min(here, count)..<count, filter)
    }
    guard let match else { return go(to: nil, or: "no event holds “\(searchText)”") }
    let wrapped = forwards ? match <= index : match >= index
    seek(to: match)
    if wrapped {
      message = Message(
        text: "went on from the \(forwards ? "beginning" : "end")", isError: false)
    }
    return []
  }

  private func firstMatch(in events: Range<Int>, _ filter: EventFilter) -> Int? {
    events.first { filter.matches(eventAt: $0, in: timeline) }
  }

  private func lastMatch(in events: Range<Int>, _ filter: EventFilter) -> Int? {
    events.last { filter.matches(eventAt: $0, in: timeline) }
  }
}
