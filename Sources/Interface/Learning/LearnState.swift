import KVM
import Lessons
import Machine
import Screen

/// A lesson on the screen: the session, the scene beside it, and how the person looks at both.
///
/// It changes by ``press(_:)`` and by what is typed in plain mode; ``draw()`` makes the screen from it
/// and from nothing else.
public struct LearnState: Sendable {
  /// The lesson being done.
  public internal(set) var session: LessonSession
  /// The scene of the section, alive; nil where it has none, or one that doesn't move.
  public internal(set) var scene: AppState?
  /// The section the scene belongs to.
  var sceneSection: Int?
  /// Where keys go.
  public internal(set) var focus = Focus.lesson
  /// What is typed so far.
  public internal(set) var input = ""
  /// The choice that is marked, of a question that has choices.
  var selected = 0
  /// How far the text is scrolled; nil for where it shows what is new.
  var scroll: Int?
  /// How far the picture of a translation is scrolled.
  var pictureScroll = 0
  /// What the last key led to, in words.
  public internal(set) var message = ""
  /// The size of the terminal.
  public var size: Size { didSet { resizeScene() } }
  /// The colours.
  public var theme: Theme
  /// Whether only ASCII may be drawn.
  public var isASCII: Bool

  /// Where keys go.
  public enum Focus: Hashable, Sendable {
    /// To the lesson.
    case lesson
    /// To the scene.
    case scene
  }

  /// Shows a session where it stands.
  public init(
    _ session: LessonSession, size: Size = Size(80, 24), theme: Theme = .standard,
    isASCII: Bool = false
  ) {
    self.session = session
    self.size = size
    self.theme = theme
    self.isASCII = isASCII
    arrive()
  }

  /// Prepares what a page needs, after the session came to it.
  mutating func arrive() {
    input = ""
    selected = 0
    scroll = nil
    pictureScroll = 0
    message = ""
    if sceneSection != session.page.section { openScene() }
    if case .task = session.page.content, scene != nil, !session.isPageDone {
      focus = .scene
    } else {
      focus = .lesson
    }
  }

  /// The question of the current page; nil for another page.
  var question: Question? {
    if case .question(let question, _) = session.page.content { question } else { nil }
  }

  /// The task of the current page; nil for another page.
  public var task: TaskPlan? {
    if case .task(let task, _) = session.page.content { task } else { nil }
  }

  /// Whether the page is a task that is done: what came of it is still to be seen in the scene.
  var isDoneTask: Bool { task != nil && session.results[session.place] == .right }

  /// The choices of the current question; none for another form.
  var choices: [String] {
    if case .choice(let choices, _)? = question?.form { choices } else { [] }
  }

  /// How often the program should send a tick, in milliseconds; nil while nothing runs.
  public var tickMilliseconds: Int? { scene?.tickMilliseconds }
}
