import Foundation
import TestSupport
import Testing

@Suite("tablewalk verify")
struct VerifyCommandTests {
  private let cases = ["at_s1_cortex-a53.jsonl", "at_s1_el2.jsonl", "real_access.jsonl"].map {
    Fixture.path("oracle/" + $0)
  }

  @Test("recorded cases agree, and the report adds up")
  func agree() throws {
    let run = try ProgramOutput.run(["verify"] + cases + ["--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let report = try #require(value as? [String: Any])
    let queries = try #require(report["queries"] as? Int)
    let agree = try #require(report["agree"] as? Int)
    let excused = try #require(report["excused"] as? [String: Int])
    #expect(report["version"] as? Int == 1)
    #expect(report["disagree"] as? Int == 0)
    #expect(queries > 100)
    #expect(agree + excused.values.reduce(0, +) == queries)
  }

  @Test("a wrong answer is a disagreement: it is shown, and the exit status is 1")
  func disagree() throws {
    let text = String(
      decoding: try Fixture.bytes("oracle/at_s1_cortex-a53.jsonl"), as: UTF8.self)
    let first = try #require(text.split(separator: "\n").first)
    let object = try JSONSerialization.jsonObject(with: Data(first.utf8))
    var recorded = try #require(object as? [String: Any])
    var queries = try #require(recorded["q"] as? [[Any]])
    queries[0][2] = "0x123"
    recorded["q"] = queries
    let path = NSTemporaryDirectory() + "wrong-\(UUID().uuidString).jsonl"
    try JSONSerialization.data(withJSONObject: recorded).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try ProgramOutput.run("verify", path)
    #expect(run.status == 1)
    #expect(run.output.contains("1 disagree"))
    #expect(run.output.contains("expected 0x123"))
  }

  @Test("a line that is no case ends with status 3 and names file and line")
  func malformed() throws {
    let path = NSTemporaryDirectory() + "bad-\(UUID().uuidString).jsonl"
    try Data("{\"id\": 1}\n".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try ProgramOutput.run("verify", path)
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("\(path):1"), "\(run.errors)")
    #expect(run.controlCharacters.isEmpty)
  }
}
