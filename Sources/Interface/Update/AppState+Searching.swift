import Machine
import Query

extension AppState {
  /// Looks for what was typed from here on; nothing typed repeats the last search.
  ///
  /// What is no expression stays in the line, with the place marked.
  mutating func search(for prompt: Prompt) -> [Effect] {
    guard !prompt.text.isEmpty else { return move(.nextMatch) }
    do {
      searchFilter = EventFilter(try .search(prompt.text), for: timeline)
      searchText = prompt.text
      return move(.nextMatch)
    } catch {
      return refuse(prompt, error, after: 0)
    }
  }

  /// Leaves a line open and says what is wrong with the expression in it.
  ///
  /// - Parameter lead: how many characters stand before the expression.
  mutating func refuse(_ prompt: Prompt, _ error: QueryError, after lead: Int) -> [Effect] {
    self.prompt = Prompt(purpose: prompt.purpose, text: prompt.text, mark: lead + error.column)
    message = Message(text: error.sentence, isError: true)
    return [.beep]
  }

  /// Goes to the nearest event that is looked for, around the end if need be; without a search to
  /// the nearest one that the filter lets through.
  mutating func goToMatch(forwards: Bool) -> [Effect] {
    guard let filter = searchFilter ?? filtered?.filter else {
      return go(to: nil, or: "nothing to look for yet; / searches")
    }
    running = RunningSearch(filter, forwards: forwards, from: index, count: log.count)
    return goOnSearching()
  }

  /// Asks some more events; a long search goes on with the next tick.
  mutating func goOnSearching() -> [Effect] {
    guard var search = running else { return [] }
    running = nil
    var limit = search.filter.eventsPerStep
    while let range = search.ranges.first {
      guard limit > 0 else { return goOnLater(search) }
      switch search.filter.search(range, forwards: search.forwards, in: timeline, limit: limit) {
      case .found(let event): return arrive(at: event, forwards: search.forwards)
      case .notFound:
        limit -= range.count
        search.ranges.removeFirst()
      case .stopped(let event):
        search.ranges[0] =
          search.forwards ? event..<range.upperBound : range.lowerBound..<event + 1
        return goOnLater(search)
      }
    }
    return go(to: nil, or: "no event \(searchFilter == nil ? "passes the filter" : searchWords)")
  }

  /// What no event does: “holds “x””, or “is as in “cpu=9””.
  private var searchWords: String {
    if case .phrase = searchFilter?.expression { return "holds “\(searchText)”" }
    return "is as in “\(searchText)”"
  }

  private mutating func goOnLater(_ search: RunningSearch) -> [Effect] {
    running = search
    tell("searching: \(search.remaining) events to go; any key stops")
    return []
  }

  private mutating func arrive(at event: Int, forwards: Bool) -> [Effect] {
    message = nil
    let wrapped = forwards ? event <= index : event >= index
    seek(to: event)
    if wrapped { tell("went on from the \(forwards ? "beginning" : "end")") }
    return []
  }
}
