/// What names mean at a place of a text.
struct Scope {
  /// Numbers known before anything runs: sets' sizes, bound members, parameters, choices.
  var constants: [String: Int32] = [:]
  /// The choices of a name that is one of several.
  var choices: [String: [String]] = [:]
  /// The types of bound members.
  var members: [String: ValueType] = [:]
  /// Tables that never change.
  var tables: [String: (variable: Model.Variable, words: [Int32])] = [:]
  /// Variables by name; a thread's own as “my.…”.
  var variables: [String: Model.Variable] = [:]
  /// Formulas by name.
  var definitions: [String: Syntax.Definition] = [:]
  /// Effects by name.
  var routines: [String: Syntax.Routine] = [:]
  /// What the parameters of a definition or routine stand for.
  var bound: [String: TypedExpression] = [:]
  /// Locks by name.
  var locks: [String: Int] = [:]
  /// The thread whose steps are read; nil in invariants.
  var thread: Int?
  /// How many formulas and routines it is inside of.
  var depth = 0
  /// More than that many call themselves.
  static let deepestCall = 24
  /// The name of the text, for errors.
  var text: String
}

/// A formula with the type of its values.
struct TypedExpression {
  var expression: Expression
  var type: ValueType

  init(_ expression: Expression, _ type: ValueType) {
    self.expression = expression
    self.type = type
  }

  static let numbers = ValueType.range(Int32.min...Int32.max)
}
