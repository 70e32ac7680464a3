import Documents
import Lessons
import Testing

@Suite("What is wrong with a lesson's file, and where")
struct LessonFileTests {
  /// A file that can be read; the tests change a line of it.
  static let good = """
    lesson: 1
    id: t1
    title: A test
    audience: testers
    minutes: 5
    goals: [read errors]
    sections:
      - title: First
        text: |
          One `code` and *stress*.
        sources: ["[analysis]"]
        scene: {scenario: S0, schedule: "v0*4"}
        parts:
          - do: Go on.
            until: {holds: "isHeld(mmap)"}
            way: ["right*4"]
          - ask: lock-holder
            lock: mmap_lock
            hints: [Look.]
            misconceptions: [7]
          - ask: index
            difficulty: 2
    """

  @Test("the file itself is right")
  func goodFile() throws {
    let lesson = try Lesson(yaml: Self.good, file: "t.yaml")
    #expect(lesson.id == "t1" && lesson.sections.count == 1 && lesson.questions.count == 2)
    #expect(lesson.questions[0].misconceptions == [7] && lesson.questions[0].place == "t.yaml:17")
    _ = try LessonSession(lesson, seed: 1, world: .withoutRecordings)
  }

  @Test(
    "errors name file, line and key, and what was expected",
    arguments: [
      (
        "lesson: 1", "lesson: 2",
        "t.yaml:1: “lesson” should be the version of the format, 1, found “2”"
      ),
      ("id: t1", "id: T 1", "t.yaml:2: “id” should be a short name"),
      ("minutes: 5", "minutes: 0", "t.yaml:5: “minutes” should be a number from 1 to 240"),
      (
        "title: A test", "titel: A test",
        "t.yaml:3: “titel” means nothing here; known are lesson, id"
      ),
      ("goals: [read errors]", "goals: 7", "t.yaml:6: “goals” should be a list"),
      (
        "sources: [\"[analysis]\"]", "sources: []",
        "t.yaml:11: “sections[0].sources” should be where"
      ),
      (
        "scenario: S0", "scenario: S99",
        "t.yaml:12: “sections[0].scene.scenario” should be a scenario"
      ),
      ("v0*4", "z0*4", "t.yaml:12: “sections[0].scene” the schedule “z0*4” can't be read"),
      ("v0*4", "v0*4000", "of the schedule can't be taken"),
      ("do: Go on.", "say: Go on.", "t.yaml:14: “sections[0].parts[0]” should be a question"),
      (
        "until: {holds: \"isHeld(mmap)\"}", "until: {}",
        "t.yaml:15: “sections[0].parts[0].until” should be one of"
      ),
      ("until: {holds: \"isHeld(mmap)\"}", "until: {event: \"wait>\"}", "is no filter: column"),
      (
        "until: {holds: \"isHeld(mmap)\"}", "until: {violates: I77}",
        "should be a rule, I1 to I8, or any"
      ),
      (
        "ask: lock-holder", "ask: lock-owner",
        "t.yaml:17: “sections[0].parts[1].ask” asks “lock-owner”"
      ),
      (
        "lock: mmap_lock", "key: mmap_lock",
        "t.yaml:18: “sections[0].parts[1].key” means nothing here"
      ),
      (
        "misconceptions: [7]", "misconceptions: [25]",
        "t.yaml:20: “sections[0].parts[1].misconceptions[0]” should be a number from 1 to 24"
      ),
      ("difficulty: 2", "difficulty: 4", "t.yaml:22: “sections[0].parts[2].difficulty”"),
      ("lesson: 1", "lesson: [", "is not YAML"),
      ("lesson: 1", "lesson: &a 1\nx: *a", "anchors and aliases"),
    ])
  func errors(line: String, instead: String, words: String) throws {
    let text = Self.good.replacing(line, with: instead)
    #expect(text != Self.good)
    let error = try #require(throws: DocumentError.self) {
      try Lesson(yaml: text, file: "t.yaml")
    }
    #expect(error.description.contains(words), "\(error.description)")
  }

  @Test(
    "what the engine can't do is told with the place in the file, before the lesson begins",
    arguments: [
      ("lock: mmap_lock", "lock: big_lock", "t.yaml:17: no lock is called “big_lock”; there are"),
      (
        "scene: {scenario: S0, schedule: \"v0*4\"}", "scene: {recording: nothing}",
        "no recording is at hand"
      ),
      (
        "scene: {scenario: S0, schedule: \"v0*4\"}", "scene: {scenario: S0, at: 4000}",
        "there is no instant 4000"
      ),
      (
        "scene: {scenario: S0, schedule: \"v0*4\"}", "scene: {scenario: S0, at: kind=nosuch}",
        "no event satisfies"
      ),
    ])
  func unanswerable(line: String, instead: String, words: String) throws {
    let lesson = try Lesson(yaml: Self.good.replacing(line, with: instead), file: "t.yaml")
    let failure = try #require(throws: LessonFailure.self) {
      try LessonSession(lesson, seed: 1, world: .withoutRecordings)
    }
    #expect(failure.description.contains(words), "\(failure.description)")
  }

  @Test("a file cut at any byte, or with any byte changed, is read or refused, never a trap")
  func damage() {
    let bytes = Array(Self.good.utf8)
    var refused = 0
    for place in stride(from: 0, to: bytes.count, by: 3) {
      let cut = String(decoding: bytes[..<place], as: UTF8.self)
      if (try? Lesson(yaml: cut, file: "t")) == nil { refused += 1 }
      var changed = bytes
      changed[place] ^= UInt8(1 << (place % 7))
      _ = try? Lesson(yaml: String(decoding: changed, as: UTF8.self), file: "t")
    }
    #expect(refused > bytes.count / 6)
  }
}
