import NaiveEngine
import Testing
import VMSA

@testable import Lessons

/// What hardware writes back, against what the naive engine writes.
@Suite("Questions about access flag and dirty state have the answers of a second engine")
struct UpdateOracleTests {
  private static let seeds = 0..<1000 as Range<UInt64>

  @Test("access-flag: all three come up")
  func accessFlag() throws {
    var seen: [String: Int] = [:]
    for seed in Self.seeds {
      let question = try Asked.drill(AccessFlagQuestion.self, seed: seed)
      let given = try #require(question.evidence?.translation)
      let naive = given.naive
      let end = given.naiveEnd(naive)
      let expected =
        end.hasPrefix("flag")
        ? "the access takes" : naive.written.isEmpty ? "nothing" : "the processor sets"
      #expect(end.hasPrefix("flag") || end.hasPrefix("ok"), "seed \(seed): \(end)")
      #expect(question.answer.hasPrefix(expected), "seed \(seed)")
      seen[expected, default: 0] += 1
    }
    #expect(seen.count == 3 && seen.values.allSatisfy { $0 > 100 })
  }

  @Test("dirty: the word the naive engine writes, or none")
  func dirty() throws {
    var seen: [Bool: Int] = [:]
    for seed in Self.seeds {
      let question = try Asked.drill(DirtyQuestion.self, seed: seed)
      let given = try #require(question.evidence?.translation)
      let naive = given.naive
      #expect(given.naiveEnd(naive).hasPrefix("ok"), "seed \(seed)")
      let leaf = try #require(Asked.numbers(question.prompt[0]).last)
      #expect(naive.read.last.flatMap { given.entries[$0] } == leaf, "seed \(seed)")
      if let word = naive.written.last?.1 {
        #expect(Hexadecimal.parse(question.answer) == word, "seed \(seed)")
      } else {
        #expect(question.answer == "nothing is written", "seed \(seed)")
      }
      let becameWritable = naive.written.last.map { ($0.1 ^ leaf) / 128 % 2 == 1 } ?? false
      seen[becameWritable, default: 0] += 1
    }
    #expect(seen[true, default: 0] > 50 && seen[false, default: 0] > 50)
  }
}
