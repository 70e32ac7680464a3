import Screen

/// One panel as a picture: below a line that says what is shown and where it comes from, without what
/// belongs to a program at work.
public struct PanelFigure: Sendable {
  /// The panel.
  public let panel: PanelName

  /// A figure of a panel.
  public init(_ panel: PanelName) { self.panel = panel }

  /// The least size that holds a figure.
  public static let least = Size(40, 6)
  /// The width of a figure when none is asked for, in columns.
  public static let usualColumns = 100
  /// The most rows that a figure takes by itself.
  private static let mostRows = 60

  /// The panel of a state, filling the state's size.
  public func draw(_ state: AppState) -> CellBuffer {
    var buffer = CellBuffer(size: state.size, encoding: state.isASCII ? .ascii : .unicode)
    let banner = BannerBar(state)
    let top = 1 + (banner?.lines.count ?? 0)
    let frame = Rect(
      x: 0, y: top, columns: state.size.columns, rows: max(0, state.size.rows - top))
    let inside = frame.inset(columns: 2, rows: 1)
    let composition = Composition(state: shown(state))
    buffer.withRegion { screen in
      screen.withRegion(screen.bounds.row(0)) {
        HeaderBar(state, isAlone: true).draw(into: &$0, theme: state.theme)
      }
      if let banner {
        screen.withRegion(Rect(x: 0, y: 1, columns: frame.columns, rows: top - 1)) {
          banner.draw(into: &$0, theme: state.theme)
        }
      }
      screen.box(
        frame, title: composition.title(of: panel, size: inside.size), style: state.theme[.frame],
        titleStyle: state.theme[.title])
      screen.withRegion(inside) {
        composition.panel(panel, size: inside.size).draw(into: &$0, theme: state.theme)
      }
    }
    return buffer
  }

  /// How many rows show all of the panel at a state's width.
  public func rows(of state: AppState) -> Int {
    let size = Size(state.size.columns - 4, PanelFigure.mostRows)
    let lines = Composition(state: shown(state)).scrollingPanel(panel, size: size)?
      .lines(in: size, encoding: state.isASCII ? .ascii : .unicode)
    let around = 3 + (BannerBar(state)?.lines.count ?? 0)
    return min((lines?.count ?? PanelFigure.mostRows) + around, PanelFigure.mostRows)
  }

  /// The state with the panel's keys, which its title may depend on.
  private func shown(_ state: AppState) -> AppState {
    var state = state
    state.focus = panel
    return state
  }
}
