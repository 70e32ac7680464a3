/// The kinds of a text's events: what a record's event is called and what it means.
struct TextKinds {
  /// What the event of a record is.
  struct Event {
    /// The index of its kind.
    var kind: Int
    /// What it means.
    var meaning: EventMeaning
    /// Where its text begins, behind its name.
    var body: Int
    /// Whether it is a function tracer's call, which has no fields.
    var isCall = false
  }

  /// The kinds met so far.
  private(set) var table = EventKindTable()
  private var cache = KindCache()
  private var addresses = ProbeAddresses()
  private var functions = FunctionNames()

  /// What is to be said of the kinds, in sentences.
  var notes: [String] { addresses.notes }

  /// The event whose name begins at a byte.
  @inline(__always)
  mutating func event(
    _ bytes: UnsafeRawBufferPointer, at place: Int, end: Int, in dialect: TextDialect
  ) -> Event {
    if let (kind, length) = cache.find(bytes, at: place) {
      return Event(
        kind: kind, meaning: table.meanings[kind], body: TextKinds.body(bytes, place + length, end))
    }
    return newEvent(bytes, at: place, end: end, in: dialect)
  }

  /// The kind of a tracer's calls or returns: one that is understood once one of them is.
  mutating func kind(named name: String, _ meaning: EventMeaning) -> Int {
    let kind = table.kind(named: name) { meaning }
    if meaning != .other, table.meanings[kind] == .other { table.learn(meaning, of: kind) }
    return kind
  }

  /// What a call, or the return from a call, of a function means.
  func meaning(
    ofFunction symbol: Range<Int>, in bytes: UnsafeRawBufferPointer
  ) -> KernelFunction? {
    functions.function(bytes, symbol)
  }

  private mutating func newEvent(
    _ bytes: UnsafeRawBufferPointer, at place: Int, end: Int, in dialect: TextDialect
  ) -> Event {
    var cursor = ByteCursor(bytes, place..<end)
    if dialect == .raw || dialect == .hex, let numbered = numbered(cursor, bytes) {
      return numbered
    }
    // Names hold no blanks, but “<stack trace>” is one.
    let isBracketed = cursor.byte == 0x3C
    var name = cursor.run { $0 == 0x3A || $0 == 0x20 && !isBracketed }
    if cursor.byte == 0x20, let call = call(bytes, place..<end, symbol: name) { return call }
    if isBracketed, name.upperBound == end, let last = lastBracket(bytes, name) { name = last }
    let body = TextKinds.body(bytes, name.upperBound, end)
    let text = String(decoding: bytes[name], as: UTF8.self)
    let known = table.names.count
    let kind = table.kind(named: text) {
      if let probe = EventKindTable.probe(RecordBody(bytes: bytes, range: body..<end)) {
        return probe
      }
      return .other
    }
    if kind == known, table.meanings[kind] == .other {
      addresses.learn(
        kind, named: text, RecordBody(bytes: bytes, range: body..<end), &table)
    }
    if text == "function", let call = call(bytes, body..<end, symbol: nil) { return call }
    cache.remember(bytes, at: place, kind: kind)
    return Event(kind: kind, meaning: table.meanings[kind], body: body)
  }

  /// `type: 565`: all that is told of most events with the options raw and hex; a marker is `# …`.
  private mutating func numbered(
    _ start: ByteCursor, _ bytes: UnsafeRawBufferPointer
  ) -> Event? {
    var cursor = start
    if cursor.skip("type: "), let number = cursor.decimal() {
      let kind = table.kind(named: "#\(number)") { .other }
      return Event(kind: kind, meaning: .other, body: cursor.position)
    }
    guard cursor.skip("# "), cursor.hexadecimal() != nil, cursor.skip(0x20) else { return nil }
    let kind = table.kind(named: Tracepoint.marker.rawValue) { .other }
    return Event(kind: kind, meaning: .tracepoint(.marker), body: cursor.position)
  }

  /// `symbol <-parent`: a call that the function tracer recorded.
  private mutating func call(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, symbol: Range<Int>?
  ) -> Event? {
    var cursor = ByteCursor(bytes, range)
    cursor.skipBlanks()
    let start = cursor.position
    let word = cursor.run { $0 == 0x20 }
    guard !word.isEmpty, cursor.skip(" <-") else { return nil }
    let meaning = functions.function(bytes, word).map(EventMeaning.call) ?? .other
    return Event(
      kind: kind(named: "function", meaning), meaning: meaning, body: start, isCall: true)
  }

  private func lastBracket(_ bytes: UnsafeRawBufferPointer, _ name: Range<Int>) -> Range<Int>? {
    var cursor = ByteCursor(bytes, name)
    return cursor.skipBehind(0x3E) ? name.lowerBound..<cursor.position : nil
  }

  /// Where an event's text begins: behind the colon and a blank.
  @inline(__always)
  static func body(_ bytes: UnsafeRawBufferPointer, _ nameEnd: Int, _ end: Int) -> Int {
    var place = nameEnd
    if place < end, bytes[place] == 0x3A { place &+= 1 }
    if place < end, bytes[place] == 0x20 { place &+= 1 }
    return place
  }
}
