import Machine
import VMSA

/// Writes a recording in our own format, a line at a time.
///
/// The memory it takes does not depend on how long the recording is.
struct RecordingWriter {
  let recording: Recording
  let cast: Cast
  let log: EventLog
  var line = JSONLine()

  init(_ recording: Recording) {
    self.recording = recording
    cast = recording.timeline.cast
    log = recording.timeline.log
  }

  /// Bytes that are collected before they are handed on.
  private static let pieceBytes = 1 << 16

  /// Writes all of it.
  mutating func write(to output: ([UInt8]) throws -> Void) rethrows {
    RecordingHeader(recording).write(to: &line)
    try writePeople(to: output)
    try writeTables(to: output)
    try writeOccurrences(to: output)
    for index in 0..<log.count {
      writeEvent(index)
      try handOn(to: output)
    }
    try handOn(to: output, all: true)
  }

  /// Hands on what is collected when it is enough, or anything at all.
  mutating func handOn(to output: ([UInt8]) throws -> Void, all: Bool = false) rethrows {
    guard line.bytes.count >= (all ? 1 : RecordingWriter.pieceBytes) else { return }
    try output(line.bytes)
    line.removeAll()
  }

  /// Begins the line of a member of the cast.
  mutating func begin(_ type: String, _ number: Int) {
    line.begin()
    line.text("type", type)
    line.number("id", number)
  }
}

extension RecordingFormat {
  /// Writes a recording, handing its bytes on piece by piece.
  ///
  /// Reading them gives the same cast, the same events and changes and the same state at every
  /// instant; writing that again gives the same bytes.
  public static func write(
    _ recording: Recording, to output: ([UInt8]) throws -> Void
  ) rethrows {
    var writer = RecordingWriter(recording)
    try writer.write(to: output)
  }
}
