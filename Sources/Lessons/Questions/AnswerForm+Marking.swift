import VMSA

/// What an answer is worth.
public enum Marking: Hashable, Sendable {
  /// It is right; what there is to say of it, if anything.
  case right(String)
  /// It is wrong; what there is to say of it, if anything.
  case wrong(String)
  /// It can't be read as an answer; what was expected.
  case unreadable(String)

  /// Whether it is right.
  public var isRight: Bool { if case .right = self { true } else { false } }
}

extension AnswerForm {
  /// Marks what was typed: letters in either case, spaces and commas as one likes, numbers decimal or
  /// hexadecimal with underscores.
  public func mark(_ typed: String) -> Marking {
    let text = typed.trimmed
    guard !text.isEmpty, text.utf8.count <= 200 else { return .unreadable(instruction) }
    switch self {
    case .choice(let choices, let right):
      guard let place = AnswerForm.place(text, of: choices) else { return .unreadable(instruction) }
      return place == right ? .right("") : .wrong("")
    case .number(let number, _):
      guard let typed = Hexadecimal.parse(text) else { return .unreadable(instruction) }
      return typed == number ? .right("") : .wrong("")
    case .address(let address):
      guard let typed = AnswerForm.hexadecimal(text) else { return .unreadable(instruction) }
      return typed == address ? .right("") : .wrong("")
    case .order(let items, let right):
      let letters = text.lowercased().filter { $0.isLetter }
      let places = letters.compactMap { letter in
        items.indices.first { AnswerForm.letter($0) == String(letter) }
      }
      guard places.count == letters.count, places.sorted() == Array(items.indices) else {
        return .unreadable(instruction)
      }
      return places == right ? .right("") : .wrong("")
    case .made(_, _, let judge):
      guard let typed = AnswerForm.hexadecimal(text) else { return .unreadable(instruction) }
      let judgement = judge(typed)
      return judgement.isRight ? .right(judgement.words) : .wrong(judgement.words)
    }
  }

  /// A choice by its letter, or by its whole text.
  private static func place(_ text: String, of choices: [String]) -> Int? {
    let text = text.lowercased()
    return choices.indices.first { letter($0) == text || letter($0) + ")" == text }
      ?? choices.firstIndex { $0.lowercased() == text }
  }

  /// A hexadecimal word with its 0x or without.
  private static func hexadecimal(_ text: String) -> UInt64? {
    let hasPrefix = text.lowercased().hasPrefix("0x")
    return Hexadecimal.parse(hasPrefix ? text : "0x" + text)
  }
}

extension String {
  /// Without white space at its ends.
  package var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
