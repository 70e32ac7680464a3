import Foundation
import Interface
import Screen
import Terminal
import Traces

/// Runs the program on a terminal: events become actions, effects are done, screens are shown.
///
/// The only impure place: everything that is decided is decided by `update`, everything that is
/// seen is drawn by `draw`.
struct InteractiveSession: ~Copyable {
  private var terminal: TerminalSession
  private var state: AppState
  private let keymap = Keymap.standard
  private var clock = TickClock()
  /// The recording that is still being read, and how what is known of it is told.
  private var reading: (BackgroundReading, (Recording) -> RecordingInfo)?
  /// What the explorer was asked last, while it searches.
  private var exploration: BackgroundExploration?
  /// How often news of what is being read is asked for, in milliseconds.
  private static let newsInterval = 50

  /// Takes over the terminal until the person quits or the input ends.
  ///
  /// - Parameter reading: the recording, when it is still being read.
  static func run(
    _ state: AppState, options: TerminalOptions,
    reading: (BackgroundReading, (Recording) -> RecordingInfo)? = nil
  ) throws {
    var options = options
    let keyboard = isatty(STDIN_FILENO) == 1 ? -1 : open("/dev/tty", O_RDWR | O_CLOEXEC)
    defer { if keyboard >= 0 { close(keyboard) } }
    // The recording came through standard input: keys come from the terminal itself.
    if keyboard >= 0 { options.input = keyboard }
    var session = InteractiveSession(terminal: try TerminalSession(options), state: state)
    session.reading = reading
    session.loop()
  }

  /// Takes over the terminal with a menu first, and then with what was chosen there; after a lesson the
  /// menu is there again.
  static func run(
    _ menu: StartMenu, options: TerminalOptions, shelf: LessonShelf,
    open: (StartMenu.Choice) throws -> AppState?
  ) throws {
    var menu = menu
    var terminal = try TerminalSession(options)
    menu.size = terminal.size
    if !terminal.supportsUnicode { menu.isASCII = true }
    while true {
      terminal.present(menu.draw())
      switch terminal.nextEvent(timeoutMilliseconds: nil) {
      case .endOfInput: return
      case .resize(let size): menu.size = size
      case .resumed: menu.size = terminal.size
      case .key(let key):
        guard let keystroke = Keystroke(key), let choice = menu.press(keystroke) else { continue }
        if let state = try shelf.opened(choice, from: menu) {
          var loop = LessonLoop(state, shelf: shelf)
          guard loop.run(on: &terminal) else { return }
          menu.size = terminal.size
          menu.lessons = StartCommand.lessons(shelf.progress)
          continue
        }
        guard let state = try open(choice) else { return }
        var session = InteractiveSession(terminal: terminal, state: state)
        session.loop()
        return
      default: break
      }
    }
  }

  private init(terminal: consuming TerminalSession, state: AppState) {
    self.state = state
    self.state.size = terminal.size
    if !terminal.supportsUnicode { self.state.isASCII = true }
    self.terminal = terminal
  }

  private mutating func loop() {
    while true {
      terminal.present(draw(state))
      let isWaiting = reading != nil || exploration != nil
      let interval = isWaiting ? InteractiveSession.newsInterval : nil
      let timeout = [state.tickMilliseconds, interval].compactMap(\.self).min()
      let event = terminal.nextEvent(timeoutMilliseconds: timeout)
      takeNews()
      takeAnswers()
      if event == .endOfInput { return }
      for action in actions(for: event) {
        for effect in update(&state, action) where !perform(effect) { return }
      }
    }
  }

  /// Takes over what has been read of the recording since.
  private mutating func takeNews() {
    guard let (background, info) = reading else { return }
    switch background.latest() {
    case nil: break
    case .progress(let progress)?: state.note(progress)
    case .recording(let recording, let progress)?:
      state.take(recording.timeline, recording: info(recording), progress: progress)
      if progress == nil { reading = nil }
    }
  }

  /// Takes over what the explorer has found since.
  private mutating func takeAnswers() {
    guard let exploration else { return }
    let isFinished = exploration.isFinished
    for (question, answer) in exploration.latest() { state.take(answer, to: question) }
    if isFinished { self.exploration = nil }
  }

  private mutating func explore(_ questions: [ExplorationQuestion]) {
    exploration?.stop()
    exploration = state.stepper.map { BackgroundExploration($0.scenario, questions) }
  }

  /// Does what `update` asked for; false to stop.
  private mutating func perform(_ effect: Effect) -> Bool {
    switch effect {
    case .quit: return false
    case .suspend:
      terminal.suspend()
      state.size = terminal.size
    case .redraw: terminal.redraw()
    case .beep: terminal.beep()
    case .explore(let questions): explore(questions)
    case .stopExploring:
      exploration?.stop()
      exploration = nil
    }
    return true
  }

  private mutating func actions(for event: TerminalEvent) -> [Action] {
    switch event {
    case .key(let key):
      guard let keystroke = Keystroke(key) else { return [] }
      return keymap.action(for: keystroke, in: state.mode).map { [$0] } ?? []
    case .mouse(let mouse): return Action(mouse).map { [$0] } ?? []
    case .paste(let text): return state.prompt == nil ? [] : text.map { .type($0) }
    case .resize(let size): return [.resize(size)]
    case .resumed: return [.resize(terminal.size)]
    case .timeout: return [.tick(elapsedNanoseconds: clock.elapsed())]
    case .endOfInput: return []
    }
  }
}
