import KVM

/// One instruction of the small machine that makes steps fast: an accumulator, a stack, the words.
struct StepInstruction {
  var operation: Operation
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0

  init(_ operation: Operation, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) {
    self.operation = operation
    self.a = a
    self.b = b
    self.c = c
  }

  enum Operation: UInt8 {
    // The accumulator becomes …
    /// a.
    case constant
    /// word a.
    case variable
    /// the element of b words from a on that the accumulator, or word c, names.
    case element, elementAt
    /// the element of b numbers from a on that the accumulator, or word c, names.
    case lookUp, lookUpAt
    /// itself, and goes on the stack.
    case push
    /// the top of the stack, taken off, joined with itself.
    case add, subtract, sameOutput, makeLeaf
    /// itself joined with a, or with word a.
    case addConstant, addVariable, multiply
    /// itself; out of range where it is not below a.
    case bounded
    /// what function a makes of it; the commonest have instructions of their own.
    case entry, tableOf, frameOf, makeTable
    // On goes at c …
    case jump
    /// where it is 0; where it is not.
    case jumpIfZero, jumpUnlessZero
    /// where it equals a; where it does not.
    case jumpIfEqual, jumpUnlessEqual
    /// where word a equals b; where it does not.
    case jumpIfVariable, jumpUnlessVariable
    /// where it is an entry of kind a; where it is none.
    case jumpIfKind, jumpUnlessKind
    /// where the top of the stack, taken off, compares to it by operator a as b says.
    case jumpIfCompared
    // Effects.
    /// Word a becomes the accumulator, which must be from b to c.
    case store
    /// The accumulator must be from b to c.
    case check
    /// The element of b words from a on that the accumulator names becomes the top of the stack.
    case storeElement
    /// Rule a is violated.
    case fail
    /// The position becomes b, or the number at b and the chosen way; it stands in word a.
    case go, goByWay
    /// The step is over: invariants are looked at.
    case endStep
    /// A condition's value is a.
    case answer
  }
}

/// The instructions of a model: one piece for each step, guard, condition and invariant.
struct StepCode {
  var instructions: [StepInstruction] = []
  /// Numbers of tables that never change, and positions to choose from.
  var numbers: [Int32] = []

  /// Where the next instruction will stand.
  var place: Int32 { Int32(instructions.count) }

  mutating func add(
    _ operation: StepInstruction.Operation, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0
  ) {
    instructions.append(StepInstruction(operation, a, b, c))
  }

  /// Keeps numbers, and says from where on.
  mutating func keep(_ list: [Int32]) -> Int32 {
    if let start = kept[list] { return start }
    kept[list] = Int32(numbers.count)
    numbers += list
    return Int32(numbers.count - list.count)
  }
  private var kept: [[Int32]: Int32] = [:]

  // MARK: - Jumps

  /// Jumps whose place is not known yet.
  typealias Open = [Int]

  /// Adds a jump to be closed later.
  mutating func jump(
    _ operation: StepInstruction.Operation, _ a: Int32 = 0, _ b: Int32 = 0
  ) -> Open {
    add(operation, a, b)
    return [instructions.count - 1]
  }

  /// Lets jumps lead to here.
  mutating func close(_ open: Open) {
    for index in open { instructions[index].c = place }
  }
}
