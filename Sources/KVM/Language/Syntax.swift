/// The parts of a text in the step language, as they were written: nothing is resolved yet.
///
/// The language is described in Documentation/STEPS.md.
enum Syntax {
  /// A whole text: declarations and programs.
  struct Text: Sendable {
    var name: String
    var policies: [Policy] = []
    var constants: [Variable] = []
    var definitions: [Definition] = []
    var routines: [Routine] = []
    var variables: [Variable] = []
    var locks: [Lock] = []
    var invariants: [Invariant] = []
    var programs: [Program] = []
  }

  /// A name and where it stands.
  struct Name: Hashable, Sendable {
    var text: String
    var place: SourcePlace
  }

  /// `policy NAME: a | b = a "what it is about"`.
  struct Policy: Sendable {
    var name: Name
    var choices: [String]
    var usual: String
    var words: String
  }

  /// `var NAME[SET][SET]: TYPE = EXPRESSION "words"`, and the same with `local` and `const`.
  struct Variable: Sendable {
    var name: Name
    var indexes: [Name]
    var type: TypeName
    var initial: Expression?
    var words: String
  }

  /// What values a variable takes.
  enum TypeName: Sendable {
    case flag
    case entry
    case range(Expression, Expression)
    case member(Name)
    case choices([String])
  }

  /// `define NAME(a, b) = EXPRESSION`: a formula with a name.
  struct Definition: Sendable {
    var name: Name
    var parameters: [Name]
    var body: Expression
  }

  /// `routine NAME(a, b)` and its `do` lines: effects with a name.
  struct Routine: Sendable {
    var name: Name
    var parameters: [Name]
    var effects: [Effect]
  }

  /// `lock NAME KIND fair EXPRESSION "the kernel's name"`; the kind may depend on the edition.
  struct Lock: Sendable {
    var name: Name
    var kinds: [(kind: Name, condition: Expression?)]
    var isFair: Expression?
    var words: String
  }

  /// `invariant I2 any p in pages: … "words"`.
  struct Invariant: Sendable {
    var rule: Name
    var condition: Expression?
    var body: Expression
    var words: String
  }

  /// `program NAME "words"`, its locals and its steps.
  struct Program: Sendable {
    var name: Name
    var words: String
    var parameters: [Parameter] = []
    var locals: [Variable] = []
    var items: [Item] = []
  }

  /// `param NAME: { a, b }`, given by one of its words, or `param NAME: SET`, members of the set.
  struct Parameter: Sendable {
    var name: Name
    var choices: [String] = []
    var set: Name?
  }

  /// A step, another program's steps, or a place that takes no time.
  enum Item: Sendable {
    case step(Step)
    /// `route LABEL` and its `next`: who is sent here goes on at once where it leads.
    case route(Name, conditions: [Expression], Next)
    /// `mark LABEL`: a second name for the step that follows.
    case mark(Name)
    case include(Name, exit: Name, condition: Expression?)
  }

  /// `step LABEL FUNCTION` and its clauses.
  struct Step: Sendable {
    var label: Name
    var function: String
    /// `was NAME when CONDITION`: what the function was called in other editions.
    var otherFunctions: [(name: String, condition: Expression)] = []
    var conditions: [Expression] = []
    var actions: [Action] = []
    var next: Next = .following
    var words: [(condition: Expression?, text: String)] = []
    var source = ""
  }

  /// What a step waits for, asserts and does, in the order written.
  enum Action: Sendable {
    case wait(Expression, words: String)
    case need(Name, Expression, words: String)
    case check(Name, Expression, words: String)
    case effects([Effect])
    case queue(Name)
    case acquire(Name, mode: Name)
    case release(Name)
  }

  /// `a[i] += e if c`, or `for t in SET: …`, or `ROUTINE(a, b) if c`.
  struct Effect: Sendable {
    var bindings: [(variable: Name, set: Name)]
    var target: Name
    var indexes: [Expression]
    var operation: Operation
    var condition: Expression?

    /// What is done to the target.
    enum Operation: Sendable {
      case assign(Expression)
      case add(Expression)
      case subtract(Expression)
      /// The target names a routine.
      case call([Expression])
    }
  }

  /// Where a step leads.
  enum Next: Sendable {
    case following
    case branches([(condition: Expression?, label: Name)])
    case any([Name])
  }

  /// A formula.
  indirect enum Expression: Sendable {
    case number(Int, SourcePlace)
    case name(Name)
    case element(Name, [Expression])
    case call(Name, [Expression])
    case not(Expression)
    case binary(Operator, Expression, Expression)
    case conditional(Expression, Expression, Expression)
    case quantified(Quantifier, variable: Name, set: Name, Expression)

    /// Where it begins.
    var place: SourcePlace {
      switch self {
      case .number(_, let place): place
      case .name(let name), .element(let name, _), .call(let name, _): name.place
      case .not(let inner), .binary(_, let inner, _), .conditional(let inner, _, _): inner.place
      case .quantified(_, let variable, _, _): variable.place
      }
    }
  }

  /// How a quantified formula joins its members.
  enum Quantifier: String, Sendable {
    case all
    case any
    case sum
    /// The first member for which it holds; −1 for none.
    case first
  }
}

/// A sign between two formulas.
public enum Operator: String, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case and
  case or
}
