import Machine

/// A recording that is being read: it can be looked at before all of it has been.
///
/// A value: whoever holds it reads on, on whatever thread. What its readers point into is the
/// file's bytes, which never change and live as long as a reader does; hence unchecked.
public struct UnfinishedRecording: @unchecked Sendable {
  private var builder: any RecordingBuilding
  private let file: String
  private let kind: String
  private let isCutOff: Bool

  init(_ builder: some RecordingBuilding, file: String, kind: String, isCutOff: Bool) {
    self.builder = builder
    self.file = file
    self.kind = kind
    self.isCutOff = isCutOff
  }

  /// A recording that a reader reads.
  init(
    _ reader: some RecordReader, options: ReadingOptions, file: String, kind: String,
    isCutOff: Bool
  ) {
    if options.infersFacts {
      self.init(
        RecordingBuilder(reader, options: options), file: file, kind: kind, isCutOff: isCutOff)
    } else {
      self.init(EventReading(reader), file: file, kind: kind, isCutOff: isCutOff)
    }
  }

  /// A recording that was read at once.
  init(_ recording: Recording) {
    self.init(
      WholeRecording(recording: recording), file: recording.file, kind: recording.kind,
      isCutOff: recording.isCutOff)
  }

  /// Whether all of it has been read.
  public var isFinished: Bool { builder.isFinished }

  /// How much has been read, 0…1; begins anew when it is read again.
  public var progress: Double { builder.progress }

  /// Whether it is read a second time, because its end tells something that its beginning needs.
  public var isSecondReading: Bool { builder.isSecondReading }

  /// Reads on, up to a number of records.
  public mutating func advance(records: Int) { builder.advance(records: records) }

  /// Reads all the rest.
  public mutating func finish() { while !isFinished { advance(records: .max) } }

  /// What has been read so far; it shares its memory with what is being read.
  public var recording: Recording {
    builder.recording(file: file, kind: kind, isCutOff: isCutOff)
  }
}

/// Makes a recording of records, of whatever format.
protocol RecordingBuilding {
  var isFinished: Bool { get }
  var isSecondReading: Bool { get }
  var progress: Double { get }
  mutating func advance(records: Int)
  func recording(file: String, kind: String, isCutOff: Bool) -> Recording
}
