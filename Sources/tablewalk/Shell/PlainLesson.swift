import Interface
import Lessons

/// A lesson line by line: it prints a page and reads what is typed, until it ends or nothing more comes.
struct PlainLesson {
  private var state: LearnState
  private let shelf: LessonShelf

  init(_ state: LearnState, shelf: LessonShelf) {
    self.state = state
    self.shelf = shelf
  }

  func run() throws {
    var state = state
    try Output.write("\(state.session.lesson.title) (questions of seed \(state.session.seed))")
    try tell(state)
    while let line = readLine(strippingNewline: true) {
      var answer = state.take(line: line)
      try search(&state, &answer)
      if !answer.lines.isEmpty { try Output.write(answer.lines.joined(separator: "\n")) }
      shelf.keep(state.session)
      if answer.leaves { return }
      if answer.hasTurned {
        try tell(state)
      } else {
        try Output.write(state.plainHelp)
      }
    }
  }

  private func tell(_ state: LearnState) throws {
    try Output.write((state.plainPage + [state.plainHelp]).joined(separator: "\n"))
  }

  /// Asks the explorer at once what the scene asks it.
  private func search(
    _ state: inout LearnState, _ answer: inout LearnState.PlainAnswer
  ) throws {
    for effect in answer.effects {
      guard case .explore(let questions) = effect, let scenario = state.scene?.stepper?.scenario
      else {
        continue
      }
      for (number, question) in questions.enumerated() {
        let found = BackgroundExploration.answer(scenario, question)
        state.take(found, to: number)
        let threads = scenario.threads.map(\.name)
        answer.lines.append(
          "\(question.title): \(found.sentences(of: question, threads: threads))")
      }
      answer.lines += state.doneLines
    }
  }
}
