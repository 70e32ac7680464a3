import NaiveEngine
import Testing
import VMSA

@testable import Lessons

/// A thousand questions of a kind against the naive engine, whose answers come from what the
/// question shows and from geometry typed in.
@Suite("Questions about walks have the answers of a second engine")
struct WalkOracleTests {
  static let seeds = 0..<1000 as Range<UInt64>

  /// Granule and bits as the prompt gives them, and the lowest bit of each level's index.
  private func shape(_ prompt: String) -> (bits: Int, lowest: [Int: Int]) {
    let bits = Asked.number(in: prompt, /(\d+)-bit addresses/) ?? 0
    return (bits, NaiveWalker.lowest[Asked.granule(prompt)] ?? [:])
  }

  private func index(_ address: UInt64, _ level: Int, _ prompt: String) -> UInt64 {
    let (bits, lowest) = shape(prompt)
    let top = min(bits, lowest[level - 1] ?? bits)
    let digits = NaiveWalker.digits(of: address)
    return NaiveWalker.number(digits[(lowest[level] ?? 0)..<top])
  }

  private func level(_ prompt: String) -> Int {
    Asked.number(in: prompt, /level (-?\d)/) ?? 99
  }

  @Test("index")
  func index() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(IndexQuestion.self, seed: seed)
      let prompt = question.prompt[0]
      let address = try #require(Asked.numbers(prompt).first)
      #expect(address == question.evidence?.translation.address.raw, "seed \(seed)")
      #expect(question.answer == "\(index(address, level(prompt), prompt))", "seed \(seed)")
    }
  }

  @Test("split")
  func split() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(SplitQuestion.self, seed: seed)
      let prompt = question.prompt[0]
      let (bits, lowest) = shape(prompt)
      let level = level(prompt)
      let expected =
        prompt.contains("lowest bit")
        ? lowest[level] ?? 0 : min(bits, lowest[level - 1] ?? bits) - 1
      #expect(question.answer == "\(expected)", "seed \(seed): \(prompt)")
    }
  }

  @Test("entry-address: the naive engine reads there, and the prompt's table is where it is")
  func entryAddress() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(EntryAddressQuestion.self, seed: seed)
      let prompt = question.prompt[0]
      let numbers = Asked.numbers(prompt)
      let expected = numbers[1] + 8 * index(numbers[0], level(prompt), prompt)
      #expect(Hexadecimal.parse(question.answer) == expected, "seed \(seed): \(prompt)")
      let given = try #require(question.evidence?.translation)
      guard given.stage2Root == nil else { continue }
      let naive = given.naive
      _ = given.naiveEnd(naive)
      #expect(naive.read.contains(expected), "seed \(seed): \(prompt)")
    }
  }

  @Test("next-entry: what the naive engine reads after the entry shown")
  func nextEntry() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(NextEntryQuestion.self, seed: seed)
      let given = try #require(question.evidence?.translation)
      let word = try #require(Asked.numbers(question.prompt[0]).last)
      let level = level(question.prompt[0])
      let next = NaiveTables(stage1Of: given.naive, address: given.address.raw)
        .address(word, from: NaiveWalker.lowest[Asked.granule(question.prompt[0])]?[3] ?? 0)
      let expected = next + 8 * index(given.address.raw, level + 1, question.prompt[0])
      #expect(Hexadecimal.parse(question.answer) == expected, "seed \(seed)")
      guard given.stage2Root == nil else { continue }
      let naive = given.naive
      _ = given.naiveEnd(naive)
      let place = try #require(naive.read.firstIndex { given.entries[$0] == word }, "seed \(seed)")
      #expect(naive.read[place + 1] == expected, "seed \(seed)")
    }
  }

  @Test("output")
  func output() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(OutputQuestion.self, seed: seed)
      let given = try #require(question.evidence?.translation)
      #expect(Asked.numbers(question.prompt[0]) == [given.address.raw], "seed \(seed)")
      let end = given.naiveEnd().split(separator: " ")
      #expect(end[0] == "ok", "seed \(seed)")
      #expect("\(Hexadecimal.parse(question.answer) ?? 0)" == end[1], "seed \(seed)")
    }
  }
}
