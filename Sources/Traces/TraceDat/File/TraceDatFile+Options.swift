// Options that both versions have.
extension TraceDatFile {
  /// Takes what an option says of time, clocks and losses; others are left to the caller.
  mutating func take(
    _ option: TraceDatOption, _ source: OrderedBytes, _ range: Range<Int>
  ) throws(TraceDatDamage) {
    switch option {
    case .date:
      // Microseconds between the events' clock and the time of day.
      time.offset &+= TraceDatFile.number(text(source, range)) &* 1000
    case .offset: time.offset &+= TraceDatFile.number(text(source, range))
    case .cpuStatistics: takeStatistics(text(source, range))
    case .traceClock: takeClock(text(source, range))
    case .clockToNanoseconds:
      var cursor = TraceDatCursor(source, range)
      time.multiplier = UInt32(try cursor.number(4, "a multiplier"))
      time.shift = UInt32(try cursor.number(4, "a shift"))
    case .timeShift:
      var cursor = TraceDatCursor(source, range)
      try takeTimeShift(&cursor)
    default: break
    }
  }

  /// “[local] global counter …”: the clock in brackets.
  mutating func takeClock(_ list: String) {
    guard let open = list.firstIndex(of: "["), let close = list[open...].firstIndex(of: "]")
    else { return }
    clock = String(list[list.index(after: open)..<close].prefix(32))
  }

  /// per_cpu/cpuN/stats: what was overwritten, and dropped for want of room.
  private mutating func takeStatistics(_ statistics: String) {
    for line in statistics.split(separator: "\n") {
      for name in ["overrun: ", "dropped events: "] where line.hasPrefix(name) {
        let count = Int(line.dropFirst(name.count)) ?? 0
        lostByStatistics = min(lostByStatistics, .max - max(count, 0)) + max(count, 0)
      }
    }
  }

  /// The corrections of a guest's clock, for each CPU.
  private mutating func takeTimeShift(_ cursor: inout TraceDatCursor) throws(TraceDatDamage) {
    _ = try cursor.number(8, "the peer's identifier")
    time.interpolates = try cursor.number(4, "flags") & 1 != 0
    let cpus = try cursor.number(4, "the number of CPUs")
    var samples: [[TimeConversion.Sample]] = []
    for _ in 0..<min(cpus, UInt64(TraceDatFile.mostParts)) {
      let count = try cursor.number(4, "the number of corrections")
      guard count <= UInt64(cursor.left) / 24 else {
        throw TraceDatDamage(
          offset: cursor.position, expected: "\(count) corrections",
          found: "only \(cursor.left) bytes")
      }
      var list = [TimeConversion.Sample](
        repeating: .init(time: 0, offset: 0, scaling: 1, fraction: 0), count: Int(count))
      for place in [\TimeConversion.Sample.time, \.offset, \.scaling] {
        for index in list.indices {
          list[index][keyPath: place] = Int64(bitPattern: try cursor.number(8, "a correction"))
        }
      }
      samples.append(list)
    }
    if cursor.left > 0 {
      for cpu in samples.indices {
        for index in samples[cpu].indices {
          samples[cpu][index].fraction = Int64(bitPattern: try cursor.number(8, "a fraction"))
        }
      }
    }
    time.samples = samples.map { list in
      var seen: Set<Int64> = []
      return list.sorted { $0.time < $1.time }.filter { seen.insert($0.time).inserted }
    }
  }

  /// A number as C's strtoll reads it: decimal, or hexadecimal behind “0x”; 0 when it is none.
  static func number(_ text: String) -> Int64 {
    var digits = text.drop { $0 == " " }[...]
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    let isHexadecimal = digits.hasPrefix("0x") || digits.hasPrefix("0X")
    if isHexadecimal { digits = digits.dropFirst(2) }
    digits = digits.prefix { isHexadecimal ? $0.isHexDigit : ("0"..."9").contains($0) }
    let value = Int64(digits, radix: isHexadecimal ? 16 : 10) ?? 0
    return isNegative ? 0 &- value : value
  }
}
