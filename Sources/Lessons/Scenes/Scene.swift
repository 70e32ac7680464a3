import KVM

/// Something a lesson shows beside its text, opened.
public enum Scene: Sendable {
  /// A simulation at an instant.
  case simulation(Stepper, at: Int)
  /// A recording at an event.
  case recording(LessonRecording, at: Int)
  /// One translation with its tables.
  case translation(TranslationCase)
}
