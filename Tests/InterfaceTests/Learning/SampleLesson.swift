import Lessons
import Screen

@testable import Interface

extension LearnState {
  /// A lesson with one of everything, by a seed.
  static func sample(size: Size = Size(120, 40), seed: UInt64 = 7) throws -> LearnState {
    let lesson = try Lesson(yaml: sampleLesson, file: "sample.yaml")
    return LearnState(
      try LessonSession(lesson, seed: seed, world: .withoutRecordings), size: size)
  }

  private static let sampleLesson = """
    lesson: 1
    id: sample
    title: A sample
    audience: those who read tests
    minutes: 5
    goals:
      - see one of everything
    sections:
      - title: A fault
        text: |
          A guest *writes*, and stage 2 has no entry. KVM looks up the VMA under `mmap_lock`.

          - Threads says what comes next.
          - Locks says who holds what.
        sources:
          - "arch/arm64/kvm/mmu.c: user_mem_abort, v6.19"
          - "[analysis]"
        scene: {scenario: S0, panel: threads}
        parts:
          - do: Take steps with `→` until KVM holds `mmap_lock`.
            until: {holds: "isHeld(mmap)"}
            way: ["right*4"]
            hints: ["It is the fourth step."]
            because: It is held for nothing but the look-up.
          - ask: lock-holder
            scenario: S0
            schedule: "v0*4"
            lock: mmap_lock
            lead: KVM has just looked the VMA up.
            because: It is given back at once.
          - ask: value
            scenario: S0
            formula: seq
            says: "`mmu_invalidate_seq`"
      - title: A translation
        text: One address is cut into four indexes and an offset.
        sources: ["Arm ARM, “Translation granule”"]
        scene:
          translation:
            address: 0x7f12_3456_7abc
            map: [{at: 0x7f12_3456_7000, to: 0x4100_0000, el0: rw}]
            access: write
            at: el0
        parts:
          - ask: index
            level: 2
    """

  /// The screen's characters.
  var text: String { TextWriter().string(from: draw()) }

  /// Presses keys one after the other; what the last asked for.
  @discardableResult
  mutating func press(_ keys: Keystroke...) -> [LearnEffect] {
    var effects: [LearnEffect] = []
    for key in keys { effects = press(key) }
    return effects
  }

  /// Types a text.
  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }
}
