import ArgumentParser
import Foundation
import Interface
import KVM
import Lessons
import Screen
import Traces

/// `tablewalk` with no command: the choice of what to watch; in a pipe the same screen as text.
struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Choose what to watch (what “tablewalk” alone does).",
    shouldDisplay: false)

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    let menu = try StartCommand.menu(screen, page: .top)
    guard isatty(STDOUT_FILENO) == 1, isatty(STDIN_FILENO) == 1 else {
      return try Output.write(menu.draw(), as: .text)
    }
    try InteractiveSession.run(
      menu, options: screen.terminalOptions, shelf: LessonShelf(seed: nil)
    ) { try StartCommand.state(for: $0, screen) }
  }

  /// The menu, with a page to begin with.
  static func menu(_ screen: ScreenOptions, page: StartMenu.Page) throws -> StartMenu {
    StartMenu(
      items: items, scenarios: scenarios, lessons: lessons(ProgressFile().read()), page: page,
      size: try screen.printedSize(), theme: try screen.chosenTheme(), isASCII: screen.ascii)
  }

  /// What a choice opens; nil for leaving.
  static func state(for choice: StartMenu.Choice, _ screen: ScreenOptions) throws -> AppState? {
    switch choice {
    case .quit, .scenarios, .lessons, .lesson, .exercises: return nil
    case .scenario(let name):
      guard let scenario = Scenario.builtIn(named: name) else { return nil }
      return try screen.state(for: try Stepper(scenario), at: 0)
    case .recording(let name):
      guard let recording = BuiltInRecording(rawValue: name) else { return nil }
      return try screen.state(for: try recording.open(ReadingOptions()), openedAt: nil)
    }
  }

  private static let items = [
    StartMenu.Item(
      title: "Step through a fault",
      words: "One vCPU touches its memory for the first time. Every step that KVM takes, one key "
        + "each: locks, the process's tables, the stage-2 tables.",
      command: "tablewalk step S0", choice: .scenario("S0")),
    StartMenu.Item(
      title: "Can exit_mmap race with a fault?",
      words: "The question of 2021: who keeps mmu->pgt from becoming NULL under a fault? As it is, "
        + "and as it might have been.",
      command: "tablewalk step S4", choice: .scenario("S4")),
    StartMenu.Item(
      title: "Replay a recording",
      words: "A guest with transparent huge pages, recorded from KVM under QEMU: blocks of 2M are "
        + "mapped, dropped and mapped again.",
      command: "tablewalk replay --example thp2m", choice: .recording("thp2m")),
    StartMenu.Item(
      title: "Replay a fight for mmu_lock",
      words: "Three vCPUs and a notifier, recorded: who held mmu_lock, who waited and how long.",
      command: "tablewalk replay --example contend", choice: .recording("contend")),
    StartMenu.Item(
      title: "A question for every race",
      words: "Faults against invalidations, exit, table frees, dirty logging, memslots. Each shows "
        + "what protects KVM, and what happens without it.",
      command: "tablewalk step --list", choice: .scenarios),
    StartMenu.Item(
      title: "Learn",
      words:
        "Lessons from one address to the race of 2021, and exercises: predict what comes next, and "
        + "see it happen.",
      command: "tablewalk learn", choice: .lessons),
  ]

  private static let scenarios = Scenario.builtIn.map { scenario in
    StartMenu.Item(
      title: "\(scenario.name)  \(scenario.title)", words: scenario.question,
      command: "tablewalk step \(scenario.name)", choice: .scenario(scenario.name))
  }

  /// The lessons in order, with what is done of them.
  static func lessons(_ progress: LearningProgress) -> [StartMenu.Item] {
    Lesson.builtIn.enumerated().map { number, lesson in
      let record = progress.lessons[lesson.id]
      let isBegun = record.map { !$0.results.isEmpty } ?? false
      let mark = record?.isDone ?? false ? "✓" : isBegun ? "◐" : " "
      return StartMenu.Item(
        title: "\(mark) \(number + 1). \(lesson.title)",
        words: "For \(lesson.audience). \(lesson.minutes) minutes. You will be able to "
          + lesson.goals.joined(separator: "; ") + ".",
        command: "tablewalk learn \(lesson.id)", choice: .lesson(lesson.id))
    } + [exercises(progress)]
  }

  private static func exercises(_ progress: LearningProgress) -> StartMenu.Item {
    let asked = progress.exercises.values.reduce(0) { $0 + $1.asked }
    let right = progress.exercises.values.reduce(0) { $0 + $1.right }
    let score = asked > 0 ? " So far \(right) of \(asked) right." : ""
    return StartMenu.Item(
      title: "  Exercises without end",
      words:
        "Split an address, decode a descriptor, name the fault: harder after right answers, easier "
        + "after wrong ones.\(score)",
      command: "tablewalk learn --exercise", choice: .exercises)
  }
}
