import Explorer
import Interleavings
import KVM
import TestSupport
import Testing

@Suite("Steps as instructions")
struct ModelSystemTests {
  /// A model with memory for one state.
  final class Machine {
    let system: ModelSystem
    let words: UnsafeMutablePointer<Int32>
    let state: WorkingState
    private let changes: UnsafeMutablePointer<WordChange>
    private let count: UnsafeMutablePointer<Int>

    init(_ model: Model) {
      system = ModelSystem(model)
      words = .allocate(capacity: system.ranges.count)
      changes = .allocate(capacity: system.mostChanges)
      count = .allocate(capacity: 1)
      state = WorkingState(words: words, changes: changes, count: count)
      count.pointee = 0
    }

    deinit {
      words.deallocate()
      changes.deallocate()
      count.deallocate()
    }

    func load(_ model: ModelState) {
      for (slot, word) in model.words.enumerated() { words[slot] = word }
      count.pointee = 0
    }

    var model: ModelState { ModelState(words: system.ranges.indices.map { words[$0] }) }
    var changed: Set<Int> { Set((0..<count.pointee).map { Int(changes[$0].word) }) }
  }

  static var items: [Case] { Case.searchesAll ? Case.all : Case.varied }

  @Test(
    "along random orders: who can move, what a step changes and violates is as the stepper has it",
    arguments: items)
  func sameAsStepper(item: Case) throws {
    let model = try item.exploration().model
    let machine = Machine(model)
    var random = SplitMix64(seed: seed(of: item.testDescription))
    var state = model.initial
    for _ in 0..<(Case.searchesAll ? 4_000 : 250) {
      machine.load(state)
      let able = model.threads.indices.filter { model.isEnabled($0, in: state) }
      for thread in model.threads.indices where !model.isFinished(thread, in: state) {
        #expect(
          machine.system.ways(of: thread, in: machine.words)
            == (able.contains(thread) ? model.choiceCount(of: thread, in: state) : 0))
      }
      guard let thread = able.randomElement(using: &random) else {
        state = model.initial
        continue
      }
      let way = Int.random(in: 0..<model.choiceCount(of: thread, in: state), using: &random)
      let before = state
      let violation = model.step(thread, choice: way, in: &state)
      let kind = machine.system.move(thread, way: way, in: machine.state)
      #expect(machine.system.violation(ofKind: kind)?.rule == violation?.rule, "\(item)")
      guard violation == nil else {
        state = model.initial
        continue
      }
      #expect(machine.model == state, "\(item): \(model.threads[thread].name)")
      let differing = state.words.indices.filter { state.words[$0] != before.words[$0] }
      #expect(machine.changed.isSuperset(of: differing))
      for slot in state.words.indices {
        #expect(machine.system.ranges[slot].contains(state.words[slot]), "slot \(slot)")
      }
    }
  }

  /// The same for every run of the tests.
  private func seed(of text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  @Test(
    "steps that footprints call independent can be taken in either order, and come to the same",
    arguments: items)
  func independentStepsCommute(item: Case) throws {
    let model = try item.exploration().model
    let footprints = try #require(ModelSystem(model).footprints)
    var random = SplitMix64(seed: seed(of: item.testDescription))
    var state = model.initial
    var tried = 0
    for _ in 0..<(Case.searchesAll ? 4_000 : 250) {
      let able = model.threads.indices.filter { model.isEnabled($0, in: state) }
      for first in able {
        for second in model.threads.indices
        where second != first && !model.isFinished(second, in: state) {
          let isDependent = footprints.areDependent(
            StepPlace(
              thread: first, position: Int(state.words[model.threads[first].counterSlot])),
            StepPlace(
              thread: second, position: Int(state.words[model.threads[second].counterSlot])))
          guard !isDependent else { continue }
          tried += 1
          expectCommute(model, state, first, second, item)
        }
      }
      guard let thread = able.randomElement(using: &random),
        model.step(thread, in: &state) == nil
      else {
        state = model.initial
        continue
      }
    }
    #expect(tried > 0 || model.threads.count < 3)
  }

  private func expectCommute(
    _ model: Model, _ state: ModelState, _ first: Int, _ second: Int, _ item: Case
  ) {
    var one = state
    let violation = model.step(first, in: &one)?.rule
    // Neither lets the other move or keeps it from moving.
    let isAble = model.isEnabled(second, in: state)
    if violation == nil { #expect(model.isEnabled(second, in: one) == isAble, "\(item)") }
    guard isAble else { return }
    var two = state
    let other = model.step(second, in: &two)?.rule
    guard violation == nil, other == nil else {
      // Whether one of them violates something is not for the other to decide.
      if other == nil { #expect(model.step(first, in: &two)?.rule == violation, "\(item)") }
      return
    }
    #expect(model.isEnabled(first, in: two), "\(item)")
    #expect(model.step(second, in: &one) == nil, "\(item)")
    #expect(model.step(first, in: &two) == nil, "\(item)")
    #expect(one == two, "\(item): \(model.threads[first].name), \(model.threads[second].name)")
  }

  @Test(
    "as many states and steps as a plain search of the stepper's own model", arguments: Case.quick)
  func equalsPlainSearch(item: Case) throws {
    let exploration = try item.exploration { $0.looksForRounds = false }
    let limit = Case.searchesAll ? 100_000 : 400
    let plain = PlainSearch.run(PlainModel(model: exploration.model), maximumStates: limit)
    guard plain.isExhausted || plain.counterexample != nil, plain.deadlock == nil else { return }
    let outcome = exploration.run()
    #expect(outcome.result.progress.states == plain.states)
    #expect(outcome.result.progress.transitions == plain.transitions)
    #expect(outcome.findings.first?.rule == plain.counterexample?.violation.rule)
    #expect(outcome.findings.first?.schedule.moves == plain.counterexample?.moves)
  }
}
