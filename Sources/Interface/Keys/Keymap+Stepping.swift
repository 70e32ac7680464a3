extension Keymap {
  /// The keys while stepping through a scenario: its own, and those of recordings beside them.
  static let stepping: [Binding] = {
    let taken = Set(own.flatMap(\.keys))
    return own
      + shared.compactMap { binding in
        var binding = binding
        binding.mode = .stepping
        binding.keys.removeAll(where: taken.contains)
        return binding.keys.isEmpty ? nil : binding
      }
  }()

  private static let own: [Binding] =
    (moving + startingAgain + choosingThreads + digits(PanelName.ofSimulations)).map { binding in
      var binding = binding
      binding.mode = .stepping
      return binding
    }

  private static let moving: [Binding] = [
    Binding([.right, .character("l")], .step(1), .time, "one step on, in the usual order"),
    Binding([.left, .character("h")], .step(-1), .time, "one step back, as far as the beginning"),
    Binding(
      [.character("s"), .character(".")], .stepChosen(way: 0), .time,
      "take the chosen thread's next step"),
    Binding(
      [.character("S")], .stepChosen(way: 1), .time,
      "the same, where a step can go several ways: the second"),
    Binding([.character("u")], .runToHandOver, .time, "run until a lock gets a new holder"),
    Binding([.character("w")], .nextWrite, .time, "run until a table entry is written"),
    Binding([.character("W")], .previousWrite, .time, "back to the last write of a table entry"),
    Binding(
      [.character("v")], .runToEnd, .time, "run until a rule is violated, or all is over"),
    Binding([.shiftRight, .character("L")], .nextFault, .time, "run until a fault is taken"),
    Binding([.shiftLeft, .character("H")], .previousFault, .time, "back to the last fault"),
    Binding(
      [.character("]")], .nextWriteOfEntry, .time,
      "next write of the entry the walk ends at, among the steps taken"),
    Binding(
      [.character("[")], .previousWriteOfEntry, .time,
      "previous write of the entry the walk ends at"),
    Binding([.character("g"), .home], .goToStart, .time, "the beginning"),
    Binding([.character("G"), .end], .goToEnd, .time, "the last step taken so far"),
    Binding([.character(" ")], .togglePlay, .time, "let it run by itself, or stop it"),
    Binding([.character("+"), .character("=")], .faster, .time, "run faster"),
    Binding([.character("-")], .slower, .time, "run slower"),
  ]

  private static let startingAgain: [Binding] = [
    Binding(
      [.character("e")], .changeEdition(1), .startingAgain,
      "start again in the next edition of the kernel, same schedule"),
    Binding(
      [.character("E")], .changeEdition(-1), .startingAgain,
      "start again in the previous edition, same schedule"),
    Binding(
      [.character("c")], .toggleComparison, .startingAgain,
      "show another edition beside this one, or no longer"),
    Binding(
      [.character("x")], .explore, .exploring, "can it go wrong? search every order of the steps"),
    Binding(
      [.character("X")], .exploreFromHere, .exploring,
      "which rules can still be violated from here?"),
    Binding([.character("y")], .showSchedule, .startingAgain, "show the schedule, to be copied"),
  ]

  private static let choosingThreads: [Binding] = [
    Binding([.character("t")], .chooseThread(1), .choosing, "choose the next thread"),
    Binding([.character("T")], .chooseThread(-1), .choosing, "choose the previous thread"),
    Binding(
      [.down, .character("j")], .scroll(1), .panels, "scroll down; in Threads and Events choose"),
    Binding(
      [.up, .character("k")], .scroll(-1), .panels, "scroll up; in Threads and Events choose"),
    Binding(
      [.enter], .open, .panels,
      "in Threads step the chosen thread; in Events go to the chosen one; elsewhere as z"),
  ]
}
