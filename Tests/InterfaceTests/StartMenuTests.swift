import Interface
import Screen
import TestSupport
import Testing

@Suite("Start menu")
struct StartMenuRuleTests {
  private func menu(_ size: Size = Size(80, 24)) -> StartMenu {
    StartMenu(
      items: [
        .init(title: "One", words: "The first.", command: "one", choice: .scenario("S0")),
        .init(title: "All", words: "All of them.", command: "all", choice: .scenarios),
      ],
      scenarios: (0..<30).map {
        .init(
          title: "S\($0)  Title", words: "Question \($0)?", command: "step S\($0)",
          choice: .scenario("S\($0)"))
      }, size: size)
  }

  @Test("the choice stays between the first and the last line")
  func bounds() {
    var menu = menu()
    #expect(menu.press(.up) == nil)
    #expect(menu.press(.enter) == .scenario("S0"))
    for _ in 0..<5 { _ = menu.press(.down) }
    #expect(menu.press(.enter) == nil, "the last line opens the list, not a scenario")
    #expect(menu.press(.enter) == .scenario("S0"), "the list begins at its first line")
  }

  @Test("Esc leaves the list for the first page, and the first page for good")
  func escape() {
    var menu = menu()
    #expect(menu.press(.character("2")) == nil)
    #expect(menu.press(.escape) == nil)
    #expect(menu.press(.escape) == .quit)
  }

  @Test("in a list longer than the screen the chosen line stays in view with its question")
  func scrolling() {
    var menu = menu(Size(60, 16))
    _ = menu.press(.character("2"))
    for _ in 0..<29 { _ = menu.press(.down) }
    let text = TextWriter().string(from: menu.draw())
    #expect(text.contains("▶ S29"))
    #expect(text.contains("Question 29?"))
    #expect(!text.contains("S0  "))
  }
}
