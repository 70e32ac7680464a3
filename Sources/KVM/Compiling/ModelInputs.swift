/// Everything a model is made from besides the texts of the step language.
public struct ModelInputs: Sendable {
  /// The kernel release.
  public var edition: Edition
  /// Chosen policies by name; others are as usual.
  public var policies: [String: String] = [:]
  /// The sizes of the sets; `threads` is counted.
  public var sets: [String: Int] = [:]
  /// What the texts' `const` names hold, last index fastest.
  public var constants: [String: [Int]] = [:]
  /// First words of variables, where they differ from the texts', last index fastest.
  public var initial: [String: [Int]] = [:]
  /// The threads.
  public var threads: [Thread] = []

  /// A thread to be made.
  public struct Thread: Hashable, Sendable {
    /// Its short name, as schedules write it.
    public var name: String
    /// The program it runs.
    public var program: String
    /// Whether it may go on for ever.
    public var isDaemon: Bool
    /// The program's parameters.
    public var parameters: [String: Parameter]

    /// Makes a thread's description.
    public init(
      name: String, program: String, isDaemon: Bool = false,
      parameters: [String: Parameter] = [:]
    ) {
      self.name = name
      self.program = program
      self.isDaemon = isDaemon
      self.parameters = parameters
    }
  }

  /// What a thread's program is given.
  public enum Parameter: Hashable, Sendable {
    /// One number.
    case number(Int)
    /// Numbers by place.
    case list([Int])
    /// One of the words that the program declares.
    case word(String)
  }

  /// Inputs without threads.
  public init(edition: Edition) { self.edition = edition }
}

/// Why a model could not be made from its inputs.
public enum ModelInputError: Error, Hashable, Sendable {
  /// No policy has this name; the names there are.
  case unknownPolicy(String, known: [String])
  /// A policy has no such choice; the choices there are.
  case unknownChoice(policy: String, choice: String, known: [String])
  /// No program has this name; the names there are.
  case unknownProgram(String, known: [String])
  /// A program's parameter was not given.
  case missingParameter(thread: String, parameter: String)
  /// Two threads of one name.
  case threadTwice(String)
  /// First words, or constants, of another number than their variable has elements.
  case wrongCount(variable: String, expected: Int, found: Int)
  /// A first word that its variable can't hold.
  case valueOutOfRange(variable: String, value: Int)
  /// A text of the language is wrong.
  case syntax(StepSyntaxError)
}
