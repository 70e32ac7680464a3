/// A simulated kernel with everyone in it, ready to run: variables, locks, threads, rules.
public struct Model: Sendable {
  /// The kernel release it behaves as.
  public var edition: Edition
  /// The policies that its texts know, and what was chosen.
  public var policies: [Policy] = []
  /// The sizes of its sets, by name.
  public var sets: [String: Int] = [:]
  /// Its variables, threads' own among them.
  public var variables: [Variable] = []
  /// Its locks.
  public var locks: [Lock] = []
  /// Its threads.
  public var threads: [ModelThread] = []
  /// What must hold in every state.
  public var invariants: [Invariant] = []
  /// The state it begins in.
  public var initial = ModelState(words: [])

  /// A way the simulated kernel can be made to differ.
  public struct Policy: Hashable, Sendable {
    /// Its name in scenarios and on the command line.
    public var name: String
    /// What can be chosen.
    public var choices: [String]
    /// What real kernels do.
    public var usual: String
    /// What was chosen.
    public var chosen: String
    /// What it is about.
    public var words: String
  }

  /// A variable or an array of them.
  public struct Variable: Hashable, Sendable {
    /// Its name; a thread's own begin with “my.”.
    public var name: String
    /// The thread it belongs to; nil for what all share.
    public var thread: Int?
    /// Its first slot in ``ModelState/words``.
    public var base: Int
    /// The sizes of its indexes; empty for one that is no array.
    public var dimensions: [Int]
    /// The sets its indexes range over.
    public var sets: [String]
    /// What values it takes.
    public var type: ValueType
    /// What it is, in words.
    public var words: String

    /// How many slots it has.
    public var count: Int { dimensions.reduce(1, *) }
  }

  /// A lock: who holds it and who queues for it are variables by thread.
  public struct Lock: Hashable, Sendable {
    /// Its name in the texts.
    public var name: String
    /// The kernel's name for it.
    public var words: String
    /// rwlock, rwsem, spinlock or mutex, by edition.
    public var kind: String
    /// The first slot of the holds: 0, or ``LockMode`` by thread.
    public var holdBase: Int
    /// The first slot of the flags of writers in the queue.
    public var queueBase: Int
  }

  /// A condition on every state, or a part of one for certain members of its sets.
  public struct Invariant: Hashable, Sendable {
    /// The rule it belongs to.
    public var rule: InvariantRule
    /// What must hold.
    public var condition: Expression
    /// What is said where it doesn't.
    public var phrase: Phrase
  }
}

/// One thread of a model.
public struct ModelThread: Hashable, Sendable {
  /// Its short name, as schedules write it: “v0”.
  public var name: String
  /// The program it runs.
  public var program: String
  /// What the program is, in words.
  public var words: String
  /// Whether it may go on for ever: nobody waits for its end.
  public var isDaemon: Bool
  /// The slot with the number of its next step.
  public var counterSlot: Int
  /// Its steps, those of other editions and policies left out.
  public var steps: [Step]
}

/// The words of all variables at one instant.
public struct ModelState: Hashable, Sendable {
  /// One word a slot.
  public var words: [Int32]

  /// Takes the words.
  public init(words: [Int32]) { self.words = words }
}
