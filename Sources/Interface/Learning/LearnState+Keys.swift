import Lessons

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

extension LearnState {
  /// Takes a key in.
  public mutating func press(_ key: Keystroke) -> [LearnEffect] {
    switch key {
    case .control("c"): return [.quit]
    case .control("l"): return [.redraw]
    case .control("z"): return [.suspend]
    case .control("t"): return turn()
    default: break
    }
    if focus == .scene { return pressInScene(key) }
    message = ""
    switch session.page.content {
    case .text, .end: return pressOnText(key)
    case .task: return pressOnTask(key)
    case .question: return pressOnQuestion(key)
    }
  }

  /// Lets keys go to the other half.
  private mutating func turn() -> [LearnEffect] {
    guard scene != nil || canScrollPicture else {
      message = "this section has nothing that moves"
      return []
    }
    focus = focus == .lesson ? .scene : .lesson
    return []
  }

  /// Whether a translation's picture stands beside the text.
  var canScrollPicture: Bool { figure != nil && LearnLayout(self).scene != nil }

  /// Scrolls the picture, or comes back from it.
  private mutating func pressInPicture(_ key: Keystroke) {
    switch key {
    case .down, .character("j"): pictureScroll += 1
    case .up, .character("k"): pictureScroll -= 1
    case .pageDown: pictureScroll += 10
    case .pageUp: pictureScroll -= 10
    default: focus = .lesson
    }
    let layout = LearnLayout(self)
    let width = (layout.scene?.columns ?? 0) - 4
    let rows = (layout.scene?.rows ?? 0) - 2
    let furthest = max(0, (figure?.lines(width: width).count ?? 0) - rows)
    pictureScroll = min(max(0, pictureScroll), furthest)
  }

  private mutating func pressInScene(_ key: Keystroke) -> [LearnEffect] {
    guard scene != nil else {
      pressInPicture(key)
      return []
    }
    guard let mode = scene?.mode, let action = Keymap.standard.action(for: key, in: mode) else {
      return []
    }
    return inScene(action).map { .scene($0) }
  }

  /// Text and the end: any key that goes on goes on.
  private mutating func pressOnText(_ key: Keystroke) -> [LearnEffect] {
    switch key {
    case .right where scene != nil:
      // The text speaks of this key in the scene: it must not turn the page unasked.
      message = "Enter goes on · Tab lets keys go to the scene"
    case .enter, .right, .character(" "), .character("n"):
      if session.isAtEnd { return [.leave] }
      goOn()
    case .left, .backspace, .character("b"): goBack()
    case .escape, .character("q"): return [.leave]
    case .tab: return turn()
    default: scrollText(key)
    }
    return []
  }

  private mutating func pressOnTask(_ key: Keystroke) -> [LearnEffect] {
    switch key {
    case .enter, .character(" "):
      if session.isPageDone {
        goOn()
      } else if scene != nil {
        focus = .scene
      }
    case .right: goOn()
    case .left, .backspace: goBack()
    case .character("?"): showHint()
    case .character("w"): return showWay().map { .scene($0) }
    case .tab: return turn()
    case .escape, .character("q"): return [.leave]
    default: scrollText(key)
    }
    return []
  }

  private mutating func pressOnQuestion(_ key: Keystroke) -> [LearnEffect] {
    switch key {
    case .enter: enter()
    case .escape: return [.leave]
    case .tab: return turn()
    case .right where input.isEmpty: goOn()
    case .left where input.isEmpty: goBack()
    case .character("?"): showHint()
    case .up where !choices.isEmpty: choose(selected - 1)
    case .down where !choices.isEmpty: choose(selected + 1)
    case .character(let character) where !choices.isEmpty: chooseLetter(character)
    case .character(let character): type(character)
    case .backspace, .delete: input = String(input.dropLast())
    case .control("u"): input = ""
    default: scrollText(key)
    }
    return []
  }

  /// The longest answer that is typed.
  private static let longestInput = 120

  private mutating func type(_ character: Character) {
    guard !session.isPageDone, input.count < LearnState.longestInput else { return }
    input.append(character)
  }

  private mutating func choose(_ place: Int) {
    guard !session.isPageDone else { return }
    selected = min(max(place, 0), choices.count - 1)
  }

  private mutating func chooseLetter(_ letter: Character) {
    guard !session.isPageDone else { return }
    let place = choices.indices.first { AnswerForm.letter($0) == letter.lowercased() }
    if let place {
      selected = place
    } else {
      message = "choose with a letter or ↑ ↓, then press Enter"
    }
  }

  private mutating func enter() {
    if session.isPageDone { return goOn() }
    let answer = choices.isEmpty ? input : AnswerForm.letter(selected)
    answerQuestion(answer)
  }

  /// Marks an answer and shows what came of it.
  mutating func answerQuestion(_ answer: String) {
    guard let marking = session.answer(answer) else { return }
    scroll = nil
    if case .unreadable(let words) = marking { message = words } else { input = "" }
  }

  mutating func showHint() {
    scroll = nil
    if session.isPageDone {
      message = "it is answered already"
    } else if !session.hint() {
      message = session.hints.isEmpty ? "there is no hint" : "that was the last hint"
    }
  }

  /// Goes to a page by its number; those beyond an end mean the end.
  public mutating func go(to page: Int) {
    session.go(to: page)
    arrive()
  }

  mutating func goOn() {
    session.next()
    arrive()
  }

  mutating func goBack() {
    session.back()
    arrive()
  }

  private mutating func scrollText(_ key: Keystroke) {
    let page = max(1, size.rows - 8)
    let lines =
      switch key {
      case .down, .character("j"): 1
      case .up, .character("k"): -1
      case .pageDown: page
      case .pageUp: -page
      default: 0
      }
    guard lines != 0 else { return }
    scroll = LearnLayout(self).clamped((scroll ?? LearnLayout(self).usualScroll) + lines)
  }
}
