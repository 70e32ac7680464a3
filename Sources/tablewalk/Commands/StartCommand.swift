import ArgumentParser
import Foundation
import Interface
import KVM
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
    let menu = StartMenu(
      items: StartCommand.items, scenarios: StartCommand.scenarios,
      size: try screen.printedSize(), theme: try screen.chosenTheme(), isASCII: screen.ascii)
    guard isatty(STDOUT_FILENO) == 1, isatty(STDIN_FILENO) == 1 else {
      return try Output.write(menu.draw(), as: .text)
    }
    try InteractiveSession.run(menu, options: screen.terminalOptions) { choice in
      try state(for: choice)
    }
  }

  /// What a choice opens; nil for leaving.
  private func state(for choice: StartMenu.Choice) throws -> AppState? {
    switch choice {
    case .quit, .scenarios: return nil
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
  ]

  private static let scenarios = Scenario.builtIn.map { scenario in
    StartMenu.Item(
      title: "\(scenario.name)  \(scenario.title)", words: scenario.question,
      command: "tablewalk step \(scenario.name)", choice: .scenario(scenario.name))
  }
}
