/// Keys that mean the same, what they mean, and the words for it.
public struct Binding: Hashable, Sendable {
  /// What bindings are about; the headings of the help.
  public enum Group: String, CaseIterable, Hashable, Sendable {
    /// Moving in time.
    case time = "Moving in time"
    /// Starting a simulation again.
    case startingAgain = "Starting again"
    /// Searching every order.
    case exploring = "Exploring every order"
    /// Looking for something.
    case finding = "Finding"
    /// Moving between and in panels.
    case panels = "Panels"
    /// Choosing what is shown.
    case choosing = "Choosing what is shown"
    /// The program itself.
    case program = "Program"
  }

  /// The mode the keys have this meaning in.
  public var mode: KeyMode
  /// What it is about.
  public var group: Group
  /// The keys; the first one is shown in the footer.
  public var keys: [Keystroke]
  /// What they do.
  public var action: Action
  /// What they do, in words.
  public var words: String

  init(
    _ keys: [Keystroke], _ action: Action, _ group: Group, _ words: String,
    mode: KeyMode = .normal
  ) {
    self.mode = mode
    self.group = group
    self.keys = keys
    self.action = action
    self.words = words
  }

  /// The keys in one phrase: “→ or l”.
  public func keyNames(isASCII: Bool = false) -> String {
    keys.map { isASCII ? $0.asciiName : $0.name }.joined(separator: " or ")
  }
}
