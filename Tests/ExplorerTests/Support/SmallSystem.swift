import Explorer
import TestSupport

/// A system in a few lines: words, and threads whose steps are closures. Slow, and easy to read.
final class SmallSystem: TransitionSystem {
  /// A step: when it can be taken, what it does, where it leads.
  struct Step {
    var reads: [Int]
    var writes: [Int]
    var isPossible: ([Int32]) -> Bool
    /// Changes the words; the next position; a violation, −1 for none.
    var ways: [(inout [Int32]) -> (next: Int, violation: Int)]
    var successors: [Int]
    var conditionReads: [Int]
  }

  let wordRanges: [ClosedRange<Int32>]
  let start: [Int32]
  var threads: [[Step]] = []
  var daemons: [Bool] = []
  var symmetry: ThreadSymmetry?

  init(words: [(range: ClosedRange<Int32>, start: Int32)]) {
    wordRanges = words.map(\.range)
    start = words.map(\.start)
  }

  /// Adds a thread of so many steps, made by its number and position.
  func add(daemon: Bool = false, _ steps: [Step]) {
    threads.append(steps)
    daemons.append(daemon)
  }

  // MARK: - As the explorer sees it: the positions come first

  var ranges: [ClosedRange<Int32>] { threads.map { 0...Int32($0.count) } + wordRanges }
  var positionWords: [Int] { Array(threads.indices) }
  var positionCounts: [Int] { threads.map(\.count) }
  var wayCounts: [Int] { threads.map { $0.map(\.ways.count).max() ?? 1 } }
  var mostChanges: Int { ranges.count }

  func begin(_ words: UnsafeMutablePointer<Int32>) {
    for (index, word) in initial.enumerated() { words[index] = word }
  }

  var initial: [Int32] { threads.map { _ in 0 } + start }

  private func step(_ thread: Int, _ words: UnsafePointer<Int32>) -> Step {
    threads[thread][Int(words[thread])]
  }

  private func own(_ words: UnsafePointer<Int32>) -> [Int32] {
    start.indices.map { words[threads.count + $0] }
  }

  func ways(of thread: Int, in words: UnsafePointer<Int32>) -> Int {
    let step = step(thread, words)
    return step.isPossible(own(words)) ? step.ways.count : 0
  }

  func move(_ thread: Int, way: Int, in state: WorkingState) -> Int {
    var words = own(state.words)
    let (next, violation) = step(thread, state.words).ways[way](&words)
    for (index, word) in words.enumerated() { state.set(threads.count + index, to: word) }
    state.set(thread, to: Int32(next))
    return violation
  }

  // Conditions are numbered by thread and position.
  func holds(_ condition: Int, in words: UnsafePointer<Int32>) -> Bool {
    threads[condition / 100][condition % 100].isPossible(own(words))
  }

  var footprints: Footprints? {
    func set(_ words: [Int]) -> WordSet { WordSet(words.map { $0 + threads.count }) }
    let places = threads.indices.flatMap { thread in
      threads[thread].indices.map { StepPlace(thread: thread, position: $0) }
    }
    let conditions = (0..<threads.count * 100).map { number in
      let (thread, position) = (number / 100, number % 100)
      let reads = position < threads[thread].count ? threads[thread][position].conditionReads : []
      let changers = places.filter {
        !Set(threads[$0.thread][$0.position].writes).isDisjoint(with: reads)
      }
      return ConditionFootprint(changers: Set(changers), makers: Set(changers))
    }
    return Footprints(
      steps: threads.enumerated().map { thread, steps in
        steps.enumerated().map { position, step in
          StepFootprint(
            reads: set(step.reads), writes: set(step.writes),
            conditions: step.conditionReads.isEmpty ? [] : [thread * 100 + position],
            successors: step.successors)
        }
      }, conditions: conditions)
  }
}

/// A condition on the words.
struct Test {
  let holds: ([Int32]) -> Bool

  init(_ holds: @escaping ([Int32]) -> Bool) { self.holds = holds }
}

extension SmallSystem.Step {
  /// A step that goes one way.
  static func one(
    to next: Int, reads: [Int] = [], writes: [Int] = [], waitsOn: [Int] = [],
    when condition: Test = Test { _ in true }, violation: Test = Test { _ in false },
    _ effect: @escaping (inout [Int32]) -> Void = { _ in }
  ) -> SmallSystem.Step {
    SmallSystem.Step(
      reads: reads, writes: writes, isPossible: condition.holds,
      ways: [
        { words in
          effect(&words)
          return (next, violation.holds(words) ? 1 : -1)
        }
      ], successors: [next], conditionReads: waitsOn)
  }
}

/// The same system for the plain search.
struct PlainView: PlainSystem {
  let system: SmallSystem

  var initialState: [Int32] { system.initial }

  func violation(inInitialState state: [Int32]) -> Int? { nil }

  func moves(in state: [Int32]) -> [Move] {
    system.threads.indices.flatMap { thread -> [Move] in
      guard Int(state[thread]) < system.threads[thread].count else { return [] }
      return (0..<system.ways(of: thread, in: state)).map { Move(thread: thread, way: $0) }
    }
  }

  func make(_ move: Move, in state: inout [Int32]) -> Int? {
    var words = Array(state[system.threads.count...])
    let step = system.threads[move.thread][Int(state[move.thread])]
    let (next, violation) = step.ways[move.way](&words)
    state[move.thread] = Int32(next)
    state.replaceSubrange(system.threads.count..., with: words)
    return violation < 0 ? nil : violation
  }

  func isFinished(_ state: [Int32]) -> Bool {
    system.threads.indices.allSatisfy {
      system.daemons[$0] || Int(state[$0]) >= system.threads[$0].count
    }
  }
}
