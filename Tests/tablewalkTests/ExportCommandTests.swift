import Foundation
import TestSupport
import Testing
import Traces

@Suite("tablewalk export")
struct ExportCommandTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "tablewalk-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func export(_ arguments: String...) throws -> String {
    let run = try ProgramOutput.run(["export"] + arguments)
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  // MARK: - Events

  @Test(
    "what is exported as events is replayed, and exported again the same",
    arguments: [
      ["--example", "thp2m"], ["--scenario", "S1"],
      ["--scenario", "S4", "--variant", "3"], ["--scenario", "S4", "--schedule", "v0*5"],
      [Fixture.path("dirtylog.trace.txt")], [Fixture.path("casemate-two-cpus.log")],
    ])
  func events(source: [String]) throws {
    try inFolder { folder in
      let (file, again) = (folder + "/one.jsonl", folder + "/two.jsonl")
      let first = try ProgramOutput.run(["export"] + source + ["--output", file])
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output.isEmpty)
      #expect(try export(file, "-o", again).isEmpty)
      #expect(
        FileManager.default.contents(atPath: file) == FileManager.default.contents(atPath: again))
      let replayed = try ProgramOutput.run("replay", file, "--at", "3")
      #expect(replayed.status == 0, "\(replayed.errors)")
      #expect(replayed.controlCharacters.isEmpty)
    }
  }

  @Test("the state of an instant is the same before and after")
  func sameState() throws {
    try inFolder { folder in
      let file = folder + "/events.jsonl"
      _ = try export(Fixture.path("thp2m.trace.txt"), "--output", file)
      for instant in ["0", "200", "600"] {
        let arguments = ["--at", instant, "--format", "json"]
        let before = try ProgramOutput.run(
          ["replay", Fixture.path("thp2m.trace.txt")] + arguments)
        let after = try ProgramOutput.run(["replay", file] + arguments)
        #expect(before.status == 0)
        #expect(before.output == after.output, "instant \(instant)")
      }
    }
  }

  // MARK: - Flat rows

  @Test("every event has a row 0, and every change a row, in CSV as in JSON Lines")
  func rows() throws {
    let files = ["thp2m.trace.txt", "memslot.trace.txt"].map(Fixture.path)
    let csv = try export(files[0], files[1], "--format", "csv").split(separator: "\n")
    let json = try export(files[0], files[1], "--format", "jsonl").split(separator: "\n")
    var expected = 0
    for file in files {
      let timeline = try Recording.open(file).timeline
      for index in 0..<timeline.count {
        expected += max(1, Array(timeline.log.changes(ofEventAt: index)).count)
      }
    }
    #expect(csv.count == expected + 1)
    #expect(json.count == expected)
    let names = csv[0].split(separator: ",").map(String.init)
    for number in stride(from: 0, to: json.count, by: 97) {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json[number].utf8)) as? [String: Any])
      #expect(Set(object.keys) == Set(names))
      let fields = CSVFields.fields(of: String(csv[number + 1]))
      #expect(fields.count == names.count)
      for (name, field) in zip(names, fields) {
        let value = object[name] ?? NSNull()
        let isBoolean = field == "true" || field == "false"
        let text = value is NSNull ? "" : isBoolean ? field : "\(value)"
        #expect(text == field, "row \(number), \(name)")
      }
    }
  }

  @Test("names with quotes, commas and control characters keep their row, visibly")
  func hostileNames() throws {
    try inFolder { folder in
      let trace = folder + "/a,\"b\".txt"
      let line =
        "a\"b,c\u{1b}[31m\td\u{80}-77      [000] .....     1.000000: kvm_entry: PC: 0x1, \"x\"\n"
      try Data(line.utf8).write(to: URL(fileURLWithPath: trace))
      let rows = try export(trace, "--format", "csv").split(separator: "\n")
      #expect(rows.count >= 2)
      let names = rows[0].split(separator: ",").map(String.init)
      let fields = CSVFields.fields(of: String(rows[1]))
      #expect(fields.count == names.count)
      let row = Dictionary(uniqueKeysWithValues: zip(names, fields))
      #expect(row["file"] == trace)
      #expect(row["thread"] == "a\"b,c␛[31m␉d\u{fffd}")
      #expect(row["text"] == "PC: 0x1, \"x\"")
    }
  }

  @Test("an export that fails leaves no file, and keeps the one that was there")
  func failure() throws {
    try inFolder { folder in
      let file = folder + "/rows.csv"
      try Data("before".utf8).write(to: URL(fileURLWithPath: file))
      let run = try ProgramOutput.run(
        "export", Fixture.path("thp2m.trace.txt"), folder + "/none.txt", "--format", "csv",
        "--output", file)
      #expect(run.status == 3)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["rows.csv"])
      #expect(FileManager.default.contents(atPath: file) == Data("before".utf8))
    }
  }

  @Test(
    "sources that don't go together are bad usage",
    arguments: [
      [], ["--example", "thp2m", "--scenario", "S1"], ["a", "b"], ["--scenario", "S99"],
      ["a", "--scenario-file", "b"], ["--scenario", "S1", "--variant", "99"],
    ])
  func usage(arguments: [String]) throws {
    let run = try ProgramOutput.run(["export"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }

  // MARK: - DuckDB

  @Test(
    "every query of QUERIES.md runs in DuckDB, on CSV as on JSON Lines, and counts what there is",
    .enabled(if: DuckDB.isThere, "python3 has no module duckdb (pip install duckdb)"))
  func queries() throws {
    try inFolder { folder in
      for name in ["thp2m", "dirtylog", "contend-start"] {
        for format in ["csv", "jsonl"] {
          _ = try export(
            Fixture.path(name + ".trace.txt"), "--format", format, "-o",
            "\(folder)/\(name).\(format)")
        }
      }
      _ = try export("--scenario", "S4", "--format", "csv", "-o", folder + "/s4.csv")
      _ = try export("--scenario", "S4", "--format", "jsonl", "-o", folder + "/s4.jsonl")
      let found = try DuckDB.run(in: folder)
      #expect(found.queries > 7)
      #expect(found.emptyAnswers == 0)
      #expect(found.differences == 0)
      var faults = try DuckDB.events("S4", scenario: true).timeline.cast.faults.count
      for name in ["thp2m", "dirtylog", "contend-start"] {
        let cast = try Recording.open(Fixture.path(name + ".trace.txt")).timeline.cast
        for number in 0..<cast.faults.count where cast.faults[number].endEvent != nil {
          faults += 1
        }
      }
      #expect(found.faults == faults)
    }
  }
}

/// The fields of a line of CSV, by RFC 4180; fields here hold no line ends.
enum CSVFields {
  static func fields(of line: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    var wasMark = false
    for character in line.unicodeScalars {
      if isQuoted, character == "\"" {
        isQuoted = false
        wasMark = true
      } else if !isQuoted, character == "\"" {
        if wasMark { fields[fields.count - 1].unicodeScalars.append("\"") }
        isQuoted = true
        wasMark = false
      } else if !isQuoted, character == "," {
        fields.append("")
        wasMark = false
      } else {
        fields[fields.count - 1].unicodeScalars.append(character)
        wasMark = false
      }
    }
    return fields
  }
}
