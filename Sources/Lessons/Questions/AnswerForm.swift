import VMSA

/// How a question is answered, with the right answer.
public enum AnswerForm: Sendable {
  /// One of several, by its letter; the place of the right one.
  case choice([String], right: Int)
  /// A whole number, decimal or hexadecimal; `unit` says of what: “entries”, “bytes”, or nothing.
  case number(UInt64, unit: String)
  /// An address or another word of bits, hexadecimal.
  case address(UInt64)
  /// All of several in an order: their places, the first first.
  case order([String], right: [Int])
  /// Something made by the student, of which the engine says whether it does what it should: a
  /// descriptor, an address. With one that does and one that doesn't.
  case made(example: UInt64, failing: UInt64, judge: @Sendable (UInt64) -> Judgement)

  /// What the engine says of something made by a student.
  public struct Judgement: Hashable, Sendable {
    /// Whether it does what it should.
    public var isRight: Bool
    /// What it does, in a sentence.
    public var words: String

    /// Makes a judgement.
    public init(isRight: Bool, words: String) {
      self.isRight = isRight
      self.words = words
    }
  }

  /// What to type, in words.
  public var instruction: String {
    switch self {
    case .choice(let choices, _): "Type a letter, a to \(AnswerForm.letter(choices.count - 1))."
    case .number(_, let unit):
      "Type a number\(unit.isEmpty ? "" : " of \(unit)"), decimal or as 0x… in hexadecimal."
    case .address: "Type it in hexadecimal: 0x…"
    case .order(let items, _):
      "Type the letters in order, such as \(AnswerForm.letters(Array(items.indices.reversed())))."
    case .made: "Type it in hexadecimal: 0x… The engine tries it out."
    }
  }

  /// The right answer as it would be typed.
  public var rightInput: String {
    switch self {
    case .choice(_, let right): AnswerForm.letter(right)
    case .number(let number, _): "\(number)"
    case .address(let address): Hexadecimal.grouped(address)
    case .order(_, let right): AnswerForm.letters(right)
    case .made(let example, _, _): Hexadecimal.grouped(example)
    }
  }

  /// The right answer in words.
  public var rightWords: String {
    switch self {
    case .choice(let choices, let right):
      "\(AnswerForm.letter(right)), \(choices[right].withoutFullStop)"
    case .number(let number, let unit):
      unit.isEmpty ? "\(number)" : "\(number) \(number == 1 ? unit.singular : unit)"
    case .address(let address): Hexadecimal.grouped(address)
    case .order(let items, let right):
      "\(AnswerForm.letters(right)): " + right.map { items[$0] }.joined(separator: ", then ")
    case .made(let example, _, _): "for example \(Hexadecimal.grouped(example))"
    }
  }

  /// An answer that can be read and is wrong.
  public var wrongInput: String {
    switch self {
    case .choice(let choices, let right): AnswerForm.letter((right + 1) % choices.count)
    case .number(let number, _): "\(number &+ 1)"
    case .address(let address): Hexadecimal.grouped(address ^ 0x1000)
    case .order(_, let right): AnswerForm.letters(right.reversed())
    case .made(_, let failing, _): Hexadecimal.grouped(failing)
    }
  }

  /// Whether there is anything to decide: two choices at least, an order of two at least.
  public var isSound: Bool {
    switch self {
    case .choice(let choices, let right):
      choices.count >= 2 && choices.count <= 26 && choices.indices.contains(right)
        && Set(choices).count == choices.count
    case .order(let items, let right):
      items.count >= 2 && items.count <= 26 && right.sorted() == Array(items.indices)
        && Set(items).count == items.count
    case .made(let example, let failing, let judge):
      judge(example).isRight && !judge(failing).isRight
    case .number, .address: true
    }
  }

  /// “a” for 0.
  public static func letter(_ place: Int) -> String {
    String(UnicodeScalar(UInt8(97 + min(max(place, 0), 25))))
  }

  private static func letters(_ places: [Int]) -> String {
    places.map(letter).joined(separator: " ")
  }
}

extension String {
  /// Without the full stop at its end: it is put into another sentence.
  fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }

  /// “entry” for “entries”, “table” for “tables”.
  fileprivate var singular: String {
    if hasSuffix("ies") { return dropLast(3) + "y" }
    return hasSuffix("s") ? String(dropLast()) : self
  }
}
