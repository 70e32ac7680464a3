/// Goes through the events of one CPU's ring-buffer pages.
///
/// A page begins with a time and a word: bytes of events (bits 0–26), whether events were lost
/// before it (31) and whether their number stands behind the last event (30). An event begins with
/// 5 bits of type or length and 27 bits of time since the event before.
///
/// Sources: tracefs's events/header_event; libtraceevent's kbuffer, as it is called by trace-cmd.
/// It holds no reference: whoever has it must keep the stream.
struct RingBufferCursor {
  /// The stream's bytes.
  let source: OrderedBytes
  /// The stream's CPU.
  let cpu: Int
  /// The stream's place among all streams' bytes.
  let base: Int
  private let layout: PageLayout
  private let pageSize: Int
  private var nextPage = 0
  private var next = 0
  private var end = 0
  /// The event's time, in the clock's own unit.
  private(set) var time: UInt64 = 0
  /// Where the event begins, its header first, in the stream.
  private(set) var start = 0
  /// Where its content begins.
  private(set) var content = 0
  /// Where its content ends.
  private(set) var contentEnd = 0
  /// How many events were lost just before this one; nil when nobody knows how many.
  private(set) var lost: Int? = 0
  /// What was wrong since the event before, by bytes of the stream.
  private(set) var damages: [TraceDatDamage] = []

  init(_ stream: CPUStream, layout: PageLayout, isBigEndian: Bool) {
    source = OrderedBytes(bytes: stream.bytes, isBigEndian: isBigEndian)
    cpu = stream.cpu
    base = stream.base
    self.layout = layout
    pageSize = stream.pageSize
  }

  /// How many bytes it has passed, about.
  var position: Int { min(nextPage, source.count) }

  /// Moves to the next event; false at the end.
  mutating func advance() -> Bool {
    lost = 0
    if !damages.isEmpty { damages = [] }
    while true {
      guard next + 4 <= end else {
        guard loadPage() else { return false }
        continue
      }
      let word = source.word(at: next)
      let type = source.isBigEndian ? word >> 27 : word & 0x1F
      let delta = UInt64(source.isBigEndian ? word & 0x7FF_FFFF : word >> 5)
      if type &- 1 < 28 {
        time &+= delta
        take(content: next + 4, size: Int(type) * 4)
        if contentEnd <= end { return true }
        noteBrokenEvent()
      } else if passSpecial(type, delta) {
        return true
      }
    }
  }

  /// Events that are long, and what is no event: padding and time.
  ///
  /// - Returns: whether it is an event.
  private mutating func passSpecial(_ type: UInt32, _ delta: UInt64) -> Bool {
    guard next + 8 <= end else {
      // Padding without length fills a page's last word.
      if type != 29 { noteBrokenEvent() }
      next = end
      return false
    }
    let word = source.word(at: next + 4)
    switch type {
    case 29:
      time &+= delta
      next = delta == 0 ? end : min(end, next + 4 + max(4, Int(word)))
    case 30:
      time &+= UInt64(word) << 27 &+ delta
      next += 8
    case 31:
      // 59 bits of absolute time; the highest five stay as they were.
      time = time & 0xF8 << 56 | UInt64(word) << 27 | delta
      next += 8
    default:
      time &+= delta
      take(content: next + 8, size: (Int(word) - 4 + 3) & ~3)
      if word >= 4 && contentEnd <= end { return true }
      noteBrokenEvent()
    }
    return false
  }

  private mutating func take(content: Int, size: Int) {
    start = next
    self.content = content
    contentEnd = content + size
    next = contentEnd
  }

  /// An event that reaches beyond its page's data: the rest of the page can't be read.
  private mutating func noteBrokenEvent() {
    damages.append(
      TraceDatDamage(
        offset: start, expected: "an event within \(end - start) bytes",
        found: "one of \(contentEnd - start)"))
    next = end
    lost = nil
  }

  /// Begins the next page; false when there is none.
  private mutating func loadPage() -> Bool {
    let page = nextPage
    guard page < source.count else { return false }
    nextPage = page + pageSize
    guard let stamp = source.unsigned(at: page + layout.time, size: 8),
      let commit = source.unsigned(at: page + layout.commit, size: layout.longSize)
    else {
      note(page, expected: "a page's header", found: "the end")
      return true
    }
    time = stamp
    next = page + layout.data
    let size = Int(commit & 0x7FF_FFFF)
    guard size <= pageSize - layout.data else {
      note(page, expected: "at most \(pageSize - layout.data) bytes of events", found: "\(size)")
      return true
    }
    end = next + size
    if end > source.count {
      note(page, expected: "\(size) bytes of events", found: "only \(source.count - next)")
      end = source.count
    } else if commit & 1 << 31 != 0 {
      lost = lostEvents(commit)
    }
    return true
  }

  /// How many events were lost before a page that says so; nil when it does not say how many.
  private func lostEvents(_ commit: UInt64) -> Int? {
    guard commit & 1 << 30 != 0, end + layout.longSize <= nextPage,
      let count = source.unsigned(at: end, size: layout.longSize), let before = lost
    else { return nil }
    return before &+ Int(min(count, UInt64(Int.max) / 2))
  }

  private mutating func note(_ page: Int, expected: String, found: String) {
    damages.append(TraceDatDamage(offset: page, expected: expected, found: found))
    end = next
    lost = nil
  }
}
