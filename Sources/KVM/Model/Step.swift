/// One indivisible step of a thread: data that the stepper runs, the explorer packs and the screen
/// says in words.
public struct Step: Hashable, Sendable {
  /// Its label, as in the reference: “F11”.
  public var label: String
  /// The kernel function it happens in; empty for what no function does.
  public var function: String
  /// Where the fact is from: kernel file and version, or what marks it as our own deduction.
  public var source: String
  /// What must hold before it can be taken.
  public var guards: [Guard]
  /// What it asserts and does, in order.
  public var actions: [Action]
  /// Where it leads, judged after its actions.
  public var next: Next
  /// What happens, in words; the first whose condition holds before the step counts.
  public var sayings: [Saying]

  /// A condition that a thread waits for.
  public struct Guard: Hashable, Sendable {
    /// The condition.
    public var condition: Expression
    /// For each thread by number, a condition that is false while that thread is in the way.
    public var perThread: [Expression]
    /// The lock it waits for, an index into ``Model/locks``.
    public var lock: Int?
    /// For reading or writing, where it is a lock.
    public var mode: LockMode?
    /// What is waited for, in words.
    public var words: String
  }

  /// Something a step asserts or does.
  public enum Action: Hashable, Sendable {
    /// Must hold, else the rule is violated.
    case require(rule: InvariantRule, Expression, Phrase)
    /// Gives a variable a word.
    case assign(Target, Expression, type: ValueType, condition: Expression?)
  }

  /// A variable or an element of one.
  public struct Target: Hashable, Sendable {
    /// The first slot.
    public var base: Int
    /// How many elements.
    public var count: Int
    /// Which; nil for a variable that is none.
    public var index: Expression?
  }

  /// Where a step leads: indexes into ``ModelThread/steps``, its count for the end.
  public enum Next: Hashable, Sendable {
    /// The first branch whose condition holds.
    case branches([Branch])
    /// Any of them; the one who steps chooses.
    case any([Int])
  }

  /// A place a step may lead to.
  public struct Branch: Hashable, Sendable {
    /// nil always holds.
    public var condition: Expression?
    /// An index into ``ModelThread/steps``.
    public var step: Int
  }

  /// What a step says under a condition.
  public struct Saying: Hashable, Sendable {
    /// nil always holds.
    public var condition: Expression?
    /// What is said.
    public var phrase: Phrase
  }
}

/// Words with values in between.
public struct Phrase: Hashable, Sendable {
  /// A piece of text or a value.
  public enum Piece: Hashable, Sendable {
    /// Text as it is.
    case text(String)
    /// A formula's value, said by its type.
    case value(Expression, ValueType)
  }

  /// The pieces in order.
  public var pieces: [Piece]

  /// Makes a phrase.
  public init(pieces: [Piece]) { self.pieces = pieces }
}

/// For what a lock is held or wanted.
public enum LockMode: Int32, Hashable, Sendable {
  /// Among readers.
  case read = 1
  /// Alone.
  case write = 2
}

extension LockMode {
  /// “read” or “write”.
  public var word: String { self == .read ? "read" : "write" }
}
