import Foundation
import TestSupport
import Testing

@Suite("tablewalk step, without a terminal")
struct StepCommandTests {
  private func json(_ arguments: String...) throws -> (value: [String: Any], status: Int32) {
    let run = try ProgramOutput.run(arguments)
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return (try #require(value as? [String: Any], "\(run.errors)"), run.status)
  }

  @Test("the list names every scenario with its title, one a line")
  func list() throws {
    let run = try ProgramOutput.run("step", "--list")
    #expect(run.status == 0)
    let names = run.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(names.first == "S0")
    #expect(Set(names).count == names.count)
    #expect(Set(["S1", "S4", "S10", "S16"]).isSubset(of: Set(names.map(String.init))))
  }

  @Test("JSON of an instant has the keys of a recording's and those of the simulation")
  func instant() throws {
    let (report, status) = try json(
      "step", "S1", "--edition", "v6.19", "--schedule", "v0*10 n1*3", "--at", "13", "--format",
      "json")
    #expect(status == 0)
    #expect(report["version"] as? Int == 1)
    #expect(report["index"] as? Int == 13)
    #expect(report["scenario"] as? String == "S1")
    #expect(report["edition"] as? String == "v6.19")
    #expect(report["schedule"] as? String == "v0*10 n1*3")
    #expect(report["violation"] is NSNull)
    let threads = try #require(report["threads"] as? [[String: Any]])
    let v0 = try #require(threads.first { $0["name"] as? String == "v0" })
    let holds = try #require(v0["holds"] as? [[String: String]])
    #expect(holds == [["lock": "mmu_lock", "mode": "read"]])
    let n1 = try #require(threads.first { $0["name"] as? String == "n1" })
    let wait = try #require(n1["waitsFor"] as? [String: Any])
    #expect(wait["what"] as? String == "mmu_lock")
    #expect(wait["mode"] as? String == "write")
    #expect(wait["threads"] as? [String] == ["v0"])
    let counters = try #require(report["counters"] as? [String: Int])
    #expect(counters["mmu_invalidate_seq"] == 0)
    let invalidation = try #require(report["invalidation"] as? [String: Any])
    #expect(invalidation["sequence"] as? Int == 0)
    #expect(invalidation["inProgress"] as? Int == 0)
    let memory = try #require(report["memory"] as? [String: [String]])
    // The process maps the page, and the fault holds it.
    #expect(memory["page references"]?.contains { $0.hasSuffix(": 2") } == true)
    #expect(counters["mn_active_invalidate_count"] == 1)
  }

  @Test("a violation is named with its rule, thread and step, and the exit status is 1")
  func violation() throws {
    let (report, status) = try json(
      "step", "S4", "--edition", "v5.14", "--policy", "vcpuHoldsMmUsers=no", "--schedule",
      "x1*5 v0", "--format", "json")
    #expect(status == 1)
    let violation = try #require(report["violation"] as? [String: Any])
    #expect(violation["rule"] as? String == "I1")
    #expect(violation["thread"] as? String == "v0")
    #expect(violation["step"] as? String == "G")
    #expect(violation["index"] as? Int == 6)
  }

  @Test("what can't be done is said in one sentence, with status 2")
  func usage() throws {
    for (arguments, words) in [
      (["step", "S99"], "no scenario is called “S99”"),
      (["step", "S1", "--edition", "v4.0"], "v5.14"),
      (["step", "S1", "--policy", "nonsense=yes"], "no policy is called “nonsense”"),
      (["step", "S1", "--policy", "retryCheck=never"], "both, none, sequence, count"),
      (["step", "S1", "--policy", "retryCheck"], "NAME=CHOICE"),
      (["step", "S1", "--schedule", "z9"], "there are v0, v1, n1"),
      (["step", "S1", "--schedule", "v0*x"], "v0*3"),
      (["step", "S1", "--schedule", "v0*9999"], "can't be taken"),
      (["step", "S1", "--schedule", "v0", "--at", "7"], "instants 0 to 1"),
      (["step", "S1", "--variant", "99"], "variants 1 to"),
      (["step", "S1", "--file", "x.yaml"], "not both"),
    ] {
      let run = try ProgramOutput.run(arguments)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.errors.contains(words), "\(arguments): \(run.errors)")
      #expect(run.output.isEmpty, "\(arguments)")
    }
  }

  @Test("a scenario file that can't be used is named with line and key, with status 3")
  func badFile() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = """
      name: mine
      title: mine
      memory:
        slots:
          - {guest: 0x40000000, host: 0x7f0000000123, size: 2M}
      threads: []
      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let run = try ProgramOutput.run("step", "--file", path)
    #expect(run.status == 3)
    #expect(run.errors.contains("\(path):5"), "\(run.errors)")
    #expect(run.errors.contains("“memory.slots[0].host” must be a multiple of 4096"))
  }

  @Test("in a pipe the program alone prints what there is to watch, with the commands for it")
  func menu() throws {
    let run = try ProgramOutput.run()
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.controlCharacters.isEmpty)
    for words in ["Step through a fault", "tablewalk step S4", "Replay a recording"] {
      #expect(run.output.contains(words), "\(words)")
    }
  }
}
