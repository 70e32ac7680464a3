extension Keymap {
  /// The keys and commands as Markdown tables, for the manual.
  public var manual: String {
    var text = ""
    for group in Binding.Group.allCases {
      text += Keymap.table(
        group.rawValue, bindings(of: group).map { ($0.keyNames(), $0.words) })
    }
    for mode in KeyMode.allCases where mode != .normal {
      let own = bindings.filter { $0.mode == mode }
      text += Keymap.table(mode.title, own.map { ($0.keyNames(), $0.words) })
    }
    return text + Keymap.table("Commands", Command.helpLines.map { ($0.usage, $0.words) })
  }

  private static func table(_ title: String, _ rows: [(String, String)]) -> String {
    let lines = rows.map { "| `\($0.0)` | \($0.1) |" }
    return (["### \(title)", "", "| | |", "|---|---|"] + lines + ["", ""]).joined(separator: "\n")
  }
}
