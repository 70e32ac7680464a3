import NaiveEngine
import Testing
import VMSA

@testable import Lessons

/// Descriptors that a student makes, tried out by the naive engine as well.
@Suite("What a student makes is judged as a second engine judges it")
struct MakeOracleTests {
  private static let seeds = 0..<1000 as Range<UInt64>

  @Test("make: whatever is typed, the naive engine judges it the same")
  func make() throws {
    for seed in Self.seeds {
      let question = try Asked.drill(MakeQuestion.self, seed: seed)
      guard case .made(let example, let failing, let judge) = question.form else {
        Issue.record("seed \(seed): \(question.form)")
        return
      }
      let given = try #require(question.evidence?.translation)
      let place = try #require(question.asked("place").flatMap { UInt64($0) })
      let goal = try #require(question.asked("goal"))
      let output = Asked.numbers(question.prompt[0])[2]
      var random = SeededRandom(seed: seed)
      let noise = example ^ 1 << random.number(below: 64)
      for word in [example, failing, noise, example ^ 1 << 10, example ^ 1 << 6, example ^ 1 << 7] {
        let (permits, forbids) = Self.goals[goal] ?? ("", "")
        let allows = permits.split(separator: " ").allSatisfy {
          leads(given, place, word, String($0), to: output)
        }
        let denies = forbids.split(separator: " ").allSatisfy {
          !succeeds(given, place, word, String($0))
        }
        #expect(
          judge(word).isRight == (allows && denies),
          "seed \(seed), \(goal), \(word): \(judge(word))")
      }
    }
  }

  /// What each goal's sentence asks for: level and access.
  private static let goals = [
    "el0-writes": ("0w", ""), "el0-reads-only": ("0r", "0w"), "el1-executes": ("1x", "0w"),
    "el1-only": ("1w", "0r 0x"), "el0-executes": ("0r 0x", "1w 1x"),
    "el1-reads-only": ("1r", "1w 1x 0w 0x"),
  ]

  private func naive(_ given: TranslationCase, _ place: UInt64, _ word: UInt64, _ access: String)
    -> [Substring]
  {
    var tried = given
    tried.entries[place] = word
    return tried.naive.translate(
      given.address.raw,
      NaiveTranslator.Question(
        what: access.last ?? "r", isEL0: access.first == "0", pan: false), both: true
    ).split(separator: " ")
  }

  private func succeeds(
    _ given: TranslationCase, _ place: UInt64, _ word: UInt64, _ access: String
  ) -> Bool {
    naive(given, place, word, access)[0] == "ok"
  }

  private func leads(
    _ given: TranslationCase, _ place: UInt64, _ word: UInt64, _ access: String, to output: UInt64
  ) -> Bool {
    let end = naive(given, place, word, access)
    guard end[0] == "ok", let reached = UInt64(end[1]) else { return false }
    // The output named is the leaf's; the offset in it comes on top.
    return reached >= output && (reached - output) < 1 << 42
      && (reached - output) == given.address.raw % Self.leafSize(given, place)
  }

  /// The bytes of the leaf at a place: what the walk to it leaves of the address.
  private static func leafSize(_ given: TranslationCase, _ place: UInt64) -> UInt64 {
    let naive = given.naive
    _ = given.naiveEnd(naive)
    let tables = NaiveTables(stage1Of: naive, address: given.address.raw)
    let level = tables.startLevel + naive.read.count - 1
    return 1 << UInt64(NaiveWalker.lowest[tables.kilobytes]?[level] ?? 0)
  }
}
