import Screen

/// Something that happened at the terminal.
public enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse was used.
  case mouse(MouseEvent)
  /// The screen has a new size; what was on it is gone.
  case resize(Size)
  /// Text was pasted, as one piece. It may hold any character but broken UTF-8.
  case paste(String)
  /// The program was stopped and goes on; present again, the size may be another one.
  case resumed
  /// Nothing happened in the time given.
  case timeout
  /// The terminal is gone; no event will follow.
  case endOfInput
}
