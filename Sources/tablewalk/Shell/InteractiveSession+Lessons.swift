import Interface
import Terminal

extension InteractiveSession {
  /// Takes over the terminal with one lesson.
  static func run(
    _ state: LearnState, options: TerminalOptions, shelf: LessonShelf
  ) throws {
    var terminal = try TerminalSession(options)
    var loop = LessonLoop(state, shelf: shelf)
    _ = loop.run(on: &terminal)
  }
}
