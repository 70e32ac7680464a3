extension Keymap {
  /// The keys and commands as Markdown tables, for the manual.
  public var manual: String {
    var text = ""
    for mode in [KeyMode.normal, .stepping] {
      if mode == .stepping { text += "## \(mode.title)\n\n" }
      for group in Binding.Group.allCases {
        let own = bindings(of: group, in: mode)
        guard !own.isEmpty else { continue }
        text += Keymap.table(group.rawValue, own.map { ($0.keyNames(), $0.words) })
      }
    }
    for mode in KeyMode.allCases where !mode.showsPanels {
      let own = bindings.filter { $0.mode == mode }
      text += Keymap.table(mode.title, own.map { ($0.keyNames(), $0.words) })
    }
    return text + Keymap.table("Commands", Command.helpLines.map { ($0.usage, $0.words) })
      + Keymap.table(
        "Commands while stepping through a scenario",
        Command.steppingHelpLines.map { ($0.usage, $0.words) })
  }

  private static func table(_ title: String, _ rows: [(String, String)]) -> String {
    let lines = rows.map { "| `\($0.0)` | \($0.1) |" }
    return (["### \(title)", "", "| | |", "|---|---|"] + lines + ["", ""]).joined(separator: "\n")
  }
}
