import Machine

extension AppState {
  /// Goes to the nearest event that holds the text looked for, around the end if need be.
  mutating func goToMatch(forwards: Bool) -> [Effect] {
    guard !searchText.isEmpty else { return go(to: nil, or: "nothing to look for yet; / searches") }
    let count = log.count
    let after = max(0, index + 1)
    let here = max(0, index)
    let matcher = TextMatcher(searchText, kinds: cast.eventKinds)
    let match: Int?
    if forwards {
      match =
        firstMatch(in: after..<max(after, count), matcher)
        ?? firstMatch(in: 0..<min(after, count), matcher)
    } else {
      match =
        lastMatch(in: 0..<min(here, count), matcher)
        ?? lastMatch(in: min(here, count)..<count, matcher)
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

  private func firstMatch(in events: Range<Int>, _ matcher: TextMatcher) -> Int? {
    events.first { matches($0, matcher) }
  }

  private func lastMatch(in events: Range<Int>, _ matcher: TextMatcher) -> Int? {
    events.last { matches($0, matcher) }
  }

  private func matches(_ event: Int, _ matcher: TextMatcher) -> Bool {
    matcher.matches(kind: log.kind(ofEventAt: event))
      || matcher.matches(
        timeline.text.text(ofEventAt: event, in: log))
  }
}

/// Looks for a text in others, upper and lower case ASCII letters being the same.
struct TextMatcher {
  private let pattern: [UInt8]
  private let kindMatches: [Bool]

  /// A matcher that knows beforehand which kinds of events match by their name.
  init(_ text: String, kinds: [String]) {
    let pattern = text.utf8.map(TextMatcher.folded)
    self.pattern = pattern
    kindMatches = kinds.map { TextMatcher.contains(pattern, in: $0) }
  }

  /// Whether a kind's name holds the text.
  func matches(kind: Int) -> Bool { kindMatches.indices.contains(kind) && kindMatches[kind] }

  /// Whether a text holds the text.
  func matches(_ text: String) -> Bool { TextMatcher.contains(pattern, in: text) }

  private static func contains(_ pattern: [UInt8], in text: String) -> Bool {
    guard let first = pattern.first else { return false }
    let bytes = Array(text.utf8)
    guard bytes.count >= pattern.count else { return false }
    for start in 0...(bytes.count - pattern.count) where folded(bytes[start]) == first {
      if pattern.indices.allSatisfy({ folded(bytes[start + $0]) == pattern[$0] }) { return true }
    }
    return false
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
