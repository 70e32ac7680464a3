import Documents
import KVM
import Lessons
import Testing

@Suite("Questions about a simulated kernel")
struct SimulationQuestionTests {
  /// The question of a part of a lesson with one section.
  private func question(
    _ part: String, scene: String = "", seed: UInt64 = 1
  ) throws -> Question {
    let text = """
      lesson: 1
      id: t
      title: T
      audience: a
      minutes: 1
      goals: [g]
      sections:
        - title: s
          text: t
          sources: [x]
          \(scene.isEmpty ? "" : "scene: {\(scene)}")
          parts:
            - {\(part)}
      """
    let session = try LessonSession(
      try Lesson(yaml: text, file: "t"), seed: seed, world: .withoutRecordings)
    guard case .question(let question, _) = session.pages[1].content else {
      throw LessonError("no question")
    }
    return question
  }

  private func answer(_ part: String, scene: String = "") throws -> String {
    let form = try question(part, scene: scene).form
    if case .choice(let choices, let right) = form { return choices[right] }
    return form.rightInput
  }

  @Test("who holds a lock is what the stepper says of the holds")
  func lockHolder() throws {
    #expect(
      try answer("ask: lock-holder, scenario: S0, schedule: v0*4, lock: mmap_lock") == "v0, to read"
    )
    #expect(try answer("ask: lock-holder, scenario: S0, lock: mmap_lock") == "nobody")
    #expect(
      try answer("ask: lock-holder, lock: mmap_lock, moves: v0*4", scene: "scenario: S0")
        == "v0, to read", "moves made before it is asked count")
    for edition in ["v5.14", "v5.18", "v6.2"] {
      let words = try answer(
        "ask: lock-holder, scenario: S1, edition: \(edition), lock: mmu_lock, schedule: v0*10")
      let mode = edition == "v6.2" ? "read" : edition == "v5.14" ? "write" : "write"
      #expect(words == "v0, to \(mode)" || words == "nobody", "\(edition): \(words)")
    }
  }

  @Test(
    "what a thread does next is its next step's words, and the wrong choices are its other steps'")
  func nextStep() throws {
    let question = try question("ask: next-step, scenario: S0, schedule: v0*3")
    let stepper = try #require(Scenario.builtIn(named: "S0").map { try Stepper($0) })
    var copy = stepper
    copy.play(Array(repeating: Schedule.Move(thread: 0), count: 3))
    guard case .choice(let choices, let right) = question.form else { return }
    #expect(choices[right] == copy.threads(at: 3)[0].saying)
    #expect(choices.count == 4)
  }

  @Test("whether a thread can move is what the stepper refuses")
  func canMove() throws {
    #expect(try answer("ask: can-move, thread: v0, scenario: S0") == "yes, nothing is in its way")
    #expect(
      try answer("ask: can-move, thread: v0, scenario: S0, schedule: end")
        == "no, it has come to its end")
  }

  @Test("the outcome of one order, and of all")
  func outcomes() throws {
    #expect(try answer("ask: ends, scenario: S4") == "nothing goes wrong")
    #expect(
      try answer(
        "ask: ends, scenario: S4, policies: {vcpuHoldsMmUsers: 'no'}, schedule: x1*6 v0"
      ).hasPrefix("I1"))
    #expect(try answer("ask: verdict, scenario: S4") == "nothing goes wrong")
    #expect(
      try answer("ask: verdict, scenario: S4, policies: {vcpuHoldsMmUsers: 'no'}").hasPrefix("I1"))
    #expect(try answer("ask: verdict, scenario: S1, policies: {retryCheck: none}").hasPrefix("I2"))
  }

  @Test("a formula's value is counted in the state")
  func values() throws {
    #expect(
      try answer("ask: value, scenario: S4, formula: mmUsers, says: mm_users") == "2")
    #expect(
      try answer("ask: value, scenario: S4, formula: mmUsers, says: mm_users, moves: end") == "0")
  }

  @Test(
    "moves other than “end” are refused by every kind that takes them",
    arguments: [
      "ask: value, formula: seq, says: s", "ask: mapped, address: 0x40001000",
      "ask: statement, says: s, holds: pgt, true-if: 'yes'",
    ])
  func unknownMoves(part: String) {
    #expect(throws: DocumentError.self) {
      try question(part + ", scenario: S0, moves: ende")
    }
    #expect(throws: Never.self) { try question(part + ", scenario: S0, moves: end") }
  }

  @Test("what maps an address, in the end")
  func mapped() throws {
    #expect(try answer("ask: mapped, scenario: S0, address: 0x40001000") == "nothing")
    #expect(
      try answer("ask: mapped, scenario: S0, address: 0x40001000, schedule: end") == "a 2M block")
  }

  @Test("a statement is decided by a search of every order, or by one state")
  func statements() throws {
    let claim = "ask: statement, says: It can be gone., true-if: 'yes', scenario: S4"
    #expect(try answer(claim + ", reachable: 'not pgt and not gone[0]'") == "false")
    #expect(try answer(claim + ", reachable: 'not pgt'") == "true")
    #expect(
      try answer(
        "ask: statement, says: It holds., true-if: 'no', scenario: S4, holds: 'mmUsers == 2'")
        == "false")
    #expect(
      try answer(
        "ask: statement, says: There is one., true-if: 'yes', some: 'thread=v0'",
        scene: "scenario: S0, schedule: v0*2") == "true")
  }

  @Test("the order of steps is the order in which they are taken")
  func order() throws {
    let question = try question(
      "ask: step-order, scenario: S0, thread: v0, steps: [F11, F2, F8]", seed: 3)
    guard case .order(let items, let right) = question.form else { return }
    #expect(items.count == 3)
    #expect(items[right[0]].contains("mmap_lock") && items[right[2]].contains("sequence"))
  }

  @Test(
    "how much is mapped follows the rules of the kernel, worked out in a plain way, for 300 seeds")
  func mappingSize() throws {
    for seed in 1...300 as ClosedRange<UInt64> {
      let question = try question("ask: mapping-size", seed: seed)
      let text = (question.prompt + question.figure).joined(separator: " ")
      let numbers = text.matches(of: /0x[0-9a-f_]+/).map {
        UInt64($0.output.dropFirst(2).replacing("_", with: ""), radix: 16) ?? 0
      }
      #expect(numbers.count == 3)
      let (access, guest, host) = (numbers[0], numbers[1], numbers[2])
      let size = try #require(text.firstMatch(of: /size (\d+)([MG])/))
      let bytes = (UInt64(size.output.1) ?? 0) << (size.output.2 == "M" ? 20 : 30)
      let first = access & ~0x1F_FFFF
      let fits =
        guest & 0x1F_FFFF == host & 0x1F_FFFF && first >= guest
        && first + 0x20_0000 <= guest + bytes
      let isHuge = text.contains("2M backed") || text.contains("of 2M")
      let isBlock = fits && isHuge && text.contains("dirty log  off")
      guard case .choice(let choices, let right) = question.form else { continue }
      #expect(choices[right] == (isBlock ? "a 2M block" : "a 4K page"), "seed \(seed): \(text)")
    }
  }
}
