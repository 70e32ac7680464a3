extension Keymap {
  /// The keys while a report or history covers the screen.
  static let report: [Binding] = [
    Binding([.down, .character("j")], .scroll(1), .program, "choose the next row", mode: .report),
    Binding([.up, .character("k")], .scroll(-1), .program, "choose the row before", mode: .report),
    Binding(
      [.pageDown, .character(" ")], .scrollPages(1), .program, "a page down", mode: .report),
    Binding([.pageUp], .scrollPages(-1), .program, "a page up", mode: .report),
    Binding([.home, .character("g")], .goToStart, .program, "the first row", mode: .report),
    Binding([.end, .character("G")], .goToEnd, .program, "the last row", mode: .report),
    Binding(
      [.right, .character("l")], .shift(1), .program, "show columns further right", mode: .report),
    Binding(
      [.left, .character("h")], .shift(-1), .program, "show columns further left", mode: .report),
    Binding([.character(":")], .beginCommand, .program, "close it for a command", mode: .report),
    Binding([.enter], .open, .program, "go to the row's event", mode: .report),
    Binding([.escape, .character("q")], .cancel, .program, "close it", mode: .report),
    Binding([.control("l")], .redraw, .program, "draw the screen again", mode: .report),
    Binding([.control("z")], .suspend, .program, "stop for the shell", mode: .report),
    Binding([.control("c")], .quit, .program, "quit the program", mode: .report),
  ]
}
