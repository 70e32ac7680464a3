import Screen
import VMSA

/// A translation worked out from registers as a picture: the walk of one stage, or the grid of two.
public struct TranslationFigure: Sendable {
  /// What is drawn of it.
  public enum Kind: Sendable {
    /// The walk, level by level.
    case walk
    /// Both stages as a grid.
    case nested
  }

  private let translation: Translation
  private let translator: Translator
  private let kind: Kind
  private let grid: NestedGrid

  /// A figure of a translation.
  public init(_ translation: Translation, by translator: Translator, as kind: Kind) {
    self.translation = translation
    self.translator = translator
    self.kind = kind
    grid = NestedGrid(translation, by: translator)
  }

  /// How many entries are read, one after the other.
  public var count: Int {
    kind == .nested ? grid.lookupCount : walk(through: nil).steps.count
  }

  /// “VA 0xffff_8000_8001_2340 · EL1&0 · privileged read”.
  public var title: String { grid.title }

  /// What the entry read last does, in words.
  ///
  /// - Parameter made: how many have been read.
  public func caption(after made: Int) -> String {
    if made == 0 { return "\(grid.title). Nothing has been read yet." }
    if kind == .nested { return grid.sentence(ofLookup: made) ?? "" }
    guard let step = walk(through: made).steps.last else { return "" }
    let end = made == count ? " " + walk(through: nil).outcome + "." : ""
    return "\(step.name) entry \(step.index): \(step.content.summary).\(end)"
  }

  /// The width that suits it, in columns.
  public var usualColumns: Int { kind == .nested ? 120 : PanelFigure.usualColumns }

  /// How many rows show all of it at a width.
  public func rows(columns: Int) -> Int {
    if kind == .nested { return 1 + NestedGridPanel(grid: grid).wantedRows }
    let size = Size(columns - 4, 60)
    return 3 + WalkPanel(walk: walk(through: nil)).lines(in: size, encoding: .unicode).count
  }

  /// The figure with so many entries read; nil for all.
  public func draw(size: Size, theme: Theme, isASCII: Bool, after made: Int? = nil) -> CellBuffer {
    var buffer = CellBuffer(size: size, encoding: isASCII ? .ascii : .unicode)
    buffer.withRegion { screen in
      let label = "worked out from registers"
      let line = screen.bounds.row(0).inset(columns: 1, rows: 0)
      let room = Rect(
        x: 1, y: 0, columns: max(0, line.columns - label.count - 2), rows: 1)
      screen.write(grid.title, in: room, style: theme[.header])
      screen.write(label, in: line, align: .trailing, style: theme[.faint])
      let body = Rect(x: 0, y: 1, columns: size.columns, rows: max(0, size.rows - 1))
      guard kind == .walk else {
        let panel = NestedGridPanel(grid: grid, made: made)
        screen.withRegion(body) { panel.draw(into: &$0, theme: theme) }
        return
      }
      let walk = walk(through: made)
      screen.box(
        body, title: "Walk · \(walk.title)", style: theme[.frame], titleStyle: theme[.title])
      screen.withRegion(body.inset(columns: 2, rows: 1)) {
        WalkPanel(walk: walk).draw(into: &$0, theme: theme)
      }
    }
    return buffer
  }

  private func walk(through made: Int?) -> WalkView {
    WalkView(translation, by: translator, through: made)
  }
}
