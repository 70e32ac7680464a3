/// Keys in words, as plain mode takes them and lessons write them: “right*5”, “s”, “:variant 3”,
/// “/kvm_unmap”.
public enum SceneKeys {
  /// The most times one word may repeat a key.
  private static let mostTimes = 1_000

  /// What a word does in a scene; nil for a word that means nothing there.
  public static func actions(for word: String, in scene: AppState?) -> [Action]? {
    if let lead = word.first, lead == ":" || lead == "/" {
      let begin: Action = lead == ":" ? .beginCommand : .beginSearch
      return [begin] + word.dropFirst().map { .type($0) } + [.submit]
    }
    let parts = word.split(separator: "*", maxSplits: 1)
    guard let name = parts.first, let key = Keystroke(named: String(name)) else { return nil }
    let times = parts.count == 2 ? Int(parts[1]) : 1
    guard let times, times >= 1, times <= mostTimes,
      let action = Keymap.standard.action(for: key, in: scene?.mode ?? .stepping)
    else { return nil }
    return Array(repeating: action, count: times)
  }
}

extension Keystroke {
  /// The key with a name in ASCII, “Right” or “Shift-Left”, in either case; a character by itself.
  init?(named name: String) {
    if name.count == 1, let character = name.first {
      self = .character(character)
      return
    }
    let named: [Keystroke] = [
      .up, .down, .left, .right, .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .home, .end,
      .pageUp, .pageDown, .tab, .backTab, .enter, .escape, .character(" "),
    ]
    guard let key = named.first(where: { $0.asciiName.lowercased() == name.lowercased() }) else {
      return nil
    }
    self = key
  }
}
