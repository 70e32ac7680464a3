import Machine

/// What the program can open for a lesson.
public struct LessonWorld: Sendable {
  /// Opens a recording by the name of one that comes along, or by its file.
  public var recording: @Sendable (String) throws(LessonError) -> LessonRecording

  /// Takes the ways to open things.
  public init(
    recording: @escaping @Sendable (String) throws(LessonError) -> LessonRecording
  ) {
    self.recording = recording
  }

  /// A world without recordings.
  public static let withoutRecordings = LessonWorld { (name) throws(LessonError) in
    throw LessonError("no recording is at hand, and “\(name)” is one")
  }
}

/// A recording that a lesson shows.
public struct LessonRecording: Sendable {
  /// Its name.
  public var name: String
  /// Where it comes from: “recorded under QEMU, Linux 6.12”.
  public var label: String
  /// Its events.
  public var timeline: Timeline

  /// Describes a recording.
  public init(name: String, label: String, timeline: Timeline) {
    self.name = name
    self.label = label
    self.timeline = timeline
  }
}
