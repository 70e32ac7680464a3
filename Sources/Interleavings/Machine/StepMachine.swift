import Explorer
import KVM

/// Runs a model's instructions. The meaning of a step is ``Model/step(_:choice:in:)``; this does the
/// same, faster, and a test holds the two together.
final class StepMachine {
  let code: UnsafeMutablePointer<StepInstruction>
  private let numbers: UnsafeMutablePointer<Int32>
  private let stack: UnsafeMutablePointer<Int32>
  /// For each word the groups of invariants that depend on it.
  private let watchers: UnsafeMutablePointer<UInt64>
  /// The invariants of each group: where their pieces begin, and the rules they belong to.
  private let groups: UnsafeMutablePointer<(start: Int, end: Int)>
  private let invariants: UnsafeMutablePointer<(piece: Int32, rule: Int32)>
  private let functions: UnsafeMutablePointer<EntryFunction>
  // Conditions change nothing, and note nothing.
  private let noChanges: UnsafeMutablePointer<WordChange>
  private let noCount: UnsafeMutablePointer<Int>

  /// The deepest that formulas push.
  static let stackDepth = 256
  private static let modelRule = Int(InvariantRule.model.code)

  init(
    _ code: StepCode, watchers: [UInt64], groups: [Range<Int>],
    invariants: [(piece: Int32, rule: Int32)]
  ) {
    self.code = .copying(code.instructions)
    numbers = .copying(code.numbers)
    stack = .copying(Array(repeating: 0, count: StepMachine.stackDepth))
    self.watchers = .copying(watchers)
    self.groups = .copying(groups.map { ($0.lowerBound, $0.upperBound) })
    self.invariants = .copying(invariants)
    functions = .copying(EntryFunction.allCases)
    noChanges = .copying([])
    noCount = .copying([0])
  }

  deinit {
    code.deallocate()
    numbers.deallocate()
    stack.deallocate()
    watchers.deallocate()
    groups.deallocate()
    invariants.deallocate()
    functions.deallocate()
    noChanges.deallocate()
    noCount.deallocate()
  }

  /// Whether a condition holds.
  func holds(_ piece: Int32, in words: UnsafePointer<Int32>) -> Bool {
    let state = WorkingState(
      words: UnsafeMutablePointer(mutating: words), changes: noChanges, count: noCount)
    return run(piece, way: 0, in: state) == 1
  }

