import Machine
import Traces

/// What became of reading a damaged recording.
enum ReadingOutcome: String, CaseIterable {
  /// Refused with an error that says where and why.
  case refused
  /// Every event is there.
  case whole
  /// Events are missing, and the recording says that something is.
  case told
  /// Text cut between two lines, or within its last line: what stands before is there.
  case asFarAsItGoes = "as far as it goes"
  /// A damaged line is shown as text of the event before it: its own form is gone, or the end of the
  /// line before it.
  case joined
  /// Events are missing, and nothing says so.
  case silent

  /// Compares what was read with what there was.
  init(_ read: Recording, of part: DamagePlan.Part, _ whole: Recording, _ damage: Damage) {
    let (count, all) = (read.timeline.count, whole.timeline.count)
    switch damage {
    case .cut(let place) where part.isText:
      let log = whole.timeline.log
      let begun = log.firstEvent(fromSource: place)
      let line = part.bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let ended = log.firstEvent(fromSource: line)
      let isThere =
        count >= begun
        || count >= ended && (Self.tells(read, whole) || Self.shows(read, part.bytes[..<place]))
      self = isThere ? .asFarAsItGoes : .silent
    case _ where count >= all: self = .whole
    case _ where Self.tells(read, whole): self = .told
    case .flip(let byte, _) where part.isText && Self.shows(read, part.bytes, behind: byte):
      self = .joined
    default: self = .silent
    }
  }

  private static func tells(_ read: Recording, _ whole: Recording) -> Bool {
    read.isCutOff || read.unparsed.count > 0 || read.lost > whole.lost
      || read.notRecorded != whole.notRecorded
  }

  /// Whether the last line's beginning is shown as text of the event before it, as a marker's is.
  private static func shows(_ read: Recording, _ bytes: ArraySlice<UInt8>) -> Bool {
    let last = String(decoding: bytes.reversed().prefix { $0 != 0x0A }.reversed(), as: UTF8.self)
    // Of a line that ends in its padding there is nothing to show.
    if last.allSatisfy({ $0 == " " }) { return true }
    guard read.timeline.count > 0 else { return false }
    let text = read.timeline.text.text(
      ofEventAt: read.timeline.count - 1, in: read.timeline.log)
    return text.hasSuffix(last)
  }

  /// Whether what stands behind a byte on its line, or on the next where it ended one, is shown as text
  /// of the event before it.
  private static func shows(_ read: Recording, _ bytes: [UInt8], behind byte: Int) -> Bool {
    let event = read.timeline.log.firstEvent(fromSource: byte) - 1
    guard event >= 0 else { return false }
    let rest = String(decoding: bytes[(byte + 1)...].prefix { $0 != 0x0A }, as: UTF8.self)
    return read.timeline.text.text(ofEventAt: event, in: read.timeline.log).contains(rest)
  }
}

extension EventLog {
  /// The first event that does not begin before a place of its source.
  fileprivate func firstEvent(fromSource place: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if source(ofEventAt: middle) < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
