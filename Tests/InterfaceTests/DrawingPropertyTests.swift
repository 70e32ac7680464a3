import Machine
import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Drawing, whatever happens")
struct DrawingPropertyTests {
  /// Sizes around every limit at which the layout changes, and silly ones.
  static let sizes = [
    Size(0, 0), Size(1, 1), Size(59, 16), Size(60, 15), Size(60, 16), Size(80, 24), Size(109, 40),
    Size(110, 29), Size(110, 30), Size(120, 40), Size(200, 60), Size(400, 120),
  ]

  @Test("the screen has the size asked for, for every timeline at every instant", arguments: sizes)
  func sizeIsKept(size: Size) {
    for timeline in [SampleTimeline.story, SampleTimeline.empty, SampleTimeline.rootless] {
      for index in stride(from: -1, to: timeline.count, by: 4) {
        let state = AppState.sample(timeline, at: index, size: size)
        #expect(draw(state).size == (size.isEmpty ? .zero : size))
      }
    }
  }

  @Test(
    "stepping forth and back lands on the same screens", arguments: [Size(120, 40), Size(80, 24)])
  func steppingIsReversible(size: Size) {
    var state = AppState.story(size: size)
    var screens = [draw(state)]
    for _ in 0..<SampleTimeline.story.count {
      state.press(.right)
      screens.append(draw(state))
    }
    for screen in screens.dropLast().reversed() {
      state.press(.left)
      state.press(.escape)
      #expect(draw(state) == screen)
    }
  }

  @Test("jumping to an instant gives the screen that stepping there gives")
  func seekingIsStepping() {
    var state = AppState.story()
    for index in 0..<SampleTimeline.story.count {
      state.press(.right)
      #expect(draw(state) == draw(AppState.story(at: index)))
    }
  }

  @Test(
    "random keys, clicks and sizes never trap and keep what must hold",
    arguments: [1, 2, 3, 4] as [UInt64])
  func randomKeys(seed: UInt64) {
    print("random keys: seed \(seed)")
    var random = SplitMix64(seed: seed)
    let timelines = [SampleTimeline.story, SampleTimeline.empty, SampleTimeline.rootless]
    for timeline in timelines {
      var state = AppState.sample(timeline)
      for step in 0..<250 {
        if Int.random(in: 0..<20, using: &random) == 0 {
          update(&state, Self.happening(&random))
        } else {
          state.press(Self.key(&random))
        }
        Self.expectInvariants(of: state, "seed \(seed), step \(step)")
        if step.isMultiple(of: 5) { #expect(draw(state).size == state.size || state.size.isEmpty) }
      }
    }
  }

  private static func expectInvariants(of state: AppState, _ comment: Comment) {
    #expect((-1..<max(0, state.log.count)).contains(state.index), comment)
    #expect(state.selectedEvent.map { (0..<state.log.count).contains($0) } ?? true, comment)
    #expect(state.selectedThread.map { state.cast.threads.indices.contains($0) } ?? true, comment)
    #expect(state.selectedRoot.map { state.cast.roots.indices.contains($0) } ?? true, comment)
    #expect(state.scroll.values.allSatisfy { $0 >= 0 }, comment)
    #expect((state.prompt?.text.count ?? 0) <= Prompt.limit, comment)
  }

  private static func key(_ random: inout SplitMix64) -> Keystroke {
    let known = Keymap.standard.bindings.flatMap(\.keys).filter {
      ![.control("c"), .control("z")].contains($0)
    }
    let typed = "0123456789abcdefx+-usm/: \u{1b}é漢".map(Keystroke.character)
    return (known + known + typed).randomElement(using: &random) ?? .escape
  }

  private static func happening(_ random: inout SplitMix64) -> Action {
    let point = Point(
      Int.random(in: -5..<210, using: &random), Int.random(in: -5..<70, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return .click(point)
    case 1: return .wheel(point, Int.random(in: -5...5, using: &random))
    case 2: return .resize(sizes.randomElement(using: &random) ?? .zero)
    case 3: return .tick(elapsedNanoseconds: Int64.random(in: .min ... .max, using: &random))
    default: return .step([Int.min, Int.max, 7, -7].randomElement(using: &random) ?? 1)
    }
  }

  @Test("no panel traps or draws beyond itself at small sizes", arguments: PanelName.allCases)
  func smallPanels(name: PanelName) {
    for index in [-1, 13, 30, 66] {
      let state = AppState.story(at: index)
      for columns in stride(from: 1, through: 30, by: 3) {
        for rows in 1...5 {
          let size = Size(columns, rows)
          var buffer = CellBuffer(size: Size(columns + 2, rows + 2))
          let panel = Composition(state: state).panel(name, size: size)
          buffer.withRegion(Rect(x: 1, y: 1, columns: columns, rows: rows)) {
            panel.draw(into: &$0, theme: .plain)
          }
          #expect((0..<columns + 2).allSatisfy { buffer[$0, 0].isBlank })
        }
      }
    }
  }

  @Test("what a recording holds can't reach the terminal", arguments: [false, true])
  func hostileText(isASCII: Bool) {
    for index in [22, 23, 24] {
      var state = AppState.story(at: index, size: Size(200, 60))
      state.isASCII = isASCII
      state.recording.fileName = "\u{1b}[2J\u{202e}x"
      state.searchText = "\u{1b}]0;x\u{7}"
      for scalar in state.text.unicodeScalars where scalar != "\n" {
        #expect(CharacterWidth.isDrawable(scalar))
        if isASCII { #expect((0x20..<0x7f).contains(scalar.value)) }
      }
    }
  }

  @Test("without colour nothing is lost: only styles differ between themes")
  func themesOnlyColour() {
    let texts = Theme.all.map { theme in
      var state = AppState.story(at: 13)
      state.theme = theme
      return state.text
    }
    #expect(Set(texts).count == 1)
  }

  @Test("the theme without colour uses none")
  func plainThemeHasNoColour() {
    var state = AppState.story(at: 13)
    state.theme = .plain
    let buffer = draw(state)
    for y in 0..<buffer.size.rows {
      for cell in buffer.row(y) {
        #expect(cell.style.foreground == .default && cell.style.background == .default)
      }
    }
  }
}
