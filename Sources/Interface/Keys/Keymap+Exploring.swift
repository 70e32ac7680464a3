extension Keymap {
  /// The keys while the explorer's answers cover the screen.
  static let exploring: [Binding] = [
    Binding([.down, .character("j")], .scroll(1), .program, "the next question", mode: .exploring),
    Binding(
      [.up, .character("k")], .scroll(-1), .program, "the question before", mode: .exploring),
    Binding(
      [.pageDown, .character(" ")], .scrollPages(1), .program, "further down", mode: .exploring),
    Binding([.pageUp], .scrollPages(-1), .program, "further up", mode: .exploring),
    Binding(
      [.home, .character("g")], .goToStart, .program, "the first question", mode: .exploring),
    Binding([.end, .character("G")], .goToEnd, .program, "the last question", mode: .exploring),
    Binding(
      [.character("o"), .enter], .open, .program, "step through the counterexample",
      mode: .exploring),
    Binding(
      [.character("p")], .exploreOthers, .program,
      "what would have prevented it: every edition, every policy", mode: .exploring),
    Binding([.escape, .character("q")], .cancel, .program, "close it, and stop", mode: .exploring),
    Binding([.control("l")], .redraw, .program, "draw the screen again", mode: .exploring),
    Binding([.control("z")], .suspend, .program, "stop for the shell", mode: .exploring),
    Binding([.control("c")], .quit, .program, "quit the program", mode: .exploring),
  ]

  /// What the keys do, in a line.
  static func exploringFooter(isASCII: Bool) -> String {
    let name = { keyName(of: $0, in: .exploring, isASCII: isASCII) }
    return
      "\(name(.scroll(-1))) \(name(.scroll(1))) choose · \(name(.open)) opens the way"
      + " · \(name(.exploreOthers)) what would have prevented it? · \(name(.cancel)) closes"
  }
}
