import Screen

/// The first screen of the program: what there is to watch, one line each.
///
/// Pure like the rest of the interface: keys change it, ``draw()`` shows it.
public struct StartMenu: Sendable {
  /// Something that can be opened.
  public enum Choice: Hashable, Sendable {
    /// A scenario of the simulated kernel, by its name.
    case scenario(String)
    /// A recording that comes with the program, by its name.
    case recording(String)
    /// The list of all scenarios.
    case scenarios
    /// A lesson, by its short name.
    case lesson(String)
    /// The list of all lessons.
    case lessons
    /// Exercises without end.
    case exercises
    /// Nothing: the person leaves.
    case quit
  }

  /// One line of the menu.
  public struct Item: Hashable, Sendable {
    /// What it is.
    public var title: String
    /// What there is to see.
    public var words: String
    /// The command that opens it without the menu.
    public var command: String
    /// What it opens.
    public var choice: Choice

    /// Makes a line.
    public init(title: String, words: String, command: String, choice: Choice) {
      self.title = title
      self.words = words
      self.command = command
      self.choice = choice
    }
  }

  /// A page of the menu.
  public enum Page: Hashable, Sendable {
    /// The first one.
    case top
    /// The list of scenarios.
    case scenarios
    /// The list of lessons.
    case lessons
  }

  /// The lines of the first page.
  public let items: [Item]
  /// The lines of the list of scenarios.
  public let scenarios: [Item]
  /// The lines of the list of lessons, which tell what is done.
  public var lessons: [Item]
  /// The size of the terminal.
  public var size: Size
  /// The colours.
  public var theme: Theme
  /// Whether only ASCII may be drawn.
  public var isASCII: Bool
  /// The page shown.
  public private(set) var page: Page
  /// The page it began with, which Esc leaves.
  private let firstPage: Page
  /// The line chosen, on the page shown.
  private(set) var selected = 0

  /// Makes a menu with its first line chosen.
  public init(
    items: [Item], scenarios: [Item], lessons: [Item] = [], page: Page = .top, size: Size,
    theme: Theme = .standard, isASCII: Bool = false
  ) {
    self.items = items
    self.scenarios = scenarios
    self.lessons = lessons
    self.page = page
    firstPage = page
    self.size = size
    self.theme = theme
    self.isASCII = isASCII
  }

  /// The lines of the page shown.
  var shown: [Item] {
    switch page {
    case .top: items
    case .scenarios: scenarios
    case .lessons: lessons
    }
  }

  /// Whether a line of the page shown is chosen by its digit, and shows its words at all times.
  var isShort: Bool { page == .top }

  /// Chooses a line of the page shown; those beyond an end mean the end.
  public mutating func select(_ line: Int) { selected = min(max(line, 0), max(0, shown.count - 1)) }

  /// Takes a key.
  ///
  /// - Returns: what to open; nil where the menu stays.
  public mutating func press(_ key: Keystroke) -> Choice? {
    switch key {
    case .down, .character("j"), .tab: selected = min(selected + 1, shown.count - 1)
    case .up, .character("k"), .backTab: selected = max(selected - 1, 0)
    case .home, .character("g"): selected = 0
    case .end, .character("G"): selected = max(0, shown.count - 1)
    case .enter, .right, .character("l"): return open(selected)
    case .escape, .left, .backspace, .character("h"):
      guard page != firstPage else { return key == .escape ? .quit : nil }
      let choice: Choice = page == .lessons ? .lessons : .scenarios
      page = firstPage
      selected = shown.firstIndex { $0.choice == choice } ?? 0
    case .character("q"), .control("c"): return .quit
    case .character(let digit):
      guard isShort, let number = digit.wholeNumberValue, number >= 1 else { return nil }
      return open(number - 1)
    default: break
    }
    return nil
  }

  private mutating func open(_ number: Int) -> Choice? {
    guard shown.indices.contains(number) else { return nil }
    selected = number
    switch shown[number].choice {
    case .scenarios: page = .scenarios
    case .lessons: page = .lessons
    case let choice: return choice
    }
    selected = 0
    return nil
  }
}
