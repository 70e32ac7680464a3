import Lessons
import Screen

/// Where a lesson's text and its scene stand on a screen.
struct LearnLayout {
  /// The text, its border included; nil where only the scene is shown.
  let text: Rect?
  /// The scene or the picture of a translation; nil where only the text is shown.
  let scene: Rect?
  /// Whether only what a task asks for, or what came of it, stands above the scene.
  let isStrip: Bool
  /// The lines of the text, broken for its width, and where what is new begins.
  let page: LessonPageLines

  /// From this width on both stand side by side.
  private static let wide = 110
  /// The least and the most columns of the text beside a scene.
  private static let textColumns = 46...76
  /// The most rows of a task's text above its scene.
  private static let stripRows = 7

  init(_ state: LearnState) {
    let body = Rect(x: 0, y: 1, columns: state.size.columns, rows: max(0, state.size.rows - 2))
    let hasPicture = state.figure != nil
    if (state.scene != nil || hasPicture) && state.size.columns >= LearnLayout.wide {
      let room = LearnLayout.textColumns
      let columns = min(
        max(state.size.columns * 2 / 5, room.lowerBound), room.upperBound,
        state.size.columns - ScreenLayout.least.columns)
      text = Rect(x: 0, y: 1, columns: columns, rows: body.rows)
      scene = Rect(
        x: columns, y: 1, columns: state.size.columns - columns, rows: body.rows)
      page = LessonPageLines(state, width: columns - 4, includesFigure: false)
      isStrip = false
      return
    }
    if state.scene != nil, state.focus == .scene || state.isDoneTask {
      let lines = LessonPageLines(state, width: body.columns - 4, includesFigure: false)
      let rows = state.task == nil ? 0 : min(LearnLayout.stripRows, lines.task.count + 2)
      let fits = body.rows - rows >= ScreenLayout.least.rows
      let strip = fits ? rows : max(0, body.rows - ScreenLayout.least.rows)
      text = strip >= 3 ? Rect(x: 0, y: 1, columns: body.columns, rows: strip) : nil
      scene = Rect(x: 0, y: 1 + strip, columns: body.columns, rows: body.rows - strip)
      page = lines
      isStrip = true
      return
    }
    isStrip = false
    text = body
    scene = nil
    page = LessonPageLines(state, width: body.columns - 4, includesFigure: true)
  }

  /// The lines that are shown.
  var lines: [Line] { isStrip ? page.task : page.lines }

  /// The room a scene has, or would have.
  var sceneSize: Size { scene?.size ?? ScreenLayout.least }

  /// Rows of text that are seen at once.
  var textRows: Int { max(0, (text?.rows ?? 0) - 2) }

  /// The first line shown when nobody scrolled: what is new stays in view.
  var usualScroll: Int {
    isStrip ? 0 : clamped(page.news.map { max(0, $0 - 2) } ?? 0, keepsNews: true)
  }

  /// A first line that leaves no empty rows below.
  func clamped(_ first: Int, keepsNews: Bool = false) -> Int {
    let furthest = max(0, lines.count - textRows)
    // What is new fits as a rule together with the question: then nothing moves.
    if keepsNews, furthest == 0 { return 0 }
    return min(max(first, 0), furthest)
  }
}
