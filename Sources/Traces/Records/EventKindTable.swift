/// What each event name of a recording means, worked out when the name is first seen.
///
/// A tracepoint is known by its name. A kprobe's name is its recorder's own, so it is known by the
/// symbol in its text: `(symbol+0x0/0x140) …` for an entry, `(caller+0x… <- symbol) …` for a return.
struct EventKindTable {
  private var positions: [String: Int] = [:]
  /// The names, in order of appearance.
  private(set) var names: [String] = []
  /// What each means.
  private(set) var meanings: [EventMeaning] = []

  /// The kind of an event by its name; what it means is asked for only when the name is new.
  mutating func kind(named name: String, meaning: () -> EventMeaning) -> Int {
    if let known = positions[name] { return known }
    names.append(name)
    meanings.append(Tracepoint(rawValue: name).map(EventMeaning.tracepoint) ?? meaning())
    positions[name] = names.count - 1
    return names.count - 1
  }

  /// Says what a kind means that was met before it could be known.
  mutating func learn(_ meaning: EventMeaning, of kind: Int) { meanings[kind] = meaning }

  /// Adds a kind of a format that tells its name and meaning without text; a known one is not added
  /// again. A second meaning of the same name goes by another name.
  mutating func add(
    _ name: String, orElse other: String? = nil, _ meaning: EventMeaning
  ) -> Int {
    for wanted in [name, other ?? name] {
      guard let known = positions[wanted] else {
        names.append(wanted)
        meanings.append(meaning)
        positions[wanted] = names.count - 1
        return names.count - 1
      }
      if meanings[known] == meaning { return known }
    }
    return positions[name] ?? 0
  }

  /// The function a kprobe event stands for, by the symbol in its text; nil for other events, and
  /// for probes inside a function.
  static func probe(_ body: RecordBody) -> EventMeaning? {
    var cursor = body.cursor
    cursor.skipBlanks()
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
}
