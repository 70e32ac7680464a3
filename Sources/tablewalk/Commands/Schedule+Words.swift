import KVM

extension Schedule.SyntaxError {
  /// What is wrong, and what would be right.
  var words: String {
    switch self {
    case .unknownThread(let name, let known):
      "no thread is called “\(name)”; there are \(known.joined(separator: ", "))"
    case .unreadable(let word): "“\(word)” is not a move; expected v0, v0*3 or v0/1"
    case .tooLong(let limit): "more than \(limit) moves"
    }
  }
}

extension Stepper.Refusal {
  /// Why a move can't be taken.
  var words: String {
    switch self {
    case .finished(let thread): "\(thread) has come to its end"
    case .blocked(let thread, let wait):
      "\(thread) waits for \(wait.words)"
        + (wait.threads.isEmpty
          ? "" : ", where \(wait.threads.joined(separator: ", ")) is in the way")
    case .violated(let rule): "\(rule.rawValue) was violated before: nothing goes on from there"
    case .noSuchChoice(let choice, let count):
      "the step can go \(count) ways, 0 to \(count - 1), not \(choice)"
    }
  }
}
