import Interface
import KVM
import Screen
import VMSA

/// What pictures are made of: something that can be drawn at each of its instants.
struct PictureSubject {
  /// What it is, in a line.
  let title: String
  /// Its instants.
  let instants: Instants
  /// The instant of a picture for which none is asked.
  let usualInstant: Int
  /// The least size a picture of it can have.
  let leastSize: Size
  /// The size that suits it at an instant.
  let suitableSize: (Int) -> Size
  /// Draws it at an instant; whether the program's own keys are told is the last argument.
  let frame: (Int, Size, Bool) -> SteppingFrame
}

extension PictureSubject {
  /// The screen, or one of its panels.
  ///
  /// - Parameter panel: nil for the whole screen.
  init(_ state: AppState, panel: PanelName?, instants: Instants) {
    title = state.subjectTitle
    self.instants = instants
    usualInstant = state.index
    var state = state
    let figure = panel.map(PanelFigure.init)
    leastSize = figure == nil ? Size(60, 16) : PanelFigure.least
    suitableSize = { instant in
      guard let figure else { return ScreenOptions.usualSize }
      state.size = Size(PanelFigure.usualColumns, 1)
      state.seek(to: instant)
      return Size(PanelFigure.usualColumns, figure.rows(of: state))
    }
    frame = { instant, size, showsKeys in
      state.size = size
      state.seek(to: instant)
      let caption = state.caption
      return SteppingFrame(
        number: instant, label: caption.label, caption: caption.text,
        screen: figure?.draw(state) ?? draw(state, showsKeys: showsKeys))
    }
  }

  /// A translation worked out from registers.
  init(_ figure: TranslationFigure, theme: Theme, isASCII: Bool) {
    title = figure.title
    instants = Instants(last: figure.count, owner: "the translation")
    usualInstant = figure.count
    leastSize = PanelFigure.least
    suitableSize = { _ in
      let columns = figure.usualColumns
      return Size(columns, figure.rows(columns: columns))
    }
    frame = { instant, size, _ in
      SteppingFrame(
        number: instant, label: "\(instant) of \(figure.count) entries",
        caption: figure.caption(after: instant),
        screen: figure.draw(size: size, theme: theme, isASCII: isASCII, after: instant))
    }
  }
}
