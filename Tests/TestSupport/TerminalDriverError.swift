/// Why a program under test didn't do what was expected, with its screen at that moment.
public struct TerminalDriverError: Error, CustomStringConvertible, Sendable {
  /// The sentence, the place in the test and the screen.
  public var description: String

  init(_ description: String) { self.description = description }
}
