import Foundation
import Screen
import TestSupport
import Testing

@Suite("tablewalk export, pictures")
struct ExportPicturesTests {
  /// The registers and entries of a two-stage walk of four levels each.
  static let nested = [
    "--address", "0xffff800080012340", "--tcr", "0x5b5103510", "--ttbr1", "0x40000000",
    "--vtcr", "0x80050090", "--vttbr", "0x80000000",
    "--entry", "0x90000800=0x40001003", "--entry", "0x90001010=0x40002003",
    "--entry", "0x90002000=0x40003003", "--entry", "0x90003090=0x0078000040212703",
    "--entry", "0x80000000=0x80001003", "--entry", "0x80001008=0x80002003",
    "--entry", "0x80002000=0x80003003", "--entry", "0x80002008=0x80004003",
    "--entry", "0x80003000=0x900007ff", "--entry", "0x80003008=0x900017ff",
    "--entry", "0x80003010=0x900027ff", "--entry", "0x80003018=0x900037ff",
    "--entry", "0x80004090=0x902127ff",
  ]

  private func export(_ arguments: [String], _ more: String...) throws -> String {
    let run = try ProgramOutput.run(["export"] + arguments + more)
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  @Test(
    "one instant of a run or a recording is what step and replay print",
    arguments: ["text", "ansi", "svg"])
  func sameAsPrinted(format: String) throws {
    let arguments = ["--at", "5", "--size", "100x30", "--format", format]
    let step = try ProgramOutput.run(["step", "S1"] + arguments)
    #expect(try export(["--scenario", "S1"] + arguments) == step.output)
    let replay = try ProgramOutput.run(["replay", "--example", "thp2m"] + arguments)
    #expect(try export(["--example", "thp2m"] + arguments) == replay.output)
    let file = Fixture.path("thp2m.trace.txt")
    #expect(
      try export([file] + arguments) == ProgramOutput.run(["replay", file] + arguments).output)
  }

