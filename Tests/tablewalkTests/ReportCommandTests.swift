import Foundation
import TestSupport
import Testing

@Suite("tablewalk replay, reports and filters")
struct ReportCommandTests {
  private static let thp2m = Fixture.path("thp2m.trace.txt")
  private static let dirtylog = Fixture.path("dirtylog.trace.txt")
  private static let reports = [
    "faults", "outcomes", "blocks", "reasons", "pages", "maps", "locks", "waits", "facts",
  ]

  private func rows(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(value as? [String: Any])
    }
  }

  @Test("every report prints as text, CSV and JSON Lines, with as many rows", arguments: reports)
  func formats(name: String) throws {
    let arguments = ["replay", Fixture.path("contend-start.trace.txt"), "--report", name]
    let text = try ProgramOutput.run(arguments)
    let csv = try ProgramOutput.run(arguments + ["--format", "csv"])
    let json = try ProgramOutput.run(arguments + ["--format", "json"])
    for run in [text, csv, json] {
      #expect(run.status == 0 && run.errors.isEmpty && run.controlCharacters.isEmpty)
    }
    let objects = try rows(json.output)
    #expect(!objects.isEmpty)
    #expect(text.output.split(separator: "\n").count == objects.count + 1)
    let lines = csv.output.split(separator: "\n")
    #expect(lines.count == objects.count + 1)
    #expect(Set(lines[0].split(separator: ",").map(String.init)) == Set(objects[0].keys))
  }

  @Test("several files: a column names the file, and rows are those of each alone")
  func severalFiles() throws {
    let both = try ProgramOutput.run(
      "replay", Self.thp2m, Self.dirtylog, "--report", "reasons", "--format", "json")
    #expect(both.status == 0)
    for file in [Self.thp2m, Self.dirtylog] {
      let alone = try rows(
        try ProgramOutput.run("replay", file, "--report", "reasons", "--format", "json").output)
      let own = try rows(both.output).filter { $0["file"] as? String == file }
      #expect(own.map { $0["faults"] as? Int } == alone.map { $0["faults"] as? Int })
      #expect(alone.allSatisfy { $0["file"] == nil })
    }
    let csv = try ProgramOutput.run(
      "replay", Self.thp2m, Self.dirtylog, "--report", "maps", "--format", "csv")
    let lines = csv.output.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("file,event,") } == 1)
    #expect(lines.dropFirst().allSatisfy { $0.contains(".trace.txt,") })
  }

  @Test("a file that can't be read is told of, the others are printed, the status is 3")
  func unreadable() throws {
    for arguments in [["--report", "locks"], ["--summary"], ["--filter", "cpu=0"]] {
      let run = try ProgramOutput.run(
        ["replay", Self.thp2m, "/does/not/exist", Self.dirtylog] + arguments)
      #expect(run.status == 3)
      #expect(run.errors.contains("/does/not/exist"))
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(run.output.contains("thp2m") && run.output.contains("dirtylog"))
    }
  }

  @Test("the summaries of several files are one object of JSON a line, as each alone")
  func summaries() throws {
    let run = try ProgramOutput.run(
      "replay", Self.thp2m, Self.dirtylog, "--summary", "--format", "json")
    let objects = try rows(run.output)
    #expect(objects.map { $0["file"] as? String } == [Self.thp2m, Self.dirtylog])
    for (object, file) in zip(objects, [Self.thp2m, Self.dirtylog]) {
      let alone = try ProgramOutput.run("replay", file, "--summary", "--format", "json").output
      let value = try JSONSerialization.jsonObject(with: Data(alone.utf8)) as? NSDictionary
      #expect(value == object as NSDictionary)
    }
  }

  @Test("a filter alone prints the matching events, one a line")
  func events() throws {
    let run = try ProgramOutput.run("replay", Self.dirtylog, "--filter", "kind=kvm_guest_fault")
    let lines = try Fixture.lines("dirtylog.trace.txt").filter { !$0.hasPrefix("#") }
    let expected = lines.indices.filter { lines[$0].contains(": kvm_guest_fault:") }
    let printed = run.output.split(separator: "\n")
    #expect(printed.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } } == expected)
    #expect(printed.allSatisfy { $0.contains(" kvmtest-614 kvm_guest_fault ipa 0x") })
    let objects = try rows(
      try ProgramOutput.run(
        "replay", Self.dirtylog, "--filter", "kind=kvm_guest_fault", "--format", "json"
      ).output)
    #expect(objects.map { $0["event"] as? Int } == expected)
  }

  @Test("a filter holds for a report's faults, and for a printed screen's list")
  func filtered() throws {
    let objects = try rows(
      try ProgramOutput.run(
        "replay", Self.dirtylog, "--report", "faults", "--filter", "outcome=mapped && size=2M",
        "--format", "json"
      ).output)
    #expect(!objects.isEmpty && objects.allSatisfy { $0["bytes"] as? Int == 2 << 20 })
    let screen = try ProgramOutput.run("replay", "--at", "216", "--filter", "change=descriptor")
    #expect(screen.output.contains("only change=descriptor: "))
  }

  @Test(
    "what makes no sense together is refused with what would",
    arguments: [
      (["--filter", "tread=1"], "did you mean “thread”"), (["--filter", ""], "column 1"),
      (["--report", "faults", "--summary"], "not both"), (["--report", "nope"], "faults"),
      (["--at", "1", "--report", "locks"], "not both"), (["--format", "csv"], "--report"),
      (["--summary", "--format", "svg"], "text, json or csv"),
      (["--report", "locks", "--format", "svg"], "csv"), ([dirtylog], "--report NAME"),
      (["--summary", "--filter", "cpu=0"], "--report"),
      (["--at", "3", "--filter", "cpu=0", "--format", "json"], "--filter"),
    ])
  func refused(arguments: [String], words: String) throws {
    let run = try ProgramOutput.run(["replay", Self.thp2m] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test("names that hold escape codes come out harmless in every format")
  func hostile() throws {
    let line =
      "     \u{1b}[31mevil,\"x-7       [000] .....    15.795483: tracing_mark_write: \u{1b}]0;x\u{7}\n"
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tablewalk-\(UUID().uuidString).trace.txt")
    try Data(line.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    for format in ["text", "csv", "json"] {
      let run = try ProgramOutput.run(
        "replay", file.path, "--filter", "cpu=0", "--format", format)
      #expect(run.status == 0 && run.controlCharacters.isEmpty)
      #expect(run.output.contains("evil"))
    }
  }
}
