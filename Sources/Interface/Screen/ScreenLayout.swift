import Screen

/// Where everything is on a screen of a size: drawing and clicks ask the same question here.
struct ScreenLayout: Hashable, Sendable {
  /// The first line.
  var header: Rect
  /// The lines below it that say what must not be overlooked; empty as a rule.
  var banner: Rect
  /// The rectangles of the panels shown, borders included.
  var panels: [PanelName: Rect]
  /// The line with the names of the tabs; nil where all panels are shown.
  var tabs: Rect?
  /// The line for what is typed, messages and reminders: the lowest border.
  var footer: Rect

  /// The least size anything is drawn at.
  static let least = Size(60, 16)
  /// From this size on all panels are shown at once.
  static let roomy = Size(110, 30)
  /// Rows of the panels above which the events alone get what is left.
  private static let tall = 48

  /// Whether a terminal is too small for the program.
  static func isTooSmall(_ size: Size) -> Bool {
    size.columns < least.columns || size.rows < least.rows
  }

  /// Whether all panels are shown at once.
  static func isRoomy(_ size: Size) -> Bool {
    size.columns >= roomy.columns && size.rows >= roomy.rows
  }

  /// What is shown besides the panels every screen has.
  enum Arrangement: Hashable, Sendable {
    /// A recording.
    case recording
    /// A simulation, perhaps with another edition beside it.
    case simulation(isCompared: Bool)
  }

  /// The layout for a size, with one panel focused and perhaps filling the screen.
  ///
  /// - Parameter bannerRows: rows below the header for what must not be overlooked.
  init(
    size: Size, focus: PanelName, isZoomed: Bool, _ arrangement: Arrangement = .recording,
    bannerRows: Int = 0
  ) {
    let whole = Rect(size: size)
    header = whole.row(0)
    footer = whole.row(max(0, size.rows - 1))
    let top = 1 + bannerRows
    banner = Rect(x: 0, y: 1, columns: size.columns, rows: bannerRows)
    let body = Rect(x: 0, y: top, columns: size.columns, rows: size.rows - top)
    if !ScreenLayout.isRoomy(size) {
      tabs = whole.row(top)
      let below = Rect(x: 0, y: top + 1, columns: size.columns, rows: size.rows - top - 1)
      panels = ScreenLayout.oneColumn(below, focus: focus, isZoomed: isZoomed)
    } else if isZoomed {
      panels = [focus: body]
    } else if case .simulation(let isCompared) = arrangement {
      panels = ScreenLayout.simulation(body, focus: focus, isCompared: isCompared)
    } else {
      panels = ScreenLayout.twoColumns(body)
    }
  }

  /// Two columns with the threads where a recording has its fault. Fault takes their place, and Why
  /// that of another edition, while keys go there.
  private static func simulation(
    _ body: Rect, focus: PanelName, isCompared: Bool
  ) -> [PanelName: Rect] {
    let parts = body.rows(
      .fill(weight: 12), .fill(weight: 12), .fixed(5), .fill(weight: 7), overlap: 1)
    let upper = parts[0].columns(.fill(), .fill(), overlap: 1)
    let middle = parts[1].columns(.fill(), .fill(), overlap: 1)
    return [
      .walk: upper[0], .locks: upper[1], focus == .fault ? .fault : .threads: middle[0],
      isCompared && focus != .why ? .compared : .why: middle[1], .tables: parts[2],
      .events: parts[3],
    ]
  }

  private static func oneColumn(
    _ body: Rect, focus: PanelName, isZoomed: Bool
  ) -> [PanelName: Rect] {
    guard focus != .events, !isZoomed else { return [focus: body] }
    let strip = min(7, max(6, body.rows / 3))
    let parts = body.rows(.fill(), .fixed(strip), overlap: 1)
    return [focus: parts[0], .events: parts[1]]
  }

  private static func twoColumns(_ body: Rect) -> [PanelName: Rect] {
    // A map needs its legend and a few rows; the rest is shared as the others need it.
    let map = max(6, body.rows / 7)
    // What a walk, a fault and their reasons need is soon reached; further rows show more events.
    let isTall = body.rows > tall
    let parts = body.rows(
      isTall ? .fixed(18) : .fill(weight: 14), isTall ? .fixed(12) : .fill(weight: 9),
      .fixed(map), .fill(weight: 11), overlap: 1)
    let upper = parts[0].columns(.fill(), .fill(), overlap: 1)
    let middle = parts[1].columns(.fill(), .fill(), overlap: 1)
    return [
      .walk: upper[0], .locks: upper[1], .fault: middle[0], .why: middle[1], .tables: parts[2],
      .events: parts[3],
    ]
  }

  /// The inside of a panel; nil when it isn't shown.
  func interior(of panel: PanelName) -> Rect? { panels[panel]?.inset(columns: 2, rows: 1) }

  /// The panel under a cell; where two share a border, the first in reading order.
  func panel(at point: Point) -> PanelName? {
    PanelName.allCases.first { panels[$0]?.contains(point) ?? false }
  }
}

extension AppState {
  /// Where everything is now.
  var layout: ScreenLayout {
    ScreenLayout(
      size: size, focus: focus, isZoomed: isZoomed,
      stepper == nil ? .recording : .simulation(isCompared: comparison != nil),
      bannerRows: BannerBar(self)?.lines.count ?? 0)
  }
}
