/// Writes one ring-buffer page as the kernel does.
struct PageWriter {
  private var events: OrderedWriter
  private let time: UInt64
  private let longSize: Int
  var flags: UInt64 = 0
  /// The number of events lost before it, to be stored behind the last event.
  var lost: UInt64?

  init(time: UInt64, isBigEndian: Bool = false, longSize: Int = 8) {
    self.time = time
    self.longSize = longSize
    events = OrderedWriter(isBigEndian: isBigEndian)
  }

  /// A word of type and time, and what follows.
  mutating func word(type: UInt64, delta: UInt64) {
    events.number(events.isBigEndian ? type << 27 | delta : delta << 5 | type, 4)
  }

  /// An event; longer ones than 112 bytes tell their length in a word.
  mutating func event(_ content: [UInt8], delta: UInt64) {
    if content.count % 4 == 0, (4...112).contains(content.count) {
      word(type: UInt64(content.count / 4), delta: delta)
    } else {
      word(type: 0, delta: delta)
      events.number(UInt64(content.count + 4), 4)
    }
    events.bytes += content
    events.align(to: 4)
  }

  /// A time longer than 27 bits, before the next event.
  mutating func extend(by delta: UInt64) {
    word(type: 30, delta: delta & 0x7FF_FFFF)
    events.number(delta >> 27, 4)
  }

  /// The lower 59 bits of the time.
  mutating func stamp(_ time: UInt64) {
    word(type: 31, delta: time & 0x7FF_FFFF)
    events.number(time >> 27 & 0xFFFF_FFFF, 4)
  }

  /// Padding of some bytes, its header of 8 among them; without time it ends the page.
  mutating func padding(_ size: Int, delta: UInt64) {
    word(type: 29, delta: delta)
    events.number(UInt64(size - 4), 4)
    events.bytes += [UInt8](repeating: 0xEE, count: size - 8)
  }

  /// The page.
  func page(size: Int = 4096) -> [UInt8] {
    var page = OrderedWriter(isBigEndian: events.isBigEndian)
    page.number(time, 8)
    page.number(UInt64(events.bytes.count) | flags | (lost == nil ? 0 : 3 << 30), longSize)
    page.bytes += events.bytes
    if let lost { page.number(lost, longSize) }
    page.align(to: size)
    return page.bytes
  }
}
