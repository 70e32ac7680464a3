extension LessonSession {
  /// Marks an answer to the current question; one that can't be read changes nothing but ``marking``.
  ///
  /// Only the first answer counts; a second one is marked, and shown, all the same.
  @discardableResult
  public mutating func answer(_ text: String) -> Marking? {
    guard case .question(let question, _) = page.content else { return nil }
    let marking = question.form.mark(text)
    self.marking = marking
    typed = text.trimmed
    switch marking {
    case .right: results[place] = results[place] ?? .right
    case .wrong: results[place] = results[place] ?? .wrong
    case .unreadable: break
    }
    return marking
  }

  /// Notes that the current task was done.
  public mutating func finishTask() {
    guard case .task = page.content, results[place] != .right else { return }
    results[place] = .right
    marking = .right("")
  }

  /// Shows one hint more; false where there are no more.
  public mutating func hint() -> Bool {
    guard hintsShown < hints.count else { return false }
    hintsShown += 1
    return true
  }

  /// Passes over the current question or task: what a question's answer is, is shown.
  public mutating func skip() {
    guard !isPageDone else { return }
    results[place] = .skipped
  }

  /// Goes to the next page; what was not done is passed over.
  public mutating func next() {
    skip()
    if drills != nil, place == pages.count - 1 {
      drills?.note(results[place])
      // A kind that has no answer is left out: another one has.
      try? addExercise()
    }
    go(to: place + 1)
  }

  /// Goes to the page before.
  public mutating func back() { go(to: place - 1) }

  /// Goes to a page; those beyond an end mean the end.
  public mutating func go(to place: Int) {
    self.place = min(max(place, 0), pages.count - 1)
    marking = nil
    typed = ""
    hintsShown = 0
  }

  /// Takes over what was done with each page before.
  mutating func takeResults(_ results: [PageResult?]) { self.results = results }

  /// The hints of the current page.
  public var hints: [String] {
    switch page.content {
    case .question(let question, _): question.hints
    case .task(let task, _): task.hints
    case .text, .end: []
    }
  }
}
