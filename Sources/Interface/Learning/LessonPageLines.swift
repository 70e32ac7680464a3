import Lessons
import Screen

/// A page of a lesson in lines: what is read, asked, answered and explained.
struct LessonPageLines {
  /// All lines.
  private(set) var lines: [Line] = []
  /// The line with which what is new begins, such as the explanation; nil for none.
  private(set) var news: Int?
  /// What a task asks for, or what came of it, by itself.
  private(set) var task: [Line] = []

  private let state: LearnState
  private let width: Int
  /// Whether nothing is marked that only a screen can show: a choice pointed to, a cursor.
  private let isPlain: Bool

  /// - Parameter includesFigure: whether the picture of a translation stands among the lines.
  init(_ state: LearnState, width: Int, includesFigure: Bool, isPlain: Bool = false) {
    self.state = state
    self.isPlain = isPlain
    self.width = max(10, width)
    switch state.session.page.content {
    case .text: addText()
    case .question(let question, _): add(question)
    case .task(let task, _): add(task)
    case .end: addEnd()
    }
    guard includesFigure, let figure = state.figure, !state.session.isAtEnd else { return }
    lines += [.blank] + figure.lines(width: self.width)
  }

  // MARK: - Text

  private mutating func addText() {
    guard let section = state.session.section else { return }
    if state.session.place == 0 { addOpening() }
    lines += LessonProse.lines(section.text, width: width)
    lines.append(.blank)
    for source in section.sources {
      lines += Prose.item(Word("Source:", .label), source, width: width, ink: .faint)
    }
    if section.sources.contains(where: { $0.contains("[analysis]") || $0.contains("[mem]") }) {
      lines += Prose.item(
        Word("!", .wait),
        "[analysis] is our own reasoning, [mem] is known by heart: neither was read in a source.",
        width: width, ink: .faint)
    }
  }

  private mutating func addOpening() {
    let lesson = state.session.lesson
    lines += Prose.lines(
      "For \(lesson.audience). About \(lesson.minutes) minutes.", width: width, ink: .faint)
    lines.append(Line("Afterwards you can:", .label))
    for goal in lesson.goals { lines += Prose.item(Word("·", .label), goal, width: width) }
    lines.append(.blank)
  }

  // MARK: - Questions

  private mutating func add(_ question: Question) {
    for paragraph in question.prompt {
      lines += LessonProse.lines(spans: LessonText.spans(paragraph), width: width) + [.blank]
    }
    if !question.figure.isEmpty {
      lines += question.figure.flatMap { figureLines($0) } + [.blank]
    }
    addForm(question.form)
    addHints()
    addMarking(question)
  }

  /// A line of a figure; one that is too wide goes on below, further in than it began.
  private func figureLines(_ text: String) -> [Line] {
    let lead = String(repeating: " ", count: 2 + text.prefix { $0 == " " }.count)
    let whole = Line([Word(lead), Word(String(text.drop { $0 == " " }), .label)])
    guard whole.columns > width, !isPlain else { return [whole] }
    return Line.flow([Word(text, .label)], width: width - lead.count, indent: 2).map {
      Line([Word(lead)] + $0.words)
    }
  }

  private mutating func addForm(_ form: AnswerForm) {
    let isDone = state.session.isPageDone
    switch form {
    case .choice(let choices, let right):
      for (place, choice) in choices.enumerated() {
        let isChosen =
          isDone
          ? AnswerForm.letter(place) == state.session.typed.lowercased()
          : place == state.selected && !isPlain
        let mark = isDone && place == right ? "✓" : isChosen ? (isDone ? "✗" : "▶") : " "
        let ink: Ink = isDone && place == right ? .read : isChosen ? .changed : .text
        var rows = Prose.item(
          Word("\(mark) \(AnswerForm.letter(place)))", ink), choice, width: width, ink: ink)
        if isChosen && !isDone { for row in rows.indices { rows[row].isHighlighted = true } }
        lines += rows
      }
    case .order(let items, _):
      for (place, item) in items.enumerated() {
        lines += Prose.item(Word("  \(AnswerForm.letter(place)))", .label), item, width: width)
      }
      addInput(form)
    case .number, .address, .made: addInput(form)
    }
  }

  private mutating func addInput(_ form: AnswerForm) {
    lines.append(.blank)
    if state.session.isPageDone {
      if !state.session.typed.isEmpty {
        lines.append([Word("your answer: ", .label), Word(state.session.typed, .strong)])
      }
    } else {
      if !isPlain {
        lines.append([Word("> ", .focus), Word(state.input, .strong), Word("▏", .focus)])
      }
      lines += Prose.lines(form.instruction, width: width, ink: .faint)
    }
  }

  private mutating func addHints() {
    let shown = state.session.hints.prefix(state.session.hintsShown)
    guard !shown.isEmpty, !state.session.isPageDone else { return }
    lines.append(.blank)
    news = lines.count
    for hint in shown {
      lines += LessonProse.item(Word("Hint:", .wait), hint, width: width)
    }
  }

  private mutating func addMarking(_ question: Question) {
    guard state.session.isPageDone else { return }
    lines.append(.blank)
    news = lines.count
    switch state.session.marking {
    case .right(let words)?:
      lines += LessonProse.item(Word("✓ Right.", .read), words, width: width)
    case .wrong(let words)?:
      lines += LessonProse.item(
        Word("✗ Not so.", .bad),
        [words, "The answer is \(question.form.rightWords)."].filter { !$0.isEmpty }
          .joined(separator: " "), width: width)
    default:
      let before = state.session.results[state.session.place] == .right ? "It was right." : ""
      lines += LessonProse.item(
        Word("The answer", .label), "is \(question.form.rightWords). \(before)", width: width)
    }
    for paragraph in question.explanation {
      lines += [.blank] + LessonProse.lines(spans: LessonText.spans(paragraph), width: width)
    }
  }

  // MARK: - Tasks

  private mutating func add(_ plan: TaskPlan) {
    task = LessonProse.lines(plan.text, width: width)
    lines += [Line("To do", .label)] + task
    addHints()
    guard state.session.isPageDone else { return }
    lines.append(.blank)
    news = lines.count
    let isDone = state.session.results[state.session.place] == .right
    task = LessonProse.item(
      Word(isDone ? "✓ Done." : "Passed over.", isDone ? .read : .wait), plan.because, width: width)
    lines += task
  }

  // MARK: - The end

  private mutating func addEnd() {
    let score = state.session.score
    lines.append(Line("The end of “\(state.session.lesson.title)”", .strong))
    lines.append(.blank)
    lines += Prose.lines(
      "\(score.right) of \(score.total) right at once or done, \(score.wrong) wrong, "
        + "\(score.skipped) passed over.", width: width)
    if !score.isComplete {
      lines += Prose.lines(
        "Go back with ← to what was passed over: the lesson counts as done when nothing is.",
        width: width)
    }
    lines += [.blank, Line("You can now:", .label)]
    for goal in state.session.lesson.goals {
      lines += Prose.item(Word(score.isComplete ? "✓" : "·", .read), goal, width: width)
    }
  }
}
