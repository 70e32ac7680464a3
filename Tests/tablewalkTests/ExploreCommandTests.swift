import Foundation
import TestSupport
import Testing

@Suite("tablewalk explore")
struct ExploreCommandTests {
  private func json(_ arguments: String...) throws -> (value: [String: Any], status: Int32) {
    let run = try ProgramOutput.run(["explore"] + arguments + ["--format", "json"])
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return (try #require(value as? [String: Any], "\(run.errors)"), run.status)
  }

  @Test("a safe scenario: verdict, counts, status 0")
  func safe() throws {
    let (report, status) = try json("S4")
    #expect(status == 0)
    #expect(report["version"] as? Int == 1)
    #expect(report["verdict"] as? String == "safe")
    #expect(report["scenario"] as? String == "S4" && report["edition"] as? String == "v6.19")
    #expect(report["invariant"] is NSNull && report["schedule"] is NSNull)
    #expect(report["exhausted"] as? Bool == true && report["reachesEnd"] as? Bool == true)
    for key in ["states", "transitions", "depth"] {
      #expect((report[key] as? Int ?? 0) > 0, "\(key)")
    }
    #expect((report["bytesPerState"] as? Double ?? 0) > 0)
    #expect(report["seconds"] is Double)
  }

  @Test("a violation: its rule, and a schedule that step opens and comes to the same")
  func violation() throws {
    let (report, status) = try json("S4", "--policy", "vcpuHoldsMmUsers=no")
    #expect(status == 1)
    #expect(report["verdict"] as? String == "violation")
    #expect(report["invariant"] as? String == "I1")
    #expect(report["policies"] as? [String: String] == ["vcpuHoldsMmUsers": "no"])
    let schedule = try #require(report["schedule"] as? String)
    let run = try ProgramOutput.run(
      "step", "S4", "--edition", "v6.19", "--policy", "vcpuHoldsMmUsers=no", "--schedule", schedule,
      "--format", "json")
    #expect(run.status == 1)
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let stepped = try #require(value as? [String: Any])
    #expect((stepped["violation"] as? [String: Any])?["rule"] as? String == "I1")
    #expect(stepped["finished"] as? Bool == false)
  }

  @Test("--promela prints the model for Spin, with every thread, and searches nothing")
  func promela() throws {
    let run = try ProgramOutput.run("explore", "S4", "--promela")
    #expect(run.status == 0)
    #expect(run.output.contains("proctype") && run.output.contains("S4"))
    #expect(run.output.contains("v0") && run.output.contains("x1"))
    #expect(!run.output.contains("safe, exhausted"))
    let both = try ProgramOutput.run("explore", "S4", "--promela", "--all-editions")
    #expect(both.status != 0)
    #expect(both.errors.contains("--promela"))
  }

  @Test("a round ends where it begins, and step says so")
  func round() throws {
    let (report, _) = try json("S14", "--policy", "relaxFlush=none", "--policy", "flushOnBusy=no")
    #expect(report["invariant"] as? String == "I7")
    let schedule = try #require(report["schedule"] as? String)
    let run = try ProgramOutput.run(
      "step", "S14", "--policy", "relaxFlush=none", "--policy", "flushOnBusy=no", "--schedule",
      schedule, "--format", "json")
    #expect(run.output.contains("\"I7\""))
  }

  @Test("bounds: not exhausted, how far it came, status 1")
  func bounds() throws {
    for bound in [
      ["--max-depth", "5"], ["--max-states", "50"], ["--max-memory", "64K"],
      ["--max-seconds", "0.01"],
    ] {
      let run = try ProgramOutput.run(["explore", "S1"] + bound)
      #expect(run.status == 1)
      #expect(run.output.contains("not exhausted"), "\(run.output)")
      #expect(run.output.contains("frontier"), "\(run.output)")
    }
  }

  @Test(
    "^C ends a search with what is known so far",
    .enabled(if: SystemProgram("timeout") != nil, "needs timeout of coreutils"))
  func interrupted() throws {
    // So many states that the search can't be done before the signal.
    let run = try #require(SystemProgram("timeout")).run([
      "-s", "INT", "5", TerminalDriver.programPath("tablewalk"), "explore", "S1", "--vcpus", "3",
      "--no-rounds",
    ])
    #expect(run.output.contains("not exhausted"), "\(run.output)")
    #expect(run.output.contains("frontier"), "\(run.output)")
  }

  @Test("what can still come of an instant: the schedule found begins with the moves to it")
  func after() throws {
    let (report, _) = try json("S4", "--policy", "vcpuHoldsMmUsers=no", "--after", "x1*4")
    #expect((report["schedule"] as? String)?.hasPrefix("x1*4 ") == true)
  }

  @Test("a scenario's expectations are held against what is found; a wrong one is named")
  func expectations() throws {
    let run = try ProgramOutput.run("explore", "S14", "--expect", "--edition", "v6.19")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("6 of 6 as expected."))
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = """
      name: mine
      title: mine
      edition: v6.19
      memory:
        slots:
          - {guest: 0x40000000, host: 0x7f0000000000, size: 4K}
        areas:
          - {host: 0x7f0000000000, size: 4K, kind: pages, present: true}
      threads:
        - {name: v0, run: vcpu, access: [write 0x40000000]}
      expect:
        - {verdicts: {v6.19: ok}}
        - {verdicts: {v5.14: I2}}
      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let wrong = try ProgramOutput.run("explore", "--file", path, "--expect")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("1 of 2 as expected."))
    #expect(wrong.output.contains("\(path):13: mine v5.14: ok, expected I2"), "\(wrong.output)")
  }

  @Test("what can't be done is said in one sentence, with status 2")
  func usage() throws {
    for (arguments, words) in [
      (["S99"], "no scenario is called “S99”"),
      (["S1", "--vcpus", "99"], "there can be 1 to 8"),
      (["S1", "--max-memory", "lots"], "512M"),
      (["S1", "--max-states", "0"], "above 0"),
      (["S1", "--policy", "nonsense=yes"], "no policy is called “nonsense”"),
      (["S1", "--edition", "v6.2", "--all-editions"], "not both"),
      (["S1", "--matrix"], "all scenarios"),
      (["S1", "--after", "v0*900"], "can't be taken"),
    ] {
      let run = try ProgramOutput.run(["explore"] + arguments)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.errors.contains(words), "\(arguments): \(run.errors)")
      #expect(run.output.isEmpty)
    }
  }
}
