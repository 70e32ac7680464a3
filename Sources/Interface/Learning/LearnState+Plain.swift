import Lessons
import Screen

/// A lesson in prose, line by line: for screen readers, and for terminals of any kind.
extension LearnState {
  /// What stands on the current page, in lines without any pictures made of signs.
  public var plainPage: [String] {
    var lines: [String] = []
    var isText = false
    if case .text = session.page.content, let section = session.section {
      let count = session.lesson.sections.count
      lines += ["", "Section \(session.page.section + 1) of \(count): \(section.title)", ""]
      isText = true
    }
    // The picture of a translation is told once, with the text it belongs to.
    let page = LessonPageLines(
      self, width: LearnState.plainWidth, includesFigure: isText && !isFigureKnown, isPlain: true)
    return lines + texts(page.lines)
  }

  /// Whether the section before shows the same translation.
  private var isFigureKnown: Bool {
    let section = session.page.section
    guard section > 0, case .translation(let now)? = session.scenes[section],
      case .translation(let before)? = session.scenes[section - 1]
    else { return false }
    return now.address == before.address && now.entries == before.entries
  }

  /// How wide lines are broken.
  private static let plainWidth = 96

  /// What the scene shows, panel by panel in words; nothing where there is no scene.
  public var plainScene: [String] {
    guard let scene else { return [] }
    let size = Size(LearnState.plainWidth, 200)
    let composition = Composition(state: scene)
    var lines = [HeaderBar(scene).choices.first ?? ""]
    if let banner = BannerBar(scene) { lines += banner.lines.map(\.text) }
    var names = [scene.focus]
    if !names.contains(.why) { names.append(.why) }
    for name in names {
      guard let panel = composition.scrollingPanel(name, size: size) else { continue }
      lines.append("\(composition.title(of: name, size: size)):")
      lines += texts(panel.lines(in: size, encoding: isASCII ? .ascii : .unicode))
    }
    return lines
  }

  private func texts(_ lines: [Line]) -> [String] {
    lines.map { line in
      let text = line.text.replacing("─►", with: "leads to").replacing(" · ", with: ", ")
      let isItem = text.hasPrefix("· ")
      return SafeText.sanitized(
        isItem ? "- " + text.dropFirst(2) : text, encoding: isASCII ? .ascii : .unicode)
    }
  }

  /// What can be typed on the current page.
  public var plainHelp: String {
    switch session.page.content {
    case .text: "Enter goes on; also back, \(sceneWord)quit."
    case .end: "Enter ends the lesson; also back."
    case .question:
      session.isPageDone
        ? "Enter goes on; also back, quit."
        : "Type the answer; also hint, skip, \(sceneWord)back, quit."
    case .task:
      session.isPageDone
        ? "Enter goes on; also scene, back, quit."
        : "Type keys by name, such as right, right*5 or s, and commands such as :variant 3; also scene, hint, "
          + "show, skip, back, quit."
    }
  }

  /// The word that tells the scene, where there is one.
  private var sceneWord: String { scene == nil ? "" : "scene, " }

  /// What came of a line.
  public struct PlainAnswer: Sendable {
    /// What is said.
    public var lines: [String]
    /// Whether the page is another one, and is to be told.
    public var hasTurned = false
    /// Whether the lesson is left.
    public var leaves = false
    /// What the scene asks for.
    public var effects: [Effect] = []
  }

  /// Takes a typed line in.
  public mutating func take(line: String) -> PlainAnswer {
    let word = line.trimmed
    switch word.lowercased() {
    case "":
      guard session.isPageDone else { return PlainAnswer(lines: [plainHelp]) }
      if session.isAtEnd { return PlainAnswer(lines: [], leaves: true) }
      goOn()
      return PlainAnswer(lines: [], hasTurned: true)
    case "quit": return PlainAnswer(lines: [], leaves: true)
    case "back":
      goBack()
      return PlainAnswer(lines: [], hasTurned: true)
    case "skip":
      goOn()
      return PlainAnswer(lines: [], hasTurned: true)
    case "hint", "?":
      let before = session.hintsShown
      showHint()
      let hint = session.hintsShown > before ? "Hint: " + session.hints[before] : message
      return PlainAnswer(lines: [hint])
    case "scene": return PlainAnswer(lines: scene == nil ? ["There is no scene."] : plainScene)
    default: break
    }
    switch session.page.content {
    case .question: return takeAnswer(word)
    case .task: return takeKeys(word)
    case .text, .end: return PlainAnswer(lines: [plainHelp])
    }
  }

  private mutating func takeAnswer(_ text: String) -> PlainAnswer {
    guard !session.isPageDone else { return PlainAnswer(lines: [plainHelp]) }
    answerQuestion(text)
    guard session.isPageDone else { return PlainAnswer(lines: [message]) }
    let page = LessonPageLines(
      self, width: LearnState.plainWidth, includesFigure: false, isPlain: true)
    return PlainAnswer(lines: texts(Array(page.lines.dropFirst(page.news ?? 0))))
  }

  private mutating func takeKeys(_ text: String) -> PlainAnswer {
    if text.lowercased() == "show" {
      let effects = showWay()
      return PlainAnswer(lines: plainScene + doneLines, effects: effects)
    }
    var effects: [Effect] = []
    let words =
      text.hasPrefix(":") || text.hasPrefix("/")
      ? [text] : text.split(separator: " ").map(String.init)
    for word in words {
      guard let actions = SceneKeys.actions(for: word, in: scene) else {
        return PlainAnswer(lines: ["“\(word)” is no key. " + plainHelp], effects: effects)
      }
      for action in actions { effects += inScene(action) }
    }
    let said = scene?.message.map { [$0.text] } ?? []
    return PlainAnswer(lines: said + plainScene + doneLines, effects: effects)
  }

  /// What is said once a task is done.
  public var doneLines: [String] {
    guard task != nil, session.isPageDone else { return [] }
    let page = LessonPageLines(
      self, width: LearnState.plainWidth, includesFigure: false, isPlain: true)
    return texts(Array(page.lines.dropFirst(page.news ?? 0)))
  }
}
