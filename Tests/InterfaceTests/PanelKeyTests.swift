import Screen
import Testing

@testable import Interface

@Suite("Panels and keys")
struct PanelKeyTests {
  @Test("Tab goes through all panels and around, shift-Tab the other way")
  func tabs() {
    var state = AppState.story()
    for panel in PanelName.ofRecordings.dropFirst() + [.walk] {
      state.press(.tab)
      #expect(state.focus == panel)
    }
    state.press(.backTab)
    #expect(state.focus == .events)
  }

  @Test("a digit goes to its panel", arguments: Array(PanelName.ofRecordings.enumerated()))
  func digits(place: Int, panel: PanelName) {
    var state = AppState.story()
    state.press(.character(Character(String(place + 1))))
    #expect(state.focus == panel)
  }

  @Test("scrolling stops where the lines end")
  func scrolling() {
    var state = AppState.story(at: 13)
    state.press(.character("4"))
    for _ in 0..<100 { state.press(.down) }
    let furthest = state.scroll[.why] ?? 0
    #expect(furthest > 0 && furthest < 30)
    state.press(.up)
    #expect(state.scroll[.why] == furthest - 1)
    state.press(.pageUp, .pageUp, .pageUp)
    #expect(state.scroll[.why] == 0)
  }

  @Test("in Events up and down choose, Enter goes there, Escape gives up")
  func choosing() {
    var state = AppState.story(at: 10)
    state.press(.character("6"), .down, .down)
    #expect((state.index, state.selectedEvent ?? 0) == (10, 12))
    state.press(.escape)
    #expect(state.selectedEvent == nil)
    state.press(.up, .enter)
    #expect((state.index, state.selectedEvent) == (9, nil))
  }

  @Test("z and Enter give the panel the whole screen and take it back")
  func zoom() {
    var state = AppState.story(at: 10)
    let before = draw(state)
    state.press(.character("z"))
    #expect(state.layout.panels.count == 1)
    state.press(.enter)
    #expect(draw(state) == before)
  }

  @Test("t follows each thread that faults, then that of each event again")
  func threads() {
    var state = AppState.story(at: 10)
    state.press(.character("t"))
    #expect(state.selectedThread == 0)
    state.press(.character("t"))
    #expect(state.selectedThread == 1)
    state.press(.character("t"))
    #expect(state.selectedThread == nil)
  }

  @Test("q quits, ^Z suspends, ^L redraws, ? shows help and q closes it")
  func program() {
    var state = AppState.story()
    #expect(state.press(.control("z")) == [.suspend])
    #expect(state.press(.control("l")) == [.redraw])
    #expect(state.press(.character("?"), .character("q")) == [])
    #expect(state.press(.character("q")) == [.quit])
  }

  @Test("a click on an event goes there, on a panel focuses it, on a tab shows it")
  func clicks() throws {
    var state = AppState.story(at: 10)
    let events = try #require(state.layout.interior(of: .events))
    update(&state, .click(Point(events.minX + 3, events.minY)))
    #expect(state.index < 10)
    #expect(state.focus == .events)
    let locks = try #require(state.layout.interior(of: .locks))
    update(&state, .click(locks.origin))
    #expect(state.focus == .locks)
    update(&state, .resize(Size(80, 24)))
    update(&state, .click(Point(2, 1)))
    #expect(state.focus == .walk)
  }

  @Test("a message stays while time passes and goes with the next key")
  func messages() {
    var state = AppState.story()
    state.press(.shiftLeft)
    update(&state, .tick(elapsedNanoseconds: 1000))
    update(&state, .resize(Size(100, 30)))
    #expect(state.message != nil)
    state.press(.right)
    #expect(state.message == nil)
  }
}
