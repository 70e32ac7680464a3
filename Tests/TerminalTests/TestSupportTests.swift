import Foundation
import TestSupport
import Testing

@Suite("Test support")
struct TestSupportTests {
  @Test("the generator gives the published numbers for seed 1234567")
  func splitMix() {
    var random = SplitMix64(seed: 1_234_567)
    let numbers = (0..<3).map { _ in random.next() }
    #expect(
      numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test("a difference names the lines")
  func difference() {
    #expect(lineDifference(from: "a\nb\nc", to: "a\nx\nc") == "- 2: b\n+ 2: x")
  }

  @Test("a missing snapshot fails, a program that shows nothing fails with its screen")
  func failures() async throws {
    if ProcessInfo.processInfo.environment["TABLEWALK_RECORD_SNAPSHOTS"] == nil {
      withKnownIssue { expectSnapshot("text", named: "no such snapshot") }
    }
    let screen = try await TerminalDriver.launch(
      "-c", "echo hello; read line", program: "/bin/sh", patience: .milliseconds(200))
    try await screen.expect("hello")
    await #expect(throws: TerminalDriverError.self) { try await screen.expect("never") }
    await #expect(throws: TerminalDriverError.self) { try await screen.waitForExit() }
    try await screen.press("\n").expectTerminalRestored(exitStatus: 0)
  }
}
