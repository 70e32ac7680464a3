/// Where the columns of a recording's records stand, learned from the last record.
///
/// The kernel pads every column, so that all records of a recording have them in the same places
/// until a number outgrows its width. A record that has them there is read by a few loads; any other
/// is read column by column.
///
/// Source: kernel/trace/trace_output.c, trace_print_context() and trace_print_time(); v7.1.5.
struct AnchorColumns {
  /// The bracket before the CPU, from the record's first byte.
  private var bracket = 25
  /// How wide the flags are; 0 without them.
  private var flags = 5
  /// The point of the time.
  private var point = 42

  /// Reads the columns before the event.
  ///
  /// - Returns: nil when they aren't where they were, or when the text ends too soon.
  @inline(__always)
  func read(_ bytes: UnsafeRawBufferPointer, at start: Int) -> FtraceAnchor? {
    guard let base = bytes.baseAddress, start &+ point &+ 16 <= bytes.count else { return nil }
    let record = base + start
    let dash = FtraceAnchor.commandWidth
    guard byte(record, 0) == 0x20, byte(record, dash) == 0x2D, byte(record, bracket) == 0x5B
    else { return nil }

    let identifier = DigitWord(record + (dash + 1))
    let width = identifier.leadingDigits
    let padding = bracket &- dash &- 1
    guard width > 0, width < padding,
      (identifier.word ^ DigitWord.all(0x20)) & DigitWord.first(padding)
        & ~DigitWord.first(width) == 0
    else { return nil }

    // “001] ” and what follows.
    let cpu = DigitWord(record + (bracket &+ 1))
    guard cpu.leadingDigits == 3, cpu.word &>> 24 & 0xFFFF == 0x205D else { return nil }
    let time = bracket &+ (flags == 0 ? 7 : flags &+ 7)
    if flags > 0 {
      let column = DigitWord(record + (bracket &+ 6))
      guard column.positionsOfBlanks & DigitWord.first(flags) == 0,
        byte(record, time &- 1) == 0x20
      else { return nil }
    } else if byte(record, time &- 1) != 0x20 {
      return nil
    }
    guard let nanoseconds = nanoseconds(record, from: time) else { return nil }
    return FtraceAnchor(
      paddedCommand: start..<start &+ dash, identifier: place(identifier, width),
      cpu: place(cpu, 3), time: nanoseconds, hasFraction: true, event: start &+ point &+ 9)
  }

  /// Learns where the columns of a record stand that was read column by column.
  mutating func learn(_ bytes: UnsafeRawBufferPointer, _ anchor: FtraceAnchor, from start: Int) {
    guard anchor.hasFraction, anchor.paddedCommand.upperBound == start + FtraceAnchor.commandWidth,
      anchor.event - start < 64
    else { return }
    let text = ByteCursor(bytes, start..<anchor.event)
    guard
      let bracket = (17..<anchor.event - start).last(where: { text[start + $0] == 0x5B }),
      (22...25).contains(bracket)
    else { return }
    let point = anchor.event - start - 9
    guard point > bracket, text[start + point] == 0x2E else { return }
    var column = ByteCursor(bytes, start + bracket + 6..<anchor.event)
    let isTime = column.byte == 0x20
    let flags = isTime ? 0 : column.run { $0 == 0x20 }.count
    guard flags <= 8, point - bracket - 7 - flags <= 8 else { return }
    (self.bracket, self.flags, self.point) = (bracket, flags, point)
  }

  /// Seconds, padded to five columns, a point, six digits, a colon and a blank.
  @inline(__always)
  private func nanoseconds(_ record: UnsafeRawPointer, from column: Int) -> Int64? {
    let width = point &- column
    guard width > 0, byte(record, point) == 0x2E else { return nil }
    let fraction = DigitWord(record + (point &+ 1))
    guard fraction.leadingDigits == 6, fraction.word &>> 48 == 0x203A else { return nil }
    // The digits end at the point: blanks before them are in the word's lower bytes.
    let seconds = DigitWord(record + (point &- 8))
    let column = ~DigitWord.first(8 &- width) & DigitWord.all(0x80)
    let digits = seconds.positionsOfDigits & column
    let blanks = column & ~digits
    guard digits != 0, blanks < digits & (0 &- digits),
      (seconds.word ^ DigitWord.all(0x20)) & (blanks &>> 7 &* 0xFF) == 0
    else { return nil }
    let whole = DigitWord(seconds.word & (digits &>> 7 &* 0xFF)).decimal
    let micro = DigitWord(fraction.word &<< 16).decimal
    return Int64(whole &* 1_000_000 &+ micro) &* 1000
  }

  @inline(__always)
  private func byte(_ record: UnsafeRawPointer, _ offset: Int) -> UInt8 {
    record.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// The number of the first digits of a word.
  @inline(__always)
  private func place(_ text: DigitWord, _ width: Int) -> Int {
    DigitWord(text.word &<< UInt64(64 &- 8 &* width)).decimal
  }
}
