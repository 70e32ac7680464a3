import Lessons

extension LearnState {
  /// Takes a key on a page with a question.
  mutating func pressOnQuestion(_ key: Keystroke) -> [LearnEffect] {
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
    if session.isPageDone {
      if !readOn() { goOn() }
      return
    }
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
}
