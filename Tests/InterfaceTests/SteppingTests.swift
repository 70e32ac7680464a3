import KVM
import Screen
import TestSupport
import Testing

@testable import Interface

@Suite("Stepping on the screen")
struct SteppingTests {
  @Test("a scenario begins at instant 0, in Threads, and nothing is before it")
  func beginning() {
    var state = AppState.scenario("S1")
    #expect(state.index == 0)
    #expect(state.focus == .threads)
    #expect(state.press(.left) == [.beep])
    #expect(state.message?.text == "this is the beginning")
    state.press(.character("G"), .character("g"))
    #expect(state.index == 0)
  }

  @Test("→ takes the scenario's own order, ← goes back and leaves what was taken")
  func usualOrder() {
    var state = AppState.scenario("S1")
    for _ in 0..<10 { state.press(.right) }
    #expect(state.schedule == "v0*8 n1*2")
    state.press(.left, .left, .left)
    #expect(state.index == 7)
    #expect(state.stepper?.moves.count == 10)
    state.press(.right, .right)
    #expect(state.schedule == "v0*8 n1")
  }

  @Test(
    "t and T choose a thread around the ends; s, . and Enter step it",
    arguments: [
      Keystroke.character("s"), .character("."), .enter,
    ])
  func choosing(key: Keystroke) {
    var state = AppState.scenario("S1")
    state.press(.character("t"), .character("t"), key)
    #expect(state.schedule == "n1")
    state.press(.character("t"), key)
    #expect(state.schedule == "n1 v0")
    state.press(.character("T"), key)
    #expect(state.schedule == "n1 v0 n1")
  }

  @Test("↓ and ↑ choose in Threads")
  func choosingByArrows() {
    var state = AppState.scenario("S1")
    state.press(.down)
    #expect(state.chosenThread == 1)
    state.press(.up, .up)
    #expect(state.chosenThread == 2)
  }

  @Test("another move cuts off what came after")
  func cutting() {
    var state = AppState.scenario("S1")
    for _ in 0..<6 { state.press(.right) }
    state.press(.left, .left, .character("T"), .character("s"))
    #expect(state.stepper?.schedule(upTo: 99) == "v0*4 n1")
    #expect(state.index == state.log.count - 1)
  }

  @Test("a thread that waits, or is at its end, does not move, and the message says why")
  func refusals() {
    var state = AppState.scenario("S1")
    state.command("schedule v0*9 n1*4")
    #expect(state.message?.isError == true)
    #expect(state.message?.text.contains("n1 waits for mmu_lock (write): v0 holds it") == true)
    state.press(.character("v"))
    #expect(state.press(.character("s")) == [.beep])
    #expect(state.message?.text == "v0 has come to its end; t chooses another thread")
    #expect(state.press(.right) == [.beep])
    #expect(state.message?.text == "every thread has come to its end; no rule was violated")
  }

  @Test("S asks for the second way, which most steps do not have")
  func ways() {
    var state = AppState.scenario("S1")
    #expect(state.press(.character("S")) == [.beep])
    #expect(state.message?.text == "this step can go only one way; s takes it")
    state.command("choose v0 0")
    #expect(state.schedule == "v0")
    state.command("choose x 0")
    #expect(state.message?.isError == true)
  }

  @Test("u runs to the next hand-over of a lock, w to the next table write, ⇧→ to the next fault")
  func running() {
    var state = AppState.scenario("S1")
    state.press(.shiftRight)
    #expect(state.schedule == "v0")
    state.press(.character("u"))
    #expect(state.currentChanges.contains { $0.kind == .lockHold && $0.new != 0 })
    state.press(.character("w"))
    #expect(state.currentChanges.contains { $0.writesTables })
    let write = state.index
    state.press(.character("w"), .character("W"))
    #expect(state.index == write)
  }

  @Test("v runs to the end where no rule is violated, and to the violation where one is")
  func runningToTheEnd() {
    var state = AppState.scenario("S4")
    state.press(.character("v"))
    #expect(state.violationNow == nil)
    #expect(state.stepper?.isFinished(at: state.index) == true)
    #expect(state.message?.text == "every thread has come to its end; no rule was violated")
    var wrong = AppState.variant("TLB outlives the pages", of: "S4")
    wrong.press(.character("v"))
    #expect(wrong.violationNow?.rule == .freedPage)
    #expect(wrong.text.contains("✗ I2 violated · the TLB of vCPU 0 still maps"))
  }

