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
  public internal(set) var pages: [LessonPage]
  /// The scenes by section; nil where a section has none.
  public let scenes: [Scene?]
  /// The current page.
  public internal(set) var place = 0
  /// What was done with each page; nil for nothing yet.
  public internal(set) var results: [PageResult?]
  /// What the last answer on this page was worth; nil before there is one.
  public internal(set) var marking: Marking?
  /// What was typed for it.
  public internal(set) var typed = ""
  /// How many of the hints are shown.
  public internal(set) var hintsShown = 0
  /// Where further questions come from; nil for a lesson, which has an end.
  public internal(set) var drills: DrillSource?
  /// The kinds of the exercises so far.
  public internal(set) var drillKinds: [String] = []

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
  mutating func addExercise() throws(LessonFailure) {
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
