/// Something only the program around a lesson can do.
public enum LearnEffect: Hashable, Sendable {
  /// Leave the lesson; what was done is kept.
  case leave
  /// End the program.
  case quit
  /// What the scene asks for.
  case scene(Effect)
  /// Draw every cell again.
  case redraw
  /// Stop the program for the shell.
  case suspend
}