  @Test("without --at a run is shown at its end, and a recording where replay begins")
  func usualInstant() throws {
    let end = try export(["--scenario", "S4", "--variant", "3"], "--format", "text")
    #expect(end.contains("I1 violated"))
    #expect(
      try export(["--example", "thp2m"], "--format", "text")
        == ProgramOutput.run("replay", "--format", "text").output)
  }

  @Test(
    "a panel's picture says what it is and where it is from", arguments: ["walk", "locks", "map"])
  func panels(picture: String) throws {
    let title = picture == "map" ? "Tables" : picture.capitalized
    for (source, label) in [
      (["--scenario", "S1"], "simulated"), (["--example", "thp2m"], "recorded"),
    ] {
      let text = try export(source, "--picture", picture, "--format", "text")
      let lines = text.split(separator: "\n")
      #expect(lines[0].contains(label))
      #expect(lines[1].contains(title))
      #expect(!text.contains("more"), "all of it is shown")
      let sized = try export(source, "--picture", picture, "--format", "text", "--size", "60x12")
      #expect(sized.split(separator: "\n").count == 12)
    }
  }

  @Test("the grid of a nested walk counts its 24 lookups, and steps through them")
  func grid() throws {
    let text = try export(ExportPicturesTests.nested, "--format", "text")
    for word in ["24 L3[18]", "stage 2 L0", "PA 0x9021_2340", "24 entries looked up"] {
      #expect(text.contains(word), "\(word) in \(text)")
    }
    let part = try export(
      ExportPicturesTests.nested, "--picture", "nested", "--at", "7", "--format", "text")
    #expect(part.contains("◆ 7 L1[1]") && part.contains("7 of 24 entries"))
    let page = try export(ExportPicturesTests.nested, "--format", "html")
    #expect(page.ranges(of: "<p><b>").count == 25 + 2)
    let walk = try export(ExportPicturesTests.nested, "--picture", "walk", "--format", "text")
    #expect(walk.contains("L3 PTE [18]") && walk.contains("20 entries more"))
  }

  @Test("a stage alone is a walk, and what was not given is named")
  func oneStage() throws {
    let text = try export(
      ["--address", "0x8040201000", "--vtcr", "0x80023558", "--vttbr", "0x10000044000000"],
      "--entry", "0x44001008=0x45000003", "--format", "text")
    #expect(text.contains("stage 2 · IPA 0x0080_4020_1000"))
    #expect(text.contains("entry at 0x4500_0008 was not given"))
  }

  @Test("the same arguments write the same bytes", arguments: ["html", "cast", "svg"])
  func deterministic(format: String) throws {
    let arguments = ["--scenario", "S4", "--to", "5"].prefix(format == "svg" ? 2 : 4)
    #expect(
      try export(Array(arguments), "--format", format)
        == export(Array(arguments), "--format", format))
  }

  @Test(
    "png is made where rsvg-convert is installed",
    .enabled(if: SystemProgram("rsvg-convert") != nil, "rsvg-convert is not installed"))
  func png() throws {
    let run = try ProgramOutput.run("export", "--scenario", "S1", "--format", "png")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
  }

  @Test("without rsvg-convert png is refused with what to install, and leaves no file")
  func pngMissing() throws {
    let folder = try TemporaryFolder()
    let run = try #require(SystemProgram("env")).run([
      "PATH=/nonexistent", TerminalDriver.programPath("tablewalk"), "export", "--scenario", "S1",
      "--format", "png", "--output", folder.path + "/a.png",
    ])
    #expect(run.status == 2)
    #expect(run.errors.contains("librsvg"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test("what can't be drawn is said in one sentence, with status 2")
  func usage() throws {
    let scenario = ["--scenario", "S1", "--format"]
    for (arguments, words) in [
      (scenario + ["svg", "--picture", "nested"], "give --address, --tcr"),
      (["--example", "thp2m", "--format", "svg", "--picture", "nested"], "two-stage walk"),
      (scenario + ["svg", "--at", "9999"], "--at 9999: the run has the instants 0 to"),
      (scenario + ["html", "--to", "9999"], "--to 9999: the run has"),
      (scenario + ["html", "--from", "5", "--to", "4"], "--from 5 --to 4"),
      (scenario + ["html", "--at", "5", "--to", "6"], "Give --at for one instant"),
      (scenario + ["svg", "--from", "5"], "shows one instant: give --at"),
      (scenario + ["cast", "--at", "5"], "cast is a stepping"),
      (scenario + ["html", "--seconds", "0"], "--seconds 0.0: expected"),
      (scenario + ["html", "--seconds", "nan"], "expected 0.05"),
      (scenario + ["svg", "--size", "20x5"], "needs at least 60x16"),
      (scenario + ["svg", "--picture", "locks", "--size", "20x5"], "needs at least 40x6"),
      (scenario + ["svg", "--picture", "locks", "--panel", "walk"], "--panel is for"),
      (scenario + ["csv", "--picture", "locks"], "is data and not a picture"),
      (scenario + ["events", "--at", "3"], "is data and not a picture"),
      (scenario + ["svg", "--tcr", "0x10"], "for an --address"),
      (["a", "b", "--format", "svg"], "shows one recording"),
      (["--address", "0x1000", "--format", "svg"], "--address needs tables"),
      (["--address", "0x1000", "--tcr", "0x10"], "is data and not a picture"),
      (
        ["--address", "0x1000", "--tcr", "0x10", "--format", "svg", "--picture", "nested"],
        "needs both stages"
      ),
      (
        ["--address", "0x1000", "--tcr", "0x10", "--format", "svg", "--picture", "map"],
        "there are walk and nested"
      ),
      (
        [Fixture.path("contend-start.trace.txt"), "--format", "html"],
        "a stepping has at most 2000: give --from and --to"
      ),
    ] {
      let run = try ProgramOutput.run(["export"] + arguments)
      #expect(run.status == 2, "\(arguments): \(run.errors)")
      #expect(run.errors.contains(words), "\(arguments): \(run.errors)")
      #expect(run.output.isEmpty, "\(arguments)")
    }
  }

  @Test("a terminal is not sent a PNG")
  func terminal() async throws {
    let driver = try await TerminalDriver.launch(
      "export", "--scenario", "S1", "--format", "png", size: Size(100, 20))
    try await driver.expect("give a file with -o")
  }
}
