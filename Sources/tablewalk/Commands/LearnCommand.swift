import ArgumentParser
import Foundation
import Interface
import Lessons
import Screen

/// `tablewalk learn`: lessons, papers of questions, exercises.
struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Lessons and quizzes, with answers worked out by the engine.",
    discussion: """
      LESSON is one that comes with the program (--list names them), or a file of your own \
      (Documentation/LESSONS.md), whose name ends with .yaml. Without one there is a menu. What was \
      done is kept under XDG_STATE_HOME, or ~/.local/state.

      In a pipe, and with --plain, a lesson goes line by line: it prints, and reads an answer a line.

      The exit status is 1 where --check finds something wrong, or where --grade finds a wrong answer.
      """)

  @Argument(help: "The lesson, such as one-address; or a file that ends with .yaml.")
  var lesson: String?

  @Flag(help: "List the lessons, and what is done.")
  var list = false

  @Option(
    help: "Check a lesson's file: every scene opens, every answer can be worked out.",
    completion: .file())
  var check: [String] = []

  @Flag(help: "Check all lessons that come with the program.")
  var checkAll = false

  @Option(help: "Print a lesson's questions as a sheet, and its key.")
  var paper: String?

  @Option(help: "Mark the answers in a file to a paper.", completion: .file())
  var grade: String?

  @Flag(help: "Exercises without end, harder after right answers.")
  var exercise = false

  @Option(help: "With --exercise, only kinds such as index or access; may be repeated.")
  var kind: [String] = []

  @Option(help: "With --exercise, how hard they are: 1 to 3; without it, that follows the answers.")
  var difficulty: Int?

  @Option(help: "The seed of questions: the same seed gives the same paper.")
  var seed: UInt64?

  @Flag(help: "Line by line, without a screen: for screen readers and for scripts.")
  var plain = false

  @Option(help: "Forget what was done with a lesson; “all” forgets everything.")
  var reset: String?

  @Option(help: "Print the screen of a page of LESSON, by its number from 0.")
  var page: Int?

  @Option(
    help: """
      With --list, --check and --grade: text or json. With --paper: text or html. With --page: \
      text, ansi or svg.
      """)
  var format = LearnFormat.text

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    try checkUse()
    if list { return try LessonListing(progress: ProgressFile().read()).write(as: format) }
    if let reset { return try ProgressFile().reset(reset) }
    if checkAll { return try LessonChecking.run(Lesson.builtIn, format) }
    if !check.isEmpty { return try LessonChecking.run(check.map(Lesson.read), format) }
    if let paper {
      return try PaperSheet(try Lesson.chosen(paper), seed: seed ?? 1).write(as: format)
    }
    if let grade { return try PaperMarking(file: grade).write(as: format) }
    try learn()
  }

  private func checkUse() throws {
    let asked = [list, reset != nil, checkAll, !check.isEmpty, paper != nil, grade != nil]
    guard asked.count(where: { $0 }) <= 1 else {
      throw UsageError(
        description: "Give one of --list, --check, --check-all, --paper, --grade and --reset.")
    }
    guard exercise || kind.isEmpty && difficulty == nil else {
      throw UsageError(description: "--kind and --difficulty are for --exercise.")
    }
    guard !exercise || lesson == nil && !asked.contains(true) else {
      throw UsageError(description: "--exercise takes no LESSON.")
    }
    guard difficulty.map((1...3).contains) ?? true else {
      throw UsageError(description: "--difficulty is 1, 2 or 3.")
    }
    guard page == nil || lesson != nil else {
      throw UsageError(description: "--page needs a LESSON.")
    }
    guard page != nil || ![.ansi, .svg].contains(format) else {
      throw UsageError(description: "--format \(format.rawValue) is for --page.")
    }
    guard format != .html || paper != nil else {
      throw UsageError(description: "--format html is for --paper.")
    }
    guard format != .json || paper == nil else {
      throw UsageError(
        description: "--format json is for --list, --check and --grade; a paper is text or html.")
    }
  }

  private var isInteractive: Bool {
    isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 && !plain
  }

  private func learn() throws {
    let shelf = LessonShelf(seed: seed)
    if exercise {
      return try show(
        shelf.exercises(DrillSource(kinds: chosenKinds(), difficulty: difficulty)), shelf)
    }
    if let lesson, let page { return try printPage(page, of: try Lesson.chosen(lesson)) }
    if let lesson { return try show(shelf.session(Lesson.chosen(lesson)), shelf) }
    guard isInteractive else {
      return try LessonListing(progress: ProgressFile().read()).write(as: .text)
    }
    try InteractiveSession.run(
      try StartCommand.menu(screen, page: .lessons), options: screen.terminalOptions, shelf: shelf
    ) { try StartCommand.state(for: $0, screen) }
  }

  /// Prints a page as a student first sees it; the seed is 1 unless one is given.
  private func printPage(_ page: Int, of lesson: Lesson) throws {
    let session = try LessonSession(lesson, seed: seed ?? 1, world: .ofProgram)
    guard session.pages.indices.contains(page) else {
      throw UsageError(
        description: "--page \(page): the lesson has the pages 0 to \(session.pages.count - 1).")
    }
    var state = LearnState(
      session, size: try screen.printedSize(), theme: try screen.chosenTheme(),
      isASCII: screen.ascii)
    state.go(to: page)
    try Output.write(state.draw(), as: OutputFormat(rawValue: format.rawValue) ?? .text)
  }

  private func show(_ session: LessonSession, _ shelf: LessonShelf) throws {
    let state = LearnState(
      session, size: try screen.printedSize(), theme: try screen.chosenTheme(),
      isASCII: screen.ascii)
    guard isInteractive else { return try PlainLesson(state, shelf: shelf).run() }
    try InteractiveSession.run(state, options: screen.terminalOptions, shelf: shelf)
  }

  private func chosenKinds() throws -> [any DrillMaker.Type] {
    guard !kind.isEmpty else { return QuestionKinds.drills }
    var chosen: [any DrillMaker.Type] = []
    for word in kind {
      guard let found = QuestionKinds.drills.first(where: { $0.kind == word }) else {
        throw UsageError(
          description: "--kind \(word): there are "
            + QuestionKinds.drills.map { $0.kind }.joined(separator: ", ") + ".")
      }
      chosen.append(found)
    }
    return chosen
  }
}

/// How `learn` prints.
enum LearnFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, html, ansi, svg
}
