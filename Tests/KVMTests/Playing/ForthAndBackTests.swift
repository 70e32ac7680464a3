import KVM
import Machine
import TestSupport
import Testing

@Suite("Stepping forth and back")
struct ForthAndBackTests {
  @Test(
    "10,000 random steps forth and back: every instant is what a fresh replay of the schedule gives",
    arguments: Scenario.builtIn)
  func seekEqualsReplay(scenario: Scenario) throws {
    let seed = seed(of: "forth and back", scenario.name)
    print("forth and back \(scenario.name), seed \(seed)")
    var walker = Walker(try Stepper(scenario), seed: seed)
    for round in 1...25 {
      while walker.forward + walker.backward < round * 400 { try walker.step() }
      try walker.takeAnotherWay()
      if round % 12 == 1 { try walker.compareWithReplay("seed \(seed), round \(round)") }
    }
    // A person on the way must have met what the test is about.
    #expect(walker.backward > 1_000 && walker.forward > 1_000)
    #expect(walker.cuts > 3 || scenario.threads.count == 1)
  }

  @Test(
    "a move that differs cuts off what came after it, and only that", arguments: Scenario.builtIn)
  func differentMoveCuts(scenario: Scenario) throws {
    var stepper = try Stepper(scenario)
    stepper.playToEnd(limit: 400)
    let whole = stepper.moves
    // The last instant where someone else could have moved.
    let fork = try #require(
      whole.indices.last { instant in
        stepper.threads(at: instant).indices.contains {
          $0 != whole[instant].thread && stepper.threads(at: instant)[$0].isEnabled
        }
      } ?? (stepper.model.threads.count == 1 ? 0 : nil))
    let other = stepper.threads(at: fork).indices.first {
      $0 != whole[fork].thread && stepper.threads(at: fork)[$0].isEnabled
    }
    guard let other else { return }
    let before = (0...fork).map(stepper.state(at:))
    try stepper.move(whole[fork], from: fork)
    #expect(stepper.moves == whole, "the same move keeps what came after it")
    try stepper.move(Schedule.Move(thread: other), from: fork)
    #expect(stepper.moves == Array(whole[..<fork]) + [Schedule.Move(thread: other)])
    #expect((0...fork).map(stepper.state(at:)) == before)
    #expect(stepper.count == fork + 2)
    #expect(stepper.timeline.count == stepper.count)
  }

  @Test("a refused move changes nothing", arguments: Scenario.builtIn)
  func refusalChangesNothing(scenario: Scenario) throws {
    var stepper = try Stepper(scenario)
    stepper.playToEnd(limit: 400)
    let moves = stepper.moves
    for instant in 0..<stepper.count {
      for thread in stepper.model.threads.indices {
        let status = stepper.threads(at: instant)[thread]
        let isKept = instant < moves.count && moves[instant].thread == thread
        guard !isKept, !status.isEnabled || status.choices <= 7 else { continue }
        let move = Schedule.Move(thread: thread, choice: status.isEnabled ? 7 : 0)
        #expect(throws: Stepper.Refusal.self) { try stepper.move(move, from: instant) }
      }
    }
    #expect(stepper.moves == moves)
    #expect(stepper.timeline.count == stepper.count)
  }

  @Test("instants before the first and after the last mean the first and the last")
  func instantsAreClamped() throws {
    var stepper = try Stepper(try #require(Scenario.builtIn.first))
    stepper.playToEnd(limit: 20)
    #expect(stepper.state(at: -5) == stepper.state(at: 0))
    #expect(stepper.state(at: 1 << 40) == stepper.state(at: stepper.count - 1))
    #expect(stepper.schedule(upTo: -1).isEmpty)
  }
}

/// Someone who steps about at random, mostly along what is there.
private struct Walker {
  private(set) var stepper: Stepper
  private var instant = 0
  private var random: SplitMix64
  private(set) var forward = 0
  private(set) var backward = 0
  private(set) var cuts = 0

  init(_ stepper: Stepper, seed: UInt64) {
    self.stepper = stepper
    random = SplitMix64(seed: seed)
  }

  mutating func step() throws {
    if instant > 0, random.next() % 5 < 2 {
      instant -= 1
      backward += 1
      return
    }
    let able = stepper.threads(at: instant).indices.filter {
      stepper.threads(at: instant)[$0].isEnabled
    }
    let isAtEnd = instant == stepper.count - 1
    guard !able.isEmpty, !(isAtEnd && stepper.violation != nil) else {
      // Far back, where another way can be taken.
      instant = Int(random.next() % UInt64(stepper.count))
      backward += 1
      return
    }
    if isAtEnd { return goOn() }
    try stepper.move(stepper.moves[instant], from: instant)
    forward += 1
    instant += 1
  }

  /// Takes up to 30 random steps from the end on; the timeline is made anew once.
  private mutating func goOn() {
    let count = stepper.count
    let threads = UInt64(stepper.model.threads.count)
    stepper.playWherePossible(
      (0..<30).map { _ in Schedule.Move(thread: Int(random.next() % threads)) })
    forward += stepper.count - count
    instant = stepper.count - 1
  }

  /// Goes to some instant where someone else could move, and lets them.
  mutating func takeAnotherWay() throws {
    let start = Int(random.next() % UInt64(stepper.count))
    for place in Array(start..<stepper.moves.count) + Array(0..<min(start, stepper.moves.count)) {
      let threads = stepper.threads(at: place)
      let others = threads.indices.filter {
        threads[$0].isEnabled && $0 != stepper.moves[place].thread
      }
      guard !others.isEmpty else { continue }
      instant = place
      let count = stepper.count
      try move(others[Int(random.next() % UInt64(others.count))])
      instant += 1
      // Where the way is the last one, nothing is left to be cut off.
      cuts += stepper.count < count ? 1 : 0
      return
    }
  }

  private mutating func move(_ thread: Int) throws {
    let choices = UInt64(stepper.threads(at: instant)[thread].choices)
    let move = Schedule.Move(thread: thread, choice: Int(random.next() % choices))
    try stepper.move(move, from: instant)
  }

  func compareWithReplay(_ comment: String) throws {
    let names = stepper.model.threads.map(\.name)
    let text = stepper.schedule(upTo: stepper.count)
    let schedule = try Schedule(text, threads: names)
    #expect(schedule.moves == stepper.moves, "\(comment): “\(text)”")
    #expect(schedule.text(threads: names) == text)
    var fresh = try Stepper(stepper.scenario)
    let (taken, refusal) = fresh.play(schedule.moves)
    #expect(taken == schedule.moves.count && refusal == nil, "\(comment): “\(text)”")
    #expect(fresh.violation == stepper.violation, "\(comment)")
    try #require(fresh.count == stepper.count)
    var cursors = (TimelineCursor(fresh.timeline), TimelineCursor(stepper.timeline))
    for instant in 0..<fresh.count {
      #expect(fresh.state(at: instant) == stepper.state(at: instant), "\(comment), \(instant)")
    }
    var instants = Array(0..<fresh.count)
    var shuffling = random
    instants.shuffle(using: &shuffling)
    for instant in instants.prefix(40) {
      cursors.0.seek(to: instant, in: fresh.timeline)
      cursors.1.seek(to: instant, in: stepper.timeline)
      #expect(cursors.0.state == cursors.1.state, "\(comment), timeline at \(instant)")
    }
  }
}
