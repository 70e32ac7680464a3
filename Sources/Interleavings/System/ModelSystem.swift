import Explorer
import KVM

/// A model as the explorer sees it: threads that move, words with ranges, steps as instructions.
public final class ModelSystem: TransitionSystem {
  /// The model.
  public let model: Model
  /// What each word can be; a word that nothing changes has one value.
  public let ranges: [ClosedRange<Int32>]
  /// The words of the steps' numbers.
  public let positionWords: [Int]
  /// How many steps each thread has.
  public let positionCounts: [Int]
  /// The most ways that a step of each thread can go.
  public let wayCounts: [Int]
  /// Threads that may go on for ever.
  public let daemons: [Bool]
  /// The most changes that a step makes.
  public let mostChanges: Int
  /// Words by the thread that writes them.
  public private(set) lazy var groups: [[Int]] = makeGroups()
  /// What steps look at and change.
  public private(set) lazy var footprints: Footprints? = makeFootprints()
  /// Threads that are equal.
  public private(set) lazy var symmetry: ThreadSymmetry? = makeSymmetry()

  /// The different conditions that steps wait for.
  let conditions: [Expression]
  let conditionNumbers: [Expression: Int]
  private let machine: StepMachine
  /// Where each thread's steps begin among all, and the pieces of steps, their guards (−1 for none),
  /// and of conditions.
  private let starts: [Int]
  private let stepPieces: [Int32]
  private let guardPieces: [Int32]
  private let conditionPieces: [Int32]
  private let ways: [Int]

  /// Prepares a model.
  public init(_ model: Model) {
    self.model = model
    ranges = model.wordRanges
    positionWords = model.threads.map(\.counterSlot)
    positionCounts = model.threads.map(\.steps.count)
    daemons = model.threads.map(\.isDaemon)
    wayCounts = model.threads.map { $0.steps.map(\.wayCount).max() ?? 1 }
    mostChanges = (model.threads.flatMap(\.steps).map(\.actions.count).max() ?? 0) + 1
    var code = StepCode()
    var starts: [Int] = []
    var stepPieces: [Int32] = []
    var guardPieces: [Int32] = []
    var ways: [Int] = []
    var conditions: [Expression] = []
    var numbers: [Expression: Int] = [:]
    for thread in model.threads {
      starts.append(stepPieces.count)
      for step in thread.steps {
        stepPieces.append(
          code.step(step, counter: thread.counterSlot, end: thread.steps.count))
        guardPieces.append(
          step.guards.isEmpty ? -1 : code.question(.all(step.guards.map(\.condition))))
        ways.append(step.wayCount)
        for condition in step.waitConditions where numbers[condition] == nil {
          numbers[condition] = conditions.count
          conditions.append(condition)
        }
      }
    }
    self.starts = starts
    self.stepPieces = stepPieces
    self.guardPieces = guardPieces
    self.ways = ways
    self.conditions = conditions
    conditionNumbers = numbers
    conditionPieces = conditions.map { code.question($0) }
    machine = ModelSystem.machine(for: model, &code)
  }

  /// The machine with the invariants, in at most 64 groups of neighbours.
  private static func machine(for model: Model, _ code: inout StepCode) -> StepMachine {
    let invariants = model.invariants.map { (code.question($0.condition), $0.rule.code) }
    let size = max(1, (invariants.count + 63) / 64)
    let groups = stride(from: 0, to: invariants.count, by: size).map {
      $0..<min($0 + size, invariants.count)
    }
    var watchers = Array(repeating: UInt64(0), count: model.initial.words.count)
    for (index, invariant) in model.invariants.enumerated() {
      invariant.condition.forEachSlot { watchers[$0] |= 1 << UInt64(index / size) }
    }
    return StepMachine(code, watchers: watchers, groups: groups, invariants: invariants)
  }

  /// Writes the first state.
  public func begin(_ words: UnsafeMutablePointer<Int32>) {
    for (slot, word) in model.initial.words.enumerated() { words[slot] = word }
  }

  /// What is wrong with the first state.
  public var violationAtStart: Int? {
    model.firstViolation(in: model.initial).map { Int($0.rule.code) }
  }

  /// How many ways a thread can go.
  public func ways(of thread: Int, in words: UnsafePointer<Int32>) -> Int {
    let step = starts[thread] &+ Int(words[positionWords[thread]])
    let piece = guardPieces[step]
    return piece < 0 || machine.holds(piece, in: words) ? ways[step] : 0
  }

  /// Makes a step.
  public func move(_ thread: Int, way: Int, in state: WorkingState) -> Int {
    let step = starts[thread] &+ Int(state[positionWords[thread]])
    let rule = machine.run(stepPieces[step], way: way, in: state)
    return rule < 0 ? rule : rule | step << 4
  }

  /// Whether a condition holds.
  public func holds(_ condition: Int, in words: UnsafePointer<Int32>) -> Bool {
    machine.holds(conditionPieces[condition], in: words)
  }

  /// The rule that a number of a violation means, and the step that violates it.
  public func violation(ofKind kind: Int) -> (rule: InvariantRule, thread: Int, step: Step)? {
    ModelSystem.violation(ofKind: kind, in: model)
  }

  static func violation(
    ofKind kind: Int, in model: Model
  ) -> (rule: InvariantRule, thread: Int, step: Step)? {
    guard InvariantRule.allCases.indices.contains(kind & 15) else { return nil }
    var step = kind >> 4
    for (number, thread) in model.threads.enumerated() {
      if step < thread.steps.count {
        return (InvariantRule.allCases[kind & 15], number, thread.steps[step])
      }
      step -= thread.steps.count
    }
    return nil
  }
}

extension Step {
  /// How many ways it can go.
  var wayCount: Int {
    if case .any(let steps) = next { return steps.count }
    return 1
  }

  /// What it waits for, in parts of which all must hold: by thread where that can be told.
  var waitConditions: [Expression] {
    guards.flatMap { $0.perThread.isEmpty ? [$0.condition] : $0.perThread }
      .filter { $0.constantValue == nil }
  }
}
