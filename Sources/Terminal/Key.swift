/// A key a person pressed, as far as terminals tell.
public enum Key: Hashable, Sendable {
  /// A character; never a control character.
  case character(Character)
  /// A letter, `a`–`z`, or one of `@[\]^_` and space, with Control held.
  ///
  /// Terminals send the same for Control-I and Tab, Control-M and Enter, Control-[ and Escape:
  /// these arrive as the named keys. Control-J and Control-H arrive as themselves.
  case control(Character)
  /// A character with Alt (Meta, Option) held.
  case alt(Character)
  /// An arrow key.
  case up, down, left, right
  /// An arrow key with Shift held.
  case shiftUp, shiftDown, shiftLeft, shiftRight
  /// A key that moves far.
  case home, end, pageUp, pageDown
  /// A key with a control character of its own.
  case tab, enter, escape, backspace
  /// Tab with Shift held.
  case backTab
  /// The keys that insert and remove at the cursor.
  case insert, delete
  /// A function key, from 1.
  case function(Int)
}
