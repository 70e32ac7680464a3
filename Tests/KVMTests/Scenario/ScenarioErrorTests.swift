import Documents
import KVM
import Testing

@Suite("What is wrong with a scenario file, and where")
struct ScenarioErrorTests {
  /// A file that can be read; the tests change a line of it.
  static let good = """
    name: T1
    title: A test
    edition: v6.3
    policies: {retryCheck: both}
    memory:
      slots:
        - {guest: 0x40000000, host: 0x7f0000000000, size: 4M}
      areas:
        - {host: 0x7f0000000000, size: 4M, kind: pages, present: true}
      mappings:
        - {guest: 0x40000000, size: 4K, access: r}
      watch: [0x40001000]
    threads:
      - {name: v0, run: vcpu, access: [write 0x40000000, read 0x40002000]}
      - {name: n1, run: notifier, reason: cow, host: 0x7f0000000000, size: 4K}
    schedule: v0*3 n1
    initial: {logging: 0}
    variants:
      - title: other
        policies: {retryCheck: none}
        schedule: n1*2 v0
        violates: I2
    expect:
      - policies: {checkAt: unlocked}
        verdicts: {v6.3: "I2 at F14.6", all: ok}
        reaches: [F11]
    """

  @Test("the file itself is right")
  func goodFile() throws {
    let scenario = try Scenario(yaml: Self.good, file: "t.yaml")
    #expect(scenario.threads.map(\.name) == ["v0", "n1"])
    #expect(scenario.edition == .v6_3 && scenario.variants[0].violates == .freedPage)
    #expect(scenario.memory.mappings[0].isWritable == false)
    var stepper = try Stepper(scenario)
    stepper.playToEnd(limit: 500)
    #expect(stepper.isFinished(at: stepper.count - 1))
  }

  /// What is put in place of what, and the line, the key and a part of the sentence that must come.
  struct Change: CustomTestStringConvertible, Sendable {
    var old: String
    var new: String
    var line: Int
    var key: String
    var words: String
    var testDescription: String { new }

    init(_ old: String, _ new: String, _ line: Int, _ key: String, _ words: String) {
      (self.old, self.new, self.line, self.key, self.words) = (old, new, line, key, words)
    }
  }

