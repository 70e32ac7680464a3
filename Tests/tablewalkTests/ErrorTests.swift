import Foundation
import TestSupport
import Testing

@Suite("What goes wrong, and how the program says it")
struct ErrorTests {
  private func file(_ bytes: [UInt8], name: String = "odd") throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return url.path
  }

  @Test("input that can't be read ends with status 3 and one sentence that names the file")
  func unreadable() throws {
    var random = SplitMix64(seed: 7)
    let noise = (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    for path in [
      try file(noise), try file([]), try file(Array("no trace\n".utf8)), "/nonexistent/trace",
      try file([0x17, 0x08, 0x44] + Array("tracing7".utf8)),
    ] {
      let run = try ProgramOutput.run("replay", path)
      #expect(run.status == 3, "\(path)")
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("tablewalk: \(path): "), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(run.controlCharacters.isEmpty)
    }
  }

  @Test("bad usage ends with status 2, says what is wrong, and prints nothing else")
  func usage() throws {
    for arguments in [
      ["replay", "--at", "99999"], ["replay", "--at", "-1"], ["replay", "--size", "wide"],
      ["replay", "--example", "none"], ["replay", "--kernel", "new"], ["replay", "--colour"],
      ["replay", "--format", "pdf"], ["replay", "--panel", "none", "--at", "1"],
      ["walk", "0x1000"], ["walk", "here", "--tcr", "1", "--ttbr0", "1"],
    ] {
      let run = try ProgramOutput.run(arguments)
      #expect(run.status == 2, "\(arguments)")
      #expect(run.output.isEmpty, "\(arguments)")
      #expect(!run.errors.isEmpty, "\(arguments)")
    }
  }

  @Test("a truncated recording is shown as far as it goes, and its last line is counted")
  func truncated() throws {
    let bytes = Array(try Fixture.bytes("thp2m.trace.txt").prefix(40_000))
    let path = try file(bytes)
    let run = try ProgramOutput.run("replay", path, "--summary")
    #expect(run.status == 0)
    #expect(run.output.contains("lines not understood: 1"))
    let screen = try ProgramOutput.run("replay", path)
    #expect(screen.status == 0)
  }

  @Test("escape codes in names, events and file names never reach the output")
  func escapeCodes() throws {
    let evil = "\u{1B}[31mr\u{9B}2J"
    // The kernel keeps 15 bytes of a name and prints it in 16 columns.
    let name = " " + evil + String(repeating: "x", count: 15 - evil.utf8.count)
    var text = String(decoding: try Fixture.bytes("thp2m.trace.txt"), as: UTF8.self)
    text = text.replacingOccurrences(of: "         kvmtest-574", with: name + "-574")
    text = text.replacingOccurrences(of: "prefaulted half", with: "\u{1B}]0;owned\u{7}")
    let path = try file(Array(text.utf8), name: "\u{1B}[2Jevil.txt")
    for arguments in [
      ["replay", path], ["replay", path, "--summary"], ["replay", path, "--at", "171"],
      ["replay", path, "--at", "240", "--format", "json"],
      ["replay", path, "--summary", "--format", "json"],
      ["replay", path, "--at", "240", "--format", "svg"],
    ] {
      let run = try ProgramOutput.run(arguments)
      #expect(run.status == 0, "\(arguments): \(run.errors)")
      #expect(run.controlCharacters.isEmpty, "\(arguments)")
    }
    let missing = try ProgramOutput.run("replay", "/nonexistent/\u{1B}[2J")
    #expect(missing.status == 3)
    #expect(missing.controlCharacters.isEmpty)
  }

  @Test("help and version go to standard output with status 0")
  func help() throws {
    for argument in ["--help", "--version"] {
      let run = try ProgramOutput.run(argument)
      #expect(run.status == 0)
      #expect(run.output.contains("tablewalk"))
      #expect(run.errors.isEmpty)
    }
  }
}
