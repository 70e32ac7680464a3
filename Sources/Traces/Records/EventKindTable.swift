/// What each event name of a recording means, worked out when the name is first seen.
///
/// A tracepoint is known by its name. A kprobe's name is its recorder's own, so it is known by the
/// symbol in its text: `(symbol+0x0/0x140) …` for an entry, `(caller+0x… <- symbol) …` for a return.
struct EventKindTable {
  private var positions: [UInt64: Int] = [:]
  /// The names, in order of appearance.
  private(set) var names: [String] = []
  /// What each means.
  private(set) var meanings: [EventMeaning] = []

  /// The kind of the event whose name begins at a byte, and its text behind “name: ”.
  mutating func kind(
    _ bytes: UnsafeRawBufferPointer, event: Int, end: Int
  ) -> (index: Int, body: RecordBody) {
    var cursor = ByteCursor(bytes, event..<end)
    let name = cursor.run { $0 == 0x3A || $0 == 0x20 && event < end && bytes[event] != 0x3C }
    if cursor.skip(0x3A) { _ = cursor.skip(0x20) }
    let body = RecordBody(bytes: bytes, range: min(cursor.position, end)..<end)
    let key = EventKindTable.hash(bytes, name)
    if let known = positions[key] { return (known, body) }
    let text = String(decoding: bytes[name], as: UTF8.self)
    names.append(text)
    meanings.append(EventKindTable.meaning(ofName: text, body: body))
    positions[key] = names.count - 1
    return (names.count - 1, body)
  }

  private static func meaning(ofName name: String, body: RecordBody) -> EventMeaning {
    if let tracepoint = Tracepoint(rawValue: name) { return .tracepoint(tracepoint) }
    return probe(body) ?? .other
  }

  /// The function a kprobe event stands for; nil for other events, and for probes inside a function.
  private static func probe(_ body: RecordBody) -> EventMeaning? {
    var cursor = body.cursor
    guard cursor.skip(0x28) else { return nil }
    let isStop: (UInt8) -> Bool = { $0 == 0x2B || $0 == 0x20 || $0 == 0x29 || $0 == 0x2E }
    let first = cursor.run(until: isStop)
    _ = cursor.run { $0 == 0x2B || $0 == 0x20 || $0 == 0x29 }
    let offset = cursor.skip(0x2B) ? cursor.hexadecimal() : nil
    _ = cursor.run { $0 == 0x20 || $0 == 0x29 }
    if cursor.skip(" <- ") {
      let target = cursor.run(until: isStop)
      return function(body.bytes, target).map(EventMeaning.returned)
    }
    guard cursor.byte == 0x29, offset == 0 else { return nil }
    return function(body.bytes, first).map(EventMeaning.call)
  }

  /// A symbol without what compilers append (“.isra.0”, “.constprop.1”).
  private static func function(
    _ bytes: UnsafeRawBufferPointer, _ symbol: Range<Int>
  ) -> KernelFunction? {
    KernelFunction(symbol: String(decoding: bytes[symbol], as: UTF8.self))
  }

  /// FNV-1a of a name: two names of one recording that collide would have to be made for it.
  private static func hash(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in range { hash = (hash ^ UInt64(bytes[place])) &* 0x100_0000_01B3 }
    return hash
  }
}
