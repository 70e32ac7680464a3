/// Something only the program around the screen can do.
public enum Effect: Hashable, Sendable {
  /// End the program.
  case quit
  /// Stop the program for the shell.
  case suspend
  /// Draw every cell again, trusting nothing the terminal shows.
  case redraw
  /// Ask the explorer, and stop whatever it was asked before.
  case explore([ExplorationQuestion])
  /// Stop what the explorer was asked.
  case stopExploring
  /// Make a short noise or flash: what was asked for can't be done.
  case beep
}
