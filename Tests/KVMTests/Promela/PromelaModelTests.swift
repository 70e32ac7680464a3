import KVM
import TestSupport
import Testing

/// Small models: what is written, and that Spin means the same by it.
@Suite("Models in Promela")
struct PromelaModelTests {
  /// Two threads, a lock, an array asked for elements not known beforehand, a choice that nobody
  /// decides, a rule, words for every step.
  static let small = """
    var total: 0..9 = 0 "what was added"
    var slot[cells]: entry = empty "entries */ by cell"
    var active: { none, some } = none "a keyword of Promela's"
    lock big: spinlock "big_lock"
    invariant I2 always total <= 4 "the total is {total}"
    program p "adds"
    local at: cells
    local mine: 0..2 = 0
    step A lock_it
      acquire big write
      say "takes the lock"
      src "a file"
    step B.1 add
      need I6 holds(big) "nobody holds the lock"
      do total += 1; my.at = total == 1 ? 0 : 1
      do slot[my.at] = leaf(total, true, false, true)
      do active = some if isWritable(slot[my.at])
      next total == 1 -> C | D
      say "adds for {my.at}, and has {total}" if total > 0
    step C again
      next any D, C
    step D unlock_it
      do my.mine += 1 if frameOf(slot[0]) == 1
      do my.at = none if frameOf(slot[0]) == 1
      release big
    """

  private func counts(_ model: Model) throws -> (ours: PlainReach, spin: SpinChecker.Count)? {
    guard let spin = SpinChecker() else {
      print("spin or cc is not installed: nothing was compared")
      return nil
    }
    let text = PromelaModel(model).text
    return (PlainReach(model), try spin.counts(of: text).checked)
  }

  @Test("a small model reads like this, every time")
  func snapshot() throws {
    let model = try Language.model(Self.small, run: ["p", "p"])
    let text = PromelaModel(model, title: "a small model").text
    expectSnapshot(text, named: "small", fileExtension: "pml")
    #expect(PromelaModel(model, title: "a small model").text == text)
  }

  @Test("locks, choices and elements give the same states")
  func sameStates() throws {
    let model = try Language.model(Self.small, run: ["p", "p"])
    guard let (ours, spin) = try counts(model) else { return }
    #expect(ours.violation == nil && spin.error == nil)
    #expect(spin.states == ours.states && spin.transitions == ours.transitions + 1)
  }

  @Test("a model written in the midst of a run goes on from there")
  func inTheMidst() throws {
    var model = try Language.model(Self.small, run: ["p", "p"])
    for _ in 0..<3 { _ = model.step(1, choice: 1, in: &model.initial) }
    guard let (ours, spin) = try counts(model) else { return }
    #expect(spin.states == ours.states && ours.states > 3 && spin.error == nil)
  }

  @Test(
    "what goes wrong, goes wrong in Spin too",
    arguments: [
      // A rule, a value that doesn't fit, an index beyond its set, a lock nobody holds, the start.
      ("invariant I2 always n < 2 \"n\"", "n += 1", ""),
      ("", "n = n + 3", ""), ("", "n -= 1", ""), ("", "a[n + 2] = 1", ""),
      ("", "n = 1", "need I6 holds(l) \"l\""), ("", "n = 1", "need I1 n == 1 \"n\""),
      ("invariant I3 always n == 5 \"n\"", "n = 1", ""),
      // Nothing, to see that it is not always wrong.
      ("invariant I2 always n < 2 \"n\"", "n = 1", ""),
    ])
  func sameVerdict(rule: String, effect: String, need: String) throws {
    let source = """
      var n: 0..3 = 0
      var a[cells]: 0..9 = 0
      lock l: mutex "l"
      \(rule)
      program p
      step A f
        \(need)
        do \(effect)
      step B f
        do a[n] = 1; a[0] = a[n]
      """
    guard let (ours, spin) = try counts(try Language.model(source, run: ["p", "p"])) else { return }
    #expect((ours.violation != nil) == (spin.error != nil), "\(spin.error ?? "safe")")
  }

  @Test("nobody can move and somebody is not at an end: a deadlock, unless nobody waits for them")
  func deadlocks() throws {
    let source = """
      lock a: mutex "a"
      lock b: mutex "b"
      program p
      step A f
        acquire a write
      step B f
        acquire b write
      step C f
        release b
      step D f
        release a
      program q
      step A f
        acquire b write
      step B f
        acquire a write
      """
    var model = try Language.model(source, run: ["p", "q"])
    guard let (ours, spin) = try counts(model) else { return }
    #expect(ours.hasDeadlock && spin.error?.hasPrefix("invalid end state") == true)
    for thread in model.threads.indices { model.threads[thread].isDaemon = true }
    guard let (_, lasting) = try counts(model) else { return }
    #expect(lasting.error == nil)
  }
}
