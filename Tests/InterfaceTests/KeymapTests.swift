import Screen
import Testing

@testable import Interface

@Suite("Keymap")
struct KeymapTests {
  @Test("every binding is in the help", arguments: [false, true])
  func helpIsComplete(isASCII: Bool) {
    expectHelp(of: AppState.story(size: Size(120, 200)), leavesOut: .stepping, isASCII: isASCII)
    expectHelp(
      of: AppState.scenario("S1", size: Size(120, 200)), leavesOut: .normal, isASCII: isASCII)
  }

  private func expectHelp(of state: AppState, leavesOut other: KeyMode, isASCII: Bool) {
    var state = state
    state.isASCII = isASCII
    state.press(.character("?"))
    let text = state.text
    for binding in Keymap.standard.bindings where binding.mode != other {
      #expect(text.contains(binding.words), "\(binding.words)")
      #expect(text.contains(binding.keyNames(isASCII: isASCII)))
    }
  }

  @Test("no two bindings share a key in the same mode", arguments: KeyMode.allCases)
  func keysAreUnique(mode: KeyMode) {
    let keys = Keymap.standard.bindings.filter { $0.mode == mode }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test("below the least size no key but quit has a meaning")
  func onlyQuitWhenTooSmall() {
    let bindings = Keymap.standard.bindings.filter { $0.mode == .tooSmall }
    #expect(bindings.map(\.action) == [.quit])
    #expect(Keymap.standard.action(for: .right, in: .tooSmall) == nil)
    #expect(Keymap.standard.action(for: .character("x"), in: .tooSmall) == nil)
  }

  @Test(
    "what is typed into a line is text, whatever it means elsewhere", arguments: ["q", "?", "g"])
  func typedCharactersAreText(character: Character) {
    #expect(
      Keymap.standard.action(for: .character(character), in: .prompt) == .type(character))
  }

  @Test("^C quits in every mode", arguments: KeyMode.allCases)
  func interruptQuits(mode: KeyMode) {
    #expect(Keymap.standard.action(for: .control("c"), in: mode) == .quit)
  }

  @Test(
    "the footer fits its columns and always tells how to get help", arguments: [40, 56, 76, 108])
  func footerFits(columns: Int) {
    for (isASCII, mode) in [
      (false, KeyMode.normal), (true, .normal), (false, .stepping), (true, .stepping),
    ] {
      let text = Keymap.standard.footer(columns: columns, isASCII: isASCII, mode: mode)
      #expect(text.contains("? help"))
      if columns >= 56 { #expect(text.count <= columns, "\(text)") }
    }
  }

  @Test("every command of the help is understood", arguments: Command.names)
  func commandsAreInTheHelp(name: String) {
    #expect(Command.helpLines.contains { $0.usage.contains(":\(name)") })
  }

  @Test("every command of a simulation is in its help", arguments: SimulationCommand.names)
  func simulationCommandsAreInTheHelp(name: String) {
    #expect(Command.steppingHelpLines.contains { $0.usage.contains(":\(name)") })
  }
}
