import KVM
import Lessons

/// A lesson played through as a student would, to find what is wrong with it.
public struct LessonRehearsal: Sendable {
  /// The lesson.
  public let lesson: Lesson
  /// How many questions it asks.
  public private(set) var questions = 0
  /// How many tasks it sets.
  public private(set) var tasks = 0
  /// How many variants of its questions were made.
  public let variants: Int
  /// What is wrong, with places in its file.
  public private(set) var problems: [LessonFailure] = []

  /// Answers a question to the explorer.
  public typealias Explorer = (Scenario, ExplorationQuestion) -> ExplorationAnswer

  /// Plays the lesson with right answers once for every seed, doing its tasks in the way it names.
  public init(
    _ lesson: Lesson, seeds: ClosedRange<UInt64>, world: LessonWorld, asking explorer: Explorer
  ) {
    self.lesson = lesson
    variants = seeds.count
    checkPanels()
    for seed in seeds {
      do {
        var state = LearnState(try LessonSession(lesson, seed: seed, world: world))
        play(&state, explorer, isFirst: seed == seeds.lowerBound)
      } catch {
        problems.append(error)
        return
      }
    }
  }

  /// A panel that there is not would show the usual one without a word.
  private mutating func checkPanels() {
    let known = PanelName.allCases.map { $0.title.lowercased() }.joined(separator: ", ")
    for section in lesson.sections {
      guard let panel = section.scene?.panel, PanelName(titled: panel) == nil else { continue }
      problems.append(
        LessonFailure(
          place: lesson.file,
          reason: "“\(section.title)”: no panel is called “\(panel)”; there are \(known)"))
    }
  }

  /// “one-address: 5 questions and 2 tasks are sound, in 20 variants.”
  public var sentence: String {
    let what = "\(Prose.counted(questions, "question")) and \(Prose.counted(tasks, "task"))"
    return problems.isEmpty
      ? "\(lesson.id): \(what), all sound in \(variants) variants"
      : "\(lesson.id): \(Prose.counted(problems.count, "problem"))"
  }

  private mutating func play(_ state: inout LearnState, _ explorer: Explorer, isFirst: Bool) {
    while !state.session.isAtEnd {
      switch state.session.page.content {
      case .text, .end: break
      case .question(let question, _):
        if isFirst { questions += 1 }
        state.answerQuestion(question.form.rightInput)
      case .task(let task, _):
        // Tasks are the same for every seed.
        if isFirst {
          tasks += 1
          perform(task, &state, explorer)
        }
      }
      state.goOn()
    }
  }

  private mutating func perform(
    _ task: TaskPlan, _ state: inout LearnState, _ explorer: Explorer
  ) {
    func fail(_ reason: String) {
      problems.append(LessonFailure(place: task.place, reason: reason))
    }
    guard let before = state.situation else {
      return fail("there is a task and no scene to do it in")
    }
    if task.goal.isReached(in: before) { fail("the task is done before it begins") }
    let effects = state.showWay()
    if !state.message.isEmpty { return fail(state.message) }
    for effect in effects {
      guard case .explore(let asked) = effect, let scenario = state.scene?.stepper?.scenario else {
        continue
      }
      for (number, question) in asked.enumerated() {
        state.take(explorer(scenario, question), to: number)
      }
    }
    if state.session.results[state.session.place] != .right {
      fail("its way (\(task.way.joined(separator: " "))) does not lead to its goal")
    }
  }
}
