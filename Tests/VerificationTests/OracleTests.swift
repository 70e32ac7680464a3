import Foundation
import TestSupport
import Testing
import VMSA

@testable import Verification

/// The engine against recorded answers: a few cases that come with the project, and all of them
/// where the corpus lies beside the checkout.
@Suite("Recorded answers")
struct OracleTests {
  static let fixtures = [
    "at_s1_el2.jsonl", "at_s2_s12.jsonl.zst", "real_access.jsonl", "at_s1_cortex-a53.jsonl",
  ]

  @Test("the engine gives every recorded answer that no rule excuses", arguments: fixtures)
  func fixture(name: String) throws {
    let report = try verify(paths: [Fixture.path("oracle/" + name)])
    #expect(report.first == [])
    #expect(report.disagree == 0)
    #expect(report.agree > 100)
    #expect(report.agree + report.excusedTotal == report.queries)
    #expect(report.tablesCompared == report.cases)
  }

  /// The corpus's own files; none where it isn't there, and then the test says so.
  static let corpus: [String] = {
    let folder = URL(fileURLWithPath: Fixture.folder).appending(
      path: "../../../shared/corpus/oracle")
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).sorted().map { folder.path + "/" + $0 }
  }()

  @Test(
    "the whole corpus agrees, with at most 2 % excused",
    .enabled(if: !corpus.isEmpty, "needs ../shared/corpus/oracle"))
  func wholeCorpus() throws {
    let report = try verify(paths: Self.corpus)
    #expect(report.first == [])
    #expect(report.disagree == 0)
    #expect(report.queries > 150_000)
    #expect(report.excusedTotal * 50 <= report.queries, "\(report.excused)")
  }

  @Test("a wrong answer, and a wrong table afterwards, are disagreements")
  func wrongAnswer() throws {
    var lines = try Fixture.lines("oracle/real_access.jsonl")
    let original = try #require(lines.first { $0.contains("\"LDR_EL1\"") })
    let wrong = original.replacing(
      "\"far_el1\":\"0x", with: "\"far_el1\":\"0x7", maxReplacements: 1)
    lines = [wrong.replacing("\"q\":", with: "\"mem_after\":[[\"0x80000ff8\",\"0x1\"]],\"q\":")]
    let report = try Self.report(lines)
    #expect(report.disagree > 1)
    #expect(report.first.last?.operation == "mem_after")
    #expect(report.first.last?.address == "0x80000ff8")
    #expect(report.first.last?.expected == "0x1")
    #expect(report.first.last?.got == "0x0")
  }

  @Test(
    "a line that is no case is an error with its place",
    arguments: [
      ("{", 2), (#"{"id":1,"label":"","qemu":"","regs":{"X":"7x"},"mem":[],"q":[]}"#, 2),
      (#"{"id":1,"label":"","qemu":"","regs":{},"mem":[["0x0"]],"q":[]}"#, 2),
      (#"{"id":1,"label":"","qemu":"10 -cpu z80","regs":{},"mem":[],"q":[]}"#, 2),
      (#"{"id":1,"label":"","qemu":"10","regs":{},"mem":[],"q":[["S1E9R","0x0","0x0"]]}"#, 2),
    ])
  func errors(line: String, number: Int) throws {
    let good = #"{"id":0,"label":"","qemu":"10","regs":{},"mem":[],"q":[]}"#
    let error = #expect(throws: VerificationError.self) { try Self.report([good, line]) }
    #expect(error?.line == number)
    #expect(error?.description.hasPrefix("cases:2: ") == true)
  }

  @Test("the report's JSON has stable keys")
  func json() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let line =
      #"{"id":7,"label":"l","qemu":"10","regs":{},"mem":[],"q":[["S1E1R","0x1000","0x1"]]}"#
    let text = String(decoding: try encoder.encode(Self.report([line])), as: UTF8.self)
    #expect(
      text == #"{"agree":0,"cases":1,"disagree":1,"excused":{},"first":[{"address":"0x1000","#
        + #""case":7,"expected":"0x1","got":"0x1b00","label":"l","operation":"S1E1R"}],"#
        + #""queries":1,"tablesCompared":1,"version":1}"#)
  }

  static func report(_ lines: [String]) throws -> VerificationReport {
    var report = VerificationReport()
    try Array(lines.joined(separator: "\n").utf8).withUnsafeBytes {
      try verify($0, file: "cases", report: &report)
    }
    return report
  }
}
