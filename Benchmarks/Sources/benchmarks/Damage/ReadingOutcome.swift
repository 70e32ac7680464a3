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
  /// Two lines of text became one by losing the end of the first: the second is text of the first.
  case joined
  /// Events are missing, and nothing says so.
  case silent

  /// Compares what was read with what there was.
  init(_ read: Recording, of part: DamagePlan.Part, _ whole: Recording, _ damage: Damage) {
    let (count, all) = (read.timeline.count, whole.timeline.count)
    switch damage {
    case .cut(let place) where part.isText:
      let begun = whole.timeline.log.firstEvent(fromSource: place)
      let isThere =
        count >= begun
        || count + 1 == begun
          && (Self.tells(read, whole) || Self.shows(read, part.bytes[..<place]))
      self = isThere ? .asFarAsItGoes : .silent
    case _ where count >= all: self = .whole
    case _ where Self.tells(read, whole): self = .told
    case .flip(let byte, _) where part.isText && part.bytes[byte] == 0x0A && count + 1 == all:
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
    guard read.timeline.count > 0 else { return false }
    let last = String(decoding: bytes.reversed().prefix { $0 != 0x0A }.reversed(), as: UTF8.self)
    let text = read.timeline.text.text(
      ofEventAt: read.timeline.count - 1, in: read.timeline.log)
    return text.hasSuffix(last)
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
