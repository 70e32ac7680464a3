import Documents

/// A kind of question: what a lesson's file says of it, made into questions by the engine.
///
/// A file states a question in the engine's terms (an address, a scenario, a filter); the maker works
/// out the answer, the wrong answers beside it, and the explanation.
public protocol QuestionMaker: Sendable {
  /// The word behind `ask:` in a lesson's file.
  static var kind: String { get }
  /// The keys that a file may give, beside those that every question has.
  static var keys: [String] { get }

  /// Reads what a file says.
  ///
  /// - Throws: ``DocumentError`` with file, line and key.
  init(_ fields: QuestionFields) throws(DocumentError)

  /// Makes a question; what the file leaves open is drawn.
  ///
  /// - Throws: ``LessonError`` where the engine has no answer.
  func question(in context: inout QuestionContext) throws(LessonError) -> Question
}

/// What a lesson's file says of one question.
public struct QuestionFields {
  /// The whole question.
  package let value: DocumentValue
  /// Its keys.
  package let fields: [String: DocumentValue]

  /// The value of a key; nil where the file leaves it open.
  package subscript(_ key: String) -> DocumentValue? { fields[key] }

  /// The value of a key that must be there.
  package func need(_ key: String) throws(DocumentError) -> DocumentValue {
    try fields.need(key, of: value)
  }

  package init(value: DocumentValue, fields: [String: DocumentValue]) {
    self.value = value
    self.fields = fields
  }
}

/// What a question is made from.
public struct QuestionContext: Sendable {
  /// Where what is left open comes from.
  public var random: SeededRandom
  /// What the program can open.
  public let world: LessonWorld
  /// The scene beside the question; nil for none.
  public let scene: Scene?

  /// Takes what a question is made from.
  public init(random: SeededRandom, world: LessonWorld, scene: Scene? = nil) {
    self.random = random
    self.world = world
    self.scene = scene
  }
}

/// Why the engine can't do what a lesson asks of it.
public struct LessonError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, as the end of a sentence about the place in the file.
  public var description: String

  /// Makes an error.
  public init(_ description: String) { self.description = description }
}