  @Test("nothing goes on from a violation, and the message says what can be done")
  func stoppedByViolation() {
    var state = AppState.variant("TLB outlives the pages", of: "S4")
    state.press(.character("v"))
    let instant = state.index
    for key in [Keystroke.right, .character("s"), .character("u"), .character("v")] {
      #expect(state.press(key) == [.beep])
      #expect(state.index == instant)
      #expect(state.message?.text.contains("I2 is violated here") == true)
    }
    state.press(.left)
    #expect(state.violationNow == nil)
  }

  @Test("playing takes steps as time passes and stops at the end")
  func playing() {
    var state = AppState.scenario("S4")
    state.press(.character(" "))
    for _ in 0..<10 { update(&state, .tick(elapsedNanoseconds: 100_000_000)) }
    #expect(state.index == 5)
    for _ in 0..<100 { update(&state, .tick(elapsedNanoseconds: 1_000_000_000)) }
    #expect(state.stepper?.isFinished(at: state.index) == true)
    #expect(state.tickMilliseconds == nil)
  }

  @Test(
    "stepping back from any point gives the same screens", arguments: [Size(120, 40), Size(80, 24)])
  func backwards(size: Size) {
    for name in ["S1", "S4"] {
      var state = AppState.scenario(name, size: size)
      state.press(.character("v"), .escape, .character("g"))
      var screens = [draw(state)]
      while state.press(.right) == [] { screens.append(draw(state)) }
      state.press(.escape)
      for screen in screens.dropLast().reversed() {
        state.press(.left)
        #expect(draw(state) == screen)
      }
    }
  }

  @Test("hundreds of random keys: any way to a run and an instant gives the same screen")
  func randomKeys() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix64(seed: seed)
    var state = AppState.scenario("S4")
    let keys: [Keystroke] = [
      .right, .left, .character("s"), .character("t"), .character("u"), .character("w"),
    ]
    for number in 0..<400 {
      let key = try #require(keys.randomElement(using: &generator))
      state.press(key)
      guard number.isMultiple(of: 50) else { continue }
      var other = AppState.scenario("S4")
      other.command("schedule \(state.stepper?.schedule(upTo: .max) ?? "")")
      other.seek(to: state.index)
      other.chosenThread = state.chosenThread
      state.press(.escape)
      other.press(.escape)
      #expect(draw(other) == draw(state), "seed \(seed), key \(number)")
    }
  }
}

@Suite("Screens of every scenario")
struct EveryScenarioTests {
  @Test(
    "every line of Threads, Why, Walk and Locks fits, so no sentence is cut",
    arguments: Scenario.builtIn.map(\.name))
  func linesFit(name: String) {
    var state = AppState.scenario(name, size: Size(120, 40))
    state.press(.character("v"), .escape)
    let last = state.index
    for size in [Size(60, 16), Size(80, 24), Size(110, 30), Size(200, 60)] {
      for instant in [0, last] {
        update(&state, .resize(size))
        state.seek(to: instant)
        #expect(draw(state).size == size)
      }
    }
    update(&state, .resize(Size(120, 40)))
    for instant in stride(from: 0, through: last, by: max(1, last / 12)) {
      state.seek(to: instant)
      for panel in [PanelName.threads, .why, .walk, .locks] {
        guard let area = state.layout.interior(of: panel),
          let content = Composition(state: state).scrollingPanel(panel, size: area.size)
        else { continue }
        for line in content.lines(in: area.size, encoding: .unicode) {
          #expect(line.columns <= area.columns, "\(name) at \(instant): \(line.text)")
        }
      }
    }
  }
}

@Suite("A walk while tables are freed")
struct FreedTableWalkTests {
  @Test("an entry that leads to a freed table says so, and speaks of no recording")
  func freedTable() throws {
    let scenario = try #require(Scenario.builtIn(named: "S4"))
    var stepper = try Stepper(
      scenario, edition: .v6_19, policies: ["vcpuHoldsMmUsers": "no"])
    // v0 takes its fault; x1 detaches the tree and frees its lowest table.
    let names = stepper.model.threads.map(\.name)
    stepper.play(try Schedule("v0 x1*6", threads: names).moves)
    var state = AppState(stepper: stepper, size: Size(120, 40))
    state.seek(to: stepper.count - 1)
    let text = TextWriter().string(from: draw(state))
    #expect(text.contains("has been freed"))
    #expect(!text.contains("the recording has not shown"))
  }
}