  /// Makes a step, or answers a condition.
  ///
  /// - Returns: of a step the rule that it violates, −1 for none; of a condition 1 or 0.
  func run(_ piece: Int32, way: Int, in state: WorkingState) -> Int {
    let words = state.words
    var next = code + Int(piece)
    var value: Int32 = 0
    var top = stack
    var isOutOfRange = false
    var dirty: UInt64 = 0
    while true {
      let instruction = next.pointee
      next += 1
      switch instruction.operation {
      case .constant: value = instruction.a
      case .variable: value = words[Int(instruction.a)]
      case .element, .elementAt:
        let index = instruction.operation == .element ? value : words[Int(instruction.c)]
        if UInt32(bitPattern: index) < UInt32(bitPattern: instruction.b) {
          value = words[Int(instruction.a &+ index)]
        } else {
          isOutOfRange = true
          value = 0
        }
      case .lookUp, .lookUpAt:
        let index = instruction.operation == .lookUp ? value : words[Int(instruction.c)]
        if UInt32(bitPattern: index) < UInt32(bitPattern: instruction.b) {
          value = numbers[Int(instruction.a &+ index)]
        } else {
          isOutOfRange = true
          value = 0
        }
      case .push:
        top.pointee = value
        top += 1
      case .add:
        top -= 1
        value = top.pointee &+ value
      case .subtract:
        top -= 1
        value = top.pointee &- value
      case .sameOutput:
        top -= 1
        value = (top.pointee ^ value) & ~20 == 0 ? 1 : 0
      case .makeLeaf:
        top -= 3
        value =
          TableEntry(
            frame: top[0], isWritable: top[1] != 0, isExecutable: top[2] != 0, isYoung: value != 0
          ).word
      case .addConstant: value = value &+ instruction.a
      case .addVariable: value = value &+ words[Int(instruction.a)]
      case .multiply: value = value &* instruction.a
      case .bounded:
        if value < 0 || value >= instruction.a {
          isOutOfRange = true
          value = Expression.outside
        }
      case .entry: value = functions[Int(instruction.a)].apply(value)
      case .tableOf: value = value & 3 == 2 ? value >> 5 : -1
      case .frameOf: value = value & 3 == 3 ? value >> 5 : -1
      case .makeTable: value = TableEntry(table: value).word
      case .jump: next = code + Int(instruction.c)
      case .jumpIfZero: if value == 0 { next = code + Int(instruction.c) }
      case .jumpUnlessZero: if value != 0 { next = code + Int(instruction.c) }
      case .jumpIfEqual: if value == instruction.a { next = code + Int(instruction.c) }
      case .jumpUnlessEqual: if value != instruction.a { next = code + Int(instruction.c) }
      case .jumpIfVariable:
        if words[Int(instruction.a)] == instruction.b { next = code + Int(instruction.c) }
      case .jumpUnlessVariable:
        if words[Int(instruction.a)] != instruction.b { next = code + Int(instruction.c) }
      case .jumpIfKind: if value & 3 == instruction.a { next = code + Int(instruction.c) }
      case .jumpUnlessKind: if value & 3 != instruction.a { next = code + Int(instruction.c) }
      case .jumpIfCompared:
        top -= 1
        if compare(top.pointee, value, instruction.a) == (instruction.b != 0) {
          next = code + Int(instruction.c)
        }
      case .store:
        guard !isOutOfRange, value >= instruction.b, value <= instruction.c else {
          return StepMachine.modelRule
        }
        let word = Int(instruction.a)
        if words[word] != value { dirty |= watchers[word] }
        state.set(word, to: value)
      case .check:
        guard value >= instruction.b, value <= instruction.c else { return StepMachine.modelRule }
      case .storeElement:
        top -= 1
        guard !isOutOfRange, UInt32(bitPattern: value) < UInt32(bitPattern: instruction.b) else {
          return StepMachine.modelRule
        }
        let word = Int(instruction.a &+ value)
        if words[word] != top.pointee { dirty |= watchers[word] }
        state.set(word, to: top.pointee)
      case .fail: return Int(instruction.a)
      case .go: state.set(Int(instruction.a), to: instruction.b)
      case .goByWay: state.set(Int(instruction.a), to: numbers[Int(instruction.b) &+ way])
      case .endStep:
        return isOutOfRange ? StepMachine.modelRule : firstViolation(dirty, state)
      case .answer: return Int(instruction.a)
      }
    }
  }

  /// The first rule that one of the touched invariants breaks; −1 for none.
  private func firstViolation(_ dirty: UInt64, _ state: WorkingState) -> Int {
    var rest = dirty
    while rest != 0 {
      let group = groups[rest.trailingZeroBitCount]
      rest &= rest &- 1
      for index in group.start..<group.end
      where run(invariants[index].piece, way: 0, in: state) == 0 {
        return Int(invariants[index].rule)
      }
    }
    return -1
  }

  @inline(__always)
  private func compare(_ left: Int32, _ right: Int32, _ operation: Int32) -> Bool {
    switch operation {
    case 0: left == right
    case 1: left != right
    case 2: left < right
    case 3: left <= right
    case 4: left > right
    default: left >= right
    }
  }
}

extension UnsafeMutablePointer {
  /// Memory with an array's elements.
  static func copying(_ elements: [Pointee]) -> UnsafeMutablePointer {
    let pointer = allocate(capacity: Swift.max(1, elements.count))
    pointer.initialize(from: elements, count: elements.count)
    return pointer
  }
}
