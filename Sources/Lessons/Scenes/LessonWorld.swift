import Machine

/// What the program can open for a lesson.
public struct LessonWorld: Sendable {
  /// Opens a recording by the name of one that comes along, or by its file.
  public var recording: @Sendable (String) throws(LessonError) -> Timeline

  /// Takes the ways to open things.
  public init(recording: @escaping @Sendable (String) throws(LessonError) -> Timeline) {
    self.recording = recording
  }

  /// A world without recordings.
  public static let withoutRecordings = LessonWorld { (name) throws(LessonError) in
    throw LessonError("no recording is at hand, and “\(name)” is one")
  }
}
