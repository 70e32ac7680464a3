import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Figures")
struct FigureTests {
  @Test("a panel's picture says what is shown and where it comes from, and needs no keys")
  func provenance() {
    for (state, label) in [
      (AppState.story(at: 13, size: Size(100, 20)), "made for tests"),
      (AppState.scenario("S1", size: Size(100, 20)), "simulated"),
    ] {
      for panel in [PanelName.walk, .locks, .tables] {
        let lines = TextWriter().string(from: PanelFigure(panel).draw(state)).split(separator: "\n")
        #expect(lines[0].contains(label), "\(lines[0])")
        #expect(lines[1].contains(panel.title), "\(lines[1])")
        #expect(!lines[lines.count - 1].contains("quit"))
      }
    }
  }

  @Test("as many rows as a panel asks for show all of it")
  func rows() {
    for index in 0..<SampleTimeline.story.count {
      var state = AppState.story(at: index, size: Size(100, 1))
      for panel in [PanelName.walk, .locks, .tables] {
        state.size.rows = PanelFigure(panel).rows(of: state)
        let text = TextWriter().string(from: PanelFigure(panel).draw(state))
        #expect(!text.contains("more"), "\(text)")
      }
    }
  }

  @Test("a panel's picture has the size asked for", arguments: DrawingPropertyTests.sizes)
  func anySize(size: Size) {
    for panel in PanelName.ofRecordings {
      let screen = PanelFigure(panel).draw(AppState.story(at: 27, size: size))
      #expect(screen.size == (size.isEmpty ? .zero : size))
    }
  }

  @Test("the lanes of locks")
  func lanes() {
    let state = AppState.story(at: 13, size: Size(100, 20))
    expectSnapshot(
      TextWriter().string(from: PanelFigure(.locks).draw(state)), named: "figure-locks-100x20")
  }

  @Test("a screen without keys differs in its lowest line alone")
  func keys() {
    for state in [AppState.story(at: 13), .scenario("S1")] {
      let (with, without) = (draw(state), draw(state, showsKeys: false))
      for y in 0..<state.size.rows - 1 { #expect(with.row(y) == without.row(y)) }
      #expect(state.text.contains("quit") && !TextWriter().string(from: without).contains("quit"))
    }
  }

  @Test("captions name the event, what it means and what it changed")
  func captions() {
    var state = AppState.story()
    #expect(state.caption.label == "before event 0")
    for index in 0..<SampleTimeline.story.count {
      state.seek(to: index)
      let caption = state.caption
      #expect(caption.label == "event \(index) of \(SampleTimeline.story.count - 1)")
      #expect(caption.text.contains(state.kindName(ofEvent: index)))
      if let change = state.currentChanges.first, change.kind == .descriptor {
        #expect(caption.text.contains(ChangeWords.short(change, cast: state.cast)))
      }
    }
  }

  @Test("captions of a simulation say what the step did, and what it violates")
  func simulated() {
    var state = AppState.variant(3, of: "S4")
    #expect(state.caption.text.hasPrefix("The beginning."))
    state.press(.character("v"))
    let caption = state.caption
    #expect(caption.label.hasPrefix("step \(state.index) of"))
    #expect(caption.text.contains("took the step"))
    #expect(caption.text.contains("✗ I1 is violated"))
  }
}
