import Interface
import Terminal

extension Keystroke {
  /// A key of the terminal as the keymap knows it; nil for keys that mean nothing here.
  init?(_ key: Key) {
    switch key {
    case .character(let character): self = .character(character)
    case .control(let letter): self = .control(letter)
    case .up: self = .up
    case .down: self = .down
    case .left: self = .left
    case .right: self = .right
    case .shiftUp: self = .shiftUp
    case .shiftDown: self = .shiftDown
    case .shiftLeft: self = .shiftLeft
    case .shiftRight: self = .shiftRight
    case .home: self = .home
    case .end: self = .end
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .tab: self = .tab
    case .backTab: self = .backTab
    case .enter: self = .enter
    case .escape: self = .escape
    case .backspace: self = .backspace
    case .delete: self = .delete
    case .function(let number): self = .function(number)
    case .alt, .insert: return nil
    }
  }
}

extension Action {
  /// A click or a turn of the wheel as an action; nil for what means nothing here.
  init?(_ mouse: MouseEvent) {
    switch mouse.action {
    case .press(.left): self = .click(mouse.position)
    case .scrollUp: self = .wheel(mouse.position, -1)
    case .scrollDown: self = .wheel(mouse.position, 1)
    default: return nil
    }
  }
}