  static let changes: [Change] = [
    Change("verdicts: {v6.3", "verdict: {v6.3", 25, "expect[0].verdict", "means nothing here"),
    Change("{v6.3: \"I2", "{v6.33: \"I2", 25, "expect[0].verdicts.v6.33", "known are all, v5.14"),
    Change("I2 at F14.6", "I9 at F14.6", 25, "expect[0].verdicts.v6.3", "rules such as"),
    Change("I2 at F14.6", "not I2", 25, "expect[0].verdicts.v6.3", "rules such as"),
    Change("all: ok}", "all: fine}", 25, "expect[0].verdicts.all", "should be ok, serialised"),
    Change("checkAt: unlocked", "checkAt: never", 24, "expect[0].policies.checkAt", "locked"),
    Change("checkAt: unlocked", "check: never", 24, "expect[0].policies.check", "no policy"),
    Change("reaches: [F11]", "part: 12", 26, "expect[0].part", "a number from 1 to 9"),
    Change("title: A test", "titel: A test", 2, "titel", "means nothing here"),
    Change("title: A test", "name: T2", 1, "", "a key stands twice: name"),
    Change("edition: v6.3", "edition: v6.99", 3, "edition", "v5.14"),
    Change("edition: v6.3", "editions: v6.3", 3, "editions", "a list"),
    Change("retryCheck: both", "retryChek: both", 4, "policies.retryChek", "no policy"),
    Change("retryCheck: both", "retryCheck: maybe", 4, "policies.retryCheck", "can't be “maybe”"),
    Change("{retryCheck: both}", "[retryCheck]", 4, "policies", "a mapping"),
    Change(
      "guest: 0x40000000, host: 0x7f0000000000, size: 4M",
      "guest: 0x40000800, host: 0x7f0000000000, size: 4M", 7, "memory.slots[0].guest",
      "a multiple of 4096"),
    Change("size: 4M}\n  areas", "size: 0}\n  areas", 7, "memory.slots[0].size", "above 0"),
    Change("size: 4M}\n  areas", "}\n  areas", 7, "memory.slots[0].size", "is missing"),
    Change("size: 4M}\n  areas", "size: 4X}\n  areas", 7, "memory.slots[0].size", "such as 2M"),
    Change(
      "size: 4M}\n  areas", "size: 4503599627370495G}\n  areas", 7, "memory.slots[0].size", "2^52"),
    Change(
      "size: 4M}\n  areas", "size: 99999999999999999999}\n  areas", 7, "memory.slots[0].size",
      "2^52"),
    Change("size: 4M}\n  areas", "size: -4096}\n  areas", 7, "memory.slots[0].size", "2^52"),
    Change("size: 4M}\n  areas", "size: 1024G}\n  areas", 7, "memory.slots[0].guest", "40 bits"),
    Change(
      "size: 4M}\n  areas",
      "size: 4M}\n    - {guest: 0x40200000, host: 0x7f1000000000, size: 4K}\n  areas", 8,
      "memory.slots[1]", "covers addresses"),
    Change(
      "size: 4M}\n  areas", "size: 4M, flags: [loged]}\n  areas", 7, "memory.slots[0].flags[0]",
      "logged or readonly"),
    Change("kind: pages", "kind: page", 9, "memory.areas[0].kind", "pages, huge"),
    Change("present: true", "present: perhaps", 9, "memory.areas[0].present", "true or false"),
    Change(
      "present: true}", "present: true}\n    - {host: 0x7f0000001000, size: 4K, kind: huge}", 10,
      "memory.areas[1]", "covers addresses"),
    Change(
      "host: 0x7f0000000000, size: 4M, kind", "host: 0xf000000000000, size: 4M, kind", 9,
      "memory.areas[0].host", "48 bits"),
    Change(
      "size: 4K, access: r}", "size: 8K, access: r}", 11, "memory.mappings[0].size", "4K, 2M or 1G"),
    Change(
      "size: 4K, access: r}", "size: 4K, access: x}", 11, "memory.mappings[0].access", "r or rw"),
    Change(
      "{guest: 0x40000000, size: 4K", "{guest: 0x40001000, size: 2M", 11,
      "memory.mappings[0].guest", "a multiple of 2097152"),
    Change(
      "{guest: 0x40000000, size: 4K", "{guest: 0x80000000, size: 4K", 11, "memory.mappings[0]",
      "every memslot"),
    Change(
      "access: r}\n", "access: r}\n    - {guest: 0x40000000, size: 2M, access: rw}\n", 12,
      "memory.mappings[1]", "covers addresses"),
    Change("[0x40001000]", "[0x8000000000000]", 12, "memory.watch[0]", "40 bits"),
    Change("[0x40001000]", "0x40001000", 12, "memory.watch", "a list"),
    Change("name: v0", "name: 0v", 14, "threads[0].name", "beginning with a letter"),
    Change("name: v0", "name: \"v 0\"", 14, "threads[0].name", "beginning with a letter"),
    Change("name: n1", "name: v0", 15, "threads[1].name", "two threads"),
    Change("run: vcpu", "run: vcup", 14, "threads[0].run", "no thread program"),
    Change("run: vcpu, ", "", 14, "threads[0].run", "is missing"),
    Change("write 0x40000000", "write 40000000", 14, "threads[0].access[0]", "such as 0x40001000"),
    Change("write 0x40000000", "write 0x10000000000", 14, "threads[0].access[0]", "below 2^40"),
    Change("access: [", "acces: [", 14, "threads[0].acces", "means nothing here"),
    Change("reason: cow", "reason: because", 15, "threads[1].reason", "can't be “because”"),
    Change("reason: cow, ", "", 15, "threads[1]", "needs “reason”"),
    Change("reason: cow", "reason: cow, newFrame: 3", 15, "threads[1].newFrame", "means nothing"),
    Change(
      "cow, host: 0x7f0000000000", "cow, host: 0x7f8000000000", 15, "threads[1].host", "every VMA"),
    Change("schedule: v0*3 n1", "schedule: v0*3 n2", 16, "schedule", "moves of v0, n1"),
    Change("schedule: n1*2 v0", "schedule: n1*", 21, "variants[0].schedule", "moves of v0, n1"),
    Change("{logging: 0}", "{loging: 0}", 17, "initial.loging", "means nothing here"),
    Change("{logging: 0}", "{logging: 2}", 17, "initial.logging", "can't be 2"),
    Change("{logging: 0}", "{logging: [0, 0]}", 17, "initial.logging", "has 1 elements"),
    Change("{logging: 0}", "{logging: maybe}", 17, "initial", "names to numbers"),
    Change("  - title: other", "  - titles: other", 19, "variants[0].titles", "means nothing here"),
    Change("violates: I2", "violates: I9", 22, "variants[0].violates", "I1 to I8"),
    Change(
      "retryCheck: none", "retryCheck: perhaps", 20, "variants[0].policies.retryCheck", "can't be"),
  ]

  @Test("every error names the file, the line and the key", arguments: changes)
  func errorHasPlace(change: Change) throws {
    let text = Self.good.replacing(change.old, with: change.new, maxReplacements: 1)
    try #require(text != Self.good, "“\(change.old)” is not in the file")
    do {
      _ = try Scenario(yaml: text, file: "t.yaml")
      Issue.record("“\(change.new)” was taken")
    } catch {
      #expect(error.file == "t.yaml")
      #expect(error.line == change.line, "\(error)")
      #expect(error.key == change.key, "\(error)")
      #expect("\(error)".contains(change.words), "\(error)")
      #expect("\(error)".hasPrefix("t.yaml:\(change.line): "))
      #expect(!"\(error)".contains("\n"))
    }
  }

  @Test(
    "a key that must be there is missed by its name",
    arguments: ["name", "title", "memory", "threads"])
  func missingKey(key: String) throws {
    let text = Self.good.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      (line.hasPrefix(key + ":") ? "# " : "") + line
    }.joined(separator: "\n")
    #expect(throws: DocumentError.self) { try Scenario(yaml: text, file: "t.yaml") }
  }

  @Test("more pages than can be simulated are refused, not begun")
  func tooManyPages() throws {
    let accesses = (0..<250).map { "write 0x\(String(0x4000_0000 + $0 * 4096, radix: 16))" }
    let more = (0..<250).map { "write 0x\(String(0x4010_0000 + $0 * 4096, radix: 16))" }
    let text = Self.good.replacing(
      "write 0x40000000, read 0x40002000", with: accesses.joined(separator: ", "))
    _ = try Scenario(yaml: text, file: "t.yaml")
    let tooLong = text.replacing(
      "  - {name: n1",
      with: "  - {name: v1, run: vcpu, access: [\(more.joined(separator: ", "))]}\n  - {name: n1")
    do {
      _ = try Scenario(yaml: tooLong, file: "t.yaml")
      Issue.record("500 pages were taken")
    } catch {
      #expect(error.problem == .tooManyPages(limit: 256) && error.line != nil)
    }
  }
}
