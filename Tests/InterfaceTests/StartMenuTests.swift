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
    #expect(TextWriter().string(from: self.menu(Size(60, 16)).draw()).contains("more") == false)
    let text = TextWriter().string(from: menu.draw())
    #expect(text.contains(/↑[0-9]+ more/), "what is above is told of")
    #expect(text.contains("▶ S29"))
    #expect(text.contains("Question 29?"))
    #expect(!text.contains("S0  "))
  }

  @Test(
    "where not every item's words fit, all items are in sight, and the chosen one has its words")
  func compact() {
    func menu(_ size: Size) -> StartMenu {
      StartMenu(
        items: (1...6).map {
          .init(
            title: "Item \($0)", words: "What \($0) is.", command: "item",
            choice: .scenario("S\($0)"))
        }, scenarios: [], size: size)
    }
    var small = menu(Size(80, 20))
    _ = small.press(.down)
    let text = TextWriter().string(from: small.draw())
    for number in 1...6 { #expect(text.contains("Item \(number)")) }
    #expect(text.contains("What 2 is.") && !text.contains("What 1 is."))
    let large = TextWriter().string(from: menu(Size(80, 40)).draw())
    #expect(large.contains("What 1 is.") && large.contains("What 6 is."))
  }
}
