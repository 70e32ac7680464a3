import Interface
import Lessons
import Screen
import Terminal

/// Runs a lesson on a terminal: keys go in, the scene's effects are done, what is done is kept.
struct LessonLoop {
  private var state: LearnState
  private let shelf: LessonShelf
  private var exploration: BackgroundExploration?
  private var clock = TickClock()
  private static let newsInterval = 50

  init(_ state: LearnState, shelf: LessonShelf) {
    self.state = state
    self.shelf = shelf
  }

  /// Runs until the person leaves; false where the whole program is to end.
  mutating func run(on terminal: inout TerminalSession) -> Bool {
    state.size = terminal.size
    if !terminal.supportsUnicode { state.isASCII = true }
    defer { exploration?.stop() }
    while true {
      terminal.present(state.draw())
      let interval = exploration == nil ? nil : LessonLoop.newsInterval
      let timeout = [state.tickMilliseconds, interval].compactMap(\.self).min()
      let event = terminal.nextEvent(timeoutMilliseconds: timeout)
      takeAnswers()
      let place = state.session.results
      let wasDone = state.session.isPageDone
      let effects = effects(of: event, size: terminal.size)
      if !wasDone, state.task != nil, state.session.isPageDone { dropKeys(&terminal) }
      if state.session.results != place || state.session.isAtEnd { shelf.keep(state.session) }
      for effect in effects {
        switch effect {
        case .leave, .quit:
          shelf.keep(state.session)
          return effect == .leave
        case .suspend: terminal.suspend()
        case .redraw: terminal.redraw()
        case .scene(let effect): perform(effect, terminal: &terminal)
        }
      }
    }
  }

  /// Forgets keys that were typed ahead: whoever steps quickly must not step over what came of it.
  private mutating func dropKeys(_ terminal: inout TerminalSession) {
    while true {
      switch terminal.nextEvent(timeoutMilliseconds: 0) {
      case .key, .mouse, .paste: continue
      case .resize(let size): state.size = size
      case .timeout, .resumed, .endOfInput: return
      }
    }
  }

  private mutating func effects(of event: TerminalEvent, size: Size) -> [LearnEffect] {
    switch event {
    case .key(let key): return Keystroke(key).map { state.press($0) } ?? []
    case .resize(let size): state.size = size
    case .resumed: state.size = size
    case .timeout:
      return state.inScene(.tick(elapsedNanoseconds: clock.elapsed())).map { .scene($0) }
    case .paste(let text):
      return text.flatMap { state.press(.character($0)) }
    case .endOfInput: return [.quit]
    case .mouse: break
    }
    return []
  }

  private mutating func perform(_ effect: Effect, terminal: inout TerminalSession) {
    switch effect {
    case .beep: terminal.beep()
    case .suspend: terminal.suspend()
    case .redraw: terminal.redraw()
    case .explore(let questions):
      exploration?.stop()
      exploration = state.scene?.stepper.map { BackgroundExploration($0.scenario, questions) }
    case .stopExploring:
      exploration?.stop()
      exploration = nil
    case .quit: break
    }
  }

  private mutating func takeAnswers() {
    guard let exploration else { return }
    let isFinished = exploration.isFinished
    for (question, answer) in exploration.latest() { state.take(answer, to: question) }
    if isFinished { self.exploration = nil }
  }
}
