import VMSA

extension QueryValue {
  /// Reads a value of a field; nil when the text is none.
  init?(_ text: String, of field: QueryField) {
    switch field.sort {
    case .name:
      if let known = field.vocabulary, !text.isEmpty,
        !known.contains(where: { NamePattern(text).matches($0) || $0.contains(text) })
      {
        return nil
      }
      self = .name(text)
    case .number where field == .table:
      // A table may be named by its kernel address, which uses all 64 bits.
      guard let number = Hexadecimal.parse(text) else { return nil }
      self = .bytes(number)
    case .number:
      guard let number = QueryValue.number(text, of: field) else { return nil }
      self = .number(number)
    case .bytes:
      guard let bytes = QueryValue.bytes(text) else { return nil }
      self = .bytes(bytes)
    case .duration:
      guard let duration = TimeParser.duration(text[...]) else { return nil }
      self = .nanoseconds(duration)
    case .time:
      guard let time = QueryValue.time(text) else { return nil }
      self = time
    }
  }

  private static func number(_ text: String, of field: QueryField) -> Int64? {
    if field == .level, text == "-1" || text == "−1" { return -1 }
    return Hexadecimal.parse(text).flatMap(Int64.init(exactly:))
  }

  /// `0x4020_0000`, `4096`, `2M`.
  private static func bytes(_ text: String) -> UInt64? {
    if let plain = Hexadecimal.parse(text) { return plain }
    let units: [Character: UInt64] = ["K": 10, "M": 20, "G": 30, "T": 40]
    guard let last = text.last, let shift = units[Character(last.uppercased())],
      let count = Hexadecimal.parse(text.dropLast())
    else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : bytes
  }

  /// `15.85` in seconds, `15850ms`, `+2.5ms` since the first event.
  private static func time(_ text: String) -> QueryValue? {
    if text.hasPrefix("+") { return TimeParser.offset(text[...]).map(QueryValue.sinceStart) }
    return (TimeParser.duration(text[...]) ?? TimeParser.seconds(text[...]))
      .map(QueryValue.nanoseconds)
  }

  /// What a value of a field looks like, for errors.
  static func expected(of field: QueryField) -> String {
    if let known = field.vocabulary {
      return known.count <= 12 ? known.joined(separator: ", ") : "such as \(known[0])"
    }
    switch field.sort {
    case .name: return "a name"
    case .number: return field == .level ? "a level from -1 to 3" : "a number"
    case .bytes:
      return field == .size ? "a size such as 2M" : "an address such as 0x4020_0000"
    case .duration: return "a duration with its unit, such as 10us"
    case .time: return "seconds such as 15.85, or +10ms since the first event"
    }
  }
}
