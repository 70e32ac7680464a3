import Machine
import Synchronization

/// The text of a trace.dat file's events behind their names, made when it is asked for.
///
/// It is what `trace-cmd report` prints, but that kprobes have symbols as in tracefs's text. What a
/// “print fmt” line has that we don't know makes fields in the form `name=value`.
struct TraceDatText: EventTextSource {
  private let file: TraceDatFile
  private let formats: [Int: Int]
  private let lines = LineCache()
  private let commonType: EventPlan.Step

  /// A format, and its “print fmt” line if there is nothing in it that we don't know.
  private struct Line {
    var format: EventFormat
    var print: PrintFormat?
  }

  /// The formats read so far, by index.
  private final class LineCache: Sendable {
    let lines = Mutex<[Int: Line]>([:])
  }

  init(_ file: TraceDatFile) {
    self.file = file
    commonType = file.commonType
    formats = Dictionary(
      file.formats.enumerated().map { ($1.identifier, $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    text(at: log.source(ofEventAt: index))
  }

  /// The text of the event that begins at a byte of all streams.
  func text(at place: Int) -> String {
    guard
      let stream = file.streams.last(where: { $0.base <= place && !$0.bytes.isEmpty }),
      let range = content(of: stream, at: place - stream.base)
    else { return "" }
    let source = OrderedBytes(bytes: stream.bytes, isBigEndian: file.isBigEndian)
    let number = source.value(of: commonType, recordAt: range.lowerBound, end: range.upperBound)
    guard let number, let index = formats[Int(number & 0xFFFF)], let line = line(index) else {
      return hexadecimal(source, range)
    }
    let record = PrintRecord(source: source, range: range, format: line.format, file: file)
    var text = line.print.flatMap { record.text(by: $0) } ?? record.plainText()
    if text.last == "\n" { text.removeLast() }
    return text
  }

  private func line(_ index: Int) -> Line? {
    lines.lines.withLock { known in
      if let line = known[index] { return line }
      guard let format = file.formats[index].parsed(longSize: file.longSize) else { return nil }
      let line = Line(format: format, print: PrintFormat(format, longSize: file.longSize))
      known[index] = line
      return line
    }
  }

  /// The content of the event whose header stands at a place.
  private func content(of stream: CPUStream, at place: Int) -> Range<Int>? {
    let source = OrderedBytes(bytes: stream.bytes, isBigEndian: file.isBigEndian)
    guard let word = source.unsigned(at: place, size: 4) else { return nil }
    let type = Int(file.isBigEndian ? word >> 27 : word & 0x1F)
    if (1...28).contains(type) {
      return (place + 4..<place + 4 + type * 4).clamped(to: 0..<source.count)
    }
    guard type == 0, let size = source.unsigned(at: place + 4, size: 4), size >= 4 else {
      return nil
    }
    return (place + 8..<place + 8 + (Int(size) - 1) & ~3).clamped(to: 0..<source.count)
  }

  private func hexadecimal(_ source: OrderedBytes, _ range: Range<Int>) -> String {
    source.bytes[range].prefix(64).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined(separator: " ")
  }
}
