extension Keymap {
  /// The keys of the program.
  public static let standard = Keymap(
    time + finding + panels + choosing + program + stepping + typing + report + exploring + help
      + tooSmall)

  /// The groups of the panels' keys that a simulation has too, as far as it has no others.
  static let shared = finding + panels + choosing + program

  private static let time: [Binding] = [
    Binding([.right, .character("l")], .step(1), .time, "next event"),
    Binding([.left, .character("h")], .step(-1), .time, "previous event"),
    Binding([.shiftRight, .character("L")], .nextFault, .time, "next fault (kvm_guest_fault)"),
    Binding([.shiftLeft, .character("H")], .previousFault, .time, "previous fault"),
    Binding([.character("w")], .nextWrite, .time, "next event that writes a table entry"),
    Binding([.character("W")], .previousWrite, .time, "previous event that writes a table entry"),
    Binding(
      [.character("]")], .nextWriteOfEntry, .time, "next write of the entry the walk ends at"),
    Binding(
      [.character("[")], .previousWriteOfEntry, .time,
      "previous write of the entry the walk ends at"),
    Binding([.character("g"), .home], .goToStart, .time, "before the first event"),
    Binding([.character("G"), .end], .goToEnd, .time, "last event"),
    Binding([.character(" ")], .togglePlay, .time, "play, or stop playing"),
    Binding([.character("+"), .character("=")], .faster, .time, "play faster"),
    Binding([.character("-")], .slower, .time, "play slower"),
  ]

  private static let finding: [Binding] = [
    Binding(
      [.character("/")], .beginSearch, .finding, "look for text, or for what an expression asks"),
    Binding(
      [.character("n")], .nextMatch, .finding, "next match of the search, else of the filter"),
    Binding([.character("N")], .previousMatch, .finding, "previous match"),
    Binding([.character(":")], .beginCommand, .finding, "type a command; the list is below"),
  ]

  private static let panels: [Binding] =
    [
      Binding([.tab], .nextPanel, .panels, "next panel"),
      Binding([.backTab], .previousPanel, .panels, "previous panel"),
      Binding([.down, .character("j")], .scroll(1), .panels, "scroll down; in Events choose"),
      Binding([.up, .character("k")], .scroll(-1), .panels, "scroll up; in Events choose"),
      Binding([.pageDown], .scrollPages(1), .panels, "scroll a page down"),
      Binding([.pageUp], .scrollPages(-1), .panels, "scroll a page up"),
      Binding([.enter], .open, .panels, "go to the chosen event; elsewhere as z"),
      Binding(
        [.character("z")], .zoom, .panels, "give the panel the whole screen, or take it back"),
    ]
    + digits(PanelName.ofRecordings)

  /// A digit for each panel, from 1.
  static func digits(_ panels: [PanelName]) -> [Binding] {
    panels.enumerated().map { place, panel in
      Binding(
        [.character(Character(String(place + 1)))], .panel(panel), .panels,
        "\(panel.title) panel")
    }
  }

  private static let choosing: [Binding] = [
    Binding([.character("t")], .nextThread, .choosing, "follow the next thread in Fault, or all"),
    Binding([.character("r")], .nextRoot, .choosing, "show the next translation root, or any"),
    Binding([.character("p")], .togglePin, .choosing, "keep the walk at its address, or let go"),
    Binding([.character("a")], .beginAddress, .choosing, "type an address to walk"),
    Binding([.escape], .cancel, .choosing, "give up a choice or a message"),
  ]

  private static let program: [Binding] = [
    Binding([.character("?"), .function(1)], .toggleHelp, .program, "this help"),
    Binding([.control("l")], .redraw, .program, "draw the screen again"),
    Binding([.control("z")], .suspend, .program, "stop for the shell (fg comes back)"),
    Binding([.character("q"), .control("c")], .quit, .program, "quit"),
  ]

  private static let typing: [Binding] = [
    Binding([.enter], .submit, .program, "do it", mode: .prompt),
    Binding([.tab], .complete, .program, "complete the command or name", mode: .prompt),
    Binding([.backspace, .delete], .erase, .program, "take a character back", mode: .prompt),
    Binding([.control("u")], .eraseAll, .program, "take everything back", mode: .prompt),
    Binding([.escape, .control("g")], .cancel, .program, "leave it", mode: .prompt),
    Binding([.control("l")], .redraw, .program, "draw the screen again", mode: .prompt),
    Binding([.control("z")], .suspend, .program, "stop for the shell", mode: .prompt),
    Binding([.control("c")], .quit, .program, "quit the program", mode: .prompt),
  ]

  private static let help: [Binding] = [
    Binding([.down, .character("j")], .scroll(1), .program, "scroll down", mode: .help),
    Binding([.up, .character("k")], .scroll(-1), .program, "scroll up", mode: .help),
    Binding(
      [.pageDown, .character(" ")], .scrollPages(1), .program, "scroll a page down", mode: .help),
    Binding([.pageUp], .scrollPages(-1), .program, "scroll a page up", mode: .help),
    Binding(
      [.escape, .enter, .character("q"), .character("?"), .function(1)], .toggleHelp, .program,
      "close the help", mode: .help),
    Binding([.control("l")], .redraw, .program, "draw the screen again", mode: .help),
    Binding([.control("z")], .suspend, .program, "stop for the shell", mode: .help),
    Binding([.control("c")], .quit, .program, "quit the program", mode: .help),
  ]

  private static let tooSmall: [Binding] = [
    Binding([.character("q"), .control("c")], .quit, .program, "quit", mode: .tooSmall)
  ]
}
