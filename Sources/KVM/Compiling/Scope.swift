/// What names mean at a place of a text.
struct Scope {
  /// Numbers known before anything runs: sets' sizes, bound members, parameters, choices.
  var constants: [String: Int32] = [:]
  /// The choices of a name that is one of several.
  var choices: [String: [String]] = [:]
  /// The types of parameters that are members of sets.
  var members: [String: ValueType] = [:]
  /// Tables that never change.
  var tables: [String: (variable: Model.Variable, words: [Int32])] = [:]
  /// Variables by name; a thread's own as “my.…”.
  var variables: [String: Model.Variable] = [:]
  /// Formulas by name.
  var definitions: [String: Syntax.Definition] = [:]
  /// Effects by name.
  var routines: [String: Syntax.Routine] = [:]
  /// What the parameters of a definition or routine, and the members of quantified sets, stand for;
  /// the last of a name counts. Few, and added for every member of every set: not a dictionary.
  private(set) var bound: [(name: String, value: TypedExpression)] = []
  /// Locks by name.
  var locks: [String: Int] = [:]
  /// The thread whose steps are read; nil in invariants.
  var thread: Int?
  /// The name of the text, for errors.
  var text: String
}

extension Scope {
  /// What a bound name stands for; nil for a name that is none.
  func boundValue(_ name: String) -> TypedExpression? {
    bound.last { $0.name == name }?.value
  }

  /// The scope within a definition, a routine or a quantified formula.
  func binding(_ name: String, to value: TypedExpression) -> Scope {
    var inner = self
    inner.bound.append((name, value))
    return inner
  }

  /// The scope within a quantified formula, for one member of its set.
  func binding(_ name: String, to number: Int32, of set: String, _ sets: [String: Int]) -> Scope {
    binding(
      name,
      to: TypedExpression(.constant(number), .member(set: set, count: sets[set] ?? 0)))
  }
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
