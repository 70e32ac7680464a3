import Lessons
import Screen

extension LearnState {
  /// The whole screen. Pure: equal states give equal screens.
  public func draw() -> CellBuffer {
    var buffer = CellBuffer(size: size, encoding: isASCII ? .ascii : .unicode)
    guard !ScreenLayout.isTooSmall(size) else {
      buffer.withRegion { screen in
        let least = ScreenLayout.least
        screen.write(
          "tablewalk needs \(least.columns)×\(least.rows); Ctrl-C quits",
          in: screen.bounds.row(size.rows / 2), align: .center)
      }
      return buffer
    }
    let layout = LearnLayout(self)
    let drawnScene = sceneBuffer(layout)
    buffer.withRegion { screen in
      drawHeader(into: &screen)
      if let text = layout.text { drawText(layout, in: text, into: &screen) }
      if let area = layout.scene { drawScene(drawnScene, in: area, into: &screen) }
      screen.write(
        " \(SafeText.fitted(footer, columns: size.columns - 2, encoding: screen.encoding))",
        in: screen.bounds.row(size.rows - 1),
        style: theme[message.isEmpty ? .footer : .strong])
    }
    return buffer
  }

  /// The scene of a section by itself, as large as asked for or, for a translation, as it needs; nil for
  /// none. It tells nothing that a question of the section asks.
  public func picture(ofSection section: Int, size: Size) -> CellBuffer? {
    let pages = session.pages.indices.filter { session.pages[$0].section == section }
    let copies = pages.map { page in
      var copy = self
      copy.go(to: page)
      return copy
    }
    guard let copy = copies.first(where: { !($0.figure?.reveals ?? true) }) ?? copies.first else {
      return nil
    }
    if var scene = copy.scene {
      scene.size = size
      return Interface.draw(scene)
    }
    guard let figure = copy.figure?.lines(width: size.columns) else { return nil }
    let columns = figure.map(\.columns).max() ?? 0
    var buffer = CellBuffer(
      size: Size(max(1, columns), max(1, figure.count)), encoding: isASCII ? .ascii : .unicode)
    buffer.withRegion { area in
      for (row, line) in figure.enumerated() { area.draw(line, row: row, theme: theme) }
    }
    return buffer
  }

  /// The picture of a translation that stands beside the text; nil for none.
  var figure: CasePicture? {
    guard case .translation(let translation)? = session.scene else { return nil }
    // A question may ask what the way through these tables is: it is told once it is answered.
    let isAsked =
      question?.evidence.map {
        $0.translation.address == translation.address
          && $0.translation.entries == translation.entries
      } ?? false
    return CasePicture(translation, reveals: !isAsked || session.isPageDone)
  }

  private func sceneBuffer(_ layout: LearnLayout) -> CellBuffer? {
    guard var scene, let area = layout.scene else { return nil }
    scene.size = area.size
    scene.theme = theme
    scene.isASCII = isASCII
    return Interface.draw(scene)
  }

  private func drawHeader(into screen: inout CellBuffer.Region) {
    let row = Rect(x: 1, y: 0, columns: size.columns - 2, rows: 1)
    let right = headerScore
    let rightColumns = CharacterWidth.columns(of: right) + 2
    screen.write(
      headerPlace, in: Rect(x: 1, y: 0, columns: row.columns - rightColumns, rows: 1),
      style: theme[.header])
    screen.write(right, in: row, align: .trailing, style: theme[.faint])
  }

  /// Where the student is.
  private var headerPlace: String {
    let title = session.lesson.title
    if let drills = session.drills {
      return "\(title) · question \(session.place + 1) · difficulty \(drills.difficulty) of 3"
    }
    let sections = session.lesson.sections.count
    return session.isAtEnd
      ? "\(title) · the end" : "\(title) · section \(session.page.section + 1) of \(sections)"
  }

  private var headerScore: String {
    let score = session.score
    return session.drills == nil
      ? "\(score.right) of \(score.total) done or right"
      : "\(score.right) right, \(score.wrong) wrong"
  }

  private func drawText(
    _ layout: LearnLayout, in rect: Rect, into screen: inout CellBuffer.Region
  ) {
    let isFocus = focus == .lesson
    screen.box(
      rect, title: session.section?.title ?? session.lesson.title,
      style: theme[isFocus ? .focus : .frame], titleStyle: theme[isFocus ? .focus : .title])
    let lines = layout.lines
    let first = layout.clamped(scroll ?? layout.usualScroll)
    screen.withRegion(rect.inset(columns: 2, rows: 1)) { area in
      for (row, line) in lines.dropFirst(first).prefix(area.size.rows).enumerated() {
        area.draw(line, row: row, theme: theme)
      }
      let below = lines.count - first - area.size.rows
      if below > 0 || first > 0 {
        area.drawScrollNote(
          above: first, below: max(0, below), sparing: lines.prefix(first + area.size.rows).last,
          theme: theme)
      }
    }
  }

  private func drawScene(
    _ drawn: CellBuffer?, in rect: Rect, into screen: inout CellBuffer.Region
  ) {
    if let drawn {
      screen.draw(drawn, at: rect.origin)
    } else if let figure {
      drawPicture(figure.lines(width: rect.columns - 4), in: rect, into: &screen)
    }
  }

  private func drawPicture(
    _ lines: [Line], in rect: Rect, into screen: inout CellBuffer.Region
  ) {
    let isFocus = focus == .scene
    screen.box(
      rect, title: "Tables", style: theme[isFocus ? .focus : .frame],
      titleStyle: theme[isFocus ? .focus : .title])
    screen.withRegion(rect.inset(columns: 2, rows: 1)) { area in
      let first = min(pictureScroll, max(0, lines.count - area.size.rows))
      for (row, line) in lines.dropFirst(first).prefix(area.size.rows).enumerated() {
        area.draw(line, row: row, theme: theme)
      }
      let below = lines.count - first - area.size.rows
      if below > 0 || first > 0 {
        area.drawScrollNote(above: first, below: max(0, below), sparing: nil, theme: theme)
      }
    }
  }

  /// The last line: a message, or what keys do.
  var footer: String {
    if !message.isEmpty { return message }
    if focus == .scene {
      return scene == nil
        ? "↑↓ scroll the tables · q or Tab: back to the lesson"
        : "keys go to the scene · ^T or q: back to the lesson"
    }
    let scene = scene != nil ? " · Tab scene" : canScrollPicture ? " · Tab tables" : ""
    switch session.page.content {
    case .text: return "Enter on · ← back · ↑↓ scroll\(scene) · Esc leaves, what is done is kept"
    case .end: return "Enter to the lessons · ← back"
    case .task:
      return session.isPageDone
        ? "Enter on · ← back\(scene) · Esc leaves"
        : "Enter to the scene · ? hint · w shows the way · → skips · ← back · Esc leaves"
    case .question:
      if session.isPageDone { return "Enter on · ← back\(scene) · Esc leaves" }
      let answer = choices.isEmpty ? "type, Enter answers" : "letter or ↑↓, Enter answers"
      return "\(answer) · ? hint · → skips · ← back\(scene) · Esc leaves"
    }
  }
}
