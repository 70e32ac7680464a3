/// Why a text in the step language could not be read, and where.
public struct StepSyntaxError: Error, Hashable, Sendable {
  /// The text's name, such as “fault”.
  public var text: String
  /// Where it went wrong.
  public var place: SourcePlace
  /// What went wrong.
  public var problem: Problem

  /// What can be wrong with a text.
  public enum Problem: Hashable, Sendable {
    /// A character that begins no token.
    case strayCharacter(Character)
    /// A string without its closing quotation mark.
    case openString
    /// Something else was expected here.
    case expected(String, found: String)
    /// A name that nothing declares.
    case unknownName(String)
    /// A name declared twice.
    case declaredTwice(String)
    /// `when`, a range or a set's size that depends on more than constants.
    case notConstant
    /// A variable with another number of indexes than its declaration has.
    case wrongIndexCount(String, expected: Int, found: Int)
    /// A function with another number of arguments than it takes.
    case wrongArgumentCount(String, expected: Int, found: Int)
    /// A number that fits no variable.
    case numberTooLarge(String)
    /// Formulas inside formulas, more than are taken on.
    case nestedTooDeeply
    /// Programs, formulas or routines that include each other.
    case includesItself(String)
  }
}

/// A place in a text, both counted from 1.
public struct SourcePlace: Hashable, Sendable {
  /// The line.
  public var line: Int
  /// The column, in characters.
  public var column: Int
}

extension StepSyntaxError: CustomStringConvertible {
  /// One sentence: place, what is wrong.
  public var description: String { "\(text):\(place.line):\(place.column): \(problem.words)" }
}

extension StepSyntaxError.Problem {
  fileprivate var words: String {
    switch self {
    case .strayCharacter(let character): "the character “\(character)” means nothing here"
    case .openString: "the text has no closing quotation mark on its line"
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .unknownName(let name): "nothing is called “\(name)”"
    case .declaredTwice(let name): "“\(name)” is declared twice"
    case .notConstant: "this must be known before anything runs"
    case .wrongIndexCount(let name, let expected, let found):
      "“\(name)” takes \(expected) indexes, found \(found)"
    case .wrongArgumentCount(let name, let expected, let found):
      "“\(name)” takes \(expected) arguments, found \(found)"
    case .numberTooLarge(let digits): "the number \(digits) is too large"
    case .nestedTooDeeply: "the formula is nested too deeply"
    case .includesItself(let name): "“\(name)” includes itself"
    }
  }
}
