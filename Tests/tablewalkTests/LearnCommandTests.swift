import Foundation
import TestSupport
import Testing

@Suite("tablewalk learn")
struct LearnCommandTests {
  /// A folder for what is done, that no other test knows.
  private let state: TemporaryFolder

  init() throws { state = try TemporaryFolder() }

  private func learn(_ arguments: String..., input: String = "") throws -> ProgramOutput {
    try ProgramOutput.run(
      ["learn"] + arguments, input: Array(input.utf8),
      environment: ["XDG_STATE_HOME": state.path])
  }

  private func json(_ run: ProgramOutput) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(value as? [String: Any], "\(run.errors)")
  }

  @Test("--list names at least 14 lessons, each with a title, minutes and whether it is done")
  func list() throws {
    let report = try json(try learn("--list", "--format", "json"))
    #expect(report["version"] as? Int == 1)
    let lessons = try #require(report["lessons"] as? [[String: Any]])
    #expect(lessons.count >= 14)
    #expect(lessons.first?["id"] as? String == "one-address")
    for lesson in lessons {
      #expect(!(lesson["title"] as? String ?? "").isEmpty && lesson["minutes"] is Int)
      #expect(lesson["done"] as? Bool == false)
    }
  }

  @Test("--check-all finds every lesson that comes along sound")
  func checkAll() throws {
    let run = try learn("--check-all", "--format", "json")
    #expect(run.status == 0)
    for lesson in try #require(try json(run)["lessons"] as? [[String: Any]]) {
      #expect((lesson["problems"] as? [String]) == [], "\(lesson["id"] ?? "")")
      #expect((lesson["questions"] as? Int ?? 0) + (lesson["tasks"] as? Int ?? 0) >= 4)
    }
  }

  @Test(
    "--check of a teacher's file tells file and line, with status 3; what can't be answered, status 1"
  )
  func checkFile() throws {
    let bad = try state.write("bad.yaml", "lesson: 1\nid: x\ntitle: T\n")
    let run = try learn("--check", bad)
    #expect(run.status == 3 && run.errors.contains("bad.yaml:1: “audience” is missing"))
    let text = """
      lesson: 1
      id: x
      title: T
      audience: a
      minutes: 1
      goals: [g]
      sections:
        - title: s
          text: t
          sources: [x]
          parts:
            - {ask: lock-holder, scenario: S0, lock: nothing}
      """
    let unanswerable = try learn("--check", try state.write("no.yaml", text))
    #expect(
      unanswerable.status == 1 && unanswerable.output.contains("no.yaml:12: no lock is called"))
    let panel = try learn(
      "--check",
      try state.write(
        "panel.yaml",
        text.replacing("lock: nothing", with: "lock: mmu_lock")
          .replacing("sources: [x]", with: "sources: [x]\n    scene: {scenario: S0, panel: lock}")))
    #expect(panel.status == 1 && panel.output.contains("no panel is called “lock”"))
    let missing = try learn("--check", state.path + "/none.yaml")
    #expect(missing.status == 3)
  }

  @Test("a teacher's recording is looked for beside the lesson's file")
  func ownRecording() throws {
    let text = """
      lesson: 1
      id: x
      title: T
      audience: a
      minutes: 1
      goals: [g]
      sections:
        - title: s
          text: t
          sources: [x]
          scene: {recording: mine.trace.txt}
          parts:
            - {ask: count, filter: 'kind=kvm_guest_fault', says: guest faults}
      """
    let lesson = try state.write("own.yaml", text)
    let missing = try learn("--check", lesson)
    #expect(missing.status == 1 && missing.output.contains("mine.trace.txt"))
    try state.write(
      "mine.trace.txt", String(decoding: try Fixture.bytes("small.trace.txt"), as: UTF8.self))
    let run = try learn("--check", lesson)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("a paper is the same for the same seed, in text and in HTML, and another for another seed")
  func papers() throws {
    let first = try learn("--paper", "one-address", "--seed", "7")
    #expect(first.status == 0)
    #expect(try first.bytes == learn("--paper", "one-address", "--seed", "7").bytes)
    #expect(try first.bytes != learn("--paper", "one-address", "--seed", "8").bytes)
    let parts = first.output.split(separator: "\u{0C}")
    #expect(parts.count == 2, "the key is on a page of its own")
    let page = try learn("--paper", "one-address", "--seed", "7", "--format", "html")
    #expect(
      page.bytes == (try learn("--paper", "one-address", "--seed", "7", "--format", "html")).bytes)
    #expect(page.output.hasPrefix("<!doctype html>") && page.output.contains("<svg"))
    for word in ["http://", "https://", "<script", "src=", "@import"] {
      let bare = page.output.replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!bare.contains(word), "\(word)")
    }
  }

  @Test("--grade marks a sheet: all right is status 0, a wrong one 1 with the answer")
  func grading() throws {
    let blank = try state.write("blank.yaml", "paper: one-address\nseed: 7\nanswers: []\n")
    let run = try learn("--grade", blank, "--format", "json")
    #expect(run.status == 1)
    let report = try json(run)
    let answers = try #require(report["answers"] as? [[String: Any]])
    #expect(report["total"] as? Int == answers.count && report["right"] as? Int == 0)
    // What the key says, handed in.
    let right = answers.map { "'\($0["answer"] as? String ?? "")'" }.joined(separator: ", ")
    let full = try state.write("full.yaml", "paper: one-address\nseed: 7\nanswers: [\(right)]\n")
    let graded = try learn("--grade", full)
    #expect(graded.status == 0)
    #expect(graded.output.contains("\(answers.count) of \(answers.count) right"))
    let other = try state.write("other.yaml", "paper: one-address\nseed: 8\nanswers: [\(right)]\n")
    #expect(try learn("--grade", other).status == 1, "another seed has another key")
  }

  @Test("in a pipe a lesson goes line by line, what was done is kept, and --reset forgets it")
  func plain() throws {
    let run = try learn("one-address", "--seed", "3", input: "\n?\nskip\nquit\n")
    #expect(run.status == 0)
    #expect(run.output.contains("Section 1 of"))
    let again = try learn("one-address", input: "quit\n")
    #expect(again.output.contains("questions of seed 3"), "the same questions when one goes on")
    #expect(try learn("--reset", "one-address").status == 0)
    let missing = try learn("--reset", "one-address")
    #expect(missing.status == 2 && missing.errors.contains("nothing was done"))
  }

  @Test("what was stored and can't be read is set aside, and the lessons go on")
  func brokenProgress() throws {
    _ = try learn("one-address", input: "\nquit\n")
    let file = state.path + "/tablewalk/lessons.json"
    try Data("{not json".utf8).write(to: URL(fileURLWithPath: file))
    let run = try learn("--list")
    #expect(run.status == 0 && run.errors.contains("set aside"))
    #expect(FileManager.default.fileExists(atPath: file + ".unreadable"))
  }

  @Test("exercises are the same for the same seed, and count")
  func exercises() throws {
    let first = try learn("--exercise", "--seed", "5", "--kind", "index", input: "1\n\nquit\n")
    #expect(first.status == 0)
    #expect(
      try first.output
        == learn("--exercise", "--seed", "5", "--kind", "index", input: "1\n\nquit\n").output)
    let stored = try String(
      contentsOfFile: state.path + "/tablewalk/lessons.json", encoding: .utf8)
    #expect(stored.contains("\"asked\" : 2"))
  }

  @Test("the screen of a page is printed, the same each time, as text and as a picture")
  func page() throws {
    let text = try learn("one-address", "--page", "1", "--size", "80x24")
    #expect(text.status == 0)
    #expect(text.output.contains("One address, four levels · section 1 of"))
    #expect(try text.bytes == learn("one-address", "--page", "1", "--size", "80x24").bytes)
    let picture = try learn("one-address", "--page", "1", "--format", "svg")
    #expect(picture.output.hasPrefix("<svg"))
    #expect(try learn("one-address", "--page", "999").status == 2)
  }

  @Test(
    "what makes no sense is told, with status 2",
    arguments: [
      (["nosuch"], "no lesson is called “nosuch”"), (["--list", "--check-all"], "Give one of"),
      (["--format", "html"], "for --paper"), (["--page", "1"], "needs a LESSON"),
      (["one-address", "--format", "svg"], "for --page"), (["--kind", "index"], "for --exercise"),
      (["--exercise", "--kind", "nosuch"], "--kind nosuch: there are"),
      (["--exercise", "--difficulty", "9"], "1, 2 or 3"),
      (["--paper", "one-address", "--format", "json"], "text or html"),
    ])
  func badUsage(arguments: [String], words: String) throws {
    let run = try ProgramOutput.run(
      ["learn"] + arguments, environment: ["XDG_STATE_HOME": state.path])
    #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
  }
}
