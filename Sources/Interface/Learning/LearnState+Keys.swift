import Lessons

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
  mutating func turn() -> [LearnEffect] {
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
    case .right where scene != nil || session.isAtEnd:
      // The text speaks of this key in the scene: it must not turn the page unasked.
      message = "Enter goes on\(scene == nil ? "" : " · Tab lets keys go to the scene")"
    case .enter, .right, .character(" "), .character("n"):
      if readOn() { return [] }
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
        if !readOn() { goOn() }
      } else if scene != nil {
        focus = .scene
      }
    case .right where isDoneTask:
      // Whoever steps does not stop at once: what came of the task is to be read first.
      message = "it is done: Enter goes on"
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

  /// Goes to a page by its number; those beyond an end mean the end.
  public mutating func go(to page: Int) {
    session.go(to: page)
    arrive()
  }

  /// Shows what is below; false where all was shown.
  mutating func readOn() -> Bool {
    let layout = LearnLayout(self)
    let first = layout.clamped(scroll ?? layout.usualScroll)
    guard layout.textRows > 1, first + layout.textRows < layout.lines.count else { return false }
    scroll = layout.clamped(first + layout.textRows - 1)
    return true
  }

  mutating func goOn() {
    session.next()
    arrive()
  }

  mutating func goBack() {
    session.back()
    arrive()
  }

  mutating func scrollText(_ key: Keystroke) {
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
