/// A lesson being done: where the student is, what was answered, what is shown.
///
/// It is a value and knows no terminal; the screen, the plain mode and the tests drive it alike. After
/// any answer, right or wrong, the explanation is there and the way on is open.
public struct LessonSession: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// Where what the lesson leaves open comes from.
  public let seed: UInt64
  /// What the program can open.
  public let world: LessonWorld
  /// All pages, in order.
  public private(set) var pages: [LessonPage]
  /// The scenes by section; nil where a section has none.
  public let scenes: [Scene?]
  /// The current page.
  public private(set) var place = 0
  /// What was done with each page; nil for nothing yet.
  public private(set) var results: [PageResult?]
  /// What the last answer on this page was worth; nil before there is one.
  public private(set) var marking: Marking?
  /// What was typed for it.
  public private(set) var typed = ""
  /// How many of the hints are shown.
  public private(set) var hintsShown = 0
  /// Where further questions come from; nil for a lesson, which has an end.
  public private(set) var drills: DrillSource?
  /// The kinds of the exercises so far.
  public private(set) var drillKinds: [String] = []

  /// Opens all scenes and makes all questions, so that nothing can fail on the way.
  ///
  /// - Throws: ``LessonFailure`` with the place in the file where a scene can't be opened or a question
  ///   has no answer.
  public init(
    _ lesson: Lesson, seed: UInt64, world: LessonWorld
  ) throws(LessonFailure) {
    self.lesson = lesson
    self.seed = seed
    self.world = world
    var pages: [LessonPage] = []
    var scenes: [Scene?] = []
    var number = 0
    for (index, section) in lesson.sections.enumerated() {
      let scene = try lesson.openScene(of: section, in: world)
      scenes.append(scene)
      pages.append(LessonPage(section: index, content: .text))
      for part in section.parts {
        switch part {
        case .task(let task):
          pages.append(LessonPage(section: index, content: .task(task, number: number)))
        case .question(let plan):
          do {
            let question = try plan.question(
              seed: seed, number: number, world: world, scene: scene)
            pages.append(LessonPage(section: index, content: .question(question, number: number)))
          } catch { throw LessonFailure(place: plan.place, reason: error.description) }
        }
        number += 1
      }
    }
    pages.append(LessonPage(section: lesson.sections.count, content: .end))
    self.pages = pages
    self.scenes = scenes
    results = Array(repeating: nil, count: pages.count)
  }

  /// Begins exercises, which have no end.
  ///
  /// - Throws: ``LessonFailure`` where there is none to begin with.
  public init(
    exercises drills: DrillSource, seed: UInt64, world: LessonWorld
  ) throws(LessonFailure) {
    lesson = .exercises(of: drills.kinds)
    self.seed = seed
    self.world = world
    self.drills = drills
    pages = []
    scenes = []
    results = []
    try addExercise()
  }

  /// Puts another exercise behind the others.
  private mutating func addExercise() throws(LessonFailure) {
    guard let drills else { return }
    let number = pages.count
    let (question, kind) = try drills.question(seed: seed, number: number, world: world)
    pages.append(LessonPage(section: 0, content: .question(question, number: number)))
    results.append(nil)
    drillKinds.append(kind)
  }

  /// The current page.
  public var page: LessonPage { pages[place] }

  /// The section of the current page; nil at the end.
  public var section: Lesson.Section? {
    lesson.sections.indices.contains(page.section) ? lesson.sections[page.section] : nil
  }

  /// The scene of the current page; nil for none.
  public var scene: Scene? { scenes.indices.contains(page.section) ? scenes[page.section] : nil }

  /// Whether the current page is done with: read, answered, done or passed over.
  public var isPageDone: Bool {
    switch page.content {
    case .text, .end: true
    case .question, .task: results[place] != nil
    }
  }

  /// Whether the lesson has come to its end.
  public var isAtEnd: Bool { drills == nil && place == pages.count - 1 }

  /// Questions and tasks: how many there are, and what became of them.
  public var score: LessonScore { LessonScore(pages, results) }
}

// MARK: - Doing

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

extension Lesson {
  /// Opens the scene of a section; nil where it has none.
  func openScene(
    of section: Section, in world: LessonWorld
  ) throws(LessonFailure) -> Scene? {
    do {
      return try section.scene?.open(in: world)
    } catch {
      throw LessonFailure(place: file, reason: "“\(section.title)”: \(error.description)")
    }
  }
}

/// Why a lesson can't be given, and where in its file that is.
public struct LessonFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// “file:line”.
  public var place: String
  /// What is wrong.
  public var reason: String

  /// Makes a failure.
  public init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }

  /// One sentence: place and reason.
  public var description: String { "\(place): \(reason)" }
}

/// What became of a lesson's questions and tasks.
public struct LessonScore: Hashable, Sendable, Codable {
  /// How many there are.
  public var total = 0
  /// Answered rightly at once, or done.
  public var right = 0
  /// Answered wrongly.
  public var wrong = 0
  /// Passed over.
  public var skipped = 0

  init(_ pages: [LessonPage], _ results: [PageResult?]) {
    for (page, result) in zip(pages, results) {
      switch page.content {
      case .text, .end: continue
      case .question, .task: total += 1
      }
      switch result {
      case .right: right += 1
      case .wrong: wrong += 1
      case .skipped: skipped += 1
      case nil: break
      }
    }
  }

  /// Whether every question and task was answered or done, and none passed over.
  public var isComplete: Bool { right + wrong == total }
}
